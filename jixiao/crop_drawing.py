"""Pictures of places in many PDFs, drawn in another process: a file that crashes or hangs costs its own pictures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from tempfile import TemporaryDirectory

from jixiao.errors import JixiaoError, mistake
from jixiao.extract.page_crops import page_crops
from jixiao.limits import Limits, memory_bound
from jixiao.output.doubts import Spot
from jixiao.process import processes

SECONDS_A_PICTURE = 2.0
"""Beyond the file's own time; a strip of a sample's page takes 0.1."""

Drawn = dict[Spot, bytes]


def draw_crops(paths: Mapping[str, Path], spots: Sequence[Spot], limits: Limits) -> tuple[Drawn, dict[str, str]]:
    """Draw places; ``paths`` are the PDFs by doc_id. Gives the pictures, and why a document has none, in Chinese."""
    wanted = defaultdict[str, list[Spot]](list)
    for spot in spots:
        if spot.doc_id in paths:
            wanted[spot.doc_id].append(spot)
    drawn, problems = Drawn(), dict[str, str]()
    if not wanted:
        return drawn, problems
    with TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder, processes(1, folder) as pool:
        running = {
            doc_id: pool.schedule(
                _draw, args=[paths[doc_id], own, limits], timeout=limits.seconds + SECONDS_A_PICTURE * len(own)
            )
            for doc_id, own in wanted.items()
        }
        for doc_id, future in running.items():
            problem = _problem(future)
            if problem:
                problems[doc_id] = f"页面图片未能生成：{problem}"
            else:
                drawn |= future.result()
    return drawn, problems


def _problem(future: "Future[Drawn]") -> str:
    """Wait for a document's pictures, and say what stopped them; nothing where they are there."""
    from pebble import ProcessExpired

    error = future.exception()
    if error is None:
        return ""
    if isinstance(error, TimeoutError):
        return "超过时限"
    if isinstance(error, ProcessExpired | MemoryError):
        return "绘制该文件的进程中断"
    return error.problem if isinstance(error, JixiaoError) else mistake(error)


def _draw(path: Path, spots: Sequence[Spot], limits: Limits) -> Drawn:
    boxes = defaultdict[int, list[tuple[float, float, float, float]]](list)
    for spot in spots:
        boxes[spot.page].append(spot.box)
    doc_id = spots[0].doc_id
    with memory_bound(limits):
        return {Spot(doc_id, page, box): picture for page, box, picture in page_crops(path, boxes)}
