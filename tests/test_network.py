"""The network on small cases whose answers can be worked out by hand."""

from __future__ import annotations

import subprocess
import sys

import pytest

from claims_check.network import UNBOUNDED, Contradiction, Network, Step

YEAR_START = 738_521  # 2023-01-01
YEAR_END = 738_885  # 2023-12-31


def dated_2023(gap: int) -> Network:
    network = Network()
    points = [network.point(("event", name)) for name in ("first", "middle", "last")]
    for point, name in zip(points, ("a", "b", "c"), strict=True):
        network.not_before(point, YEAR_START, (name,))
        network.not_after(point, YEAR_END, (name,))
    network.apart(points[0], points[1], gap, ("gap-1",), "gap")
    network.apart(points[1], points[2], gap, ("gap-2",), "gap")
    return network


def owners(network: Network) -> list[tuple[str, ...]]:
    return [found.owners for found in network.solve().contradictions]


def test_two_gaps_of_200_days_within_a_year_break_without_the_middle_event() -> None:
    [found] = dated_2023(200).solve().contradictions
    assert found == Contradiction(
        owners=("a", "c", "gap-1", "gap-2"),
        certainty="definite",
        steps=(
            Step("not-before", (0,), YEAR_START, ("a",), ""),
            Step("apart", (0, 1), 200, ("gap-1",), "gap"),
            Step("apart", (1, 2), 200, ("gap-2",), "gap"),
            Step("not-after", (2,), YEAR_END, ("c",), ""),
        ),
        short=36,
        exact=True,
        same=(),
        dropped=(Step("apart", (1, 2), 200, ("gap-2",), "gap"),),
    )


def test_two_gaps_of_182_days_within_a_year_hold_and_fix_every_day() -> None:
    solution = dated_2023(182).solve()
    assert solution.contradictions == ()
    assert [solution.window(point) for point in range(3)] == [
        (YEAR_START, YEAR_START),
        (YEAR_START + 182, YEAR_START + 182),
        (YEAR_END, YEAR_END),
    ]
    assert solution.why(2, "earliest") == (
        Step("not-before", (0,), YEAR_START, ("a",), ""),
        Step("apart", (0, 1), 182, ("gap-1",), "gap"),
        Step("apart", (1, 2), 182, ("gap-2",), "gap"),
    )
    assert solution.why(1, "latest") == (
        Step("not-after", (2,), YEAR_END, ("c",), ""),
        Step("apart", (1, 2), 182, ("gap-2",), "gap"),
    )


def test_an_empty_network_has_nothing_to_say() -> None:
    solution = Network().solve()
    assert solution.contradictions == ()
    assert solution.undecided == ()


def test_a_point_without_bounds_has_an_unbounded_window_and_no_reason() -> None:
    network = Network()
    lone, first, then = (network.point(name) for name in ("lone", "first", "then"))
    network.apart(first, then, 5, ("a",))
    network.not_before(first, 100, ("b",))
    solution = network.solve()
    assert solution.window(lone) == (-UNBOUNDED, UNBOUNDED)
    assert solution.window(then) == (105, UNBOUNDED)
    assert solution.why(lone, "earliest") == ()
    assert solution.why(then, "latest") == ()


def test_the_same_key_is_the_same_point() -> None:
    network = Network()
    assert network.point(("claim", "x")) == network.point(("claim", "x")) == 0
    assert network.point(("claim", "y")) == 1


@pytest.mark.parametrize("day", [-UNBOUNDED, UNBOUNDED, -UNBOUNDED - 1, 2 * UNBOUNDED])
def test_an_unbounded_limit_says_nothing(day: int) -> None:
    network = Network()
    first, then = network.point("first"), network.point("then")
    network.not_before(first, day, ("a",))
    network.not_after(first, day, ("a",))
    network.apart(first, then, day, ("a",))
    network.apart(first, first, day, ("a",))
    solution = network.solve()
    assert solution.contradictions == ()
    assert solution.window(first) == solution.window(then) == (-UNBOUNDED, UNBOUNDED)


def test_windows_of_one_point_that_do_not_meet_break() -> None:
    network = Network()
    point = network.point("founding")
    network.not_before(point, 100, ("late",))
    network.not_after(point, 120, ("late",))
    network.not_before(point, 50, ("early",))
    network.not_after(point, 60, ("early",))
    solution = network.solve()
    [found] = solution.contradictions
    assert (found.owners, found.short) == (("early", "late"), 40)
    assert [step.kind for step in found.steps] == ["not-before", "not-after"]
    assert found.dropped == (Step("not-before", (0,), 100, ("late",), ""),)
    assert solution.window(point) == (50, 60)


def test_one_owner_can_break_alone() -> None:
    network = Network()
    start, end = network.point("start"), network.point("end")
    network.not_before(start, 100, ("role",))
    network.not_after(end, 90, ("role",))
    network.apart(start, end, 0, ("role",), "interval")
    assert owners(network) == [("role",)]


