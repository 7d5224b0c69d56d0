"""A JSON value to a typed record, through the generated core schema alone: no model is imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache

from claims_check.findings import Pointer
from claims_check.records import core
from claims_check.records.parts import bare, members_of, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pydantic_core import SchemaValidator

Sort = str
"""What a record is: claim, entity, source or corpus."""

SORTS: tuple[Sort, ...] = ("claim", "entity", "source", "corpus")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back for a moment.

    Interrupted while it builds a validator, pydantic_core drops the signal and goes on with a
    pattern that is broken, by which it would judge good records.
    """
    import signal

    hold = getattr(signal, "pthread_sigmask", None)  # not on Windows
    if hold is None:
        yield
        return
    before = hold(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        hold(signal.SIG_SETMASK, before)


@cache
def schema_of(sort: Sort) -> dict[str, Any]:
    """The core schema of a sort of records, made once."""
    made: dict[str, Any] = getattr(core, sort)()
    return made


@cache
def validator(sort: Sort) -> SchemaValidator:
    """The validator of a sort of records, built once."""
    return built(schema_of(sort))


def built(schema: dict[str, Any]) -> SchemaValidator:
    """The validator of a record, or of a part of one, by its core schema."""
    from pydantic_core import SchemaValidator  # which small corpora do without

    with _uninterrupted():
        return SchemaValidator(whole(schema))


def validate(sort: Sort, value: object) -> Any:
    """The record as a typed object with the attributes of its model.

    Raises pydantic_core.ValidationError; `misfits.shape_problems` turns it into words.
    """
    if "pydantic_core" not in sys.modules:  # without which most of what is not plain is clean too
        from claims_check.records.light import record_from

        with suppress(ValueError, TypeError, RecursionError):
            return record_from(sort, value)
    return validator(sort).validate_python(value)


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
