"""Clip paths for the pdfplumber engine: pdfminer reads over them, so what a page hides would come out as text.

Spreadsheets print a merged label once on each page its span touches and clip away what lies outside the page's part
(PDF 32000-1:2008, 8.5.4). Here each character outside the clip box in force is dropped when it is drawn. Where a
page's end slices a line of type, both pages draw it: it is the one's on which more than half of its height shows, with
all its characters, whatever the height of each.
"""

from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import apply_matrix_pt
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from jixiao.extract.content import ASCENT, DESCENT, ROUNDING

Box = tuple[float, float, float, float]

Matrix = tuple[float, float, float, float, float, float]

SLACK = 1.0
"""Points by which a middle may lie outside the clip: cells are clipped at the rule's middle."""


class ClippingDevice(PDFPageAggregatorWithMarkedContent):
    """Collects a page's objects, but for characters outside ``clip`` (None: nothing is clipped).

    ``run`` counts the text objects. pdfplumber hands on one number with each object, that of the marked content it is
    part of; here it is the text object's.
    """

    clip: Box | None = None
    run = 0

    def render_string(self, *args: Any, **kwargs: Any) -> None:
        """Draw one text object."""
        self.run += 1
        super().render_string(*args, **kwargs)

    def tag_cur_item(self) -> None:
        """Number the object just drawn."""
        if self.cur_item._objs:
            self.cur_item._objs[-1].mcid = self.run  # type: ignore[attr-defined]

    def render_char(self, matrix: Matrix, font: Any, size: float, scaling: float, rise: float, *args: Any) -> float:
        """Draw one character, then take it back when it does not show."""
        advance = float(super().render_char(matrix, font, size, scaling, rise, *args))
        objects = self.cur_item._objs
        if objects and self.clip is not None:
            is_line = matrix[0] > 0 and not matrix[1] and not font.is_vertical()
            middle = matrix[5] + (rise + (ASCENT - DESCENT) / 2 * size) * abs(matrix[3]) if is_line else None
            if not _shows(objects[-1].bbox, middle, self.clip):
                objects.pop()
        return advance


def _shows(box: Box, line_middle: float | None, clip: Box) -> bool:
    """Whether a character's middle lies in the clip; ``line_middle`` is that of its line, if it stands in one."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if not clip[0] - SLACK <= x <= clip[2] + SLACK:
        return False
    middle, slack = (y, SLACK) if line_middle is None else (line_middle, ROUNDING)
    return clip[1] - slack <= middle <= clip[3] + slack


class ClippingInterpreter(PDFPageInterpreter):
    """Keeps the box of the clip path as the graphics state goes by. Each clip operator narrows it, Q gives it back."""

    device: ClippingDevice

    def init_state(self, ctm: Any) -> None:
        """Begin a content stream: a form XObject starts with the clip of the page that draws it."""
        super().init_state(ctm)
        self.saved: list[Box | None] = []
        self.pending = False

    def do_q(self) -> None:
        """Save the clip with the graphics state."""
        super().do_q()
        self.saved.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802 - pdfminer names its methods by the operator
        """Restore the clip with the graphics state."""
        super().do_Q()
        if self.saved:
            self.device.clip = self.saved.pop()

    def do_Do(self, xobjid: Any) -> None:  # noqa: N802 - likewise
        """Draw an XObject; the clip it leaves behind is its own."""
        clip = self.device.clip
        super().do_Do(xobjid)
        self.device.clip = clip

    def do_W(self) -> None:  # noqa: N802 - likewise
        """Clip by the current path, which the next painting operator ends."""
        self._narrow()

    def do_W_a(self) -> None:  # noqa: N802 - likewise
        """Clip likewise, even-odd."""
        self._narrow()

    def _narrow(self) -> None:
        numbers = [[float(number) for number in segment[1:]] for segment in self.curpath]
        points = [
            apply_matrix_pt(self.ctm, point) for each in numbers for point in zip(each[::2], each[1::2], strict=True)
        ]
        if points:
            xs, ys = zip(*points, strict=True)
            box = (min(xs), min(ys), max(xs), max(ys))
            self.device.clip = box if self.device.clip is None else _common(self.device.clip, box)


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
