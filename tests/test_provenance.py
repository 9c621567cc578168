"""Title, publisher and year: as printed, or inferred and said so."""

from dataclasses import replace
from pathlib import Path

import pytest

import jixiao
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.provenance import find_provenance
from jixiao.normalize.records import Form


@pytest.fixture(scope="module")
def forms(samples: Path) -> tuple[Form, ...]:
    document = jixiao.convert(samples / "zhoucun-2022.pdf").converted.document
    return tuple(replace(form, year="") for form in document.forms)


def test_what_the_first_page_prints_is_taken(forms: tuple[Form, ...]) -> None:
    known = find_provenance(["示例区2023年项目支出", "绩效目标表", "示例区财政局", "前言"], forms, "x-2022")
    assert (known.title, known.publisher, known.year) == ("示例区2023年项目支出绩效目标表", "示例区财政局", "2023")
    assert known.findings == ()


def test_what_is_not_printed_is_inferred_and_said_so(forms: tuple[Form, ...]) -> None:
    known = find_provenance([], forms, "x")
    assert (known.publisher, known.year) == ("淄博市周村区财政局", "2022")
    assert [finding.code for finding in known.findings] == ["year_inferred", "publisher_inferred"]


def test_nothing_is_inferred_from_one_department_or_a_date_in_the_file_name(forms: tuple[Form, ...]) -> None:
    alone = [replace(forms[0], indicators=(), overall_goal="")]
    known = find_provenance([], alone, "20240315-scan")
    assert (known.publisher, known.year, known.findings) == ("", "", ())


def test_a_region_ends_with_its_own_word_and_not_with_an_offices_first_one(forms: tuple[Form, ...]) -> None:
    pair = [replace(forms[0], department=f"淄博市周村区市{office}局") for office in ("场监督管理", "政园林")]
    assert find_provenance([], pair, "").publisher == "淄博市周村区财政局"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("专项资金绩效目标表", ""),
        ("2024年项目支出绩效目标表", ""),
        ("附件2：2024年度整体绩效目标表", ""),
        ("2023年市级部门整体预算绩效目标表", ""),
        ("（2024年度）项目支出绩效自评表", ""),
        ("示例区2024年项目支出绩效目标表", "示例区2024年项目支出绩效目标表"),
        ("2024年预算区级重点项目绩效目标和部门整体绩效目标表", "2024年预算区级重点项目绩效目标和部门整体绩效目标表"),
    ],
)
def test_the_name_of_a_form_is_no_documents_title(forms: tuple[Form, ...], line: str, title: str) -> None:
    assert find_provenance([line], forms, "", known_forms().titles).title == title
