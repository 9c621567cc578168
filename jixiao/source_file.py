"""Where the PDF of a document in an output folder stands today, if it still is the one that was converted."""

import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from jixiao.extract.documents.opening import ENDINGS
from jixiao.output.entries import Entry
from jixiao.urls import Url, located
from jixiao.work import content_hash


class SourceFile(NamedTuple):
    """A document's PDF, or else why it cannot be drawn, in Chinese and English."""

    path: Path | None
    problem_zh: str = ""
    problem_en: str = ""


def source_file(entry: Entry | None) -> SourceFile:
    """Give the PDF that a document was converted from: only the file with the same content counts."""
    if entry is None:
        return SourceFile(None, "不知原文件在何处，请重新转换", "where its file stands is not known; convert it again")
    if entry.status == "failed":
        return SourceFile(None)  # its row says why there is nothing to see
    if isinstance(located(entry.source), Url):
        return SourceFile(None, "原文件在网址上，未生成页面图片", "its file is behind a URL; no pictures were drawn")
    path = Path(os.fsdecode(unquote_to_bytes(entry.source)))
    if not path.exists():
        return SourceFile(None, f"原文件已不在 {path}", f"its file is no longer at {path}; convert it again")
    if path.suffix.lower() in ENDINGS:
        return SourceFile(None, "原文件不是 PDF，没有页面可画", "its file is no PDF and has no pages to draw")
    if content_hash(path) != entry.sha256:
        return SourceFile(
            None, f"原文件 {path} 已变更，请重新转换", f"its file {path} has changed since; convert it again"
        )
    return SourceFile(path)
