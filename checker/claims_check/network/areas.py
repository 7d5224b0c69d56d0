"""Where contradictions lie: the parts of a network that some chain or circle may break.

A chain from a lower to an upper bound that cannot hold leads only over constraints that the
earliest days before and the latest days behind leave no room for.  Those, and unsettled tangles,
fall into areas that share no point; what breaks does so within one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claims_check.named_tuple import NamedTuple
from claims_check.network.constraint import (
    ORIGIN,
    UNBOUNDED,
    Constraint,
    Limit,
    Reading,
    limit,
)
from claims_check.network.propagation import Forward, System, backward, forward


class Area(NamedTuple):
    """Constraints by their index, and what prunes a search among them.

    A chain that reaches a point no later than its `floor` can be completed without breaking
    anything.  `tangle` numbers the unsettled tangle of a point, `rank` is the place of a point.
    """

    indices: list[int]
    floor: dict[int, int]
    tangle: dict[int, int]
    rank: dict[int, int]


def suspicious(limits: Iterable[Limit], ahead: Forward, latest: Sequence[int]) -> Iterator[int]:
    """The indices of the constraints that a contradiction can contain, by what they say."""
    earliest = ahead.earliest
    tangle = _tangles(ahead)
    for index, (first, then, days) in enumerate(limits):
        if days <= -UNBOUNDED:
            continue
        before = 0 if first == ORIGIN else earliest[first]
        behind = 0 if then == ORIGIN else latest[then]
        if before + days > behind or (first in tangle and tangle[first] == tangle.get(then)):
            yield index


def areas(constraints: Sequence[Constraint], among: Iterable[int], reading: Reading) -> list[Area]:
    """The areas of some constraints of a list, in the order of their first constraints.

    None if these constraints can all hold; the other way round is not certain where there are
    unsettled tangles.
    """
    rank: dict[int, int] = {ORIGIN: ORIGIN}
    local: list[Limit] = []
    given = list(among)
    for index in given:
        first, then, days = limit(constraints[index], reading)
        for point in (first, then):
            if point not in rank:
                rank[point] = len(rank) - 1
        local.append((rank[first], rank[then], days))
    system = System(range(len(rank) - 1), local)
    # A tangle that is slow to settle may as well stay unsettled here: it only prunes less.
    patience = 40 * len(local) + 10_000
    ahead = forward(system, patience)
    latest = backward(system, ahead, patience).latest
    points = list(rank)[1:]
    tangle = _tangles(ahead)

    leader = list(range(len(points)))

    def led(point: int) -> int:
        while leader[point] != point:
            leader[point] = leader[leader[point]]
            point = leader[point]
        return point

    suspects = list(suspicious(local, ahead, latest))
    for number in suspects:
        first, then = local[number][0], local[number][1]
        if first != ORIGIN and then != ORIGIN:
            leader[led(then)] = led(first)
    found: dict[int, Area] = {}
    for number in suspects:
        first, then = local[number][0], local[number][1]
        lead = led(then if first == ORIGIN else first)
        area = found.setdefault(lead, Area([], {ORIGIN: 0}, {}, {ORIGIN: ORIGIN}))
        area.indices.append(given[number])
        for point in (first, then):
            if point != ORIGIN:
                area.floor[points[point]] = latest[point]
                area.rank[points[point]] = point
                if point in tangle:
                    area.tangle[points[point]] = tangle[point]
    return list(found.values())


def _tangles(ahead: Forward) -> dict[int, int]:
    return {
        point: number for number, component in enumerate(ahead.unsettled) for point in component
    }
