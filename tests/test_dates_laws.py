"""Laws of the date profile, over generated dates of every form."""

from __future__ import annotations

import calendar
from datetime import date
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from claims_check.dates import (
    APPROXIMATE_DAYS,
    MAX_DAY,
    MIN_DAY,
    Date,
    DateError,
    Window,
    day_number,
    day_text,
    order,
    order_windows,
    read,
    window_text,
)

many = settings(max_examples=300, deadline=None)
few = settings(max_examples=100, deadline=None)


class Made(NamedTuple):
    """A text and the days it stands for, built by the standard library and not by the reader."""

    text: str
    earliest: int
    latest: int


def made(text: str, earliest: date, latest: date) -> Made:
    return Made(text, earliest.toordinal(), latest.toordinal())


def made_months(text: str, year: int, first: int, last: int) -> Made:
    length = calendar.monthrange(year, last)[1]
    return made(text, date(year, first, 1), date(year, last, length))


def holding(day: date) -> list[Made]:
    """The dates of every plain form that the day lies in, finest first."""
    year, month = day.year, day.month
    quarter, third, half = (month - 1) // 3, (month - 1) // 4, (month - 1) // 6
    finer = [
        made(day.isoformat(), day, day),
        made_months(f"{year:04}-{month:02}", year, month, month),
        made_months(f"{year:04}-{month:02}-XX", year, month, month),
        made_months(f"{year:04}-{33 + quarter}", year, 3 * quarter + 1, 3 * quarter + 3),
        made_months(f"{year:04}-{37 + third}", year, 4 * third + 1, 4 * third + 4),
        made_months(f"{year:04}-{40 + half}", year, 6 * half + 1, 6 * half + 6),
        made_months(f"{year:04}", year, 1, 12),
        made_months(f"{year:04}-XX", year, 1, 12),
    ]
    coarser = [
        made(f"{year // span:0{digits}}{'X' * (4 - digits)}", date(first, 1, 1), date(last, 12, 31))
        for span, digits in ((10, 3), (100, 2))
        if (first := year // span * span) > 0
        for last in (first + span - 1,)
    ]
    return finer + coarser


days = st.dates()
modern_days = st.dates(date(2018, 1, 1), date(2026, 12, 31))
plain = days.flatmap(lambda day: st.sampled_from(holding(day)))
modern = modern_days.flatmap(lambda day: st.sampled_from(holding(day)))
qualifiers = st.sampled_from("?~%")


@st.composite
def members(draw: st.DrawFn) -> Made:
    """One date of a set or a stretch of it, of at least two days that differ in spelling."""
    first, last = draw(modern), draw(modern)
    if draw(st.booleans()) or first.text == last.text or first.earliest > last.latest:
        return first
    return Made(f"{first.text}..{last.text}", first.earliest, last.latest)


@st.composite
def sets(draw: st.DrawFn) -> tuple[str, list[Made]]:
    """A set in its normal spelling: each member begins after, and reaches beyond, those before."""
    kept: list[Made] = []
    for member in sorted(draw(st.lists(members(), min_size=1, max_size=5)), key=lambda m: m[1:]):
        if not kept or (member.earliest > kept[-1].earliest and member.latest > kept[-1].latest):
            kept.append(member)
    if ".." not in kept[0].text and draw(st.booleans()):
        kept[0] = Made(f"..{kept[0].text}", MIN_DAY, kept[0].latest)
    elif ".." not in kept[-1].text and draw(st.booleans()):
        kept[-1] = Made(f"{kept[-1].text}..", kept[-1].earliest, MAX_DAY)
    elif len(kept) == 1 and ".." not in kept[0].text:
        kept[0] = Made(f"{kept[0].text}..", kept[0].earliest, MAX_DAY)
    return f"[{','.join(member.text for member in kept)}]", kept


@st.composite
def date_times(draw: st.DrawFn) -> Made:
    day, clock = draw(days), draw(st.times()).replace(microsecond=0)
    offset = draw(st.sampled_from(["", "Z", "+00", "-08:00", "+05:30", "+14:00", "-12"]))
    return made(f"{day.isoformat()}T{clock.isoformat()}{offset}", day, day)


texts = st.one_of(
    plain.map(lambda plain_date: plain_date.text),
    st.tuples(plain, qualifiers).map(lambda pair: pair[0].text + pair[1]),
    sets().map(lambda pair: pair[0]),
    date_times().map(lambda timed: timed.text),
    st.just(".."),
)
dates = texts.map(lambda text: read(text, open_end=True, time=True))
windows = st.tuples(st.integers(-50, 50), st.integers(0, 20)).map(
    lambda pair: Window(pair[0], pair[0] + pair[1])
)


@many
@given(plain)
def test_bounds_of_a_plain_date_are_those_of_the_calendar(plain_date: Made) -> None:
    found = read(plain_date.text)
    assert found.literal == found.wide == (plain_date.earliest, plain_date.latest)
    assert found.runs == (found.literal,)


@many
@given(plain, qualifiers)
def test_a_qualifier_leaves_the_literal_bounds_and_opens_the_wide_ones(
    plain_date: Made, qualifier: str
) -> None:
    found = read(plain_date.text + qualifier)
    assert found.literal == (plain_date.earliest, plain_date.latest)
    assert found.precision == read(plain_date.text).precision
    if qualifier == "~":
        slack = APPROXIMATE_DAYS[found.precision]
        assert found.wide == (plain_date.earliest - slack, plain_date.latest + slack)
    else:
        assert found.wide == (MIN_DAY, MAX_DAY)


@many
@given(plain)
def test_about_a_time_reaches_over_the_whole_unit_before_and_after(plain_date: Made) -> None:
    """The width of `~` is no less than the unit itself, whichever unit of its kind it is."""
    found = read(plain_date.text)
    assert APPROXIMATE_DAYS[found.precision] >= found.literal.latest - found.literal.earliest + 1


@many
@given(sets())
def test_the_runs_of_a_set_hold_exactly_the_days_of_its_members(
    made_set: tuple[str, list[Made]],
) -> None:
    text, kept = made_set
    found = read(text)
    assert found.literal == (kept[0].earliest, kept[-1].latest)
    near = range(date(1900, 1, 1).toordinal(), date(2130, 1, 1).toordinal())
    in_members: set[int] = set()
    for member in kept:
        in_members.update(near[max(member.earliest - near[0], 0) : member.latest - near[0] + 1])
    in_runs = [
        day
        for run in found.runs
        for day in near[max(run.earliest - near[0], 0) : run.latest - near[0] + 1]
    ]
    assert in_runs == sorted(in_members)


@many
@given(date_times())
def test_the_local_day_of_a_date_time_counts(timed: Made) -> None:
    assert read(timed.text, time=True).literal == (timed.earliest, timed.latest)


@many
@given(texts)
def test_the_text_of_a_date_is_what_was_read(text: str) -> None:
    found = read(text, open_end=True, time=True)
    assert found.text == text
    assert found.open == (text == "..")


@many
@given(dates)
def test_runs_lie_in_the_literal_reading_and_that_in_the_wide_one(found: Date) -> None:
    assert found.wide.earliest <= found.literal.earliest <= found.literal.latest
    assert found.literal.latest <= found.wide.latest
    assert found.runs[0].earliest == found.literal.earliest
    assert found.runs[-1].latest == found.literal.latest
    assert all(run.earliest <= run.latest for run in found.runs)
    for run, following in zip(found.runs, found.runs[1:], strict=False):
        assert run.latest + 1 < following.earliest


@many
@given(modern_days, st.data())
def test_a_finer_date_keeps_every_certain_order_of_the_coarser(
    day: date, data: st.DataObject
) -> None:
    plain_dates = holding(day)
    coarse = data.draw(st.sampled_from(plain_dates))
    fine = data.draw(
        st.sampled_from(
            [
                finer
                for finer in plain_dates
                if coarse.earliest <= finer.earliest and finer.latest <= coarse.latest
            ]
        )
    )
    other = data.draw(modern.map(lambda plain_date: read(plain_date.text)))
    if order(read(coarse.text), other) != "undecided":
        assert order(read(fine.text), other) == order(read(coarse.text), other)
    if order(read(fine.text), other) == "undecided":
        assert order(read(coarse.text), other) == "undecided"


@many
@given(windows, windows, st.data())
def test_narrowing_loses_no_certain_order_and_widening_gains_none(
    first: Window, then: Window, data: st.DataObject
) -> None:
    earliest = data.draw(st.integers(first.earliest, first.latest))
    narrow = Window(earliest, data.draw(st.integers(earliest, first.latest)))
    if order_windows(first, then) != "undecided":
        assert order_windows(narrow, then) == order_windows(first, then)
    if order_windows(narrow, then) == "undecided":
        assert order_windows(first, then) == "undecided"


@many
@given(windows, windows)
def test_order_is_certain_exactly_where_every_choice_of_days_agrees(
    first: Window, then: Window
) -> None:
    choices = [
        (mine, other)
        for mine in range(first.earliest, first.latest + 1)
        for other in range(then.earliest, then.latest + 1)
    ]
    expected = "undecided"
    if all(mine < other for mine, other in choices):
        expected = "before"
    elif all(mine > other for mine, other in choices):
        expected = "after"
    assert order_windows(first, then) == expected


@many
@given(dates, dates)
def test_granting_qualifiers_gains_no_certain_order(first: Date, then: Date) -> None:
    granted = order_windows(first.wide, then.wide)
    assert granted in ("undecided", order(first, then))


@many
@given(dates, dates)
def test_order_is_antisymmetric(first: Date, then: Date) -> None:
    opposite = {"before": "after", "after": "before", "undecided": "undecided"}
    assert order(then, first) == opposite[order(first, then)]
    assert order(first, first) == "undecided"


@many
@given(dates, dates, dates)
def test_order_is_transitive(one: Date, two: Date, three: Date) -> None:
    if order(one, two) == order(two, three) == "before":
        assert order(one, three) == "before"


@many
@given(dates, dates)
def test_dates_are_equal_exactly_where_their_texts_are(first: Date, then: Date) -> None:
    assert (first == then) == (first.text == then.text)
    if first == then:
        assert hash(first) == hash(then)


def refusal(text: str) -> DateError | None:
    try:
        assert read(text, open_end=True, time=True).text == text
    except DateError as error:
        return error
    return None


def judge(text: str) -> None:
    """Any text is read as itself, or refused in one printable line with a readable proposal."""
    error = refusal(text)
    if error is not None:
        assert error.message.isprintable()
        assert error.message == str(error)
        assert 0 < len(error.message) < 600
        if error.instead:
            assert error.instead != text
            assert error.instead in error.message
            assert read(error.instead).text == error.instead


@many
@given(st.text(max_size=500))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    judge(text)


@settings(max_examples=2000, deadline=None)
@given(st.text("0123X?~%-./[],{} TZ:YES+", max_size=24))
def test_any_text_of_the_signs_of_dates_is_read_or_refused(text: str) -> None:
    judge(text)


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("about", "early", "mid-", "late", "end", "of", "before", "by", "since", "to"),
                *("and", "between", "2023", "1990s", "99", "0", "31", "2", "July", "Feb.", "q"),
                *("quarter", "half", "h", "first", "second", "spring", "winter", "probably"),
                *("2024-07-18", "2024-21", "/", ",", "-", "(", "?)", "c.", "W05", "00:00"),
            ]
        ),
        max_size=7,
    ),
    st.sampled_from([" ", "", "-"]),
)
def test_any_words_about_dates_are_read_or_refused(words: list[str], between: str) -> None:
    judge(between.join(words))


