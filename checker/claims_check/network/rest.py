"""What follows from a solved network once a part of it is left out, found where that matters.

Days change only behind what is left out (the earliest) or before it (the latest).  These points are
laid out as a network of their own, bounded by all others on the days that they have.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial

from claims_check.network import bounds
from claims_check.network.constraint import ORIGIN, UNBOUNDED, End, Limit, Side, Step
from claims_check.network.propagation import System, forward
from claims_check.network.reasons import At, reasons

Days = Callable[[Side, int], int]
"""The day at one end of the window of a point."""

Limits = Callable[[End, int], Iterable[Limit]]
"""What the constraints say of which a point is the first, or the other."""


class Rest:
    """The windows of what is left, and why.

    `changed` has the days that may be others than `before`; `at` gives the constraints of a point.
    """

    def __init__(
        self, changed: dict[Side, dict[int, int]], before: Days, at: At, keys: Sequence[Hashable]
    ) -> None:
        self._changed = changed
        self._before = before
        self._at = at
        self._keys = keys

    def window(self, point: int) -> tuple[int, int]:
        """The earliest and the latest day of a point, as a solution gives them."""
        return (
            max(self._day("earliest", point), -UNBOUNDED),
            min(self._day("latest", point), UNBOUNDED),
        )

    def why(self, point: int, side: Side) -> tuple[Step, ...]:
        """The constraints that make one end of a window, as a solution gives them."""
        return reasons(point, side, partial(self._day, side), self._at, self._keys)

    def holds(self) -> bool:
        """Whether all that is left can hold."""
        points = (point for days in self._changed.values() for point in days)
        return all(earliest <= latest for earliest, latest in map(self.window, points))

    def _day(self, side: Side, point: int) -> int:
        day = self._changed[side].get(point)
        return self._before(side, point) if day is None else day


def changed_days(
    changed: Iterable[Limit], before: Days, limits: Limits
) -> dict[Side, dict[int, int]] | None:
    """The days that some constraints change which have gone or come; None where none can hold.

    `limits` are those that are there now.  Also None where the days do not settle.
    """
    changed = list(changed)
    earliest = _behind(
        [then for _, then, _ in changed if then != ORIGIN],
        lambda point: limits(1, point),
        lambda point: limits(0, point),
        lambda point: before("earliest", point),
    )
    latest = _behind(
        [first for first, _, _ in changed if first != ORIGIN],
        lambda point: map(_mirrored, limits(0, point)),
        lambda point: map(_mirrored, limits(1, point)),
        lambda point: -before("latest", point),
    )
    if earliest is None or latest is None:
        return None
    return {"earliest": earliest, "latest": {point: -day for point, day in latest.items()}}


def _behind(
    starts: Iterable[int],
    ending: Callable[[int], Iterable[Limit]],
    beginning: Callable[[int], Iterable[Limit]],
    day: Callable[[int], int],
) -> dict[int, int] | None:
    """The earliest days of some points and of all behind them; None where they do not settle.

    `ending` and `beginning` give the constraints of a point; `day` tells that of any other point.
    """
    number = {ORIGIN: ORIGIN}
    points: list[int] = []

    def reach(others: Iterable[int]) -> None:
        for point in others:
            if point not in number:
                number[point] = len(points)
                points.append(point)

    reach(starts)
    for point in points:  # grows as it is read
        reach(then for _, then, _ in beginning(point))

    def limits() -> Iterator[Limit]:
        for point in points:
            for first, then, least in ending(point):
                if first in number:
                    yield number[first], number[then], least
                else:
                    yield ORIGIN, number[then], day(first) + least

    ahead = forward(System(points, limits()), bounds.PATIENCE)
    return None if ahead.unsettled else dict(zip(points, ahead.earliest, strict=True))


def _mirrored(limit: Limit) -> Limit:
    """The same constraint of days that are counted backwards."""
    first, then, days = limit
    return then, first, days
