"""The page breaks of a PDF, told one by one: what was chosen at each, by what margin, and why."""

from collections.abc import Iterator
from pathlib import Path

from jixiao.extract.engines import READERS
from jixiao.forms import logical_tables
from jixiao.normalize.forms.templates import Forms
from jixiao.normalize.seam_findings import described
from jixiao.normalize.tables.seam import Seam


def seams_of(pdf: Path, forms: Forms, engine: str = READERS[0]) -> Iterator[Seam]:
    """Give each break over which a table was joined, or could have been. Raises the errors of a bad PDF."""
    for table in logical_tables(pdf, forms, engine):
        yield from ([table.parted] if table.parted else [])
        yield from table.seams


def seam_lines(pdf: Path, forms: Forms, engine: str = READERS[0]) -> Iterator[str]:
    """Give a line for each break."""
    for seam in seams_of(pdf, forms, engine):
        yield f"{described(seam)}; doubtful, else {seam.other_reading}" if seam.doubtful else described(seam)
