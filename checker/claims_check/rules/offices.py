"""Rules on people in posts: one holder at a time, and the ages of people."""

from __future__ import annotations

from collections.abc import Iterator

from claims_check import dates
from claims_check.dates import MAX_DAY, MIN_DAY, day_number, day_text
from claims_check.dates.windows import FIRST_DAY, LAST_DAY, month_length
from claims_check.rules.rule import (
    Looked,
    View,
    certain_problem,
    check,
    constrain,
)
from claims_check.timeline.certainty import Certain, Rivals, before, groups, overlap_text
from claims_check.timeline.constraints import Constraint, NotAfter, NotBefore
from claims_check.timeline.timeline import Fact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.records.events import Measured
    from claims_check.timeline.points import Key

FOURTEEN_YEARS = 14 * 365 + 2
"""The fewest days that fourteen years can have; hardly anybody holds a post before."""
HUNDRED_AND_ONE_YEARS = 101 * 365 + 26
"""The most days that a hundred and one years can have; hardly anybody holds a post after."""


def two_holders_of_one_office(claim: Claim, view: View) -> Looked:
    """Two people hold one office at the same time.

    A day of hand-over is no conflict, and an end that is not known is none.  Where several hold the
    office together, each of their claims says `shared`.

    Fails at y /proposition/office with x:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "office": "head",
            "start": "2018", "end": "2021-05"}
        claim y {"kind": "role", "subject": "bea", "object": "acme", "title": "Director", "office": "head",
            "start": "2021-03", "end": "2023"}
    Fails at y /proposition/office with x:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "office": "head",
            "start": "2010", "end": "2020"}
        claim y {"kind": "role", "subject": "bea", "object": "acme", "title": "Head", "office": "head",
            "at": "2015-05-05"}
    Possible at y /proposition/office with x:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "office": "head",
            "start": "2018", "end": "2021-05"}
        claim y {"kind": "role", "subject": "bea", "object": "acme", "title": "Head", "office": "head",
            "start": "2021-04~", "end": "2023"}
    Passes:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "office": "head",
            "start": "2018", "end": "2021-05-03"}
        claim y {"kind": "role", "subject": "bea", "object": "acme", "title": "Head", "office": "head",
            "start": "2021-05-03", "end": "2023"}
    Passes:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "office": "head",
            "start": "2018"}
        claim y {"kind": "role", "subject": "bea", "object": "acme", "title": "Head", "office": "head",
            "start": "2021-03", "end": "2023"}
    Passes:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Co-head", "office": "head",
            "shared": true, "start": "2018", "end": "2023"}
        claim y {"kind": "role", "subject": "bea", "object": "acme", "title": "Co-head", "office": "head",
            "shared": true, "start": "2021", "end": "2022"}
    """
    p = claim.proposition
    fact = view.timeline.fact(claim)
    if p.kind != "role" or not p.office or fact is None or not view.timeline.has(claim):
        return
    holders = view.once(_holders).get((p.object, p.office))
    if holders is None or len(holders.facts) < 2 or fact not in holders.facts:
        return  # held by nobody else, or held together with others
    yield None
    for other, certain in holders.clashes(claim.id, fact):
        if other.about[1] == p.subject:
            continue  # two posts of one person
        yield certain_problem(
            claim.id,
            view,
            certain,
            f"{view.name(other.about[1])} and {view.name(p.subject)} both hold the office {p.office} "
            f"at {view.name(p.object)} {overlap_text(certain)}; correct a date, set `shared` in both "
            'where they held it together, or "spell": 2 in what was held again',
            ("proposition", "office"),
        )


def impossible_age(claim: Claim, view: View) -> Iterator[Constraint]:
    """A person cannot have had that age on that day.

    Somebody of n years was born at least n and less than n + 1 years before; the year of birth alone
    leaves two ages.  Born on a leap day, one may turn a year older on the last day of February.

    Fails at y /proposition/value with x:
        claim x {"kind": "existed", "subject": "ann", "start": "1997"}
        claim y {"kind": "measured", "subject": "ann", "quantity": "age", "value": 28, "unit": "years", "at": "2024-06"}
    Fails at y /proposition/value with x:
        claim x {"kind": "existed", "subject": "ann", "start": "1997-06-15"}
        claim y {"kind": "measured", "subject": "ann", "quantity": "age", "value": 27, "unit": "years", "at": "2024-06-14"}
    Fails at y /proposition/low with x:
        claim x {"kind": "existed", "subject": "ann", "start": "1997"}
        claim y {"kind": "measured", "subject": "ann", "quantity": "age", "low": 28, "high": 30, "unit": "years", "at": "2024-06"}
    Passes:
        claim x {"kind": "existed", "subject": "ann", "start": "1997"}
        claim y {"kind": "measured", "subject": "ann", "quantity": "age", "value": 27, "unit": "years", "at": "2024-06"}
    Passes:
        claim x {"kind": "existed", "subject": "ann", "start": "1997"}
        claim y {"kind": "measured", "subject": "ann", "quantity": "age", "value": 26, "unit": "years", "at": "2024-06"}
    Passes:
        claim x {"kind": "existed", "subject": "ann", "start": "2000-02-29"}
        claim y {"kind": "measured", "subject": "ann", "quantity": "age", "value": 23, "unit": "years", "at": "2023-02-28"}
    """
    p = claim.proposition
    if p.kind != "measured" or p.quantity != "age" or p.unit != "years" or p.approximate:
        return
    date = dates.read_or_none(p.at)
    if date is None:
        return
    low, high = _limits(p)
    birth = view.timeline.life(p.subject).start
    written, granted = date.literal, date.wide
    why = f"the age given for {p.at}"
    if low is not None:
        at = ("proposition", "low" if p.value is None else "value")
        days = [latest_birth(day, low) for day in (written.latest, granted.latest)]
        yield NotAfter(birth, days[0], days[1], at, why)
    if high is not None:
        at = ("proposition", "high" if p.value is None else "value")
        days = [earliest_birth(day, high + 1) for day in (written.earliest, granted.earliest)]
        yield NotBefore(birth, days[0], days[1], at, why)


