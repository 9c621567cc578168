"""Documents to set: known forms and budget tables, some rows of each, so that page breaks fall anywhere."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from jixiao.output.known import COLUMNS
from tests.producers.budget import amounts_that_fit, budget_table
from tests.producers.look import MINIMAL_SIZE, Look
from tests.producers.model import Document, KnownTable
from tests.producers.shili import set_shili
from tests.producers.sources import sample_forms, short, some_rows
from tests.typeset.forms import KnownForm, expected_rows, set_form
from tests.typeset.model import Block, SetTable

FORM_LEVEL = ("form_no", "form_type", "subject", "department")
"""Columns that all rows of a form share: whether rows are in the right form is judged by itself."""

OWN = tuple(name for name in COLUMNS["indicators"] if name not in FORM_LEVEL)
RECORD = ("form_type", "subject", "department", "implementing_unit", "budget_text", "overall_goal")

_SHILI = ("shili-project-2024", "shili-selfeval-2023", "shili-department-2024")
_NARROW = {"department_annual": 10.5, "project_self_evaluation": 10.5}
"""Forms of many narrow columns: the largest type, in points, for a width of 420 points."""


def make_document(seed: str, look: Look) -> tuple[Document, Look]:
    """Make a document for a look; the look may get smaller type where the columns are narrow."""
    rng = random.Random(seed)
    return rng.choice(_KINDS)(rng, look)


def _zhoucun(rng: random.Random, look: Look) -> tuple[Document, Look]:
    """Two to five of the bureau's forms, in the document's order."""
    forms = sample_forms("zhoucun-2024")
    chosen = sorted(rng.sample(range(len(forms)), rng.randint(2, 5)))
    return _forms_document("zhoucun", [some_rows(forms[n], rng, rng.uniform(0.4, 1.0)) for n in chosen], look)


def _shili(rng: random.Random, look: Look) -> tuple[Document, Look]:
    """Two to five forms of one kind."""
    forms = sample_forms(rng.choice(_SHILI))
    chosen = sorted(rng.sample(range(len(forms)), rng.randint(2, 5)))
    return _forms_document("shili", [some_rows(forms[n], rng, rng.uniform(0.5, 1.0)) for n in chosen], look)


def _one_page_forms(rng: random.Random, look: Look) -> tuple[Document, Look]:
    """Four to seven short forms, each with its title in the first ruled row."""
    sample = rng.choice(("zhoucun-2024", *_SHILI))
    able = [form for form in sample_forms(sample) if form.head["form_type"] not in _CAPTIONED]
    forms = [short(rng.choice(able), rng) for _ in range(rng.randint(4, 7))]
    document, look = _forms_document("one-page forms", forms, replace(look, flowing=False))
    return replace(document, tables=tuple(map(_title_inside, document.tables))), look


def _budget(rng: random.Random, look: Look) -> tuple[Document, Look]:
    """One to three budget tables, as many amounts as fit, in smaller type where three would not."""
    look = replace(look, across=look.across or rng.random() < 0.6)
    return Document("budget", tuple(_budget_tables(rng, look := _fitting(look), rng.randint(1, 3)))), look


def _mixed(rng: random.Random, look: Look) -> tuple[Document, Look]:
    """A budget table before and behind forms."""
    forms = sample_forms(rng.choice(("zhoucun-2024", *_SHILI)))
    chosen = [some_rows(rng.choice(forms), rng, 0.5) for _ in range(rng.randint(1, 3))]
    document, look = _forms_document("mixed", chosen, _fitting(look))
    before, behind = _budget_tables(rng, look, 2)
    return replace(document, tables=(before, *document.tables, behind)), look


_KINDS: Sequence[Callable[[random.Random, Look], tuple[Document, Look]]] = (
    *(_zhoucun, _zhoucun, _zhoucun, _zhoucun),
    *(_shili, _shili, _shili),
    _one_page_forms,
    *(_budget, _budget),
    _mixed,
)
"""Kinds of documents, as often as they are drawn."""

_CAPTIONED = ("department_strategy", "department_annual")
"""Forms whose department stands above the table: their title cannot stand inside."""


def _fitting(look: Look) -> Look:
    size = look.size
    while size > MINIMAL_SIZE and amounts_that_fit(look.width, size, look.padding) < 3:
        size -= 0.5
    if amounts_that_fit(look.width, size, look.padding) < 3:
        return _fitting(replace(look, across=True, paper="A4"))
    return replace(look, size=size)


def _budget_tables(rng: random.Random, look: Look, count: int) -> list[KnownTable]:
    fit = min(10, amounts_that_fit(look.width, look.size, look.padding))
    inside = rng.random() < 0.3
    em = 2 * look.padding / look.size
    return [budget_table(rng, rng.randint(max(3, fit - 3), fit), em, title_inside=inside) for _ in range(count)]


def _forms_document(name: str, forms: list[KnownForm], look: Look) -> tuple[Document, Look]:
    largest = min(_NARROW.get(form.head["form_type"], 14.0) for form in forms) * look.width / 450
    look = replace(look, size=max(MINIMAL_SIZE, min(look.size, round(largest, 1))))
    return Document(name, tuple(known_table(form, merge_level2=look.merge_level2) for form in forms)), look


def known_table(form: KnownForm, *, merge_level2: bool) -> KnownTable:
    """Lay out a form, with the rows that must come back."""
    lay_out = set_shili if form.head["form_type"] not in (*_CAPTIONED, "fund_target") else set_form
    printed = lay_out(form, merge_level2=merge_level2)
    known = [dict(zip(COLUMNS["indicators"], row, strict=True)) for row in expected_rows([form], "indicators")]
    (record,) = [dict(zip(COLUMNS["forms"], row, strict=True)) for row in expected_rows([form], "forms")]
    rows = zip(_indicator_rows(printed, form), (tuple(row[name] for name in OWN) for row in known), strict=True)
    return KnownTable(printed, "form", tuple(rows), tuple(record[name].replace("\n", "") for name in RECORD))


def _indicator_rows(printed: SetTable, form: KnownForm) -> list[int]:
    """Give the grid rows in which the form's indicators stand, in order."""
    wanted = iter([row["indicator"] for row in form.rows])
    at = {(block.row, block.text) for block in printed.blocks if block.row_span == 1 and block.row > 0}
    found: list[int] = []
    text = next(wanted, None)
    for row in range(printed.header_rows[0] + 1, 1 + max(block.row for block in printed.blocks)):
        if (row, text) in at:
            found.append(row)
            text = next(wanted, None)
    return found


def _title_inside(table: KnownTable) -> KnownTable:
    """Put the title into a first ruled row over all columns."""
    printed = table.printed
    title = Block(0, 0, printed.title, column_span=len(printed.shares), bold=True)
    blocks = (title, *(replace(block, row=block.row + 1) for block in printed.blocks))
    headers = tuple(row + 1 for row in printed.header_rows)
    return replace(
        table,
        printed=SetTable("", "", printed.shares, blocks, headers),
        rows=tuple((row + 1, texts) for row, texts in table.rows),
    )
