"""The pages that went by, against those that the file has: each once, in order, none left out."""

from collections.abc import Iterator, Sequence, Set

from jixiao.normalize.catalogue import found
from jixiao.normalize.records import Finding


def sequence_findings(numbers: Sequence[int], of: int, asked: Set[int]) -> Iterator[Finding]:
    """Give a finding where pages are missing, come twice or in another order.

    ``numbers`` are those of the pages as they went by, ``of`` how many the file has (0: not known), ``asked`` those
    that were asked for, none for all.
    """
    last = of or max(numbers, default=0)
    expected = [number for number in range(1, last + 1) if not asked or number in asked]
    if list(numbers) == expected:
        return
    missing = sorted(set(expected) - set(numbers))
    double = sorted({number for number in numbers if numbers.count(number) > 1})
    unknown = sorted(set(numbers) - set(expected))
    parts = [("missing", missing), ("twice", double), ("more than the file has", unknown)]
    told = [f"{name}: {', '.join(map(str, pages))}" for name, pages in parts if pages]
    yield found("pages_unaccounted", "; ".join(told) or f"out of order: {', '.join(map(str, numbers))}")
