"""The parts that `core.py` is made of: objects, members, arrays and choices for pydantic_core.

`members_of` and `bare` read them back, `whole` makes of one what a validator is built from.
"""

from __future__ import annotations

from collections.abc import Set

from claims_check.records.references import REFERENCES, Wanted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Record:
    """What a record or a part of one is at run time: attributes named as in the models.

    `refers` are its members that name other records.  By what is written behind their keys, `holds`
    are objects and arrays of them, `lists` arrays of texts, `bare` numbers and flags and arrays of
    them; all others are texts.
    """

    __slots__ = (
        "__dict__",
        "__pydantic_extra__",
        "__pydantic_fields_set__",
        "__pydantic_private__",
    )

    __pydantic_fields_set__: Set[str]
    refers: tuple[tuple[str, Wanted], ...]
    holds: tuple[str, ...]
    lists: tuple[str, ...]
    bare: tuple[str, ...]


def text(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A form of texts that many members have.

    It is built once and referred to: that makes a validator sooner, and a quicker one, since each
    copy of a pattern would have to learn the same texts anew.
    """
    TEXTS.append({**schema, "strict": True, "ref": name})  # as it is in all objects
    return {"type": "definition-ref", "schema_ref": name, "metadata": schema}


TEXTS: list[dict[str, Any]] = []
"""What `text` refers to."""


def field(schema: dict[str, Any], alias: str | None = None) -> dict[str, Any]:
    """A member that has to be there."""
    made: dict[str, Any] = {"type": "model-field", "schema": schema}
    if alias:
        made["validation_alias"] = alias
    return made


def maybe(schema: dict[str, Any]) -> dict[str, Any]:
    """A member that may be left out."""
    return field({"type": "default", "schema": schema, "default": None})


def many(schema: dict[str, Any]) -> dict[str, Any]:
    """An array that may be left out, and then counts as empty."""
    return field({"type": "default", "schema": schema, "default": ()})


def array(item: dict[str, Any], least: int = 0) -> dict[str, Any]:
    """An array of items of one shape."""
    made: dict[str, Any] = {
        "type": "tuple",
        "variadic_item_index": 0,
        "strict": False,
        "items_schema": [item],
    }
    if least:
        made["min_length"] = least
    return made


def shape(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A closed object."""
    written: dict[str, list[str]] = {"holds": [], "lists": [], "bare": [], "texts": []}
    for member, spec in fields.items():
        written[_written(spec["schema"])].append(member)
    members = {
        "__slots__": (),
        "refers": tuple((name, REFERENCES[name]) for name in fields if name in REFERENCES),
        "holds": tuple(written["holds"]),
        "lists": tuple(written["lists"]),
        "bare": tuple(written["bare"]),
    }
    return {
        "type": "model",
        "cls": type(name, (Record,), members),
        "config": {"strict": True, "extra_fields_behavior": "forbid", "title": name},
        "schema": {"type": "model-fields", "model_name": name, "fields": fields},
    }


def _written(schema: dict[str, Any]) -> str:
    """How a member is written, as `Record` has it."""
    if schema["type"] == "default":
        schema = schema["schema"]
    if schema["type"] == "tuple":
        inner = _written(schema["items_schema"][0])
        return "lists" if inner == "texts" else inner
    if schema["type"] in ("model", "tagged-union"):
        return "holds"
    if schema["type"] in ("str", "definition-ref") or schema.get("expected", [True]) != [True]:
        return "texts"
    return "bare"


def choice(tag: str, choices: dict[str, Any]) -> dict[str, Any]:
    """One of several objects, told apart by one member."""
    return {
        "type": "tagged-union",
        "discriminator": tag,
        "strict": False,
        "from_attributes": False,
        "choices": choices,
    }


def members_of(node: dict[str, Any]) -> dict[str, Any]:
    """Member name to schema of an object, as records write the names; empty for what is none."""
    if node["type"] != "model":
        return {}
    fields = node["schema"]["fields"]
    return {spec.get("validation_alias", name): spec["schema"] for name, spec in fields.items()}


def bare(node: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value, without what says that it may be left out or stands elsewhere.

    Of a chain the last step: it allows least.
    """
    while node["type"] == "default":
        node = node["schema"]
    if node["type"] == "chain":
        node = node["steps"][-1]
    found: dict[str, Any] = node["metadata"] if node["type"] == "definition-ref" else node
    return found


def whole(node: dict[str, Any]) -> Any:
    """The schema with all that it refers to.

    Not typed as what pydantic_core takes: a test compares it with what pydantic makes.
    """
    return {"type": "definitions", "schema": node, "definitions": TEXTS}
