"""What a network answers: its contradictions, the window of every point, and why."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import islice
from typing import Literal

from claims_check.network import bounds
from claims_check.network.constraint import (
    FAR,
    LITERAL,
    ORIGIN,
    UNBOUNDED,
    Constraint,
    Contradiction,
    Side,
    Step,
    step,
)
from claims_check.network.constraints import Constraints
from claims_check.network.propagation import Backward, Forward, System, backward, chained


class Solution:
    """The answer of a network, as of the call that made it.

    `contradictions` are ordered by the number of owners, then by ids.
    """

    __slots__ = (
        "_ahead",
        "_behind",
        "_by_end",
        "_constraints",
        "_keys",
        "_number",
        "_system",
        "_undecided",
        "contradictions",
    )

    def __init__(
        self,
        keys: list[Hashable],
        constraints: Constraints,
        system: System,
        ahead: Forward,
        contradictions: tuple[Contradiction, ...] = (),
        undecided: Iterable[int] = (),
    ) -> None:
        self.contradictions = contradictions
        self._undecided = frozenset(undecided)
        self._keys = keys
        self._constraints = constraints
        self._number = len(constraints)  # others may be added later
        self._system = system
        self._ahead = ahead
        self._behind: Backward | None = None
        self._by_end: dict[Literal[0, 1], tuple[Sequence[int], Sequence[int]]] = {}

    @property
    def undecided(self) -> tuple[int, ...]:
        """Points whose constraints are too tangled to be decided within the bounds of this package.

        Some of these constraints have been set aside unread: there may be further contradictions,
        and windows may be wider than they have to be.  Empty for every network that is not built
        to be hard.
        """
        tangles = self._backward().unsettled if self._ahead.hard else self._ahead.unsettled
        return tuple(sorted(self._undecided.union(*tangles)))

    def window(self, point: int) -> tuple[int, int]:
        """The earliest and the latest day of a point, both inclusive, in the literal reading.

        Without contradictions these are the tightest there are.  With contradictions, they are
        those of the constraints that are left once the `dropped` steps of each are set aside.
        Without a bound on a side, the day is -UNBOUNDED or UNBOUNDED.
        """
        return (
            max(self._ahead.earliest[point], -UNBOUNDED),
            min(self._backward().latest[point], UNBOUNDED),
        )

    def why(self, point: int, side: Side) -> tuple[Step, ...]:
        """The constraints that make one end of a window, from the bound to the point.

        The chain with the fewest steps; ties go to the smallest keys, owners and rules.  Empty
        where that side has no bound.
        """
        forward = side == "earliest"
        days = self._ahead.earliest if forward else self._backward().latest
        if abs(days[point]) >= FAR // 2:
            return ()
        came: dict[int, tuple[int, Constraint]] = {}
        queue = [point]
        for here in queue:  # grows as it is read
            for other, constraint in self._made_by(here, days, forward):
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

    def _backward(self) -> Backward:
        # Only who asks for windows pays for the way back.
        if self._behind is None:
            self._behind = backward(self._system, self._ahead, bounds.PATIENCE, generous=False)
        return self._behind

    def _made_by(
        self, point: int, days: Sequence[int], forward: bool
    ) -> Iterable[tuple[int, Constraint]]:
        """The constraints that reach this day of the point exactly, bounds first."""
        near: Literal[0, 1] = 1 if forward else 0
        if near not in self._by_end:
            ends = islice(self._constraints.ends(near), self._number)
            self._by_end[near] = chained(ends, len(self._keys))
        head, after = self._by_end[near]
        number = head[point]
        sign = 1 if forward else -1
        exact: list[tuple[int, Constraint]] = []
        while number >= 0:
            constraint = self._constraints[number]
            other = constraint[0] if forward else constraint[1]
            at = 0 if other == ORIGIN else days[other]
            if at + sign * constraint[LITERAL] == days[point]:
                exact.append((other, constraint))
            number = after[number]
        return sorted(exact, key=self._name)

    def _name(self, way: tuple[int, Constraint]) -> tuple[str, tuple[str, ...], str]:
        other, constraint = way
        return "" if other == ORIGIN else repr(self._keys[other]), constraint[4], constraint[5]
