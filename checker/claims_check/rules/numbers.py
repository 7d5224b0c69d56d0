"""Rules on numbers: values, limits and units that cannot be, or cannot all be."""

from __future__ import annotations

from collections.abc import Iterator

from claims_check import dates
from claims_check.corpus.digest import folded
from claims_check.findings import Certainty, Pointer, Problem, Related
from claims_check.rules.rule import Looked, View, check, comes_before, established

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.records.events import Measured, Sized

RECENT = 120
"""Days for which a headcount says how many there are to let go."""

FEWEST_PARAMETERS = 1000
"""No model has fewer; a smaller size was written in thousands, millions or billions."""

UNITS = {
    "age": "years",
    "headcount": "people",
    "jobs-cut": "people",
    "pay": "usd",
    "cost": "usd",
    "price": "usd",
    "share": "percent",
}
"""The unit of each quantity that has but one."""


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def more_cut_than_employed(claim: Claim, view: View) -> Looked:
    """More jobs were cut than there were shortly before.

    A headcount of at most 120 days before the cut is smaller than the cut.  One of the numbers is
    wrong, or they speak of different bodies, as of a unit and its firm.  One that is approximate
    makes the finding a possible one.

    Waits for a headcount of at most 120 days before a cut in the same unit.

    Fails at y /proposition/value with x:
        claim x {"kind": "measured", "subject": "acme", "quantity": "headcount", "value": 900,
            "unit": "people", "at": "2022-09-30"}
        claim y {"kind": "measured", "subject": "acme", "quantity": "jobs-cut", "value": 1100,
            "unit": "people", "at": "2022-11-09"}
    Possible at y /proposition/low with x:
        claim x {"kind": "measured", "subject": "acme", "quantity": "headcount", "value": 900,
            "approximate": true, "unit": "people", "at": "2022-09-30"}
        claim y {"kind": "measured", "subject": "acme", "quantity": "jobs-cut", "low": 1000,
            "unit": "people", "at": "2022-11-09"}
    Passes:
        claim w {"kind": "measured", "subject": "acme", "quantity": "headcount", "value": 900,
            "unit": "people", "at": "2019-09-30"}
        claim x {"kind": "measured", "subject": "acme", "quantity": "headcount", "value": 900,
            "unit": "people", "at": "2022-12-31"}
        claim y {"kind": "measured", "subject": "acme", "quantity": "jobs-cut", "value": 1100,
            "unit": "people", "at": "2022-11-09"}
        claim z {"kind": "measured", "subject": "acme", "quantity": "headcount", "value": 90,
            "what": "engineers", "unit": "people", "at": "2022-11-01"}
    """
    p = claim.proposition
    if p.kind != "measured" or p.quantity != "jobs-cut" or not established(claim):
        return
    field, cut = ("value", p.value) if p.value is not None else ("low", p.low)
    for other, theirs in view.once(_headcounts).get(p.subject, ()):
        most = theirs.value if theirs.value is not None else theirs.high
        of_others = theirs.what is not None and folded(theirs.what) != folded(p.what or "")
        if cut is None or most is None or p.unit != "people" or of_others:
            continue
        if cut <= most or not _shortly_before(other, claim, view):
            yield None
            continue
        approximate = p.approximate or theirs.approximate
        certainty: Certainty = "possible" if approximate else "definite"
        yield Problem(
            f"{_number(cut)} jobs were cut at {view.name(p.subject)}, where {other} counts "
            f"{_number(most)} people at most {RECENT} days before; correct one, or name the body that "
            f"it is of{'; both can hold only as approximations' if approximate else ''}",
            ("proposition", field),
            conflict=tuple(sorted((claim.id, other))),
            certainty=certainty,
            related=(Related(other, ("proposition",), f"{_number(most)} people"),),
        )


def _headcounts(view: View) -> dict[str, list[tuple[str, Measured]]]:
    """The supported headcounts of each entity, with their claims, sorted by these."""
    found: dict[str, list[tuple[str, Measured]]] = {}
    for id, p in sorted((c.id, c.proposition) for c in view.timeline.claims.of("measured")):
        if p.kind == "measured" and p.quantity == "headcount" and p.unit == "people":
            found.setdefault(p.subject, []).append((id, p))
    return found


