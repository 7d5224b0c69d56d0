"""How dates are written elsewhere, in digits and in English, and what the profile writes for them.

Nothing here is accepted as a date; it serves the message that names the right spelling.  What
comes out is a proposal: the caller sees whether it can be read.
"""

from __future__ import annotations

import re

from claims_check.dates.forms import MONTHS, Date, read_form
from claims_check.dates.windows import day_number, day_text, month_length

_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−－", "-"),
        **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", ""),
        **{"…": "..", "～": "~", "／": "/"},
    }
)


def tidy(text: str) -> str:
    """The text with digits of any script as 0 to 9, any dash as `-`, and single blanks."""
    digits = (str(int(sign)) if sign.isdecimal() else sign for sign in text.translate(_LOOKALIKES))
    return " ".join("".join(digits).split())


def exact(text: str) -> list[str]:
    """What a tidy text says, in the profile's spelling.

    Two spellings where day and month may have changed places, none where the text is no date that
    is known here.
    """
    lowered = text.lower()
    for mark, phrase in _QUALIFYING:
        match = phrase.fullmatch(lowered)
        if match:
            return [found + mark for found in _unqualified(match[1])]
    return _unqualified(lowered)


def stretch(text: str) -> str:
    """The days that a tidy text names loosely (early 2024, before July 2023, a season), as a set.

    Empty where it does not.  What early and late mean differs from writer to writer.
    """
    lowered = text.lower()
    match = _PART.fullmatch(lowered)
    if match:
        part, whole = match[1], _unqualified(match[2])
        return _part_of(part, whole[0]) if len(whole) == 1 else ""
    for bound, phrase in _BOUNDS:
        match = phrase.fullmatch(lowered)
        if match:
            whole = _unqualified(match[1])
            return _bounded(bound, whole[0]) if len(whole) == 1 else ""
    match = _SEASON.fullmatch(lowered)
    return season(int(match[2]), _SEASONS.index(match[1]) % 4) if match else ""


def season(year: int, index: int, *, southern: bool = False) -> str:
    """The three months of a season (0 spring to 3 winter) by the meteorologists' count, as a set.

    A season that begins in December ends in the year after.
    """
    first = (3, 6, 9, 12)[(index + 2) % 4 if southern else index]
    last, last_year = (2, year + 1) if first == 12 else (first + 2, year)
    return f"[{year:04}-{first:02}..{last_year:04}-{last:02}]"


_ABOUT = r"about|around|circa|ca\.?|c\.?|roughly|approximately|approx\.?"
_MAYBE = r"probably|possibly|perhaps|maybe|presumably"
_QUALIFYING = (
    ("~", re.compile(rf"(?:{_ABOUT}) ?(.+)")),
    ("~", re.compile(rf"(.+?),? \(?(?:{_ABOUT}|or so)\)?")),
    ("?", re.compile(rf"(?:{_MAYBE}) (.+)")),
    ("?", re.compile(rf"(.+?),? ?\((?:\?|{_MAYBE})\)")),
)
_PART = re.compile(
    r"(?:in )?(?:the )?(early|beginning of|start of|mid|middle of|late|end of)(?: in)?[ -]+(.+)"
)
_BOUNDS = (
    ("until", re.compile(r"(?:no later than|not later than|not after|on or before|by) (.+)")),
    ("from", re.compile(r"(?:no earlier than|not earlier than|not before|on or after) (.+)")),
    ("before", re.compile(r"(?:before|prior to|earlier than) (.+)")),
    ("after", re.compile(r"(?:after|later than) (.+)")),
)
_SEASONS = ("spring", "summer", "autumn", "winter", "", "", "fall")
_SEASON = re.compile(r"(?:the )?(spring|summer|autumn|winter|fall)(?: of|,)? ([0-9]{4})")


def _unqualified(text: str) -> list[str]:
    return _from_digits(text) or _from_words(text)


# The year first, the year last, without separators, with a time of day; ISO weeks and days.
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?")
_YEAR_LAST = re.compile(r"(?:([0-9]{1,2})[-/.] ?)?([0-9]{1,2})[-/.] ?([0-9]{4})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?(?:(?<=[0-9]{8})t?[0-9]{4}(?:[0-9]{2})?z?)?")
_TIMED = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:t[0-9]| [0-9]{1,2}:[0-9]).*")
_WEEK = re.compile(r"([0-9]{4})-?w([0-9]{2})(?:-?([1-7]))?")
_DAY_OF_YEAR = re.compile(r"([0-9]{4})-([0-9]{3})")
_DECADE = re.compile(r"(?:the )?([0-9]{2}[1-9])0'?s")


