"""The forms that are known: which labels their heads and columns carry. Matching is by labels wherever they stand."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Template:
    """A form's labels. Aliases are compared with blanks, bracketed notes, stars and colons removed."""

    form_type: str
    title: str
    head: Mapping[str, str]
    """Head or caption label -> form field."""
    columns: Mapping[str, tuple[str, ...]]
    """Column header -> the contract columns under it, from the left (one header may stand over two)."""


_LEVELS = {
    "一级指标": ("level1",),
    "二级指标": ("level2",),
    "三级指标": ("indicator",),
    "指标值": ("value_text",),
}

TEMPLATES = (
    Template(
        "fund_target",
        "专项资金绩效目标表",
        {
            "专项资金名称": "subject",
            "主管部门": "department",
            "年度预算资金": "budget_text",
            "年度总体目标": "overall_goal",
        },
        _LEVELS,
    ),
    Template(
        "department_strategy",
        "整体战略目标表",
        {"部门名称": "department", "战略目标": "overall_goal"},
        {
            "序号": ("indicator_no",),
            "指标": ("indicator",),
            "指标解释": ("explanation",),
            "年度指标值": ("value_text",),
        },
    ),
    Template(
        "department_annual",
        "年度整体绩效目标表",
        {"部门名称": "department"},
        {
            "职责序号": ("duty_no",),
            "部门职责": ("duty", "duty_item"),
            "职责目标": ("duty_target",),
            "绩效指标": ("indicator",),
            "指标解释": ("explanation",),
            "年度指标值": ("value_text",),
        },
    ),
)

CARRIED = frozenset({"level1", "level2", "duty_no", "duty", "duty_item", "duty_target"})
"""Columns whose blank cells take the text of the row above: labels that are printed once."""

LEVEL_LABELS = frozenset(
    name + ending
    for name in ["成本", "产出", "效益", "满意度", "经济成本", "社会成本", "生态环境成本", "数量", "质量", "时效", "经济效益", "社会效益", "生态效益", "可持续影响", "可持续发展影响", "服务对象满意度"]
    for ending in ("", "指标")
)
"""一级 and 二级 labels of the national form (财预〔2015〕88号): they help to tell halves of a label, no more."""

FORM_LABELS = frozenset({"专项资金名称", "项目名称", "战略目标", "部门名称", "单位名称"})
"""Labels that stand first in a form: a grid that begins with one begins a form.

Column headers (职责序号) are not among them: printers repeat those on every page."""

HEADER_LABELS = frozenset(header for template in TEMPLATES for header in template.columns)
"""Labels that stand over columns."""

LABEL_HEADERS = frozenset(
    header for template in TEMPLATES for header, columns in template.columns.items() if set(columns) <= CARRIED
)
"""Labels that stand over columns of labels, whose cells span rows."""
