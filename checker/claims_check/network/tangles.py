"""Points that lead back to themselves: finding them, and settling their days.

A tangle is a strongly connected component of more than one point, or a point with a constraint on
itself.  Two-sided gaps make small ones; everything else in a corpus is acyclic.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sized

Arc = tuple[int, int, int]
"""From a point to a point of one tangle, both numbered within it, and the least days between."""


def components(
    following: Callable[[int], Iterable[int]], points: Collection[int]
) -> list[list[int]]:
    """The strongly connected components of the points, each after all that lead to it.

    Tarjan, "Depth-first search and linear graph algorithms", 1972, without recursion.  The points
    must be closed under `following`.
    """
    number = dict.fromkeys(points, 0)
    low = dict.fromkeys(points, 0)
    closed = len(number) + 1
    count = 0
    pending: list[int] = []
    found: list[list[int]] = []
    for root in points:
        if number[root]:
            continue
        count += 1
        number[root] = low[root] = count
        pending.append(root)
        trail = [(root, iter(following(root)))]
        while trail:
            point, rest = trail[-1]
            for then in rest:
                if not number[then]:
                    count += 1
                    number[then] = low[then] = count
                    pending.append(then)
                    trail.append((then, iter(following(then))))
                    break
                if low[then] < low[point]:
                    low[point] = low[then]
            else:
                trail.pop()
                if trail and low[point] < low[trail[-1][0]]:
                    low[trail[-1][0]] = low[point]
                if low[point] == number[point]:
                    start = len(pending) - 1
                    while pending[start] != point:
                        start -= 1
                    component = pending[start:]
                    del pending[start:]
                    for member in component:
                        low[member] = closed
                    found.append(component)
    found.reverse()
    return found


def hard(points: Sized, arcs: Sized, patience: int) -> bool:
    """Whether a tangle of this size might exhaust `patience`."""
    return (len(points) + 1) * (len(points) + len(arcs)) > patience


def settle(start: list[int], arcs: list[Arc], patience: int) -> tuple[list[int], bool]:
    """The least days at or after `start` that satisfy all arcs, and whether that is what they are.

    They are not if a circle of arcs adds up to more than no days, or if it takes more than
    `patience` looks at arcs and points; then the days come near to satisfying most arcs.

    Sweeps forward and backward through one order (Yen 1970), which is a topological order of the
    arcs that do not lead back in time wherever there is one; a circle shows as a circle of
    predecessors (Cherkassky and Goldberg, "Negative-cycle detection algorithms", 1999).
    """
    order = _sweep_order(len(start), arcs)
    place = [0] * len(order)
    for position, point in enumerate(order):
        place[point] = position
    ahead: list[list[tuple[int, int]]] = [[] for _ in order]
    back: list[list[tuple[int, int]]] = [[] for _ in order]
    selfish = False
    for first, then, days in arcs:
        if first == then:
            selfish = selfish or days > 0
            continue
        side = ahead if place[then] > place[first] else back
        side[place[first]].append((place[then], days))

    values = [start[point] for point in order]
    came = [-1] * len(order)
    due_ahead = bytearray(b"\1") * len(order)
    due_back = bytearray(b"\1") * len(order)
    directions = (
        (range(len(order)), ahead, due_ahead),
        (range(len(order) - 1, -1, -1), back, due_back),
    )
    scans = 0
    settled = not selfish
    moved = True
    while moved:
        moved = False
        scans += len(order)
        for sweep, ways, due in directions:
            for point in sweep:
                if due[point]:
                    due[point] = 0
                    value = values[point]
                    scans += len(ways[point])
                    for then, days in ways[point]:
                        if value + days > values[then]:
                            values[then] = value + days
                            came[then] = point
                            due_ahead[then] = due_back[then] = 1
                            moved = True
        if moved and (scans > patience or _has_circle(came)):
            settled = moved = False
    return [values[position] for position in place], settled


def loosened(start: list[int], arcs: list[Arc]) -> list[int]:
    """Days that no chain through the tangle can pass, if it meets no point of it twice."""
    gain = [0] * len(start)
    for first, _, days in arcs:
        if days > gain[first]:
            gain[first] = days
    return [max(start) + sum(gain)] * len(start)


def _sweep_order(count: int, arcs: list[Arc]) -> list[int]:
    """The points in reverse postorder of the arcs that do not lead back in time."""
    onward: list[list[int]] = [[] for _ in range(count)]
    for first, then, days in arcs:
        if days >= 0:
            onward[first].append(then)
    seen = bytearray(count)
    finished: list[int] = []
    for root in range(count):
        if seen[root]:
            continue
        seen[root] = 1
        trail = [(root, iter(onward[root]))]
        while trail:
            point, rest = trail[-1]
            for then in rest:
                if not seen[then]:
                    seen[then] = 1
                    trail.append((then, iter(onward[then])))
                    break
            else:
                trail.pop()
                finished.append(point)
    finished.reverse()
    return finished


def _has_circle(came: list[int]) -> bool:
    """Whether following predecessors leads back to where one started."""
    mark = [0] * len(came)
    for number, start in enumerate(range(len(came)), 1):
        point = start
        while point >= 0 and not mark[point]:
            mark[point] = number
            point = came[point]
        if point >= 0 and mark[point] == number:
            return True
    return False
