"""The EDTF profile: text to windows of days, and order with three answers.

Windows and their arithmetic are in `windows`, the forms a date may have in `forms`; `refusals`
and `spellings` find out what a text outside the profile was meant to say and are only imported
for one.  The manual is `checker/docs/dates.md`.
"""

from __future__ import annotations

from functools import lru_cache

from claims_check.dates.forms import (
    APPROXIMATE_DAYS,
    Date,
    Precision,
    Qualifier,
    Reason,
    Refusal,
    read_form,
)
from claims_check.dates.windows import (
    ANY_DAY,
    MAX_DAY,
    MIN_DAY,
    Order,
    Window,
    day_number,
    day_text,
    order_windows,
    window_text,
)

__all__ = [
    "ANY_DAY",
    "APPROXIMATE_DAYS",
    "MAX_DAY",
    "MIN_DAY",
    "Date",
    "DateError",
    "Order",
    "Precision",
    "Qualifier",
    "Reason",
    "Window",
    "day_number",
    "day_text",
    "order",
    "order_windows",
    "read",
    "read_or_none",
    "window_text",
]


class DateError(ValueError):
    """A text that is no date; the message says what is wrong and what to write instead.

    `reason` tells a text outside the profile from one of the right form whose day does not exist
    and from a set that runs backwards.  `instead` is the spelling that the message proposes, one
    that `read` accepts, or empty where it proposes none or several; a person has to agree to it.
    """

    def __init__(self, message: str, reason: Reason, instead: str = "") -> None:
        super().__init__(message, reason, instead)
        self.message = message
        self.reason = reason
        self.instead = instead

    def __str__(self) -> str:
        return self.message


MOST = 1 << 16
"""Texts that are remembered: some 30 MB if ever so many, and a corpus has a few thousand dates."""

_ANYWHERE: dict[str, Date] = {}
"""Dates that may stand anywhere, by their texts: a check asks for some ten a record, again and
again."""


@lru_cache(maxsize=MOST)
def _read(text: str) -> Date | Refusal:
    found = read_form(text)
    if found is not None:
        return found
    from claims_check.dates.refusals import refusal

    return refusal(text)


def read(text: str, *, open_end: bool = False, time: bool = False) -> Date:
    """The date that a text stands for.

    `open_end` admits `..`, which only the end of a state may be; `time` admits a date with a time
    of day, which only the days of a source may have (the day where the clock hangs counts, whatever
    its offset).  Equal texts are read once and give one object.

    Raises DateError for every other text.
    """
    known = _ANYWHERE.get(text)
    if known is not None:
        return known
    found = _read(text)
    if isinstance(found, Refusal):
        raise DateError(*found)
    if found.open and not open_end:
        raise DateError(
            ".. means still so, and only the end of a state can be that: write the date, "
            "or leave the field out where it is not known",
            "outside-profile",
        )
    has_time = text[10:11] == "T"
    if has_time and not time:
        raise DateError(
            f"{text} has a time of day, which only the days of a source have: write {text[:10]}",
            "outside-profile",
            text[:10],
        )
    if not found.open and not has_time and len(_ANYWHERE) < MOST:
        _ANYWHERE[text] = found
    return found


def read_or_none(text: str | None, *, open_end: bool = False, time: bool = False) -> Date | None:
    """The date as `read` gives it; None for no text, or for one that the rules on dates report."""
    if text is None:
        return None
    try:
        return read(text, open_end=open_end, time=time)
    except DateError:
        return None


def order(first: Date, then: Date) -> Order:
    """Which date comes first for certain, as written: on every choice of a day from each.

    The literal readings decide; with the qualifiers granted, it is `order_windows` of the `wide`
    ones.
    """
    return order_windows(first.literal, then.literal)
