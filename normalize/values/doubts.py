"""The codes of doubts about a value text, each with one line for a person.

A doubt is a flag on what is printed; nothing is ever repaired. Codes are stable, their explanations may be reworded.
"""

from typing import Final

DOUBTS: Final[dict[str, str]] = {
    "approximate": "the number is printed as approximate (约, 左右, 余, 多)",
    "comparator_contradictory": "two comparators that disagree are printed (≥≤5, =95%以上); none is taken",
    "comparator_doubled": "the same comparator is printed twice (>=≥95%, ≥95%以上)",
    "comparator_misread_possible": "a percentage such as 292% may be a misread ≥92%",
    "date_possible": "the number may be a year or a date (2024, 2023.07, =2024年)",
    "date_serial_possible": "the number may be a spreadsheet's date serial (44,561 is 2021-12-31)",
    "fraction_inexact": "the fraction has no exact decimal (三分之二), so no value is given",
    "number_in_words": "digits stand inside words (5G全覆盖, 第3名) and were not read as a target",
    "number_malformed": "digits stand in a shape no rule reads (1.2.3, 1:15, 3万5千)",
    "placeholder": "a template's placeholder was left in the text (**, XX, __)",
    "range_descending": "the range's upper end is below its lower end",
    "range_units_differ": "the two ends of the range have different units, so no value is given",
    "range_with_comparator": "a range has a comparator as well (≥3-5次)",
    "sign_possible": "a dash before the number may be a minus sign (增长率-5%)",
    "symbol_unread": "a symbol that no rule reads, or a comparator without a number (±, ≥有)",
    "unit_doubled": "the unit is printed twice (100%%)",
    "unit_incomplete": "the unit begins with its slash (28.40/株); what stands before it is missing",
    "unit_unknown": "the unit is not in the list of known units",
}
