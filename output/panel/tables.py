"""Tracks -> the three tables of a panel: indicators, budgets, and links in doubt. Some columns stand once a year, as ``value_2024``."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from jixiao.output.panel.changes import Change, change, change_of_rows
from jixiao.output.panel.decisions import PLACE_PARTED_BY, SAME
from jixiao.output.panel.node import Level, Node, TableRow
from jixiao.output.panel.status import Path, covered_years, is_unsure, paths, status_in, status_of
from jixiao.output.panel.track import DoubtfulLink, Followed, Joint, Track
from jixiao.output.rows import Row, Value
from jixiao.output.schema import Column, Table

PANEL: Final = (
    Column("panel_no", "integer", "序号", "指标在本表中的序号，从 1 起"),
    Column("status", "text", "状态", "首年至末年：kept 保留、renamed 更名、new 新增、dropped 取消；只有一年时为空"),
    Column("link_score", "number", "衔接得分", "各年衔接中最低的得分，0 至 1；同名为 1"),
    Column("publisher", "text", "发布单位", "发布单位，按最近一年"),
    Column("department", "text", "主管部门", "主管部门，按最近一年"),
    Column("form_type", "text", "表类型", "表的类型代码，见 jixiao forms"),
    Column("subject", "text", "资金或项目名称", "资金或项目的名称，按最近一年；部门表为空"),
    Column("task", "text", "政策任务或职责", "职责、事项和任务，以 / 连接，按最近一年"),
    Column("level1", "text", "一级指标", "一级指标，按最近一年"),
    Column("level2", "text", "二级指标", "二级指标，按最近一年"),
    Column("indicator", "text", "三级指标", "三级指标的名称，按最近一年"),
)

PANEL_BY_YEAR: Final = (
    Column("status", "text", "状态", "与此前一年相比：kept、renamed、new、dropped；无从比较时为空"),
    Column("unsure", "boolean", "增减存疑", "true 为新增或取消所依据的文件有待查事项，该行可能漏读"),
    Column("indicator", "text", "三级指标", "当年所印的名称"),
    Column("value_text", "text", "指标值（原文）", "指标值，按原文"),
    Column("value", "number", "数值", "所印数值，按原文单位"),
    Column("unit", "text", "计量单位", "计量单位，按原文"),
    Column("change", "number", "增减", "与此前最近一年之差，按当年单位；单位不可比时为空"),
    Column("percent", "number", "增减（%）", "增减占此前数值的百分比；此前为 0 时为空"),
    Column(
        "link_rule",
        "text",
        "衔接依据",
        "person 人工认定、name 同名、words 用词、place 地名、rows 所属指标；取得分最低的一层",
    ),
    Column("link_score", "number", "衔接得分", "与此前一年衔接的得分，各层中最低者，0 至 1"),
    Column("flags", "text", "标记", "该行的疑点代码，与 indicators 表相同"),
    Column("doc_id", "text", "文件标识", "所在文件"),
    Column("form_no", "integer", "表序号", "所在的表"),
    Column("row_no", "integer", "行号", "在表中的行"),
    Column("page", "integer", "页", "所在页，从 1 起"),
)

BUDGETS: Final = (
    Column("status", "text", "状态", "首年至末年：kept 保留、renamed 更名、new 新增、dropped 取消；只有一年时为空"),
    Column("publisher", "text", "发布单位", "发布单位，按最近一年"),
    Column("department", "text", "主管部门", "主管部门，按最近一年"),
    Column("form_type", "text", "表类型", "表的类型代码，见 jixiao forms"),
    Column("subject", "text", "资金或项目名称", "资金或项目的名称，按最近一年"),
)

BUDGETS_BY_YEAR: Final = (
    Column("budget_text", "text", "预算（原文）", "预算金额，按原文"),
    Column("budget_wan_yuan", "number", "预算（万元）", "预算金额，单位万元；有数张表时为空"),
    Column("change", "number", "增减（万元）", "与此前最近一年之差，单位万元"),
    Column("percent", "number", "增减（%）", "增减占此前预算的百分比"),
    Column("doc_id", "text", "文件标识", "所在文件"),
    Column("form_no", "integer", "表序号", "所在的表"),
)

DOUBTS: Final = Table(
    "panel_doubts",
    "存疑衔接",
    (
        Column(SAME, "text", "是否同一", "由人填写：yes 或 是、no 或 否；空白为未定"),
        Column("level", "text", "层级", "bureau 单位、department 部门、form 表、task 任务、indicator 指标"),
        Column(
            "reason",
            "text",
            "原因",
            "same_name 同名不止一个、unit 单位不同、level 层级不同、task 任务不同、rows 所属指标相近、words 名称相近",
        ),
        Column("score", "number", "得分", "相近程度，0 至 1"),
        Column("place", "text", "所属", "所属单位、部门、资金和任务，以 | 连接"),
        Column("old_year", "text", "前一年", "较早的年度"),
        Column("old_name", "text", "原名称", "较早年度的名称"),
        Column("old_value_text", "text", "原指标值", "较早年度的指标值，按原文"),
        Column("old_doc_id", "text", "原文件", "较早年度所在文件"),
        Column("old_form_no", "integer", "原表序号", "较早年度所在的表"),
        Column("old_row_no", "integer", "原行号", "较早年度所在的行，指标以上各层为第一行"),
        Column("old_page", "integer", "原页", "较早年度所在页"),
        Column("new_year", "text", "后一年", "较晚的年度"),
        Column("new_name", "text", "新名称", "较晚年度的名称"),
        Column("new_value_text", "text", "新指标值", "较晚年度的指标值，按原文"),
        Column("new_doc_id", "text", "新文件", "较晚年度所在文件"),
        Column("new_form_no", "integer", "新表序号", "较晚年度所在的表"),
        Column("new_row_no", "integer", "新行号", "较晚年度所在的行，指标以上各层为第一行"),
        Column("new_page", "integer", "新页", "较晚年度所在页"),
    ),
    (),
)


class PanelTable(NamedTuple):
    """One of a panel's tables with its rows."""

    table: Table
    rows: tuple[Row, ...]


