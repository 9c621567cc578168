"""What is linked over years, what is not, and what is in doubt: each rule, and what would break it."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.output.panel.linking import link
from jixiao.output.panel.names import adds_only, is_same_office, joined
from jixiao.output.panel.node import Level, Node
from tests.panels import Printed, doubts, followed, form, leaves, names, number

FIVE = ("种植面积", "培训人数", "设备台数", "检疫次数", "示范户数")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("受助对象综合满意度", "受助对象满意率"),
        ("2023年度发放补助总数量", "发放补助数量（2024年）"),
        ("救助资金发放精准率", "救助资金发放准确率"),
        ("乡村振兴战略专项资金", "乡村振兴战略资金"),
        ("补助保障标准", "补助标准"),
    ],
)
def test_names_that_say_the_same(one: str, other: str) -> None:
    assert joined(one) == joined(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高校满意度", "企业满意度"),
        ("农村特困人员保障标准", "城市特困人员保障标准"),
        ("寄宿生补助标准", "非寄宿生补助标准"),
        ("3岁以下儿童管理率", "7岁以下儿童管理率"),
        ("发放及时率", "发放准确率"),
        ("新增就业人数", "就业人数"),
        ("高血压患者管理率", "糖尿病患者管理率"),
        ("综合执法次数", "执法次数"),
        ("专项检查次数", "检查次数"),
        ("社会工作服务人次", "社会服务人次"),
        ("住房保障率", "住房率"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert joined(one) != joined(other)


def test_no_two_indicators_of_a_task_say_the_same(samples: Path) -> None:
    for path in samples.glob("*.indicators.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        place = ("form_no", "duty", "duty_item", "task", "level1", "level2", "indicator", "explanation", "value_text")
        printed = {tuple(row[name] for name in place) for row in rows}
        exact = Counter((*row[:6], row[6]) for row in printed)
        said = Counter((*row[:6], joined(row[6])) for row in printed)
        assert max(said.values()) == max(exact.values()), path.name


def test_words_that_say_nothing_come_and_go() -> None:
    result = followed(form("受助对象综合满意度", "总数量"), form("数量", "受助对象满意度"))
    assert names(result) == {("受助对象综合满意度", "受助对象满意度"), ("总数量", "数量")}
    assert not result.doubts


def test_another_word_is_a_doubt_and_no_link() -> None:
    result = followed(form("高校满意度"), form("企业满意度"))
    assert names(result) == {("高校满意度", "-"), ("-", "企业满意度")}
    assert doubts(result) == {("indicator", "words", "高校满意度", "企业满意度")}


def test_the_same_name_under_two_tasks_is_two_indicators() -> None:
    one, other = number("救助人数", "5", task="临时救助"), number("救助人数", "9", task="特困供养")
    result = followed(form(one, other), form(other, one))
    assert names(result) == {("救助人数", "救助人数")}
    values = {tuple(node.row["value"] for node in leaf.seen.values() if node.row) for leaf in leaves(result.tracks)}
    assert values == {("5", "5"), ("9", "9")}
    gone = followed(form(one), form(other))
    assert names(gone) == {("救助人数", "-"), ("-", "救助人数")}
    assert doubts(gone) == {("indicator", "task", "救助人数", "救助人数")}


def test_a_name_that_three_tasks_have_says_nothing_of_where_one_went() -> None:
    def under(*tasks: str) -> list[Printed]:
        return [number("发放及时率", "5", "%", task=task) for task in tasks]

    result = followed(form(*under("临时救助", "高龄津贴")), form(*under("残疾补贴", "高龄津贴")))
    assert not result.doubts
    assert len(leaves(result.tracks)) == 3


def test_two_of_one_name_are_told_apart_by_unit_and_explanation_or_are_in_doubt() -> None:
    money, heads = number("补助", "5", "元"), number("补助", "7", "人")
    result = followed(form(money, heads), form(heads, money))
    assert {tuple(node.unit for node in leaf.seen.values()) for leaf in leaves(result.tracks)} == {
        ("元", "元"),
        ("人", "人"),
    }
    alike = followed(form(heads, heads), form(heads, heads))
    assert len(leaves(alike.tracks)) == 4
    assert {(each.reason, each.score) for each in alike.doubts} == {("same_name", 1.0)}


def test_a_renamed_indicator_of_another_unit_is_in_doubt() -> None:
    result = followed(form(number("补助总金额", "5", "元")), form(number("补助金额", "5", "元/人")))
    assert doubts(result) == {("indicator", "unit", "补助总金额", "补助金额")}
    assert len(leaves(result.tracks)) == 2


def test_an_indicator_that_moved_to_another_level_is_in_doubt() -> None:
    result = followed(form(number("培训人数", "5")), form(number("培训人数", "5", level2="质量指标")))
    assert doubts(result) == {("indicator", "level", "培训人数", "培训人数")}


def test_a_year_without_the_fund_is_bridged() -> None:
    fund, other = form(*FIVE), form("外资项目数", subject="招商引资资金")
    result = followed([fund, other], [other], [fund, other])
    assert {tuple(leaf.seen) for leaf in leaves(result.tracks)} == {(0, 2), (0, 1, 2)}
    assert len(leaves(result.tracks)) == 6


def test_a_fund_that_gained_words_is_followed_by_its_indicators() -> None:
    new = "乡村振兴和农业产业战略资金"
    assert adds_only("乡村振兴战略资金", new)
    result = followed(form(*FIVE), form(*FIVE, subject=new))
    assert all(len(leaf.seen) == 2 for leaf in leaves(result.tracks))
    few = followed(form(*FIVE[:2]), form(*FIVE[:2], subject=new))
    assert all(len(leaf.seen) == 1 for leaf in leaves(few.tracks))
    assert doubts(few) == {("form", "words", "乡村振兴战略资金", new)}


def under(task: str, *indicators: str) -> list[Printed]:
    return [number(each, "5", task=task) for each in indicators]


def test_most_of_a_task_is_followed_and_not_where_another_task_has_a_part_of_it() -> None:
    six = (*FIVE, "走访户数")
    most = under("城乡居民救助", *six[:5], "新增一项")
    linked = followed(form(*under("城乡救助", *six)), form(*most))
    assert {tuple(leaf.seen) for leaf in leaves(linked.tracks)} == {(0, 1), (0,), (1,)}
    assert sum(len(leaf.seen) == 2 for leaf in leaves(linked.tracks)) == 5
    part = under("走访", six[5], "新增二项")
    parted = followed(form(*under("城乡救助", *six)), form(*most, *part))
    assert all(len(leaf.seen) == 1 for leaf in leaves(parted.tracks))
    assert ("task", "rows", "城乡救助", "城乡居民救助") in doubts(parted)


def test_a_word_that_denies_is_another_task_however_alike_its_indicators_are() -> None:
    result = followed(form(*under("寄宿生补助", *FIVE)), form(*under("非寄宿生补助", *FIVE)))
    assert all(len(leaf.seen) == 1 for leaf in leaves(result.tracks))
    assert ("task", "rows", "寄宿生补助", "非寄宿生补助") in doubts(result)


def test_a_fund_of_another_name_is_in_doubt_however_alike_its_indicators_are() -> None:
    result = followed(form(*FIVE, subject="东街小学改造"), form(*FIVE, subject="西街水库修缮"))
    assert doubts(result) == {("form", "rows", "东街小学改造", "西街水库修缮")}
    assert all(len(leaf.seen) == 1 for leaf in leaves(result.tracks))


def test_a_task_that_was_parted_is_linked_to_neither_part() -> None:
    one = form(*under("城乡救助", *FIVE, "走访户数"))
    parts = form(*under("城乡救助供养", *FIVE[:3]), *under("城乡救助护理", *FIVE[3:], "走访户数"))
    result = followed(one, parts)
    assert all(len(leaf.seen) == 1 for leaf in leaves(result.tracks))
    assert {each for each in doubts(result) if each[0] == "task"} == {
        ("task", "rows", "城乡救助", "城乡救助供养"),
        ("task", "rows", "城乡救助", "城乡救助护理"),
    }
    moved = {each[2] for each in doubts(result) if each[:2] == ("indicator", "task")}
    assert moved == {*FIVE, "走访户数"}, "each says where it went"


def test_indicators_that_stand_under_several_tasks_say_nothing_of_one() -> None:
    standing = ("资金支付及时率", "验收合格率", "受益对象满意度")
    rows = [number(each, "5", task=task) for task in ("甲桥维修", "乙桥维修") for each in standing]
    later = [number(each, "5", task=task) for task in ("甲桥维修", "丙桥维修") for each in standing]
    result = followed(form(*rows), form(*later))
    assert {each[1] for each in doubts(result)} == {"words"}


def test_an_office_is_known_with_and_without_its_places() -> None:
    assert is_same_office("淄博市周村区农业农村局", "农业农村局")
    assert not is_same_office("淄博市周村区农业农村局", "淄博市张店区农业农村局")
    assert not is_same_office("淄博市周村区财政局", "财政局"), "a name of three characters may be anyone's"
    result = followed(form(*FIVE), form(*FIVE, department="农业农村局"))
    assert all(len(leaf.seen) == 2 for leaf in leaves(result.tracks))


def test_of_many_names_that_are_alike_the_likest_are_listed() -> None:
    roads = [f"{name}路道路改造工程数" for name in ("东一", "西二", "南三", "北四")]
    others = [f"{name}路道路改造工程数" for name in ("东二", "西五")]
    found = {each[2:] for each in doubts(followed(form(*roads), form(*others)))}
    assert {(roads[0], others[0]), (roads[1], others[1])} <= found
    assert (roads[0], others[1]) not in found


def test_targets_and_their_self_evaluation_are_not_linked() -> None:
    result = followed(form(*FIVE), form(*FIVE, form_type="project_self_evaluation"))
    assert all(len(leaf.seen) == 1 for leaf in leaves(result.tracks))
    assert not result.doubts


TEXTS = st.text(alphabet="总综合满意度数量率高校企业", min_size=1, max_size=5)
NODES = st.lists(st.builds(Node, st.just(Level.TASK), st.just(""), TEXTS), max_size=6)


@settings(max_examples=40, deadline=None)
@given(NODES, NODES)
def test_links_are_one_to_one_and_no_order_changes_them(olds: list[Node], news: list[Node]) -> None:
    made = link(olds, news).links
    assert len({each.old for each in made}) == len({each.new for each in made}) == len(made)
    turned = link(olds[::-1], news[::-1]).links
    ours = {(len(olds) - 1 - each.old, len(news) - 1 - each.new, each.rule, each.score) for each in turned}
    assert ours == set(made)
