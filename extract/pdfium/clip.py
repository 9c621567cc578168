"""What a page's clip paths leave of it (PDF 32000-1:2008, 8.5.4)."""

from jixiao.extract.geometry import Box, Matrix, around, common
from jixiao.extract.pdfium.calls import clip_paths, clip_segment, clip_segments, object_clip, point_of
from jixiao.extract.pdfium.frame import Frame


def clip_of(holder: int, form: Matrix, frame: Frame) -> Box | None:
    """Give the box that an object's clip paths have in common, as displayed; None where nothing clips it.

    ``form`` is the matrix of the form XObject that the object is part of.
    """
    clip = object_clip(holder)
    paths = clip_paths(clip) if clip else 0
    return clip_box(clip, paths, form, frame) if clip and paths > 0 else None


def clip_box(clip: int, paths: int, form: Matrix, frame: Frame) -> Box | None:
    """Give the box that ``paths`` paths of a clip have in common, as displayed."""
    shared: Box | None = None
    for number in range(paths):
        count = clip_segments(clip, number)
        if count > 0:
            box = around([point_of(clip_segment(clip, number, each), form) for each in range(count)])
            shared = box if shared is None else common(shared, box)
    return shared and frame.displayed(*shared)
