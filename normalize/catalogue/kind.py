"""What a finding with one code says, and the words that many of them share."""

from typing import NamedTuple

from jixiao.normalize.records import Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

LOOK, LOOK_ZH = "compare the row with its place on the page", "对照该行在页面上的位置"
PAGE, PAGE_ZH = "compare the page with what was read from it", "对照页面与读出的内容"
SUM, SUM_ZH = (
    "look at both numbers on the page: a row may be lost, or the source is wrong",
    "对照页面上的两个数：可能缺行，也可能原文有误",
)
NOTHING, NOTHING_ZH = "nothing", "无需处理"


class Kind(NamedTuple):
    """What a finding with one code says. ``says`` stands before the detail; a check's detail says all."""

    severity: Severity
    says: str
    says_zh: str
    next_step: str
    next_step_zh: str
