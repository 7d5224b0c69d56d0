"""How far a date has moved, in words: 30 days earlier, narrowed, no longer still so."""

from __future__ import annotations

from claims_check import dates
from claims_check.dates import MAX_DAY, MIN_DAY, Date, DateError
from claims_check.dates.windows import day_text
from claims_check.findings import counted


def moved(before: str | None, after: str | None) -> str:
    """What became of a date, as a predicate: `30 days earlier`, `given as 2023`, `taken away`."""
    if before is None:
        return f"given as {after}"
    if after is None:
        return "taken away"
    if before == "..":
        return "given, no longer still so"
    if after == "..":
        return "taken away: still so"
    try:
        one = dates.read(before, time=True)
        other = dates.read(after, time=True)
    except DateError:  # the rules on dates report it
        return "written otherwise"
    return _moved(one, other)


def _moved(before: Date, after: Date) -> str:
    first, last = after.literal.earliest, after.literal.latest
    was_first, was_last = before.literal.earliest, before.literal.latest
    if before.literal == after.literal:
        return "qualified otherwise" if before.wide != after.wide else "written otherwise"
    ends = {first, last, was_first, was_last}
    if ends.isdisjoint((MIN_DAY, MAX_DAY)):
        if units := _units(before, after):
            return _shift(*units)
        by_first, by_last = first - was_first, last - was_last
        if by_first == by_last:
            return _shift(by_first, "day")
        if by_first > 0 and by_last > 0:
            least, most = sorted((by_first, by_last))
            return f"{least} to {most} days later"
        if by_first < 0 and by_last < 0:
            least, most = sorted((-by_first, -by_last))
            return f"{least} to {most} days earlier"
    if was_first <= first and last <= was_last:
        return "narrowed"
    if first <= was_first and was_last <= last:
        return "widened"
    return "later" if first > was_first else "earlier"


def _units(before: Date, after: Date) -> tuple[int, str] | None:
    """How many years or months, where both dates are a whole one or the same day of a year.

    Years and months differ in length, so that days would say it worse.
    """
    if before.precision != after.precision:
        return None
    then, now = (day_text(date.literal.earliest) for date in (before, after))
    years = int(now[:-6]) - int(then[:-6])
    if before.precision == "year" or (before.precision == "day" and then[-6:] == now[-6:]):
        return years, "year"
    if before.precision == "month":
        return 12 * years + int(now[-5:-3]) - int(then[-5:-3]), "month"
    return None


def _shift(number: int, unit: str) -> str:
    return f"{counted(abs(number), unit)} {'later' if number > 0 else 'earlier'}"
