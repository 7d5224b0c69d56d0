"""What the date profile refuses: the message for each kind of text and the cure it proposes."""

from __future__ import annotations

import pytest

from claims_check.dates import DateError, read


def refused(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        read(text)
    return caught.value


# What people write, with the spelling that the message proposes.
CURED = [
    # other orders and separators
    ("18/07/2023", "2023-07-18"),
    ("07/18/2023", "2023-07-18"),
    ("5/5/2023", "2023-05-05"),
    ("18.07.2023", "2023-07-18"),
    ("18. 7. 2023", "2023-07-18"),
    ("07/2023", "2023-07"),
    ("2023/07", "2023-07"),
    ("2023/07/18", "2023-07-18"),
    ("2023.07.18", "2023-07-18"),
    ("2023 07", "2023-07"),
    ("2023-7-18", "2023-07-18"),
    ("2023-7-8", "2023-07-08"),
    ("2023-7", "2023-07"),
    ("20230718", "2023-07-18"),
    ("202307", "2023-07"),
    ("20230718101500", "2023-07-18"),
    ("20230718T101500Z", "2023-07-18"),
    ("2023-07-18 10:00", "2023-07-18"),
    ("2024-W05", "[2024-01-29..2024-02-04]"),
    ("2024-W05-3", "2024-01-31"),
    ("2020W53", "[2020-12-28..2021-01-03]"),
    ("2024-060", "2024-02-29"),
    # other characters
    (" 2023-07", "2023-07"),
    ("2023-07\n", "2023-07"),
    ("2023 - 07", "2023-07"),
    ("２０２３-07", "2023-07"),
    ("٢٠٢٣", "2023"),
    ("2023–07–18", "2023-07-18"),
    ("\ufeff2023", "2023"),
    ("201x", "201X"),
    ("199u", "199X"),
    # words
    ("July 2023", "2023-07"),
    ("Jul 2023", "2023-07"),
    ("Sept. 2023", "2023-09"),
    ("2023, July", "2023-07"),
    ("July/2023", "2023-07"),
    ("18 July 2023", "2023-07-18"),
    ("July 18th, 2023", "2023-07-18"),
    ("the 18th of July 2023", "2023-07-18"),
    ("18-Jul-2023", "2023-07-18"),
    ("Tue, 18 Jul 2023 10:00:00 GMT", "2023-07-18"),
    ("the year 2023", "2023"),
    ("Q3 2023", "2023-35"),
    ("2023-Q3", "2023-35"),
    ("third quarter of 2023", "2023-35"),
    ("H2 2024", "2024-41"),
    ("first half of 2024", "2024-40"),
    ("1990s", "199X"),
    ("about 2022", "2022~"),
    ("c. July 2022", "2022-07~"),
    ("2022 (approx.)", "2022~"),
    ("2022 or so", "2022~"),
    ("probably 2022", "2022?"),
    ("2022 (?)", "2022?"),
    # words that leave a choice
    ("early 2024", "[2024-01..2024-04]"),
    ("mid-2024", "[2024-05..2024-08]"),
    ("late 2024", "[2024-09..2024-12]"),
    ("beginning of 2014", "[2014-01..2014-03]"),
    ("the end of 2013", "[2013-10..2013-12]"),
    ("early July 2023", "[2023-07-01..2023-07-10]"),
    ("mid July 2023", "[2023-07-11..2023-07-20]"),
    ("late February 2024", "[2024-02-21..2024-02-29]"),
    ("spring 2024", "[2024-03..2024-05]"),
    ("fall of 2022", "[2022-09..2022-11]"),
    ("winter 2023", "[2023-12..2024-02]"),
    ("no later than 3 March 2023", "[..2023-03-03]"),
    ("by 2023-03", "[..2023-03]"),
    ("on or after 3 March 2023", "[2023-03-03..]"),
    ("before 2023", "[..2022-12-31]"),
    ("after July 2023", "[2023-08-01..]"),
    # seasons and X
    ("2024-21", "[2024-03..2024-05]"),
    ("2024-24", "[2024-12..2025-02]"),
    ("2024-26", "[2024-06..2024-08]"),
    ("2024-29", "[2024-09..2024-11]"),
    ("2024-30", "[2024-12..2025-02]"),
    ("2024-31", "[2024-03..2024-05]"),
    ("2024-32", "[2024-06..2024-08]"),
    ("2023-XX-05", "2023-XX"),
    ("2023-0X", "[2023-01..2023-09]"),
    ("2004-06-0X", "[2004-06-01..2004-06-09]"),
    ("2004-06-1X", "[2004-06-10..2004-06-19]"),
    ("2023-02-2X", "[2023-02-20..2023-02-28]"),
    ("2004-07-3X", "[2004-07-30..2004-07-31]"),
    ("1XXX", "[1000..1999]"),
    ("0XXX", "[0001..0999]"),
    ("1950S1", "[1000..1999]"),
    ("1950S3", "195X"),
    # qualifiers
    ("~2022", "2022~"),
    ("2022??", "2022?"),
    ("2022?~", "2022%"),
    ("2022-~07", "2022-07~"),
    # sets
    ("[2023]", "2023"),
    ("[2022?]", "2022?"),
    ("(2023-07)", "2023-07"),
    ("[2023-07-18", "2023-07-18"),
    ("[2024-04..2024-04]", "2024-04"),
    ("[2024,2024-04]", "2024"),
    ("[2024-01,2024]", "2024"),
    ("[2024-04,2024-04,2024-05]", "[2024-04,2024-05]"),
    ("[2024-04 .. 2024-09]", "[2024-04..2024-09]"),
    ("[2024-04, 2024-09]", "[2024-04,2024-09]"),
    ("[2024-4..2024-9]", "[2024-04..2024-09]"),
    ("[2024-9..2024-4]", "[2024-04..2024-09]"),
    ("2024-04..2024-09", "[2024-04..2024-09]"),
    ("..2024", "[..2024]"),
    ("[2024-04...2024-09]", "[2024-04..2024-09]"),
    ("[July 2023..2024]", "[2023-07..2024]"),
    ("[2022..,2025]", "[2022..]"),
]


@pytest.mark.parametrize(("text", "instead"), CURED)
def test_another_spelling_is_refused_with_the_right_one(text: str, instead: str) -> None:
    error = refused(text)
    assert error.instead == instead
    assert instead in error.message
    assert error.reason == "outside-profile"
    assert read(instead).text == instead


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("July 2023", '"July 2023" is not how dates are written here: write 2023-07'),
        (
            "Q3 2023",
            '"Q3 2023" is not how dates are written here: write 2023-35 (33 to 36 are the quarters '
            "of a year, 40 and 41 its halves)",
        ),
        (
            "early 2024",
            '"early 2024" is not how dates are written here: write the days that the source means, '
            "such as [2024-01..2024-04]",
        ),
        (
            "2024-21",
            "2024-21 is spring 2024, a season, which begins and ends on no certain day and in "
            "other months on the other half of the earth: write the months that are meant, such "
            "as [2024-03..2024-05]",
        ),
        (
            "2004-06~-11",
            "2004-06~-11 has ?, ~ or % elsewhere than once at the right end, where it is of the "
            "whole date: write 2004-06-11~",
        ),
        ("[2023]", "[2023] is a set of one date: write 2023"),
        ("[2024,2024-04]", "[2024,2024-04] says some of its days twice: write 2024"),
        (
            "2019-03/..",
            "2019-03/.. is an interval, and a record has a field for each end: write start 2019-03 "
            "and end ..",
        ),
    ],
)
def test_a_message_says_what_is_wrong_why_and_what_to_write(text: str, message: str) -> None:
    assert refused(text).message == message


