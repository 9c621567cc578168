"""Values -> a script file that holds them and nothing else: a page on the disk may read no other kind of file."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

_TO_JUDGE = re.compile(r"[^ -~\u3000-\u303f\u4e00-\u9fff\uff01-\uffef]|[<>&]")
"""All characters but those that are certain to be harmless: ASCII, Chinese and its punctuation."""

_OPENING = frozenset("<>&")
"""What could end a script, or begin a comment, where a script's text stands in a page."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters without a shape of their own: controls, marks of direction, halves of pairs, JavaScript's
line ends."""


def script_text(function: str, value: Json) -> bytes:
    """Give a script that calls ``function`` with a value; printed characters stand as they are, others as their code.

    Keys must be names of this program, never a document's text: ``__proto__`` as a key would be no key.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{function}({_TO_JUDGE.sub(_written, text)});\n".encode()


def _written(found: re.Match[str]) -> str:
    char = found[0]
    return _code(char) if char in _OPENING or unicodedata.category(char) in _UNSEEN else char


def _code(char: str) -> str:
    """Give a character as JavaScript writes it: those beyond U+FFFF as a pair of halves."""
    units = char.encode("utf-16-be", errors="surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
