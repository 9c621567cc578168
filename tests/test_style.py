"""What CONTRIBUTING asks of style and ruff does not: how long lines are, and how large numbers are written."""

import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

LONGEST = 120
"""Characters of a line: ruff's E501 counts a Chinese one as two."""

THOUSANDS_RUN_TOGETHER = re.compile(r"[0-9]{5,}(\.[0-9]*)?")
FOUR_DIGITS_PARTED = re.compile(r"[0-9]_[0-9]{3}(\.[0-9]*)?")


def sources() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).exists()]


def long_lines(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if len(line) > LONGEST:
            yield f"{path}:{number}: {len(line)} characters"


def badly_written_numbers(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            is_bad = THOUSANDS_RUN_TOGETHER.fullmatch(token.string) or FOUR_DIGITS_PARTED.fullmatch(token.string)
            if token.type == tokenize.NUMBER and is_bad:
                yield f"{path}:{token.start[0]}: {token.string}"


def test_no_line_is_too_long() -> None:
    assert [told for path in sources() for told in long_lines(path)] == []


def test_the_thousands_of_long_numbers_stand_apart() -> None:
    assert [told for path in sources() for told in badly_written_numbers(path)] == []


def test_a_long_line_is_told_by_its_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(f"# {'表' * 118}\n# {'表' * 119}\n", "utf-8")
    assert list(long_lines(path)) == [f"{path}:2: 121 characters"]


@pytest.mark.parametrize(("text", "told"), [("65536", 1), ("1_000", 1), ("65_536", 0), ("4096", 0), ("0x1F600", 0)])
def test_a_number_is_told_by_its_digits(tmp_path: Path, text: str, told: int) -> None:
    path = tmp_path / "a.py"
    path.write_text(f"A = {text}\n", "utf-8")
    assert len(list(badly_written_numbers(path))) == told
