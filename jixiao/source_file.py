"""Where the PDF of a document in an output folder stands today, if it still is the one that was converted."""

import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from jixiao.output.entries import Entry
from jixiao.urls import Url, located
from jixiao.work import content_hash


class SourceFile(NamedTuple):
    """A document's PDF, or else why it cannot be shown, in Chinese."""

    path: Path | None
    problem: str = ""


def source_file(entry: Entry | None) -> SourceFile:
    """Give the PDF that a document was converted from: only the file with the same content counts."""
    if entry is None:
        return SourceFile(None, "不知原文件在何处，请重新转换")
    if isinstance(located(entry.source), Url):
        return SourceFile(None, "原文件在网址上，未附页面图片")
    path = Path(os.fsdecode(unquote_to_bytes(entry.source)))
    if not path.exists():
        return SourceFile(None, f"原文件已不在 {path}，未附页面图片")
    if content_hash(path) != entry.sha256:
        return SourceFile(None, f"原文件 {path} 已变更，请重新转换")
    return SourceFile(path)
