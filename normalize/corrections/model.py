"""A correction: what a person says that a document's rows must read, and of which row."""

from dataclasses import dataclass, replace
from enum import StrEnum

from jixiao.normalize.forms.templates import TEXT_COLUMNS

COLUMNS = ("task_no", "task", *TEXT_COLUMNS)
"""Columns of a row that a correction may name and change: those that print text."""

Texts = tuple[tuple[str, str], ...]
"""Columns of a row, each with its text."""


class Action(StrEnum):
    """What a correction does to the row that it names."""

    REPLACE = "replace"
    DELETE = "delete"
    ADD = "add"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction, as its file says it. All texts are those of the output contract.

    ``number`` is its place in the file, from 1. ``sha256`` is of the PDF, in small hexadecimal digits; ``page`` counts
    from 1. ``form`` is the form's title, or its fund, project or department; empty where only ``form_no`` tells.
    ``row`` has the printed texts by which the row is known, as it was read; of ``ADD`` it is the row after which the
    new one goes, None for the first. ``column``, ``printed`` and ``text`` are of ``REPLACE``; ``texts`` are the new
    row's, of ``ADD``.
    """

    number: int
    sha256: str
    page: int
    form_no: int
    form: str
    action: Action
    row: Texts | None
    column: str = ""
    printed: str = ""
    text: str = ""
    texts: Texts = ()
    who: str = ""
    why: str = ""
    when: str = ""

    @property
    def edit(self) -> "Correction":
        """The same, less its place in the file and who made it: two that agree in it are one."""
        return replace(self, number=0, who="", why="", when="")

    @property
    def signed(self) -> str:
        """Who made it, when and why, as far as it says so."""
        who = ", ".join(filter(None, (self.who, self.when)))
        return ": ".join(filter(None, (who, self.why)))

    def described(self) -> str:
        """Say in a line which it is."""
        row = " ".join(f"[{text}]" for _, text in self.row or ())
        changed = {
            Action.REPLACE: f"{self.column} {self.printed} -> {self.text}",
            Action.ADD: " ".join(f"[{text}]" for _, text in self.texts),
        }.get(self.action, "")
        where = f"page {self.page}, form {self.form_no}{f' {self.form}' if self.form else ''}"
        what = f"{self.action}{' after' if self.action is Action.ADD else ''} {row or 'the head'}"
        return f"correction {self.number} ({where}): {what}{f': {changed}' if changed else ''}"
