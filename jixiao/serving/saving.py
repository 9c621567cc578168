"""The file of corrections beside the tables: read whole, written whole."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jixiao.corrections import read_corrections
from jixiao.output.disk import told, write_whole

FILE = "corrections.json"
_NEW = "corrections.json.jixiao-new"

Given = Mapping[str, Any]
"""A correction as its file has it (docs/corrections.md)."""


class CorrectionsFile:
    """``OUT/corrections.json``. A person may write it, too: what is not of this program's pages stays as it is."""

    def __init__(self, out: Path) -> None:
        """Take the output folder."""
        self.path = out / FILE

    def read(self) -> Sequence[Given]:
        """Give all corrections. Raises BadCorrections."""
        if not self.path.exists():
            return []
        read_corrections(self.path)
        found: Sequence[Given] = json.loads(self.path.read_text(encoding="utf-8-sig"))["corrections"]
        return found

    def replace(self, sha256: str, corrections: Sequence[Given]) -> None:
        """Put these in place of a PDF's corrections, in one step. Raises BadCorrections, with nothing changed then."""
        others = [each for each in self.read() if each["sha256"].lower() != sha256]
        new = self.path.with_name(_NEW)
        with told(self.path.parent):
            write_whole(new, _written([*others, *corrections]))
            try:
                read_corrections(new)  # whatever a page sends, what stands there can be read by the next run
                new.replace(self.path)
            finally:
                new.unlink(missing_ok=True)


def _written(corrections: Sequence[Given]) -> bytes:
    text = json.dumps({"corrections": corrections}, ensure_ascii=False, indent=2)
    return (text + "\n").encode(errors="replace")
