"""Output folders, files or conversions of several years -> a panel: the same indicator followed over them."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.arguments import local_path
from jixiao.conversion import Conversion, convert
from jixiao.errors import NoOutput, OutputNotWritable, PackageMissing, WrongArgument
from jixiao.many import Batch
from jixiao.output.archive import is_output
from jixiao.output.disk import told, write_whole
from jixiao.output.documents import TableRow
from jixiao.output.frames import data_frame
from jixiao.output.panel.decisions import NOTHING_DECIDED, has_answers, read_decisions
from jixiao.output.panel.following import follow
from jixiao.output.panel.node import FormRows, bureaus
from jixiao.output.panel.page import panel_page
from jixiao.output.panel.reading import Forms, forms_of_rendered, read_forms
from jixiao.output.panel.tables import PanelTable, panel_tables
from jixiao.output.panel.track import Followed, count_joints
from jixiao.output.panel.writing import WORKBOOK, write_panel_tables, write_panel_workbook
from jixiao.output.rendered import render
from jixiao.version import __version__

if TYPE_CHECKING:
    import pandas as pd

Given = str | os.PathLike[str] | Conversion | Batch
"""The output folder of a conversion, a file to convert, a conversion, or a batch."""

PAGE = "panel.html"

DOUBTS_FILE = "panel_doubts.csv"

OLD, NEW = "old", "new"
"""What stands for the years where two sides are held against each other."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Indicators followed over years, in order.

    ``left_out`` are forms without a year, which no panel can hold. ``unused`` is how many answers of a person say that
    two are one, which could not be linked: names or rows have changed since, or two answers say it of one.
    """

    years: tuple[str, ...]
    followed: Followed
    documents: tuple[TableRow, ...]
    left_out: tuple[FormRows, ...] = ()
    unused: int = 0

    @property
    def tables(self) -> tuple[PanelTable, ...]:
        """The tables ``panel``, ``panel_budgets`` and ``panel_doubts`` (docs/panels.md), with exact numbers."""
        return panel_tables(self.followed, self.years)

    @property
    def panel(self) -> "pd.DataFrame":
        """The indicators, one a row; the columns of a year end with it: ``value_2024``."""
        return self.frame("panel")

    @property
    def budgets(self) -> "pd.DataFrame":
        """The budgets of funds and projects, one a row."""
        return self.frame("panel_budgets")

    @property
    def doubts(self) -> "pd.DataFrame":
        """The links that were not made for a doubt, one a row."""
        return self.frame("panel_doubts")

    def frame(self, table: str, *, exact: bool = False) -> "pd.DataFrame":
        """Give one of the tables by its name; with ``exact`` numbers are Decimals. Raises WrongArgument of another."""
        named = {each.table.name: each for each in self.tables}
        if table not in named:
            raise WrongArgument(Path(table), "the table", table, list(named))
        return data_frame(named[table].table, named[table].rows, exact=exact)

    def notes(self) -> tuple[str, ...]:
        """Say in Chinese what is not in the panel, and which documents a person should look at first."""
        failed = [row["source_file"] for row in self.documents if row["status"] == "failed"]
        unsure = [row["source_file"] for row in self.documents if row["status"] in ("findings", "partial")]
        texts = (
            ("未能转换，不在表中", failed),
            ("没有年度的表，不在表中", [each.form["doc_id"] for each in self.left_out]),
            ("有待查事项，请先核对其转换结果", unsure),
        )
        told = [f"{text}：{'、'.join(dict.fromkeys(names))}" for text, names in texts if names]
        return (*told, *([f"人工认定中有 {self.unused} 条不能采用"] if self.unused else []))

    def write(self, folder: str | os.PathLike[str], *, xlsx: bool = False) -> tuple[Path, ...]:
        """Write the tables as CSV and Parquet, the page, and with ``xlsx`` the workbook; give their paths.

        Files of these names are replaced. Raises OutputNotWritable, also where a person's answers stand in
        ``panel_doubts.csv``, and PackageMissing of the workbook's package.
        """
        out = Path(folder)
        if has_answers(out / DOUBTS_FILE):
            raise OutputNotWritable(out, f"{DOUBTS_FILE} has answers in it; move it, and give it with --decided")
        if xlsx and find_spec("xlsxwriter") is None:
            raise PackageMissing(out / WORKBOOK, "xlsxwriter", "'jixiao[xlsx]'")
        with told(out):
            out.mkdir(parents=True, exist_ok=True)
            write_panel_tables(self.tables, out, __version__)
            write_whole(out / PAGE, panel_page(self.followed, self.years, self.notes()))
            if xlsx:
                write_panel_workbook(self.tables, out, __version__)
        names = [f"{each.table.name}.{kind}" for each in self.tables for kind in ("csv", "parquet")]
        return tuple(out / name for name in (*names, PAGE, *([WORKBOOK] if xlsx else [])))


def panel(years: Given | Iterable[Given], *, decided: str | os.PathLike[str] | None = None) -> Panel:
    """Follow the indicators of output folders, files or conversions over their years.

    A file that several folders hold counts once. ``decided`` is a ``panel_doubts.csv`` of before, in which a person
    said in the column ``same`` what is one. Raises NoOutput of a folder without tables, the errors of ``convert`` of a
    file, FileNotReadable of ``decided``, and PackageMissing where ``jixiao[panel]`` is not installed.
    """
    decisions = NOTHING_DECIDED if decided is None else read_decisions(local_path(decided))
    by_year = dict((forms := _forms(years)).by_year())
    left_out = tuple(by_year.pop("", ()))
    followed = follow([bureaus(each) for each in by_year.values()], decisions)
    said = sum(is_same for pairs in decisions.values() for is_same in pairs.values())
    unused = max(said - count_joints(followed.tracks, "person"), 0)
    return Panel(tuple(by_year), followed, forms.documents, left_out, unused)


def between(old: Given | Iterable[Given], new: Given | Iterable[Given]) -> Panel:
    """Hold two sides against each other, whatever their years: the panel's years are ``old`` and ``new``.

    Raises as ``panel`` does, and WrongArgument of a side whose documents are of several years.
    """
    ours, theirs = _of_one_year(OLD, _forms(old)), _of_one_year(NEW, _forms(new))
    followed = follow([bureaus(ours.forms), bureaus(theirs.forms)])
    return Panel((OLD, NEW), followed, (*ours.documents, *theirs.documents))


def _of_one_year(side: str, forms: Forms) -> Forms:
    years = sorted({document["year"] for document in forms.documents if document["year"]})
    if len(years) > 1:
        raise WrongArgument(Path(side), "a side of the years", ", ".join(years), ["a file or a folder of one year"])
    return forms


def _forms(given: Given | Iterable[Given]) -> Forms:
    if find_spec("rapidfuzz") is None:
        raise PackageMissing(Path("panel"), "rapidfuzz", "'jixiao[panel]'")
    forms = Forms()
    for each in _each(given):
        forms = forms.with_others(_forms_of(each))
    return forms


def _each(given: Given | Iterable[Given]) -> Sequence[Given]:
    if isinstance(given, Batch):
        return list(given)
    return [given] if isinstance(given, str | os.PathLike | Conversion) else list(given)


def _forms_of(given: Given) -> Forms:
    if isinstance(given, Batch):
        return _forms(given)
    if isinstance(given, Conversion):
        return forms_of_rendered(render(given.converted))
    path = local_path(given)
    if not path.is_dir():
        return _forms_of(convert(path))
    if not is_output(path):
        raise NoOutput(path)
    return read_forms(path)
