"""Typed records without pydantic_core, whose import takes as long as reading a thousand of them.

From the same shapes, those of `core.py`, a function is made for each: it gives what pydantic_core
gives, or raises where pydantic_core might refuse.  That takes twice as long a record, and says
nothing of what is wrong: what does not fit is read once more, closely.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from json import JSONDecoder, dumps

from claims_check.records.parts import Record, bare
from claims_check.records.shapes import Sort, schema_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Fit = Callable[[Any], Any]
    """Gives the value that a typed record has; raises UnfitError for one that may not fit."""


_decoded = JSONDecoder().raw_decode
"""Of a text that begins with its value; what `loads` looks for besides is a tenth of its time."""

SHORT = 80
"""Characters of a text that is likely to stand in many records: an id, a day."""


class UnfitError(ValueError):
    """A value that may not fit its shape."""


def record_of(sort: Sort, data: bytes) -> Record:
    """The typed record of a JSON text, in which keys may be repeated.

    Raises ValueError where the text is no JSON or may not fit its shape.
    """
    try:
        value, end = _decoded(text := data.decode())
        if text[end:].strip(" \t\r\n"):
            raise UnfitError
        record: Record = _shape(sort)(value)
    except (RecursionError, TypeError) as error:  # nested too deep; an array where a text belongs
        raise UnfitError from error
    return record


def record_from(sort: Sort, value: object) -> Record:
    """The typed record of a JSON value.  Raises ValueError where it may not fit its shape."""
    return record_of(sort, dumps(value, ensure_ascii=False).encode())


@cache
def _shape(sort: Sort) -> Fit:
    return _fit(schema_of(sort))


def _fit(schema: dict[str, Any]) -> Fit:
    schema = bare(schema)
    found = _MADE.get(id(schema))
    if found is None:
        found = _MADE[id(schema)] = _FITS[schema["type"]](schema)
    return found


def _object(schema: dict[str, Any]) -> Fit:
    cls, defaults, members, needed = schema["cls"], {}, {}, set()
    for name, spec in schema["schema"]["fields"].items():
        key, inner = spec.get("validation_alias", name), spec["schema"]
        members[key] = (name, _fit(inner))
        defaults[name] = inner.get("default")
        if inner["type"] != "default":
            needed.add(key)

    def fit(value: Any) -> Record:
        if type(value) is not dict or not needed <= value.keys():
            raise UnfitError
        values = defaults.copy()
        try:
            for key, inner in value.items():
                name, fits = members[key]
                values[name] = fits(inner)
        except KeyError as error:
            raise UnfitError from error
        record: Record = cls()
        record.__dict__ = values
        record.__pydantic_fields_set__ = value.keys()
        return record

    return fit


def _choice(schema: dict[str, Any]) -> Fit:
    tag, choices = schema["discriminator"], schema["choices"]

    @cache
    def chosen(kind: str) -> Fit:  # made when it is met: a small corpus has few of them
        return _fit(choices[kind])

    def fit(value: Any) -> Any:
        kind = value.get(tag) if type(value) is dict else None
        if type(kind) is str and kind in choices:
            return chosen(kind)(value)
        raise UnfitError

    return fit


def _array(schema: dict[str, Any]) -> Fit:
    fits, least = _fit(schema["items_schema"][0]), schema.get("min_length", 0)

    def fit(value: Any) -> tuple[Any, ...]:
        if type(value) is list and len(value) >= least:
            return tuple([fits(item) for item in value])
        raise UnfitError

    return fit


def _text(schema: dict[str, Any]) -> Fit:
    least, most = schema.get("min_length", 0), schema.get("max_length", float("inf"))
    # In Python, `$` is before a line break at the end, too.
    found = re.compile(schema["pattern"].replace("$", r"\Z")).search

    def fit(value: Any) -> str:
        if type(value) is str and least <= len(value) <= most and found(value):
            return value
        raise UnfitError

    return cache(fit) if most <= SHORT else fit


def _literal(schema: dict[str, Any]) -> Fit:
    expected = schema["expected"]
    if expected == [True]:  # which is the same as 1 to what follows
        return _truth
    return dict(zip(expected, expected, strict=True)).__getitem__


def _truth(value: Any) -> bool:
    if value is True:
        return value
    raise UnfitError


def _number(schema: dict[str, Any]) -> Fit:
    least, most = schema.get("ge", float("-inf")), schema.get("le", float("inf"))
    kinds = (int,) if schema["type"] == "int" else (int, float)

    def fit(value: Any) -> float:
        if type(value) in kinds and least <= value <= most:
            return kinds[-1](value)
        raise UnfitError

    return fit


def _flag(schema: dict[str, Any]) -> Fit:
    def fit(value: Any) -> bool:
        if type(value) is bool:
            return value
        raise UnfitError

    return fit


_MADE: dict[int, Fit] = {}
"""What was made of a schema that is here, by its identity: many members have the same form."""

_FITS: dict[str, Callable[[dict[str, Any]], Fit]] = {
    "model": _object,
    "tagged-union": _choice,
    "tuple": _array,
    "str": _text,
    "literal": _literal,
    "int": _number,
    "float": _number,
    "bool": _flag,
}
