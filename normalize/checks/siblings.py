"""Forms of one type beside each other: a label that all others have and one has not may be lost."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from jixiao.normalize.records import Check, Form

FEWEST = 4
"""Forms of a type from which they are compared: of three, one may well be another kind."""


def sibling_checks(forms: Sequence[Form]) -> Iterator[Check]:
    """Compare the outermost labels of each form with those that every other form of its type has."""
    by_type: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        by_type[form.form_type].append(form)
    for siblings in by_type.values():
        labels = [frozenset(row.level1 for row in form.indicators if row.level1) for form in siblings]
        for at, form in enumerate(siblings if len(siblings) >= FEWEST else ()):
            shared = frozenset.intersection(*labels[:at], *labels[at + 1 :])
            if shared:
                yield Check(
                    "levels",
                    f"form {form.form_no} labels that all other forms of its type have",
                    " ".join(sorted(shared)),
                    " ".join(sorted(shared & labels[at])),
                    shared <= labels[at],
                    None,
                    form.form_no,
                    places=(form.place,),
                )
