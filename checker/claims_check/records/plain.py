"""The quick way to a record: for texts that are plainly clean, as nearly all are.

pydantic_core parses and validates in one go, at half the cost of reading a text closely.  What it
lets through although it is a mistake (a repeated key, a number that no double holds, a character
that nobody sees) is ruled out by looks at the whole text; where those are in doubt, the text is no
plain one and has to be read closely.
"""

from __future__ import annotations

import re
import sys

from claims_check.records.references import Names, names_in
from claims_check.records.shapes import Sort
from claims_check.records.validation import validator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LIGHT = 1500
"""Records that are read without pydantic_core: fewer than its import is worth."""

_NUMBERS = rb":[\s[]*(-?[0-9][0-9.eE+,\s-]*)"
"""The number behind a key, or those of the array there, or what looks so in a text; a comma may
follow."""
_PLAIN_NUMBER = rb"(?:-?[0-9]{1,15}|-?[0-9]{1,7}\.[0-9]{0,6}[1-9])?"
"""Whole numbers below 2^53, and fractions of few enough digits that a double gives them back."""

_CONTROL = rb"\xc2[\x80-\x9f]"


def plain_record(sort: Sort, data: bytes) -> tuple[Any, Names] | None:
    """The typed record of a plainly clean text, and the ids that it names, each once.

    None where the text has to be read closely: it may be clean all the same.
    """
    if b"\\" in data or b"\x7f" in data:
        return None
    if b"\xc2" in data and re.search(_CONTROL, data):  # U+0080 to U+009F in UTF-8
        return None
    try:
        record = typed_record(sort, data)
    except ValueError:
        return None
    found: Names = {}
    numbers: list[str] = []
    # Without a backslash, each quote begins or ends a key or a text: where there are more of them
    # than the record has, a key is repeated, of which the record has the last value only.
    if 2 * names_in(record, found, numbers) != data.count(b'"') or (numbers and not _exact(data)):
        return None
    return record, found


def expect(number: int) -> None:
    """Be told how many records there are to read, before the first of them."""
    if number > LIGHT:
        import pydantic_core  # noqa: F401


def typed_record(sort: Sort, data: bytes) -> Any:
    """The typed record of a text, which may repeat keys and have inexact numbers.

    Raises ValueError where it may not fit the shape.
    """
    if "pydantic_core" in sys.modules:
        return validator(sort).validate_json(data)
    from claims_check.records.light import record_of

    return record_of(sort, data)


def _exact(data: bytes) -> bool:
    """Whether all numbers of a text are such that a double gives them back."""
    return all(
        re.fullmatch(_PLAIN_NUMBER, number.strip())
        for numbers in re.findall(_NUMBERS, data)
        for number in numbers.split(b",")
    )
