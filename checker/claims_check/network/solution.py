"""What a network answers: its contradictions, the window of every point, and why."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from claims_check.network import bounds
from claims_check.network.constraint import (
    LITERAL,
    UNBOUNDED,
    Constraint,
    Contradiction,
    End,
    Side,
    Step,
    constraint_of,
    limit,
)
from claims_check.network.constraints import Constraints
from claims_check.network.propagation import Backward, Forward, System, backward, chained

TYPE_CHECKING = False
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
        "_runs_of",
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
        self._runs_of: dict[str, list[range]] | None = None
        self._by_end: dict[End, tuple[Sequence[int], Sequence[int]]] = {}

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
        from claims_check.network.reasons import Stated, reasons  # most runs explain nothing

        stated = Stated(self._constraints, self._at)
        return reasons(point, side, partial(self._day, side), stated, self._keys)

    def without(self, owners: frozenset[str]) -> Rest | None:
        """What is left if some owners state nothing; None where that would be too much to tell.

        What was set aside for contradictions in which they have a part counts again, unless it
        cannot hold with the rest either.
        """
        if self.undecided:
            return None
        runs = (run for owner in owners for run in self._runs().get(owner, ()))
        own = {number for run in runs for number in run if number < self._number}
        others = [c for c in self.contradictions if owners.isdisjoint(c.owners)]
        aside = {step for c in others for step in c.dropped}
        back = [
            constraint_of(step)
            for c in self.contradictions
            if not owners.isdisjoint(c.owners)
            for step in c.dropped
            if owners.isdisjoint(step.owners) and step not in aside
        ]
        rest = self._rest(own, back)
        if rest is None and len(back) <= bounds.RETURNING:
            kept: list[Constraint] = []
            for constraint in back:
                if self._rest(own, [*kept, constraint]) is not None:
                    kept.append(constraint)
            rest = self._rest(own, kept)
        return rest

    def _rest(self, own: set[int], back: list[Constraint]) -> Rest | None:
        """What is left without some constraints and with others; None where it cannot hold."""
        from claims_check.network.reasons import Stated
        from claims_check.network.rest import Rest

        rest = Rest(self._day, Stated(self._constraints, self._at, own, back), self._keys)
        if not back:
            return rest  # what held before holds with less
        gone = [self._constraints.limit(number, LITERAL) for number in own]
        return rest if rest.holds_after(gone + [limit(each, LITERAL) for each in back]) else None

    def _runs(self) -> dict[str, list[range]]:
        """The numbers of the constraints that each owner states, alone or with others."""
        if self._runs_of is None:
            self._runs_of = {}
            for owners, run in self._constraints.owned():
                for owner in owners:
                    self._runs_of.setdefault(owner, []).append(run)
        return self._runs_of

    def _day(self, side: Side, point: int) -> int:
        return (self._ahead.earliest if side == "earliest" else self._backward().latest)[point]

    def _backward(self) -> Backward:
        # Only who asks for windows pays for the way back.
        if self._behind is None:
            self._behind = backward(self._system, self._ahead, bounds.PATIENCE, generous=False)
        return self._behind

    def _at(self, end: End, point: int) -> Iterator[int]:
        """The numbers of the constraints of which a point is the first, or the other."""
        if end not in self._by_end:
            ends = islice(self._constraints.ends(end), self._number)
            self._by_end[end] = chained(ends, len(self._keys))
        head, after = self._by_end[end]
        number = head[point]
        while number >= 0:
            yield number
            number = after[number]
