"""Who is at fault: which record of a contradiction most likely errs, and which small edit cures it.

Evidence comes first: a claim whose own sources carry a day that contradicts it; then the number of
contradictions that it takes part in, how many records say the same as it, its confidence, and the
number of independent origins.  Where the first two are equally suspect, nobody is named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claims_check import addresses, dates
from claims_check.cross_examination import breach
from claims_check.findings import Edit, Fix
from claims_check.records.validation import validate
from claims_check.timeline.constraints import own_dates

if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus
    from claims_check.network import Contradiction
    from claims_check.records.claim import Claim
    from claims_check.rules.rule import View
    from claims_check.timeline.constraints import Constraint

MOST = 20
"""So many suspects' edits are tried; a corpus with more contradictions has other troubles first."""

DOUBT = {"low": 2, "moderate": 1, "high": 0}
FIELDS = ("at", "start", "end")
States = Callable[["Claim"], Iterable["Constraint"]]
"""What the rules would state of a claim."""


def suspect(contradiction: Contradiction, parts: Mapping[str, int], view: View) -> str | None:
    """The record of a contradiction that most likely errs; None where two are equally likely.

    `parts` says in how many contradictions each record has a part.
    """
    if len(contradiction.owners) == 1:
        return contradiction.owners[0]
    backers: dict[str, set[tuple[str, ...]]] = {}
    for step, owners in contradiction.same:
        for id in step.owners if step.kind != "apart" else ():  # order follows from the kind alone
            backers.setdefault(id, set()).add(owners)
    ranked = sorted(
        (
            (_grounds(id, parts.get(id, 0), len(backers.get(id, ())), view), id)
            for id in contradiction.owners
        ),
        reverse=True,
    )
    return ranked[0][1] if ranked[0][0] > ranked[1][0] else None


def _grounds(id: str, part: int, backers: int, view: View) -> tuple[int, ...]:
    """Grounds to suspect a record, the weightiest first."""
    claim = view.timeline.claims.get(id)
    digest = view.claims.get(id)
    if claim is None or digest is None:
        return (0, 0, 0, 0, 0)
    origins = {view.origin(source) for source in digest.sources}
    return (_anchored(claim, view), part, -backers, DOUBT[digest.confidence], -len(origins))


def _anchored(claim: Claim, view: View) -> int:
    """1 where a day that a source's address carries contradicts the claim, -1 where it agrees."""
    days = [
        day
        for item in claim.evidence
        if item.stance == "supports" and (source := view.sources.get(item.source))
        if (day := day_in_address(source.address))
    ]
    dated = [
        date.literal
        for field in FIELDS[:2]
        if (date := dates.read_or_none(getattr(claim.proposition, field, None)))
    ]
    if not days or not dated:
        return 0
    if any(d.earliest <= day.latest and day.earliest <= d.latest for d in dated for day in days):
        return -1
    return 1 if all(d.earliest > day.latest + 1 for d in dated for day in days) else 0


def day_in_address(address: str) -> dates.Window | None:
    """The day or month that an address carries, as days of what it leads to."""
    for carried in (addresses.month_of_number, addresses.day_of_copy, addresses.day_in_path):
        date = carried(address)
        if date is not None:
            return date.literal
    return None


def cure(id: str, corpus: Corpus, view: View, stated: States) -> Fix | None:
    """The one small edit of a claim's date that cures all its contradictions; None unless just one.

    Tried are: day and month swapped; year, month or day off by one; the century; the date of
    another claim that rests on the same source.
    """
    entry = corpus.entry_of.get(id)
    if entry is None or entry.sort != "claim" or entry.problems:
        return None  # a text that is damaged besides says more, or less, than was read of it
    try:
        value = json.loads(entry.text())
    except (OSError, ValueError):
        return None
    timeline = view.timeline
    rest = timeline.solve().without(frozenset((id,)))
    if rest is None:
        return None
    cures = []
    for field in FIELDS:
        text = value["proposition"].get(field)
        if not isinstance(text, str):
            continue
        for edit in dict.fromkeys((*_slips(text), *_siblings(id, field, view))):
            if edit == text or dates.read_or_none(edit, open_end=True) is None:
                continue
            changed = {**value, "proposition": {**value["proposition"], field: edit}}
            claim: Any = validate("claim", changed)
            if breach([*own_dates(claim), *stated(claim)], timeline, rest.window) is None:
                cures.append((field, text, edit))
    if len(cures) != 1:
        return None
    field, text, edit = cures[0]
    return Fix(
        f"{field} {edit} instead of {text} would agree with all other records; "
        "look at the source first",
        False,
        (Edit(id, ("proposition", field), json.dumps(edit)),),
    )


def _slips(text: str) -> Iterator[str]:
    """The dates that a date may have been meant for, by one slip of the pen."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not found:
        return
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None

    def made(y: int, m: int | None, d: int | None) -> str:
        return f"{y:04}" + (f"-{m:02}" if m else "") + (f"-{d:02}" if d else "")

    if month and day:
        yield made(year, day, month)
    for step in (-1, 1):
        yield made(year + step, month, day)
        yield made(year + 100 * step, month, day)
        if month and 1 <= month + step <= 12:
            yield made(year, month + step, day)
        if day and 1 <= day + step <= 31:
            yield made(year, month, day + step)


def _siblings(id: str, field: str, view: View) -> Iterator[str]:
    """Dates of other claims of the timeline that rest on one of the same sources."""
    resting = view.once(_resting)
    others = {other for source in view.claims[id].sources for other in resting.get(source, ())} - {
        id
    }
    for other in sorted(others):
        text = getattr(view.timeline.claims[other].proposition, field, None)
        if text and text != "..":
            yield text


def _resting(view: View) -> dict[str, list[str]]:
    """For each source the claims of the timeline that rest on it."""
    found: dict[str, list[str]] = {}
    for id in view.timeline.claims:
        for source in view.claims[id].sources:
            found.setdefault(source, []).append(id)
    return found
