"""Lines of text between two halves of a table, or between two tables: what they say of the break."""

import re
from collections.abc import Iterator, Sequence

from jixiao.normalize.tables.rules import StitchRules

_MARK = re.compile(
    r"^[（(【\[]*(?:续(?:上)?[表页前]?|续前表|[接转](?:上|下)[表页]|[上下]接第?\d*页?)[\d一二三四五六七八九十]*(?:[:：]\S*)?[）)】\]]*$"
    r"|[（(]续(?:表)?[一二三四五六七八九十\d]*[）)]$|[-—]{1,2}续[\d一二三四五六七八九十]*$|^续表"
)
"""How printers and typists mark that a table goes on: 续表, （续上表）, 续表1, 接上页, （转下页）, a title with （续） behind."""

_NOTE = re.compile(r"^(?:注|备注|说明|附注|注释)\s*\d*[:：.、]|^[*※]")
"""How notes under a part of a table begin."""

_TITLE = re.compile(r"表(?:[（(].{0,12}[）)])?$|^(?:附件|附表|表)[\d一二三四五六七八九十]+")
"""A line that names a table: it ends in 表, or counts tables."""

LONGEST_TITLE = 40
"""Characters; titles of tables in the samples and the real budgets have 6 to 32."""

_CAPTION = re.compile(r"^(?P<key>[^:：]{1,12})[:：](?P<value>.*)$")


def lines_signs(between: Sequence[str], heading: Sequence[str], rules: StitchRules) -> Iterator[str]:
    """Give the names of what lines between two grids say. ``heading`` are the lines over the table above."""
    lines = [line.replace(" ", "") for line in between]
    known = {line.replace(" ", "") for line in heading}
    marked = [line for line in lines if _MARK.search(line)]
    if marked:
        yield "continuation_mark"
    if any(line in known for line in lines):
        yield "heading_repeated"
    values = dict(_captions(known))
    for line in lines:
        if line in known or line in marked:
            continue
        yield _line_sign(line, values, rules)


def _line_sign(line: str, values: dict[str, str], rules: StitchRules) -> str:
    caption = _CAPTION.match(line)
    if _NOTE.search(line):
        return "note_between"
    if caption and caption["key"] in values:
        return "caption_differs"
    return "title_between" if is_title(line, rules) else "text_between"


def _captions(lines: Sequence[str] | set[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if caption := _CAPTION.match(line):
            yield caption["key"], caption["value"]


def is_title(line: str, rules: StitchRules) -> bool:
    """Whether the line names a table or a form."""
    bare = line.replace(" ", "")
    return len(bare) <= LONGEST_TITLE and (
        _TITLE.search(bare) is not None or any(title.search(bare) for title in rules.titles)
    )
