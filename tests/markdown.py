"""What a page of Markdown shows: commands, blocks of code, and what stands between marks."""

import re

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def commands(text: str) -> list[str]:
    """Give the program's own commands, without what is said of them."""
    return [command.strip() for command in re.findall(r"^    (jixiao [^#\n]*)", text, re.MULTILINE)]


def code(text: str) -> list[tuple[str, str]]:
    """Give the blocks of code, each with its language, without lines of comment: those are in the reader's tongue."""
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [(language, re.sub(r"^# .*\n", "", block, flags=re.MULTILINE)) for language, block in blocks]


def marked(text: str) -> dict[str, str]:
    """Give what stands between marks, by their name."""
    return dict(re.findall(r"<!-- ([\w-]+) -->\n(.*?)<!-- /\1 -->", text, re.DOTALL))


def links(text: str) -> list[str]:
    """Give the places that links and pictures lead to."""
    return re.findall(r"\]\(([^)\s]+)\)", text)


def sections(text: str) -> list[str]:
    """Give what stands before the first heading of the second rank, and what stands under each of them."""
    return text.split("\n## ")


def figures(text: str) -> list[list[str]]:
    """Give the numbers of each row of a table that has two cells or more that begin with one: those of these cells."""
    rows = [re.split(r"\s*\|\s*", line) for line in re.findall(r"^\| (.*) \|$", text, re.MULTILINE)]
    measured = [[cell for cell in row if cell[:1].isdigit()] for row in rows]
    return [_NUMBER.findall(" ".join(cells)) for cells in measured if len(cells) > 1]
