"""What became of an indicator, year by year and from the first year to the last."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from jixiao.normalize.lasting_keys import lasting
from jixiao.output.panel.track import Joint, Track


class Status(StrEnum):
    """What became of an indicator since the year before."""

    KEPT = "kept"
    RENAMED = "renamed"
    NEW = "new"
    DROPPED = "dropped"


class Path(NamedTuple):
    """An indicator's track, and those above it. ``covered``: the years with its bureau's forms of this type."""

    bureau: Track
    department: Track
    form: Track
    task: Track
    indicator: Track
    covered: Sequence[int]

    def joint(self, year: int) -> Joint | None:
        """Give the weakest of the links that lead into a year; None where nothing was before."""
        joints = [track.joints[year] for track in self[:5] if year in track.joints]
        return min(joints, key=lambda each: each.score) if year in self.indicator.joints else None

    def before(self, year: int) -> int | None:
        """Give the latest earlier year that has the indicator."""
        return max((each for each in self.indicator.seen if each < year), default=None)


def paths(tracks: Sequence[Track]) -> Iterator[Path]:
    """Give all indicators of the bureaus' tracks, in the order of the forms."""
    for bureau in tracks:
        covered = covered_years(bureau)
        for department in bureau.tracks:
            for form in department.tracks:
                for task in form.tracks:
                    for indicator in task.tracks:
                        yield Path(bureau, department, form, task, indicator, covered[form.latest.kind])


def covered_years(bureau: Track) -> Mapping[str, Sequence[int]]:
    """Give the years of which a bureau's forms are there, by type: what no year has can be neither new nor dropped."""
    years: dict[str, set[int]] = {}
    for department in bureau.tracks:
        for form in department.tracks:
            years.setdefault(form.latest.kind, set()).update(form.seen)
    return {kind: sorted(each) for kind, each in years.items()}


def status_in(track: Track, year: int, covered: Collection[int]) -> Status | None:
    """Say what became of a track in a year; None where nothing can be said, or it was dropped before."""
    earlier = [each for each in covered if each < year]
    if year not in covered or not earlier:
        return None
    if year not in track.seen:
        return Status.DROPPED if max(earlier) in track.seen else None
    if year not in track.joints:
        return Status.NEW
    return Status.RENAMED if is_renamed_in(track, year) else Status.KEPT


def is_unsure(path: Path, year: int) -> bool:
    """Whether an indicator is new or dropped by what a document lacks that has open findings: a row may be missing."""
    status = status_in(path.indicator, year, path.covered)
    if status is Status.DROPPED:
        return _is_open(path, year)
    return status is Status.NEW and any(_is_open(path, each) for each in path.covered if each < year)


def _is_open(path: Path, year: int) -> bool:
    """Whether a person should look at a document of the form's, or where it has none, of the bureau's, in a year."""
    node = path.form.seen.get(year, path.bureau.seen[year])
    return any(form["document_status"] != "ok" for form in node.all_forms())


def status_of(track: Track, covered: Sequence[int]) -> Status | None:
    """Say what became of a track from the first of the years to the last; None where there is one year only."""
    if len(covered) < 2:
        return None
    if covered[-1] not in track.seen:
        return Status.DROPPED
    if covered[0] not in track.seen:
        return Status.NEW
    return Status.RENAMED if any(is_renamed_in(track, year) for year in track.joints) else Status.KEPT


def is_renamed_in(track: Track, year: int) -> bool:
    """Whether a track has another name in a year than before; years in a name, blanks and punctuation change none."""
    before = max(each for each in track.seen if each < year)
    return lasting(track.seen[before].name) != lasting(track.seen[year].name)
