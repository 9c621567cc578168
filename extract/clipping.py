"""Clip paths and other ways to hide, for the pdfplumber engine: pdfminer reads over them, and all would be text.

Spreadsheets print a merged label once on each page its span touches and clip away what lies outside the page's part
(PDF 32000-1:2008, 8.5.4). Here each character outside the clip box in force is dropped when it is drawn. Where a
page's end slices a line of type, both pages draw it: it is the one's on which more than half of its height shows, with
all its characters, whatever the height of each.

Left out as well are text that paints nothing, and what belongs to a layer that is off (layers.py). Of each shape and
text object is noted what visibility.py asks for.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import LIT
from pdfminer.utils import apply_matrix_pt, mult_matrix
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from jixiao.extract.appearances import Appearance
from jixiao.extract.bounds import MOST_CHARACTERS, MOST_SEGMENTS, check
from jixiao.extract.content import ASCENT, DESCENT, ROUNDING, is_halved
from jixiao.extract.geometry import IDENTITY, Box, Matrix, around, common
from jixiao.extract.layers import is_off
from jixiao.extract.visibility import FILLED, INVISIBLE, Colour

SLACK = 1.0
"""Points by which a middle may lie outside the clip: cells are clipped at the rule's middle."""


_MEASURABLE = frozenset({"DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"})
"""Colour spaces whose components say how light a colour is. Of an ink's tint (Separation) 1 is the darkest."""


_ANNOTATION = "Annotation"
"""The name by which an annotation's drawing is called up."""


class _Paint(NamedTuple):
    """How fills are mixed with what lies under them: opacity (0 to 1), blend mode, and whether a mask is set."""

    alpha: float = 1.0
    blend: str = "Normal"
    masked: bool = False

    @property
    def opaque(self) -> bool:
        """Whether nothing under a fill shows through."""
        return self.alpha >= 1 and self.blend in {"Normal", "Compatible"} and not self.masked

    def changed(self, settings: dict[str, Any]) -> "_Paint":
        """Give it with the settings of a graphics state dictionary (PDF 32000-1, table 58)."""
        alpha, blend, mask = (resolve1(settings.get(key)) for key in ("ca", "BM", "SMask"))
        first = resolve1(blend[0]) if isinstance(blend, list) and blend else blend
        return _Paint(
            float(alpha) if isinstance(alpha, (int, float)) else self.alpha,
            getattr(first, "name", self.blend),
            self.masked if mask is None else isinstance(mask, dict),
        )


class ClippingDevice(PDFPageAggregatorWithMarkedContent):
    """Collects a page's objects, but for characters outside ``clip`` (None: nothing is clipped).

    ``run`` counts the text objects. pdfplumber hands on one number with each object, that of the marked content it is
    part of; here it is the text object's, of shapes and pictures that of the text object before. In place of the marked
    content's name it hands on whether the object is opaque, the colour of its fill, None where that is not known, and
    the clip in force. ``hidden`` are the characters left out, but for those clipped away, and blanks; ``colours`` are
    those of text objects. ``halved`` are the heights of the middles of lines that a clip slices there, upward.
    """

    clip: Box | None = None
    paint = _Paint()
    off = False
    run = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hidden: list[LTChar] = []
        self.unseen = False
        self.fill: Colour | None = None
        self.colours: dict[int, Colour] = {}
        self.halved: set[float] = set()
        self.count = 0
        self.segments = 0

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Draw one text object."""
        filled = textstate.render in FILLED
        self.unseen = self.off or textstate.render in INVISIBLE or (filled and not self.paint.alpha)
        self.run += not self.unseen
        colour = _colour(ncs, graphicstate.ncolor) if filled else None
        if colour is not None and not self.unseen:
            self.colours[self.run] = colour
        super().render_string(textstate, seq, ncs, graphicstate)

    def paint_path(self, gstate: Any, *args: Any) -> None:
        """Draw one path, if its layer is on."""
        self.segments += len(args[-1])
        check(self.segments, MOST_SEGMENTS, "segments of paths on the page")
        if not self.off:
            self.fill = _colour(gstate.ncs, gstate.ncolor)
            super().paint_path(gstate, *args)

    def render_image(self, *args: Any) -> None:
        """Draw one picture, if its layer is on."""
        if not self.off:
            self.fill = None
            super().render_image(*args)

    def tag_cur_item(self) -> None:
        """Number the object just drawn."""
        if self.cur_item._objs:
            drawn: Any = self.cur_item._objs[-1]
            drawn.mcid, drawn.tag = self.run, (self.paint.opaque, self.fill, self.clip)

    def render_char(self, matrix: Matrix, font: Any, size: float, scaling: float, rise: float, *args: Any) -> float:
        """Draw one character, then take it back when it does not show."""
        self.count += 1
        check(self.count, MOST_CHARACTERS, "characters on the page")
        advance = float(super().render_char(matrix, font, size, scaling, rise, *args))
        objects = self.cur_item._objs
        if objects and self.unseen:
            drawn: Any = objects.pop()
            if not drawn.get_text().isspace():
                self.hidden.append(drawn)
        elif objects and self.clip is not None:
            is_line = matrix[0] > 0 and not matrix[1] and not font.is_vertical()
            middle = matrix[5] + (rise + (ASCENT - DESCENT) / 2 * size) * abs(matrix[3]) if is_line else None
            if not _shows(objects[-1].bbox, middle, self.clip):
                objects.pop()
            elif middle is not None and is_halved(middle, self.clip):
                self.halved.add(middle)
        return advance


def _colour(space: Any, colour: Any) -> Colour | None:
    """Give a colour in red, green and blue, 0 to 255 each, where its space says which it is."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if space.name not in _MEASURABLE or not all(isinstance(part, (int, float)) for part in parts):
        return None
    if len(parts) == 1:
        parts = (*parts, *parts, *parts)
    elif len(parts) == 4:
        parts = tuple(1 - min(1, part + parts[3]) for part in parts[:3])
    if len(parts) != 3:
        return None
    red, green, blue = (round(255 * min(1, max(0, part))) for part in parts)
    return red, green, blue


