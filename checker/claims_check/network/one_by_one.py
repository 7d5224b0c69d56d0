"""The way out where a search meets its bound: constraints taken in one by one.

Each is kept if it can hold with those before it, and otherwise names a circle that it closes.
Nothing here looks for a small one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush

from claims_check.network.constraint import UNBOUNDED, Constraint, Reading, limit
from claims_check.network.tangles import Arc, settle


def one_by_one(
    constraints: Sequence[Constraint],
    order: Iterable[int],
    reading: Reading,
    bound: int,
) -> Iterator[tuple[int, list[int]]]:
    """The indices that cannot be kept, each with the circle it closes; those kept can all hold.

    The circle is empty where the bound was met: such a constraint may be sound, but was not tried.

    A constraint that does not hold with the days so far raises days, those with the most to gain
    first, so that each point is raised once; a circle is closed exactly if that comes back to where
    it began (Cotton and Maler, "Fast and flexible difference constraint propagation", 2006).
    """
    order = [index for index in order if constraints[index][reading] > -UNBOUNDED]
    days = _first_guess(constraints, order, reading)
    ways: dict[int, list[int]] = {}
    looked = 0
    for index in order:
        first, then, apart = limit(constraints[index], reading)
        gain = days[first] + apart - days[then]
        if gain > 0:
            if looked > bound:
                yield index, []
                continue
            raised: dict[int, int] = {}
            came = {then: index}
            heap = [(-gain, 0, then)]
            most = {then: gain}
            while heap and first not in most:
                less, _, point = heappop(heap)
                if point in raised:
                    continue
                raised[point] = days[point] - less
                for way in ways.get(point, ()):
                    looked += 1
                    there = constraints[way][1]
                    more = raised[point] + constraints[way][reading] - days[there]
                    if more > most.get(there, 0):
                        most[there] = more
                        came[there] = way
                        heappush(heap, (-more, len(came), there))
                        if there == first:
                            break
            if first in most:
                yield index, _closed(constraints, came, first, then)
                continue
            days.update(raised)
        ways.setdefault(first, []).append(index)


def _first_guess(
    constraints: Sequence[Constraint], order: list[int], reading: Reading
) -> dict[int, int]:
    """Days to start from; any would do, but those that suit most constraints need few raises."""
    place: dict[int, int] = {}
    arcs: list[Arc] = []
    for index in order:
        first, then, days = limit(constraints[index], reading)
        ends = place.setdefault(first, len(place)), place.setdefault(then, len(place))
        arcs.append((*ends, days))
    guess, _ = settle([0] * len(place), arcs, 10 * len(arcs))
    return dict(zip(place, guess, strict=True))


def _closed(
    constraints: Sequence[Constraint], came: dict[int, int], first: int, then: int
) -> list[int]:
    """The circle, from the constraint that closes it on."""
    if first == then:
        return [came[then]]
    circle = [came[first]]
    while constraints[circle[-1]][0] != then:
        circle.append(came[constraints[circle[-1]][0]])
    return [came[then], *reversed(circle)]
