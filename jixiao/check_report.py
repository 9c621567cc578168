"""What a check found, for a person in lines, and for a build server as JUnit's XML, which all of them read."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from jixiao.check import CheckedPdf, CheckedTable, Difference
from jixiao.errors import OutputNotWritable

NOT_IN_XML = {code: "�" for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: "�", 0xFFFF: "�"}
"""Characters that XML 1.0 cannot hold."""


def headline(checked: CheckedTable) -> str:
    """Say in a line how many rows are right."""
    result = checked.comparison
    total = result.right + len(result.wrong) + len(result.missing)
    counts = f"{len(result.missing)} missing, {len(result.extra)} extra"
    return f"{checked.pdf.name} {checked.table}: {result.right} of {total} rows right, {counts}"


def difference_lines(difference: Difference) -> Iterator[str]:
    """Say what differs, a line for each cell of a wrong row."""
    if difference.kind == "wrong":
        for name, was, now in difference.cells:
            yield _on_one_line(f"{difference.where}: {name}: {was} -> {now}")
    else:
        texts = " | ".join(was or now for _, was, now in difference.cells)
        yield _on_one_line(f"{difference.kind}, {difference.where}: {texts}")


def _on_one_line(text: str) -> str:
    return text.replace("\n", "\\n")


def write_junit(path: Path, checked: Sequence[CheckedPdf]) -> None:
    """Write a test suite for each PDF, a case for each of its known tables. Raises OutputNotWritable."""
    root = ElementTree.Element("testsuites", name="jixiao check")
    for each in checked:
        _add_suite(root, each)
    ElementTree.indent(root)
    try:
        ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise OutputNotWritable(path, error.strerror or str(error)) from error


def _add_suite(root: ElementTree.Element, checked: CheckedPdf) -> None:
    wrong = [each for each in checked.tables if not each.comparison.exact]
    counts = {"tests": len(checked.tables) or 1, "failures": len(wrong), "errors": int(checked.error is not None)}
    numbers = {name: str(count) for name, count in counts.items()}
    suite = ElementTree.SubElement(root, "testsuite", {"name": _text(str(checked.pdf)), **numbers})
    if checked.error is not None:
        _add_case(suite, checked.pdf, "conversion", "error", str(checked.error), "")
    for table in checked.tables:
        lines = [line for difference in table.differences() for line in difference_lines(difference)]
        _add_case(suite, checked.pdf, table.table, "failure" if lines else "", headline(table), "\n".join(lines))


def _add_case(suite: ElementTree.Element, pdf: Path, name: str, kind: str, message: str, text: str) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=_text(pdf.stem), name=name)
    if kind:
        ElementTree.SubElement(case, kind, message=_text(message)).text = _text(text)


def _text(text: str) -> str:
    """Give a text without what XML, or UTF-8, cannot hold."""
    return text.translate(NOT_IN_XML).encode("utf-8", errors="replace").decode("utf-8")
