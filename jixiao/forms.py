"""The known forms as a user meets them: which they are, how each table of a PDF was matched, a new one's first file."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from jixiao.conversion import check_is_pdf
from jixiao.errors import NoSuchTable, OutputNotWritable
from jixiao.extract.engines import READERS, read_document
from jixiao.normalize.document import stitch_rules
from jixiao.normalize.forms.matching import Match, is_enough, rank_templates
from jixiao.normalize.forms.templates import Forms, known_forms
from jixiao.normalize.tables.generic import generic_table, header_rows, why_no_table
from jixiao.normalize.tables.model import LogicalTable, TableCell
from jixiao.normalize.tables.settle import settle_all
from jixiao.normalize.tables.stitch import stitch
from jixiao.normalize.text import label

SHOWN = 3
"""Templates shown for each table, the best first."""


def user_folders(*folders: Path) -> tuple[Path, ...]:
    """Give the folders of a user's own forms: the one in the configuration folder, then those given."""
    own = Path(click.get_app_dir("jixiao")) / "forms"
    return (*([own] if own.is_dir() else []), *folders)


def logical_tables(pdf: Path, forms: Forms, engine: str = READERS[0]) -> Iterator[LogicalTable]:
    """Give the tables of a PDF, joined over its pages. Raises the errors of a bad PDF."""
    check_is_pdf(pdf)
    return settle_all(stitch(read_document(pdf, engine), stitch_rules(forms)))


def explain(pdf: Path, forms: Forms) -> Iterator[str]:
    """Give lines that say of each table which form it was taken for and why."""
    form_no = table_no = 0
    for table in logical_tables(pdf, forms):
        ranked = rank_templates(table, forms)
        chosen = next((match for match in ranked if is_enough(match)), None)
        pages = f"pages {table.page_start}-{table.page_end}, {table.rows} rows, {len(table.xs) - 1} columns"
        if chosen:
            form_no += 1
            yield f"form {form_no} ({pages}): {chosen.template.form_type}"
        elif reason := why_no_table(table):
            yield f"no table ({pages}): {reason}"
        else:
            table_no += 1
            yield f"table {table_no} ({pages}): no known form"
        for match in ranked[:SHOWN]:
            yield f"  {'*' if match is chosen else ' '} {match.score:.2f} {match.template.form_type}: {_why(match)}"


def _why(match: Match) -> str:
    fields = ", ".join(match.fields) or "no head field"
    headers = sorted({name for header in match.headers for name in header.columns})
    columns = ", ".join(headers) or "no row with headers of an indicator and a value"
    return f"{'title' if match.titled else 'no title'}; {fields}; {columns}"


def new_form(pdf: Path, number: int, forms: Forms) -> str:
    """Give a first template, as TOML, for the unknown table with this number (``table_no``). Raises NoSuchTable."""
    counted = 0
    for table in logical_tables(pdf, forms):
        known = any(is_enough(match) for match in rank_templates(table, forms))
        counted += not known and not why_no_table(table)
        if counted == number and not known:
            return _toml(table, pdf.name, number, forms)
    raise NoSuchTable(pdf, number, counted)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, and the folder for it: a person's own work is never written over.

    Raises OutputNotWritable.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise OutputNotWritable(path, error.strerror or str(error)) from error


def _toml(table: LogicalTable, file_name: str, number: int, forms: Forms) -> str:
    title = generic_table(table, number).title
    pattern = re.sub(r"20\d\d年度?", "", title)
    first = next((cell.bare for cell in table.by_row[0] if cell.text), "")
    headers = [cell for cell in table.by_row[header_rows(table) - 1] if cell.text]
    return "\n".join(
        [
            f"# Made from table {number} of {file_name}. Edit it: what is behind ? must be decided.",
            'form_type = "my_form"  # ? a name in ASCII',
            f"name = {_quoted(title)}",
            f"titles = [{_quoted(re.escape(pattern))}]  # regular expressions, looked for in the title",
            f"starts = [{_quoted(label(first))}]  # labels that stand first in the table",
            "",
            "# Labels of the head -> subject, department, implementing_unit, budget_text, overall_goal.",
            "[head]",
            *_head_lines(table, headers),
            "",
            "# Column headers -> contract columns; indicator and value_text must be there.",
            "[columns]",
            *_column_lines(headers, forms),
            "",
            "[rows]",
            'carried = []  # columns whose blank cells take the text above: "level1", "level2"',
            "",
        ]
    )


def _head_lines(table: LogicalTable, headers: Sequence[TableCell]) -> list[str]:
    top = header_rows(table) - 1
    cells = [cell for row in range(top) for cell in table.by_row[row] if cell.row == row and cell.text]
    texts = [cell.bare for cell in cells if cell not in headers]
    return [f"# ? = [{_quoted(label(text))}]" for text in dict.fromkeys(texts) if label(text)]


def _column_lines(headers: Sequence[TableCell], forms: Forms) -> list[str]:
    """Give a line for each header: its column where a known form has that header; else one to decide."""
    guessed = {header: columns[0] for template in forms.templates for header, columns in template.columns.items()}
    named: dict[str, str] = {}
    for text in dict.fromkeys(cell.label for cell in headers):
        named.setdefault(guessed.get(text, f"? {text}"), text)
    asked = [f'{column} = ["?"]' for column in ("indicator", "value_text") if column not in named]
    return asked + [
        f"{'# ? = ' if column.startswith('?') else f'{column} = '}[{_quoted(text)}]" for column, text in named.items()
    ]


def _quoted(text: str) -> str:
    return (
        f"'{text}'" if "\\" in text and "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def listed(folders: Sequence[Path]) -> Iterator[str]:
    """Give a line for each known form."""
    for template in known_forms(*folders).templates:
        yield f"{template.form_type:26}{template.title}  ({template.source})"
