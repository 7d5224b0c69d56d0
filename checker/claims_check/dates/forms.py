"""The profile of EDTF: every form a date may have, and the days each form stands for.

The notation is ISO 8601-2:2019 as the Library of Congress publishes it (EDTF, 4 February 2019):
level 0, level 1 without seasons and long years, and of level 2 the sets of which one day is meant
and the codes 33 to 41.  Texts outside the profile get no reading here and no explanation.
"""

from __future__ import annotations

import re

from claims_check.dates.windows import (
    ANY_DAY,
    Window,
    day_number,
    month_length,
    months,
)
from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, NoReturn

    Precision = Literal[
        "day", "month", "quarter", "third", "half", "year", "decade", "century", "set"
    ]
    Qualifier = Literal["", "?", "~", "%"]
    Reason = Literal["outside-profile", "impossible-day", "backwards-set"]
else:
    Precision = Qualifier = Reason = str


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

APPROXIMATE_DAYS: dict[Precision, int] = {
    "day": 7,
    "month": 31,
    "quarter": 92,
    "third": 123,
    "half": 184,
    "year": 366,
    "decade": 3653,
    "century": 36525,
}
"""How many days `~` adds on each side: the longest unit of its kind, and a week for a day.

EDTF gives `~` no width; this is our policy, the same for every corpus.
"""

DIVISIONS: dict[int, tuple[Precision, int, int]] = {
    **{33 + part: ("quarter", 3 * part + 1, 3 * part + 3) for part in range(4)},
    **{37 + part: ("third", 4 * part + 1, 4 * part + 4) for part in range(3)},
    **{40 + part: ("half", 6 * part + 1, 6 * part + 6) for part in range(2)},
}
"""The codes that stand in a month's place: precision, first month, last month."""

SEASONS = range(21, 33)
"""The season codes of EDTF, which the profile leaves out."""

_LONGEST_SHOWN = 60


class Refusal(NamedTuple):
    """Why a text is no date.

    `message` says what is wrong and what to write instead; `instead` is the spelling that it
    proposes, itself readable as a date, or empty where it proposes none or several.
    """

    message: str
    reason: Reason
    instead: str = ""


def shown(text: str) -> str:
    """The text as a message may hold it: on one line, not too long, blanks in quotes."""
    short = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    if not short.isprintable():
        return repr(short)
    return f'"{short}"' if " " in short or not short else short


class Date:
    """A date as a record gives it; immutable, equal to another of the same text.

    `literal` and `wide` are the two readings: as written, and with the qualifier granted (`~` adds
    APPROXIMATE_DAYS on both sides; `?` and `%` admit any day).  `runs` are the literal days without
    the holes of a set, in order; one run unless there are holes.  `open` is `..`, still so.

    There is no `<`: two dates may be in neither order, see `order`.
    """

    __slots__ = ("literal", "open", "precision", "qualifier", "runs", "text", "wide")

    text: str
    literal: Window
    wide: Window
    runs: tuple[Window, ...]
    precision: Precision
    open: bool
    qualifier: Qualifier

    def __init__(
        self,
        text: str,
        runs: tuple[Window, ...],
        precision: Precision,
        qualifier: Qualifier = "",
    ) -> None:
        literal = runs[0] if len(runs) == 1 else Window(runs[0].earliest, runs[-1].latest)
        wide = literal
        if qualifier == "~":
            slack = APPROXIMATE_DAYS[precision]
            wide = Window(literal.earliest - slack, literal.latest + slack)
        elif qualifier:
            wide = ANY_DAY
        keep = object.__setattr__
        keep(self, "text", text)
        keep(self, "literal", literal)
        keep(self, "wide", wide)
        keep(self, "runs", runs)
        keep(self, "precision", precision)
        keep(self, "open", text == "..")
        keep(self, "qualifier", qualifier)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a date does not change: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a date does not change: {name} cannot be removed")

    def __reduce__(self) -> tuple[type[Date], tuple[object, ...]]:
        return Date, (self.text, self.runs, self.precision, self.qualifier)

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Date({self.text!r})"


class _Part(NamedTuple):
    """A plain date: neither qualified nor a set."""

    window: Window
    precision: Precision


class _Member(NamedTuple):
    """One date or stretch of a set; `text` is its normal spelling, `turned` if it ran backwards."""

    window: Window
    text: str
    turned: bool


_PLAIN = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?")
_CLOCK = (  # compiled where a time of day is met
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?))?"
)
_QUALIFIERS: dict[str, Qualifier] = {"?": "?", "~": "~", "%": "%"}
_MONTHS_IN_DIGITS = frozenset(f"{month:02}" for month in range(1, 13))
_YEARS: tuple[Precision, ...] = ("year", "decade", "century")  # by the number of X


