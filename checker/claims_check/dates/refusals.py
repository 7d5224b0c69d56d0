"""What to say of a text outside the profile: what it is, why it is left out, what to write.

Each look knows one thing that people write instead of a date.  The first that recognises the text
gives the message; a spelling is proposed only after it has been read as a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claims_check.dates.forms import Date, Refusal, read_form, shown
from claims_check.dates.spellings import exact, season, stretch, tidy
from claims_check.dates.windows import month_length

_LONGEST_EXPLAINED = 400  # nobody wrote a date at greater length, and looking takes time

NO_FORM = (
    "is not in a form that dates have here: write a day as 2023-07-18, a month as 2023-07, "
    "a year as 2023, some day of a longer time as [2023-04..2023-09]"
)
"""What is said of a text in which nothing is recognised."""


def refusal(text: str) -> Refusal:
    """Why a text without a form of the profile is no date, with a proposal where one is known."""
    if len(text) <= _LONGEST_EXPLAINED:
        tidied = tidy(text)
        for look in _LOOKS:
            found = look(text, tidied)
            if found is not None:
                return found
    return _outside(text, NO_FORM)


def _outside(text: str, why: str, instead: str = "") -> Refusal:
    return Refusal(f"{shown(text)} {why}", "outside-profile", instead)


def _readable(text: str) -> bool:
    """Whether it is a date that any field may have: no time of day, not `..`."""
    date = read_form(text)
    return isinstance(date, Date) and not date.open and text[10:11] != "T"


def _mended(text: str) -> str:
    """One date in the profile's spelling, whatever its own; empty where none is known."""
    if _readable(text):
        return text
    for look in _LOOKS_AT_ONE_DATE:
        found = look(text, text)
        if found is not None:
            return found.instead
    return ""


_UNKNOWN = frozenset(
    [
        *("unknown", "n/a", "na", "none", "null", "nil", "tbd", "tba", "undated", "no date"),
        *("n.d.", "-", "--", "?", "??", "????", "~", "%", "x", "xx", "xxxx", "[..]", "[]", "{}"),
    ]
)
_STILL_SO = frozenset(
    ["..", "...", "now", "present", "today", "current", "ongoing", "open", "still so"]
)


def _no_date(text: str, tidied: str) -> Refusal | None:
    if not tidied:
        return _outside(text, "is an empty date: leave the field out where no date is known")
    if tidied.lower() in _UNKNOWN:
        return _outside(text, "is no date: leave the field out where the date is not known")
    if tidied.lower() in _STILL_SO:
        return _outside(
            text,
            "is no date: write .. as the end of a state that still lasted when the claim was "
            "checked, and the day itself anywhere else",
        )
    return None


_FOUR_DIGITS = re.compile(r"[0-9X]{4}")
_END = re.compile(r"(?:\.\.)?$|.*[0-9]{4}|[0-9?~%\[].{3}")  # of an interval, not a part of one date
_FROM_TO = re.compile(
    r"(?:(?:from|between) )?(.{3,40}?)"
    r"(?: (?:to|and|until|till|through|-) |(?<=[0-9]{4})-(?=[0-9]{4}))(.{4,40})",
    re.IGNORECASE,
)
_SINCE = re.compile(r"since (.{4,40})", re.IGNORECASE)
_FROM = re.compile(r"from (.{4,40}?)(?: on| onwards?)?", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|through|up to) (.{4,40})", re.IGNORECASE)


def _interval(text: str, tidied: str) -> Refusal | None:
    """Two dates in one text, with `/` as in EDTF or in words."""
    halves = None if tidied[0] in "[{" and tidied[-1] in "]}" else _halves(tidied)
    if halves is None:
        return None
    two = "is an interval, and a record has a field for each end"
    mended = ["" if half in ("", "..") else _mended(half) for half in halves]
    for half, date in zip(halves, mended, strict=True):
        if not date and half not in ("", ".."):
            found = read_form(half)
            why = found.message if isinstance(found, Refusal) else refusal(half).message
            return _outside(text, f"{two}: write start and end by themselves; but {why}")
    start, end = mended[0], mended[1] or halves[1]
    between = f"[{start}..{end}]"
    if mended[0] and mended[1] and _readable(between):
        why = f"write {between} for one event some time in it, or start {start} and end {end}"
    elif start and end:
        why = f"write start {start} and end {end}"
    elif start:
        why = f"write start {start} and leave end out"
    elif mended[1]:
        why = f"write end {end} and leave start out"
    else:
        why = "this one knows neither, so leave both out"
    return _outside(text, f"{two}: {why}")