def _shows(box: Box, line_middle: float | None, clip: Box) -> bool:
    """Whether a character's middle lies in the clip; ``line_middle`` is that of its line, if it stands in one."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if not clip[0] - SLACK <= x <= clip[2] + SLACK:
        return False
    middle, slack = (y, SLACK) if line_middle is None else (line_middle, ROUNDING)
    return clip[1] - slack <= middle <= clip[3] + slack


class ClippingInterpreter(PDFPageInterpreter):
    """Keeps the box of the clip path as the graphics state goes by. Each clip operator narrows it, Q gives it back.

    ``layers_off`` are the object numbers of the layers that are off.
    """

    device: ClippingDevice
    layers_off: frozenset[int] = frozenset()

    appearances: Sequence[Appearance] = ()
    """What annotations draw on the page, when it is done."""

    def render_contents(self, resources: Any, streams: Any, ctm: Matrix = IDENTITY) -> None:
        """Draw a page or a form XObject, then what lies on it."""
        super().render_contents(resources, streams, ctm)
        for appearance in self.appearances:
            self.device.clip, self.device.paint, self.device.off = None, _Paint(), False
            self.init_state(mult_matrix(appearance.placing, ctm))
            self.xobjmap = {_ANNOTATION: appearance.stream}
            self.do_Do(LIT(_ANNOTATION))

    def subinterp(self) -> "ClippingInterpreter":
        """Give the interpreter of a form XObject."""
        inner = super().subinterp()
        assert isinstance(inner, ClippingInterpreter)
        inner.layers_off = self.layers_off
        return inner

    def init_state(self, ctm: Any) -> None:
        """Begin a content stream: a form XObject starts with the clip of the page that draws it."""
        super().init_state(ctm)
        self.saved: list[tuple[Box | None, _Paint]] = []
        self.marked: list[bool] = []
        self.pending = False

    def do_q(self) -> None:
        """Save the clip with the graphics state."""
        super().do_q()
        self.saved.append((self.device.clip, self.device.paint))

    def do_Q(self) -> None:  # noqa: N802 - pdfminer names its methods by the operator
        """Restore the clip with the graphics state."""
        super().do_Q()
        if self.saved:
            self.device.clip, self.device.paint = self.saved.pop()

    def do_gs(self, name: Any) -> None:
        """Set how fills are mixed with what lies under them."""
        super().do_gs(name)
        self.device.paint = self.device.paint.changed(self._resource("ExtGState", name))

    def do_BMC(self, tag: Any) -> None:  # noqa: N802 - likewise
        """Begin marked content that belongs to no layer."""
        super().do_BMC(tag)
        self.marked.append(self.device.off)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802 - likewise
        """Begin marked content, which may belong to a layer."""
        super().do_BDC(tag, props)
        self.marked.append(self.device.off)
        if self.layers_off and getattr(tag, "name", None) == "OC":
            self.device.off |= is_off(self._resources("Properties").get(getattr(props, "name", None)), self.layers_off)

    def do_EMC(self) -> None:  # noqa: N802 - likewise
        """End marked content, and with it what its layer hid."""
        super().do_EMC()
        if self.marked:
            self.device.off = self.marked.pop()

    def _resources(self, kind: str) -> dict[Any, Any]:
        found = resolve1(self.resources.get(kind))
        return found if isinstance(found, dict) else {}

    def _resource(self, kind: str, name: Any) -> dict[str, Any]:
        found = resolve1(self._resources(kind).get(getattr(name, "name", None)))
        return found if isinstance(found, dict) else {}

    def do_Do(self, xobjid: Any) -> None:  # noqa: N802 - likewise
        """Draw an XObject, unless its layer is off; the clip and the settings it leaves behind are its own."""
        device = self.device
        before = device.clip, device.paint, device.off
        drawn = resolve1(self.xobjmap.get(getattr(xobjid, "name", None)))
        device.off |= bool(self.layers_off) and is_off(getattr(drawn, "attrs", {}).get("OC"), self.layers_off)
        super().do_Do(xobjid)
        device.clip, device.paint, device.off = before

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
            box = around(points)
            self.device.clip = box if self.device.clip is None else common(self.device.clip, box)
