"""Dates under the cursor in words: as written, granted, and as all records leave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check import dates
from claims_check.dates import Window, window_text
from claims_check.lsp.tokens import Token, value_at

if TYPE_CHECKING:
    from claims_check.lsp.desk import Known

FIELDS = ("at", "start", "end")
"""The dates of a proposition."""

DAYS = frozenset({*FIELDS, "target", "on", "checked", "published", "retrieved", "expires"})
"""Keys whose values are dates; one meaning in all records."""


def is_date(token: Token, tokens: list[Token]) -> bool:
    """Whether a quoted text stands where a date belongs."""
    return not token.is_key and token.at[-1:] == (token.key,) and token.key in DAYS


def days_written(date: dates.Date) -> list[str]:
    """The days that a date stands for, in both readings where they differ."""
    if date.open:
        return ["still so on the day the claim was checked"]
    lines = [f"a {date.precision}: {' or '.join(window_text(run) for run in date.runs)}"]
    if date.wide != date.literal:
        lines.append(f"with {date.qualifier} granted: {window_text(date.wide)}")
    return lines


def days_of(tokens: list[Token], otherwise: int) -> tuple[Window, str]:
    """The days that a claim speaks of, and what they are; else the day given.

    An event's day, a state's first day, or the day on which it held.
    """
    for field in FIELDS[:2]:
        token = value_at(tokens, ("proposition", field))
        if token is not None:
            try:
                window = dates.read(token.text).literal
            except dates.DateError:
                continue
            if window.earliest > dates.MIN_DAY and window.latest < dates.MAX_DAY:
                return window, " (the date of this claim)"
    return Window(otherwise, otherwise), ""


def days_left(
    id: str, token: Token, date: dates.Date, known: Known
) -> tuple[Window, tuple[str, ...]] | None:
    """The window that all records together leave a date of a claim, and which others narrow it.

    None where the claim is not on the timeline, or where the window is what is written.
    """
    timeline = known.view.timeline
    points = timeline.points_of_id(id)
    field = token.at[-1]
    if points is None or token.at[:-1] != ("proposition",) or field not in FIELDS:
        return None
    if getattr(timeline.claims[id].proposition, str(field), None) != token.text:
        return None  # changed since the corpus was checked
    key = points.end if field == "end" else points.start
    if field == "at" and points.start != points.end:
        key = ("claim", id, "day")
    window = timeline.window(key)
    if date.literal == window or window.earliest > window.latest:
        return None
    owners = timeline.owners(key, "earliest") | timeline.owners(key, "latest")
    return window, tuple(sorted(owners - {id}))
