"""What a network answers: its contradictions, the window of every point, and why."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Literal

from claims_check.network import bounds
from claims_check.network.constraint import (
    FAR,
    LITERAL,
    ORIGIN,
    UNBOUNDED,
    Constraint,
    Contradiction,
    Limit,
    Side,
    Step,
    limit_of,
    step,
)
from claims_check.network.constraints import Constraints
from claims_check.network.propagation import Backward, Forward, System, backward, chained

if TYPE_CHECKING:
    from claims_check.network.rest import Rest


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

    def without(self, owner: str) -> Rest | None:
        """What is left if an owner states nothing; None where that would be too much work to tell.

        What was set aside for contradictions in which this owner has a part counts again, unless
        it cannot hold with the rest either.
        """
        if self.undecided:
            return None
        own = {n for n in self._constraints.stated_by(owner) if n < self._number}
        aside = {step for c in self.contradictions if owner not in c.owners for step in c.dropped}
        back = [
            limit_of(step)
            for c in self.contradictions
            if owner in c.owners
            for step in c.dropped
            if owner not in step.owners and step not in aside
        ]
        rest = self._rest(own, back)
        if rest is None and len(back) <= bounds.RETURNING:
            kept: list[Limit] = []
            for limit in back:
                if self._rest(own, [*kept, limit]) is not None:
                    kept.append(limit)
            rest = self._rest(own, kept)
        return rest

    def _rest(self, own: set[int], back: list[Limit]) -> Rest | None:
        """What is left without some constraints and with others; None where it cannot hold."""
        # Loaded only for a contradiction.
        from claims_check.network.rest import Rest, earliest_behind, mirrored

        changed = [*(self._constraints.limit(number, LITERAL) for number in own), *back]
        latest = self._backward().latest

        def at(end: Literal[0, 1], point: int) -> Iterator[Limit]:
            for number in self._at(end, point):
                if number not in own:
                    yield self._constraints.limit(number, LITERAL)
            yield from (limit for limit in back if limit[end] == point)

        after = earliest_behind(
            [then for _, then, _ in changed if then != ORIGIN],
            lambda point: at(1, point),
            lambda point: at(0, point),
            self._ahead.earliest.__getitem__,
        )
        before = earliest_behind(
            [first for first, _, _ in changed if first != ORIGIN],
            lambda point: map(mirrored, at(0, point)),
            lambda point: map(mirrored, at(1, point)),
            lambda point: -latest[point],
        )
        if after is None or before is None:
            return None
        rest = Rest(self.window, after, {point: -day for point, day in before.items()})
        return rest if rest.holds() else None

    def _backward(self) -> Backward:
        # Only who asks for windows pays for the way back.
        if self._behind is None:
            self._behind = backward(self._system, self._ahead, bounds.PATIENCE, generous=False)
        return self._behind

    def _made_by(
        self, point: int, days: Sequence[int], forward: bool
    ) -> Iterable[tuple[int, Constraint]]:
        """The constraints that reach this day of the point exactly, bounds first."""
        sign = 1 if forward else -1
        exact: list[tuple[int, Constraint]] = []
        for number in self._at(1 if forward else 0, point):
            constraint = self._constraints[number]
            other = constraint[0] if forward else constraint[1]
            at = 0 if other == ORIGIN else days[other]
            if at + sign * constraint[LITERAL] == days[point]:
                exact.append((other, constraint))
        return sorted(exact, key=self._name)

    def _at(self, end: Literal[0, 1], point: int) -> Iterator[int]:
        """The numbers of the constraints of which a point is the first, or the other."""
        if end not in self._by_end:
            ends = islice(self._constraints.ends(end), self._number)
            self._by_end[end] = chained(ends, len(self._keys))
        head, after = self._by_end[end]
        number = head[point]
        while number >= 0:
            yield number
            number = after[number]

    def _name(self, way: tuple[int, Constraint]) -> tuple[str, tuple[str, ...], str]:
        other, constraint = way
        return "" if other == ORIGIN else repr(self._keys[other]), constraint[4], constraint[5]
