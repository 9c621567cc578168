"""Keys by which a task or an indicator is followed over years, and from a form of targets to one of self-evaluation.

    task key        department (or the publisher) | fund or project | duty | duty item | task
    indicator key   task key | level 1 | level 2 | indicator

Each part is its printed text without what changes from year to year and from form to form, though the thing stays the
same: years (2024年, 2024年度), blanks, punctuation and brackets' shape, the word 指标 and points behind a level, capitals.
Neither numbers of rows and tasks nor the form's type are in it. A part that is not printed is empty, so keys of one
kind of form have their parts in the same place.
"""

import re
from functools import lru_cache

from jixiao.normalize.records import Form, Indicator

_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s*(?:学年|年)度?|[(（](?:19|20)[0-9]{2}[)）]")
_LEVEL_WORD = re.compile(r"(?:指标)?(?:[0-9]+分?)?$")
_NOTHING = re.compile(r"[^\w.]+|_+|\.(?![0-9])|(?<![0-9])\.")
"""All but letters, digits, and the point in a number."""
PARTED_BY = "|"


def task_key(publisher: str, form: Form, row: Indicator) -> str:
    """Give the key of the task that a row belongs to; of the fund, project or duty where the form has no tasks."""
    parts = (form.department or publisher, form.subject, row.duty, row.duty_item, row.task)
    return PARTED_BY.join(map(lasting, parts))


def indicator_key(publisher: str, form: Form, row: Indicator) -> str:
    """Give the key of an indicator. Two rows of a form have the same one only where they print the same labels."""
    return key_behind_task(task_key(publisher, form, row), row)


def key_behind_task(task: str, row: Indicator) -> str:
    """Give the key of an indicator whose task has this key."""
    return PARTED_BY.join((task, lasting_level(row.level1), lasting_level(row.level2), lasting(row.indicator)))


@lru_cache(maxsize=1024)
def lasting_level(text: str) -> str:
    """Give a level's label likewise, and without the word 指标 and points behind it."""
    return _LEVEL_WORD.sub("", lasting(text))


@lru_cache(maxsize=4096)  # labels stand on many rows
def lasting(text: str) -> str:
    """Give a printed text without what changes from year to year: years, blanks, punctuation, capitals."""
    return _NOTHING.sub("", _YEAR.sub("", text)).casefold()
