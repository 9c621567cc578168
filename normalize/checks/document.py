"""All comparisons that a document allows."""

from collections.abc import Iterator, Mapping, Sequence

from jixiao.normalize.checks.codes import code_checks
from jixiao.normalize.checks.doubles import double_checks
from jixiao.normalize.checks.front import contents, contents_checks, front_checks
from jixiao.normalize.checks.head import head_checks, ratio_checks
from jixiao.normalize.checks.numbers import number_checks
from jixiao.normalize.checks.pages import contents_page_checks, page_number_checks
from jixiao.normalize.checks.rows import row_checks
from jixiao.normalize.checks.siblings import sibling_checks
from jixiao.normalize.forms.sums import Sums
from jixiao.normalize.records import Check, Form, GenericTable


def document_checks(
    forms: Sequence[Form],
    sums: Mapping[str, Sums],
    front: Sequence[str],
    printed: Mapping[int, int] | None,
    tables: Sequence[GenericTable] = (),
) -> Iterator[Check]:
    """Make every comparison.

    ``sums`` has what adds up in each type of form, ``front`` the lines before the first form, ``printed`` the numbers
    that pages print of themselves, None where the file has no pages; ``tables`` are those of no known form.
    """
    for form in forms:
        yield from form_checks(form, sums[form.form_type])
    for form_type, own in sums.items():
        for spec in own.front:
            yield from front_checks([form for form in forms if form.form_type == form_type], front, spec)
    listed = list(contents(front))
    yield from contents_checks(listed, forms)
    if printed is not None:
        yield from contents_page_checks([line.page for line in listed], forms, printed)
        yield from page_number_checks(printed)
    yield from sibling_checks(forms)
    yield from double_checks(forms)
    yield from code_checks(tables)


def form_checks(form: Form, sums: Sums) -> Iterator[Check]:
    """Make the comparisons of one form: its numbers, then what its template says adds up."""
    yield from number_checks(form)
    for row_sum in sums.rows:
        yield from row_checks(form, row_sum)
    for ratio in sums.ratio:
        yield from ratio_checks(form, ratio)
    for head_sum in sums.head:
        yield from head_checks(form, head_sum)