def read_form(text: str) -> Date | Refusal | None:
    """The date that a text of the profile stands for.

    A refusal means that the form is right but has no day, or is not the normal spelling of what
    it says; None that the text has no form of the profile.
    """
    if text == "..":
        return Date(text, (ANY_DAY,), "set")
    if text[:1] == "[":
        return _read_set(text)
    qualifier = _QUALIFIERS.get(text[-1:], "")
    if text[10:11] == "T" and re.fullmatch(_CLOCK, text[10:]):
        part = _read_plain(text[:10])
        if isinstance(part, _Part) and part.precision != "day":
            return None
    else:
        part = _read_plain(text[:-1] if qualifier else text)
    if not isinstance(part, _Part):
        return part
    return Date(text, (part.window,), part.precision, qualifier)


def _read_plain(text: str) -> _Part | Refusal | None:
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    years, month, day = match.groups()
    first = int(years.replace("X", "0"))
    if first == 0:
        return Refusal(
            f"{text} reaches outside the years 0001 to 9999, which are all that dates here have",
            "outside-profile",
        )
    if month is None:
        last = int(years.replace("X", "9"))
        window = Window(day_number(first, 1, 1), day_number(last, 12, 31))
        return _Part(window, _YEARS[years.count("X")])
    if "X" in years:
        return None
    if month == "XX":
        return _Part(months(first, 1, 12), "year") if day is None else None
    return _read_within_year(text, first, int(month), day)


def _read_within_year(text: str, year: int, month: int, day: str | None) -> _Part | Refusal | None:
    if not 1 <= month <= 12:
        if day is None and month in DIVISIONS:
            precision, first, last = DIVISIONS[month]
            return _Part(months(year, first, last), precision)
        if day is None and month in SEASONS:
            return None
        return _no_such_month(text, year, month, day)
    if day is None or day == "XX":
        return _Part(months(year, month, month), "month")
    length = month_length(year, month)
    if day == "00":
        message = f"{text} does not exist: days begin with 01; for a day not known write {text[:7]}"
        return Refusal(message, "impossible-day")
    if int(day) > length:
        message = (
            f"{text} does not exist: {MONTHS[month - 1]} {year:04} has {length} days; "
            f"write the day that the source gives, or {text[:7]} where it gives none"
        )
        return Refusal(message, "impossible-day")
    number = day_number(year, month, int(day))
    return _Part(Window(number, number), "day")


def _no_such_month(text: str, year: int, month: int, day: str | None) -> Refusal:
    message = f"{text} does not exist: months are 01 to 12"
    if month == 0:
        message += f"; for a month not known write {year:04}"
    elif day and day in _MONTHS_IN_DIGITS and month <= month_length(year, int(day)):
        swapped = f"{year:04}-{day}-{month:02}"
        message += f"; if the day stands before the month, write {swapped}"
        return Refusal(message, "impossible-day", swapped)
    else:
        message += f"; write the month that the source gives, or {year:04} where it gives none"
    return Refusal(message, "impossible-day")


def _read_set(text: str) -> Date | Refusal | None:
    if text[-1] != "]":
        return None
    members: list[_Member] = []
    for written in text[1:-1].split(","):
        member = _read_member(written)
        if not isinstance(member, _Member):
            return member
        members.append(member)
    ordered = sorted(members, key=lambda member: (member.window.earliest, -member.window.latest))
    kept = ordered[:1]
    for member in ordered[1:]:
        if member.window.latest > kept[-1].window.latest:
            kept.append(member)
    runs = _merge([member.window for member in kept])
    if runs == (ANY_DAY,):
        return Refusal(
            f"{shown(text)} leaves no day out and so says nothing: leave the field out",
            "outside-profile",
        )
    normal = ",".join(member.text for member in kept)
    if len(kept) > 1 or ".." in normal:
        normal = f"[{normal}]"
    if normal == text:
        return Date(text, runs, "set")
    begins = [member.window.earliest for member in members]
    if begins != sorted(begins) or any(member.turned for member in members):
        return Refusal(
            f"{shown(text)} runs backwards: earlier days come first, so write {normal}",
            "backwards-set",
            normal,
        )
    why = "is a set of one date" if len(members) == 1 else "says some of its days twice"
    return Refusal(f"{shown(text)} {why}: write {normal}", "outside-profile", normal)


def _read_member(written: str) -> _Member | Refusal | None:
    """One member of a set: a plain date, or a stretch of which one end may be open."""
    first, dots, last = written.partition("..")
    if not (first or last):
        return None
    if not dots or first == last:
        written = last = first
    begin = _read_plain(first) if first else _Part(ANY_DAY, "set")
    end = _read_plain(last) if last else _Part(ANY_DAY, "set")
    if not isinstance(begin, _Part):
        return begin
    if not isinstance(end, _Part):
        return end
    if begin.window.earliest <= end.window.latest:
        return _Member(Window(begin.window.earliest, end.window.latest), written, turned=False)
    turned = Window(end.window.earliest, begin.window.latest)
    return _Member(turned, f"{last}..{first}", turned=True)


def _merge(windows: list[Window]) -> tuple[Window, ...]:
    """The same days in as few windows as possible; each begins and ends after the one before."""
    runs = windows[:1]
    for window in windows[1:]:
        if window.earliest > runs[-1].latest + 1:
            runs.append(window)
        else:
            runs[-1] = Window(runs[-1].earliest, window.latest)
    return tuple(runs)