@many
@given(texts, st.integers(0, 40), st.sampled_from("0123456789X?~%-./[], TZ:"), st.integers(0, 2))
def test_one_slip_of_the_pen_is_read_as_itself_or_refused(
    text: str, place: int, sign: str, kind: int
) -> None:
    at = place % (len(text) + 1)
    added, left_out, changed = (sign, at), ("", at + 1), (sign, at + 1)
    put, rest = (added, left_out, changed)[kind]
    judge(text[:at] + put + text[rest:])


@few
@given(days)
def test_every_usual_way_to_write_a_day_is_answered_with_its_spelling(day: date) -> None:
    month = calendar.month_name[day.month]
    for written in (
        f"{day.day} {month} {day.year:04}",
        f"{month} {day.day}, {day.year:04}",
        f"{day.day}-{month[:3].upper()}-{day.year:04}",
        f"{day.year:04}/{day.month}/{day.day}",
        f"{day.isoformat()}T00:00:00.000Z",
        f"{day.year:04}-{day.timetuple().tm_yday:03}",
        f"{day.isocalendar().year:04}-W{day.isocalendar().week:02}-{day.isoweekday()}",
        f" {day.isoformat()} ",
    ):
        error = refusal(written)
        assert error is not None
        assert (written, error.instead) == (written, day.isoformat())


@many
@given(days)
def test_days_are_numbered_as_the_standard_library_numbers_them(day: date) -> None:
    assert day_number(day.year, day.month, day.day) == day.toordinal()
    assert day_text(day.toordinal()) == day.isoformat()


@many
@given(st.dates(date(2000, 1, 1), date(2399, 12, 31)), st.integers(-500, 500))
def test_the_calendar_repeats_every_400_years_in_both_directions(day: date, cycles: int) -> None:
    number = day.toordinal() + 146_097 * cycles
    year = day.year + 400 * cycles
    assert day_number(year, day.month, day.day) == number
    written = f"{abs(year):04}{day.isoformat()[4:]}"
    assert day_text(number) == ("-" if year < 0 else "+" if year > 9999 else "") + written


@few
@given(windows)
def test_the_words_of_a_window_name_both_its_ends(days_between: Window) -> None:
    words = window_text(days_between)
    assert words.startswith(day_text(days_between.earliest))
    assert words.endswith(day_text(days_between.latest))
