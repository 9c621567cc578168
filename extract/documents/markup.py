"""Text that carries marks of another language -> the characters that they stand for: LaTeX, Markdown's escapes.

Converters of PDFs write comparators, percent signs and units as LaTeX. What is not known here stays as it is written.
"""

import re

_COMMANDS = {
    "geq": "≥", "ge": "≥", "geqslant": "≥", "leq": "≤", "le": "≤", "leqslant": "≤", "gt": ">", "lt": "<", "neq": "≠",
    "times": "×", "div": "÷", "pm": "±", "sim": "~", "approx": "≈", "cdot": "·", "permil": "‰", "textperthousand": "‰",
    "circ": "°", "degree": "°", "ldots": "…", "dots": "…", "quad": " ", "qquad": " ", "left": "", "right": "",
    "displaystyle": "",
}  # fmt: skip
"""LaTeX's commands that values of such forms are written with, and their signs."""

_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_GROUP = re.compile(r"\\(?:text|mathrm|mathbf|mathit|textbf|operatorname|mbox)\s*\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([%#&_$*{}~|<>\[\]()+.!-])")
_MATH = re.compile(r"\$\$?([^$]+)\$\$?|\\\((.+?)\\\)|\\\[(.+?)\\\]")
_SMALL = re.compile(r"[ ~]|\\[,;:! ]")
_RAISED = re.compile(r"\^\{?(\\circ|[0-9])\}?")
_RAISED_SIGNS = {"2": "²", "3": "³", "\\circ": "°"}
_MARK = re.compile(r"\\[A-Za-z(\[%$#&_{]|\$[^$]+\$")


def without_latex(text: str) -> str:
    """Give the text with formulas as the signs that they print."""
    if "\\" not in text and "$" not in text:
        return text
    plain = _MATH.sub(lambda found: _formula(next(filter(None, found.groups()))), text)
    return _ESCAPED.sub(r"\1", plain)


def is_marked(text: str) -> bool:
    """Whether marks of LaTeX stand in the text."""
    return _MARK.search(text) is not None


def _formula(text: str) -> str:
    bare = _GROUP.sub(r"\1", text)
    bare = _RAISED.sub(lambda found: _RAISED_SIGNS.get(found.group(1), found.group(0)), bare)
    bare = _ESCAPED.sub(r"\1", _COMMAND.sub(_sign, bare))
    return _SMALL.sub("", bare).replace("{", "").replace("}", "")


def _sign(found: re.Match[str]) -> str:
    return _COMMANDS.get(found.group(1), found.group(0))
