"""The grammar of indicator values (指标值): ``read_value`` reads a value text, ``print_target`` prints what was read.

    value    <- part (stop part)*                 stop is ； ; 。 or a line end; a value of several targets is composite
    part     <- clause (comma clause)*            comma is ， , 、
    clause   <- (label? quantity label?)+ / label? date label? / words
    quantity <- comparator* amount (mark amount)? after*     ≥95%   3至5次   90%以上     quantities.py
    amount   <- number unit?                                 185元/月/人  5.00(万人次)   amounts.py, unit_grammar.py
    date     <- point (mark point)? deadline?                2024年12月底前              dates.py
    words    <- anything else: a label beside a number or date, otherwise a qualitative value

The way: ``scanner`` cuts the text into items that cover it without a gap, ``parts`` makes targets of them, ``reader``
adds hints and the doubts of ``suspicions``. What no rule reads is in ``Reading.unread``; ``DOUBTS`` explains the codes
in ``Reading.doubts``. Dirt is flagged, never repaired.

A target without a number (a date, words, something unread) has its text as printed in ``label``.
"""

from jixiao.normalize.values.doubts import DOUBTS
from jixiao.normalize.values.printer import print_reading, print_target
from jixiao.normalize.values.reader import read_value

__all__ = ["DOUBTS", "print_reading", "print_target", "read_value"]
