"""One reading of a network, and the days that follow: earliest forward, latest backward.

The earliest days are the least solution of the constraints, the latest days the greatest; together
they are the minimal network of every single point.  Linear, but for tangles.
"""

# No `from __future__ import annotations` here: at each start, named tuples would compile every
# annotation that is a text.

from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from claims_check.network.constraint import FAR, ORIGIN, UNBOUNDED, Limit
from claims_check.network.tangles import Arc, components, hard, loosened, settle


class System:
    """The constraints of one reading, laid out for propagation.

    The ways from a point to others, each by where it leads and the days between, are those of the
    numbers from `begin` of the point to before `begin` of the next.
    """

    __slots__ = ("begin", "days", "incoming", "keys", "lower", "then", "upper")

    def __init__(self, keys: Sequence[Hashable], limits: Iterable[Limit]) -> None:
        points = len(keys)
        self.keys = keys
        self.lower = lower = array("q", [-FAR]) * points
        self.upper = upper = array("q", [FAR]) * points
        self.incoming = incoming = array("i", [0]) * points
        firsts, thens, gaps = array("i"), array("i"), array("i")
        for first, then, days in limits:
            if days <= -UNBOUNDED:
                continue
            if first == ORIGIN:
                if days > lower[then]:
                    lower[then] = days
            elif then == ORIGIN:
                if -days < upper[first]:
                    upper[first] = -days
            else:
                firsts.append(first)
                thens.append(then)
                gaps.append(days)
                incoming[then] += 1
        self.begin, order = grouped(firsts, points)
        self.then = array("i", map(thens.__getitem__, order))
        self.days = array("i", map(gaps.__getitem__, order))

    def ways(self, point: int) -> Iterator[tuple[int, int]]:
        """Where each way from a point leads, and the days between."""
        begin, end = self.begin[point], self.begin[point + 1]
        return zip(self.then[begin:end], self.days[begin:end], strict=True)


def grouped(ends: "array[int]", points: int) -> tuple["array[int]", "array[int]"]:
    """The numbers of some ways by the point at one end of each, and where those of a point begin.

    Those of the origin come before all.
    """
    counts = array("i", [0]) * (points + 2)
    for end in ends:
        counts[end + 2] += 1
    begin = array("i", accumulate(counts))
    numbers, free = ends[:], begin[:]
    for number, end in enumerate(ends):
        numbers[free[end + 1]] = number
        free[end + 1] += 1
    return begin[1:], numbers


class Forward(NamedTuple):
    """The earliest days, the order in which they were found, and the tangles left unsettled.

    In the order, a tangle is its number in `tangles`, as ~number.  `hard` says that some tangle
    might have exhausted patience.
    """

    earliest: "array[int]"
    order: "array[int]"
    tangles: list[list[int]]
    unsettled: list[list[int]]
    hard: bool = False


class Backward(NamedTuple):
    """The latest days, and the tangles left unsettled on either way."""

    latest: "array[int]"
    unsettled: list[list[int]]


def forward(system: System, patience: int, *, generous: bool = True) -> Forward:
    """The earliest day of every point, whatever the upper bounds say.

    Constraints within an unsettled tangle are left out; or else, if `generous`, its days are later
    than those of any chain that meets no point twice.
    """
    earliest, waiting = system.lower[:], system.incoming[:]
    begin, then, days = system.begin, system.then, system.days
    order = array("i", [point for point, count in enumerate(waiting) if not count])
    for point in order:  # grows as it is read
        day = earliest[point]
        for way in range(begin[point], begin[point + 1]):
            after = then[way]
            if day + days[way] > earliest[after]:
                earliest[after] = day + days[way]
            waiting[after] -= 1
            if not waiting[after]:
                order.append(after)
    tangles: list[list[int]] = []
    unsettled: list[list[int]] = []
    any_hard = False
    if len(order) == len(waiting):
        return Forward(earliest, order, tangles, unsettled)

    left = [point for point, count in enumerate(waiting) if count]
    for component in components(lambda point: then[begin[point] : begin[point + 1]], left):
        arcs = _arcs(system, component)
        inside: set[int] = set()
        if arcs:
            if hard(component, arcs, patience):
                # How far patience reaches must not depend on how points happen to be numbered.
                component.sort(key=lambda point: repr(system.keys[point]))
                arcs = sorted(_arcs(system, component))
                any_hard = True
            start = [earliest[point] for point in component]
            settled_days, settled = settle(start, arcs, patience)
            if not settled:
                unsettled.append(component)
                inside.update(component)
                settled_days = loosened(start, arcs) if generous else start
            for point, day in zip(component, settled_days, strict=True):
                earliest[point] = day
            tangles.append(component)
        order.append(-len(tangles) if arcs else component[0])
        for point in component:
            day = earliest[point]
            for after, gap in system.ways(point):
                if day + gap > earliest[after] and after not in inside:
                    earliest[after] = day + gap
    return Forward(earliest, order, tangles, unsettled, any_hard)


def backward(system: System, ahead: Forward, patience: int, *, generous: bool = True) -> Backward:
    """The latest day of every point, whatever the lower bounds say; the mirror of `forward`."""
    latest = system.upper[:]
    begin, then, gaps = system.begin, system.then, system.days
    circles = {tangle[0] for tangle in ahead.unsettled}
    unsettled: list[list[int]] = []
    for entry in reversed(ahead.order):
        if entry >= 0:
            day = latest[entry]
            for way in range(begin[entry], begin[entry + 1]):
                if latest[then[way]] - gaps[way] < day:
                    day = latest[then[way]] - gaps[way]
            latest[entry] = day
            continue
        tangle = ahead.tangles[~entry]
        inside = set(tangle)
        for point in tangle:
            for after, gap in system.ways(point):
                if after not in inside and latest[after] - gap < latest[point]:
                    latest[point] = latest[after] - gap
        start = [-latest[point] for point in tangle]
        arcs = [(after, first, gap) for first, after, gap in _arcs(system, tangle)]
        if hard(tangle, arcs, patience):
            arcs.sort()
        days, settled = start, False
        if tangle[0] not in circles:
            days, settled = settle(start, arcs, patience)
        if not settled:
            unsettled.append(tangle)
            days = loosened(start, arcs) if generous else start
        for point, day in zip(tangle, days, strict=True):
            latest[point] = -day
    return Backward(latest, unsettled)


def _arcs(system: System, component: list[int]) -> list[Arc]:
    """The constraints within a component, its points numbered by their place in it."""
    if len(component) == 1:
        point = component[0]
        return [(0, 0, days) for then, days in system.ways(point) if then == point]
    place = {point: position for position, point in enumerate(component)}
    return [
        (place[point], place[then], days)
        for point in component
        for then, days in system.ways(point)
        if then in place
    ]
