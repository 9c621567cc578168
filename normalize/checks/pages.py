"""What pages say of themselves and each other: printed numbers run on, the contents name where forms begin."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from jixiao.normalize.records import Check, Form

FEWEST = 3
"""Pages with a number from which these are looked at: a figure at the foot of one or two may be anything."""

MOSTLY = 0.6
"""Part of the steps from one number to the next that must be right, for the numbers to be those of pages."""


def page_number_checks(printed: Mapping[int, int]) -> Iterator[Check]:
    """Compare the numbers that pages print with their places in the file: without gap, double or swap.

    ``printed`` has the printed number of each page that has one. Numbers may begin anew, with 1, where another part
    begins.
    """
    steps = [
        (page, before + page - last, number) for (last, before), (page, number) in pairwise(sorted(printed.items()))
    ]
    wrong = [(page, expected, number) for page, expected, number in steps if number not in (expected, 1)]
    if len(printed) < FEWEST or len(steps) - len(wrong) < MOSTLY * len(steps):
        return
    yield Check(
        "page_numbers",
        "printed page numbers",
        ", ".join(f"{expected} on page {page}" for page, expected, _ in wrong) or "one after the other",
        ", ".join(f"{number} on page {page}" for page, _, number in wrong) or f"{len(printed)} numbers",
        not wrong,
    )


def contents_page_checks(
    listed: Sequence[int | None], forms: Sequence[Form], printed: Mapping[int, int]
) -> Iterator[Check]:
    """Compare the page numbers of the contents with those on which the forms begin, as printed, else as counted.

    Contents may count from any page; so what is compared is how far the forms are from each other.
    """
    if len(listed) != len(forms):
        return  # told by the comparison of names
    starts = [printed.get(form.page_start) for form in forms]
    pages = [form.page_start for form in forms] if None in starts else starts
    pairs = [
        (number, page) for number, page in zip(listed, pages, strict=True) if number is not None and page is not None
    ]
    if len(pairs) >= FEWEST:
        offset = pairs[0][0] - pairs[0][1]
        yield Check(
            "contents_pages",
            "page numbers of the contents",
            " ".join(str(number) for number, _ in pairs),
            " ".join(str(page + offset) for _, page in pairs),
            all(number - page == offset for number, page in pairs),
        )
