"""The network at sizes and in shapes that hurt: nothing hangs, and what is cut short says so."""

from __future__ import annotations

import random

import pytest

from claims_check.network import UNBOUNDED, Network, bounds


def row(events: int, days: int, back: int | None = None) -> tuple[Network, list[int]]:
    """Undated events in a row, added in any order; gaps are two-sided with `back`."""
    network = Network()
    numbers = list(range(events))
    random.Random(events).shuffle(numbers)
    points = [network.point(("event", str(number))) for number in numbers]
    for number in range(events - 1):
        owner = (f"gap-{numbers[number]}",)
        network.apart(points[number], points[number + 1], days, owner)
        if back is not None:
            network.apart(points[number + 1], points[number], -back, owner)
    return network, points


def tangle(points: int, constraints: int, wrong: float, seed: int) -> Network:
    """Constraints between random points that agree on hidden days, but for a share of them."""
    dice = random.Random(seed)
    days = [dice.randint(0, 5000) for _ in range(points)]
    network = Network()
    numbers = [network.point(("point", str(number))) for number in range(points)]
    for number in range(constraints):
        first, then = dice.sample(range(points), 2)
        slack = dice.randint(0, 1000)
        if dice.random() < wrong:
            slack = -slack - 1
        between = days[then] - days[first] - slack
        network.apart(numbers[first], numbers[then], between, (f"claim-{number}",))
    return network


def test_a_hundred_thousand_undated_events_in_a_row_propagate() -> None:
    network, points = row(100_000, 1)
    network.not_before(points[0], 5, ("start",))
    network.not_after(points[-1], 100_010, ("end",))
    solution = network.solve()
    assert solution.contradictions == ()
    assert solution.window(points[50_000]) == (50_005, 50_011)
    assert len(solution.why(points[50_000], "earliest")) == 50_001


def test_a_contradiction_can_be_a_hundred_thousand_events_long() -> None:
    network, points = row(100_000, 1)
    network.not_before(points[0], 5, ("start",))
    network.not_after(points[-1], 100_000, ("end",))
    [found] = network.solve().contradictions
    assert (len(found.owners), len(found.steps)) == (100_001, 100_001)
    assert (found.short, found.exact) == (4, True)


def test_a_circle_can_be_twenty_thousand_events_long() -> None:
    network, points = row(20_000, 0)
    network.apart(points[-1], points[0], 1, ("back",))
    [found] = network.solve().contradictions
    assert (len(found.owners), found.short, found.exact) == (20_000, 1, True)


def test_a_long_chain_of_two_sided_gaps_settles() -> None:
    network, points = row(20_000, 28, back=31)
    network.not_before(points[0], 0, ("start",))
    network.not_after(points[-1], 28 * 19_999, ("end",))
    solution = network.solve()
    assert solution.contradictions == ()
    assert solution.undecided == ()
    assert {solution.window(points[number]) for number in (0, 10_000)} == {
        (0, 0),
        (280_000, 280_000),
    }


def test_two_thousand_events_before_one_founding_are_each_found() -> None:
    network = Network()
    founding = network.point("founding")
    network.not_before(founding, 1000, ("founding",))
    for number in range(2000):
        event, owner = network.point(("event", str(number))), (f"event-{number}",)
        network.apart(founding, event, 0, owner, "exists")
        network.not_after(event, 500 + number % 7, owner)
    found = network.solve().contradictions
    assert len(found) == 2000
    assert {(len(one.owners), one.exact) for one in found} == {(2, True)}


def test_a_hundred_thousand_constraints_in_one_tangle_are_decided_if_they_hold() -> None:
    solution = tangle(30_000, 100_000, wrong=0, seed=1).solve()
    assert solution.contradictions == ()
    assert solution.undecided == ()


def test_a_tangle_that_is_too_much_is_cut_short_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "LABELS_IN_ALL", 10_000)
    monkeypatch.setattr(bounds, "RAISES", 100_000)
    solution = tangle(3_000, 10_000, wrong=0.1, seed=1).solve()
    assert len(solution.contradictions) > 10
    assert not any(found.exact for found in solution.contradictions)
    assert len(solution.undecided) > 100


def test_a_set_found_beyond_the_bound_is_not_called_exact_and_can_still_spare_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = Network()
    start, end = network.point("start"), network.point("end")
    network.not_before(start, 100, ("a",))
    network.not_after(end, 50, ("b",))
    for name in ("c", "d"):
        way = network.point(name)
        network.apart(start, way, 0, (name,))
        network.apart(way, end, 0, ("e" if name == "c" else name,))
    smallest = [("a", "b", "d"), ("a", "b", "c", "e")]
    found = network.solve().contradictions
    assert [one.owners for one in found] == smallest
    assert all(one.exact for one in found)

    monkeypatch.setattr(bounds, "LABELS_IN_ALL", 0)
    [rough] = network.solve().contradictions
    assert rough.owners in smallest
    assert rough.exact is False


def test_a_tangle_beyond_patience_is_undecided_and_its_windows_stay_wide(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network, points = row(10, 28, back=31)
    network.not_before(points[0], 0, ("start",))
    assert network.solve().window(points[9]) == (252, UNBOUNDED)
    assert network.solve().undecided == ()

    monkeypatch.setattr(bounds, "PATIENCE", 0)
    solution = network.solve()
    assert solution.contradictions == ()
    assert solution.undecided == tuple(range(10))
    assert solution.window(points[0]) == (0, UNBOUNDED)
    assert solution.window(points[9]) == (-UNBOUNDED, UNBOUNDED)
