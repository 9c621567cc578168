"""Cuts a value text into items (items.py). The items follow each other without a gap and cover the whole text.

    text       <- (separator / gap / date / quantity / stray / words)*
    gap        <- "("? comparator? placeholder unit? after? ")"?      placeholder is ** / XX / __
    words      <- enumerator / latin word with digits (PM2.5, 5G) / 第 digits / any other characters

The scanner jumps to the next character that may begin an item, tries that character's rules in order, and takes what
none of them reads as words.
"""

import re
from collections.abc import Callable

from jixiao.normalize.values.dates import read_date
from jixiao.normalize.values.items import Comma, Enumerator, Gap, Item, Quantity, Sheet, Stop, Stray, Words
from jixiao.normalize.values.lexicon import (
    AFTER,
    COMPARATOR,
    FLAT,
    GLYPHS,
    NUMERAL_CHARACTERS,
    WORDS_BEFORE,
)
from jixiao.normalize.values.quantities import read_quantity
from jixiao.normalize.values.unit_grammar import unit_end

Rule = Callable[[Sheet, int, int], Item | None]

_STOPS = ";。"
_COMMAS = ",，、"
_DATE_STARTS = "全长常年月当本今明次每上下第项实季学"
_ABOUT_STARTS = "约大近将接"
_GAP = re.compile(rf"\(?(?:{COMPARATOR.pattern})?\s*(?:\*+|[Xx×]{{2,}}(?![A-Za-z])|_{{2,}}|○{{2,}})\s*")
_GAP_END = re.compile(rf"(?:{AFTER.pattern})?\s*\)?")
_ENUMERATOR = re.compile(r"(?:\([0-9]{1,2}\)|[0-9]{1,2}(?:\)|、|\.(?![0-9])))(?=\s*[^\s;。,，、.)0-9])")
_LATIN_WORD = re.compile(r"[A-Za-zα-ωΑ-Ω]+(?:-?[0-9]+(?:\.[0-9]+)*[A-Za-z]*)*")
_DIGIT_WORD = re.compile(r"[0-9][0-9.]*[A-Za-z][A-Za-z0-9]*")
_POINT_FIRST = re.compile(r"\.[0-9][0-9.]*")
_ORDINAL = re.compile(r"第\s*[0-9]+")
# Symbols that carry a meaning no rule knows; √ is a tick and stays a word.
_SYMBOL = re.compile(
    r"[+~](?=\s*[0-9])|"
    r"[%‰±×÷*^$¥￥|#@`_≈≠\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffd\ue000-\uf8ff\u2190-\u2219\u221b-\u22ff]"
)
# 第一次, 每一户, 统一, 最后一公里: no count.
_NO_COUNT_BEHIND = frozenset("第每唯同某这那另之统单专其任何逐后几数好哪头0123456789" + NUMERAL_CHARACTERS)
_CLAUSE_END = re.compile(r"\s*\)?\s*(?=$|[;。,，、])")
_PLAIN_TO_CLAUSE_END = re.compile(rf"[^0-9万亿{NUMERAL_CHARACTERS}<>=≥≤:…;。,，、]*(?=$|[;。,，、])")


def scan(sheet: Sheet) -> tuple[Item, ...]:
    """The items of a text, in order, without a gap."""
    items: list[Item] = []
    words = at = 0
    while found := _BEGINS_ITEM.search(sheet.flat, at):
        item = _item_at(sheet, found.start(), words)
        at = item.end if item else found.end()
        if item:
            items.extend(_words(words, item.start))
            items.append(item)
            words = item.end
    return (*items, *_words(words, len(sheet.flat)))


def lay_out(text: str) -> Sheet:
    """The text and its flat form."""
    return Sheet(text, text.translate(FLAT))


def _words(start: int, end: int) -> tuple[Words, ...]:
    return (Words(start, end),) if end > start else ()


def _item_at(sheet: Sheet, at: int, words: int) -> Item | None:
    """The item that begins at ``at``. ``words`` is where the words not yet made an item begin."""
    for rule in _RULES.get(sheet.flat[at], (_symbol,)):
        item = rule(sheet, at, words)
        if item:
            return item
    return None


def _separator(sheet: Sheet, at: int, words: int) -> Item | None:
    kind = Comma if sheet.flat[at] in _COMMAS else Stop
    return kind(at, at + 1)


def _date(sheet: Sheet, at: int, words: int) -> Item | None:
    return read_date(sheet, at)


def _quantity(sheet: Sheet, at: int, words: int) -> Item | None:
    return read_quantity(sheet, at)


def _negative(sheet: Sheet, at: int, words: int) -> Item | None:
    """A dash is a minus sign only where a clause begins; between words and a number it may be a dash."""
    return read_quantity(sheet, at) if _begins_clause(sheet, at, words) else None


