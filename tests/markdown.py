"""What a page of Markdown shows: commands, blocks of code, and what stands between marks."""

import re


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