def implausible_age(claim: Claim, view: View) -> Looked:
    """Somebody holds a post at an age at which hardly anybody does.

    Below 14 or above 100 years a date is more likely wrong, or it is another person of that name.

    Fails at y /proposition/start with x:
        claim x {"kind": "existed", "subject": "ann", "start": "1990"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Chief Scientist", "start": "1999"}
    Fails at y /proposition/end with x:
        claim x {"kind": "existed", "subject": "ann", "start": "1899"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Member", "start": "1930", "end": "2003"}
    Passes:
        claim x {"kind": "existed", "subject": "ann", "start": "1990"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Trainee", "start": "2004"}
        claim z {"kind": "received", "subject": "ann", "how": "praised", "start": "1999", "end": "2000"}
    """
    p = claim.proposition
    points = view.timeline.points(claim)
    if p.kind != "role" or points is None or not view.timeline.has(claim):
        return
    birth = view.timeline.life(p.subject).start
    if not view.timeline.known(birth[:-1]):
        return
    young = before(view.timeline, [points.start], [birth], days=-FOURTEEN_YEARS)
    old = before(view.timeline, [birth], [points.end], days=HUNDRED_AND_ONE_YEARS)
    for found, edge, bound in ((young, "start", "less than 14"), (old, "end", "more than 100")):
        yield found and certain_problem(
            claim.id,
            view,
            found,
            f"{view.name(p.subject)} holds the post of {p.title} at an age of {bound} years "
            f"({_days(found, edge)}); correct a date, or keep two people of that name apart",
            ("proposition", edge if getattr(p, edge) else "subject"),
        )


def _days(found: Certain, edge: str) -> str:
    if edge == "start":
        return f"born no earlier than {day_text(found.earliest)}, in the post by {day_text(found.latest)}"
    return (
        f"born no later than {day_text(found.latest)}, in the post until {day_text(found.earliest)}"
    )


def _limits(p: Measured) -> tuple[int | None, int | None]:
    """The least and the greatest age in full years that a claim gives."""
    low, high = (p.low, p.high) if p.value is None else (p.value, p.value)
    return None if low is None else int(low), None if high is None else int(high)


def latest_birth(day: int, years: int) -> int:
    """The last birthday of those who are at least so many years old on a day; MAX_DAY if unbounded."""
    if not FIRST_DAY <= day <= LAST_DAY:
        return MAX_DAY
    year, month, number = map(int, day_text(day).split("-"))
    length = month_length(year - years, month)
    leapling = month == 2 and number == month_length(year, 2)  # turns older at the end of February
    return day_number(year - years, month, length if leapling else min(number, length))


def earliest_birth(day: int, years: int) -> int:
    """The first birthday of those who are less than so many years old on a day; MIN_DAY likewise."""
    if not FIRST_DAY <= day <= LAST_DAY:
        return MIN_DAY
    year, month, number = map(int, day_text(day).split("-"))
    return day_number(year - years, month, min(number, month_length(year - years, month))) + 1


def _holders(view: View) -> dict[Key, Rivals]:
    """The posts of each office that are not held together with others."""
    claims = view.timeline.claims

    def office(fact: Fact) -> Key | None:
        propositions = [claims[claim].proposition for claim in fact.claims]
        if any(getattr(p, "shared", None) for p in propositions):
            return None
        named = next((o for p in propositions if (o := getattr(p, "office", None))), None)
        return (fact.about[2], named) if named else None

    roles = [fact for fact in view.timeline.facts.values() if fact.about[0] == "role"]
    return groups(roles, office, view.timeline)


RULES = (
    check(two_holders_of_one_office, "claim", kinds=("role",)),
    constrain(impossible_age, kinds=("measured",)),
    check(implausible_age, "claim", severity="warning", kinds=("role",)),
)
