"""一级 and 二级 labels: which stand under which, by the national form (财预〔2015〕88号) and the cost labels added in 2021."""

from collections.abc import Mapping

from jixiao.normalize.forms.templates import LEVEL_LABELS

_UNDER = {
    "成本": ("经济成本", "社会成本", "生态环境成本"),
    "产出": ("数量", "质量", "时效"),
    "效益": ("经济效益", "社会效益", "生态效益", "可持续影响", "可持续发展影响"),
    "满意度": ("服务对象满意度",),
}
_ENDING = "指标"


def bare_level(name: str) -> str:
    """Give a label without its ending 指标."""
    return name.removesuffix(_ENDING)


PARENT: Mapping[str, str] = {
    label: parent for parent, names in _UNDER.items() for name in names for label in (name, name + _ENDING)
}
"""二级 label -> the 一级 label over it, both with and without 指标. 成本 is missing: it stands under 产出 too, in older forms."""

LEVEL1 = frozenset(label for name in _UNDER for label in (name, name + _ENDING))
LEVEL2 = LEVEL_LABELS - LEVEL1
