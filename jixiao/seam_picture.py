"""A page break drawn: one page's end over the next one's beginning, joined cells linked, the evidence between."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from jixiao.errors import NoSuchBreak, NoSuchPage
from jixiao.extract.engines import page_count
from jixiao.extract.overlay import RESOLUTION, page_image, save_picture
from jixiao.normalize.forms.templates import Forms
from jixiao.normalize.records import Place
from jixiao.normalize.seam_findings import described
from jixiao.normalize.tables.seam import Hypothesis, Outcome, Seam
from jixiao.seams import seams_of

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SCALE = RESOLUTION / 72
"""Pixels a point."""

BEFORE, AFTER = 110.0, 110.0
"""Points shown of either page around the break."""

MARGIN = 14.0
"""Points of white left beyond the last and the first row."""

_LINE_HEIGHT = 18
_CHARACTER = 6
"""Pixels: the mean width of a letter in the font that Pillow brings."""

_COLOURS = {Outcome.ROW_CUT: (0, 140, 60), Outcome.GOES_ON: (0, 90, 220), Outcome.NEW_TABLE: (200, 0, 0)}
_LABEL = (240, 140, 0)


def draw_seam(pdf: Path, page: int, out: Path, forms: Forms) -> Iterator[str]:
    """Draw the breaks behind ``page`` (1 is the first) into a PNG, and give a line on each.

    Raises NoSuchBreak when no table goes on or could go on there, NoSuchPage, or OutputNotWritable.
    """
    seams = [seam for seam in seams_of(pdf, forms) if seam.above.page == page]
    if not seams:
        count = page_count(pdf)
        raise NoSuchBreak(pdf, page) if page <= count else NoSuchPage(pdf, str(page), count)
    save_picture(_stacked([_picture(pdf, seam) for seam in seams]), out)
    return (described(seam) for seam in seams)


def _picture(pdf: Path, seam: Seam) -> "Image":
    from PIL import Image, ImageDraw

    upper = _strip(page_image(pdf, seam.above.page), seam.above.bottom - BEFORE, seam.above.bottom + MARGIN)
    lower = _strip(page_image(pdf, seam.below.page), seam.below.top - MARGIN, seam.below.top + AFTER)
    width = max(upper.width, lower.width)
    told = [_told(hypothesis, best=at == 0) for at, hypothesis in enumerate(seam.hypotheses)]
    lines = [line for text in told for line in wrap(text, width // _CHARACTER, subsequent_indent="    ")]
    band = _LINE_HEIGHT * (len(lines) + 1)
    picture = Image.new("RGB", (width, upper.height + band + lower.height), (245, 245, 245))
    picture.paste(upper, (0, 0))
    picture.paste(lower, (0, upper.height + band))
    draw = ImageDraw.Draw(picture, "RGBA")
    _links(draw, seam, below_from=upper.height + band)
    for at, line in enumerate(lines):
        draw.text((10, upper.height + _LINE_HEIGHT // 2 + at * _LINE_HEIGHT), line, fill=(0, 0, 0))
    return picture


def _strip(image: "Image", top: float, bottom: float) -> "Image":
    """Give the part of a page between two heights in points; white where they lie beyond it."""
    return image.crop((0, round(top * SCALE), image.width, round(bottom * SCALE)))


def _told(hypothesis: Hypothesis, *, best: bool) -> str:
    evidence = ", ".join(
        f"{name} {weight:+.1f}" for name, weight in sorted(hypothesis.evidence, key=lambda each: -each.weight)
    )
    return f"{'*' if best else ' '} {hypothesis.outcome} {hypothesis.score:+.1f}: {evidence}"


def _links(draw: "ImageDraw", seam: Seam, *, below_from: int) -> None:
    colour = _COLOURS[seam.outcome]
    above_from = (seam.above.bottom - BEFORE) * SCALE
    for place, shift in ((seam.above, -above_from), (seam.below, below_from - (seam.below.top - MARGIN) * SCALE)):
        draw.rectangle(_box(place, shift), outline=colour, width=2)
    shift = below_from - (seam.below.top - MARGIN) * SCALE
    for link in seam.links:
        shade = colour if seam.outcome is Outcome.ROW_CUT else _LABEL
        upper, lower = _box(link.above, -above_from), _box(link.below, shift)
        draw.rectangle(upper, fill=(*shade, 50))
        draw.rectangle(lower, fill=(*shade, 50))
        draw.line([(_middle(upper), upper[3]), (_middle(lower), lower[1])], fill=shade, width=3)


def _box(place: Place, shift: float) -> tuple[float, float, float, float]:
    return place.x0 * SCALE, place.top * SCALE + shift, place.x1 * SCALE, place.bottom * SCALE + shift


def _middle(box: Sequence[float]) -> float:
    return (box[0] + box[2]) / 2


def _stacked(pictures: Iterable["Image"]) -> "Image":
    from PIL import Image

    pictures = list(pictures)
    whole = Image.new(
        "RGB", (max(each.width for each in pictures), sum(each.height for each in pictures)), (255, 255, 255)
    )
    top = 0
    for each in pictures:
        whole.paste(each, (0, top))
        top += each.height
    return whole
