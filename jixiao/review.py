"""An output folder -> its review site: each document's pages as pictures beside its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jixiao.limits import Limits
from jixiao.output.archive import check_is_output, is_output, open_archive
from jixiao.output.difference_file import Line
from jixiao.output.disk import told
from jixiao.output.documents import read_documents
from jixiao.output.entries import Entry
from jixiao.output.review.site import PICTURES, Site
from jixiao.output.review.writing import Pictured, list_name, page_name, write_pages
from jixiao.page_drawing import Drawing, draw_all
from jixiao.source_file import SourceFile, source_file
from jixiao.work import Job, Options
from jixiao.workers import usable_cores

PICTURES_VERSION = 1
"""Of how pages are drawn: pictures of another version are drawn anew."""

FOLDER = "review"
"""Where in the output folder the site is written, unless another place is named."""


DrawAll = Callable[[Sequence[Drawing]], Iterator[tuple[Drawing, str]]]
"""Draws PDFs, and gives each with the problem that stopped it, or nothing."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was written: the page to open first, the list of documents, how many there are, how many were drawn.

    ``problems`` has a line for each.
    """

    page: Path
    list: Path
    documents: int
    drawn: int
    problems: tuple[str, ...]


def write_review(
    out: Path,
    folder: Path | None = None,
    jobs: int | None = None,
    limits: Limits | None = None,
    password: str = "",
    compared: Sequence[Line] = (),
) -> Reviewed:
    """Write the review site of an output folder, into ``review`` in it unless another folder is named.

    Pictures are drawn of files that are new or changed; ``jobs`` are drawn at once, one a core by default. ``password``
    opens PDFs that ask for one; ``compared`` are lines of what differs from other conversions. Raises NoOutput,
    OutputBusy or OutputNotWritable.
    """
    check_is_output(out)
    with open_archive(out) as archive, told(folder or out / FOLDER):
        entries = archive.entries()
        doc_ids = [rows.document["doc_id"] for rows in read_documents(out)]
        first = list_name(doc_ids)
        site = Site(folder or out / FOLDER, [first, *map(page_name, doc_ids)])
        held = {doc_id: entries.get(doc_id) for doc_id in doc_ids}
        draw = partial(draw_all, count=jobs or usable_cores(), limits=limits or Limits())
        pictured, drawn = _draw(site, held, Options(password=password), draw)
        write_pages(site, read_documents(out), doc_ids, pictured, compared)
        site.finish()
    opened = page_name(doc_ids[0]) if len(doc_ids) == 1 else first
    problems = tuple(f"{doc_id}: {each.problem_en}" for doc_id, each in pictured.items() if each.problem_en)
    return Reviewed(site.folder / opened, site.folder / first, len(doc_ids), drawn, problems)


def start_review(out: Path) -> Path:
    """Give the page that lists an output folder's documents, which may be new; write what is to stand in the site."""
    if is_output(out):
        return write_review(out).list
    with told(out / FOLDER):
        first = list_name([])
        site = Site(out / FOLDER, [first])
        write_pages(site, [], [], {})
        site.finish()
    return site.folder / first


def _draw(
    site: Site, entries: Mapping[str, Entry | None], options: Options, draw: DrawAll
) -> tuple[Mapping[str, Pictured], int]:
    """Draw what is not drawn yet; give each document's pictures, and how many PDFs were drawn."""
    sources = {doc_id: source_file(entry) for doc_id, entry in entries.items()}
    due = {
        picture_name(entry): Job(path, entry, options)
        for doc_id, entry in entries.items()
        if entry and (path := sources[doc_id].path) and not site.has_pictures(picture_name(entry))
    }
    drawings = [Drawing(job, site.new_folder(f"{PICTURES}/{name}"), name) for name, job in due.items()]
    problems = dict[str, str]()
    for drawing, problem in draw(drawings):
        if problem:
            problems[drawing.name] = problem
        else:
            site.put_pictures(drawing.name, drawing.folder)
    pictured = {doc_id: _pictured(site, entry, sources[doc_id], problems) for doc_id, entry in entries.items()}
    return pictured, len(due) - len(problems)


def _pictured(site: Site, entry: Entry | None, source: SourceFile, problems: Mapping[str, str]) -> Pictured:
    name = picture_name(entry) if entry else ""
    if problem := problems.get(name):
        return Pictured("", f"页面图片未能生成：{problem}", f"its pages could not be drawn: {problem}")
    return Pictured(name if name and site.has_pictures(name) else "", source.problem_zh, source.problem_en)


def picture_name(entry: Entry) -> str:
    """Give the name of the folder with a document's pictures: another for other content or another way to draw."""
    return f"{entry.sha256[:32]}-{PICTURES_VERSION}"
