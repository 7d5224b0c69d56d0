"""The shapes of records, as pydantic_core has them: of each sort, and of each place in a record."""

from __future__ import annotations

from functools import cache

from claims_check.findings import Pointer
from claims_check.records import core
from claims_check.records.parts import bare, members_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Sort = str
"""What a record is: claim, entity, source or corpus."""

SORTS: tuple[Sort, ...] = ("claim", "entity", "source", "corpus")


@cache
def schema_of(sort: Sort) -> dict[str, Any]:
    """The core schema of a sort of records, made once."""
    made: dict[str, Any] = getattr(core, sort)()
    return made


def kinds() -> tuple[str, ...]:
    """The kinds of propositions, in the order of the shape."""
    choices: dict[str, Any] = members_of(schema_of("claim"))["proposition"]["choices"]
    return tuple(choices)


def members(sort: Sort, at: Pointer, value: object) -> dict[str, Any]:
    """Member name to schema of the object that stands at a place of this value.

    Empty where the shape knows no object there.  `value` is the whole record; it says which kind a
    proposition is.
    """
    node, here = schema_of(sort), value
    for step in at:
        node = _inside(node, here)
        if node["type"] == "tuple":
            node = node["items_schema"][0]
        elif isinstance(step, str) and step in (known := members_of(node)):
            node = known[step]
        else:
            return {}
        if isinstance(here, dict) and isinstance(step, str):
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            here = None
    return members_of(_inside(node, here))


def _inside(node: dict[str, Any], here: object) -> dict[str, Any]:
    node = bare(node)
    if node["type"] == "tagged-union":
        kind = here.get(node["discriminator"]) if isinstance(here, dict) else None
        chosen: dict[str, Any] = node["choices"].get(
            kind if isinstance(kind, str) else "", {"type": "any"}
        )
        return chosen
    return node
