"""Every finding: its code, how much it matters, what it says and what to do next, in English and Chinese.

The docs pages are made from this catalogue; a test holds that every code is raised by a test.
"""

from collections.abc import Mapping

from jixiao.normalize.catalogue.kind import INFO, LOOK, LOOK_ZH, NOTHING, NOTHING_ZH, WARNING, Kind
from jixiao.normalize.catalogue.of_other_files import OF_OTHER_FILES
from jixiao.normalize.catalogue.of_pages import OF_PAGES
from jixiao.normalize.catalogue.of_proofs import OF_PROOFS
from jixiao.normalize.catalogue.of_tables import OF_TABLES
from jixiao.normalize.records import Finding, Place, Severity
from jixiao.normalize.values.doubts import DOUBTS

__all__ = ["CATALOGUE", "Kind", "found"]

OF_VALUES: Mapping[str, Kind] = {
    **{code: Kind(WARNING, says, says_zh, LOOK, LOOK_ZH) for code, (says, says_zh) in DOUBTS.items()},
    "approximate": Kind(INFO, *DOUBTS["approximate"], NOTHING, NOTHING_ZH),
}
"""Findings about values, in the words of their grammar."""

CATALOGUE: Mapping[str, Kind] = {**OF_PAGES, **OF_OTHER_FILES, **OF_TABLES, **OF_VALUES, **OF_PROOFS}


def found(
    code: str,
    detail: str = "",
    *,
    detail_zh: str = "",
    severity: Severity | None = None,
    form_no: int | None = None,
    row_no: int | None = None,
    place: Place | None = None,
) -> Finding:
    """Give a finding of the catalogue; ``detail`` says what it is about. A check that holds has its own severity."""
    kind = CATALOGUE[code]
    message = ": ".join(filter(None, (kind.says, detail)))
    message_zh = "：".join(filter(None, (kind.says_zh, detail_zh or detail)))
    return Finding(code, severity or kind.severity, message, message_zh, form_no, row_no, place)
