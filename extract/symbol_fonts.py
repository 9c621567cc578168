"""Fonts of signs (Wingdings, Webdings, Symbol): their codes draw ticks, boxes, comparators, not letters.

The tables give the signs that forms and values use, after the mapping that Unicode's WG2 adopted for these fonts
(N4384) and Adobe's Symbol encoding (PDF 32000-1, D.5). Any other sign of such a font is unreadable: it is not the
letter of its code.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from jixiao.extract.content import UNREADABLE

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_PRIVATE = range(0xF000, 0xF100)
"""Where fonts of signs put their codes in Unicode."""

_WINGDINGS = {
    **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x78: "☒", 0xA1: "○", 0xA7: "▪", 0xA8: "□"},
    **{0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    **{0x81 + number: chr(0x2460 + number) for number in range(10)},
    **{0x8C + number: chr(0x2776 + number) for number in range(10)},
}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "●", 0xA2: "■", 0xA3: "□"}
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x72: "✗"}
_SYMBOL = {
    **{code: chr(code) for code in b"0123456789%()+,./:;<=>[]{|}"},
    **{0x2D: "-", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·"},
    **{0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ"},
}
_TABLES: tuple[tuple[str, Mapping[int, str]], ...] = (
    ("wingdings2", _WINGDINGS_2),
    ("wingdings3", {}),
    ("wingdings", _WINGDINGS),
    ("webdings", _WEBDINGS),
    ("standardsym", _SYMBOL),
    ("symbol", _SYMBOL),
    ("euclidsymbol", _SYMBOL),
    ("mtextra", {}),
    ("zapfdingbats", {}),
)
"""How the names of such fonts begin, small letters only, and their signs. What readers know already (✓ of ZapfDingbats)
stays."""

_LETTERS = frozenset({"symbola", "symbolicsans"})
"""Fonts of letters whose names begin so."""


@lru_cache(maxsize=256)
def signs_of(font: str) -> Mapping[str, str]:
    """Give what the characters of a font draw that readers take for letters; nothing of a font of letters."""
    name = re.sub(r"[^a-z0-9]", "", _SUBSET.sub("", font).split(",")[0].lower())
    signs = next((table for start, table in _TABLES if name.startswith(start) and name not in _LETTERS), None)
    if signs is None:
        return {}
    written = {text: code for code in range(0x21, 0x100) for text in _as_read(code)}
    return {text: signs.get(code, UNREADABLE) for text, code in written.items() if signs.get(code) != text}


def _as_read(code: int) -> tuple[str, str, str]:
    """Give what readers without a mapping make of a code: Windows' character, Latin-1's, or one of the private area."""
    return bytes([code]).decode("cp1252", errors="replace"), chr(code), chr(_PRIVATE[code])


CODES_READ = frozenset(text for code in range(0x21, 0x100) for text in _as_read(code))
"""What a reader may make of a sign's code: of no other character is the font's name asked for."""
