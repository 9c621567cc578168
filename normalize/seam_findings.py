"""What a person should know of the page breaks of a table: doubts, and parts that were not joined."""

from collections.abc import Iterator

from jixiao.normalize.catalogue import found
from jixiao.normalize.records import Finding, Form, Place
from jixiao.normalize.tables.model import LogicalTable
from jixiao.normalize.tables.seam import Outcome, Seam

_OWN_NAME = {"title_between", "caption_differs"}
"""Signs by which a table that was not joined has a name of its own."""


def form_seams(table: LogicalTable, before: LogicalTable | None, form: Form) -> Iterator[Finding]:
    """Give the doubts of a form's breaks, but for those that its rows carry."""
    carried = {row.other_reading for row in form.indicators}
    for finding in seam_findings(table, before, form.form_no):
        if not any(reading and finding.message.endswith(reading) for reading in carried):
            yield finding


def table_seams(table: LogicalTable, before: LogicalTable | None) -> Iterator[Finding]:
    """Give the doubts of the breaks of a table of no known form, and of its cells."""
    yield from seam_findings(table, before)
    yield from _cell_doubts(table)
    if table.parted and not table.parted.doubtful and not _is_named(table.parted):
        yield _not_joined(table, before, table.parted)


def _cell_doubts(table: LogicalTable) -> Iterator[Finding]:
    """Give the doubts of the cells, each code once a page: such a table has no rows with flags of their own."""
    told: dict[tuple[str, int], list[Place]] = {}
    for cell in table.cells:
        for doubt in dict.fromkeys(cell.doubts):
            for place in cell.places:
                told.setdefault((doubt, place.page), []).append(place)
    for (doubt, page), places in told.items():
        yield found(doubt, f"table on page {page}, {len(places)} cells", place=places[0])


def seam_findings(table: LogicalTable, before: LogicalTable | None, form_no: int | None = None) -> Iterator[Finding]:
    """Give the doubts about a table's breaks: what was chosen, what speaks for it, and how it reads otherwise."""
    for seam in table.seams:
        if seam.doubtful or seam.other_reading or _text_between(seam):
            other = (
                f"; else it reads as {seam.other_reading}" if seam.other_reading else "; text stands between the halves"
            )
            yield found("join_doubtful", f"{described(seam)}{other}", form_no=form_no, place=seam.below)
    if table.parted and table.parted.doubtful:
        yield _not_joined(table, before, table.parted, form_no)


def _text_between(seam: Seam) -> bool:
    """Whether lines stand between the joined halves that no rule explains: they may be a cell's own."""
    return seam.outcome is not Outcome.NEW_TABLE and any(
        each.name == "text_between" for each in seam.hypotheses[0].evidence
    )


def described(seam: Seam) -> str:
    """Say in a line what was chosen at a break, by what margin and why."""
    header = f", {seam.header_rows} header rows repeated" if seam.header_rows else ""
    reasons = ", ".join(seam.reasons) or "nothing speaks against it"
    return f"page {seam.above.page} to {seam.below.page}: {seam.outcome}{header}, margin {seam.margin:.1f} ({reasons})"


def _is_named(seam: Seam) -> bool:
    names = {each.name for each in seam.hypotheses[0].evidence}
    return seam.outcome is Outcome.NEW_TABLE and bool(names & _OWN_NAME)


def _not_joined(table: LogicalTable, before: LogicalTable | None, seam: Seam, form_no: int | None = None) -> Finding:
    above = f"the table on pages {before.page_start}-{before.page_end}" if before else "a table above"
    detail = f"the table on page {table.page_start} and {above}: {described(seam)}"
    return found("table_not_joined", detail, form_no=form_no, place=seam.below)
