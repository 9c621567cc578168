"""Who asks PDFium: the compiled part, where the installation has it, else plain calls from Python."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import cast

from jixiao.extract.pdfium import by_calls
from jixiao.extract.pdfium.calls import address_of
from jixiao.extract.pdfium.fetch import EDITION, Fetch


def _compiled() -> Fetch | None:
    """Give the compiled part, where the installation has it."""
    try:
        module = import_module("jixiao.extract.pdfium.fast")
    except ImportError:
        return None
    if module.EDITION != EDITION:
        return None
    module.connect(tuple(address_of(name) for name in module.NEEDED))
    return cast(Fetch, module)


PYTHON: Fetch = by_calls
COMPILED: Fetch | None = _compiled()

_chosen: ContextVar[Fetch] = ContextVar("_chosen", default=COMPILED or PYTHON)


def fetching() -> Fetch:
    """Give who asks: the compiled part, where there is one."""
    return _chosen.get()


@contextmanager
def fetched_by(fetch: Fetch) -> Iterator[None]:
    """Have another ask, to compare what both give."""
    before = _chosen.set(fetch)
    try:
        yield
    finally:
        _chosen.reset(before)
