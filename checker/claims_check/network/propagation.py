"""One reading of a network, and the days that follow: earliest forward, latest backward.

The earliest days are the least solution of the constraints, the latest days the greatest; together
they are the minimal network of every single point.  Linear, but for tangles.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, MutableSequence, Sequence

from claims_check.named_tuple import NamedTuple
from claims_check.network.constraint import FAR, ORIGIN, UNBOUNDED, Limit
from claims_check.network.constraints import BATCH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.network.tangles import Arc


class System:
    """The constraints of one reading, laid out for propagation.

    The ways from a point to others are a chain through their numbers: `head` has the first of each
    point, `after` the one behind each, -1 at the end; `then` and `days` are where a way leads and
    how far.
    """

    __slots__ = ("after", "days", "head", "incoming", "keys", "lower", "then", "upper")

    def __init__(self, keys: Sequence[Hashable], limits: Iterable[Limit]) -> None:
        points = len(keys)
        self.keys = keys
        self.lower = lower = column("q", points, -FAR)
        self.upper = upper = column("q", points, FAR)
        self.incoming = incoming = column("i", points, 0)
        self.head = head = column("i", points, -1)
        self.after, self.then, self.days = (column("i", points)[:0] for _ in range(3))
        ways = 0
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
                self.after.append(head[first])
                self.then.append(then)
                self.days.append(days)
                head[first] = ways
                ways += 1
                incoming[then] += 1

    def ways(self, point: int) -> Iterator[tuple[int, int]]:
        """Where each way from a point leads, and the days between."""
        way = self.head[point]
        while way >= 0:
            yield self.then[way], self.days[way]
            way = self.after[way]

    def following(self, point: int) -> Iterator[int]:
        """Where each way from a point leads."""
        way = self.head[point]
        while way >= 0:
            yield self.then[way]
            way = self.after[way]


def chained(ends: Iterable[int], points: int) -> tuple[Sequence[int], Sequence[int]]:
    """Constraints by the point at one end, as chains through their numbers: heads, and the next.

    The chain of the origin has the last head, which is that of number -1.
    """
    head, after = column("i", points + 1, -1), column("i", points)[:0]
    for number, end in enumerate(ends):
        after.append(head[end])
        head[end] = number
    return head, after


def column(code: str, number: int, value: int = 0) -> MutableSequence[int]:
    """A number over and over: a list where there are few, which is quicker, else an array."""
    if number < BATCH:
        return [value] * number
    from array import array

    return array(code, [value]) * number


class Forward(NamedTuple):
    """The earliest days, the order in which they were found, and the tangles left unsettled.

    In the order, a tangle is its number in `tangles`, as ~number.  `hard` says that some tangle
    might have exhausted patience.
    """

    earliest: Sequence[int]
    order: Sequence[int]
    tangles: list[list[int]]
    unsettled: list[list[int]]
    hard: bool = False


class Backward(NamedTuple):
    """The latest days, and the tangles left unsettled on either way."""

    latest: Sequence[int]
    unsettled: list[list[int]]


def forward(system: System, patience: int, *, generous: bool = True) -> Forward:
    """The earliest day of every point, whatever the upper bounds say.

    Constraints within an unsettled tangle are left out; or else, if `generous`, its days are later
    than those of any chain that meets no point twice.
    """
    earliest, waiting = system.lower, system.incoming  # nobody needs them any more
    head, following, then, days = system.head, system.after, system.then, system.days
    order = column("i", len(waiting))[:0]
    order.extend(point for point, count in enumerate(waiting) if not count)
    for point in order:  # grows as it is read
        day, way = earliest[point], head[point]
        while way >= 0:
            after = then[way]
            if day + days[way] > earliest[after]:
                earliest[after] = day + days[way]
            waiting[after] -= 1
            if not waiting[after]:
                order.append(after)
            way = following[way]
    tangles: list[list[int]] = []
    unsettled: list[list[int]] = []
    any_hard = False
    if len(order) == len(waiting):
        return Forward(earliest, order, tangles, unsettled)
    # Few small networks lead back to themselves.
    from claims_check.network.tangles import components, hard, loosened, settle

    left = [point for point, count in enumerate(waiting) if count]
    for component in components(system.following, left):
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
    head, following, then, gaps = system.head, system.after, system.then, system.days
    circles = {tangle[0] for tangle in ahead.unsettled}
    unsettled: list[list[int]] = []
    for entry in reversed(ahead.order):
        if entry >= 0:
            day, way = latest[entry], head[entry]
            while way >= 0:
                if latest[then[way]] - gaps[way] < day:
                    day = latest[then[way]] - gaps[way]
                way = following[way]
            latest[entry] = day
            continue
        from claims_check.network.tangles import hard, loosened, settle

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
