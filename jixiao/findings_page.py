"""The documentation page of all findings, made from the catalogue: ``python -m jixiao.findings_page > docs/findings.md``."""

from jixiao.normalize.catalogue import CATALOGUE, Kind

_HEAD = """# Findings

What a person should know about a conversion stands in `findings.csv`: a stable `code`, its severity, the page and the box,
the form and the row it is about, and a message in English and Chinese. An **error** is a figure that cannot be trusted, a
**warning** a doubt, an **info** a proof or a note. A document with an error or a warning has the status `findings`, any
other `ok`. A check that holds stands in `checks.csv` alone.

文件的每项发现（`findings.csv`）都有固定代码、级别、页码与位置。error：数值不可信；warning：存疑；info：已核对或说明。

| code | severity | what it says | what to do next | 含义 | 下一步 |
|---|---|---|---|---|---|
"""

_CHECK = "the detail says what was printed and what was counted", "详见说明：原文、统计"


def findings_page() -> str:
    """Give the page as Markdown."""
    return _HEAD + "\n".join(_line(code, kind) for code, kind in CATALOGUE.items()) + "\n"


def _line(code: str, kind: Kind) -> str:
    says, says_zh = (kind.says, kind.says_zh) if kind.says else _CHECK
    return f"| `{code}` | {kind.severity} | {says} | {kind.next_step} | {says_zh} | {kind.next_step_zh} |"


if __name__ == "__main__":
    print(findings_page(), end="")
