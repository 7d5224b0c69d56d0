"""A breach is there exactly where the network does not hold, and its chain adds up to it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims_check.network import Network

POINTS = st.integers(0, 4)
DAYS = st.integers(-6, 6)
CONSTRAINTS = st.lists(
    st.one_of(
        st.tuples(st.just("not-before"), POINTS, POINTS, DAYS),
        st.tuples(st.just("not-after"), POINTS, POINTS, DAYS),
        st.tuples(st.just("apart"), POINTS, POINTS, DAYS),
    ),
    max_size=9,
)


@settings(max_examples=400, deadline=None)
@given(CONSTRAINTS)
def test_a_breach_is_what_a_contradiction_is(constraints: list[tuple[str, int, int, int]]) -> None:
    network = Network()
    points = [network.point(str(n)) for n in range(5)]
    for n, (kind, one, other, days) in enumerate(constraints):
        if kind == "not-before":
            network.not_before(points[one], days, (f"o{n}",))
        elif kind == "not-after":
            network.not_after(points[one], days, (f"o{n}",))
        else:
            network.apart(points[one], points[other], days, (f"o{n}",))
    found = network.breach()
    assert (found is None) == (not network.solve().contradictions)
    if found is not None:
        short, steps = found
        limit = [step.days for step in steps if step.kind == "not-after"]
        rest = [step.days for step in steps if step.kind != "not-after"]
        assert short == sum(rest) - sum(limit) > 0
