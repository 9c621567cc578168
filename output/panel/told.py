"""What changed between the two sides of a panel, line by line, for a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.output.documents import TableRow
from jixiao.output.panel.changes import Change, change_of_rows
from jixiao.output.panel.flagged import doubtful_flags
from jixiao.output.panel.node import Level
from jixiao.output.panel.status import is_renamed_in
from jixiao.output.panel.tables import budget_change, budget_text, row_of
from jixiao.output.panel.track import DoubtfulLink, Followed, Track

_OLD, _NEW = 0, 1
"""The years' indices."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A change: what kind (new, dropped, renamed, value, budget), of what, where that is, what it was and is."""

    kind: str
    level: Level
    place: tuple[str, ...]
    name: str
    says: str = ""
    change: Change | None = None
    unit: str = ""
    count: int = 1
    """Indicators that it is about."""
    flags: tuple[str, ...] = ()
    """Flags of its rows that ask a person to look."""


def differences(followed: Followed) -> tuple[Difference, ...]:
    """Give what changed, in the order of the forms. What a new or dropped fund holds is told with it, not by row."""
    return tuple(_of_tracks(followed.tracks, ()))


def _of_tracks(tracks: Sequence[Track], place: tuple[str, ...]) -> Iterator[Difference]:
    for track in tracks:
        name = _name(track)
        if len(track.seen) == 1:
            kind = "new" if _NEW in track.seen else "dropped"
            rows = track.latest.rows()
            yield Difference(kind, track.level, place, name, _printed(track), count=len(rows), flags=_flags(rows))
            continue
        yield from _of_both(track, place, name)
        yield from _of_tracks(track.tracks, (*place, name) if name else place)


def _of_both(track: Track, place: tuple[str, ...], name: str) -> Iterator[Difference]:
    old, new = track.seen[_OLD], track.seen[_NEW]
    if is_renamed_in(track, _NEW):
        says = f"{old.name} -> {new.name}"
        yield Difference("renamed", track.level, place, name, f"{says} (score {track.joints[_NEW].score:.2f})", count=0)
    if track.level is Level.FORM and budget_text(old) != budget_text(new):
        says = f"{budget_text(old) or 'none'} -> {budget_text(new) or 'none'}"
        yield Difference("budget", track.level, place, name, says, budget_change(track, _NEW), "万元", 0)
    if track.level is Level.INDICATOR and row_of(old)["value_text"] != row_of(new)["value_text"]:
        says = f"{row_of(old)['value_text'] or 'none'} -> {row_of(new)['value_text'] or 'none'}"
        made = change_of_rows(row_of(old), row_of(new))
        flags = _flags([row_of(old), row_of(new)])
        yield Difference("value", track.level, place, name, says, made, row_of(new)["unit"], flags=flags)


def _flags(rows: Iterable[TableRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for row in rows for code in doubtful_flags(row)))


def _name(track: Track) -> str:
    """Give what a track is called; a department's own form by its title."""
    latest = track.latest
    return latest.name or (latest.forms[0]["title"] if latest.forms else "")


def _printed(track: Track) -> str:
    return row_of(track.latest)["value_text"] if track.level is Level.INDICATOR else ""


def difference_lines(followed: Followed) -> Iterator[str]:
    """Say what changed: a heading a place, a line a change under it, then links in doubt, and a sum of all."""
    found = differences(followed)
    place: tuple[str, ...] | None = None
    for each in found:
        if each.place != place:
            place = each.place
            yield " | ".join(place) or "all"
        yield f"  {_line(each)}{_look(each)}"
    yield from map(_doubt_line, followed.doubts)
    yield _sum(found, followed)


def _look(each: Difference) -> str:
    return f" [look: {' '.join(each.flags)}]" if each.flags else ""


def _line(each: Difference) -> str:
    if each.kind == "renamed":
        return f"renamed {each.level}: {each.says}"
    if each.kind in ("value", "budget"):
        return f"{each.kind} of {each.name}: {each.says}{_told(each)}"
    more = f" ({each.count} indicators)" if each.level is not Level.INDICATOR else ""
    return f"{each.kind} {each.level}: {each.name or '-'}{more}{f': {each.says}' if each.says else ''}"


def _told(each: Difference) -> str:
    if each.change is None:
        return ""
    percent = "" if each.change.percent is None else f", {each.change.percent:+f}%"
    unit = " points" if each.unit == "%" else each.unit
    return f" ({each.change.difference:+f}{unit}{percent})"


def _doubt_line(doubt: DoubtfulLink) -> str:
    where = " | ".join(filter(None, doubt.above))
    return (
        f"in doubt ({doubt.reason}, score {doubt.score:.2f}) "
        f"{doubt.new.level}: {doubt.old.name} -> {doubt.new.name}; in {where}"
    )


def _sum(found: Sequence[Difference], followed: Followed) -> str:
    indicators = Counter[str]()
    for each in found:
        indicators[each.kind] += each.count
    renamed = sum(each.kind == "renamed" and each.level is Level.INDICATOR for each in found)
    budgets = sum(each.kind == "budget" for each in found)
    return (
        f"{indicators['new']} indicators new, {indicators['dropped']} dropped, {renamed} renamed; "
        f"{indicators['value']} values and {budgets} budgets changed; {len(followed.doubts)} links in doubt"
    )


_TO_LOOK_AT = {
    "findings": "has open findings; rows may be missing or wrong",
    "partial": "has pages that were not read",
    "failed": "could not be converted and is not here",
}


def look_first(documents: Iterable[TableRow]) -> Iterator[str]:
    """Say of documents that are not proved what to look at before what is new or dropped is believed."""
    for document in documents:
        if document["status"] in _TO_LOOK_AT:
            yield f"look first: {document['source_file']} {_TO_LOOK_AT[document['status']]}"
