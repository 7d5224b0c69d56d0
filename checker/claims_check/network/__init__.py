"""Time points and constraints: consistent, or the smallest sets of owners that are not.

A network knows nothing of claims: points are keys, days are numbers, owners are ids.

    network = Network()
    signed, shipped = network.point("signed"), network.point("shipped")
    network.not_before(signed, 739_000, ("a",))
    network.not_after(shipped, 739_100, ("b",))
    network.apart(signed, shipped, 120, ("c",))
    [found] = network.solve().contradictions  # owners a, b and c, 20 days short
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from operator import gt

from claims_check.network import bounds
from claims_check.network.constraint import (
    LITERAL,
    ORIGIN,
    UNBOUNDED,
    Constraint,
    Contradiction,
    Kind,
    Owners,
    Side,
    Step,
    step,
)
from claims_check.network.constraints import BATCH, Constraints
from claims_check.network.propagation import System, forward
from claims_check.network.solution import Solution

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = [
    "UNBOUNDED",
    "Contradiction",
    "Kind",
    "Network",
    "Owners",
    "Side",
    "Solution",
    "Step",
]


class Network:
    """Time points, one for every key, and what must hold between them.

    Days are whole numbers, counted from any day 0.  A constraint holds for a set of owners if all
    of its own are among them; `rule` says where it comes from, and is empty for the plain statement
    of a date.  `wide` is the same limit in the wide reading, where that differs; it is never the
    stronger of the two (ValueError).  A limit of UNBOUNDED days or more, either way, says nothing.
    """

    def __init__(self) -> None:
        self.keys: list[Any] = []
        self.points: dict[Any, int] = {}
        self._constraints = Constraints()
        self._rows = self._constraints.rows

    def point(self, key: Hashable) -> int:
        """The point of this key: a string, or a tuple of strings.  The same key, the same point."""
        number = self.points.get(key)
        if number is None:
            number = self.points[key] = len(self.keys)
            self.keys.append(key)
        return number

    def not_before(
        self, point: int, day: int, owners: Owners, rule: str = "", wide: int | None = None
    ) -> None:
        """The point lies on `day` or after it."""
        self._add(ORIGIN, point, day, day if wide is None else wide, owners, rule)

    def not_after(
        self, point: int, day: int, owners: Owners, rule: str = "", wide: int | None = None
    ) -> None:
        """The point lies on `day` or before it."""
        self._add(point, ORIGIN, -day, -day if wide is None else -wide, owners, rule)

    def apart(
        self,
        first: int,
        then: int,
        days: int,
        owners: Owners,
        rule: str = "",
        wide: int | None = None,
    ) -> None:
        """The point `then` lies `days` after `first`, or more; less than 0 lets it lie before."""
        self._add(first, then, days, days if wide is None else wide, owners, rule)

    def without(self, owners: frozenset[str], point: int | None = None) -> Network:
        """The same points, with only those constraints in which none of these owners has a part.

        With a point, only the plain dates (rule '') that they give to that point are left out.
        """
        made = Network()
        made.keys, made.points = self.keys, self.points
        made._take(
            c
            for c in self._constraints
            if owners.isdisjoint(c[4]) or (point is not None and not _dates(c, point))
        )
        return made

    def widened(self) -> Network:
        """The same network in its wide reading alone."""
        made = Network()
        made.keys, made.points = self.keys, self.points
        made._take(
            (first, then, wide, wide, owners, rule)
            for first, then, _, wide, owners, rule in self._constraints
        )
        return made

    def breach(self) -> tuple[int, tuple[Step, ...]] | None:
        """How far the network is from holding: days, and a chain of constraints that shows it.

        None where it holds.  Cheaper than `solve`, which looks for the smallest sets; the chain is
        the one that fails by most days, of the earliest point where several do.
        """
        system = System(self.keys, self._constraints.limits(LITERAL))
        ahead = forward(system, bounds.PATIENCE)
        if ahead.unsettled:
            found = self.solve().contradictions
            return (found[0].short, found[0].steps) if found else None
        late = [have - most for have, most in zip(ahead.earliest, system.upper, strict=True)]
        short = max(late, default=0)
        if short <= 0:
            return None
        point = late.index(short)
        chain = Solution(self.keys, self._constraints, system, ahead).why(point, "earliest")
        limits = [c for c in self._constraints if (c[0], c[1]) == (point, ORIGIN)]
        return short, (*chain, step(max(limits, key=lambda c: c[LITERAL]), LITERAL))

    def solve(self) -> Solution:
        """What follows from all that has been added so far.

        The answer is the same whatever the order in which points and constraints were added.
        Linear in their number where nothing leads back to itself.
        """
        keys, constraints = self.keys, self._constraints
        system = System(keys, constraints.limits(LITERAL))
        ahead = forward(system, bounds.PATIENCE)
        if not ahead.unsettled and not any(map(gt, ahead.earliest, system.upper)):
            return Solution(keys, constraints, system, ahead)
        # Most runs find no contradiction, and need not load what explains one.
        from claims_check.network.contradictions import resolve

        return resolve(keys, constraints, system, ahead)

    def _take(self, constraints: Iterable[Constraint]) -> None:
        self._constraints = Constraints(constraints)
        self._rows = self._constraints.rows

    def _add(self, first: int, then: int, days: int, wide: int, owners: Owners, rule: str) -> None:
        if wide > days:
            raise ValueError(
                f"a limit of {', '.join(owners)} is stronger in the wide reading than as written"
            )
        if -UNBOUNDED < days < UNBOUNDED and (first != then or days > 0):
            self._rows.append((first, then, days, wide, owners, rule))
            if len(self._rows) == BATCH:
                self._constraints.pack()


def _dates(constraint: Constraint, point: int) -> bool:
    """Whether a constraint is the plain statement of a date of this point."""
    first, then, rule = constraint[0], constraint[1], constraint[5]
    return rule == "" and ((first, then) == (ORIGIN, point) or (first, then) == (point, ORIGIN))
