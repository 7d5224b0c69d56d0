"""The network against Floyd and Warshall, and against trying sets of owners one by one."""

from __future__ import annotations

import random
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims_check.network import Contradiction, Network, Side

COMMAND = Path(__file__).parents[1] / "checker" / "bench" / "network_against_brute_force.py"


def load_command() -> Any:
    spec = spec_from_file_location(COMMAND.stem, COMMAND)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[COMMAND.stem] = module
    spec.loader.exec_module(module)
    return module


oracle = load_command()
ORIGIN: int = oracle.ORIGIN

POINTS = 5
ids = st.sampled_from("abcdefgh")
points = st.integers(0, POINTS - 1)
owners = st.one_of(st.tuples(ids), st.sets(ids, min_size=2, max_size=2).map(sorted).map(tuple))
slack = st.sampled_from((0, 0, 1, 5, 2 * 10**9))
limits = st.one_of(
    st.tuples(st.just(ORIGIN), points, st.integers(0, 12)),
    st.tuples(points, st.just(ORIGIN), st.integers(-18, -2)),
    st.tuples(points, points, st.integers(-6, 5)),
)


@st.composite
def samples(draw: st.DrawFn, most: int = 12) -> Any:
    """A small system; rules number the statements, so that each can be told from the others."""
    drawn = draw(st.lists(st.tuples(limits, slack, owners), max_size=most))
    said = [
        oracle.Statement(*limit, limit[2] - less, who, str(number))
        for number, (limit, less, who) in enumerate(drawn)
    ]
    return oracle.Sample(POINTS, tuple(said))


def contradictions(sample: Any) -> tuple[Contradiction, ...]:
    network: Network = oracle.network_of(sample)[0]
    return network.solve().contradictions


@given(samples(), st.integers(0, 99))
@settings(max_examples=400, deadline=None)
def test_nothing_that_the_network_says_differs_from_brute_force(sample: Any, seed: int) -> None:
    assert list(oracle.differences(sample, random.Random(seed))) == []


