"""Values of records as cells: days as text, dates as their columns, content as a hash."""

from __future__ import annotations

import json
from collections.abc import Collection
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from claims_check import dates
from claims_check.corpus.tree import ChangedFileError
from claims_check.dates.windows import FIRST_DAY, LAST_DAY, day_text
from claims_check.text import read_json
from claims_check.timeline.moments import tightened

if TYPE_CHECKING:
    from claims_check.corpus.entry import Entry
    from claims_check.timeline.points import Key
    from claims_check.timeline.timeline import Timeline

Cell = str | int | float | bool | list[str] | list[float] | None
Row = dict[str, Any]
"""Column name to cell; dynamic, because tables, not classes, say which columns there are."""

NOT_CONTENT = ("$schema", "reviews", "suppressions")
"""Members of a record that say nothing of what it is about."""


def day(number: int) -> str | None:
    """A day as YYYY-MM-DD; None where there is no bound, or none that four digits can write."""
    return day_text(number) if FIRST_DAY <= number <= LAST_DAY else None


def dated(name: str, text: str | None, still: str | None = None) -> Row:
    """The four columns of a date.

    `still` is the day on which an end `..` still held: no day before it was the last.  A text that
    is no date keeps its own column only; the findings say what is wrong with it.
    """
    columns: Row = {
        f"{name}_written": text,
        f"{name}_earliest": None,
        f"{name}_latest": None,
        f"{name}_precision": None,
    }
    if text is None:
        return columns
    try:
        date = dates.read(text, open_end=True, time=True)
        if date.open and still is not None:
            columns[f"{name}_earliest"] = day(dates.read(still).literal.earliest)
    except dates.DateError:
        return columns
    if not date.open:
        columns[f"{name}_earliest"] = day(date.literal.earliest)
        columns[f"{name}_latest"] = day(date.literal.latest)
    columns[f"{name}_precision"] = "open" if date.open else date.precision
    return columns


def inferred(name: str, timeline: Timeline, claims: Collection[str], key: Key | None) -> Row:
    """The three columns of what all records together leave of a point; null where there is none."""
    if key is None:
        return inferred_columns(name, None, None, None)
    window, others = tightened(timeline, claims, key)
    if window.earliest > window.latest:  # records that cannot all hold leave no day
        return inferred_columns(name, None, None, None)
    return inferred_columns(name, day(window.earliest), day(window.latest), list(others))


def inferred_columns(
    name: str, earliest: str | None, latest: str | None, others: list[str] | None
) -> Row:
    """The three columns of a window that is inferred."""
    return {
        f"{name}_inferred_earliest": earliest,
        f"{name}_inferred_latest": latest,
        f"{name}_inferred_from": others,
    }


def number(value: float | None) -> float | int | None:
    """A number without a fraction as a whole one, as people write it."""
    if value is None or not float(value).is_integer() or abs(value) >= 2**53:
        return value
    return int(value)


def content_hash(entry: Entry) -> str:
    """SHA-256 of what a record says, whatever its layout, suppressions and second judgements.

    Sorted keys, no blanks, UTF-8: RFC 8785 but for numbers, which stand as Python writes them.
    Raises ChangedFileError.
    """
    try:
        value, _ = read_json(entry.text().encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise ChangedFileError(error.errno, error.strerror, entry.file) from error
    if not isinstance(value, dict):
        raise ChangedFileError(0, "it was changed while it was read", entry.file)
    kept = {key: item for key, item in value.items() if key not in NOT_CONTENT}
    text = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
