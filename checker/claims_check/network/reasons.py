"""Why a point has the day that it has: the constraints that lead from a bound to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from claims_check.network.constraint import (
    FAR,
    LITERAL,
    ORIGIN,
    Constraint,
    End,
    Owners,
    Side,
    Step,
    step,
)

At = Callable[[End, int], Iterable[Constraint]]
"""The constraints of which a point is the first, or the other."""


def reasons(
    point: int, side: Side, day: Callable[[int], int], at: At, keys: Sequence[Hashable]
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
        for constraint in at(1 if forward else 0, here):
            other = constraint[0] if forward else constraint[1]
            days = constraint[LITERAL] if forward else -constraint[LITERAL]
            if days + (0 if other == ORIGIN else day(other)) == day(here):
                exact.append((other, constraint))
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
