"""What the tables of an export are made of: columns, each with one type and a meaning.

A column's name has one type wherever it stands, in tables and in the head of the envelope, so that
a reader that infers types from the data, as columnar ones do, never meets two.
"""

from __future__ import annotations

from typing import Literal

from claims_check.dates import APPROXIMATE_DAYS
from claims_check.named_tuple import NamedTuple

Type = Literal["text", "integer", "number", "boolean", "date", "texts", "numbers"]
"""What a cell may be, beside null; `date` is a day as YYYY-MM-DD, the last two are lists."""

SCALARS: dict[Type, Type] = {"texts": "text", "numbers": "number"}
"""The type of a list's items."""


class Column(NamedTuple):
    """A column: `needed` ones are never null, `choices` are all there will be in a major version.

    `to` names the table whose key the column's values are.
    """

    name: str
    type: Type
    meaning: str
    needed: bool = False
    choices: tuple[str, ...] = ()
    to: str = ""


class Table(NamedTuple):
    """A table: its name, what one row of it is called in types, its meaning, its key."""

    name: str
    row: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


PRECISIONS = (*APPROXIMATE_DAYS, "set", "open")
"""How exactly a date is given; `open` is the end `..`, still so."""


def needed(name: str, meaning: str, to: str = "", of: Type = "text") -> Column:
    """A column that always has a value, of this type."""
    return Column(name, of, meaning, needed=True, to=to)


def entity(name: str, meaning: str) -> tuple[Column, ...]:
    """An entity by its id, and its name beside it."""
    label = f"Name of that entity, to show; see {name}."
    return Column(name, "text", meaning, to="entities"), Column(f"{name}_label", "text", label)


def dated(name: str, meaning: str) -> tuple[Column, ...]:
    """A date as four columns: as written, its first and last possible day, its precision."""
    return (
        Column(f"{name}_written", "text", f"{meaning}, as the record writes it (an EDTF profile)."),
        Column(f"{name}_earliest", "date", "First day that the date as written leaves open."),
        Column(f"{name}_latest", "date", "Last day that the date as written leaves open."),
        Column(f"{name}_precision", "text", "How exactly it is written.", choices=PRECISIONS),
    )


def inferred(name: str) -> tuple[Column, ...]:
    """What all records together leave of a date: not what a source says, but what follows."""
    return (
        Column(f"{name}_inferred_earliest", "date", "First day that all records together leave."),
        Column(f"{name}_inferred_latest", "date", "Last day that all records together leave."),
        Column(
            f"{name}_inferred_from",
            "texts",
            "Other claims that make these days fewer than the date as written; empty where none.",
        ),
    )


WITHDRAWN = (
    needed("withdrawn", "True where the record no longer counts.", of="boolean"),
    *dated("withdrawn", "The day it was withdrawn"),
    Column("withdrawn_why", "text", "Why it was withdrawn."),
    Column("replaced_by", "text", "Id of the record that took its place."),
)
RECORD = (
    *WITHDRAWN,
    needed("former_ids", "Ids that the record had before.", of="texts"),
    needed("file", "Path of the record's file in its repository."),
    needed(
        "record_sha256",
        "SHA-256 of the record's content: its JSON without $schema, reviews and suppressions, keys "
        "sorted, no blanks, UTF-8.",
    ),
)
"""Columns of every record, last in its table."""
