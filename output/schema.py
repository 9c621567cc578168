"""The output contract as data: the eight tables, their columns in order, with types, titles and keys."""

from typing import NamedTuple

from jixiao.output.descriptions import described


class Column(NamedTuple):
    """A column: ASCII name, type (text, integer, number, boolean or date), Chinese title and description."""

    name: str
    type: str
    title: str
    description: str


class ForeignKey(NamedTuple):
    """Columns that name a row of another table, by that table's columns of the same names."""

    columns: tuple[str, ...]
    table: str


class Table(NamedTuple):
    """A table: name, Chinese title, columns in order, those that identify a row, and those that name others' rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()


_TYPES = {"t": "text", "i": "integer", "n": "number", "b": "boolean", "d": "date"}


def _columns(table: str, text: str) -> tuple[Column, ...]:
    """Read ``name:type:title`` triples; the type is t(ext), i(nteger), n(umber), b(oolean) or d(ate)."""
    triples = (item.split(":") for item in text.split())
    return tuple(Column(name, _TYPES[kind], title, described(table, name)) for name, kind, title in triples)


_OF_DOCUMENT = ForeignKey(("doc_id",), "documents")
_OF_FORM = ForeignKey(("doc_id", "form_no"), "forms")

TABLES = (
    Table(
        "documents",
        "文件",
        _columns(
            "documents",
            "doc_id:t:文件标识 source_file:t:来源文件 sha256:t:校验值 pages:i:页数 year:i:年度 publisher:t:发布单位 "
            "title:t:标题 engine:t:读取引擎 status:t:状态 proof:t:核对结论 checks_held:i:核对相符数 "
            "checks_failed:i:核对不符数 error_code:t:错误代码 error:t:错误 tool_version:t:工具版本",
        ),
        ("doc_id",),
    ),
    Table(
        "forms",
        "表",
        _columns(
            "forms",
            "doc_id:t:文件标识 form_no:i:表序号 form_type:t:表类型 title:t:表名 year:i:年度 subject:t:资金或项目名称 "
            "department:t:主管部门 implementing_unit:t:实施单位 budget_text:t:预算（原文） "
            "budget_wan_yuan:n:预算（万元） overall_goal:t:总体目标 task_count:i:任务数 indicator_count:i:指标数 "
            "page_start:i:起始页 page_end:i:结束页",
        ),
        ("doc_id", "form_no"),
        (_OF_DOCUMENT,),
    ),
    Table(
        "indicators",
        "指标",
        _columns(
            "indicators",
            "doc_id:t:文件标识 year:i:年度 publisher:t:发布单位 form_no:i:表序号 form_type:t:表类型 "
            "subject:t:资金或项目名称 department:t:主管部门 task_no:t:任务序号 task:t:政策任务 duty_no:t:职责序号 "
            "duty:t:部门职责 duty_item:t:职责事项 duty_target:t:职责目标 level1:t:一级指标 level2:t:二级指标 "
            "indicator_no:t:指标序号 indicator:t:三级指标 explanation:t:指标解释 value_text:t:指标值（原文） "
            "comparator:t:比较符 value:n:数值 value_upper:n:上限 unit:t:计量单位 value_type:t:值类型 "
            "actual_text:t:实际完成值 weight:t:权重 score:t:得分 deviation_reason:t:偏差原因 row_no:i:行号 "
            "page_start:i:起始页 page_end:i:结束页 bbox:t:页面位置 flags:t:标记 weight_value:n:权重（数） "
            "score_value:n:得分（数） actual_value:n:实际完成数 actual_unit:t:实际完成单位 target_met:b:是否完成 "
            "base_value:n:基本单位数值 base_unit:t:基本单位 date_start:d:起始日期 date_end:d:截止日期 "
            "task_key:t:任务键 indicator_key:t:指标键 boxes:t:各页位置",
        ),
        ("doc_id", "form_no", "row_no"),
        (_OF_FORM,),
    ),
    Table(
        "targets",
        "目标值",
        _columns(
            "targets",
            "doc_id:t:文件标识 form_no:i:表序号 row_no:i:行号 part_no:i:分项号 label:t:分项名称 comparator:t:比较符 "
            "value:n:数值 value_upper:n:上限 unit:t:计量单位 base_value:n:基本单位数值 base_unit:t:基本单位 "
            "value_type:t:值类型 date_start:d:起始日期 date_end:d:截止日期",
        ),
        ("doc_id", "form_no", "row_no", "part_no"),
        (ForeignKey(("doc_id", "form_no", "row_no"), "indicators"),),
    ),
    Table(
        "fields",
        "表头栏目",
        _columns(
            "fields",
            "doc_id:t:文件标识 form_no:i:表序号 label_path:t:栏目 value_text:t:内容（原文） value:n:数值 unit:t:单位 "
            "page:i:页 bbox:t:页面位置",
        ),
        (),
        (_OF_FORM,),
    ),
    Table(
        "tables",
        "其他表格",
        _columns(
            "tables",
            "doc_id:t:文件标识 table_no:i:表格序号 title:t:标题 file:t:文件 row_count:i:行数 column_count:i:列数 "
            "header:t:表头（推测） page_start:i:起始页 page_end:i:结束页 bbox:t:页面位置",
        ),
        ("doc_id", "table_no"),
        (_OF_DOCUMENT,),
    ),
    Table(
        "checks",
        "核对",
        _columns(
            "checks",
            "doc_id:t:文件标识 check_no:i:核对序号 code:t:代码 form_no:i:表序号 subject:t:对象 expected:t:原文 "
            "found:t:统计 held:b:是否相符 difference:n:差额 rows:t:行号 pages:t:页 mended:t:改正后相符",
        ),
        ("doc_id", "check_no"),
        (_OF_DOCUMENT,),
    ),
    Table(
        "findings",
        "发现",
        _columns(
            "findings",
            "doc_id:t:文件标识 code:t:代码 severity:t:级别 form_no:i:表序号 row_no:i:行号 page:i:页 bbox:t:页面位置 "
            "message:t:说明（英文） message_zh:t:说明",
        ),
        (),
        (_OF_DOCUMENT,),
    ),
)
