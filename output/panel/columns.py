"""The columns of a panel's tables; those of ``…_BY_YEAR`` stand once a year, the year behind their names."""

from jixiao.output.panel.decisions import SAME
from jixiao.output.schema import Column, Table

PANEL = (
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

PANEL_BY_YEAR = (
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

BUDGETS = (
    Column("status", "text", "状态", "首年至末年：kept 保留、renamed 更名、new 新增、dropped 取消；只有一年时为空"),
    Column("publisher", "text", "发布单位", "发布单位，按最近一年"),
    Column("department", "text", "主管部门", "主管部门，按最近一年"),
    Column("form_type", "text", "表类型", "表的类型代码，见 jixiao forms"),
    Column("subject", "text", "资金或项目名称", "资金或项目的名称，按最近一年"),
)

BUDGETS_BY_YEAR = (
    Column("budget_text", "text", "预算（原文）", "预算金额，按原文"),
    Column("budget_wan_yuan", "number", "预算（万元）", "预算金额，单位万元；有数张表时为空"),
    Column("change", "number", "增减（万元）", "与此前最近一年之差，单位万元"),
    Column("percent", "number", "增减（%）", "增减占此前预算的百分比"),
    Column("doc_id", "text", "文件标识", "所在文件"),
    Column("form_no", "integer", "表序号", "所在的表"),
)

DOUBTS = Table(
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