def _halves(tidied: str) -> tuple[str, str] | None:
    start, _, end = tidied.partition("/")
    if tidied.count("/") == 1:
        start, end = start.strip(), end.strip()
        return (start, end) if all(map(_END.match, (start, end))) else None
    since = _SINCE.fullmatch(tidied)
    if since:
        return (since[1], "..") if _mended(since[1]) else None
    match = _FROM_TO.fullmatch(tidied)
    if match is None:
        since, until = _FROM.fullmatch(tidied), _UNTIL.fullmatch(tidied)
        if since and _mended(since[1]):
            return since[1], ""
        return ("", until[1]) if until and _mended(until[1]) else None
    start, end = match.groups()
    year = _FOUR_DIGITS.search(end)
    if year and not _FOUR_DIGITS.search(start):
        start = f"{start} {year[0]}"  # from April to September 2024
    return (start, end) if _mended(start) and _mended(end) else None


def _set(text: str, tidied: str) -> Refusal | None:
    body = tidied.strip("[]{}()").replace(" ", "")
    if tidied[0] == "{":
        one = f"; for one of them write [{body}]" if _readable(f"[{body}]") else ""
        return _outside(
            text, f"means each of its dates, and a claim has one: write a claim for each{one}"
        )
    if tidied[0] not in "[(" and tidied[-1] != "]" and ".." not in tidied:
        return None
    if body != text and _readable(body):
        return _outside(text, f"is no set, which has several dates: write {body}", body)
    members = re.sub("[^,.]+", lambda member: _mended(member[0]) or member[0], body)
    mended = f"[{members.replace('...', '..')}]"
    found = read_form(mended)
    if isinstance(found, Refusal) and found.instead:
        mended = found.instead
    if mended != text and _readable(mended):
        return _outside(
            text,
            "is not how a set is written, which has square brackets, no blanks and each date in "
            f"its own form: write {mended}",
            mended,
        )
    if re.search("[?~%]", tidied):
        return _outside(
            text,
            "qualifies a set, whose bounds say by themselves how much is known: move them as far "
            "apart as the source is unsure, and leave ?, ~ and % out",
        )
    if isinstance(found, Refusal):
        return _outside(text, f"is not a set of dates: {found.message}")
    return _outside(
        text,
        "is not a set of dates: write [2023-04..2023-09] for some day from April to September, "
        "[..2023-09] or [2023-04..] without the other bound, [2023-04,2023-09] for either month",
    )


def _odd_characters(text: str, tidied: str) -> Refusal | None:
    for mended in (tidied, tidied.replace(" ", ""), tidied.upper().replace("U", "X")):
        if mended != text and _readable(mended):
            return _outside(
                text,
                "has characters that no date has (dates have the digits 0 to 9, plain hyphens, "
                f"capitals and no blanks): write {mended}",
                mended,
            )
    return None


def _season(text: str, tidied: str) -> Refusal | None:
    match = re.fullmatch(r"([0-9]{4})-(2[1-9]|3[0-2])[?~%]?", tidied)
    if match is None:
        return None
    kind, index = divmod(int(match[2]) - 21, 4)
    name = ("spring", "summer", "autumn", "winter")[index]
    where = ("", " in the north", " in the south")[kind]
    months = season(int(match[1]), index, southern=kind == 2)
    such_as = months if _readable(months) else ""
    return _outside(
        text,
        f"is {name} {match[1]}{where}, a season, which begins and ends on no certain day and in "
        "other months on the other half of the earth: write the months that are meant"
        + (f", such as {such_as}" if such_as else ""),
        such_as,
    )


_CODED = re.compile(r"[0-9]{4}-(?:3[3-9]|4[01])[?~]?")
_CODES_EXPLAINED = " (33 to 36 are the quarters of a year, 40 and 41 its halves)"


def _other_spelling(text: str, tidied: str) -> Refusal | None:
    spelled = [candidate for candidate in exact(tidied) if candidate != text]
    readable = [candidate for candidate in spelled if _readable(candidate)]
    if len(readable) > 1:
        return _outside(text, f"can be read in two ways: write {' or '.join(readable)}")
    if readable:
        date = readable[0]
        legend = _CODES_EXPLAINED if _CODED.fullmatch(date) else ""
        return _outside(text, f"is not how dates are written here: write {date}{legend}", date)
    for candidate in spelled:
        found = read_form(candidate)
        if isinstance(found, Refusal):
            return _outside(text, f"is not how dates are written here, and {found.message}")
    such_as = stretch(tidied)
    if such_as and _readable(such_as):
        return _outside(
            text,
            "is not how dates are written here: write the days that the source means, such as "
            f"{such_as}",
            such_as,
        )
    return None