def _shortly_before(first: str, then: Claim, view: View) -> bool:
    """Whether one event is certainly at most RECENT days before another, or on its day."""
    points, later = view.timeline.points_of_id(first), view.timeline.points(then)
    if points is None or later is None:
        return False
    one, other = view.timeline.window(points.start), view.timeline.window(later.start)
    return one.latest <= other.earliest and other.latest - one.earliest <= RECENT


def value_without_a_number(claim: Claim, view: View) -> Looked:
    """A measurement gives no number, or a number and limits at once.

    Write `value` where one number is known, `low` and `high` (or one of them) where its limits are.

    Fails at x /proposition:
        claim x {"kind": "measured", "subject": "acme", "quantity": "headcount", "unit": "people"}
    Fails at x /proposition/value:
        claim x {"kind": "measured", "subject": "acme", "quantity": "headcount", "unit": "people",
            "value": 10, "high": 12}
    Passes:
        claim x {"kind": "measured", "subject": "acme", "quantity": "headcount", "unit": "people",
            "low": 10}
    """
    p = claim.proposition
    if p.kind != "measured" or claim.withdrawn is not None:
        return
    limits = [n for n in (p.low, p.high) if n is not None]
    if p.value is None and not limits:
        yield Problem(
            f'the {p.quantity} has no number; write "value", or "low" and "high"', ("proposition",)
        )
    elif p.value is not None and limits:
        yield Problem(
            f"the value {_number(p.value)} stands beside limits; keep one number or the limits",
            ("proposition", "value"),
        )
    else:
        yield None


def limits_reversed(claim: Claim, view: View) -> Looked:
    """The lower limit of a measurement is above the upper one.

    The two were swapped, or one was mistyped.

    Fails at x /proposition/low:
        claim x {"kind": "measured", "subject": "acme", "quantity": "headcount", "unit": "people",
            "low": 120, "high": 12}
    Passes:
        claim x {"kind": "measured", "subject": "acme", "quantity": "headcount", "unit": "people",
            "low": 12, "high": 12}
    """
    p = claim.proposition
    if p.kind != "measured" or p.low is None or p.high is None or claim.withdrawn is not None:
        return
    if p.low <= p.high:
        yield None
        return
    yield Problem(
        f"low is {_number(p.low)} and high is {_number(p.high)}; swap them, or correct one",
        ("proposition", "low"),
    )


def unit_does_not_fit(claim: Claim, view: View) -> Looked:
    """A number is given in a unit that it cannot be in.

    An age is in years, people are counted in people, money is in dollars, a share in percent.  A
    size in parameters is the whole number: 7000000000 for 7B.

    Fails at x /proposition/unit:
        claim x {"kind": "measured", "subject": "ann", "quantity": "age", "unit": "months",
            "value": 12}
    Fails at x /proposition/values/1:
        claim x {"kind": "sized", "subject": "lynx", "values": [7000000000, 13],
            "unit": "parameters", "complete": false}
    Passes:
        claim x {"kind": "measured", "subject": "ann", "quantity": "age", "unit": "years",
            "value": 28}
        claim y {"kind": "sized", "subject": "lynx", "values": [8, 128], "unit": "gpus",
            "complete": false}
    """
    p = claim.proposition
    if claim.withdrawn is not None:
        return
    if p.kind == "measured" and p.quantity in UNITS:
        unit = UNITS[p.quantity]
        message = (
            f"{p.quantity} is measured in {unit}, not in {p.unit}; convert it, or mend the unit"
        )
        yield Problem(message, ("proposition", "unit")) if p.unit != unit else None
    if p.kind == "sized" and p.unit == "parameters" and established(claim):
        for n, value in enumerate(p.values):
            message = (
                f"{_number(value)} parameters are too few for any model; write the number in full, "
                "such as 7000000000 for 7B"
            )
            at = ("proposition", "values", n)
            yield Problem(message, at) if value < FEWEST_PARAMETERS else None