def test_a_constraint_of_a_point_with_itself_breaks_if_it_asks_for_more_than_no_days() -> None:
    network = Network()
    point = network.point("point")
    network.apart(point, point, 0, ("fine",))
    network.apart(point, point, -3, ("fine",))
    assert owners(network) == []
    network.apart(point, point, 2, ("wrong",), "gap")
    [found] = network.solve().contradictions
    assert found.owners == ("wrong",)
    assert found.steps == (Step("apart", (0, 0), 2, ("wrong",), "gap"),)
    assert found.short == 2


def test_a_strict_circle_breaks_without_any_date_and_a_loose_one_does_not() -> None:
    loose, strict = Network(), Network()
    for network, days in ((loose, 0), (strict, 1)):
        points = [network.point(name) for name in "abc"]
        for number, name in enumerate("xyz"):
            network.apart(points[number], points[(number + 1) % 3], days * number, (name,))
    assert owners(loose) == []
    [found] = strict.solve().contradictions
    assert found.owners == ("x", "y", "z")
    assert [step.points for step in found.steps] == [(0, 1), (1, 2), (2, 0)]
    assert found.short == 3


def test_a_constraint_of_two_owners_breaks_only_with_both() -> None:
    network = Network()
    birth, death = network.point("birth"), network.point("death")
    network.not_before(birth, 100, ("a",))
    network.not_after(death, 50, ("b",))
    network.apart(birth, death, 0, ("b", "life"))
    [found] = network.solve().contradictions
    assert found.owners == ("a", "b", "life")


def test_a_constraint_without_owners_always_holds() -> None:
    network = Network()
    point = network.point("point")
    network.not_before(point, 10, ())
    network.not_after(point, 5, ("a",))
    assert owners(network) == [("a",)]
    network.not_after(point, 8, ())
    assert owners(network) == [()]


def test_repeating_a_constraint_changes_nothing() -> None:
    once, thrice = dated_2023(200), dated_2023(200)
    for _ in range(2):
        thrice.apart(0, 1, 200, ("gap-1",), "gap")
        thrice.not_before(0, YEAR_START, ("a",))
    [first], [second] = once.solve().contradictions, thrice.solve().contradictions
    assert first == second


def test_what_only_the_literal_reading_breaks_is_possible() -> None:
    network = Network()
    point = network.point("point")
    network.not_before(point, 100, ("a",), wide=93)
    network.not_after(point, 95, ("b",))
    [found] = network.solve().contradictions
    assert (found.owners, found.certainty, found.short) == (("a", "b"), "possible", 5)
    assert found.steps[0].days == 100


def test_what_breaks_in_the_wide_reading_is_definite_and_shown_in_it() -> None:
    network = Network()
    point = network.point("point")
    network.not_before(point, 100, ("a",), wide=93)
    network.not_after(point, 80, ("b",), wide=87)
    [found] = network.solve().contradictions
    assert (found.certainty, found.short) == ("definite", 6)
    assert [step.days for step in found.steps] == [93, 87]


def test_nothing_possible_hides_what_is_definite() -> None:
    network = Network()
    point = network.point("point")
    network.not_before(point, 100, ("a",), wide=95)
    network.not_after(point, 97, ("b",))
    network.not_after(point, 90, ("c",), wide=94)
    found = network.solve().contradictions
    assert [(one.owners, one.certainty) for one in found] == [
        (("a", "b"), "possible"),
        (("a", "c"), "definite"),
    ]


def test_a_limit_that_vanishes_in_the_wide_reading_is_never_definite() -> None:
    network = Network()
    first, then = network.point("first"), network.point("then")
    network.not_before(first, 100, ("a",))
    network.not_after(then, 10, ("b",))
    network.apart(first, then, 0, ("c",), wide=-UNBOUNDED)
    assert [found.certainty for found in network.solve().contradictions] == ["possible"]


def test_a_wide_limit_is_never_the_stronger_one() -> None:
    network = Network()
    point = network.point("point")
    with pytest.raises(ValueError, match="a limit of a, b is stronger in the wide reading"):
        network.not_before(point, 100, ("a", "b"), wide=101)
    with pytest.raises(ValueError, match="stronger in the wide reading than as written"):
        network.not_after(point, 100, ("a",), wide=99)


def test_records_that_give_the_same_bound_make_one_contradiction() -> None:
    network = Network()
    point = network.point("point")
    for owner in ("r3", "r1", "r2"):
        network.not_before(point, 100, (owner,))
    for owner in ("s2", "s1"):
        network.not_after(point, 50, (owner,))
    [found] = network.solve().contradictions
    assert found.owners == ("r1", "s1")
    early, late = found.steps
    assert found.same == ((early, ("r2",)), (early, ("r3",)), (late, ("s2",)))
    assert len(found.dropped) == 2
    assert {step.kind for step in found.dropped} == {"not-after"}


