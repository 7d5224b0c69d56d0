"""The members of records: what each may be, an answer as its value, what is wrong with a value."""

from __future__ import annotations

import re
from contextlib import suppress
from math import isfinite
from typing import Any

from pydantic_core import ValidationError

from claims_check import dates
from claims_check.findings import Pointer
from claims_check.named_tuple import NamedTuple
from claims_check.records.misfits import json_text, shape_problems
from claims_check.records.parts import bare
from claims_check.records.references import REFERENCES, Wanted
from claims_check.records.shapes import Sort, members
from claims_check.records.validation import validate

DATES = frozenset({"at", "start", "end", "target", "on", "published", "retrieved", "checked"})
"""Members that are dates; `end` may be `..`."""

KINDS_OF_TEXT = {"int": "a whole number", "float": "a number in digits", "bool": "true or false"}

_FIELD = re.compile("([^=:]*)[=:](.*)")
_ENTITY = re.compile("(.*)[=:]([^=:]*)")


class Field(NamedTuple):
    """A member: `form` is pydantic_core's name of its type, `wanted` the sort of record it names.

    `choices` are the words of a closed list, empty where there is none.
    """

    name: str
    required: bool
    many: bool
    form: str
    choices: tuple[str, ...]
    wanted: Wanted | None


def fields_of(sort: Sort, at: Pointer = (), record: dict[str, Any] | None = None) -> list[Field]:
    """The members of a record, or of the object at a place of it, in the order of the shape."""
    return [_field(name, schema) for name, schema in members(sort, at, record or {}).items()]


def field_of(sort: Sort, *path: str) -> Field:
    """A member by its name, or of a member by its path; a list is passed through."""
    at: Pointer = ()
    record: Any = {}
    for step in path[:-1]:
        many = next(field.many for field in fields_of(sort, at, record) if field.name == step)
        at = (*at, step, 0) if many else (*at, step)
    return next(field for field in fields_of(sort, at, record) if field.name == path[-1])


def _field(name: str, schema: dict[str, Any]) -> Field:
    required = schema["type"] != "default"
    if not required:
        schema = schema["schema"]
    many = schema["type"] == "tuple"
    if many:
        schema = schema["items_schema"][0]
    schema = bare(schema)
    expected = schema.get("expected", ())
    choices = tuple(str(word).lower() if word is True else str(word) for word in expected)
    form = "bool" if True in expected else schema["type"]
    return Field(name, required, many, form, choices, REFERENCES.get(name))


def pair_of(option: str, text: str) -> tuple[str, str]:
    """Name and value of `name=value` or `name: value`; raises ValueError for another form.

    The name of a new entity may have such marks in it, its kind not; with fields it is the other
    way round.
    """
    entity = option == "--new-entity"
    found = (_ENTITY if entity else _FIELD).fullmatch(text)
    name, value = (part.strip("*` ") for part in found.groups()) if found else ("", "")
    if not name or not value:
        form = "NAME=KIND" if entity else "NAME=VALUE"
        raise ValueError(f"{json_text(text)} is not of the form {form}")
    return name, value


def value_of(field: Field, text: str) -> Any:
    """The value that an answer stands for; lists are written with commas.

    Raises ValueError with what is wrong.
    """
    if field.many:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return [_one(field, part) for part in parts]
    return _one(field, text)


def _one(field: Field, text: str) -> Any:
    if field.form == "bool":
        words = {"true": True, "yes": True, "false": False, "no": False}
        if text.lower() in words:
            return words[text.lower()]
    elif field.form in ("int", "float"):
        with suppress(ValueError, OverflowError):
            number = float(text.replace("_", ""))
            if number.is_integer():
                return int(number)
            if isfinite(number) and field.form == "float":
                return number
    else:
        if field.name in DATES:
            time = field.name in ("published", "retrieved")
            dates.read(text, open_end=field.name == "end", time=time)
        return text
    raise ValueError(f"{json_text(text)} is not {KINDS_OF_TEXT[field.form]}")


def complaint(sort: Sort, record: dict[str, Any], at: Pointer) -> str | None:
    """What is wrong with the shape of the value at a place of a record; None where it is right."""
    try:
        validate(sort, record)
    except ValidationError as error:
        for _, problem in shape_problems(sort, error, record):
            if problem.at[: len(at)] == at:
                return problem.message
    return None
