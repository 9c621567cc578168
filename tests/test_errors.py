"""Errors that stop a file: each with a code and words of its own, which cross a process border as they are."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from jixiao.errors import AlwaysTheSame, JixiaoError, WithReason
from jixiao.exit_codes import EXIT_CODES


def kinds(base: type[JixiaoError]) -> Iterator[type[JixiaoError]]:
    """Give the errors that are raised: those under a base, and under bases that only say how their words are told."""
    for kind in base.__subclasses__():
        yield from kinds(kind) if kind in (AlwaysTheSame, WithReason) else [kind]


def test_each_error_has_a_code_of_its_own_that_the_page_tells() -> None:
    codes = [kind.exit_code for kind in kinds(JixiaoError)]
    told = [code.number for code in EXIT_CODES]
    assert len(set(codes)) == len(codes) >= 24
    assert set(codes) <= set(told)
    assert told == sorted(set(told))


@pytest.mark.parametrize("kind", AlwaysTheSame.__subclasses__())
def test_words_that_are_always_the_same_have_no_place_for_another(kind: type[AlwaysTheSame]) -> None:
    error = kind(Path("a.pdf"))
    assert str(error) == f"a.pdf: {kind.problem}; {kind.next_step}"
    assert "{" not in str(error)


@pytest.mark.parametrize("kind", WithReason.__subclasses__())
def test_the_reason_stands_in_the_words_as_it_was_given(kind: type[WithReason]) -> None:
    error = kind(Path("a.pdf"), "0 {is} odd")
    assert str(error).count("0 {is} odd") == 1
    assert str(error).count("{") == 1
    assert kind.problem.count("{reason}") == 1


@pytest.mark.parametrize("error", [kind(Path("a.pdf"), "odd") for kind in WithReason.__subclasses__()], ids=repr)
def test_an_error_crosses_a_process_border_and_is_told_of_another_path(error: WithReason) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), back.problem) == (type(error), str(error), error.problem)
    assert str(back.about(Path("b.pdf"))) == str(error).replace("a.pdf", "b.pdf")
