"""The codes of doubts about a value text, each with one line for a person, in English and Chinese.

A doubt is a flag on what is printed; nothing is ever repaired. Codes are stable, their explanations may be reworded.
"""

DOUBTS: dict[str, tuple[str, str]] = {
    "approximate": (
        "the number is printed as approximate (约, 左右, 余, 多)",
        "约数",
    ),
    "comparator_contradictory": (
        "two comparators that disagree are printed (≥≤5, =95%以上); none is taken",
        "比较符自相矛盾，均未采用",
    ),
    "comparator_doubled": (
        "the same comparator is printed twice (>=≥95%, ≥95%以上)",
        "比较符重复",
    ),
    "comparator_misread_possible": (
        "a percentage such as 292% may be a misread ≥92%",
        "292% 之类可能是 ≥92% 之误",
    ),
    "date_possible": (
        "the number may be a year or a date (2024, 2023.07, =2024年)",
        "数字可能是年份或日期",
    ),
    "date_serial_possible": (
        "the number may be a spreadsheet's date serial (44,561 is 2021-12-31)",
        "数字可能是表格软件的日期序号",
    ),
    "fraction_inexact": (
        "the fraction has no exact decimal (三分之二), so no value is given",
        "分数无精确小数，未给数值",
    ),
    "number_in_words": (
        "digits stand inside words (5G全覆盖, 第3名) and were not read as a target",
        "数字在词语之中，未作指标值",
    ),
    "number_malformed": (
        "digits stand in a shape no rule reads (1.2.3, 1:15, 3万5千)",
        "数字写法无法识别",
    ),
    "placeholder": (
        "a template's placeholder was left in the text (**, XX, __)",
        "模板占位符未填",
    ),
    "range_descending": (
        "the range's upper end is below its lower end",
        "区间上限低于下限",
    ),
    "range_units_differ": (
        "the two ends of the range have different units, so no value is given",
        "区间两端单位不同，未给数值",
    ),
    "range_with_comparator": (
        "a range has a comparator as well (≥3-5次)",
        "区间又带比较符",
    ),
    "sign_possible": (
        "a dash before the number may be a minus sign (增长率-5%)",
        "数字前横线可能是负号",
    ),
    "symbol_unread": (
        "a symbol that no rule reads, or a comparator without a number (±, ≥有)",
        "符号无法识别，或比较符后无数字",
    ),
    "unit_doubled": (
        "the unit is printed twice (100%%)",
        "单位重复",
    ),
    "unit_incomplete": (
        "the unit begins with its slash (28.40/株); what stands before it is missing",
        "单位以斜线开头，前部缺失",
    ),
    "unit_unknown": (
        "the unit is not in the list of known units",
        "单位不在已知单位表中",
    ),
}
