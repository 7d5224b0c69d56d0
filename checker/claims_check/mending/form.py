"""Files of records in canonical form, and which texts have none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claims_check.corpus.entry import Entry
from claims_check.records.canonical import canonical_line, canonical_text
from claims_check.text import Found, read_json

LOSSY = frozenset(
    {
        "unreadable-file",
        "not-utf-8",
        "not-json",
        "nested-too-deep",
        "duplicate-key",
        "inexact-number",
    }
)
"""Rules on texts whose value is read in part or not at all: writing it would lose something."""


def in_form(
    entries: Iterable[Entry], data: bytes, *, lined: bool
) -> tuple[bytes, tuple[Found, ...]]:
    """A file in canonical form, or what speaks against writing it anew.

    `entries` are those of the file, `data` is what it holds, `lined` whether it is JSON Lines.
    """
    texts = data.split(b"\n") if lined else [data]
    after: list[str] = []
    problems: list[Found] = []
    for entry in entries:
        value, found = _value(entry, texts[max(entry.line - 1, 0)])
        problems += found
        if not found:
            write = canonical_line if lined else canonical_text
            after.append(write(entry.sort or "", value))
    return (b"" if problems else "".join(after).encode()), tuple(problems)


def _value(entry: Entry, data: bytes) -> tuple[dict[str, Any], tuple[Found, ...]]:
    """The value of a record, and what speaks against writing it anew."""
    value, _ = read_json(data)
    problems = tuple(each for each in entry.problems if each[0] in LOSSY)
    if not isinstance(value, dict) or entry.sort is None:
        return {}, problems or entry.problems
    return value, problems