def _from_digits(text: str) -> list[str]:
    timed = _TIMED.fullmatch(text)
    match = _YEAR_FIRST.fullmatch(timed[1] if timed else text) or _COMPACT.fullmatch(text)
    if match:
        return [_spelled(match[1], match[2], match[3])]
    match = _YEAR_LAST.fullmatch(text)
    if match:
        first, second, year = match.groups()
        if first is None:
            return [_spelled(year, second)]
        both = dict.fromkeys([_spelled(year, second, first), _spelled(year, first, second)])
        return [spelled for spelled in both if _exists(spelled)] or [*both][:1]
    match = _WEEK.fullmatch(text)
    if match:
        return _from_week(int(match[1]), int(match[2]), match[3])
    match = _DAY_OF_YEAR.fullmatch(text)
    if match:
        day = day_text(day_number(int(match[1]), 1, 1) + int(match[2]) - 1)
        return [day] if day.startswith(match[1]) else []
    match = _DECADE.fullmatch(text)
    return [f"{match[1]}X"] if match else []


def _spelled(year: str, month: str, day: str | None = None) -> str:
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")


def _exists(spelled: str) -> bool:
    year, month, day = map(int, spelled.split("-"))
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def _from_week(year: int, week: int, weekday: str | None) -> list[str]:
    """The day, or the seven days, of a week of ISO 8601: week 1 is the one with 4 January."""
    fourth = day_number(year, 1, 4)
    monday = fourth - (fourth - 1) % 7 + 7 * (week - 1)  # day 1, 0001-01-01, was a Monday
    if not day_text(monday + 3).startswith(f"{year:04}-"):  # a week belongs to its Thursday's year
        return []
    if weekday:
        return [day_text(monday + int(weekday) - 1)]
    return [f"[{day_text(monday)}..{day_text(monday + 6)}]"]


_TIME_BEHIND = re.compile(r",? (?:at )?[0-9]{1,2}:[0-9]{2}.*")
_NOISE = frozenset(["the", "of", "on", "in", "year", "month", "st", "nd", "rd", "th"])
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_UNITS = {"q": (32, 4), "qtr": (32, 4), "quarter": (32, 4), "h": (39, 2), "half": (39, 2)}


def _from_words(text: str) -> list[str]:
    """A year with a month, a day and a month, or a quarter or half, in any order of the words."""
    text = _TIME_BEHIND.sub("", text)
    if not text[:1].isalnum() or re.search(r"[^a-z0-9 ,.'/-]", text):
        return []
    years: list[str] = []
    numbers: list[str] = []
    month_numbers: list[str] = []
    units: list[tuple[int, int]] = []
    for word in re.findall("[a-z]+|[0-9]+", text):
        number = _NUMBERS.get(word, word)
        if number.isdecimal():
            (years if len(number) == 4 else numbers).append(number)
        elif word in _UNITS:
            units.append(_UNITS[word])
        elif _place(word, MONTHS):
            month_numbers.append(str(_place(word, MONTHS)))
        elif word not in _NOISE and not _place(word, _WEEKDAYS):
            return []
    match years, units, month_numbers, numbers:
        case [year], [(before, count)], [], [number] if 1 <= int(number) <= count:
            return [f"{year}-{before + int(number)}"]
        case [year], [], [month], []:
            return [_spelled(year, month)]
        case [year], [], [month], [number] if len(number) <= 2:
            return [_spelled(year, month, number)]
        case [year], [], [], []:
            return [year]
    return []


def _place(word: str, names: tuple[str, ...]) -> int:
    """The place, from 1, of the name that a word of three letters or more begins; 0 for none."""
    for place, name in enumerate(names, 1):
        if len(word) >= 3 and name.lower().startswith(word):
            return place
    return 0


def _part_of(part: str, whole: str) -> str:
    """A third of a year or of a month; for beginning and end of a year a quarter of it."""
    if len(whole) == 4 and whole.isdecimal():
        first, last = {
            **{"early": (1, 4), "mid": (5, 8), "middle of": (5, 8), "late": (9, 12)},
            **{"beginning of": (1, 3), "start of": (1, 3), "end of": (10, 12)},
        }[part]
    elif re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", whole):
        length = month_length(int(whole[:4]), int(whole[5:]))
        third = {"early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1}
        first, last = ((1, 10), (11, 20), (21, length))[third.get(part, 2)]
    else:
        return ""
    return f"[{whole}-{first:02}..{whole}-{last:02}]"


def _bounded(bound: str, whole: str) -> str:
    date = read_form(whole)
    if not isinstance(date, Date):
        return ""
    return {
        "until": f"[..{whole}]",
        "from": f"[{whole}..]",
        "before": f"[..{day_text(date.literal.earliest - 1)}]",
        "after": f"[{day_text(date.literal.latest + 1)}..]",
    }[bound]
