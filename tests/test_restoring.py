"""Rows of converted text put back into their columns, step by step, on rows drawn in text."""

import pytest

from jixiao.extract.documents.html import read_html
from jixiao.extract.documents.markup import without_latex
from jixiao.extract.documents.text import read_text
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.restoring.columns import Columns, columns_under
from jixiao.normalize.restoring.cuts import double_at, joined_rows
from jixiao.normalize.restoring.fitting import set_into_columns
from jixiao.normalize.restoring.labels import with_labels
from jixiao.normalize.restoring.model import PlacedRow, RawRow, Text
from jixiao.normalize.restoring.repeats import head_once, repeats_texts
from jixiao.normalize.restoring.restore import Restored, restored

KNOWN = known_forms()
LEVELS = "年度绩效指标|一级指标|二级指标|三级指标|指标值"
DUTIES = "职责序号|部门职责||职责目标|绩效指标|指标解释|年度指标值"
FULL = "|产出指标|数量指标|修建公路|≥5公里"


def raw(text: str, *, gap: bool = False) -> RawRow:
    return RawRow(tuple(Text((cell,) if cell else ()) for cell in text.split("|")), gap)


def under(header: str, *rows: str) -> Columns:
    found = columns_under(raw(header), [raw(row) for row in rows], KNOWN)
    assert found is not None
    return found


def placed(header: str, row: str, *others: str, gap: bool = False) -> PlacedRow:
    found = set_into_columns(raw(row, gap=gap), under(header, row, *others))
    assert found is not None
    return found


def texts(row: PlacedRow) -> str:
    return "|".join(cell.bare for cell in row.cells)


def codes(row: PlacedRow) -> set[str]:
    return {code for cell in row.cells for code in cell.doubts}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (FULL, set()),
        ("产出指标|数量指标|修建公路|≥5公里|", {"row_realigned"}),
        ("产出指标|数量指标|修建公路|≥5公里", {"row_realigned"}),
        ("产出指标||数量指标|修建公路|≥5公里", {"row_realigned"}),
        ("|产出指标|数量指标|修建公路|≥5公里||", set()),
    ],
)
def test_a_row_goes_to_the_columns_that_its_texts_are_of(row: str, code: set[str]) -> None:
    done = placed(LEVELS, row, FULL, FULL, FULL)
    assert texts(done) == FULL
    assert codes(done) == code


def test_a_row_of_free_texts_that_is_short_of_cells_is_in_doubt() -> None:
    whole = "1|绿化|植树|多植树|植树数|树的数量|≥5株"
    done = placed(DUTIES, "多植草|植草数|草的数量|≥5亩|", whole, whole)
    assert texts(done).endswith("|植草数|草的数量|≥5亩")
    assert codes(done) == {"columns_doubtful"}
    assert codes(placed(DUTIES, "植草|多植草|植草数|草的数量|≥5亩|", whole, whole)) == {"row_realigned"}


def test_a_label_of_a_level_may_be_an_indicators_name() -> None:
    assert texts(placed(LEVELS, "|||服务对象满意度|90%以上", FULL, FULL)) == "|||服务对象满意度|90%以上"


def test_a_header_over_two_columns_is_known_by_its_rows() -> None:
    whole = "1|绿化|植树|多植树|植树数|树的数量|≥5株"
    shifted = "职责序号|部门职责|职责目标|绩效指标|指标解释|年度指标值|"
    assert under(shifted, whole).kinds == under(DUTIES, whole).kinds
    assert (
        under("职责序号|部门职责|职责目标|绩效指标|指标解释|年度指标值", "1|绿化|多植树|植树数|数量|≥5株").kinds[2]
        == "duty"
    )


def test_a_misread_header_is_known_and_told() -> None:
    columns = under(DUTIES.replace("绩效指标", "绩效指示"), "1|绿化|植树|多植树|植树数|树的数量|≥5株")
    (mended,) = [column.header for column in columns.columns if column.kind == "indicator"]
    assert (mended.bare, mended.doubts) == ("绩效指标", ("label_mended",))
    assert not columns.guessed