# What has no single spelling to propose, with what the message says.
UNCURED = [
    ("", '"" is an empty date: leave the field out where no date is known'),
    ("   ", '"   " is an empty date: leave the field out where no date is known'),
    ("unknown", "unknown is no date: leave the field out where the date is not known"),
    ("N/A", "leave the field out"),
    ("?", "leave the field out"),
    ("[..]", "leave the field out"),
    ("XXXX", "leave the field out"),
    ("XXXX-07", "has no year"),
    ("present", "write .. as the end of a state"),
    (" .. ", "write .. as the end of a state"),
    ("03/04/2023", "can be read in two ways: write 2023-04-03 or 2023-03-04"),
    ("31/02/2023", "2023-02-31 does not exist: February 2023 has 28 days"),
    ("30 February 2023", "2023-02-30 does not exist: February 2023 has 28 days"),
    ("2023-2-30", "2023-02-30 does not exist: February 2023 has 28 days"),
    ("18/07/23", "no year of four digits"),
    ("23", "no year of four digits"),
    ("198", "not in a form that dates have here"),
    ("12345", "not one of the years 0001 to 9999"),
    ("+2023", "not one of the years 0001 to 9999"),
    ("0000", "outside the years 0001 to 9999"),
    ("000X", "outside the years 0001 to 9999"),
    ("00XX", "outside the years 0001 to 9999"),
    ("2023-02-3X", "an X where none may be"),
    ("1X23", "an X where none may be"),
    ("9999-24", "write the months that are meant"),
    ("2019/", "write start 2019 and leave end out"),
    ("2019-03/..", "write start 2019-03 and end .."),
    ("/2021", "write end 2021 and leave start out"),
    ("/", "knows neither"),
    ("../..", "knows neither"),
    ("2005/2004", "write start 2005 and end 2004"),
    ("2019-3/July 2021", "start 2019-03 and end 2021-07"),
    ("1964/20x8", "write start and end by themselves; but 20x8 has an X where none may be"),
    ("2019/2023-02-30", "but 2023-02-30 does not exist: February 2023 has 28 days"),
    (
        "2019–2021",
        "start 2019 and end 2021",
    ),
    ("April to September 2024", "start 2024-04 and end 2024-09"),
    ("between 4 April 2024 and 2024-09", "start 2024-04-04 and end 2024-09"),
    ("since July 2023", "write start 2023-07 and end .."),
    ("[2022~..2023]", "move them as far apart as the source is unsure"),
    ("[2022..2023]~", "move them as far apart as the source is unsure"),
    ("[..2023,2024..]", "leaves no day out"),
    ("[2023-07-18..soon]", "is not a set of dates: write [2023-04..2023-09]"),
    ("[2024,]", "is not a set of dates"),
    ("[2023-02-30 .. 2024]", "is not a set of dates: 2023-02-30 does not exist"),
    ("{2023}", "write a claim for each"),
    ("2023/24", "not in a form that dates have here"),
    ("2024-W54", "not in a form that dates have here"),
    ("2023-366", "not in a form that dates have here"),
    ("2000s", "not in a form that dates have here"),
    ("1/2/3", "not in a form that dates have here"),
    ("2023-07-18-19", "not in a form that dates have here"),
    ("2023-07-", "not in a form that dates have here"),
    ("July", "has no year, which the source or its day of publication has to give: of 2024"),
    ("by March", "of 2024 it would be [..2024-03]"),
    ("in early January", "of 2024 it would be [2024-01-01..2024-01-10]"),
    ("since July", "of 2024 it would be start 2024-07 and end .."),
    ("until 2021", "write end 2021 and leave start out"),
    ("from 2019 on", "write start 2019 and leave end out"),
    ("soon", "soon is not in a form that dates have here: write a day as 2023-07-18"),
    ("2023\x00", r"'2023\x00' is not in a form"),
    ("\ud800", r"'\ud800' is not in a form"),
    ("2023²", "not in a form that dates have here"),
]


