"""A JSON value to a typed record, through the generated core schema alone: no model is imported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache

from claims_check.records.parts import whole
from claims_check.records.shapes import Sort, schema_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pydantic_core import SchemaValidator


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