def number_below_zero(claim: Claim, view: View) -> Looked:
    """A measurement or a size is less than nothing.

    A sign slipped in, or the number is a change and not how much there was.

    Fails at x /proposition/value:
        claim x {"kind": "measured", "subject": "acme", "quantity": "headcount", "unit": "people",
            "value": -900}
    Fails at x /proposition/values/1:
        claim x {"kind": "sized", "subject": "lynx", "values": [8, -128], "unit": "gpus",
            "complete": false}
    Passes:
        claim x {"kind": "measured", "subject": "acme", "quantity": "users", "unit": "users",
            "low": 0, "high": 10}
    """
    p = claim.proposition
    if claim.withdrawn is not None:
        return
    given: list[tuple[Pointer, float | None]] = []
    if p.kind == "measured" and p.quantity not in ("price", "cost"):  # there are prices below zero
        given = [(("value",), p.value), (("low",), p.low), (("high",), p.high)]
    elif p.kind == "sized":
        given = [(("values", n), value) for n, value in enumerate(p.values)]
    for at, number in given:
        if number is not None:
            message = f"{_number(number)} {getattr(p, 'unit', '')} are less than none; correct it"
            yield Problem(message, ("proposition", *at)) if number < 0 else None


def _sizes(view: View) -> dict[tuple[str, str, str], list[tuple[str, Sized]]]:
    """The supported claims on the sizes of each thing, by unit and by what is counted."""
    found: dict[tuple[str, str, str], list[tuple[str, Sized]]] = {}
    for id, p in sorted((c.id, c.proposition) for c in view.timeline.claims.of("sized")):
        if p.kind == "sized":
            found.setdefault((p.subject, p.unit, folded(p.what or "")), []).append((id, p))
    return found


def _other_sizes(claim: Claim, own: Sized, view: View) -> Iterator[tuple[str, Sized]]:
    """Other claims on the same sizes, but for those of another time."""
    mine = dates.read_or_none(own.at)
    key = (own.subject, own.unit, folded(own.what or ""))
    for other, theirs in view.once(_sizes).get(key, ()):
        day = dates.read_or_none(theirs.at)
        of_other_times = mine and day and (comes_before(mine, day) or comes_before(day, mine))
        if other != claim.id and not of_other_times:
            yield other, theirs


def values_a_thousand_apart(claim: Claim, view: View) -> Looked:
    """Two claims on the size of one thing differ by a factor of exactly 1000.

    Millions were taken for billions, or the other way round, in one of them.

    Waits for two incomplete claims on the sizes of one subject.

    Fails at y /proposition/values/0 with x:
        claim x {"kind": "sized", "subject": "lynx", "values": [65000000000], "unit": "parameters",
            "complete": false}
        claim y {"kind": "sized", "subject": "lynx", "values": [65000000], "unit": "parameters",
            "complete": false}
    Passes:
        claim x {"kind": "sized", "subject": "lynx", "values": [65000000000], "unit": "parameters",
            "complete": false}
        claim y {"kind": "sized", "subject": "lynx", "values": [65000000], "unit": "tokens",
            "complete": false}
        claim z {"kind": "sized", "subject": "lynx", "values": [65000000000, 65000000],
            "unit": "parameters", "complete": false}
    """
    own = claim.proposition
    if own.kind != "sized" or not established(claim):
        return
    for other, theirs in _other_sizes(claim, own, view):
        if other > claim.id or own.complete or theirs.complete:
            continue  # what is outside a complete list has a rule of its own
        rest = set(theirs.values) - set(own.values)
        apart = (
            n
            for n, value in enumerate(own.values)
            if value not in theirs.values and (value * 1000 in rest or value / 1000 in rest)
        )
        n = next(apart, None)
        if n is None:
            yield None
            continue
        yield Problem(
            f"{_number(own.values[n])} {own.unit} here is a thousand times more or less than in "
            f"{other}; correct the one that is wrong",
            ("proposition", "values", n),
            conflict=tuple(sorted((claim.id, other))),
            related=(Related(other, ("proposition", "values"), "the other sizes"),),
        )


