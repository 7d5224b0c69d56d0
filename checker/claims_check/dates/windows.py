"""Days as whole numbers and windows of days: counting, comparing, saying them in words.

A day is its number in the proleptic Gregorian calendar, 1 for 0001-01-01, as `date.toordinal` of
the standard library counts.  The arithmetic is written out because windows that a gap or a `~`
has moved may leave the years 1 to 9999, where `datetime.date` ends.
"""

from __future__ import annotations

from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Order = Literal["before", "after", "undecided"]
else:
    Order = str

MIN_DAY = -(10**9)
"""Stands for "no earliest day": a day before every day that can be written."""
MAX_DAY = 10**9
"""Stands for "no latest day": a day after every day that can be written."""


class Window(NamedTuple):
    """All days from `earliest` to `latest`, both included; the sentinels mean no bound."""

    earliest: int
    latest: int


ANY_DAY = Window(MIN_DAY, MAX_DAY)
FIRST_DAY, LAST_DAY = 1, 3652059
"""What YYYY-MM-DD can write, and what readers of dates take: 0001-01-01 and 9999-12-31."""

_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)  # common year
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_400_YEARS = 146_097


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _first_of_month(year: int, month: int) -> int:
    years = year - 1
    day = 365 * years + years // 4 - years // 100 + years // 400 + _DAYS_BEFORE_MONTH[month - 1]
    return day + (2 if month > 2 and _is_leap(year) else 1)


def month_length(year: int, month: int) -> int:
    """How many days a month (1 to 12) has in that year."""
    return 29 if month == 2 and _is_leap(year) else _MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """The number of a day; any whole year counts, 0 is the year before 1.

    Raises ValueError where the calendar has no such day.
    """
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        raise ValueError(f"there is no day {day} in month {month} of year {year}")
    return _first_of_month(year, month) + day - 1


def months(year: int, first: int, last: int) -> Window:
    """The window from the first day of one month to the last day of another of the same year."""
    return Window(
        _first_of_month(year, first), _first_of_month(year, last) + month_length(year, last) - 1
    )


def day_text(day: int) -> str:
    """A day as ISO 8601 writes it, `..` for the sentinels.

    Years after 9999 get a `+`, years before 0 a `-` (the expanded form of ISO 8601-1, 4.3.2).
    """
    if not MIN_DAY < day < MAX_DAY:
        return ".."
    year = (day - 1) * 400 // _DAYS_IN_400_YEARS + 1  # as if leap days were spread evenly
    if _first_of_month(year + 1, 1) <= day:  # they come at the end of their four years
        year += 1
    month = (day - _first_of_month(year, 1)) // 31 + 1  # no month is longer: it, or the next
    if month < 12 and _first_of_month(year, month + 1) <= day:
        month += 1
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day - _first_of_month(year, month) + 1:02}"


def window_text(window: Window) -> str:
    """A window in a person's words: one day, from a day to a day, or bounded on one side."""
    earliest, latest = window
    if earliest > latest:
        return "no day"
    if earliest <= MIN_DAY:
        return "any day" if latest >= MAX_DAY else f"no later than {day_text(latest)}"
    if latest >= MAX_DAY:
        return f"no earlier than {day_text(earliest)}"
    if earliest == latest:
        return day_text(earliest)
    return f"{day_text(earliest)} to {day_text(latest)}"


def order_windows(first: Window, then: Window) -> Order:
    """Which comes first on every choice of a day from each; `undecided` where the choice matters.

    Two windows of one and the same day are undecided too: neither is before the other.
    """
    if first.latest < then.earliest:
        return "before"
    if first.earliest > then.latest:
        return "after"
    return "undecided"
