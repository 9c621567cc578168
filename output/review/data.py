"""A document's rows of the tables -> what its page shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jixiao.output.documents import DocumentRows, TableRow
from jixiao.output.review.compared import SEVERITY as COMPARED_SEVERITY
from jixiao.output.review.compared import ComparedFinding
from jixiao.output.review.places import box_on, numbers_in, row_boxes
from jixiao.output.review.script import Json
from jixiao.output.review.sums import addends
from jixiao.output.review.words import PRINTED


def document_data(rows: DocumentRows, compared: Sequence[ComparedFinding] = ()) -> dict[str, Json]:
    """Give all that a document's page shows but its pictures; ``compared``: what another conversion reads otherwise."""
    own = _by_form(rows.of("indicators"))
    fields = _by_form(rows.of("fields"))
    names = ("doc_id", "sha256", "source_file", "title", "year", "publisher", "engine", "status", "proof", "error")
    return {
        **{name: rows.document[name] for name in names},
        "pages": int(rows.document["pages"] or 0),
        "forms": [_form(form, fields.get(form["form_no"], ())) for form in rows.of("forms")],
        "rows": list(_rows(rows, compared)),
        "tables": [_table(table) for table in rows.of("tables")],
        "checks": [_check(check, own.get(check["form_no"], ())) for check in rows.of("checks")],
        "findings": [*map(_finding, rows.of("findings")), *map(_compared, compared)],
    }


def _by_form(rows: Iterable[TableRow]) -> Mapping[str, Sequence[TableRow]]:
    found: dict[str, list[TableRow]] = {}
    for row in rows:
        found.setdefault(row["form_no"], []).append(row)
    return found


def _form(form: TableRow, fields: Sequence[TableRow]) -> Json:
    return {
        "no": int(form["form_no"]),
        **{name: form[name] for name in ("form_type", "title", "subject", "department", "budget_text", "overall_goal")},
        "pages": [int(form[name] or 0) for name in ("page_start", "page_end")],
        "fields": [
            {"label": each["label_path"], "text": each["value_text"], "boxes": box_on(each["page"], each["bbox"])}
            for each in fields
        ],
    }


def _rows(rows: DocumentRows, compared: Sequence[ComparedFinding]) -> Iterator[Json]:
    codes: dict[tuple[int | None, int | None], list[str]] = {}
    for finding in compared:
        codes.setdefault((finding.form, finding.row), []).append(finding.code)
    targets: dict[tuple[str, str], list[str]] = {}
    for target in rows.of("targets"):
        targets.setdefault((target["form_no"], target["row_no"]), []).append(_target(target))
    for row in rows.of("indicators"):
        yield {
            "form": int(row["form_no"]),
            "no": int(row["row_no"]),
            "texts": {name: row[name] for name in PRINTED if row.get(name)},
            "read": "；".join(targets.get((row["form_no"], row["row_no"]), ())),
            "flags": [*row["flags"].split(), *codes.get((int(row["form_no"]), int(row["row_no"])), ())],
            "boxes": row_boxes(row),
        }


def _target(target: TableRow) -> str:
    """Give a parsed target on one line."""
    value = "～".join(filter(None, (target["value"], target["value_upper"])))
    return " ".join(filter(None, (target["label"], target["comparator"], value, target["unit"])))


def _table(table: TableRow) -> Json:
    return {
        "no": int(table["table_no"]),
        **{name: table[name] for name in ("title", "header", "row_count", "column_count")},
        "boxes": box_on(table["page_start"], table["bbox"]),
    }


def _check(check: TableRow, rows: Sequence[TableRow]) -> Json:
    own = {int(row["row_no"]): row for row in rows}
    return {
        **{name: check[name] for name in ("code", "subject", "expected", "found", "difference", "mended")},
        "form": _number(check["form_no"]),
        "held": check["held"] == "true",
        "rows": [number for number in numbers_in(check["rows"]) if number in own],
        "pages": numbers_in(check["pages"]),
        "addends": [tuple(each) for each in addends(check, own)],
    }


def _finding(finding: TableRow) -> Json:
    return {
        **{name: finding[name] for name in ("code", "severity")},
        "en": finding["message"],
        "zh": finding["message_zh"],
        "form": _number(finding["form_no"]),
        "row": _number(finding["row_no"]),
        "page": _number(finding["page"]),
        "boxes": box_on(finding["page"], finding["bbox"]),
    }


def _compared(finding: ComparedFinding) -> Json:
    told = {name: getattr(finding, name) for name in ("code", "en", "zh", "form", "row", "page", "boxes")}
    return {**told, "severity": COMPARED_SEVERITY.value}


def _number(text: str) -> int | None:
    return int(text) if text else None
