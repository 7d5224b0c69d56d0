"""One reading of a network, and the days that follow: earliest forward, latest backward.

The earliest days are the least solution of the constraints, the latest days the greatest; together
they are the minimal network of every single point.  Linear, but for tangles.
"""

# No `from __future__ import annotations` here: at each start, named tuples would compile every
# annotation that is a text.

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from claims_check.network.constraint import FAR, ORIGIN, UNBOUNDED, Constraint, Reading
from claims_check.network.tangles import Arc, components, hard, loosened, settle


class System:
    """The constraints of one reading, laid out for propagation."""

    __slots__ = ("incoming", "keys", "lower", "reading", "upper", "ways")

    def __init__(
        self, keys: Sequence[Hashable], constraints: Iterable[Constraint], reading: Reading
    ) -> None:
        points = len(keys)
        self.keys = keys
        self.reading: Reading = reading
        self.lower = lower = [-FAR] * points
        self.upper = upper = [FAR] * points
        self.ways: list[list[Constraint]] = [[] for _ in range(points)]
        self.incoming = incoming = [0] * points
        ways = self.ways
        for constraint in constraints:
            first, then, days = constraint[0], constraint[1], constraint[reading]
            if days <= -UNBOUNDED:
                continue
            if first == ORIGIN:
                if days > lower[then]:
                    lower[then] = days
            elif then == ORIGIN:
                if -days < upper[first]:
                    upper[first] = -days
            else:
                ways[first].append(constraint)
                incoming[then] += 1


class Forward(NamedTuple):
    """The earliest days, the order in which they were found, and the tangles left unsettled.

    A tangle is one entry of the order.  `hard` says that some tangle might have exhausted patience.
    """

    earliest: list[int]
    order: list[int | list[int]]
    unsettled: list[list[int]]
    hard: bool = False


class Backward(NamedTuple):
    """The latest days, and the tangles left unsettled on either way."""

    latest: list[int]
    unsettled: list[list[int]]


def forward(system: System, patience: int, *, generous: bool = True) -> Forward:
    """The earliest day of every point, whatever the upper bounds say.

    Constraints within an unsettled tangle are left out; or else, if `generous`, its days are later
    than those of any chain that meets no point twice.
    """
    earliest = system.lower.copy()
    ways, reading = system.ways, system.reading
    waiting = system.incoming.copy()
    ready = [point for point, count in enumerate(waiting) if not count]
    for point in ready:  # grows as it is read
        day = earliest[point]
        for way in ways[point]:
            then = way[1]
            if day + way[reading] > earliest[then]:
                earliest[then] = day + way[reading]
            waiting[then] -= 1
            if not waiting[then]:
                ready.append(then)
    order: list[int | list[int]] = [*ready]
    unsettled: list[list[int]] = []
    any_hard = False
    if len(ready) == len(waiting):
        return Forward(earliest, order, unsettled)

    left = [point for point, count in enumerate(waiting) if count]
    for component in components(ways, left):
        arcs = _arcs(system, component)
        inside: set[int] = set()
        if arcs:
            if hard(component, arcs, patience):
                # How far patience reaches must not depend on how points happen to be numbered.
                component.sort(key=lambda point: repr(system.keys[point]))
                arcs = sorted(_arcs(system, component))
                any_hard = True
            start = [earliest[point] for point in component]
            days, settled = settle(start, arcs, patience)
            if not settled:
                unsettled.append(component)
                inside.update(component)
                days = loosened(start, arcs) if generous else start
            for point, day in zip(component, days, strict=True):
                earliest[point] = day
        order.append(component if arcs else component[0])
        for point in component:
            day = earliest[point]
            for way in ways[point]:
                then = way[1]
                if day + way[reading] > earliest[then] and then not in inside:
                    earliest[then] = day + way[reading]
    return Forward(earliest, order, unsettled, any_hard)


def backward(system: System, ahead: Forward, patience: int, *, generous: bool = True) -> Backward:
    """The latest day of every point, whatever the lower bounds say; the mirror of `forward`."""
    latest = system.upper.copy()
    ways, reading = system.ways, system.reading
    circles = {tangle[0] for tangle in ahead.unsettled}
    unsettled: list[list[int]] = []
    for entry in reversed(ahead.order):
        if isinstance(entry, int):
            day = latest[entry]
            for way in ways[entry]:
                if latest[way[1]] - way[reading] < day:
                    day = latest[way[1]] - way[reading]
            latest[entry] = day
            continue
        inside = set(entry)
        for point in entry:
            for way in ways[point]:
                if way[1] not in inside and latest[way[1]] - way[reading] < latest[point]:
                    latest[point] = latest[way[1]] - way[reading]
        start = [-latest[point] for point in entry]
        arcs = [(then, first, days) for first, then, days in _arcs(system, entry)]
        if hard(entry, arcs, patience):
            arcs.sort()
        days, settled = start, False
        if entry[0] not in circles:
            days, settled = settle(start, arcs, patience)
        if not settled:
            unsettled.append(entry)
            days = loosened(start, arcs) if generous else start
        for point, day in zip(entry, days, strict=True):
            latest[point] = -day
    return Backward(latest, unsettled)


def _arcs(system: System, component: list[int]) -> list[Arc]:
    """The constraints within a component, its points numbered by their place in it."""
    if len(component) == 1:
        point = component[0]
        return [(0, 0, way[system.reading]) for way in system.ways[point] if way[1] == point]
    place = {point: position for position, point in enumerate(component)}
    return [
        (place[point], place[way[1]], way[system.reading])
        for point in component
        for way in system.ways[point]
        if way[1] in place
    ]
