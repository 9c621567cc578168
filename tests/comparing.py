"""Documents as the tables have them, from a few texts."""

from collections.abc import Mapping, Sequence

from jixiao.output.documents import DocumentRows, Texts
from jixiao.output.schema import TABLES

Row = Mapping[str, str]
COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES}


def form(no: int, subject: str, **texts: str) -> Row:
    return {
        "form_no": str(no),
        "form_type": "project_target",
        "title": "目标表",
        "subject": subject,
        "page_start": str(no),
        **texts,
    }


def row(form_no: int, no: int, indicator: str, value: str, **texts: str) -> Row:
    own = {"form_no": str(form_no), "row_no": str(no), "page_start": str(form_no), "level1": "产出指标"}
    return {**own, "indicator": indicator, "value_text": value, **texts}


def document(
    forms: Sequence[Row] = (),
    rows: Sequence[Row] = (),
    fields: Sequence[Row] = (),
    tables: Sequence[Texts] = (),
    **texts: str,
) -> DocumentRows:
    of_tables = [{"table_no": str(no), "file": str(no), "page_start": "9"} for no, _ in enumerate(tables, 1)]
    given = {"forms": forms, "indicators": rows, "fields": fields, "tables": of_tables}
    whole = {name: [_whole(name, each) for each in given.get(name, ())] for name in COLUMNS}
    own = {"doc_id": "d", "source_file": "d.pdf", "sha256": "0" * 64, "title": "预算"} | texts
    return DocumentRows(_whole("documents", own), whole, lambda file: tables[int(file) - 1])


def _whole(table: str, texts: Row) -> Row:
    return {name: texts.get(name, "") for name in COLUMNS[table]}
