"""The bounds of an age, put against a calendar that counts birthdays."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from claims_check.dates import MAX_DAY, MIN_DAY
from claims_check.rules.offices import earliest_birth, latest_birth

DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))
LEAP_DAYS = st.sampled_from([date(year, 2, 29) for year in (1896, 1904, 2000, 2024)])


def ages(born: date, day: date) -> set[int]:
    """The ages of somebody on a day: two where usage differs, for those born on a leap day."""
    full = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    eve = (born.month, born.day) == (2, 29) and (day.month, day.day) == (2, 28)
    common = not (day.year % 4 == 0 and (day.year % 100 or day.year % 400 == 0))
    return {full, full + 1} if eve and common else {full}


@given(DAYS | LEAP_DAYS, DAYS | LEAP_DAYS)
def test_an_age_admits_a_birth_exactly_if_birthdays_give_that_age(born: date, day: date) -> None:
    for age in range(130):
        earliest = earliest_birth(day.toordinal(), age + 1)
        latest = latest_birth(day.toordinal(), age)
        assert (earliest <= born.toordinal() <= latest) == (age in ages(born, day))


def test_a_day_without_bounds_bounds_no_birth() -> None:
    assert latest_birth(MAX_DAY, 30) == MAX_DAY
    assert earliest_birth(MIN_DAY, 31) == MIN_DAY
