"""All contradictions of a network that is not consistent.

First those of the wide reading, so that nothing that is only possible can hide what is definite;
then, of what is left, those that only the literal reading has.  Of each set that is found one
constraint is dropped, and the search goes on until nothing breaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from heapq import heappop, heappush
from itertools import count
from operator import itemgetter

from claims_check.network import bounds
from claims_check.network.areas import Area, areas, suspicious
from claims_check.network.circles import shortest_circle
from claims_check.network.constraint import (
    LITERAL,
    ORIGIN,
    WIDE,
    Constraint,
    Contradiction,
    Limit,
    Owners,
    Reading,
    limit,
    step,
)
from claims_check.network.constraints import Constraints
from claims_check.network.one_by_one import one_by_one
from claims_check.network.owner_sets import Antichain, Found, OwnerIndex
from claims_check.network.propagation import Forward, System, backward, forward
from claims_check.network.search import Budget, Search
from claims_check.network.solution import Solution


def resolve(
    keys: list[Hashable], constraints: Constraints, system: System, ahead: Forward
) -> Solution:
    """The solution of a network that is not consistent, its literal reading propagated."""

    def by_content(index: int) -> tuple[Owners, str, str, str, int, int]:
        first, then, days, wide, owners, rule = constraints[index]
        names = ["" if point == ORIGIN else repr(keys[point]) for point in (first, then)]
        return owners, names[0], names[1], rule, -days, -wide

    # What breaks in the wide reading breaks in the literal one too, only by more days.
    latest = backward(system, ahead, bounds.PATIENCE).latest
    suspects = sorted(suspicious(constraints.limits(LITERAL), ahead, latest), key=by_content)
    inquiry = _Inquiry([constraints[index] for index in suspects], constraints)
    inquiry.run()

    gone = {suspects[index] for index in inquiry.gone}
    kept = Constraints(each for index, each in enumerate(constraints) if index not in gone)
    system = System(keys, kept.limits(LITERAL))
    ahead = forward(system, bounds.PATIENCE, generous=False)
    inquiry.undecided.discard(ORIGIN)
    return Solution(keys, kept, system, ahead, inquiry.contradictions(), inquiry.undecided)


class _Inquiry:
    """The search through the constraints that may break, given in an order that is theirs alone."""

    def __init__(self, constraints: list[Constraint], everything: Constraints) -> None:
        self.gone: set[int] = set()
        self.undecided: set[int] = set()
        self._constraints = constraints
        self._budget = Budget(bounds.LABELS_IN_ALL)
        self._thinning = bounds.THINNING
        self._found = Antichain()
        self._stated = OwnerIndex([constraint[4] for constraint in constraints])
        self._dropped = OwnerIndex()
        self._alike: dict[Reading, dict[Limit, list[int]]] = {LITERAL: {}, WIDE: {}}
        for reading, alike in self._alike.items():
            for index, constraint in enumerate(constraints):
                alike.setdefault(limit(constraint, reading), []).append(index)
        # How many ways lead to and from a point: those that may break, all, and by what they say.
        self._ends = Counter(map(itemgetter(1), constraints))
        self._starts = Counter(map(itemgetter(0), constraints))
        self._all_ends = Counter(everything.ends(1))
        self._all_starts = Counter(everything.ends(0))
        self._limits_in = Counter(map(itemgetter(1), self._alike[LITERAL]))
        self._limits_out = Counter(map(itemgetter(0), self._alike[LITERAL]))

    def run(self) -> None:
        """Find all contradictions, and what has to go."""
        for reading in (WIDE, LITERAL):
            self._run(reading)

    def contradictions(self) -> tuple[Contradiction, ...]:
        """What was found, in the order of reports."""
        return tuple(self._contradiction(found) for found in self._found)

    def _run(self, reading: Reading) -> None:
        """Find those of one reading: the smallest set of all areas first, until nothing breaks."""
        heap: list[tuple[int, Owners, int, list[int], Search]] = []
        too_much: list[Area] = []
        number = count()

        def go_on(search: Search) -> None:
            result = search.next()
            if result is not None:
                owners, circle = result
                heappush(heap, (len(owners), owners, next(number), circle, search))
            elif search.stale:
                begin(search.area.indices)
            elif search.gave_up:
                too_much.append(search.area)

        def begin(among: Iterable[int]) -> None:
            left = [index for index in among if index not in self.gone]
            for area in self._areas(left, reading):
                go_on(Search(self._constraints, area, reading, self._budget, bounds.LABELS))

        begin(range(len(self._constraints)))
        while heap:
            _, owners, _, known, search = heappop(heap)
            stated = self._stated.within(frozenset(owners))
            left = [index for index in stated if index in search and index not in self.gone]
            circle = self._shortest(left, reading, known)
            dropped = self._choice(circle, reading)
            self._record(self._shown(frozenset(owners), reading, True, circle), dropped)
            search.forget(dropped)
            go_on(search)
        for area in too_much:
            self._take_in(area, reading)

    def _areas(self, among: list[int], reading: Reading) -> list[Area]:
        self._budget.left -= bounds.DRAWING * len(among)
        return areas(self._constraints, among, reading)

    def _shortest(self, among: list[int], reading: Reading, known: list[int]) -> list[int]:
        """The circle with the fewest steps, unless looking for one is too much."""
        if len(among) > bounds.WALKS or self._budget.left <= 0:
            return known
        self._budget.left -= len(among)
        return shortest_circle(self._constraints, among, reading, known)

    def _choice(self, circle: list[int], reading: Reading) -> list[int]:
        """The constraint of a circle to drop, with those that say the same.

        The one at odds with most of what it meets: an event before the founding of its organisation
        goes, not the founding that hundreds of others agree with; an order that turns a whole chain
        around goes, not the dates along the chain.  Of several, the one that the fewest ways lead
        over, so that dropping it hides as little as possible; then what the fewest records say;
        then the last in order.
        """

        def rank(index: int) -> tuple[float, int, int, int]:
            share, limits = self._at_odds(index)
            alike = self._alike[reading][limit(self._constraints[index], reading)]
            return -share, limits, len(alike), -index

        return self._left_alike(min(circle, key=rank), reading)

    def _at_odds(self, index: int) -> tuple[float, int]:
        """Which part of the ways over a constraint may break, as its two ends see it, and how many.

        A bound has only one end where there is a choice of ways.
        """
        first, then = self._constraints[index][:2]
        share, limits = 1.0, 1
        if first != ORIGIN:
            share, limits = self._ends[first] / self._all_ends[first], self._limits_in[first]
        if then != ORIGIN:
            share *= self._starts[then] / self._all_starts[then]
            limits *= self._limits_out[then]
        return share, limits

    def _left_alike(self, index: int, reading: Reading) -> list[int]:
        """What is left of the constraints that say the same as this one, itself among them."""
        alike = self._alike[reading][limit(self._constraints[index], reading)]
        return [other for other in alike if other not in self.gone]

    def _record(self, found: Found, dropped: list[int]) -> None:
        """Report a set, or the part of it that does not hold by itself, and drop constraints."""
        if not self._found.drop_for(found.owners, dropped):
            if not found.exact or self._dropped.within(found.owners):
                # With what has been dropped before, a part of it may break, or even definitely.
                found = self._smallest_within(found)
            found.dropped = dropped
            self._found.add(found)
        self.gone.update(dropped)
        for index in dropped:
            self._dropped.add(frozenset(self._constraints[index][4]), index)

    def _smallest_within(self, found: Found) -> Found:
        """The smallest set within one that cannot hold, of all constraints as they were given."""
        among = self._stated.within(found.owners)
        for reading in (WIDE, LITERAL):
            sets: list[tuple[int, Owners, list[int]]] = []
            gave_up = self._budget.left <= 0
            for area in [] if gave_up else self._areas(among, reading):
                search = Search(
                    self._constraints, area, reading, self._budget, bounds.LABELS_WITHIN
                )
                result = search.next()
                if result is not None:
                    sets.append((len(result[0]), *result))
                gave_up = gave_up or search.gave_up
            if not sets and gave_up:
                circle = self._thinned(among, reading)
                if circle:
                    sets.append((0, tuple(self._owners(circle)), circle))
            if sets:
                _, owners, circle = min(sets)
                smallest = frozenset(owners)
                circle = self._shortest(self._stated.within(smallest), reading, circle)
                return self._shown(smallest, reading, found.exact and not gave_up, circle)
        return found

    def _thinned(self, among: list[int], reading: Reading) -> list[int]:
        """A circle of some constraints whose owners can spare none of them, or no circle.

        Owners are left out one after the other, the last ones first, as long as that may cost
        anything; so the circle may still be too wide.
        """
        thin = self._some_circle(among, reading)
        owners = self._owners(thin)
        for owner in sorted(owners, reverse=True):
            if owner in owners and self._thinning > 0:
                thinner = self._some_circle(self._stated.within(owners - {owner}), reading)
                thin = thinner or thin
                owners = self._owners(thin)
        return thin

    def _some_circle(self, among: list[int], reading: Reading) -> list[int]:
        """A circle of some constraints that cannot all hold; none if they can, or if unsure."""
        if self._thinning <= 0:
            return []
        self._thinning -= len(among)
        closed = one_by_one(self._constraints, among, reading, bounds.THINNING)
        return next((circle for _, circle in closed), [])

    def _owners(self, circle: list[int]) -> frozenset[str]:
        return frozenset(owner for index in circle for owner in self._constraints[index][4])

    def _take_in(self, area: Area, reading: Reading) -> None:
        """Go through what is left of an area one by one, the least suspect constraints first."""
        left = [index for index in area.indices if index not in self.gone]
        left.sort(key=lambda index: (self._at_odds(index), index))
        for index, circle in one_by_one(self._constraints, left, reading, bounds.RAISES):
            if index in self.gone:
                continue  # it said the same as one before it
            if circle:
                found = self._shown(self._owners(circle), reading, False, circle)
                self._record(found, self._left_alike(index, reading))
            else:
                self.gone.add(index)
                self.undecided.update(self._constraints[index][:2])

    def _shown(
        self, owners: frozenset[str], reading: Reading, exact: bool, circle: list[int]
    ) -> Found:
        limits = frozenset(limit(self._constraints[index], reading) for index in circle)
        return Found(owners, reading, exact, circle, limits)

    def _contradiction(self, found: Found) -> Contradiction:
        reading = found.reading
        circle = self._turned(found.circle)
        steps = tuple(step(self._constraints[index], reading) for index in circle)
        same = [
            (shown, owners)
            for index, shown in zip(circle, steps, strict=True)
            for owners in sorted(
                {
                    self._constraints[other][4]
                    for other in self._alike[reading][limit(self._constraints[index], reading)]
                }
            )
            if not found.owners.issuperset(owners)
        ]
        return Contradiction(
            owners=tuple(sorted(found.owners)),
            certainty="definite" if reading == WIDE else "possible",
            steps=steps,
            short=sum(self._constraints[index][reading] for index in circle),
            exact=found.exact,
            same=tuple(same),
            dropped=tuple(step(self._constraints[index], LITERAL) for index in found.dropped),
        )

    def _turned(self, circle: list[int]) -> list[int]:
        """The circle from the origin on, or else from its first constraint."""

        def start(place: int) -> tuple[bool, int]:
            index = circle[place]
            return self._constraints[index][0] != ORIGIN, index

        place = min(range(len(circle)), key=start)
        return circle[place:] + circle[:place]
