"""The pages of many PDFs, drawn in processes of their own: a file that crashes or hangs costs its own pictures."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from jixiao.batch import Lost
from jixiao.errors import JixiaoError
from jixiao.limits import Limits, killed_at_limit, memory_bound
from jixiao.passwords import without_password
from jixiao.process import processes
from jixiao.work import Job
from jixiao.workers import result_of


@dataclass(frozen=True, slots=True)
class Drawing:
    """A PDF to draw: its job, the empty folder to fill with pictures, and the name that the folder is to have."""

    job: Job
    folder: Path
    name: str


def draw_all(drawings: Sequence[Drawing], count: int, limits: Limits) -> Iterator[tuple[Drawing, str]]:
    """Draw PDFs in as many processes; give each with the problem that stopped it, empty where it was drawn."""
    if not drawings:
        return
    with (
        TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder,
        processes(min(count, len(drawings)), folder) as pool,
    ):
        started = perf_counter()
        running: dict[Future[str], Drawing] = {
            pool.schedule(_draw_within, args=[drawing, limits]): drawing for drawing in drawings
        }
        try:
            for future in as_completed(running.copy()):
                drawing = running.pop(future)
                result = result_of(future, drawing.job, started)
                yield drawing, result.problem if isinstance(result, Lost) else result
        finally:
            if running:  # stopped half way
                pool.stop()  # type: ignore[no-untyped-call]


def _draw_within(drawing: Drawing, limits: Limits) -> str:
    with memory_bound(limits), killed_at_limit(drawing.job, limits) as add_pages:
        path = Path(str(drawing.job.path))
        add_pages(path)
        try:
            with without_password(path, drawing.job.options.password) as readable:
                draw(readable, drawing.folder, drawing.name)
        except JixiaoError as error:
            return error.problem
    return ""


def draw(path: Path, folder: Path, name: str) -> None:
    """Write the pictures of a PDF's pages and what is known of them into a folder that is to have that name."""
    from jixiao.extract.page_pictures import page_pictures
    from jixiao.output.review.writing import page_data, write_page_data

    pages = []
    for page in page_pictures(path):
        picture = f"{page.number}.webp" if page.webp else ""
        if picture:
            (folder / picture).write_bytes(page.webp)
        pages.append(page_data(page.number, (page.width, page.height), page.cells, picture))
    write_page_data(folder, name, pages)