def _counted(sheet: Sheet, at: int, words: int) -> Item | None:
    """A Chinese numeral counts where its clause is nothing else (两场宣讲活动), or at the clause's end (每月一次)."""
    item = read_quantity(sheet, at)
    if not isinstance(item, Quantity) or "分之" in sheet.flat[at : item.end]:
        return item
    alone = _begins_clause(sheet, at, words) and _PLAIN_TO_CLAUSE_END.match(sheet.flat, item.end)
    return item if alone or _is_last_count(sheet, at, item.end, words) else None


def _is_last_count(sheet: Sheet, at: int, end: int, words: int) -> bool:
    """每月一次 counts, 第一次 and 一户一档 do not."""
    counted_before = any(character in NUMERAL_CHARACTERS for character in sheet.flat[words:at])
    free = not counted_before and sheet.flat[at - 1 : at] not in _NO_COUNT_BEHIND
    return free and _CLAUSE_END.match(sheet.flat, end) is not None


def _gap(sheet: Sheet, at: int, words: int) -> Item | None:
    found = _GAP.match(sheet.flat, at)
    if not found:
        return None
    end = unit_end(sheet.flat, found.end()) or found.end()
    rest = _GAP_END.match(sheet.flat, end)
    return Gap(at, rest.end() if rest else end)


def _enumerator(sheet: Sheet, at: int, words: int) -> Item | None:
    found = _ENUMERATOR.match(sheet.flat, at) if _begins_part(sheet, at) else None
    return Enumerator(at, found.end()) if found else None


def _digit_word(sheet: Sheet, at: int, words: int) -> Item | None:
    """Digits with a Latin word behind them that is no unit: 5G, 3A级. 5km is a quantity."""
    found = _DIGIT_WORD.match(sheet.flat, at)
    return Words(at, found.end()) if found and read_quantity(sheet, at) is None else None


def _latin_word(sheet: Sheet, at: int, words: int) -> Item | None:
    found = _LATIN_WORD.match(sheet.flat, at)
    return Words(at, found.end()) if found else None


def _ordinal(sheet: Sheet, at: int, words: int) -> Item | None:
    found = _ORDINAL.match(sheet.flat, at)
    return Words(at, found.end()) if found else None


def _symbol(sheet: Sheet, at: int, words: int) -> Item | None:
    found = _SYMBOL.match(sheet.flat, at)
    return Stray(at, found.end(), "symbol_unread") if found else None


def _leading_point(sheet: Sheet, at: int, words: int) -> Item | None:
    """A point with digits behind it and none before it (.5%): the number's beginning may be lost."""
    found = _POINT_FIRST.match(sheet.flat, at)
    return Stray(at, found.end(), "number_malformed") if found else None


def _bare_comparator(sheet: Sheet, at: int, words: int) -> Item | None:
    found = COMPARATOR.match(sheet.flat, at)
    return Stray(at, found.end(), "symbol_unread") if found else None


def _begins_clause(sheet: Sheet, at: int, words: int) -> bool:
    pending = sheet.flat[words:at].strip(" .·…)")
    return not pending or pending[-1] in ":("


def _begins_part(sheet: Sheet, at: int) -> bool:
    before = sheet.flat[:at].rstrip(" " + _COMMAS)
    return not before or before[-1] in _STOPS


_STARTS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    (_STOPS + _COMMAS, (_separator,)),
    ("0123456789", (_date, _enumerator, _digit_word, _quantity)),
    ("-", (_negative,)),
    (".", (_leading_point,)),
    (NUMERAL_CHARACTERS + "万", (_date, _counted)),
    ("".join(sign[0] for sign in GLYPHS), (_gap, _date, _quantity, _bare_comparator)),
    ("".join(word[0] for word in WORDS_BEFORE), (_gap, _date, _quantity)),
    (_ABOUT_STARTS, (_quantity,)),
    (_DATE_STARTS, (_date, _ordinal)),
    ("(", (_gap, _enumerator)),
    ("*_×○", (_gap,)),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzαβγδεζηθικλνξοπρστυφχψω", (_gap, _latin_word)),
)


def _rules_by_character() -> dict[str, tuple[Rule, ...]]:
    """Each character's rules; a character named twice (大于, 大约) gets both lists; a symbol is tried last."""
    rules: dict[str, tuple[Rule, ...]] = {}
    for characters, own in _STARTS:
        for character in dict.fromkeys(characters):
            rules[character] = tuple(dict.fromkeys((*rules.get(character, ()), *own)))
    return {character: (*own, _symbol) for character, own in rules.items()}


_RULES = _rules_by_character()
_BEGINS_ITEM = re.compile(f"[{re.escape(''.join(_RULES))}]|{_SYMBOL.pattern}")
