"""Where two conversions of one document differ, on values."""

from pathlib import Path

import pytest

from jixiao.comparison import Comparison
from jixiao.comparison_report import differing, document_lines
from jixiao.errors import FileNotReadable
from jixiao.output.compared_items import Spot
from jixiao.output.difference_file import difference_lines, read_differences
from jixiao.output.differences import CellDifference, Difference, Part, Side, compare_documents
from tests.comparing import document, form, row

FORMS = (form(1, "修路"), form(2, "绿化"))
ROWS = (row(1, 1, "修建公路", "≥5公里"), row(1, 2, "验收合格率", "=100%"), row(2, 1, "植树数", "≥30株"))
DOCUMENT = document(FORMS, ROWS)


def test_the_same_is_alike() -> None:
    found = compare_documents(DOCUMENT, DOCUMENT)
    assert (found.is_alike, found.rows_a, found.rows_b, found.rows_alike) == (True, 3, 3, 3)


def test_a_cell_is_told_with_its_row_in_both() -> None:
    changed = (ROWS[0], row(1, 2, "验收合格率", "=10%"), ROWS[2])
    found = compare_documents(DOCUMENT, document(FORMS, changed))
    cells = (CellDifference("value_text", "=100%", "=10%"),)
    spot = Spot(1, 2, 1)
    assert found.differences == (Difference(Part.ROW, "修路", "验收合格率", None, spot, spot, cells),)
    assert found.rows_alike == 2


def test_what_only_one_has_is_told_with_what_stands_before_it_in_the_other() -> None:
    found = compare_documents(DOCUMENT, document(FORMS, (ROWS[0], ROWS[2])))
    (told,) = found.differences
    assert (told.only, told.a, told.b) == (Side.A, Spot(1, 2, 1), Spot(1, 1, 1))
    assert [cell.a for cell in told.cells] == ["产出指标", "验收合格率", "=100%"]
    assert compare_documents(document(FORMS, (ROWS[0], ROWS[2])), DOCUMENT).differences[0].only is Side.B


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        ("level2", "质量指标", ["level2"]),
        ("task", "道路", ["task"]),
        ("weight", "10", ["weight"]),
        ("explanation", "公路的长度", ["explanation"]),
        ("unit", "公里", ["unit"]),
        ("flags", "label_carried", []),
        ("page_start", "7", []),
        ("bbox", "1,2,3,4", []),
    ],
)
def test_each_printed_text_and_each_number_counts_and_nothing_else_does(
    column: str, text: str, told: list[str]
) -> None:
    found = compare_documents(DOCUMENT, document(FORMS, ({**ROWS[0], column: text}, *ROWS[1:])))
    assert [cell.column for each in found.differences for cell in each.cells] == told


def test_what_was_read_of_a_text_that_differs_is_not_told_again() -> None:
    one = document(FORMS, ({**ROWS[0], "value": "5", "unit": "公里"},))
    other = document(FORMS, ({**ROWS[0], "value_text": "≥6公里", "value": "6", "unit": "公里"},))
    assert [cell.column for each in compare_documents(one, other).differences for cell in each.cells] == ["value_text"]


def test_a_form_that_one_of_both_parted_costs_no_row_its_partner() -> None:
    rows = (ROWS[0], row(2, 1, "验收合格率", "=100%"), row(3, 1, "植树数", "≥30株"))
    found = compare_documents(DOCUMENT, document((FORMS[0], form(2, ""), form(3, "绿化")), rows))
    assert [(each.part, each.only) for each in found.differences] == [(Part.FORM, Side.B), (Part.ROW, None)]
    assert found.differences[1].cells == (CellDifference("form_no", "1", "2"),)


def test_rows_that_changed_places_are_told() -> None:
    found = compare_documents(
        DOCUMENT, document(FORMS, (row(1, 1, "验收合格率", "=100%"), row(1, 2, "修建公路", "≥5公里"), ROWS[2]))
    )
    assert len(found.differences) == 2
    assert {each.only for each in found.differences} == {Side.A, Side.B}


