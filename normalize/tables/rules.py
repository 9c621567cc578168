"""What stitching must be told of the forms, and what signs are worth."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from jixiao.normalize.tables.weights import LABEL_CUT, NEW_TABLE, ROW_CUT


@dataclass(frozen=True)
class StitchRules:
    """What stitching must be told of the forms.

    ``form_labels`` begin a form; ``header_labels`` stand over columns, ``label_headers`` over those whose labels span
    rows (一级指标, 部门职责), ``indicator_headers`` over the indicators; ``level_labels`` are the texts of columns of labels
    that all forms have in common, ``head_labels`` the labels of forms' heads; ``titles`` those of forms. ``tasks`` are
    what full-width rows say that begin a numbered block (主要政策任务1：), its number first.
    ``word_runs_over`` says whether a word stands across a cut.
    """

    form_labels: frozenset[str]
    header_labels: frozenset[str]
    label_headers: frozenset[str]
    indicator_headers: frozenset[str]
    level_labels: frozenset[str]
    head_labels: frozenset[str]
    titles: tuple[re.Pattern[str], ...]
    tasks: tuple[re.Pattern[str], ...]
    word_runs_over: Callable[[str, str], bool]
    row_cut: Mapping[str, float] = field(default_factory=lambda: ROW_CUT)
    label_cut: Mapping[str, float] = field(default_factory=lambda: LABEL_CUT)
    new_table: Mapping[str, float] = field(default_factory=lambda: NEW_TABLE)

    @cached_property
    def known_labels(self) -> frozenset[str]:
        """Every text that is a label wherever it stands."""
        return self.level_labels | self.head_labels | self.header_labels
