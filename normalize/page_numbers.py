"""The number that a page prints of itself, at its top or its bottom: 5, - 5 -, 第5页, 第5页 共36页, 5/36, Page 5 of 36."""

import re

from jixiao.extract.grid import PageTables

_NUMBER = re.compile(
    r"[-—–－·~～\s]*(?:第|Page|page|P\.)?\s*(\d{1,4})\s*页?\s*(?:(?:[/／]|[,，/／]?\s*(?:共|of))\s*\d{1,4}\s*页?)?[-—–－·~～\s]*"
)

MARGIN = 0.12
"""Part of the page's height at its top and at its bottom in which its number stands; the samples' stand at 0.94."""


def printed_number(page: PageTables) -> int | None:
    """Give the number that the page prints; None where no line at its top or bottom is one, of several the lowest."""
    for line in sorted(page.lines, key=lambda line: -line.bottom):
        middle = (line.top + line.bottom) / 2
        if MARGIN * page.height < middle < (1 - MARGIN) * page.height:
            continue
        if found := _NUMBER.fullmatch(line.text):
            return int(found.group(1))
    return None
