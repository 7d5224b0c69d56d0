"""Rules on dates and their order: what a date is, and which dates cannot all hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims_check import dates
from claims_check.dates import window_text
from claims_check.dates.forms import MONTHS
from claims_check.findings import Certainty, Pointer, Problem
from claims_check.rules.rule import Looked, View, check, constrain, grant, reported
from claims_check.timeline.constraints import Apart, Constraint, NotAfter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from claims_check.records.claim import Claim
    from claims_check.records.entity import Entity
    from claims_check.records.source import Source
    from claims_check.timeline.sets import Clash, Holed

Dated = Iterator[tuple[Pointer, str, bool]]
"""Each date of a record: its place, its text, and whether it may be `..`."""


def dates_of(record: Any) -> Dated:
    """All dates of a record, in the order of its keys."""
    # At run time a record is no instance of its model: what it has tells what it is.
    if hasattr(record, "proposition"):
        yield from _dates_of_claim(record)
    if hasattr(record, "published"):
        yield from _dates_of_source(record)
    if record.withdrawn:
        yield ("withdrawn", "on"), record.withdrawn.on, False


def _dates_of_claim(claim: Claim) -> Dated:
    values = claim.proposition.__dict__
    for field in ("at", "start", "target", "end"):
        if text := values.get(field):
            yield ("proposition", field), text, field == "end"
    yield ("verdict", "checked"), claim.verdict.checked, False
    for n, appearance in enumerate(claim.appearances):
        if appearance.on:
            yield ("appearances", n, "on"), appearance.on, False
    for field in ("reviews", "corrections"):
        for n, item in enumerate(getattr(claim, field)):
            yield (field, n, "on"), item.on, False
    for n, suppression in enumerate(claim.suppressions):
        if suppression.expires:
            yield ("suppressions", n, "expires"), suppression.expires, False


def _dates_of_source(source: Source) -> Dated:
    for field in ("published", "retrieved"):
        if text := getattr(source, field):
            yield (field,), text, False
    if source.archive:
        yield ("archive", "on"), source.archive.on, False


def _errors(record: Claim | Source | Entity) -> list[tuple[Pointer, dates.DateError]] | None:
    """What is wrong with the dates of a record, and where; None where it has no date."""
    time = hasattr(record, "published")  # only sources give times of the day
    found: list[tuple[Pointer, dates.DateError]] | None = None
    for at, text, open_end in dates_of(record):
        if found is None:
            found = []
        try:
            dates.read(text, open_end=open_end, time=time)
        except dates.DateError as error:
            found.append((at, error))
    return found


def _unread(record: Claim | Source | Entity, view: View, reason: str) -> Looked:
    """What is wrong with dates for one reason; three rules share one reading of a record."""
    last, errors = view.latest.get(_errors, (None, []))
    if last is not record:
        errors = _errors(record)
        view.latest[_errors] = (record, errors)
    if errors is not None:
        yield None
    for at, error in errors or ():
        if error.reason == reason:
            from claims_check.records.spelling import date_fix

            yield Problem(str(error), at, fix=date_fix(error, at))


def impossible_day(record: Claim | Source | Entity, view: View) -> Looked:
    """A date names a day that no calendar has.

    It was mistyped, and any order drawn from it would be wrong.

    Fails at x /proposition/at:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02-29"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2024-02-29"}
    """
    return _unread(record, view, "impossible-day")


def date_outside_profile(record: Claim | Source | Entity, view: View) -> Looked:
    """A date is not written in a form that the corpus uses.

    A form that readers take differently, or that has no bounds, cannot be reasoned with.

    Fails at x /proposition/at:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2024-21"}
    Fails at x /proposition/at:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "18/07/2023"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "[2024-03..2024-05]"}
    """
    return _unread(record, view, "outside-profile")


def backwards_set(record: Claim | Source | Entity, view: View) -> Looked:
    """A set of dates ends before it begins.

    The two ends were swapped or one was mistyped.

    Fails at x /proposition/at:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "[2024-09..2024-04]"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "[2024-04..2024-09]"}
    """
    return _unread(record, view, "backwards-set")


def day_of_work_not_exact(record: Claim | Source | Entity, view: View) -> Looked:
    """A day of the corpus's own work is no single day: when it was checked, corrected, withdrawn.

    Whoever did it knows the day.  Staleness and expiry are judged by such days, and no claim may
    report what happened after it was checked.

    Fails at x /verdict/checked:
        claim x {"verdict": {"checked": "2026-01"}}
    Fails at x /withdrawn/on:
        claim x {"withdrawn": {"on": "2026-01-30~", "why": "It repeats another claim."}}
    Passes:
        claim x {"verdict": {"checked": "2026-01-31"}}
    """
    yield None
    values = record.__dict__
    days: list[tuple[Pointer, str]] = []
    if "verdict" in values:
        days.append((("verdict", "checked"), values["verdict"].checked))
        for field in ("reviews", "corrections"):
            if values[field]:
                days += [((field, n, "on"), item.on) for n, item in enumerate(values[field])]
    if values["withdrawn"]:
        days.append((("withdrawn", "on"), values["withdrawn"].on))
    for at, text in days:
        if (len(text) == 10 and text[-1].isdigit()) or dates.read_or_none(text) is None:
            continue  # what is no date at all is told of already
        yield Problem(f"{text} is no single day; write the day on which it was done", at)


_DAY = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]{2,8}) ([0-9]{4})\b")
_MONTH_FIRST = r"([A-Z][a-z]{2,8}) ([0-9]{1,2}), ([0-9]{4})\b"
_IN_DIGITS = r"[0-9]{4}-[0-9]{2}-[0-9]{2}\b"
_NUMBERS = {month: f"{number:02}" for number, month in enumerate(MONTHS, 1)}


def statement_names_another_day(claim: Claim, view: View) -> Looked:
    """The statement names a day that is one slip away from the day of the event.

    One of the two was mistyped, and the checker reasons with the proposition only.  Other days that
    a sentence names are none of its business.

    Fails at x /statement:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
            {"statement": "The weights of Lynx came out on 18 July 2022."}
    Fails at x /statement:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
            {"statement": "On July 19, 2023 the weights of Lynx came out."}
    Passes:
        claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "she would leave",
            "at": "2023-04-01"} {"statement": "Ann said on 1 April 2023 that she would leave on 1 May 2023."}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2024-04-18"}
            {"statement": "The weights of the Lynx 3 April 2024 release came out as 2024-08-06 says."}
        claim z {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "start": "2018-05-05"}
            {"statement": "Ann was the head of Acme on 5 May 2020."}
    """
    values = claim.proposition.__dict__
    texts = (values.get("at"), values.get("target")) if "end" not in values else ()
    given = [text for text in texts if text and len(text) == 10 and text[-1].isdigit()]
    named = _days_named(claim.statement) if given else []
    if not named or claim.withdrawn is not None:
        return
    slips = [(text, day) for text in given for day in named if _one_slip(text, day)]
    if not slips or any(text in named for text in given):
        yield None
        return
    text, day = slips[0]
    if dates.read_or_none(text) is None:
        return  # a day that does not exist is told of already
    yield Problem(
        f"the statement names {day}, and the proposition has {text}; correct one of them",
        ("statement",),
    )


def _days_named(statement: str) -> list[str]:
    """The days that a text names in full, as dates are written."""
    words = _DAY.findall(statement)
    if ", 1" in statement or ", 2" in statement:  # few, so that the pattern is seldom compiled
        words += [(day, month, y) for month, day, y in re.findall(_MONTH_FIRST, statement)]
    found = [
        f"{year}-{_NUMBERS[month]}-{day:0>2}" for day, month, year in words if month in _NUMBERS
    ]
    if "-0" in statement or "-1" in statement:
        found += re.findall(_IN_DIGITS, statement)
    return found


def _one_slip(one: str, other: str) -> bool:
    """Whether two days differ in the year or the month only, or in one digit of the day."""
    unlike = [(a, b) for a, b in zip(one.split("-"), other.split("-"), strict=True) if a != b]
    digits = sum(a != b for a, b in zip(one[8:], other[8:], strict=True))
    return len(unlike) == 1 and digits < 2


def ends_before_it_starts(claim: Claim, view: View) -> Iterator[Constraint]:
    """A state ends before it begins.

    One of the two dates is wrong, or they were swapped.

    Fails at x /proposition/end:
        claim x {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2024", "end": "2023-06"}
    Passes:
        claim x {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2023-06", "end": "2023-06-01"}
    """
    points = view.timeline.points(claim)
    if points and points.start != points.end:
        yield Apart(points.start, points.end, at=("proposition", "end"))


def happens_after_it_was_checked(claim: Claim, view: View) -> Iterator[Constraint]:
    """A claim reports what happened after the day it was checked.

    Nobody can have checked it; a plan is a claim of kind `planned`.

    Fails at x /proposition/at:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2026-02-01"}
            {"evidence": [{"basis": "announcement"}]}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2026-01"}
    """
    points = view.timeline.points(claim)
    checked = dates.read_or_none(claim.verdict.checked)
    if points and checked:
        at = ("proposition", "at" if points.start == points.end else "start")
        days = checked.literal.latest, checked.wide.latest
        yield NotAfter(points.start, *days, at, "the day on which it was checked")


def dates_cannot_all_hold() -> None:
    """Dates and orders of several records cannot all hold.

    Several rules meet in one chain, so that no single one names the defect.  The finding shows the
    chain: the earliest day at one end, the latest at the other, and what lies between.

    Fails at x /proposition/then with w y z:
        claim w {"kind": "existed", "subject": "acme", "start": "2010"}
        claim x {"kind": "ordered", "first": "y", "then": "z"}
        claim y {"kind": "said", "subject": "acme", "how": "stated", "what": "that all is well"}
        claim z {"kind": "said", "subject": "ann", "how": "stated", "what": "the same", "at": "2005"}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "start": "2010"}
    """


def two_values_for_one_fact() -> None:
    """Two supported claims give one fact dates that do not meet.

    One of them is wrong, or they speak of two things: a state that held twice needs `spell: 2`.

    Fails at y /proposition/at with x:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-08"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07"}
    """


def too_tangled_to_judge() -> None:
    """Dates and gaps lead back to one another too often to be judged.

    The network bounds its work, so that no corpus can make it hang; what it did not judge it says.
    Ordinary corpora are far from the bound.

    Needs a tangle of tens of thousands of gaps without dates; a test of its own makes one.
    """


def no_day_of_the_set_fits(claim: Claim, view: View) -> Looked:
    """A date is one of several days, and other records leave it none of them.

    They leave it days in between only.  One of them is wrong, or the list of days is.

    Waits for dates that are one of several days with gaps between them.

    Fails at x /proposition/at with y z:
        claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "[2024-03,2024-09]"}
        claim y {"kind": "ordered", "first": "x", "then": "z", "min_days": 60, "max_days": 90}
        claim z {"kind": "said", "subject": "bea", "how": "stated", "what": "two", "at": "2024-09-01"}
    Fails at x /proposition/at with w y:
        claim w {"kind": "said", "subject": "bea", "how": "stated", "what": "two", "at": "[2024-05-01,2024-11-01]"}
        claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "[2024-03-01,2024-09-01]"}
        claim y {"kind": "ordered", "first": "x", "then": "w", "min_days": 100, "max_days": 200}
    Possible at x /proposition/at with v w y z:
        claim v {"kind": "said", "subject": "bea", "how": "stated", "what": "three", "at": "2024-06~"}
        claim w {"kind": "said", "subject": "bea", "how": "stated", "what": "two", "at": "[2024-06-20,2025-03-01]"}
        claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "[2024-03-01,2024-09-01]"}
        claim y {"kind": "ordered", "first": "x", "then": "v", "min_days": -200, "max_days": 85}
        claim z {"kind": "ordered", "first": "x", "then": "w", "min_days": 100, "max_days": 130}
    Passes:
        claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "[2024-03,2024-09]"}
        claim y {"kind": "ordered", "first": "x", "then": "z", "min_days": 60, "max_days": 180}
        claim z {"kind": "said", "subject": "bea", "how": "stated", "what": "two", "at": "2024-09-01"}
    Passes:
        claim w {"kind": "said", "subject": "bea", "how": "stated", "what": "two", "at": "[2024-05-01,2024-11-01]"}
        claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "[2024-03-01,2024-09-01]"}
        claim y {"kind": "ordered", "first": "x", "then": "w", "min_days": 50, "max_days": 200}
    """
    timeline = view.timeline
    if claim.id not in timeline.listed or not timeline.has(claim):
        return
    from claims_check.timeline.sets import holed, meeting  # few corpora have such lists

    for date in holed(claim):
        window, wide = timeline.window(date.point), timeline.window(date.point, wide=True)
        if meeting(date, window):
            yield _no_choice(date, view.once(_clash))
            continue
        certainty: Certainty = "possible" if meeting(date, wide) else "definite"
        owners = {claim.id}
        granted = certainty == "definite"
        owners |= timeline.owners(date.point, "earliest", granted)
        owners |= timeline.owners(date.point, "latest", granted)
        yield Problem(
            f"it is one of {date.text}, but other records leave it {window_text(window)} only, where "
            f"none of these days lies{grant(certainty)}; correct one of the dates",
            date.at,
            conflict=tuple(sorted(owners)),
            certainty=certainty,
        )


def _clash(view: View) -> Clash | None:
    from claims_check.timeline.sets import clash

    return clash(view.timeline)


def _no_choice(date: Holed, found: Clash | None) -> Problem | None:
    """The problem of dates that do not fit together, shown at the last of them."""
    if found is None or date != found.dates[-1]:
        return None
    others = ", ".join(f"{other.text} ({other.claim})" for other in found.dates[:-1])
    return Problem(
        f"it is one of {date.text}, but none of these days fits any choice of {others}, with the "
        f"order that other records state{grant(found.certainty)}; correct one of the dates",
        date.at,
        conflict=tuple(sorted(found.owners)),
        certainty=found.certainty,
    )


RULES = (
    check(impossible_day, "claim", "source", "entity", sees="itself"),
    check(date_outside_profile, "claim", "source", "entity", sees="itself"),
    check(backwards_set, "claim", "source", "entity", sees="itself"),
    check(day_of_work_not_exact, "claim", "source", "entity", severity="warning", sees="itself"),
    check(statement_names_another_day, "claim", severity="warning", sees="itself"),
    constrain(ends_before_it_starts),
    constrain(happens_after_it_was_checked),
    reported(dates_cannot_all_hold, "claim"),
    reported(two_values_for_one_fact, "claim"),
    reported(too_tangled_to_judge, "claim", severity="warning"),
    check(no_day_of_the_set_fits, "claim"),
)
