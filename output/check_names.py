"""What each comparison compares, and what each finding means, in Chinese, by its code."""

from collections.abc import Mapping

from jixiao.normalize.catalogue import CATALOGUE

CHECK_NAMES: Mapping[str, str] = {
    "fund_budget": "资金预算与各任务首项成本之和",
    "code_total": "科目金额与下级科目之和",
    "funds_total": "各资金之和与正文所述总额",
    "task_total": "任务总额与各分项之和",
    "task_count": "任务个数与正文所述",
    "parts": "合计与各分项之和",
    "units": "各分项的单位与合计同类",
    "weights": "权重之和",
    "scores": "总分与各项得分之和",
    "execution_rate": "执行率与执行数、预算数",
    "task_numbers": "任务序号连续",
    "duty_numbers": "职责序号连续",
    "indicator_numbers": "指标序号连续",
    "page_numbers": "所印页码连续",
    "contents": "目录与各表",
    "contents_pages": "目录页码与各表所在页",
    "levels": "同类表共有的一级、二级指标",
    "rows_double": "重复的行",
    "forms_double": "重复的表",
}


def check_name(code: str) -> str:
    """Give what a comparison compares; one of a user's own form by its code."""
    return CHECK_NAMES.get(code, code)


def meaning(code: str) -> str:
    """Give what a finding's code means and what to do next; of a comparison, what it compares."""
    kind = CATALOGUE.get(code)
    if kind is None:
        return check_name(code)
    return f"{kind.says_zh or check_name(code)}；{kind.next_step_zh}"
