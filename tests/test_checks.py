"""What proves a document, each broken once: sums of rows and heads, ratios, numbers, the front's totals, contents."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.errors import BadTemplate
from jixiao.extract.account import placed_text
from jixiao.normalize.checks.figures import Figure, mended
from jixiao.normalize.checks.numbers import number_checks
from jixiao.normalize.document import normalise
from jixiao.normalize.forms.templates import read_template
from jixiao.normalize.proof.reading import NoProof
from jixiao.normalize.records import Check, Document, Proof
from tests.conftest import ROOT
from tests.pages import Sheet, page

SHEET = Sheet((6, 6, 16, 10))
FRONT = (
    "2024年专项资金绩效目标",
    "某市财政局",
    "专项资金预算金额共计0.03亿元，项目共3个",
    "1、科技创新发展资金…………1",
    "2、教育发展资金与",
    "教育补助资金…………2",
)
FUND = """
    专项资金名称 | {name} | < | <
    年度预算资金 | {budget} | < | <
    主要政策任务1：业务费 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    成本指标 | 经济成本指标 | 业务费 | ≤{first}万元
    ^ | ^ | 设备费 | ≤60万元
    ^ | ^ | 差旅费 | ≤30万元
    ^ | ^ | 单个企业补助 | ≤20万元
    产出指标 | 数量指标 | 企业数 | ≥5个
    主要政策任务{number}：补助 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    成本指标 | 经济成本指标 | 补助资金 | ≤110万元"""
TITLE = ["专项资金绩效目标表"]


def document(
    budget: str = "200万元",
    first: str = "90",
    number: str = "2",
    front: tuple[str, ...] = FRONT,
    other: str = "教育补助资金",
) -> Document:
    one = FUND.format(name="科技创新发展资金", budget=budget, first=first, number=number)
    two = f"""
        专项资金名称 | {other} | < | <
        年度预算资金 | 100 | < | <
        主要政策任务1：学费 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        成本指标 | 经济成本指标 | 学费 | ≤100万元"""
    return normalise([page(1, one, SHEET, above=[*front, *TITLE]), page(2, two, SHEET, above=[*TITLE, "单位：万元"])])


def failed(read: Document) -> set[str]:
    return {check.code for check in read.checks if not check.held}


def one(read: Document, code: str, form_no: int | None = 1) -> Check:
    (check,) = (check for check in read.checks if (check.code, check.form_no) == (code, form_no))
    return check


def test_all_that_is_printed_adds_up() -> None:
    read = document()
    assert failed(read) == set()
    assert {check.code for check in read.checks} == {
        "task_numbers", "task_total", "fund_budget", "funds_total", "task_count", "contents", "forms_double",
        "rows_double",
    }  # fmt: skip
    assert (read.checks_held, read.checks_failed) == (len(read.checks), 0)
    assert one(read, "task_total").rows == (1, 2, 3)
    assert one(read, "funds_total", None).subject == "all 专项资金绩效目标表 after rounding to 0.01亿元"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"first": "95"}, "task_total"),
        ({"budget": "210万元"}, "fund_budget"),
        ({"number": "3"}, "task_numbers"),
        ({"front": ("甲", "专项资金预算金额共计0.04亿元")}, "funds_total"),
        ({"front": ("甲", "专项资金项目共4个")}, "task_count"),
        ({"front": ("甲", "1、科技创新发展资金……1")}, "contents"),
        ({"other": "卫生健康资金"}, "contents"),
    ],
)
def test_each_check_can_fail_and_says_so(changed: dict[str, object], code: str) -> None:
    read = document(**changed)  # type: ignore[arg-type]
    assert code in failed(read)
    (finding,) = (finding for finding in read.findings if finding.code == code)
    assert "FAILS" in finding.message
    assert "不符" in finding.message_zh
    assert finding.severity != "info"
    assert read.proof is Proof.FAILED


def test_a_form_in_which_a_check_failed_marks_its_rows() -> None:
    read = document(budget="210万元")
    assert {flag for row in read.forms[0].indicators for flag in row.flags} == {"sum_open"}
    assert {flag for row in read.forms[1].indicators for flag in row.flags} == set()
    assert [finding.message for finding in read.findings if finding.code == "sum_open"] == [
        "checks of this form failed, so its rows carry this flag: fund_budget"
    ]


def test_a_number_with_noughts_before_it_is_the_number() -> None:
    read = document()
    (form,) = read.forms[:1]
    rows = [replace(row, task_no=f"00{row.task_no}") for row in form.indicators]
    assert [check.held for check in number_checks(replace(form, indicators=tuple(rows)))] == [True]


def test_money_is_compared_whatever_unit_it_is_printed_in() -> None:
    for budget in ("200万元", "2,000,000元", "0.02亿元"):
        assert one(document(budget=budget), "fund_budget").held


HEAD = """
    项目名称 | 甲 | < | <
    项目资金（万元） | 年度资金总额 | {total} | <
    ^ | 其中：财政拨款 | {first} | <
    ^ | 其中：中央补助 | 30 | <
    ^ | 其他资金 | {rest} | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 修路 | ≥5公里"""


@pytest.mark.parametrize(
    ("figures", "held"),
    [
        (("120", "100", "20"), True),
        (("120", "100", "21"), False),
        (("80", "100", "-20"), True),
        (("100", "100", ""), True),
        (("100", "100", "—"), True),
        (("1,200", "1,000", "200"), True),
        (("120", "100万元", "20"), True),
        (("120", "1,000,000元", "20"), True),
    ],
)
def test_parts_of_a_head(figures: tuple[str, str, str], held: bool) -> None:
    total, first, rest = figures
    drawing = HEAD.format(total=total, first=first, rest=rest)
    read = normalise([page(1, drawing, SHEET, above=["某县2024年项目支出绩效目标表"])])
    assert [check.held for check in read.checks if check.code == "parts"] == [held]


def test_parts_that_measure_another_thing_than_their_total_are_told() -> None:
    drawing = HEAD.format(total="120万元", first="100万元", rest="20人")
    read = normalise([page(1, drawing, SHEET, above=["某县2024年项目支出绩效目标表"])])
    (check,) = (check for check in read.checks if check.code == "units")
    assert (check.expected, check.found, check.held) == ("120万元", "20人", False)
    assert [finding.code for finding in read.findings if finding.code == "units"] == ["units"]
    assert all("sum_open" in row.flags for row in read.forms[0].indicators)


RATIO = """
    项目名称 | < | 甲 | < | <
    项目资金（万元） |  | 全年预算数 | 全年执行数 | 执行率
    ^ | 年度资金总额 | {whole} | {part} | {ratio}
    一级指标 | 二级指标 | 三级指标 | 指标值 | 得分
    产出指标 | 数量指标 | 修路 | ≥5公里 | 10"""


@pytest.mark.parametrize(
    ("whole", "part", "ratio", "held"),
    [
        ("200", "150", "75.00%", True),
        ("200", "150", "57.00%", False),
        ("3", "2", "66.7%", True),
        ("0.00000000000000000001", "9" * 30, "1." + "0" * 20 + "%", False),
    ],
    ids=["right", "wrong", "rounded", "as many digits as there may be"],
)
def test_a_ratio_is_rounded_as_it_is_printed(whole: str, part: str, ratio: str, held: bool) -> None:
    drawing = RATIO.format(whole=whole, part=part, ratio=ratio)
    read = normalise([page(1, drawing, Sheet((16, 16, 30, 40, 30)), above=["项目支出绩效自评表"])])
    assert [check.held for check in read.checks if check.code == "execution_rate"] == [held]


def test_no_digit_of_a_sum_is_lost() -> None:
    many = "1" + "0" * 29
    drawing = HEAD.format(total=many, first=many, rest="1")
    read = normalise([page(1, drawing, Sheet((8, 12, 40, 12)), above=["某县2024年项目支出绩效目标表"])])
    (check,) = (check for check in read.checks if check.code == "parts")
    assert (check.held, check.difference) == (False, 1)


def test_the_one_figure_that_would_mend_a_sum_is_named() -> None:
    total = Figure(Decimal(100), "万元", "资金总额")
    parts = [Figure(Decimal(value), "万元", name, row) for value, name, row in ((60, "甲", 1), (31, "乙", 2))]
    assert mended(total, parts, Decimal(-9)) == "row 1 甲: 60万元 for 69万元"
    ten_times = [Figure(Decimal(600), "万元", "甲", 1), Figure(Decimal(37), "万元", "乙", 2)]
    assert mended(Figure(Decimal(97), "万元", "总"), ten_times, Decimal(540)) == "row 1 甲: 600万元 for 60万元"
    either = [Figure(Decimal(60), "万元", "甲", 1), Figure(Decimal(35), "万元", "乙", 2)]
    assert mended(Figure(Decimal(97), "万元", "总"), either, Decimal(-2)) == ""  # 62 and 37: each would do


@pytest.mark.parametrize(
    ("pages", "proof"), [("expected", Proof.PROVED), ("not known", Proof.OPEN), ("too many", Proof.FAILED)]
)
def test_what_the_proofs_came_to(pages: str, proof: Proof) -> None:
    read = page(1, FUND.format(name="甲", budget="200万元", first="90", number="2"), SHEET, above=TITLE)
    text = {"expected": placed_text(read), "not known": None, "too many": placed_text(read) + "多"}[pages]
    assert normalise([replace(read, expected=text)]).proof is proof


def test_without_a_proof_all_is_open_and_sums_are_checked() -> None:
    read = page(1, FUND.format(name="甲", budget="200万元", first="90", number="2"), SHEET, above=TITLE)
    broken = replace(read, expected=placed_text(read) + "多")
    document = normalise([broken], proving=NoProof())
    assert (document.proof, document.checks_held) == (Proof.OPEN, 4)
    assert "text_unaccounted" not in {finding.code for finding in document.findings}


def test_no_label_word_stands_in_the_checks() -> None:
    for path in (ROOT / "normalize" / "checks").glob("*.py"):
        assert not re.search(r"[一-鿿]", path.read_text(encoding="utf-8")), path.name


GOOD = """
form_type = "mine"
name = "我的表"
[columns]
indicator = ["指标"]
value_text = ["数值"]
weight = ["权重"]
"""


@pytest.mark.parametrize(
    ("sums", "message"),
    [
        ('[[sums.rows]]\ncode = "weights"', "sums.rows.total or sums.rows.closing should say"),
        ('[[sums.rows]]\ncode = "sums"\ntotal = [1]', "sums.rows.code sums is unknown"),
        ('[[sums.rows]]\ncode = "weights"\ntotal = ["a"]', "sums.rows.total should be a list of numbers"),
        ('[[sums.rows]]\ncode = "weights"\ntotal = "budge"', "sums.rows.total budge is unknown"),
        ('[[sums.rows]]\ncode = "weights"\ntotal = [1]\nfigure = "page"', "sums.rows.figure page is unknown"),
        ('[[sums.rows]]\ncode = "weights"\ntotal = [1]\nwhere = { colour = "a" }', "sums.rows.where.colour is unknown"),
        ('[[sums.rows]]\ncode = "weights"\ntotal = [1]\nwhere = { weight = "(" }', "is no regular expression"),
        ('[[sums.head]]\ncode = "parts"\ntotal = "计$"', "sums.head.of_which should be a regular expression"),
        ('[[sums.ratio]]\ncode = "execution_rate"', "sums.ratio.part should be a list of texts"),
        ('[[sums.front]]\ncode = "task_count"\ntext = "项目"\nof = "tasks"', "sums.front.text needs 1 groups"),
        ('[sums]\nrows = "a"', "sums.rows should be tables: [[sums.rows]]"),
        ('[[sums.row]]\ncode = "weights"', "sums.row is unknown; known are front, head, ratio, rows"),
    ],
)
def test_sums_that_cannot_be_used_say_why(tmp_path: Path, sums: str, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_template(path).sums.rows == ()
    path.write_text(f"{GOOD}\n{sums}", encoding="utf-8")
    with pytest.raises(BadTemplate, match=re.escape(message)):
        read_template(path)


def test_the_sums_that_the_page_on_forms_shows_are_those_of_the_form() -> None:
    shown = re.findall(
        r"```toml\n(# A fund's budget.*?)```", (ROOT / "docs" / "forms.md").read_text("utf-8"), re.DOTALL
    )
    assert len(shown) == 1
    assert shown[0] in (ROOT / "normalize" / "forms" / "known" / "fund_target.toml").read_text("utf-8")
