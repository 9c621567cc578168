"""The closed word lists of the grammar: comparators, range marks, words of approximation, words that add nothing.

Sources: 民法典 (Civil Code) article 1259: 以上, 以下, 以内 include the number; 不满, 超过, 以外 do not. The other words are those of
the indicator tables that finance bureaus publish (DESIGN.md section 3, "Values seen").
"""

import re
from collections.abc import Iterable
from functools import lru_cache


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches the longest of the words."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
# Full-width ASCII, and signs that differ only in their glyph, each made one character; offsets stay the same.
# A line end separates as a semicolon does. A Chinese comma stays what it is: it never groups a number's digits.
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) != "，"}
FLAT: dict[int, str] = _FULL_WIDTH | dict.fromkeys(map(ord, _LINE_ENDS), ";") | str.maketrans(
    {
        "\u3000": " ", "\u00a0": " ", "\u2009": " ",
        "−": "-", "–": "-", "—": "-", "―": "-", "‐": "-", "‑": "-",
        "〜": "~", "∼": "~", "˜": "~", "﹪": "%", "﹤": "<", "﹥": ">", "﹦": "=",
        "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "•": "·", "・": "·", "⋅": "·", "｡": "。", "µ": "μ", "〇": "零",
    }
)  # fmt: skip

GLYPHS: dict[str, str] = {
    "≥": ">=", ">=": ">=", "=>": ">=", "≤": "<=", "<=": "<=", "=<": "<=", ">": ">", "<": "<", "=": "=",
}  # fmt: skip

_NEGATIONS = tuple("不 不得 不能 不应 不宜 不可 不会 不许 不准 不应当 不允许 未 没有".split())
_STRICT_MORE = ("大于", "超过", "高于", "多于", "超出")
_STRICT_LESS = ("小于", "低于", "少于")

WORDS_BEFORE: dict[str, str] = (
    dict.fromkeys(_STRICT_MORE, ">")
    | dict.fromkeys((*_STRICT_LESS, "不足", "不满"), "<")
    | {no + word: "<=" for no in _NEGATIONS for word in (*_STRICT_MORE, "突破")}
    | {no + word: ">=" for no in _NEGATIONS for word in _STRICT_LESS}
    | dict.fromkeys(("至少", "最少", "大于等于", "大于或等于", "大于或者等于", "不下于"), ">=")
    | dict.fromkeys(("至多", "最多", "小于等于", "小于或等于", "小于或者等于", "不超"), "<=")
    | {"等于": "="}
)

_AT_LEAST = ("以上", "及以上", "及其以上", "或以上", "之上")
_AT_MOST = ("以下", "及以下", "及其以下", "或以下", "之下", "以内", "及以内", "及其以内", "之内", "内")
_WITHOUT = ("(不含){}", "{}(不含)", "(不含本数){}", "{}(不含本数)")
WORDS_AFTER: dict[str, str] = (
    dict.fromkeys(_AT_LEAST, ">=")
    | dict.fromkeys(_AT_MOST, "<=")
    | {form.format(word): ">" for form in _WITHOUT for word in _AT_LEAST}
    | {form.format(word): "<" for form in _WITHOUT for word in _AT_MOST}
)

_GLYPH = r"[<>]\s*=|=\s*[<>]|[≥≤<>=]"
COMPARATOR = re.compile(rf"\s*(?P<sign>{_GLYPH}|{alternation(WORDS_BEFORE)})")
WITHIN = "内(?![部容科审外涝设业地在陆]|控(?!制[在于到]))"
"""内 as a comparator: it begins no word (内部, 内容, 内审, 内控 …); 内控制在 is 内 before 控制在, 内控制度 is no such."""

AFTER = re.compile(rf"\s*(?:\(含\)|含)?\s*(?P<sign>{alternation(set(WORDS_AFTER) - {'内'})}|{WITHIN})(?:\(含\))?")
INCLUDED = re.compile(r"\s*\(含\)")
BETWEEN = re.compile(r"\s*之间")
ABOUT_BEFORE = re.compile(r"\s*(?:大约|约为|约|将近|接近|近)")
ABOUT_AFTER = re.compile(r"\s*(?:左右|上下)")
MORE = re.compile(r"\s*(?:余|多(?!于))")
RANGE_MARK = re.compile(r"\s*(?:~+|-+|至|到)\s*")

# Words right before a number that add nothing to its label. A one-character word counts only behind a word of measure
# (合格率为95%) or alone, because it may end another word (成为, 表达).
FILLER = re.compile(r"(?:达到|控制在|保持在|维持在|稳定在|(?:(?<=[率度数量额值])|^)(?:达|为|是|在))$")

NUMERAL_CHARACTERS = "零一二三四五六七八九十百千两"


@lru_cache(maxsize=1024)
def is_comparator_glyph(text: str) -> bool:
    """Whether a text is one sign that compares, ≥, and no word for it."""
    return "".join(text.translate(FLAT).split()) in GLYPHS


def comparator_sign(words: str) -> str:
    """The comparator that a printed sign or word stands for (≥ and 不低于 give ``>=``), or the empty text."""
    bare = "".join(words.translate(FLAT).split())
    return GLYPHS.get(bare) or WORDS_BEFORE.get(bare) or WORDS_AFTER.get(bare) or ""
