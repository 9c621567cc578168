"""An output folder -> the report on it: one HTML file that a person prints and signs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jixiao.crop_drawing import draw_crops
from jixiao.errors import OutputNotWritable
from jixiao.limits import Limits
from jixiao.output.archive import check_is_output, open_archive
from jixiao.output.disk import write_whole
from jixiao.output.doubts import Doubt
from jixiao.output.entries import Entry
from jixiao.output.report import MARK, report
from jixiao.output.report_doubts import Pictures
from jixiao.source_file import source_file

NAME = "report.html"
"""In the output folder, unless another place is named."""

MOST_PICTURES = 300
"""Places that are shown as pictures: some 10 MB in one file, and a hundred pages of paper."""


class Reported(NamedTuple):
    """The file that was written, how many places it shows as open, and how many pictures."""

    path: Path
    doubts: int
    pictures: int


def write_report(
    out: Path, path: Path | None = None, limits: Limits | None = None, most_pictures: int = MOST_PICTURES
) -> Reported:
    """Write the report on an output folder, as ``report.html`` in it unless another file is named.

    Pictures are of those PDFs that still stand where they were, unchanged. Raises NoOutput, OutputBusy or
    OutputNotWritable.
    """
    target = path or out / NAME
    _check(out, target, is_named=path is not None)
    with open_archive(out) as archive:
        entries = archive.entries()
        shown: list[tuple[int, int]] = []

        def draw(doubts: Sequence[Doubt]) -> Pictures:
            pictures = _draw(doubts, entries, limits or Limits(), most_pictures)
            shown.append((len(doubts), len(pictures.drawn)))
            return pictures

        written = report(out, out.resolve().name, draw)
    try:
        write_whole(target, written)
    except OSError as error:
        raise OutputNotWritable(target, error.strerror or str(error)) from error
    return Reported(target, *shown[0])


def _check(out: Path, target: Path, *, is_named: bool) -> None:
    """Raise NoOutput of a folder without tables of ours, OutputNotWritable where another's file has the name."""
    check_is_output(out)
    if not is_named and target.exists() and not target.read_bytes().rstrip().endswith(MARK.encode()):
        raise OutputNotWritable(out, f"{target.name} is in the way, and jixiao did not put it there")


def _draw(doubts: Sequence[Doubt], entries: Mapping[str, Entry], limits: Limits, most: int) -> Pictures:
    spots = [spot for doubt in doubts for spot in doubt.spots]
    sources = {doc_id: source_file(entries.get(doc_id)) for doc_id in {spot.doc_id for spot in spots}}
    paths = {doc_id: source.path for doc_id, source in sources.items() if source.path}
    drawn, problems = draw_crops(paths, spots[:most], limits)
    problems |= {doc_id: source.problem_zh for doc_id, source in sources.items() if source.problem_zh}
    note = f"页面图片附至前 {most} 处，共 {len(spots)} 处。" if len(spots) > most else ""
    return Pictures(drawn, problems, note)
