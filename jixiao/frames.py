"""Converted documents as Python shows them: data frames, and a few lines in a terminal or a notebook."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from jixiao.normalize.records import Severity
from jixiao.output.entries import Entry, begun, line_of, with_counts
from jixiao.output.rows import ConvertedDocument

if TYPE_CHECKING:
    import pandas as pd


class Frames(ABC):
    """Gives the eight tables of the output contract as pandas data frames."""

    __slots__ = ()

    @abstractmethod
    def frame(self, table: str, *, exact: bool = False) -> "pd.DataFrame":
        """Give one table of the output contract by its name. Raises WrongArgument where there is none of that name.

        Numbers are floats, or with ``exact`` the printed Decimals; integers, texts, truth values and dates have pandas'
        types that know "not there" (``Int64``, ``string``, ``boolean``, ``datetime64``).
        """

    @property
    def documents(self) -> "pd.DataFrame":
        """The PDFs, one a row."""
        return self.frame("documents")

    @property
    def indicators(self) -> "pd.DataFrame":
        """The lowest-level indicators, one a row."""
        return self.frame("indicators")

    @property
    def forms(self) -> "pd.DataFrame":
        """The forms, one a row."""
        return self.frame("forms")

    @property
    def targets(self) -> "pd.DataFrame":
        """The parsed targets, one a row."""
        return self.frame("targets")

    @property
    def fields(self) -> "pd.DataFrame":
        """The labelled head cells, one a row."""
        return self.frame("fields")

    @property
    def tables(self) -> "pd.DataFrame":
        """The tables that are no known form, one a row; their texts stand in ``converted.document.tables``."""
        return self.frame("tables")

    @property
    def checks(self) -> "pd.DataFrame":
        """The comparisons with printed sums, numbers and lists, one a row."""
        return self.frame("checks")

    @property
    def findings(self) -> "pd.DataFrame":
        """What a person should know, one finding a row."""
        return self.frame("findings")


def entry_of(converted: ConvertedDocument) -> Entry:
    """Give the counts of a converted document."""
    return with_counts(begun(converted.doc_id, "", converted.source_file, converted.sha256, ""), converted, 0.0)


SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
"""In the order in which a person looks at findings."""


def html_of(documents: Sequence[ConvertedDocument]) -> str:
    """Give what a notebook shows of documents: a line on each, and their findings by code. All text is escaped."""
    lines = "<br>".join(escape(line_of(entry_of(each))) for each in documents)
    counts = Counter((each.severity, each.code) for document in documents for each in document.document.findings)
    ordered = sorted(counts, key=lambda each: (SEVERITIES.index(each[0]), each[1]))
    rows = "".join(_html_row(severity, code, counts[severity, code]) for severity, code in ordered)
    return f"<p>{lines}</p><table><tr><th>severity</th><th>finding</th><th>count</th></tr>{rows}</table>"


def _html_row(*cells: object) -> str:
    return f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in cells)}</tr>"
