"""What a page's clip paths leave of it (PDF 32000-1:2008, 8.5.4)."""

from jixiao.extract.geometry import IDENTITY, Box, Matrix, around, common, transformed
from jixiao.extract.pdfium.fetch import Clip
from jixiao.extract.pdfium.frame import Frame


def clip_box(paths: Clip | None, form: Matrix, frame: Frame) -> Box | None:
    """Give the box that an object's clip paths have in common, as displayed; None where nothing clips it.

    ``form`` is the matrix of the form XObject that the object is part of.
    """
    shared: Box | None = None
    for points in paths or ():
        if points:
            box = around(points if form is IDENTITY else [transformed(x, y, form) for x, y in points])
            shared = box if shared is None else common(shared, box)
    return shared and frame.displayed(*shared)