@pytest.mark.parametrize(
    "header",
    [
        "年度绩效指标|一级指标|二级指标|三级指标|招扬直",
        "部门职责|职责目标|招扬|指标解释|年度指标值",
        "指标|示号|指标|指标解释|年度指标值",
    ],
)
def test_a_header_misread_beyond_knowing_puts_its_rows_in_doubt(header: str) -> None:
    assert under(header).guessed


CUTS = {
    "a name goes on": ("|产出指标|数量指标|参加工伤保险人|≥8.2万人", "|||数（万人）|", "|产出指标|数量指标|参加工伤保险人数（万人）|≥8.2万人"),
    "a value goes on": ("|产出指标|时效指标|完成时限|≤12个", "||||月", "|产出指标|时效指标|完成时限|≤12个月"),
    "both go on": ("|产出指标|数量指标|助学金资|≤3000", "|||助标准|0元", "|产出指标|数量指标|助学金资助标准|≤30000元"),
    "a label goes on": ("|产出指标|数量|修建公路|≥5公里", "||指标||", "|产出指标|数量指标|修建公路|≥5公里"),
}  # fmt: skip


@pytest.mark.parametrize("name", CUTS)
def test_halves_of_a_row_are_put_together(name: str) -> None:
    above, below, whole = CUTS[name]
    columns = under(LEVELS, FULL, FULL, FULL)
    rows = [placed(LEVELS, above, FULL, FULL), placed(LEVELS, below, FULL, FULL, gap=True)]
    (row,) = joined_rows(rows, columns).rows
    assert texts(row) == whole
    assert codes(row) & {"cut_rejoined", "cut_doubtful"}


def test_two_whole_rows_at_a_gap_stay_two() -> None:
    columns = under(LEVELS, FULL, FULL, FULL)
    rows = [placed(LEVELS, FULL, FULL), placed(LEVELS, "||质量指标|验收合格率|≥98%", FULL, FULL, gap=True)]
    assert [texts(row) for row in joined_rows(rows, columns).rows] == [FULL, "||质量指标|验收合格率|≥98%"]


def test_what_stands_on_both_sides_of_a_cut_is_kept_once_and_told() -> None:
    columns = under(LEVELS, FULL, FULL, FULL)
    rows = [
        placed(LEVELS, "|产出指标|数量指标|参加保险人数|≥8人", FULL),
        placed(LEVELS, "|||人数（人）|", FULL, FULL, gap=True),
    ]
    joined = joined_rows(rows, columns)
    assert [cell.bare for cell in joined.rows[0].cells][3] == "参加保险人数（人）"
    assert joined.removed == "人数"
    assert "chars_doubled" in codes(joined.rows[0])


@pytest.mark.parametrize(
    ("above", "below", "found"), [("人数", "数（人）", (2, 1)), ("资助", "标准资助", None), ("≥100", "00元", None)]
)
def test_doubles_are_what_ends_the_one_half_and_begins_the_other(
    above: str, below: str, found: tuple[int, int] | None
) -> None:
    assert double_at(above, below) == found


def labelled(*rows: str) -> list[tuple[str, set[str]]]:
    columns = under(LEVELS, *rows)
    return [(texts(row), codes(row)) for row in with_labels([placed(LEVELS, row, FULL, FULL) for row in rows], columns)]


def test_a_label_goes_to_the_first_of_the_rows_that_it_is_over() -> None:
    first, second = labelled("||数量指标|修路|≥5公里", "|产出指标|质量指标|合格率|≥9%")
    assert first == ("|产出指标|数量指标|修路|≥5公里", {"label_moved"})
    assert second == ("||质量指标|合格率|≥9%", set())


