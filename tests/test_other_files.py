"""Files that are no PDF, from the file to the rows: each format's reader, what is told where one cannot be read."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import jixiao
from jixiao.conversion import Conversion
from jixiao.errors import DamagedSource, NoSuchPage, NoTable, ProgramMissing
from jixiao.extract.documents.workbook import shown
from tests.test_bad_input import run

HTML = (
    "<table><tr><td>项目名称</td><td colspan='4'>道路</td></tr>"
    "<tr><td rowspan='4'>年度绩效指标</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
    "<tr><td rowspan='2'>产出指标</td><td>数量指标</td><td>修建公路</td><td>≥5公里</td></tr>"
    "<tr><td>质量指标</td><td>验收合格率</td><td>=100%</td></tr>"
    "<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>居民满意度</td><td>≥90%</td></tr></table>"
)
TITLE = "项目支出绩效目标表"
ROWS = [
    ("产出指标", "数量指标", "修建公路", "≥5公里"),
    ("产出指标", "质量指标", "验收合格率", "=100%"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
]
PIPES = f"""# {TITLE}

| 项目名称 | 道路 |  |  |  |
|---|---|---|---|---|
| 年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |
|  | 产出指标 | 数量指标 | 修建公路 | ≥5公里 |
|  |  | 质量指标 | 验收合格率 | =100% |
|  | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90% |
"""
TABS = "\n".join(
    [
        f"# {TITLE}",
        "",
        "项目名称\t道路\t\t\t",
        "年度绩效指标\t一级指标\t二级指标\t三级指标\t指标值",
        *("\t".join(("", *row)) for row in ROWS),
        "",
    ]
)


def docling() -> dict[str, Any]:
    texts = [
        ["项目名称", "道路", "", "", ""],
        ["", "一级指标", "二级指标", "三级指标", "指标值"],
        *([["", *row] for row in ROWS]),
    ]
    cells = [
        {
            "text": text,
            "start_row_offset_idx": row,
            "end_row_offset_idx": row + 1,
            "start_col_offset_idx": column,
            "end_col_offset_idx": column + 1,
        }
        for row, own in enumerate(texts)
        for column, text in enumerate(own)
    ]
    return {
        "schema_name": "DoclingDocument",
        "body": {"children": [{"$ref": "#/tables/0"}]},
        "texts": [{"text": TITLE, "prov": [{"page_no": 3}]}],
        "tables": [
            {
                "data": {"table_cells": cells},
                "prov": [{"page_no": 3}],
                "captions": [{"$ref": "#/texts/0"}],
                "children": [{"$ref": "#/texts/0"}],
            }
        ],
    }


CONTENT_LIST = [
    {"type": "text", "text": TITLE, "page_idx": 2},
    {"type": "table", "table_body": HTML, "table_caption": [], "page_idx": 2},
    {"type": "page_number", "text": "3", "page_idx": 2},
]
MIDDLE = {
    "pdf_info": [
        {
            "page_idx": 2,
            "para_blocks": [
                {"type": "title", "lines": [{"spans": [{"type": "text", "content": TITLE}]}]},
                {
                    "type": "table",
                    "blocks": [{"type": "table_body", "lines": [{"spans": [{"type": "table", "html": HTML}]}]}],
                },
            ],
        }
    ]
}
PADDLE = {
    "page_index": 2,
    "parsing_res_list": [
        {"block_label": "doc_title", "block_content": TITLE},
        {"block_label": "table", "block_content": f"<html><body>{HTML}</body></html>"},
        {"block_label": "number", "block_content": "3"},
    ],
}
REGIONS = [
    {"type": "title", "res": [{"text": TITLE}], "img_idx": 2},
    {"type": "table", "res": {"html": HTML}, "img_idx": 2},
]
TEXTS = {
    "html": f"<html><!-- page 3 --><body><p>{TITLE}</p>{HTML}</body></html>",
    "md": PIPES,
    "txt": TABS,
    "tsv": TABS,
    "markdown": f"{TITLE}\n\n{HTML}\n",
}
JSON: dict[str, Any] = {
    "docling": docling(),
    "content_list": CONTENT_LIST,
    "middle": MIDDLE,
    "paddle": PADDLE,
    "paddle, pages": [PADDLE],
    "paddle, service": {"result": {"layoutParsingResults": [{"prunedResult": {**PADDLE, "page_index": 2}}]}},
    "paddle, regions": REGIONS,
}


def rows(conversion: Conversion) -> list[tuple[str, ...]]:
    (form,) = conversion.converted.document.forms
    return [(row.level1, row.level2, row.indicator, row.value_text) for row in form.indicators]


@pytest.mark.parametrize("ending", TEXTS)
def test_text_gives_its_rows(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"form.{ending}"
    path.write_text(TEXTS[ending], encoding="utf-8")
    assert rows(jixiao.convert(path)) == ROWS


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_text_in_the_encodings_of_chinese_systems(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "form.txt"
    path.write_text(TABS, encoding=encoding)
    assert rows(jixiao.convert(path)) == ROWS


@pytest.mark.parametrize("name", JSON)
def test_what_converters_write_gives_its_rows_and_pages(tmp_path: Path, name: str) -> None:
    path = tmp_path / "form.json"
    path.write_text(json.dumps(JSON[name], ensure_ascii=False), encoding="utf-8")
    conversion = jixiao.convert(path)
    assert rows(conversion) == ROWS
    assert set(conversion.indicators.page_start) == {3}
    assert conversion.indicators.bbox.isna().all()


def word(path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed: pip install '.[office]'")
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(5, 5)
    for row, own in enumerate(
        [
            ["项目名称", "道路"],
            ["年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
            *([["", *each] for each in ROWS]),
        ]
    ):
        for column, text in enumerate(own):
            table.cell(row, column).text = text
    table.cell(3, 1).text = ""
    table.cell(2, 1).merge(table.cell(3, 1))
    table.cell(1, 0).merge(table.cell(4, 0))
    table.cell(0, 1).merge(table.cell(0, 4))
    document.save(str(path))


def excel(path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: pip install '.[office]'")
    book = openpyxl.Workbook()
    sheet = book.active
    for own in [
        [TITLE],
        ["项目名称", "道路"],
        ["年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
        *([[None, *each] for each in ROWS]),
    ]:
        sheet.append(own)
    sheet["E5"].data_type = "s"  # "=100%" is a text, no formula
    sheet["B5"].value = None
    for merged in ("A1:E1", "B2:E2", "A3:A6", "B4:B5"):
        sheet.merge_cells(merged)
    book.save(path)


def test_word_gives_its_rows_and_no_pages(tmp_path: Path) -> None:
    word(tmp_path / "form.docx")
    conversion = jixiao.convert(tmp_path / "form.docx")
    assert rows(conversion) == ROWS
    for table, column in (
        ("indicators", "page_start"),
        ("indicators", "bbox"),
        ("fields", "page"),
        ("forms", "page_start"),
    ):
        assert conversion.frame(table)[column].isna().all(), (table, column)
    assert conversion.converted.document.proof == "proved"


def test_excel_gives_its_rows(tmp_path: Path) -> None:
    excel(tmp_path / "form.xlsx")
    assert rows(jixiao.convert(tmp_path / "form.xlsx")) == ROWS


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("ending", "through"), [("doc", ["odt", "doc"]), ("xls", ["xls"])])
def test_files_of_old_programs_give_their_rows(tmp_path: Path, ending: str, through: list[str]) -> None:
    path = tmp_path / ("form.docx" if ending == "doc" else "form.xlsx")
    (word if ending == "doc" else excel)(path)
    for step in through:  # LibreOffice loses tables of python-docx on the straight way to .doc
        saved_as(path, step)
        path = path.with_suffix(f".{step}")
    assert rows(jixiao.convert(path)) == ROWS


def saved_as(path: Path, ending: str) -> None:
    profile = (path.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], capture_output=True, timeout=200, check=True)


def test_without_libreoffice_old_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "form.wps").write_bytes(b"\xd0\xcf\x11\xe0 old")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramMissing, match="LibreOffice reads such files, and is not installed; install it, or"):
        jixiao.convert(tmp_path / "form.wps")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"no zip"),
        ("a.xlsx", b"no zip"),
        ("a.xls", b"no workbook"),
        ("a.json", b"{}"),
        ("b.json", b"[1, 2"),
        ("c.json", b"[1]"),
    ],
)
def test_what_is_not_what_its_name_says_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DamagedSource) as told:
        jixiao.convert(tmp_path / name)
    assert len(str(told.value).splitlines()) == 1


def test_a_text_without_tables_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("只有文字。\n没有表格。\n", encoding="utf-8")
    with pytest.raises(NoTable):
        jixiao.convert(tmp_path / "a.txt")


def test_pages_are_those_that_the_file_marks(tmp_path: Path) -> None:
    path = tmp_path / "form.json"
    path.write_text(json.dumps(CONTENT_LIST, ensure_ascii=False), encoding="utf-8")
    assert rows(jixiao.convert(path, pages=[3])) == ROWS
    with pytest.raises(NoSuchPage):
        jixiao.convert(path, pages=[1])


def test_a_folder_gives_word_and_excel_beside_pdfs_and_leaves_lock_files(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    word(folder / "one.docx")
    excel(folder / "two.xlsx")
    (folder / "~$one.docx").write_bytes(b"lock")
    (folder / "notes.txt").write_text("笔记", encoding="utf-8")
    done = run("convert", folder, "-o", tmp_path / "out")
    assert done.returncode in {0, 20}, done.stderr
    documents = (tmp_path / "out" / "documents.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line.split(",")[0] for line in documents] == ["one", "two"]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.95, "0%", "95%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (5, "General", "5"),
        (0.1, "General", "0.1"),
        (1e6, "0", "1000000"),
        ("=8个", "@", "=8个"),
    ],
)
def test_numbers_are_written_as_the_sheet_shows_them(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_a_formula_without_a_kept_result_is_in_doubt(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: pip install '.[office]'")
    excel(tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    book.active["E6"] = "=90%+1"
    book.save(tmp_path / "form.xlsx")
    (form,) = jixiao.convert(tmp_path / "form.xlsx").converted.document.forms
    assert [("formula_unread" in row.flags) for row in form.indicators] == [False, False, True]


def test_a_character_that_gets_lost_on_the_way_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jixiao import source_documents
    from jixiao.extract.documents.model import SourceDocument
    from jixiao.normalize.restoring.restore import Restored, restored

    def losing(source: SourceDocument, known: Any) -> Restored:
        done = restored(source, known)
        return done._replace(document=replace(done.document, blocks=done.document.blocks[1:]))

    monkeypatch.setattr(source_documents, "restored", losing)
    path = tmp_path / "form.md"
    path.write_text(PIPES, encoding="utf-8")
    document = jixiao.convert(path).converted.document
    assert "text_unaccounted" in {finding.code for finding in document.findings}
    assert document.proof == "failed"