_SIGNIFICANT = re.compile(r"([0-9]{4})S([1-4])")
_LONG_YEAR = re.compile(r"[-+]?Y[-+]?[0-9].*|[-+][0-9]{4,}.*|[0-9]{5,}(?:-.*)?")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}|'?[0-9]{2}")


def _year(text: str, tidied: str) -> Refusal | None:
    match = _SIGNIFICANT.fullmatch(tidied)
    if match:
        mended = _with_x_at_the_end(match[1][: int(match[2])].ljust(4, "X"), "", "")
        if _readable(mended):
            return _outside(
                text,
                f"counts the significant digits of a year, which is not done here: write {mended}",
                mended,
            )
    if match or _LONG_YEAR.fullmatch(tidied):
        return _outside(
            text,
            "is not one of the years 0001 to 9999, written with four digits, which are all that "
            "dates here have",
        )
    if _SHORT_YEAR.fullmatch(tidied):
        return _outside(
            text,
            "has no year of four digits: write the year in full and first, then the month, then "
            "the day, as in 2023-07-18",
        )
    return None


def _unspecified(text: str, tidied: str) -> Refusal | None:
    """X for digits that only level 2 of EDTF leaves open, or in a second spelling."""
    match = re.fullmatch(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?", tidied.upper())
    if match is None or "X" not in match[0]:
        return None
    if match[1] == "XXXX":
        return _outside(text, "has no year, without which it names no day: leave the field out")
    mended = _with_x_at_the_end(*match.groups(""))
    instead = mended if _readable(mended) else ""
    return _outside(
        text,
        "has an X where none may be: X ends a year that stands alone (201X, 20XX) or is a whole "
        "month (2023-XX) or day (2023-07-XX)" + (f"; write {instead}" if instead else ""),
        instead,
    )


def _with_x_at_the_end(year: str, month: str, day: str) -> str:
    """The days that a date with an X elsewhere stands for, or the least coarser date of them."""
    if year[1:] == "XXX":
        return f"[{year[0]}000..{year[0]}999]" if year[0] != "0" else "[0001..0999]"
    if "X" in year or (month, day) == ("XX", "XX") or not month:
        return year
    if month == "XX":
        return f"{year}-XX"
    if "X" in month:
        return {"0X": f"[{year}-01..{year}-09]", "1X": f"[{year}-10..{year}-12]"}.get(month, "")
    if not 1 <= int(month) <= 12 or not day[0].isdecimal():
        return ""
    first = max(10 * int(day[0]), 1)
    last = min(10 * int(day[0]) + 9, month_length(int(year), int(month)))
    return f"[{year}-{month}-{first:02}..{year}-{month}-{last:02}]" if first <= last else ""


def _qualifiers(text: str, tidied: str) -> Refusal | None:
    marks = set(re.findall("[?~%]", tidied))
    mended = re.sub("[?~%]", "", tidied) + (marks.pop() if len(marks) == 1 else "%")
    if mended == text or not _readable(mended):
        return None
    return _outside(
        text,
        "has ?, ~ or % elsewhere than once at the right end, where it is of the whole date: "
        f"write {mended}",
        mended,
    )


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WITHOUT_YEAR = re.compile(
    rf"(?:[a-z]+[ -]){{0,3}}(?:{_MONTH}(?: [0-9]{{1,2}}(?:st|nd|rd|th)?)?"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{_MONTH})",
    re.IGNORECASE,
)
_SOME_YEAR = "2024"


def _no_year(text: str, tidied: str) -> Refusal | None:
    """A month or a day of one, with or without words around it that are known, of no year."""
    if _WITHOUT_YEAR.fullmatch(tidied) is None:
        return None
    for look in (_interval, *_LOOKS_AT_ONE_DATE):
        found = look(f"{tidied} {_SOME_YEAR}", f"{tidied} {_SOME_YEAR}")
        if found is not None:
            write = found.instead or found.message.rpartition(": write ")[2]
            return _outside(
                text,
                "has no year, which the source or its day of publication has to give: of "
                f"{_SOME_YEAR} it would be {write}",
            )
    return None


_Look = Callable[[str, str], Refusal | None]

_LOOKS_AT_ONE_DATE: tuple[_Look, ...] = (
    _odd_characters,
    _season,
    _unspecified,
    _qualifiers,
    _other_spelling,
    _year,
)
_LOOKS: tuple[_Look, ...] = (_no_date, _interval, _set, *_LOOKS_AT_ONE_DATE, _no_year)
