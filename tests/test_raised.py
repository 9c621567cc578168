"""Small type above the line, on values."""

import pytest

from jixiao.extract.content import Char
from jixiao.extract.raised import text_with_raised


def typed(text: str, size: float, bottom: float = 100.0) -> list[Char]:
    return [Char(char, 0, bottom - 10, 5, bottom, size, apart=False) for char in text]


@pytest.mark.parametrize(("before", "text"), [("5m", "5m²"), ("≥1", "≥1^2")])
def test_raised_digits_are_powers_behind_letters_and_note_marks_behind_numbers(before: str, text: str) -> None:
    assert text_with_raised([*typed(before, 10), *typed("2", 6, bottom=95)]) == text


@pytest.mark.parametrize("size", [0.0, -10.0])
def test_type_without_size_on_a_damaged_page_is_read_as_it_stands(size: float) -> None:
    assert text_with_raised(typed("≥12", size)) == "≥12"
