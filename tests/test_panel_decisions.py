"""What a person says of doubts: read from panel_doubts.csv, made into links, and never lost."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from jixiao.errors import FileNotReadable, OutputNotWritable
from jixiao.output.panel.decisions import read_decisions
from jixiao.output.panel.following import follow
from jixiao.output.panel.node import FormRows, bureaus
from jixiao.output.panel.tables import panel_tables
from jixiao.output.panel.track import Followed, count_joints
from jixiao.output.rendered import csv_lines
from jixiao.panels import Panel
from tests.panels import doubts, followed, form, leaves, names, number

FIVE = ("种植面积", "培训人数", "设备台数", "检疫次数", "示范户数")

Answer = Callable[[dict[str, str]], str]


def answered(tmp_path: Path, result: Followed, answer: Answer, years: Sequence[str] = ("2022", "2023")) -> Path:
    """Write the doubts of a panel with a person's answers."""
    table, rows = panel_tables(result, years)[2]
    header = [column.name for column in table.columns]
    lines = [dict(zip(header, line, strict=True)) for line in csv.reader(csv_lines(rows).decode().splitlines())]
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows({**line, "same": answer(line)} for line in lines)
    return path


def again(path: Path, *years: FormRows) -> Followed:
    return follow([bureaus([year]) for year in years], read_decisions(path))


@pytest.mark.parametrize("word", ["yes", "是", " YES "])
def test_an_indicator_that_a_person_says_is_one(tmp_path: Path, word: str) -> None:
    years = form("高校满意度"), form("企业满意度")
    result = again(answered(tmp_path, followed(*years), lambda _: word), *years)
    assert names(result) == {("高校满意度", "企业满意度")}
    assert count_joints(result.tracks, "person") == 1
    assert not result.doubts


def test_a_pair_that_a_person_says_is_two_is_no_doubt_any_more(tmp_path: Path) -> None:
    years = form("高校满意度"), form("企业满意度")
    result = again(answered(tmp_path, followed(*years), lambda _: "否"), *years)
    assert names(result) == {("高校满意度", "-"), ("-", "企业满意度")}
    assert not result.doubts


def test_that_an_indicator_did_not_move_to_another_task_can_be_said(tmp_path: Path) -> None:
    years = form(number("救助人数", "5", task="临时救助")), form(number("救助人数", "5", task="特困供养"))
    assert doubts(followed(*years)) == {("indicator", "task", "救助人数", "救助人数")}
    assert not again(answered(tmp_path, followed(*years), lambda _: "no"), *years).doubts


def test_without_an_answer_nothing_changes(tmp_path: Path) -> None:
    years = form("高校满意度"), form("企业满意度")
    result = again(answered(tmp_path, followed(*years), lambda _: ""), *years)
    assert doubts(result) == {("indicator", "words", "高校满意度", "企业满意度")}


def test_a_fund_that_a_person_says_is_one_brings_its_indicators(tmp_path: Path) -> None:
    years = form(*FIVE, subject="科技三项费用"), form(*FIVE, subject="创新驱动资金")
    result = again(answered(tmp_path, followed(*years), lambda _: "yes"), *years)
    assert names(result) == {(each, each) for each in FIVE}


def test_an_answer_on_a_fund_is_about_its_targets_and_its_self_evaluation_each(tmp_path: Path) -> None:
    def year(subject: str) -> list[FormRows]:
        return [
            form(*FIVE, subject=subject),
            form(*FIVE, subject=subject, form_type="project_self_evaluation", form_no=2),
        ]

    old, new = year("科技三项费用"), year("创新驱动资金")
    path = answered(tmp_path, followed(old, new), lambda _: "yes")
    result = follow([bureaus(old), bureaus(new)], read_decisions(path))
    assert count_joints(result.tracks, "person") == 2
    kinds = {tuple(node.kind for node in track.seen.values()) for track in result.tracks[0].tracks[0].tracks}
    assert kinds == {("fund_target",) * 2, ("project_self_evaluation",) * 2}


def test_of_one_name_the_row_says_which_is_meant(tmp_path: Path) -> None:
    years = form("甲", "甲"), form("甲", "甲")
    crossed = {("1", "2"), ("2", "1")}
    path = answered(
        tmp_path,
        followed(*years),
        lambda doubt: "yes" if (doubt["old_row_no"], doubt["new_row_no"]) in crossed else "",
    )
    linked = {
        tuple(node.row["row_no"] for node in leaf.seen.values() if node.row)
        for leaf in leaves(again(path, *years).tracks)
    }
    assert linked == crossed


def test_two_answers_that_contradict_each_other_make_no_link(tmp_path: Path) -> None:
    years = form("高校满意度"), form("企业满意度", "学校满意度")
    path = answered(tmp_path, followed(*years), lambda _: "yes")
    result = again(path, *years)
    assert count_joints(result.tracks, "person") == 0
    assert len(result.doubts) == 2


def test_what_is_no_file_of_answers_is_told_with_its_line(tmp_path: Path) -> None:
    path = answered(tmp_path, followed(form("高校满意度"), form("企业满意度")), lambda _: "maybe")
    with pytest.raises(FileNotReadable, match="line 2: level 'indicator', same 'maybe'"):
        read_decisions(path)
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(FileNotReadable, match="no column level"):
        read_decisions(path)
    path.write_bytes("级别".encode("gb18030"))
    with pytest.raises(FileNotReadable, match="UTF-8"):
        read_decisions(path)


def test_answers_are_never_written_over(tmp_path: Path) -> None:
    result = followed(form("高校满意度"), form("企业满意度"))
    panel = Panel(("2022", "2023"), result, ())
    panel.write(tmp_path / "p")
    panel.write(tmp_path / "p")
    answered(tmp_path, result, lambda _: "yes").replace(tmp_path / "p/panel_doubts.csv")
    with pytest.raises(OutputNotWritable, match="--decided"):
        panel.write(tmp_path / "p")
