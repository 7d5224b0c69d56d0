"""Which members of records name other records, and of which sort."""

from __future__ import annotations

from claims_check.findings import Pointer
from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from claims_check.records.parts import Record

    Wanted = Literal["entity", "claim", "source", "record", "mixed"]
    """What sort of record is meant where one is named; "mixed" by several places together."""
else:
    Wanted = str

ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"

REFERENCES: dict[str, Wanted] = {
    "subject": "entity",
    "object": "entity",
    "objects": "entity",
    "by": "entity",
    "against": "entity",
    "claim": "claim",
    "first": "claim",
    "then": "claim",
    "cause": "claim",
    "effect": "claim",
    "answers": "claim",
    "instead": "claim",
    "source": "source",
    "derived_from": "source",
    "replaced_by": "record",
    "records": "record",
}
"""Members whose values name other records, and of which sort; one meaning in all records."""


class Reference(NamedTuple):
    """A place in a record that names another."""

    at: Pointer
    wanted: Wanted
    id: str


_COUNTED: frozenset[str] = frozenset()


Names = dict[str, Wanted]
"""The ids that a record names, each once; each with the sort that is meant where it stands first.

What is meant elsewhere as a record of another sort is marked as "mixed".
"""


def names_in(record: Record, found: Names, numbers: list[str]) -> int:
    """Add the ids that a record names, in the order of the schema.

    Adds to `numbers` the members that have some.  Gives how many keys and texts the record and all
    objects in it are written with; it can be asked once.
    """
    values = record.__dict__
    given = record.__pydantic_fields_set__
    record.__pydantic_fields_set__ = _COUNTED  # as large as all the rest, and of no more use
    number = 2 * len(given)
    for name in record.lists:
        if name in given:
            number += len(values[name]) - 1
    for name in record.bare:
        if name in given:
            number -= 1
            if type(values[name]) is not bool:
                numbers.append(name)
    for name, wanted in record.refers:
        value = values[name]
        if value:
            for id in (value,) if type(value) is str else value:
                if found.setdefault(id, wanted) != wanted:
                    found[id] = "mixed"
    for name in record.holds:
        if name in given:
            number -= 1
            value = values[name]
            for item in value if type(value) is tuple else (value,):
                number += names_in(item, found, numbers)
    return number


def walk(record: Record, at: Pointer, found: list[Reference]) -> None:
    """Add all places of a record that name others, in the order of the schema."""
    values = record.__dict__
    for name, wanted in record.refers:
        value = values[name]
        if type(value) is str:
            found.append(Reference((*at, name), wanted, value))
        elif value:
            for n, id in enumerate(value):
                found.append(Reference((*at, name, n), wanted, id))
    for name in record.holds:
        value = values[name]
        if type(value) is tuple:
            for n, item in enumerate(value):
                walk(item, (*at, name, n), found)
        elif value is not None:
            walk(value, (*at, name), found)