@given(samples(), st.integers(1, 5))
@settings(max_examples=200, deadline=None)
def test_constraints_in_columns_say_the_same(sample: Any, batch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("claims_check.network", "claims_check.network.constraints"):
            patch.setattr(f"{module}.BATCH", batch)
        network, points = oracle.network_of(sample)
        packed = answers(network, points)
    network, points = oracle.network_of(sample)
    assert answers(network, points) == packed


def answers(network: Network, points: list[int]) -> list[object]:
    """All that a network says: in both readings, and without some of the owners."""
    said: list[object] = [network.breach()]
    for asked in (network, network.widened(), network.without(frozenset("ab"))):
        solution = asked.solve()
        windows = [solution.window(point) for point in points]
        sides: tuple[Side, ...] = ("earliest", "latest")
        reasons = [solution.why(point, side) for point in points for side in sides]
        said.append((solution.contradictions, windows, reasons))
    return said


@given(samples(), st.frozensets(ids, max_size=3))
@settings(max_examples=400, deadline=None)
def test_what_is_left_without_owners_is_what_a_network_without_them_says(
    sample: Any, owners: frozenset[str]
) -> None:
    network, points = oracle.network_of(sample)
    solution = network.solve()
    left = solution.without(owners)
    assert left is not None
    windows = [left.window(point) for point in points]
    assert all(earliest <= latest for earliest, latest in windows)
    anew = network.without(owners).solve()
    if not anew.contradictions:
        assert windows == [anew.window(point) for point in points]
        sides: tuple[Side, ...] = ("earliest", "latest")
        for point, side in product(points, sides):
            assert left.why(point, side) == anew.why(point, side)
    elif all(owners.isdisjoint(found.owners) for found in solution.contradictions):
        tight = [solution.window(point) for point in points]
        assert all(a <= c and d <= b for (a, b), (c, d) in zip(windows, tight, strict=True))


@given(samples())
@settings(max_examples=150, deadline=None)
def test_every_part_of_a_reported_set_holds_and_the_set_does_not(sample: Any) -> None:
    for found in contradictions(sample):
        held = oracle.held_by(sample.statements, found.owners)
        if found.certainty == "definite":
            held = [said._replace(days=said.wide) for said in held]
        alone = contradictions(oracle.Sample(POINTS, tuple(held)))
        assert [one.owners for one in alone] == [found.owners]
        for owner in found.owners:
            rest = oracle.held_by(held, set(found.owners) - {owner})
            assert contradictions(oracle.Sample(POINTS, tuple(rest))) == ()


@given(samples(), samples(most=4))
@settings(max_examples=150, deadline=None)
def test_what_breaks_breaks_in_every_larger_system(sample: Any, more: Any) -> None:
    before = contradictions(sample)
    both = oracle.Sample(POINTS, sample.statements + more.statements)
    after = contradictions(both)
    assert bool(after) >= bool(before)
    for certainty in ("definite", "possible"):
        if any(found.certainty == certainty for found in before):
            assert any(found.certainty in ("definite", certainty) for found in after)


@given(samples(), st.integers(-10_000, 10_000))
@settings(max_examples=100, deadline=None)
def test_shifting_every_date_changes_no_set(sample: Any, days: int) -> None:
    def shifted(said: Any) -> Any:
        by = (days if said.first == ORIGIN else 0) - (days if said.then == ORIGIN else 0)
        return said._replace(days=said.days + by, wide=said.wide + by)

    moved = oracle.Sample(POINTS, tuple(shifted(said) for said in sample.statements))
    found = [(one.owners, one.certainty, one.short) for one in contradictions(sample)]
    assert [(one.owners, one.certainty, one.short) for one in contradictions(moved)] == found


# Which constraint of a set is dropped depends on what else is stated, so that of two sets that share
# one, the second may be told in one system and cured with the first in another.
SHARED = (
    oracle.Statement(ORIGIN, 2, 0, -2 * 10**9, ("a",), "0"),
    oracle.Statement(ORIGIN, 2, 4, 4, ("c",), "1"),
    oracle.Statement(2, ORIGIN, -2, -2, ("a",), "2"),
    oracle.Statement(2, ORIGIN, -3, -3, ("b",), "3"),
)


@example(oracle.Sample(POINTS, SHARED))
@given(samples())
@settings(max_examples=100, deadline=None)
def test_what_breaks_in_the_wide_reading_alone_is_told_as_definite_or_cured_by_what_is(
    sample: Any,
) -> None:
    wide = [said._replace(days=said.wide) for said in sample.statements]
    alone = [found.owners for found in contradictions(oracle.Sample(POINTS, tuple(wide)))]
    definite = [one for one in contradictions(sample) if one.certainty == "definite"]
    dropped = [step.owners for one in definite for step in one.dropped]
    assert bool(alone) == bool(definite)
    for owners in alone:
        assert any(set(owners).issuperset(of) for of in dropped)


def test_the_command_finds_no_mismatch_in_fifteen_hundred_systems() -> None:
    run = subprocess.run(
        [sys.executable, str(COMMAND), "--systems", "1500", "--seed", "7"],
        capture_output=True,
        text=True,
        check=True,
    )
    counts = {kind.strip(): int(count) for count, kind in map(_split, run.stdout.splitlines())}
    assert counts["systems"] == 1500
    assert counts["mismatches"] == 0
    assert counts["inconsistent systems"] >= 450
    assert counts["inconsistent systems without any date"] * 10 >= counts["inconsistent systems"]
    assert 3 < counts["owners"] / counts["owners of several statements"] < 5
    assert counts["definite sets"] > 100
    assert counts["possible sets"] > 100


def _split(line: str) -> tuple[str, str]:
    count, kind = line.split(maxsplit=1)
    return count, kind
