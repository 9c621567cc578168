"""The documentation page of all tables, made from the contract: ``python -m jixiao.tables_page > docs/tables.md``."""

from collections.abc import Iterator

from jixiao.output.schema import TABLES, Table

_HEAD = """# Tables

Every output has these eight tables, whatever its format, with these columns in this order. New columns are only ever added.

**What is not there** is null: in Parquet, DuckDB and data frames; in CSV an empty cell, which means the same. No column holds an
empty text.

**Texts** are as printed. Beside them stand numbers: `value` of `value_text`, `weight_value` of `weight` (5, 5分 and 5% are 5; null
where the cell is shared with the row above, so that sums count it once), `actual_value` and `actual_unit` of `actual_text` where
that is one number. **Base units**: `base_value` is `value` in `base_unit`, 万元 in 元, ‰ in %, 元/月/人 and 元/人/月 as one unit; in
`indicators` of the first target.

**`target_met`** is true or false only where both sides compare: the target and the actual value are one number each, in the same base
unit, the target has a comparator and the actual value none, and nothing about either is doubtful. Else it is null.

**Dates**: `date_start` and `date_end` are the first and the last day that a date allows, both included. 2024年12月底前 ends on 2024-12-31
and has no start; 2023.07-2024.01 is 2023-07-01 to 2024-01-31; a month, quarter or year is all its days; 底 and 末 are the last day. What
prints no year is in its form's. What is not certain has no day: 长期, 每月, 年初, and 12月前, which may be before the month or by its end.

**Keys over years**: `task_key` is `department|subject|duty|duty_item|task` (the publisher where no department is printed),
`indicator_key` is the task's and `level1|level2|indicator` behind it. Each part is the printed text without years (2024年, 2024年度), blanks,
punctuation, capitals, and the word 指标 and points behind a level. Neither the form's type nor any number is in them, so they also lead
from a target to its self-evaluation. In the three reports of Zhoucun (周村区) each key names one row of its year, and 333 of the 336 of 2023
come again in 2024. An office or a task that was renamed has another key; `jixiao panel` follows it ([panels.md](panels.md)).

**Places**: `bbox` is `x0,top,x1,bottom` in points from the top left of page `page_start`; `boxes` has one box for each page that the row
stands on, `9:72.0,100.1,523.0,130.2 10:72.0,90.0,523.0,101.5`.

In pandas, `Conversion.frame` gives floats for numbers (`frame("indicators", exact=True)` the printed Decimals), and pandas' types that know
"not there" for the rest.
"""


def tables_page() -> str:
    """Give the page as Markdown."""
    return _HEAD + "".join("\n".join(_section(table)) + "\n" for table in TABLES)


def _section(table: Table) -> Iterator[str]:
    yield f"\n## `{table.name}` {table.title}\n"
    if table.primary_key:
        yield f"A row is named by {_names(table.primary_key)}."
    for key in table.foreign_keys:
        yield f"Its row of `{key.table}` has the same {_names(key.columns)}."
    yield "\n| column | type | 名称 | 说明 |\n|---|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {column.type} | {column.title} | {column.description.replace('|', chr(92) + '|')} |"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


if __name__ == "__main__":
    print(tables_page(), end="")
