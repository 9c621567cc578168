"""Corrections on values: which row each names, what becomes of it, and what is proved again."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from jixiao.normalize.corrections.model import Action, Correction
from jixiao.normalize.document import normalise
from jixiao.normalize.records import Document, Indicator, Proof
from tests.pages import Sheet, page

SHEET = Sheet((6, 6, 10, 6, 4, 4))
TITLE = ["项目支出绩效目标表"]
ROWS = """
    项目名称 | 修路 | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值 | 权重 | 备注
    产出指标 | 数量指标 | 修建公路 | 292% | 40 | 甲
    ^ | 质量指标 | 验收合格率 | ≥98% | 30 | 乙
    ^ | 时效指标 | 按时完成 | ≥98% | 10 | 丙
    满意度指标 | 服务对象满意度 | 群众满意度 | ≥90% | 20 | 丁"""


def correction(action: str, row: Mapping[str, str] | None, **others: object) -> Correction:
    texts = tuple(row.items()) if row is not None else None
    return replace(Correction(1, "0" * 64, 1, 1, "修路", Action(action), texts), **others)  # type: ignore[arg-type]


def read(*corrections: Correction, drawing: str = ROWS) -> Document:
    return normalise([page(1, drawing, SHEET, above=TITLE)], corrections=corrections)


def rows(document: Document) -> tuple[Indicator, ...]:
    (form,) = document.forms
    return form.indicators


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


ROAD = {"indicator": "修建公路"}
TO_92 = correction("replace", ROAD, column="value_text", printed="292%", text="≥92%", who="王", why="误读")


def test_a_wrong_value_put_right_is_read_again_and_gone_from_the_findings() -> None:
    assert "comparator_misread_possible" in codes(read())
    document = read(TO_92)
    first = rows(document)[0]
    assert (first.value_text, first.reading.comparator, str(first.reading.value)) == ("≥92%", ">=", "92")
    assert first.flags == ("corrected",)
    assert "comparator_misread_possible" not in codes(document)
    (told,) = [finding for finding in document.findings if finding.code == "corrected"]
    assert "value_text 292% -> ≥92% (王: 误读)" in told.message
    assert (told.severity, told.form_no, told.row_no, told.place and told.place.page) == ("info", 1, 1, 1)


def test_the_proof_of_reading_speaks_of_what_is_printed() -> None:
    changed = read(TO_92, correction("delete", {"indicator": "按时完成"}))
    assert {"text_lost", "text_not_printed"}.isdisjoint(codes(changed))
    lost = {finding.message for finding in read().findings if finding.code.startswith("text_")}
    assert lost == {finding.message for finding in changed.findings if finding.code.startswith("text_")}


def test_sums_are_proved_again_on_the_corrected_rows() -> None:
    wrong = ROWS.replace("≥98% | 30", "≥98% | 80")
    assert "weights" in codes(read(drawing=wrong))
    weight = correction("replace", {"indicator": "验收合格率"}, column="weight", printed="80", text="30")
    document = read(weight, drawing=wrong)
    assert "weights" not in codes(document)
    assert all(check.held for check in document.checks)
    assert document.proof is not Proof.FAILED


def test_a_deleted_row_is_told_and_the_rows_behind_it_are_numbered_anew() -> None:
    document = read(correction("delete", {"indicator": "验收合格率"}, who="王", why="重复"))
    assert [(row.row_no, row.indicator) for row in rows(document)] == [
        (1, "修建公路"),
        (2, "按时完成"),
        (3, "群众满意度"),
    ]
    remarks = {field.label_path: field.value_text for field in document.forms[0].fields}
    assert (remarks["指标2/备注"], remarks["指标3/备注"]) == ("丙", "丁")
    assert "指标4/备注" not in remarks
    (told,) = [finding for finding in document.findings if finding.code == "row_deleted"]
    assert "[产出指标] [质量指标] [验收合格率] [≥98%]; 王: 重复" in told.message


def test_an_added_row_takes_the_labels_above_it() -> None:
    new = correction("add", {"indicator": "按时完成"}, texts=(("indicator", "提前完成"), ("value_text", "≥5天")))
    document = read(new, correction("add", None, texts=(("level1", "成本指标"), ("indicator", "总成本"))))
    assert [row.indicator for row in rows(document)] == [
        "总成本", "修建公路", "验收合格率", "按时完成", "提前完成", "群众满意度",
    ]  # fmt: skip
    first, added = rows(document)[0], rows(document)[4]
    assert (added.level1, added.level2, added.reading.unit, added.flags) == (
        "产出指标",
        "时效指标",
        "天",
        ("corrected",),
    )
    assert added.places[0].top == rows(document)[3].places[0].bottom
    assert (first.level1, first.flags) == ("成本指标", ("value_missing", "corrected"))
    remarks = {field.label_path: field.value_text for field in document.forms[0].fields}
    assert (remarks["指标2/备注"], remarks["指标6/备注"]) == ("甲", "丁")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (replace(TO_92, form_no=2), "the document has no form 2"),
        (replace(TO_92, form="架桥"), "form 1 is 修路"),
        (replace(TO_92, page=2), "no row of the form on page 2 reads so"),
        (replace(TO_92, printed="92%"), "the row's value_text reads '292%'"),
        (correction("delete", {"indicator": "架桥"}), "no row of the form on page 1 reads so"),
        (correction("delete", {"value_text": "≥98%"}), "2 rows of the form on page 1 read so"),
        (correction("part", ROAD), "the row was not joined over one page break"),
        (correction("add", None, page=7, texts=(("indicator", "甲"),)), "the form stands on pages 1-1"),
    ],
)
def test_one_that_does_not_fit_is_named_and_changes_nothing(given: Correction, reason: str) -> None:
    document = read(given)
    assert rows(document) == rows(read())
    (told,) = [finding for finding in document.findings if finding.code == "correction_unfit"]
    assert reason in told.message
    assert "correction 1 (page" in told.message
    assert told.severity == "warning"


def test_more_of_a_rows_texts_single_it_out() -> None:
    row = {"value_text": "≥98%", "level2": "时效指标"}
    assert len(rows(read(correction("delete", row)))) == 3


def test_what_contradicts_itself_is_not_carried_out_at_all() -> None:
    other = replace(TO_92, number=2, text="≥29%")
    for pair in ((TO_92, other), (TO_92, correction("delete", ROAD, number=2))):
        document = read(*pair)
        assert rows(document)[0].value_text == "292%"
        assert codes(document).count("correction_unfit") == 2


def test_the_same_said_twice_is_said_once() -> None:
    again = replace(TO_92, number=2, who="李", when="2026-11-30T14:00:00Z")
    assert codes(read(TO_92, again)).count("corrected") == 1


def test_two_cells_of_a_row_are_corrected_together() -> None:
    """Both name the row as it was read."""
    name = correction("replace", ROAD, column="indicator", printed="修建公路", text="修建公路里程")
    assert next((row.indicator, row.value_text) for row in rows(read(TO_92, name))) == ("修建公路里程", "≥92%")


def test_full_width_signs_are_those_of_the_contract() -> None:
    wide = replace(TO_92, printed="２９２％", text="≥９２％")
    assert rows(read(wide))[0].value_text == "≥92%"


PARTED_SHEET = Sheet((6, 6, 9, 6))
PARTED = (
    """
    项目名称 | 修路 | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 修路 | ≥5公里
    效益指标 | 社会效益 | 家庭经济困难学生资 | ≥12个""",
    """
    ^ | ^ | 助标准 | 月
    满意度指标 | 服务对象 | 群众满意度 | ≥90%""",
)


def test_a_join_is_undone_into_the_two_rows_that_the_pages_print() -> None:
    pages = [
        page(number, drawing, PARTED_SHEET, above=TITLE if number == 1 else [])
        for number, drawing in enumerate(PARTED, 1)
    ]
    joined = normalise(pages)
    assert [row.indicator for row in rows(joined)] == ["修路", "家庭经济困难学生资助标准", "群众满意度"]
    undo = correction("part", {"indicator": "家庭经济困难学生资助标准", "value_text": "≥12个月"}, who="王")
    document = normalise(pages, corrections=[undo])
    texts = [(row.row_no, row.level1, row.indicator, row.value_text) for row in rows(document)]
    assert texts == [
        (1, "产出指标", "修路", "≥5公里"),
        (2, "效益指标", "家庭经济困难学生资", "≥12个"),
        (3, "效益指标", "助标准", "月"),
        (4, "满意度指标", "群众满意度", "≥90%"),
    ]
    assert [[place.page for place in row.places] for row in rows(document)[1:3]] == [[1], [2]]
    assert rows(document)[1].flags == ("corrected",)
    assert {"row_joined", "join_doubtful", "text_lost"}.isdisjoint(codes(document))


def test_doubts_about_other_cells_stay() -> None:
    doubtful = page(1, ROWS.replace("修建公路", "修建@@公路"), SHEET, above=TITLE)
    (grid,) = doubtful.grids
    cells = tuple(
        cell._replace(doubts=("drawn_in_cell",)) if any("@@" in line.text for line in cell.lines) else cell
        for cell in grid.cells
    )
    drawn = replace(doubtful, grids=(replace(grid, cells=cells),))
    row = {"indicator": "修建@@公路"}
    value = correction("replace", row, column="value_text", printed="292%", text="≥92%")
    name = correction("replace", row, column="indicator", printed="修建@@公路", text="修建≥2级公路")
    assert rows(normalise([drawn], corrections=[value]))[0].flags == ("drawn_in_cell", "corrected")
    assert rows(normalise([drawn], corrections=[value, name]))[0].flags == ("corrected",)
