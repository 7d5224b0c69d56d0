"""Circles of constraints that add up to more than no days: the shape of every contradiction.

With the origin as one more point, a chain from a lower to an upper bound is a circle like any
other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from claims_check.named_tuple import NamedTuple
from claims_check.network import bounds
from claims_check.network.constraint import FAR, ORIGIN, UNBOUNDED, Constraint, Reading


class Link(NamedTuple):
    """Constraints that are only ever passed one after the other; `parts` are their indices."""

    first: int
    then: int
    days: int
    owners: frozenset[str]
    parts: tuple[int, ...]


class Walks(NamedTuple):
    """The most days from a root to each point, the link each was reached by, or a circle.

    `looked` is how many links were looked at for that.
    """

    days: dict[int, int]
    came: dict[int, Link]
    circle: list[Link]
    looked: int


def links(constraints: Sequence[Constraint], among: Iterable[int], reading: Reading) -> list[Link]:
    """The constraints, each run of points with one way in and one way out made one link.

    A run of a hundred thousand undated events is no harder than one constraint.
    """
    given = [index for index in among if constraints[index][reading] > -UNBOUNDED]
    way_in: dict[int, int] = {}
    way_out: dict[int, int] = {}
    fork = {ORIGIN}
    for index in given:
        first, then = constraints[index][0], constraints[index][1]
        if way_out.setdefault(first, index) != index:
            fork.add(first)
        if way_in.setdefault(then, index) != index:
            fork.add(then)
    fork.update(way_in.keys() ^ way_out.keys())

    made: list[Link] = []
    passed: set[int] = set()

    def follow(index: int) -> None:
        first = constraints[index][0]
        parts: list[int] = []
        days = 0
        while index not in passed:
            passed.add(index)
            parts.append(index)
            days += constraints[index][reading]
            then = constraints[index][1]
            if then in fork:
                break
            index = way_out[then]
        owners = frozenset(owner for part in parts for owner in constraints[part][4])
        made.append(Link(first, then, days, owners, tuple(parts)))

    for index in given:
        if constraints[index][0] in fork:
            follow(index)
    for index in given:  # what is left are circles without any fork
        if index not in passed:
            follow(index)
    return made


def heaviest(
    ways: Mapping[int, Sequence[Link]], root: int, floor: Mapping[int, int], bound: int
) -> Walks:
    """The heaviest walks from the root, or the first circle they close.

    Walks that reach a point no later than its floor are given up; all are, unfinished, once more
    than `bound` links have been looked at.
    """
    days = {root: 0}
    came: dict[int, Link] = {}
    looked = 0
    queue = [root]
    for point in queue:  # grows as it is read
        for link in ways.get(point, ()):
            looked += 1
            total, then = days[point] + link.days, link.then
            if total <= days.get(then, floor.get(then, -FAR)):
                continue
            if then in days:  # and perhaps on the way here
                circle = [link]
                here = point
                while here not in (then, root):
                    circle.append(came[here])
                    here = came[here].first
                if here == then:
                    return Walks(days, came, circle[::-1], looked)
                looked += len(circle)
            days[then] = total
            came[then] = link
            queue.append(then)
        if looked > bound:
            break
    return Walks(days, came, [], looked)


def ends_that_need(owners: frozenset[str], came: Mapping[int, Link], root: int) -> Iterator[int]:
    """The points whose walk from the root, as `heaviest` found it, passes links of all owners."""
    onward: dict[int, list[int]] = {}
    for point, link in came.items():
        onward.setdefault(link.first, []).append(point)
    passed: dict[str, int] = {}
    trail = [(root, iter(onward.get(root, ())))]
    if not owners:
        yield root
    while trail:
        point, rest = trail[-1]
        for then in rest:
            for owner in came[then].owners:
                passed[owner] = passed.get(owner, 0) + 1
            if len(passed) == len(owners):
                yield then
            trail.append((then, iter(onward.get(then, ()))))
            break
        else:
            trail.pop()
            for owner in came[point].owners if trail else ():
                passed[owner] -= 1
                if not passed[owner]:
                    del passed[owner]


def shortest_circle(
    constraints: Sequence[Constraint], among: Iterable[int], reading: Reading, known: list[int]
) -> list[int]:
    """The indices of the circle with the fewest constraints among some that cannot all hold.

    In their order.  Of circles with equally many, the one that fails by most days, then the first
    in order.  It is the circle already known if looking for a shorter one is too much.
    """
    ways: dict[int, list[Link]] = {}
    for link in links(constraints, among, reading):
        ways.setdefault(link.first, []).append(link)
    best: list[Link] = []
    walks = 0
    for root in sorted(ways, key=lambda root: root != ORIGIN):  # the origin, then as they come
        shorter, more = _shortest_from(root, ways, _steps(best) - 1 if best else FAR)
        best = shorter or best
        walks += more
        if walks >= bounds.WALKS:
            return known
        del ways[root]  # every circle through this root has been seen
    return [part for link in best for part in link.parts]


def _steps(circle: Iterable[Link]) -> int:
    return sum(len(link.parts) for link in circle)


def _shortest_from(
    root: int, ways: Mapping[int, Sequence[Link]], limit: int
) -> tuple[list[Link], int]:
    """The circle through the root with the fewest steps, at most `limit`, and the walks tried."""
    layers: dict[int, dict[int, tuple[int, Link | None, int]]] = {0: {root: (0, None, 0)}}
    best: dict[int, int] = {}
    due = [0]
    walks = 0
    while due and walks < bounds.WALKS:
        steps = heappop(due)
        for point, (days, _, _) in layers[steps].items():
            if days <= best.get(point, -FAR):
                continue
            if point == root and steps:
                return _walked(layers, root, steps), walks
            best[point] = days
            for link in ways.get(point, ()):
                walks += 1
                total, more = days + link.days, steps + len(link.parts)
                if more > limit or total <= best.get(link.then, -FAR):
                    continue
                if more not in layers:
                    layers[more] = {}
                    heappush(due, more)
                if total > layers[more].get(link.then, (-FAR, None, 0))[0]:
                    layers[more][link.then] = (total, link, steps)
    return [], walks


def _walked(
    layers: Mapping[int, Mapping[int, tuple[int, Link | None, int]]], point: int, steps: int
) -> list[Link]:
    """The links that lead to a point in so many steps."""
    walk: list[Link] = []
    while True:
        _, link, before = layers[steps][point]
        if link is None:
            return walk[::-1]
        walk.append(link)
        point, steps = link.first, before
