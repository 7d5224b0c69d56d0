"""What windows make certain, put against the same judgement of every pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims_check.timeline.certainty import Rivals, before, together
from claims_check.timeline.constraints import Apart, NotAfter, NotBefore
from claims_check.timeline.points import Points
from claims_check.timeline.timeline import Fact, Timeline

SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 3), st.integers(0, 6), st.integers(0, 3)),
    min_size=1,
    max_size=6,
)
"""States: first day, how uncertain that is, how many days it lasts, how uncertain that is."""


def state(timeline: Timeline, number: int, span: tuple[int, int, int, int]) -> Fact:
    """A state of the timeline whose only claim bears its number."""
    first, open_first, length, open_last = span
    claim = f"c{number}"
    points = Points(("claim", claim, "start"), ("claim", claim, "end"))
    timeline.constrain(claim, "", [NotBefore(points.start, first)])
    timeline.constrain(claim, "", [NotAfter(points.start, first + open_first)])
    timeline.constrain(claim, "", [NotBefore(points.end, first + length)])
    timeline.constrain(claim, "", [NotAfter(points.end, first + open_first + length + open_last)])
    timeline.constrain(claim, "", [Apart(points.start, points.end)])
    return Fact(("claim", claim), points, [claim])


@given(SPANS)
def test_rivals_clash_exactly_where_two_of_them_hold_together(
    spans: list[tuple[int, int, int, int]],
) -> None:
    timeline = Timeline()
    facts = [state(timeline, number, span) for number, span in enumerate(spans)]
    rivals = Rivals(facts, timeline)
    told = [
        {fact.claims[0], other.claims[0]}
        for fact in facts
        for other, _ in rivals.clashes(fact.claims[0], fact)
    ]
    pairs = [
        {one.claims[0], other.claims[0]}
        for number, one in enumerate(facts)
        for other in facts[:number]
        if together(timeline, one.points, other.points)
    ]
    assert sorted(map(sorted, told)) == sorted(map(sorted, pairs))


@given(SPANS)
def test_the_state_that_lasts_longest_before_another_is_found(
    spans: list[tuple[int, int, int, int]],
) -> None:
    timeline = Timeline()
    facts = [state(timeline, number, span) for number, span in enumerate(spans)]
    rivals = Rivals(facts, timeline)
    for fact in facts:
        start = timeline.window(fact.points.start).earliest
        ends = [
            timeline.window(other.points.end).latest
            for other in facts
            if timeline.window(other.points.start).earliest < start
        ]
        found = rivals.lasting_longest_before(fact, wide=False)
        assert (found and timeline.window(found.points.end).latest) == max(ends, default=None)


def test_what_comes_before_on_every_reading_is_definite_and_else_possible() -> None:
    timeline = Timeline()
    early, late, doubtful = ("claim", "a", "at"), ("claim", "b", "at"), ("claim", "c", "at")
    timeline.constrain("a", "", [NotAfter(early, 10)])
    timeline.constrain("b", "", [NotBefore(late, 12)])
    timeline.constrain("c", "", [NotBefore(doubtful, 12, 10)])
    assert before(timeline, [early], [late]) == ("definite", 10, 12, ("a", "b"))
    assert before(timeline, [early], [doubtful]) == ("possible", 10, 12, ("a", "c"))
    assert before(timeline, [early], [late], days=1) == ("definite", 10, 12, ("a", "b"))
    assert before(timeline, [early], [late], days=2) is None
    assert before(timeline, [late], [early]) is None
    assert before(timeline, [early], [("claim", "unknown", "at")]) is None
