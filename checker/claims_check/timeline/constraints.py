"""Constraints in terms of named points, and those that a claim's own dates make."""

from __future__ import annotations

from collections.abc import Iterator

from claims_check import dates
from claims_check.findings import Pointer
from claims_check.named_tuple import NamedTuple
from claims_check.timeline.points import Key, Points, points_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim


class Apart(NamedTuple):
    """`then` comes at least so many days after `first`; `wide` is what the wide reading grants.

    `at` is the place in the record that states it.
    """

    first: Key
    then: Key
    days: int = 0
    wide: int | None = None
    at: Pointer = ("proposition",)

    @property
    def points(self) -> tuple[Key, ...]:
        """What it is about."""
        return self.first, self.then


class NotBefore(NamedTuple):
    """A point is no earlier than a day; `why` says where that comes from if no date says so."""

    point: Key
    day: int
    wide: int | None = None
    at: Pointer = ("proposition",)
    why: str = ""

    @property
    def points(self) -> tuple[Key, ...]:
        """What it is about."""
        return (self.point,)


class NotAfter(NamedTuple):
    """A point is no later than a day; `why` says where that comes from if no date says so."""

    point: Key
    day: int
    wide: int | None = None
    at: Pointer = ("proposition",)
    why: str = ""

    @property
    def points(self) -> tuple[Key, ...]:
        """What it is about."""
        return (self.point,)


Constraint = Apart | NotBefore | NotAfter


def own_dates(claim: Claim, points: Points | None = None) -> Iterator[Constraint]:
    """What a claim's own dates say about its points, in the literal and the wide reading.

    `points` are the claim's, where whoever asks knows them already.

    An end `..` says that the state still held on the day of the check; a day on which a state held
    lies between its start and its end.
    """
    points = points or points_of(claim.id, claim.proposition)
    if points is None:
        return
    p = claim.proposition
    if points.start == points.end:
        yield from _dated(points.start, getattr(p, "at", None), "at")
        return
    yield from _dated(points.start, getattr(p, "start", None), "start")
    end = getattr(p, "end", None)
    if end == "..":
        checked = dates.read_or_none(claim.verdict.checked)
        if checked is not None:
            yield NotBefore(
                points.end, checked.literal.earliest, checked.wide.earliest, ("proposition", "end")
            )
    else:
        yield from _dated(points.end, end, "end")
    held = getattr(p, "at", None)
    if held is not None:
        day: Key = ("claim", claim.id, "day")
        yield from _dated(day, held, "at")
        yield Apart(points.start, day, at=("proposition", "at"))
        yield Apart(day, points.end, at=("proposition", "at"))


def _dated(point: Key, text: str | None, field: str) -> Iterator[Constraint]:
    date = dates.read_or_none(text, open_end=True)
    if date is not None:
        at = ("proposition", field)
        yield NotBefore(point, date.literal.earliest, date.wide.earliest, at)
        yield NotAfter(point, date.literal.latest, date.wide.latest, at)
