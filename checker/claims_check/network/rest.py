"""What follows from a solved network once a part of it is left out, found where it is asked for.

A day stands as long as constraints that are left lead to it from a bound.  Where none do, it is
found anew from the days of those before it (the earliest) or behind it (the latest).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from claims_check.network import bounds
from claims_check.network.constraint import FAR, ORIGIN, UNBOUNDED, End, Limit, Side, Step
from claims_check.network.propagation import System, forward
from claims_check.network.reasons import Stated, reasons

Days = Callable[[Side, int], int]
"""The day at one end of the window of a point."""


class Rest:
    """The windows of what is left, and why.

    `before` tells the days that all points had, `left` is what is stated now.
    """

    def __init__(self, before: Days, left: Stated, keys: Sequence[Hashable]) -> None:
        self._before = before
        self._left = left
        self._keys = keys
        self._days: dict[Side, dict[int, int]] = {"earliest": {}, "latest": {}}
        self._others_stand = False

    def window(self, point: int) -> tuple[int, int]:
        """The earliest and the latest day of a point, as a solution gives them."""
        return (
            max(self._day("earliest", point), -UNBOUNDED),
            min(self._day("latest", point), UNBOUNDED),
        )

    def why(self, point: int, side: Side) -> tuple[Step, ...]:
        """The constraints that make one end of a window, as a solution gives them."""
        return reasons(point, side, partial(self._day, side), self._left, self._keys)

    def holds_after(self, changed: Iterable[Limit]) -> bool:
        """Whether all can hold after these constraints have gone or come.

        Where some have come this is asked first, for it finds every day that they may change.  Also
        False where these days do not settle.
        """
        changed = list(changed)
        moved = {
            "earliest": self._behind("earliest", [then for _, then, _ in changed]),
            "latest": self._behind("latest", [first for first, _, _ in changed]),
        }
        self._others_stand = True
        sides: tuple[Side, ...] = ("earliest", "latest")
        if not all(self._settle(side, moved[side]) for side in sides):
            return False
        windows = map(self.window, chain(*moved.values()))
        return all(earliest <= latest for earliest, latest in windows)

    def _day(self, side: Side, point: int) -> int:
        days = self._days[side]
        if point not in days and self._others_stand:
            return self._before(side, point)
        if point not in days:
            moved = []
            met = {point}
            queue = [point]
            for here in queue:  # grows as it is read
                if self._stands(side, here):
                    days[here] = self._before(side, here)
                    continue
                moved.append(here)
                for other, _, _ in self._leading_to(side, here):
                    if other != ORIGIN and other not in days and other not in met:
                        met.add(other)
                        queue.append(other)
            if moved:
                self._settle(side, moved)
        return days[point]

    def _stands(self, side: Side, point: int) -> bool:
        """Whether a point keeps its day for certain: it had no bound, or still has the same."""
        before = partial(self._before, side)
        if abs(before(point)) >= FAR // 2:
            return True
        return bool(reasons(point, side, before, self._left, self._keys))

    def _settle(self, side: Side, points: list[int]) -> bool:
        """Find the days of some points together from those of all others; whether they settle.

        What does not settle may have windows that are wider than they have to be.
        """
        sign = 1 if side == "earliest" else -1
        number = {ORIGIN: ORIGIN, **{point: place for place, point in enumerate(points)}}

        def limits() -> Iterator[Limit]:
            for point in points:
                for other, _, least in self._leading_to(side, point):
                    if other in number:
                        yield number[other], number[point], least
                    else:
                        yield ORIGIN, number[point], sign * self._day(side, other) + least

        system = System([self._keys[point] for point in points], limits())
        ahead = forward(system, bounds.PATIENCE, generous=False)
        days = self._days[side]
        days.update((point, sign * day) for point, day in zip(points, ahead.earliest, strict=True))
        return not ahead.unsettled

    def _behind(self, side: Side, starts: Iterable[int]) -> list[int]:
        """Some points, and all whose day may change with theirs."""
        found = [*dict.fromkeys(point for point in starts if point != ORIGIN)]
        known = {ORIGIN, *found}
        for point in found:  # grows as it is read
            for _, then, _ in self._leading_from(side, point):
                if then not in known:
                    known.add(then)
                    found.append(then)
        return found

    def _leading_to(self, side: Side, point: int) -> Iterable[Limit]:
        """What bounds this side of a point; for the latest, with days counted backwards."""
        return self._limits(1, point) if side == "earliest" else map(_back, self._limits(0, point))

    def _leading_from(self, side: Side, point: int) -> Iterable[Limit]:
        """What this side of a point bounds, in the same way."""
        return self._limits(0, point) if side == "earliest" else map(_back, self._limits(1, point))

    def _limits(self, end: End, point: int) -> Iterator[Limit]:
        return map(self._left.limit, self._left.at(end, point))


def _back(limit: Limit) -> Limit:
    """The same constraint of days that are counted backwards."""
    first, then, days = limit
    return then, first, days
