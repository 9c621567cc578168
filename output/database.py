"""The tables -> one DuckDB file, with types, titles as comments, keys, and views that answer the first questions.

    indicators_wide    each indicator with columns of its document and its form, its first three targets beside it
    budget_by_fund     what each fund or project may spend, by year
    open_findings      what a person should look at, errors first, with the row that it is about

Two files of the same tables hold the same rows and differ in bytes: DuckDB writes its blocks as its threads come to
them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.output.disk import see_to_disk
from jixiao.output.made_from import MadeFrom
from jixiao.output.schema import TABLES, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}

_TARGETS_SIDE_BY_SIDE = 3
_OF_TARGET = ("label", "comparator", "value", "value_upper", "unit", "base_value", "base_unit", "value_type")


def write_database(source: MadeFrom, path: Path) -> None:
    """Write the database to a path where nothing stands."""
    import duckdb

    with duckdb.connect(str(path)) as connection:
        for table in TABLES:
            connection.execute(table_definition(table))
            _fill(connection, table, source.tables / f"{table.name}.parquet")
            _comment(connection, table)
        for name, (query, comment) in VIEWS.items():
            connection.execute(f"CREATE VIEW {name} AS {query}")
            connection.execute(f"COMMENT ON VIEW {name} IS {_quoted(comment)}")
    see_to_disk(path)


def table_definition(table: Table) -> str:
    """Give the statement that makes a table."""
    lines = [f"{column.name} {_TYPES[column.type]}" for column in table.columns]
    if table.primary_key:
        lines.append(f"PRIMARY KEY ({', '.join(table.primary_key)})")
    for key in table.foreign_keys:
        names = ", ".join(key.columns)
        lines.append(f"FOREIGN KEY ({names}) REFERENCES {key.table} ({names})")
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _fill(connection: "DuckDBPyConnection", table: Table, path: Path) -> None:
    connection.execute(f"INSERT INTO {table.name} BY NAME SELECT * FROM read_parquet({_quoted(str(path))})")


def _comment(connection: "DuckDBPyConnection", table: Table) -> None:
    connection.execute(f"COMMENT ON TABLE {table.name} IS {_quoted(table.title)}")
    for column in table.columns:
        text = f"{column.title}：{column.description}"
        connection.execute(f"COMMENT ON COLUMN {table.name}.{column.name} IS {_quoted(text)}")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _target_columns() -> str:
    parts = range(1, _TARGETS_SIDE_BY_SIDE + 1)
    return ",\n".join(f"t{part}.{name} AS target{part}_{name}" for part in parts for name in _OF_TARGET)


def _target_joins() -> str:
    parts = range(1, _TARGETS_SIDE_BY_SIDE + 1)
    keys = "t{0}.doc_id = i.doc_id AND t{0}.form_no = i.form_no AND t{0}.row_no = i.row_no AND t{0}.part_no = {0}"
    return "\n".join(f"LEFT JOIN targets t{part} ON {keys.format(part)}" for part in parts)


VIEWS = {
    "indicators_wide": (
        f"""
        SELECT i.*,
            d.source_file, d.sha256, d.title AS document_title, d.pages, d.status, d.proof,
            f.title AS form_title, f.implementing_unit, f.budget_text, f.budget_wan_yuan, f.overall_goal, f.task_count,
            {_target_columns()}
        FROM indicators i
        JOIN documents d ON d.doc_id = i.doc_id
        JOIN forms f ON f.doc_id = i.doc_id AND f.form_no = i.form_no
        {_target_joins()}
        ORDER BY i.doc_id, i.form_no, i.row_no
        """,
        "指标，附所在文件和表的各列，以及前三项目标值",
    ),
    "budget_by_fund": (
        """
        SELECT f.year, f.subject, f.department, f.form_type, count(*) AS form_count,
            sum(f.budget_wan_yuan) AS budget_wan_yuan,
            count(*) FILTER (f.budget_text IS NOT NULL AND f.budget_wan_yuan IS NULL) AS budgets_unread,
            CAST(sum(f.indicator_count) AS BIGINT) AS indicator_count,
            CAST(sum(c.held) AS BIGINT) AS checks_held, CAST(sum(c.failed) AS BIGINT) AS checks_failed
        FROM forms f
        LEFT JOIN (
            SELECT doc_id, form_no, count(*) FILTER (held) AS held, count(*) FILTER (NOT held) AS failed
            FROM checks WHERE form_no IS NOT NULL GROUP BY doc_id, form_no
        ) c ON c.doc_id = f.doc_id AND c.form_no = f.form_no
        WHERE f.subject IS NOT NULL
        GROUP BY f.year, f.subject, f.department, f.form_type
        ORDER BY f.year, budget_wan_yuan DESC NULLS LAST, f.subject
        """,
        "各资金或项目的预算（万元），按年度；budgets_unread 为有预算文字而单位不明的表数",
    ),
    "open_findings": (
        """
        SELECT n.severity, n.code, n.message_zh, n.message, d.source_file, n.page, n.doc_id, n.form_no, n.row_no,
            f.title AS form_title, f.subject, f.department,
            i.task, i.level1, i.level2, i.indicator, i.value_text, n.bbox
        FROM findings n
        JOIN documents d ON d.doc_id = n.doc_id
        LEFT JOIN forms f ON f.doc_id = n.doc_id AND f.form_no = n.form_no
        LEFT JOIN indicators i ON i.doc_id = n.doc_id AND i.form_no = n.form_no AND i.row_no = n.row_no
        WHERE n.severity IN ('error', 'warning')
        ORDER BY n.severity, n.doc_id, n.form_no, n.row_no, n.code
        """,
        "需要查看的发现，错误在前，附其所在的行",
    ),
}
"""By name: the query, and what it shows."""
