"""Numbers by year -> small charts, as SVG that stands in a page."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from jixiao.output.markup import Markup, element

WIDTH = 96
HEIGHT = 24
_EDGE = 3
"""Room for the points at the border."""

Numbers = Sequence[Decimal | None]
"""A number a year, None where there is none."""


def sparkline(numbers: Numbers, told: str) -> Markup:
    """Give a line from year to year, with a gap where a year has no number; ``told`` says the same in words."""
    places = _places(numbers)
    lines = (_line(run) for run in _runs(places) if len(run) > 1)
    points = (element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="2") for x, y in filter(None, places))
    return _chart("spark", told, *lines, *points)


def bars(numbers: Numbers, most: Decimal, told: str) -> Markup:
    """Give a bar a year, ``most`` as high as the chart."""
    step = WIDTH / max(len(numbers), 1)
    drawn = (
        _bar(place * step, step * 0.7, float(number / most) * HEIGHT)
        for place, number in enumerate(numbers)
        if number and most and number > 0
    )
    return _chart("bars", told, *drawn)


def _places(numbers: Numbers) -> list[tuple[float, float] | None]:
    known = [number for number in numbers if number is not None]
    low, high = (min(known), max(known)) if known else (Decimal(0), Decimal(0))
    step = (WIDTH - 2 * _EDGE) / max(len(numbers) - 1, 1)
    return [
        None if number is None else (_EDGE + place * step, _height(number, low, high))
        for place, number in enumerate(numbers)
    ]


def _height(number: Decimal, low: Decimal, high: Decimal) -> float:
    """Give how far a number stands from the top; in the middle where all are the same."""
    share = float((number - low) / (high - low)) if high > low else 0.5
    return HEIGHT - _EDGE - share * (HEIGHT - 2 * _EDGE)


def _runs(places: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    for is_there, run in groupby(places, key=lambda place: place is not None):
        if is_there:
            yield [place for place in run if place]


def _line(run: Sequence[tuple[float, float]]) -> Markup:
    return element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in run))


def _bar(left: float, width: float, height: float) -> Markup:
    places = {"x": left, "y": HEIGHT - height, "width": width, "height": height}
    return element("rect", **{name: f"{place:.1f}" for name, place in places.items()})


def _chart(kind: str, told: str, *drawn: Markup) -> Markup:
    size = {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    return element("svg", element("title", told), *drawn, role="img", class_=kind, **size)
