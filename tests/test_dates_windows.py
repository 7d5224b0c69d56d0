"""Days as numbers, windows in words, and which of two comes first."""

from __future__ import annotations

import pytest

from claims_check.dates import (
    ANY_DAY,
    MAX_DAY,
    MIN_DAY,
    Window,
    day_number,
    day_text,
    order,
    order_windows,
    read,
    window_text,
)

MARCH_1, MARCH_5, MARCH_31 = (day_number(2024, 3, day) for day in (1, 5, 31))


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("2023-06", "2023-07", "before"),
        ("2023-07", "2023-06", "after"),
        ("2023-07", "2023-07-18", "undecided"),
        ("2023-07-18", "2023-07-18", "undecided"),
        ("2023~", "2024", "before"),
        ("2023?", "2024", "before"),
        ("[..2023-03-03]", "2023-03-04", "before"),
        ("[..2023-03-03]", "2023-03-03", "undecided"),
        ("[2025..]", "2024", "after"),
        ("[2024-04,2024-09]", "2024-06", "undecided"),
        ("2023", "..", "undecided"),
    ],
)
def test_order_is_certain_or_undecided(first: str, then: str, expected: str) -> None:
    assert order(read(first), read(then, open_end=True)) == expected


def test_the_wide_readings_decide_less() -> None:
    about, later = read("2023~"), read("2024")
    assert order_windows(about.literal, later.literal) == "before"
    assert order_windows(about.wide, later.wide) == "undecided"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (737000, "2018-11-02"),
        (1, "0001-01-01"),
        (0, "0000-12-31"),
        (-365, "0000-01-01"),
        (-366, "-0001-12-31"),
        (3652059, "9999-12-31"),
        (3652060, "+10000-01-01"),
        (MIN_DAY, ".."),
        (MAX_DAY, ".."),
        (MIN_DAY - 1, ".."),
        (MAX_DAY + 1, ".."),
    ],
)
def test_a_day_is_written_as_iso_writes_it(day: int, text: str) -> None:
    assert day_text(day) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (Window(MARCH_5, MARCH_5), "2024-03-05"),
        (Window(MARCH_1, MARCH_31), "2024-03-01 to 2024-03-31"),
        (Window(MIN_DAY, MARCH_31), "no later than 2024-03-31"),
        (Window(MARCH_1, MAX_DAY), "no earlier than 2024-03-01"),
        (ANY_DAY, "any day"),
        (Window(5, 4), "no day"),
    ],
)
def test_a_window_is_said_in_words(days: Window, text: str) -> None:
    assert window_text(days) == text


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2023, 2, 29), (2023, 13, 1), (2023, 0, 1), (2023, 7, 0)]
)
def test_a_day_that_the_calendar_has_not_has_no_number(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match=f"no day {day} in month {month} of year {year}"):
        day_number(year, month, day)
