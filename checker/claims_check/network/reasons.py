"""Why a point has the day that it has: the constraints that lead from a bound to it."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence

from claims_check.network.constraint import (
    FAR,
    LITERAL,
    ORIGIN,
    Constraint,
    End,
    Limit,
    Owners,
    Side,
    Step,
    limit,
    step,
)
from claims_check.network.constraints import Constraints


class Stated:
    """The constraints of a network by the points at their ends: all but some, and others besides.

    `at` gives the numbers of those of the network, `gone` are the numbers of those that do not
    count; what has come `back` has numbers below 0.
    """

    def __init__(
        self,
        constraints: Constraints,
        at: Callable[[End, int], Iterable[int]],
        gone: Container[int] = (),
        back: Sequence[Constraint] = (),
    ) -> None:
        self._constraints = constraints
        self._at = at
        self._gone = gone
        self._back = back
        self._returned: dict[tuple[End, int], list[int]] = {}
        for place, each in enumerate(back):
            self._returned.setdefault((0, each[0]), []).append(~place)
            self._returned.setdefault((1, each[1]), []).append(~place)

    def at(self, end: End, point: int) -> Iterator[int]:
        """The numbers of those of which a point is the first, or the other."""
        yield from (number for number in self._at(end, point) if number not in self._gone)
        yield from self._returned.get((end, point), ())

    def limit(self, number: int) -> Limit:
        """What one of them says as written."""
        if number < 0:
            return limit(self._back[~number], LITERAL)
        return self._constraints.limit(number, LITERAL)

    def __getitem__(self, number: int) -> Constraint:
        return self._back[~number] if number < 0 else self._constraints[number]


def reasons(
    point: int, side: Side, day: Callable[[int], int], stated: Stated, keys: Sequence[Hashable]
) -> tuple[Step, ...]:
    """The constraints that make one end of a window, from the bound to the point.

    The chain with the fewest steps; ties go to the smallest keys, owners and rules.  Empty where
    that side has no bound.  `day` tells that end of the window of any point.
    """
    if abs(day(point)) >= FAR // 2:
        return ()
    forward = side == "earliest"

    def name(way: tuple[int, Constraint]) -> tuple[str, Owners, str]:
        other, constraint = way
        return "" if other == ORIGIN else repr(keys[other]), constraint[4], constraint[5]

    def made_by(here: int) -> list[tuple[int, Constraint]]:
        """What reaches this day of the point exactly, bounds first."""
        exact = []
        for number in stated.at(1 if forward else 0, here):
            first, then, days = stated.limit(number)
            other, gap = (first, days) if forward else (then, -days)
            if gap + (0 if other == ORIGIN else day(other)) == day(here):
                exact.append((other, stated[number]))
        return sorted(exact, key=name)

    came: dict[int, tuple[int, Constraint]] = {}
    queue = [point]
    for here in queue:  # grows as it is read
        for other, constraint in made_by(here):
            if other == ORIGIN:
                chain = [constraint]
                while here != point:
                    here, way = came[here]
                    chain.append(way)
                return tuple(step(way, LITERAL) for way in chain)
            if other not in came and other != point:
                came[other] = (here, constraint)
                queue.append(other)
    return ()