def test_a_forms_head_and_its_fields_are_compared() -> None:
    fields = ({"form_no": "1", "label_path": "资金/总额", "value_text": "5", "page": "1"},)
    one = document(FORMS, ROWS, fields)
    other = document(
        (form(1, "修路", overall_goal="路通"), FORMS[1]), ROWS, ({**fields[0], "value_text": "6"},), title="决算"
    )
    found = compare_documents(one, other).differences
    assert [(each.part, each.cells[0].column) for each in found] == [
        (Part.DOCUMENT, "title"), (Part.FORM, "overall_goal"), (Part.FIELD, "value_text"),
    ]  # fmt: skip


def test_tables_of_no_known_form_are_compared_row_by_row() -> None:
    table = (("科目", "合计"), ("教育", "10"), ("农业", "20"))
    changed = (*table[:2], ("农业", "2"))
    found = compare_documents(document(tables=[table]), document(tables=[changed])).differences
    assert [(each.part, each.a, each.cells) for each in found] == [
        (Part.TABLE_ROW, Spot(1, 3, 9), (CellDifference("2", "20", "2"),))
    ]
    lost = compare_documents(document(tables=[table]), document()).differences
    assert [each.part for each in lost] == [Part.TABLE, *[Part.TABLE_ROW] * 3]
    assert {each.only for each in lost} == {Side.A}


def test_a_person_reads_it_form_by_form() -> None:
    changed = (row(1, 1, "修建公路", "≥6公里"), row(2, 1, "植树数", "≥30株", page_start="3"))
    lines = list(document_lines(compare_documents(document(FORMS, ROWS, engine="pdfium"), document(FORMS, changed))))
    assert lines == [
        "A d.pdf (pdfium): 3 rows",
        "B d.pdf (): 2 rows",
        "form 1 修路",
        "  row 修建公路 (row 1, page 1)",
        "    value_text: ≥5公里 -> ≥6公里",
        "  only in A: row 验收合格率 (row 2, page 1): 产出指标 | 验收合格率 | =100%",
        "1 of 3 rows alike; 2 differences",
    ]


def test_more_than_a_person_reads_is_counted() -> None:
    rows = [row(1, no, f"指标{no}甲", f"≥{no}") for no in range(100)]
    lines = list(document_lines(compare_documents(document(FORMS, rows), document(FORMS))))
    assert len(lines) < 70
    assert lines[-2] == "and 40 more differences; --csv FILE has all"


def test_of_long_texts_what_differs_is_shown() -> None:
    before, behind = "提高全区居民健康水平，" * 8, "，促进社会和谐稳定" * 8
    assert differing(f"{before}补助30人{behind}", f"{before}补助80人{behind}") == (
        "…高全区居民健康水平，补助30人，促进社会和谐稳定，…",
        "…高全区居民健康水平，补助80人，促进社会和谐稳定，…",
    )
    assert differing("≥5", "") == ("≥5", "")


def test_the_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    changed = (row(1, 1, "修建公路", '=1,"2"\n三'), ROWS[2])
    compared = compare_documents(DOCUMENT, document(FORMS, changed, sha256="1" * 64))
    Comparison((compared,)).write(tmp_path / "d.csv")
    lines = read_differences(tmp_path / "d.csv")
    assert lines == tuple(difference_lines(compared))
    assert lines[0]["b"] == '=1,"2"\n三'
    assert (lines[0]["sha256_b"], lines[0]["row_no_a"], lines[0]["page_a"]) == ("1" * 64, "1", "1")
    assert [line["column"] for line in lines if line["only"] == "a"] == ["level1", "indicator", "value_text"]
    assert list(Comparison((compared,)).frame()["b"]) == [line["b"] for line in lines]


@pytest.mark.parametrize("raw", ["指标".encode("gbk"), b"a,b\n1,2", b'"a\x00', b""])
def test_another_file_is_none_of_differences(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "d.csv").write_bytes(raw)
    with pytest.raises(FileNotReadable):
        read_differences(tmp_path / "d.csv")