def panel_tables(followed: Followed, years: Sequence[str]) -> tuple[PanelTable, ...]:
    """Give the tables ``panel``, ``panel_budgets`` and ``panel_doubts``; ``years`` are the labels of the years, in order."""
    panel = Table("panel", "指标跨年", (*PANEL, *_each_year(PANEL_BY_YEAR, years)), ("panel_no",))
    budgets = Table("panel_budgets", "预算跨年", (*BUDGETS, *_each_year(BUDGETS_BY_YEAR, years)), ())
    rows = tuple(_panel_row(number, path, len(years)) for number, path in enumerate(paths(followed.tracks), 1))
    return (
        PanelTable(panel, rows),
        PanelTable(budgets, tuple(_budget_rows(followed.tracks, len(years)))),
        PanelTable(DOUBTS, tuple(_doubt_row(doubt, years) for doubt in followed.doubts)),
    )


def _each_year(columns: Sequence[Column], years: Sequence[str]) -> Iterator[Column]:
    for year in years:
        for name, kind, title, description in columns:
            yield Column(f"{name}_{year}", kind, f"{title} {year}", description)


def _panel_row(number: int, path: Path, years: int) -> Row:
    latest = row_of(path.indicator.latest)
    scores = [joint.score for joint in (path.joint(year) for year in path.indicator.seen) if joint]
    names = (path.bureau, path.department)
    return (
        number,
        status_of(path.indicator, path.covered),
        Decimal(str(min(scores))) if scores else None,
        *(_text(track.latest.name) for track in names),
        path.form.latest.kind,
        *(_text(track.latest.name) for track in (path.form, path.task)),
        *(_text(latest[name]) for name in ("level1", "level2", "indicator")),
        *(value for year in range(years) for value in _year_of(path, year)),
    )