def sizes_outside_a_complete_list(claim: Claim, view: View) -> Looked:
    """A size of something is not on a list that is said to give all its sizes.

    One of the two is wrong, the list is not complete, or they are of different days: then both need
    `at`.

    Waits for two claims on the sizes of one subject, one of them complete.

    Fails at y /proposition/values/0 with x:
        claim x {"kind": "sized", "subject": "lynx", "values": [7000000000, 13000000000],
            "unit": "parameters", "complete": true}
        claim y {"kind": "sized", "subject": "lynx", "values": [34000000000], "unit": "parameters",
            "complete": false}
    Fails at y /proposition/values/1 with x:
        claim x {"kind": "sized", "subject": "lynx", "values": [7000000000, 13000000000],
            "unit": "parameters", "complete": true}
        claim y {"kind": "sized", "subject": "lynx", "values": [7000000000, 70000000000],
            "unit": "parameters", "complete": true}
    Fails at x /proposition/values/1 with y:
        claim x {"kind": "sized", "subject": "lynx", "values": [7000000000, 13000000000],
            "unit": "parameters", "complete": true}
        claim y {"kind": "sized", "subject": "lynx", "values": [7000000000], "unit": "parameters",
            "complete": true}
    Passes:
        claim x {"kind": "sized", "subject": "lynx", "values": [7000000000, 13000000000],
            "unit": "parameters", "complete": true, "at": "2023-07-18"}
        claim y {"kind": "sized", "subject": "lynx", "values": [34000000000], "unit": "parameters",
            "complete": false, "at": "2023-08"}
        claim z {"kind": "sized", "subject": "lynx", "values": [13000000000], "unit": "parameters",
            "complete": false}
    """
    own = claim.proposition
    if own.kind != "sized" or not established(claim):
        return
    for other, theirs in _other_sizes(claim, own, view):
        if not theirs.complete:
            continue
        outside = [n for n, value in enumerate(own.values) if value not in theirs.values]
        shown_there = own.complete and other > claim.id and set(theirs.values) - set(own.values)
        if not outside or shown_there:
            yield None
            continue
        value = _number(own.values[outside[0]])
        yield Problem(
            f"{value} {own.unit} is not among the sizes that {other} gives as all of them; correct "
            'one, or write "complete": false there',
            ("proposition", "values", outside[0]),
            conflict=tuple(sorted((claim.id, other))),
            related=(Related(other, ("proposition", "values"), "said to be all sizes"),),
        )


def percentage_above_100(claim: Claim, view: View) -> Looked:
    """A share is more than the whole.

    It was mistyped, or it is a growth or a ratio and no share.

    Fails at x /proposition/value:
        claim x {"kind": "measured", "subject": "acme", "quantity": "share", "unit": "percent",
            "value": 130}
    Fails at x /proposition/high:
        claim x {"kind": "measured", "subject": "acme", "quantity": "share", "unit": "percent",
            "low": 90, "high": 110}
    Passes:
        claim x {"kind": "measured", "subject": "acme", "quantity": "share", "unit": "percent",
            "value": 100}
    """
    p = claim.proposition
    if p.kind != "measured" or p.quantity != "share" or not established(claim):
        return
    given = ((f, n) for f, n in (("value", p.value), ("low", p.low), ("high", p.high)) if n)
    above = next(((field, number) for field, number in given if number > 100), None)
    if above is None or p.unit != "percent":
        yield None
        return
    field, number = above
    yield Problem(
        f"a share of {_number(number)} percent is more than the whole; correct it, or use a quantity "
        "that may exceed 100",
        ("proposition", field),
    )


RULES = (
    check(more_cut_than_employed, "claim", kinds=("measured",)),
    check(value_without_a_number, "claim", kinds=("measured",), sees="itself"),
    check(limits_reversed, "claim", kinds=("measured",), sees="itself"),
    check(unit_does_not_fit, "claim", kinds=("measured", "sized"), sees="itself"),
    check(values_a_thousand_apart, "claim", severity="warning", kinds=("sized",)),
    check(sizes_outside_a_complete_list, "claim", kinds=("sized",)),
    check(percentage_above_100, "claim", kinds=("measured",), sees="itself"),
    check(number_below_zero, "claim", kinds=("measured", "sized"), sees="itself"),
)