def test_sets_come_smallest_first_and_then_by_ids() -> None:
    network = Network()
    for name, chain in (("p", ("b", "z")), ("q", ("a", "c", "d")), ("r", ("b", "c"))):
        points = [network.point((name, str(number))) for number in range(len(chain))]
        for number, owner in enumerate(chain):
            network.apart(points[number], points[(number + 1) % len(chain)], 1, (owner,))
    assert owners(network) == [("b", "c"), ("b", "z"), ("a", "c", "d")]


def test_fewest_owners_go_before_fewest_steps() -> None:
    network = Network()
    first, middle, then = (network.point(name) for name in ("first", "middle", "then"))
    network.not_before(first, 100, ("a",))
    network.not_after(then, 50, ("a",))
    network.apart(first, then, 0, ("b",))
    network.apart(first, middle, 0, ("a",))
    network.apart(middle, then, 0, ("a",))
    assert owners(network) == [("a",)]


def test_no_reported_set_contains_another() -> None:
    network = Network()
    point, other = network.point("point"), network.point("other")
    network.not_before(point, 100, ("a",))
    network.not_after(point, 50, ("b",))
    network.not_before(other, 100, ("a",))
    network.not_after(other, 50, ("b", "c"))
    solution = network.solve()
    [found] = solution.contradictions
    assert found.owners == ("a", "b")
    assert [step.points for step in found.dropped] == [(0,), (1,)]


def test_each_event_before_the_founding_is_found_and_the_founding_stays() -> None:
    network = Network()
    founding = network.point("founding")
    network.not_before(founding, 100, ("founding",))
    network.not_after(founding, 100, ("founding",))
    for number in range(20):
        event, owner = network.point(("event", str(number))), (f"event-{number:02}",)
        day = 90 if number in (3, 7) else 110
        network.not_before(event, day, owner)
        network.not_after(event, day, owner)
        network.apart(founding, event, 0, owner, "exists")
    solution = network.solve()
    assert [found.owners for found in solution.contradictions] == [
        ("event-03", "founding"),
        ("event-07", "founding"),
    ]
    assert solution.window(founding) == (100, 100)


def test_an_order_that_turns_a_dated_chain_around_is_found_once() -> None:
    network = Network()
    points = [network.point(("event", f"{number:02}")) for number in range(10)]
    for number, point in enumerate(points):
        network.not_before(point, number * 10, (f"event-{number}",))
        network.not_after(point, number * 10 + 5, (f"event-{number}",))
    for number in range(9):
        network.apart(points[number], points[number + 1], 0, (f"order-{number}",))
    network.apart(points[8], points[1], 0, ("wrong",))
    [found] = network.solve().contradictions
    assert found.owners == ("event-1", "event-8", "wrong")
    assert [step.owners for step in found.dropped] == [("wrong",)]


def test_a_two_sided_gap_tightens_both_windows() -> None:
    network = Network()
    first, then = network.point("first"), network.point("then")
    network.not_before(first, 100, ("a",))
    network.not_after(first, 200, ("a",))
    network.not_before(then, 150, ("b",))
    network.not_after(then, 180, ("b",))
    network.apart(first, then, 28, ("gap",))
    network.apart(then, first, -31, ("gap",))
    solution = network.solve()
    assert solution.window(first) == (119, 152)
    assert solution.window(then) == (150, 180)
    assert solution.why(first, "earliest") == (
        Step("not-before", (1,), 150, ("b",), ""),
        Step("apart", (1, 0), -31, ("gap",), ""),
    )


def test_a_reason_is_the_shortest_and_then_the_first_by_name() -> None:
    network = Network()
    one, two, target = (network.point(name) for name in ("one", "two", "target"))
    network.not_before(two, 10, ("c",))
    network.not_before(one, 10, ("b",))
    network.apart(two, target, 0, ("a",))
    network.apart(one, target, 0, ("a",))
    why = network.solve().why(target, "earliest")
    assert [step.owners for step in why] == [("b",), ("a",)]
    network.not_before(target, 10, ("z",))
    assert network.solve().why(target, "earliest") == (Step("not-before", (2,), 10, ("z",), ""),)


def test_a_solution_is_not_changed_by_what_is_added_later() -> None:
    network = Network()
    point = network.point("point")
    network.not_before(point, 10, ("a",))
    solution = network.solve()
    network.not_before(point, 20, ("b",))
    assert solution.window(point) == (10, UNBOUNDED)
    assert network.solve().window(point) == (20, UNBOUNDED)


def test_what_explains_contradictions_is_loaded_only_when_there_is_one() -> None:
    program = """
import sys
from claims_check.network import Network
network = Network()
point = network.point("point")
for day in (10, 5):
    network.not_after(point, day, ("a",))
    network.not_before(point, 7, ("b",))
    print("claims_check.network.contradictions" in sys.modules, end=" ")
    network.solve()
print("claims_check.network.contradictions" in sys.modules)
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "False False True\n"
