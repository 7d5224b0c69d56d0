"""The date profile by example: bounds of every form, what is refused, and the cures proposed."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from datetime import date

import pytest

from claims_check.dates import (
    ANY_DAY,
    APPROXIMATE_DAYS,
    MAX_DAY,
    MIN_DAY,
    Date,
    DateError,
    Precision,
    Window,
    read,
)
from claims_check.dates.forms import Refusal, read_form


def window(earliest: str, latest: str) -> Window:
    """Two ISO days, or `..` for a sentinel, through the standard library."""
    return Window(
        MIN_DAY if earliest == ".." else date.fromisoformat(earliest).toordinal(),
        MAX_DAY if latest == ".." else date.fromisoformat(latest).toordinal(),
    )


def refused(text: str, *, open_end: bool = False, time: bool = False) -> DateError:
    with pytest.raises(DateError) as caught:
        read(text, open_end=open_end, time=time)
    return caught.value


# The examples of the specification (Library of Congress, 4 February 2019) that the profile has.
SPECIFICATION_READ: list[tuple[str, str, str, Precision]] = [
    # level 0
    ("1985-04-12", "1985-04-12", "1985-04-12", "day"),
    ("1985-04", "1985-04-01", "1985-04-30", "month"),
    ("1985", "1985-01-01", "1985-12-31", "year"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "day"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "day"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "day"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "day"),
    # level 1
    ("1984?", "1984-01-01", "1984-12-31", "year"),
    ("2004-06~", "2004-06-01", "2004-06-30", "month"),
    ("2004-06-11%", "2004-06-11", "2004-06-11", "day"),
    ("201X", "2010-01-01", "2019-12-31", "decade"),
    ("20XX", "2000-01-01", "2099-12-31", "century"),
    ("2004-XX", "2004-01-01", "2004-12-31", "year"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "month"),
    # level 2
    ("2001-34", "2001-04-01", "2001-06-30", "quarter"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "set"),
    ("[..1760-12-03]", "..", "1760-12-03", "set"),
    ("[1760-12..]", "1760-12-01", "..", "set"),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", "..", "set"),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31", "set"),
    ("[..1984]", "..", "1984-12-31", "set"),
]

# Those that it has not: what the message proposes to write, or what it says where it cannot.
SPECIFICATION_REFUSED = [
    # level 0: an interval is two fields
    ("1964/2008", "start 1964 and end 2008"),
    ("2004-06/2006-08", "start 2004-06 and end 2006-08"),
    ("2004-02-01/2005-02-08", "start 2004-02-01 and end 2005-02-08"),
    ("2004-02-01/2005-02", "start 2004-02-01 and end 2005-02"),
    ("2004-02-01/2005", "start 2004-02-01 and end 2005"),
    ("2005/2006-02", "start 2005 and end 2006-02"),
    # level 1
    ("Y170000002", "is not one of the years 0001 to 9999"),
    ("Y-170000002", "is not one of the years 0001 to 9999"),
    ("-1985", "is not one of the years 0001 to 9999"),
    ("2001-21", "is spring 2001, a season"),
    ("2001-22", "is summer 2001, a season"),
    ("2001-23", "is autumn 2001, a season"),
    ("2001-24", "is winter 2001, a season"),
    ("1985-XX-XX", "write 1985"),
    ("1985-04-12/..", "write start 1985-04-12 and end .."),
    ("1985-04/..", "write start 1985-04 and end .."),
    ("1985/..", "write start 1985 and end .."),
    ("../1985-04-12", "write end 1985-04-12 and leave start out"),
    ("../1985-04", "write end 1985-04 and leave start out"),
    ("../1985", "write end 1985 and leave start out"),
    ("1985-04-12/", "write start 1985-04-12 and leave end out"),
    ("1985-04/", "write start 1985-04 and leave end out"),
    ("1985/", "write start 1985 and leave end out"),
    ("/1985-04-12", "write end 1985-04-12 and leave start out"),
    ("/1985-04", "write end 1985-04 and leave start out"),
    ("/1985", "write end 1985 and leave start out"),
    ("1984~/2004-06", "write start 1984~ and end 2004-06"),
    ("1984/2004-06~", "write start 1984 and end 2004-06~"),
    # level 2
    ("Y-17E7", "is not one of the years 0001 to 9999"),
    ("1950S2", "write 19XX"),
    ("Y171010000S3", "is not one of the years 0001 to 9999"),
    ("Y3388E2S3", "is not one of the years 0001 to 9999"),
    ("2001-29", "is spring 2001 in the south, a season"),
    ("{1667,1668,1670..1672}", "a claim for each; for one of them write [1667,1668,1670..1672]"),
    ("{1960,1961-12}", "a claim for each; for one of them write [1960,1961-12]"),
    ("{..1984}", "a claim for each; for one of them write [..1984]"),
    ("2004-06~-11", "write 2004-06-11~"),
    ("2004?-06-11", "write 2004-06-11?"),
    ("?2004-06-~11", "write 2004-06-11%"),
    ("2004-%06-11", "write 2004-06-11%"),
    ("156X-12-25", "write 156X"),
    ("15XX-12-25", "write 15XX"),
    ("XXXX-12-XX", "has no year"),
    ("1XXX-XX", "write [1000..1999]"),
    ("1XXX-12", "write [1000..1999]"),
    ("1984-1X", "write [1984-10..1984-12]"),
    ("2004-06-~01/2004-06-~20", "write start 2004-06-01~ and end 2004-06-20~"),
    ("2004-06-XX/2004-07-03", "start 2004-06-XX and end 2004-07-03"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), SPECIFICATION_READ)
def test_an_example_of_the_specification_has_these_bounds(
    text: str, earliest: str, latest: str, precision: Precision
) -> None:
    read_date = read(text, time=True)
    assert read_date.literal == window(earliest, latest)
    assert read_date.precision == precision
    assert read_date.text == text


@pytest.mark.parametrize(("text", "says"), SPECIFICATION_REFUSED)
def test_an_example_outside_the_profile_is_refused_with_what_to_write(text: str, says: str) -> None:
    error = refused(text, open_end=True, time=True)
    assert says in error.message
    assert error.reason == "outside-profile"


def test_the_two_tables_hold_each_example_once() -> None:
    texts = [row[0] for row in SPECIFICATION_READ] + [row[0] for row in SPECIFICATION_REFUSED]
    assert len(texts) == len(set(texts)) == 69


OTHERS_READ: list[tuple[str, str, str, Precision]] = [
    ("2013-33", "2013-01-01", "2013-03-31", "quarter"),
    ("2013-34", "2013-04-01", "2013-06-30", "quarter"),
    ("2013-35", "2013-07-01", "2013-09-30", "quarter"),
    ("2013-36", "2013-10-01", "2013-12-31", "quarter"),
    ("2024-37", "2024-01-01", "2024-04-30", "third"),
    ("2024-38", "2024-05-01", "2024-08-31", "third"),
    ("2024-39", "2024-09-01", "2024-12-31", "third"),
    ("2024-40", "2024-01-01", "2024-06-30", "half"),
    ("2024-41", "2024-07-01", "2024-12-31", "half"),
    ("0001-01-01", "0001-01-01", "0001-01-01", "day"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
    ("99XX", "9900-01-01", "9999-12-31", "century"),
    ("001X", "0010-01-01", "0019-12-31", "decade"),
    ("[2011-05..2018-06-24]", "2011-05-01", "2018-06-24", "set"),
    ("[2024-04-15..2024-04]", "2024-04-15", "2024-04-30", "set"),
    ("[2013-36..2014-33]", "2013-10-01", "2014-03-31", "set"),
    ("[201X,2023-XX]", "2010-01-01", "2023-12-31", "set"),
    ("[..2023-03-03,2024-01..]", "..", "..", "set"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), OTHERS_READ)
def test_a_form_of_the_profile_has_these_bounds(
    text: str, earliest: str, latest: str, precision: Precision
) -> None:
    assert read(text).literal == window(earliest, latest)
    assert read(text).precision == precision


@pytest.mark.parametrize("year", [1900, 2000, 2023, 2024, 2100])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_ends_on_its_last_day_in_leap_years_and_others(year: int, month: int) -> None:
    lengths = {4: 30, 6: 30, 9: 30, 11: 30, 2: 29 if year in (2000, 2024) else 28}
    last = lengths.get(month, 31)
    text = f"{year}-{month:02}"
    assert read(text).literal == window(f"{text}-01", f"{text}-{last}")
    assert read(f"{text}-{last}").literal == window(f"{text}-{last}", f"{text}-{last}")
    assert refused(f"{text}-{last + 1}").reason == "impossible-day"
    assert f"{year} has {last} days" in refused(f"{text}-{last + 1}").message


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023-07-18", "2023-07-18", "2023-07-18"),
        ("2023-07-18~", "2023-07-11", "2023-07-25"),
        ("2023-02~", "2023-01-01", "2023-03-31"),
        ("2023-02-XX~", "2023-01-01", "2023-03-31"),
        ("2013-36~", "2013-07-01", "2014-04-02"),
        ("2024-37~", "2023-08-31", "2024-08-31"),
        ("2024-40~", "2023-07-01", "2024-12-31"),
        ("2022~", "2020-12-31", "2024-01-01"),
        ("201X~", "2000-01-01", "2029-12-31"),
        ("19XX~", "1799-12-31", "2099-12-31"),
        ("2022?", "..", ".."),
        ("2022%", "..", ".."),
        ("[2024-04..2024-09]", "2024-04-01", "2024-09-30"),
    ],
)
def test_the_wide_reading_grants_the_qualifier(text: str, earliest: str, latest: str) -> None:
    assert read(text).wide == window(earliest, latest)


def test_every_precision_but_a_set_has_a_width() -> None:
    precisions = {row[3] for row in [*SPECIFICATION_READ, *OTHERS_READ]}
    assert set(APPROXIMATE_DAYS) == precisions - {"set"}


def test_the_qualifier_is_kept() -> None:
    assert [read(text).qualifier for text in ("2022", "2022?", "2022~", "2022%")] == [
        *["", "?", "~", "%"]
    ]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("2023-07", [("2023-07-01", "2023-07-31")]),
        ("[2024-04..2024-09]", [("2024-04-01", "2024-09-30")]),
        ("[2024-04,2024-09]", [("2024-04-01", "2024-04-30"), ("2024-09-01", "2024-09-30")]),
        ("[2024-04,2024-05]", [("2024-04-01", "2024-05-31")]),
        ("[2024-04..2024-06,2024-06-15..2024-09]", [("2024-04-01", "2024-09-30")]),
        ("[2024-04-29,2024-05-01]", [("2024-04-29", "2024-04-29"), ("2024-05-01", "2024-05-01")]),
        (
            "[1667,1668,1670..1672]",
            [("1667-01-01", "1668-12-31"), ("1670-01-01", "1672-12-31")],
        ),
        ("[..2023-03-03,2024-01..]", [("..", "2023-03-03"), ("2024-01-01", "..")]),
    ],
)
def test_runs_leave_out_the_holes_of_a_set(text: str, runs: list[tuple[str, str]]) -> None:
    assert read(text).runs == tuple(window(*run) for run in runs)


def test_still_so_is_a_date_only_at_the_end_of_a_state() -> None:
    still_so = read("..", open_end=True)
    assert still_so.open
    assert still_so.literal == still_so.wide == ANY_DAY
    assert not read("2023-07", open_end=True).open
    assert "only the end of a state can be that" in refused("..").message
    assert refused("..", time=True).reason == "outside-profile"


def test_a_time_of_day_is_admitted_for_sources_only_and_the_local_day_counts() -> None:
    text = "2023-11-22T01:00:00-08:00"
    assert read(text, time=True).literal == window("2023-11-22", "2023-11-22")
    error = refused(text)
    assert error.message == (
        "2023-11-22T01:00:00-08:00 has a time of day, which only the days of a source have: "
        "write 2023-11-22"
    )
    assert error.instead == "2023-11-22"


@pytest.mark.parametrize(
    "clock",
    [
        *("T24:00:00Z", "T23:60:00Z", "T23:00:60Z", "T23:00Z", "T23Z", "T23:00:00.5Z"),
        *("T23:00:00z", "T23:00:00+15:00", "T23:00:00+14:01", "T23:00:00+1", "T23:00:00+01:60"),
        *("T23:00:00+0100", "T23:00:00 +01:00", "T23:00:00UTC", "t23:00:00Z", " 23:00:00Z"),
    ],
)
def test_a_malformed_time_of_day_is_refused_and_the_day_proposed(clock: str) -> None:
    assert refused(f"2023-11-22{clock}", time=True).instead == "2023-11-22"


@pytest.mark.parametrize("text", ["2023-02-30T10:00:00Z", "2023-13-01T10:00:00Z"])
def test_a_time_on_a_day_that_does_not_exist_is_refused(text: str) -> None:
    assert refused(text, time=True).reason == "impossible-day"


def test_a_time_of_day_takes_no_qualifier_and_no_x() -> None:
    assert refused("2023-11-22T01:00:00Z~", time=True).instead == "2023-11-22"
    assert refused("2023-11-XXT01:00:00Z", time=True).reason == "outside-profile"


def test_a_long_set_is_read() -> None:
    members = ",".join(f"{year:04}" for year in range(1, 5000, 2))
    assert len(read(f"[{members}]").runs) == 2500


def test_a_date_does_not_change() -> None:
    july, name = read("2023-07"), "text"
    with pytest.raises(AttributeError, match="text cannot be set"):
        setattr(july, name, "2024")
    with pytest.raises(AttributeError, match="text cannot be removed"):
        delattr(july, name)
    assert july.text == "2023-07"


def test_dates_of_one_text_are_equal_and_one_object() -> None:
    july = read("2023-07")
    assert read("-".join(["2023", "07"])) is july
    assert {july, Date("2023-07", july.runs, "month")} == {july}
    assert july != read("2023-07-XX")
    assert july != "2023-07"
    assert repr(july) == "Date('2023-07')"


@pytest.mark.parametrize("text", ["2023-07~", "[2024-04,2024-09]", "2023-07-18"])
def test_a_date_can_be_copied_and_pickled(text: str) -> None:
    for again in (copy.deepcopy(read(text)), pickle.loads(pickle.dumps(read(text)))):
        assert again == read(text)
        assert (again.literal, again.wide, again.runs) == (
            read(text).literal,
            read(text).wide,
            read(text).runs,
        )


def test_an_error_can_be_pickled() -> None:
    error = pickle.loads(pickle.dumps(refused("2023-7")))
    assert (str(error), error.reason, error.instead) == (
        "2023-7 is not how dates are written here: write 2023-07",
        "outside-profile",
        "2023-07",
    )


def test_an_equal_text_is_never_read_twice_whether_it_is_a_date_or_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    def counting(text: str) -> Date | Refusal | None:
        seen.append(text)
        return read_form(text)

    monkeypatch.setattr("claims_check.dates.read_form", counting)
    for _ in range(3):
        read("1815-06-18")
        read("1815-06-18", time=True)
        read("1815-06-18", open_end=True)
        refused("18 June 1815 at noon")
    assert seen == ["1815-06-18", "18 June 1815 at noon"]


def test_reading_dates_of_the_profile_does_not_import_the_explanations() -> None:
    code = (
        "import sys\nfrom claims_check.dates import read\n"
        "[read(t) for t in ('2023-07', '[2024-04..2024-09]', '2022~')]\n"
        "print([m for m in ('refusals', 'spellings') if 'claims_check.dates.' + m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [("..", {"open_end": True}), ("2024-05-01T10:00:00Z", {"time": True})],
)
def test_what_may_stand_in_one_place_may_stand_in_no_other_for_that(
    text: str, where: dict[str, bool]
) -> None:
    for _ in range(2):
        assert read(text, **where) is read(text, **where)
        with pytest.raises(DateError):
            read(text)