def _year_of(path: Path, year: int) -> Row:
    status = status_in(path.indicator, year, path.covered)
    if year not in path.indicator.seen:
        return (status, is_unsure(path, year), *[None] * (len(PANEL_BY_YEAR) - 2))
    row = row_of(path.indicator.seen[year])
    return (
        status,
        is_unsure(path, year),
        *(_text(row[name]) for name in ("indicator", "value_text")),
        _number(row["value"]),
        _text(row["unit"]),
        *_figures(_change_into(path, year)),
        *_joint(path.joint(year)),
        _text(row["flags"]),
        row["doc_id"],
        *(_whole(row[name]) for name in ("form_no", "row_no", "page_start")),
    )


def _change_into(path: Path, year: int) -> Change | None:
    before = path.before(year)
    if before is None:
        return None
    return change_of_rows(row_of(path.indicator.seen[before]), row_of(path.indicator.seen[year]))


def _figures(made: Change | None) -> Row:
    return (made.difference, made.percent) if made else (None, None)


def _joint(joint: Joint | None) -> Row:
    return (joint.rule, Decimal(str(joint.score))) if joint else (None, None)


def _budget_rows(tracks: Sequence[Track], years: int) -> Iterator[Row]:
    """Give the budgets of forms that print one in some year."""
    for bureau in tracks:
        covered = covered_years(bureau)
        for department in bureau.tracks:
            for form in department.tracks:
                if any(budget_text(node) for node in form.seen.values()):
                    yield (
                        status_of(form, covered[form.latest.kind]),
                        *(_text(track.latest.name) for track in (bureau, department)),
                        form.latest.kind,
                        _text(form.latest.name),
                        *(value for year in range(years) for value in _budget_in(form, year)),
                    )


def _budget_in(form: Track, year: int) -> Row:
    if year not in form.seen:
        return (None,) * len(BUDGETS_BY_YEAR)
    node = form.seen[year]
    first = node.forms[0]
    made = budget_change(form, year)
    return (_text(budget_text(node)), budget(node), *_figures(made), first["doc_id"], _whole(first["form_no"]))


def budget(node: Node) -> Decimal | None:
    """Give a form's budget in 万元; None where it is not known, or several forms print one: which is meant is not."""
    return _number(node.forms[0]["budget_wan_yuan"]) if len(node.forms) == 1 else None


def budget_text(node: Node) -> str:
    """Give a form's budget as printed."""
    return "；".join(filter(None, (form["budget_text"] for form in node.forms)))


def budget_change(form: Track, year: int) -> Change | None:
    """Give the change of a form's budget into a year, in 万元; None where either is not known."""
    before = max((each for each in form.seen if each < year), default=None)
    if before is None or year not in form.seen:
        return None
    old, new = budget(form.seen[before]), budget(form.seen[year])
    return change(old, new, "") if old is not None and new is not None else None


def _doubt_row(doubt: DoubtfulLink, years: Sequence[str]) -> Row:
    return (
        None,
        doubt.new.level,
        doubt.reason,
        Decimal(str(doubt.score)),
        _text(PLACE_PARTED_BY.join(filter(None, doubt.above))),
        *_doubted(years[doubt.old_year], doubt.old),
        *_doubted(years[doubt.new_year], doubt.new),
    )


def _doubted(year: str, node: Node) -> Row:
    row = next(iter(node.rows()), None)
    value = _text(row["value_text"]) if row and node.level is Level.INDICATOR else None
    if row is None:
        return (year, _text(node.name), value, None, None, None, None)
    numbers = (_whole(row[name]) for name in ("form_no", "row_no", "page_start"))
    return (year, _text(node.name), value, row["doc_id"], *numbers)


def row_of(node: Node) -> TableRow:
    """Give the row of an indicator's node."""
    if node.row is None:
        raise ValueError(f"a {node.level} has no row")
    return node.row


def _text(text: str) -> Value:
    return text or None


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _whole(text: str) -> int | None:
    return int(text) if text else None