@pytest.mark.parametrize(("text", "says"), UNCURED)
def test_a_text_without_one_right_spelling_is_refused_with_advice(text: str, says: str) -> None:
    error = refused(text)
    assert says in error.message
    assert error.instead == ""
    assert error.reason == "outside-profile"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2023-02-30",
            "2023-02-30 does not exist: February 2023 has 28 days; "
            "write the day that the source gives, or 2023-02 where it gives none",
        ),
        (
            "2023-02-29",
            "2023-02-29 does not exist: February 2023 has 28 days; "
            "write the day that the source gives, or 2023-02 where it gives none",
        ),
        (
            "1900-02-29~",
            "1900-02-29 does not exist: February 1900 has 28 days; "
            "write the day that the source gives, or 1900-02 where it gives none",
        ),
        (
            "2023-04-31",
            "2023-04-31 does not exist: April 2023 has 30 days; "
            "write the day that the source gives, or 2023-04 where it gives none",
        ),
        (
            "2023-13",
            "2023-13 does not exist: months are 01 to 12; "
            "write the month that the source gives, or 2023 where it gives none",
        ),
        (
            "2023-42",
            "2023-42 does not exist: months are 01 to 12; "
            "write the month that the source gives, or 2023 where it gives none",
        ),
        (
            "2023-36-01",
            "2023-36-01 does not exist: months are 01 to 12; "
            "write the month that the source gives, or 2023 where it gives none",
        ),
        (
            "2023-13-XX",
            "2023-13-XX does not exist: months are 01 to 12; "
            "write the month that the source gives, or 2023 where it gives none",
        ),
        (
            "2023-18-07",
            "2023-18-07 does not exist: months are 01 to 12; if the day stands before the month, "
            "write 2023-07-18",
        ),
        (
            "2023-00",
            "2023-00 does not exist: months are 01 to 12; for a month not known write 2023",
        ),
        (
            "2023-07-00",
            "2023-07-00 does not exist: days begin with 01; for a day not known write 2023-07",
        ),
        (
            "[2023-02-30..2023-03]",
            "2023-02-30 does not exist: February 2023 has 28 days; "
            "write the day that the source gives, or 2023-02 where it gives none",
        ),
        (
            "[2023,2024-02-30]",
            "2024-02-30 does not exist: February 2024 has 29 days; "
            "write the day that the source gives, or 2024-02 where it gives none",
        ),
    ],
)
def test_a_day_that_does_not_exist_is_named(text: str, message: str) -> None:
    error = refused(text)
    assert error.message == str(error) == message
    assert error.reason == "impossible-day"


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("[2024-09..2024-04]", "[2024-04..2024-09]"),
        ("[2024-09,2024-04]", "[2024-04,2024-09]"),
        ("[2024..2023-11]", "[2023-11..2024]"),
        ("[2025,2024-09..2024-04]", "[2024-04..2024-09,2025]"),
        ("[2024..,..2022]", "[..2022,2024..]"),
    ],
)
def test_a_set_that_runs_backwards_is_refused_with_its_order(text: str, instead: str) -> None:
    error = refused(text)
    assert error.message == f"{text} runs backwards: earlier days come first, so write {instead}"
    assert error.reason == "backwards-set"
    assert error.instead == instead


def test_a_long_text_is_cut_in_the_message_and_not_looked_into() -> None:
    error = refused("2023-7-" + " to 2023" * 100_000)
    assert error.message.startswith(
        '"2023-7- to 2023 to 2023 to 2023 to 2023 to 2023 to 2023 to …" is'
    )
    assert len(error.message) < 300
    assert refused("July 2023" + 391 * " ").instead == "2023-07"
    assert refused("July 2023" + 392 * " ").instead == ""


def test_a_long_set_is_cut_in_the_message_too() -> None:
    assert refused(f"[2023,{'2022,' * 99}2021]").message.startswith(
        "[2023,2022,2022,2022,2022,2022,2022,2022,2022,2022,2022,202… runs backwards: earlier"
    )
