"""What follows from a solved network once a part of it is left out, found where that matters.

Days change only behind what is left out (the earliest) or before it (the latest).  These points are
laid out as a network of their own, bounded by all others on the days that they have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from claims_check.network import bounds
from claims_check.network.constraint import ORIGIN, UNBOUNDED, Limit
from claims_check.network.propagation import System, forward

Limits = Callable[[int], Iterable[Limit]]
"""The constraints at one end of a point, by what they say."""


class Rest:
    """The windows of what is left: `earliest` and `latest` of the points that may have changed."""

    def __init__(
        self,
        window: Callable[[int], tuple[int, int]],
        earliest: dict[int, int],
        latest: dict[int, int],
    ) -> None:
        self._window = window
        self._earliest = earliest
        self._latest = latest

    def window(self, point: int) -> tuple[int, int]:
        """The earliest and the latest day of a point, as a solution gives them."""
        earliest, latest = self._window(point)
        return (
            max(self._earliest.get(point, earliest), -UNBOUNDED),
            min(self._latest.get(point, latest), UNBOUNDED),
        )

    def holds(self) -> bool:
        """Whether all that is left can hold."""
        windows = map(self.window, (*self._earliest, *self._latest))
        return all(earliest <= latest for earliest, latest in windows)


def earliest_behind(
    starts: Iterable[int], ending: Limits, beginning: Limits, day: Callable[[int], int]
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


def mirrored(limit: Limit) -> Limit:
    """The same constraint of days that are counted backwards."""
    first, then, days = limit
    return then, first, days
