"""Two names of two years -> whether they say the same, and how alike they are.

Names are first taken without years, blanks and punctuation (``normalize/lasting_keys.py``). What is left changes in
three ways:

- words that say nothing of their own come or go: 相关人群 and 人群;
- a word is written by another that means the same: 准确率 and 精准率, 满意度 and 综合满意度, 数量 and 总数量;
- anything else: 高校满意度 and 企业满意度, 城市 and 农村, 初中 and 小学. As few characters may differ, and it is another thing. So no
  number
  of characters makes two names one; it only says which are worth a look.
"""

import re
from collections import Counter
from functools import lru_cache

from jixiao.extract.words import words_of
from jixiao.normalize.lasting_keys import lasting

EMPTY_WORDS = frozenset(("等", "的", "相关", "有关", "各类", "各项", "情况"))
"""Words that officials add to any name, or leave out, without meaning another thing. None says whom or what is counted:
新增, 实际, 综合 (综合执法), 专项 (专项检查), 工作 (社会工作) do, and are not here."""

SAME_WORDS = {
    "综合满意度": "满意度",
    "综合满意率": "满意度",
    "总体满意度": "满意度",
    "整体满意度": "满意度",
    "满意率": "满意度",
    "满意程度": "满意度",
    "精准率": "准确率",
    "正确率": "准确率",
    "按时率": "及时率",
    "到位及时率": "及时率",
    "知晓度": "知晓率",
    "保障标准": "标准",
    "专项资金": "资金",
    "数目": "数量",
    "个数": "数量",
    "总数": "数量",
    "总个数": "数量",
    "总数量": "数量",
    "总人数": "人数",
    "总人次": "人次",
    "总次数": "次数",
    "总场次": "场次",
    "总面积": "面积",
    "总金额": "金额",
    "总额": "金额",
}
"""Ends of names written by the one that means the same; the longest is taken first. 综合, 总 and 保障 stand in them and not
alone, for elsewhere they may say what is counted."""

_SAME = re.compile("|".join(sorted(SAME_WORDS, key=len, reverse=True)))

_LIMITS = re.compile(r"[非不未无免除否0-9一二三四五六七八九十]")
"""What turns a name into its contrary or into another number: 寄宿生 and 非寄宿生."""

_DIVISION = re.compile(r"(?:.{1,6}?[省市区县州盟旗])+")
"""Names of the places that an office belongs to: 淄博市周村区."""

_SHORTEST_OFFICE = 4
"""Characters of an office's name that may stand without its places: 财政局 alone may be anyone's."""


@lru_cache(maxsize=65_536)
def meaning(name: str) -> tuple[str, ...]:
    """Give the words of a name, those that mean the same alike, without those that say nothing of their own."""
    same = _SAME.sub(lambda found: SAME_WORDS[found.group()], lasting(name))
    return tuple(word for word in words_of(same) if word not in EMPTY_WORDS)


def joined(name: str) -> str:
    """Give the meaning as one text: how a segmenter parts it changes with what stands beside."""
    return "".join(meaning(name))


def is_same_office(one: str, other: str) -> bool:
    """Whether the one is the other with the places it belongs to before it: 淄博市周村区民政局 and 周村区民政局."""
    shorter, longer = sorted((lasting(one), lasting(other)), key=len)
    before = longer.removesuffix(shorter)
    return len(shorter) >= _SHORTEST_OFFICE and before != longer and _DIVISION.fullmatch(before) is not None


def adds_only(one: str, other: str) -> bool:
    """Whether the longer has the other's characters in order, and such as neither deny nor count: 农业局 and 农业农村局.

    Characters and not words: 城乡 is none of the words of 城乡居民.
    """
    shorter, longer = sorted((joined(one), joined(other)), key=len)
    rest = iter(longer)
    is_within = all(sign in rest for sign in shorter)
    added = "".join(Counter(longer) - Counter(shorter))
    return bool(shorter) and is_within and not _LIMITS.search(added)


def likeness(one: str, other: str) -> float:
    """Give how alike two names are, 0 to 1: the mean of their words (Dice) and their characters (Levenshtein)."""
    from rapidfuzz.distance import Levenshtein

    characters = Levenshtein.normalized_similarity(lasting(one), lasting(other))
    return (overlap(Counter(meaning(one)), Counter(meaning(other))) + float(characters)) / 2


def overlap(one: Counter[str], other: Counter[str]) -> float:
    """Give what two bags have in common as a share of both (Dice), 0 to 1; 0 of two empty ones."""
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0
