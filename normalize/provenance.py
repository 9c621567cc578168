"""Who published a document, for which year, under what title: as printed, or inferred and said so."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from jixiao.normalize.catalogue import found
from jixiao.normalize.records import Finding, Form

_PUBLISHER = re.compile(r"^\S{2,30}(?:局|厅|委员会|政府|部)$")
_YEAR = re.compile(r"(?<!\d)(20\d\d) ?年")
_FILE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SAYS_NOT_WHOSE = re.compile(
    r"(?:附[件表][0-9一二三四五六七八九十]*[:：.、-]?)?[（(]?(?:20\d\d)?(?:年度?)?[)）]?(?:[省市区县]本?级)?(?:预算)?"
)
"""What may stand before a form's name and names nobody: an attachment's number, a year, a level of government."""

_REGION = re.compile(r"^(?:[^省市区县旗州]{1,6}[省市区县旗州])+")

TITLE_LINES = 12
"""Lines of a first page among which the title and the publisher stand; a preface follows them."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Title, publisher and year of a document, with a finding for each that is not printed on its first pages."""

    title: str
    publisher: str
    year: str
    findings: tuple[Finding, ...]


def find_provenance(
    front: Sequence[str], forms: Sequence[Form], file_name: str, form_names: Sequence[re.Pattern[str]] = ()
) -> Provenance:
    """Read the lines before the first form; what they lack is inferred from the forms, then from the file's name.

    ``form_names`` are the titles of known forms: a line that is no more than one of them is not the document's title.
    """
    title, publisher = _title_page(front)
    title = "" if _is_form_name(title, form_names) else title
    year = _first_year([title, *front]) or next((form.year for form in forms if form.year), "")
    findings = []
    if not year and (inferred := _year_in_use(forms) or _first(_FILE_YEAR, file_name)):
        year = inferred
        findings.append(_inferred("year", year, "the years named in the forms, or the file's name"))
    if not publisher and (region := _region(forms)):
        publisher = region + "财政局"
        findings.append(_inferred("publisher", publisher, "the region of its departments"))
    return Provenance(title, publisher, year, tuple(findings))


def _title_page(front: Sequence[str]) -> tuple[str, str]:
    """Give title and publisher: the first line that names an office, and the lines above it."""
    for number, line in enumerate(front[:TITLE_LINES]):
        if number and _PUBLISHER.match(line):
            return "".join(front[:number]), line
    return (front[0] if front else ""), ""


def _is_form_name(title: str, names: Sequence[re.Pattern[str]]) -> bool:
    """Whether a title is a form's, an attachment's number and a year aside: 2024年项目支出绩效目标表.

    One that says whose it is (示例区2024年项目支出绩效目标表) is a document's.
    """
    bare = title.replace(" ", "")
    before = (bare[: found.start()] for name in names if (found := name.search(bare)))
    return any(_SAYS_NOT_WHOSE.fullmatch(text) for text in before)


def _first_year(lines: Sequence[str]) -> str:
    return next((year for line in lines if (year := _first(_YEAR, line))), "")


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group(1) if match else ""


def _year_in_use(forms: Sequence[Form]) -> str:
    """The year that more of the forms' texts name than all others together."""
    years = Counter(_YEAR.findall("\n".join(_texts(forms))))
    year, count = max(years.items(), key=lambda item: item[1], default=("", 0))
    return year if 2 * count > years.total() else ""


def _texts(forms: Sequence[Form]) -> Iterator[str]:
    for form in forms:
        yield from (form.subject, form.overall_goal)
        yield from {row.task for row in form.indicators}
        for row in form.indicators:
            yield from (row.indicator, row.value_text)


def _region(forms: Sequence[Form]) -> str:
    """The region (淄博市周村区) that two or more departments share; one department alone may publish for itself."""
    departments = {form.department for form in forms if form.department}
    shared = takewhile(lambda letters: len(set(letters)) == 1, zip(*departments, strict=False))
    match = _REGION.match("".join(letters[0] for letters in shared)) if len(departments) > 1 else None
    return match.group() if match else ""


def _inferred(what: str, value: str, source: str) -> Finding:
    return found(f"{what}_inferred", f"{value}, from {source}")
