"""What a form is known by, as data: its titles, its head's and columns' labels, what its rows do, what adds up.

A template is a TOML file (``known/``, one a form; a user's folder may add more). Labels are compared in the form that
``label`` gives: without blanks, bracketed notes, stars and colons; so （A）, (50分), * and ： need no alias.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jixiao.errors import BadTemplate
from jixiao.normalize.forms import keys
from jixiao.normalize.forms.sums import Sums, read_sums
from jixiao.normalize.text import label

HEAD_FIELDS = ("subject", "department", "implementing_unit", "budget_text", "overall_goal")
"""Fields of a form that its head prints."""

TEXT_COLUMNS = (
    "duty_no", "duty", "duty_item", "duty_target", "level1", "level2", "indicator_no", "indicator", "explanation",
    "value_text", "actual_text", "weight", "score", "deviation_reason",
)  # fmt: skip
"""Columns of the output contract that a form's table may print."""

HELPER_COLUMNS = ("unit", "comparator")
"""Columns that help to parse the value (计量单位, 指标性质); what they print is kept in ``fields`` too."""

LEVEL_LABELS = frozenset(
    name + ending
    for name in [
        "成本", "产出", "效益", "满意度", "经济成本", "社会成本", "生态环境成本", "数量", "质量", "时效", "经济效益", "社会效益", "生态效益",
        "可持续影响", "可持续发展影响", "服务对象满意度",
    ]
    for ending in ("", "指标")
)  # fmt: skip
"""一级 and 二级 labels of the national form (财预〔2015〕88号): they help to tell halves of a label, no more."""

FOLDER = Path(__file__).parent / "known"


@dataclass(frozen=True)
class Template:
    """A form's labels and rules. Aliases stand in the order in which they are looked for."""

    form_type: str
    title: str
    titles: tuple[re.Pattern[str], ...]
    only_titled: bool
    """Whether its title alone makes it known: its head is another form's too."""
    starts: frozenset[str]
    """Labels that stand first in the form: a table that begins with one begins a form."""
    labels: frozenset[str]
    """Further labels of the head, which tell labels from what is filled in."""
    head: Mapping[str, tuple[str, ...]]
    """Form field -> its labels; ``年度资金总额/全年预算数`` is the cell where these two meet."""
    listed: Mapping[str, tuple[str, ...]]
    """Form field -> its headers in a table that lists many forms, each with its head fields in columns of their own."""
    columns: Mapping[str, tuple[str, ...]]
    """Column header -> the contract columns under it, from the left (one header may stand over two)."""
    carried: frozenset[str]
    """Columns whose blank cells take the text of the row above: labels that are printed once."""
    kept: frozenset[str]
    """Headers of columns that have no place in the contract and are known: their texts stand in ``fields``, without a
    warning."""
    task: re.Pattern[str] | None
    """What a full-width row says that begins a block: number, then name."""
    sums: Sums
    """Which figures add up to which."""
    source: str

    @cached_property
    def head_labels(self) -> frozenset[str]:
        """Every label that may stand in the head."""
        aliases = (part for aliases in self.head.values() for alias in aliases for part in alias.split("/"))
        return frozenset(aliases) | self.labels | self.starts

    @cached_property
    def asked(self) -> Mapping[str, frozenset[str]]:
        """Head field -> the labels of which one should stand in the head."""
        return {
            field: frozenset(part for alias in aliases for part in alias.split("/"))
            for field, aliases in self.head.items()
        }


