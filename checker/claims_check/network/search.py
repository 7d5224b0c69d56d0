"""The smallest sets of owners that cannot hold, found exactly as long as that is cheap enough.

Fewest constraints is easy; fewest owners is not, in general, since one owner can have several
constraints on a circle.  So the search goes through sets of owners, smallest first, and stops at a
bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from claims_check.network.areas import Area
from claims_check.network.circles import Link, ends_that_need, heaviest, links
from claims_check.network.constraint import ORIGIN, Constraint, Owners, Reading

_Entry = tuple[int, Owners, int, int]
"""How many owners, who, and the rank and number of the point that walks start from."""


class Budget:
    """Labels that are left to all searches together."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left


class Search:
    """The sets of owners of one area that cannot hold, in order: fewest owners first, then by ids.

    A set is looked at once there is a walk from a root that needs all its owners: it reaches some
    point later than any fewer of them do.  From there it grows by the owners of each further
    constraint that can still break something.  Roots are the origin, and the points of unsettled
    tangles, whose circles pass no point before their root.

    Where there is no next set, `gave_up` says that a bound was met, so that what remains may or may
    not hold; `stale`, that so much was looked at in vain since something was forgotten, that the
    area is worth drawing anew.
    """

    def __init__(
        self,
        constraints: Sequence[Constraint],
        area: Area,
        reading: Reading,
        budget: Budget,
        bound: int,
    ) -> None:
        self.gave_up = False
        self.stale = False
        self.area = area
        self._budget = budget
        self._bound = bound
        self._links = links(constraints, area.indices, reading)
        self._link_of = {
            part: number for number, link in enumerate(self._links) for part in link.parts
        }
        self._dead: set[int] = set()
        self._ways: dict[int, list[int]] = {}
        self._held: dict[str | None, list[int]] = {}
        for number, link in enumerate(self._links):
            self._ways.setdefault(link.first, []).append(number)
            self._held.setdefault(min(link.owners, default=None), []).append(number)
        self._heap: list[_Entry] = [
            (0, (), area.rank[root], root)
            for root in self._ways
            if root == ORIGIN or root in area.tangle
        ]
        heapify(self._heap)
        self._seen = {entry[1:] for entry in self._heap}
        self._looked: dict[str | None, dict[int, _Entry]] = {}
        self._looks = 0
        self._labels = 0

    def next(self) -> tuple[Owners, list[int]] | None:
        """The next set that cannot hold, and a circle of its constraints.

        It is the last set again, until enough of that is forgotten.
        """
        stop = self._labels + self._bound
        fresh = self._labels + 2 * len(self._links)
        while self._heap and not self.gave_up:
            before = self._labels
            if before > stop or self._budget.left <= 0:
                self.gave_up = True
                break
            if before > fresh and self._dead:
                self.stale = True
                break
            entry = heappop(self._heap)
            circle = self._look(entry)
            self._budget.left -= self._labels - before
            if circle:
                heappush(self._heap, entry)
                return entry[1], circle
        return None

    def forget(self, dropped: Iterable[int]) -> None:
        """Search on without these constraints."""
        for index in dropped:
            number = self._link_of.get(index)
            if number is None or number in self._dead:
                continue
            self._dead.add(number)
            # What needed this link may have hidden sets that do without: look at it again.
            owners = self._links[number].owners
            groups = [self._looked.get(owner, {}) for owner in owners or (None,)]
            for look, again in [*min(groups, key=len).items()]:
                if owners.issubset(again[1]):
                    for owner in again[1] or (None,):
                        del self._looked[owner][look]
                    heappush(self._heap, again)

    def __contains__(self, index: int) -> bool:
        """Whether a constraint is part of this search."""
        return index in self._link_of

    def _look(self, entry: _Entry) -> list[int]:
        """A circle of a set that breaks; if it does not, take up the sets that it grows into."""
        size, owners, _, root = entry
        inside = frozenset(owners)
        ways: dict[int, list[Link]] = {}
        self._labels += 1 + size // 32
        for owner in (*owners, None):
            for number in self._held.get(owner, ()):
                self._labels += 1
                link = self._links[number]
                if number not in self._dead and link.owners <= inside and self._leads(root, link):
                    ways.setdefault(link.first, []).append(link)
        floor = self.area.floor if root == ORIGIN else {}
        walks = heaviest(ways, root, floor, self._bound)
        self._labels += walks.looked
        if walks.circle:
            return [part for link in walks.circle for part in link.parts]
        if walks.looked > self._bound:
            self.gave_up = True
            return []
        for point in ends_that_need(inside, walks.came, root):
            self._grow(entry, point, walks.days[point])
        self._looks += 1
        for owner in owners or (None,):
            self._looked.setdefault(owner, {})[self._looks] = entry
        return []

    def _grow(self, entry: _Entry, point: int, days: int) -> None:
        _, owners, rank, root = entry
        for number in self._ways.get(point, ()):
            link = self._links[number]
            if number in self._dead or link.owners.issubset(owners) or not self._leads(root, link):
                continue
            if root == ORIGIN and days + link.days <= self.area.floor[link.then]:
                continue
            wider = tuple(sorted(link.owners.union(owners)))
            self._labels += 1 + len(wider) // 32
            if (wider, rank, root) not in self._seen:
                self._seen.add((wider, rank, root))
                heappush(self._heap, (len(wider), wider, rank, root))

    def _leads(self, root: int, link: Link) -> bool:
        """Whether a walk from this root may take the link."""
        if root == ORIGIN:
            return True
        tangle, rank = self.area.tangle, self.area.rank
        return (
            tangle.get(link.first) == tangle.get(link.then) == tangle[root]
            and rank[link.first] >= rank[root]
            and rank[link.then] >= rank[root]
        )