def test_a_label_that_nothing_but_its_place_tells_is_in_doubt() -> None:
    assert labelled(FULL, "|||修建桥梁|≥5座")[1][1] == {"label_by_position"}


def test_texts_in_each_place_of_their_cell_are_read_once() -> None:
    head = [
        raw("项目名称|项目名称|道路|道路"),
        raw("项目名称|项目名称|桥梁|桥梁"),
        raw("资金|资金|5|5"),
        raw("资金|合计|5|5|6"),
    ]
    assert repeats_texts(head, KNOWN.head_labels)
    assert not repeats_texts([raw("甲|甲|≥5"), raw("道路|道路|道路桥")], KNOWN.head_labels)
    once = ["|".join(cell.bare for cell in row.cells) for row in head_once(head).rows]
    assert once == ["项目名称||道路|", "||桥梁|", "资金||5|", "|合计|5|5|6"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"$\geq 1000$ 人次", "≥1000 人次"),
        (r"$\geq 20\%$", "≥20%"),
        (r"98\%", "98%"),
        (r"$\leq 5 \text{公里}$", "≤5公里"),
        (r"$\unknown 5$", r"\unknown5"),
        (r"$100 m^{2}$", "100m²"),
    ],
)
def test_latex_reads_as_the_signs_that_it_prints(text: str, plain: str) -> None:
    assert without_latex(text).replace("  ", " ") == plain


def test_lines_of_a_list_of_contents_and_paragraphs_are_no_rows() -> None:
    document = read_text("1、甲.....\t1\n\n文字\n\n甲\t<p>乙</p><p>丙</p>\n\n丁\t戊\n")
    (table,) = document.tables
    assert [cell.lines for cell in table.cells] == [("甲",), ("乙", "丙"), ("丁",), ("戊",)]
    assert table.breaks == {1}


def text_of(*lines: str) -> Restored:
    return restored(read_text("\n".join(line.replace("|", "\t") for line in lines)), KNOWN)


def doubts(done: Restored) -> set[str]:
    return {code for table in done.document.tables for cell in table.cells for code in cell.doubts} | set(
        done.document.doubts
    )


def test_a_blank_between_chinese_characters_is_in_doubt() -> None:
    assert "blank_doubtful" in doubts(text_of(LEVELS, "|产出指标|数量指标|修建 公路|≥5公里"))
    assert "blanks_removed" in doubts(text_of(LEVELS, "|产出 指标|数量指标|修建公路|≥5公里"))
    assert "blanks_removed" in doubts(text_of(LEVELS, FULL, "||质量指标|修建 公路|≥5公里"))


def test_a_blank_in_a_name_that_rows_carry_puts_them_in_doubt() -> None:
    for name in ("项目名称|东城 道路", "部门名称：东城 某局"):
        assert "blank_doubtful" in doubts(text_of(name, LEVELS, FULL)), name
    assert "blank_doubtful" not in doubts(text_of("项目 名称|东城道路", LEVELS, FULL))


def test_a_blank_is_in_doubt_where_the_file_knows_spans_too() -> None:
    cells = "".join(f"<td>{text}</td>" for text in ("修建 公路", "≥5公里"))
    assert "blank_doubtful" in doubts(restored(read_html(f"<table><tr>{cells}</tr></table>", converted=True), KNOWN))


def test_markup_and_repeated_texts_are_told() -> None:
    assert "markup_read" in doubts(text_of(LEVELS, FULL.replace("≥5", r"$\geq 5$")))
    assert "markup_unread" in doubts(text_of(LEVELS, FULL.replace("≥5", r"$\unknown 5$")))
    assert "texts_repeated" in doubts(text_of("项目名称|项目名称|道路|道路|道路", LEVELS, FULL))


def test_rows_without_any_headers_are_told() -> None:
    assert "rows_without_headers" in doubts(text_of("项目名称|道路", FULL, FULL))
    assert "rows_without_headers" not in doubts(text_of("项目名称|道路", LEVELS, FULL, FULL))
