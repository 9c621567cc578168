"""What the tests of page breaks share: rules of stitching, pages to draw, tables to read back."""

from dataclasses import replace

from jixiao.extract.grid import PageTables
from jixiao.normalize.document import stitch_rules
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.tables.model import LogicalTable
from jixiao.normalize.tables.settle import settle_all
from jixiao.normalize.tables.stitch import stitch
from tests.pages import Sheet

RULES = replace(stitch_rules(known_forms()), word_runs_over=lambda left, right: (left[-1], right[0]) in [("政", "策")])
HEAD = "一级指标 | 二级指标 | 三级指标 | 指标值"
SHEET = Sheet((6, 6, 10, 6))
BODY = f"""
    {HEAD}
    产出指标 | 数量指标 | 修建公路 | ≥5公里
    ^ | 质量指标 | 验收合格率 | ≥98%
    ^ | 时效指标 | 按期完成率 | ≥95%"""


def stitched(*pages: PageTables) -> list[LogicalTable]:
    return list(settle_all(stitch(pages, RULES)))


def rows(table: LogicalTable) -> list[str]:
    return [" | ".join(cell.bare for cell in cells) for cells in table.by_row]


def one_table(*pages: PageTables) -> list[str]:
    (table,) = stitched(*pages)
    return rows(table)


BUDGET = Sheet((2, 2, 2, 14, 8, 8))

BUDGET_ROWS = """
    类 | 款 | 项 | 科目名称 | 合计 | 财政拨款
    208 | 05 | 01 | 行政单位离退休 | 1,641,256.00 | 1,641,256.00
    208 | 05 | 02 | 事业单位离退休 | 17,280.00 | 17,280.00
    208 | 05 | 05 | 机关事业单位基本养老保险缴费 | 1,410,886.00 | 1,410,886.00"""

REST = """
    效益指标 | 社会效益 | 受益居民 | ≥100户
    满意度指标 | 服务对象 | 群众满意度 | ≥90%"""

WHOLE = 6

HEADER = """
    项目 | < | < | < | 收入预算 | <
    科目编码 | < | < | 科目名称 | 合计 | 财政拨款
    类 | 款 | 项 | ^ | ^ | ^"""

FORM = """
    项目支出绩效目标表 | < | < | <
    项目名称 | {name} | 主管部门 | 某局
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | {name}数量 | ≥5公里"""
