"""Heads of forms in files that write a spanning cell's text in each of its places."""

import pytest

from jixiao.normalize.restoring.model import RawRow, Text
from jixiao.normalize.restoring.repeats import head_once


def rows(drawing: str) -> list[RawRow]:
    lines = [line.split("|") for line in drawing.strip().splitlines()]
    return [RawRow(tuple(Text(tuple(filter(None, [cell.strip()]))) for cell in line)) for line in lines]


def once(drawing: str) -> list[list[str]]:
    return [[cell.bare for cell in row.cells] for row in head_once(rows(drawing)).rows]


HEADED = """
    项目资金 | 项目资金 | 年初预算 | 全年预算
    项目资金 | 总额 | 100 | 100
    项目资金 | 其他 | 50 | 50"""


def test_figures_under_headers_of_their_own_are_no_repeated_ones() -> None:
    assert [row[2:] for row in once(HEADED)][1:] == [["100", "100"], ["50", "50"]]


@pytest.mark.parametrize("row", [0, 1])
def test_a_figure_alone_beside_its_label_is_repeated_in_the_first_row_of_a_label_too(row: int) -> None:
    found = once("项目资金 | 总额 | 总额 | 100 | 100\n项目资金 | 其他 | 其他 | 50 | 50")
    assert found[row][1:] == [["总额", "", "100", ""], ["其他", "", "50", ""]][row]