@dataclass(frozen=True)
class Forms:
    """The known forms, and what their labels tell the stitching."""

    templates: tuple[Template, ...]

    @cached_property
    def form_labels(self) -> frozenset[str]:
        """Labels that stand first in a form. Column headers are not among them: printers repeat those on every page."""
        return frozenset().union(*(template.starts for template in self.templates))

    @cached_property
    def header_labels(self) -> frozenset[str]:
        """Labels that stand over columns."""
        return frozenset(header for template in self.templates for header in template.columns)

    @cached_property
    def indicator_headers(self) -> frozenset[str]:
        """Labels that stand over the indicators."""
        return frozenset(
            h for template in self.templates for h, columns in template.columns.items() if "indicator" in columns
        )

    @cached_property
    def head_labels(self) -> frozenset[str]:
        """Labels of the heads of all forms."""
        return frozenset().union(*(template.head_labels for template in self.templates))

    @cached_property
    def tasks(self) -> tuple[re.Pattern[str], ...]:
        """What the rows say that begin a numbered block in any form."""
        return tuple(template.task for template in self.templates if template.task is not None)

    @cached_property
    def titles(self) -> tuple[re.Pattern[str], ...]:
        """The titles of all forms."""
        return tuple(title for template in self.templates for title in template.titles)

    @cached_property
    def label_headers(self) -> frozenset[str]:
        """Labels that stand over columns of labels, whose cells span rows."""
        return frozenset(
            header
            for template in self.templates
            for header, columns in template.columns.items()
            if set(columns) <= template.carried
        )


@lru_cache
def known_forms(*folders: Path) -> Forms:
    """Read the forms of this package and of the user's folders; a user's form replaces one of the same type.

    Raises BadTemplate.
    """
    templates: dict[str, Template] = {}
    for folder in (FOLDER, *folders):
        for path in sorted(folder.glob("*.toml")):
            template = read_template(path)
            templates[template.form_type] = template
    return Forms(tuple(templates.values()))


def read_template(path: Path) -> Template:
    """Read one template. Raises BadTemplate, which names the key and what it should hold."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadTemplate(path, str(error)) from error
    try:
        return _template(data, path)
    except keys.Wrong as wrong:
        raise BadTemplate(path, str(wrong)) from wrong


_KEYS = {"form_type", "name", "titles", "only_titled", "starts", "labels", "head", "listed", "columns", "rows", "sums"}
_ROW_KEYS = {"carried", "kept", "task"}


def _template(data: Mapping[str, Any], path: Path) -> Template:
    keys.only(data, _KEYS, "")
    rows = keys.table(data, "rows")
    keys.only(rows, _ROW_KEYS, "rows.")
    head, listed = _labels_of_fields(data, "head"), _labels_of_fields(data, "listed")
    columns = {
        column: keys.texts(aliases, f"columns.{column}") for column, aliases in keys.table(data, "columns").items()
    }
    keys.only(columns, (*TEXT_COLUMNS, *HELPER_COLUMNS), "columns.")
    for column in ("indicator", "value_text"):
        if not columns.get(column):
            raise keys.Wrong(f"columns.{column} is missing: which header stands over it?")
    carried = keys.texts(rows.get("carried", []), "rows.carried")
    keys.only(carried, columns, "rows.carried: ")
    headers = {column: frozenset(map(label, aliases)) for column, aliases in columns.items()}
    return Template(
        form_type=keys.text(data, "form_type"),
        title=keys.text(data, "name"),
        titles=tuple(keys.pattern(text, "titles") for text in keys.texts(data.get("titles", []), "titles")),
        only_titled=keys.truth(data, "only_titled"),
        starts=frozenset(map(label, keys.texts(data.get("starts", []), "starts"))),
        labels=frozenset(map(label, keys.texts(data.get("labels", []), "labels"))),
        head={
            field: tuple("/".join(map(label, each.split("/"))) for each in aliases) for field, aliases in head.items()
        },
        listed={field: tuple(map(label, aliases)) for field, aliases in listed.items()},
        columns=_by_header(columns),
        carried=frozenset(carried),
        kept=frozenset(map(label, keys.texts(rows.get("kept", []), "rows.kept"))),
        task=keys.pattern(rows["task"], "rows.task", groups=2) if "task" in rows else None,
        sums=read_sums(data, TEXT_COLUMNS, headers),
        source=path.name,
    )


def _labels_of_fields(data: Mapping[str, Any], key: str) -> dict[str, Sequence[str]]:
    labels: dict[str, Sequence[str]] = {
        field: keys.texts(aliases, f"{key}.{field}") for field, aliases in keys.table(data, key).items()
    }
    keys.only(labels, HEAD_FIELDS, f"{key}.")
    return labels


def _by_header(columns: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    by_header: dict[str, tuple[str, ...]] = {}
    for column, aliases in columns.items():
        for alias in map(label, aliases):
            by_header[alias] = (*by_header.get(alias, ()), column)
    return by_header
