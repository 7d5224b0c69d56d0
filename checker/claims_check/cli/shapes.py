"""The manuals of what records are made of, out of their schemas: one source for all that is said.

A record, a part of one and a kind of proposition are objects with fields; a field stands in some
of them; a word is one of a field's closed list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from claims_check.named_tuple import NamedTuple
from claims_check.records.references import REFERENCES


class Field(NamedTuple):
    """A member of an object: what its value is, and what it means."""

    name: str
    required: bool
    value: str
    meaning: str


class Use(NamedTuple):
    """What a field is in some objects, where it has the same value and meaning in all of them."""

    within: tuple[str, ...]
    required: bool
    value: str
    meaning: str


class Manual(NamedTuple):
    """What is said about one name; `sort` is what it is a name of.

    `summary` is one sentence, `text` the paragraphs after it, `fields` the members of an object,
    `uses` what a field of this name is in which objects, `rows` a table of two columns or more.
    """

    name: str
    sort: str
    summary: str
    text: str = ""
    fields: tuple[Field, ...] = ()
    uses: tuple[Use, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def object_manual(name: str) -> Manual | None:
    """The manual of a record, a part of one, or a kind of proposition."""
    if name not in _objects():
        return None
    sort, schema = _objects()[name]
    first, _, rest = str(schema.get("description", "")).partition("\n")
    required = schema.get("required", ())
    fields = tuple(
        Field(key, key in required, _value(key, of), _meaning(of))
        for key, of in schema["properties"].items()
    )
    if sort == "kind":
        rest = f"{rest.strip()}\n{_family(schema['properties'])}"
    return Manual(name, sort, first, rest.strip(), fields, uses_of(name))


def field_manual(name: str) -> Manual | None:
    """The manual of a field: what it means, in which objects."""
    uses = uses_of(name)
    if not uses:
        return None
    told = {word: text for of in _values(name) for word, text in _told_words(of).items()}
    meanings = {_lead(use.meaning, told) for use in uses}
    summary = "What it means depends on where it stands."
    if len(meanings) == 1:
        summary = meanings.pop()
        uses = tuple(use._replace(meaning="") for use in uses)
    return Manual(name, "field", summary, uses=uses, rows=tuple(told.items()))


def word_manual(name: str) -> Manual | None:
    """The manual of a word of a closed list."""
    lists = lists_with(name)
    if not lists:
        return None
    told = [text for _, of in _words()[name] if (text := _told_words(of).get(name))]
    summary, text = (told[0], f"A word of {lists}.") if told else (f"A word of {lists}.", "")
    return Manual(name, "word", summary, text)


def lists_with(word: str) -> str:
    """The fields whose closed lists have a word, as text; empty where none has."""
    fields: dict[str, list[str]] = {}
    for place, _ in _words().get(word, ()):
        fields.setdefault(place[1], []).append(place[0])
    return " and of ".join(f"`{name}` in {', '.join(within)}" for name, within in fields.items())


def objects_of(sort: str) -> list[str]:
    """The names of all records, parts or kinds."""
    return [name for name, (is_a, _) in _objects().items() if is_a == sort]


def fields() -> list[str]:
    """The names of all fields of all objects."""
    return list(dict.fromkeys(name for _, name, _, _ in _members()))


def words() -> list[str]:
    """All words of closed lists."""
    return list(_words())


def uses_of(name: str) -> tuple[Use, ...]:
    """What a field is, in which objects; empty where none has it."""
    found: dict[tuple[bool, str, str], list[str]] = {}
    for within, field, required, of in _members():
        if field == name:
            found.setdefault((required, _value(name, of), _meaning(of)), []).append(within)
    return tuple(Use(tuple(within), *rest) for rest, within in found.items())


@cache
def _objects() -> dict[str, tuple[str, dict[str, Any]]]:
    """Name to sort and schema: records first, then their parts, then the kinds."""
    from claims_check.records.compiling import RECORDS
    from claims_check.records.publish import schema_of

    records, parts, kinds = {}, {}, {}
    for sort in RECORDS:
        schema = schema_of(sort)
        records[sort] = ("record", schema)
        for name, definition in schema.get("$defs", {}).items():
            kind = definition.get("properties", {}).get("kind", {}).get("const")
            if kind is not None:
                kinds[kind] = ("kind", definition)
            elif "properties" in definition:
                parts[name.lower()] = ("part", definition)
    return {**records, **parts, **kinds}


def _members() -> Iterator[tuple[str, str, bool, dict[str, Any]]]:
    """Object, field, whether it has to be there, and schema, of every field but a kind's own name.

    The kind is told once, as a field of the proposition.
    """
    for name, (sort, schema) in _objects().items():
        required = schema.get("required", ())
        for field, of in schema["properties"].items():
            if sort != "kind" or field != "kind":
                yield name, field, field in required, of
            if "allOf" in of:  # the choice by kind
                yield field, "kind", True, of["properties"]["kind"]


@cache
def _words() -> dict[str, list[tuple[tuple[str, str], dict[str, Any]]]]:
    """Word to the places of closed lists that have it, as object and field, and their schemas."""
    found: dict[str, list[tuple[tuple[str, str], dict[str, Any]]]] = {}
    for within, field, _, of in _members():
        for word in () if within == "proposition" else of.get("enum", ()):
            found.setdefault(word, []).append(((within, field), of))
    return found


def _values(field: str) -> list[dict[str, Any]]:
    return [of for _, name, _, of in _members() if name == field]


def _told_words(schema: dict[str, Any]) -> dict[str, str]:
    """What a description says of each word of a closed list: `word: what it means; word: …`."""
    told = {}
    for part in _meaning(schema).removesuffix(".").split("; "):
        word, colon, text = part.partition(": ")
        if colon and word in schema.get("enum", ()):
            told[word] = f"{text[:1].upper()}{text[1:]}."
    return told


def _lead(meaning: str, told: dict[str, str]) -> str:
    """A description without what it says of single words."""
    parts = meaning.removesuffix(".").split("; ")
    return "; ".join(part for part in parts if part.partition(": ")[0] not in told) + "."


def _family(properties: dict[str, Any]) -> str:
    if "end" in properties:
        return "A state: it lasts from `start` to `end`."
    if "at" in properties:
        return "An event: it happens on one day, `at`."
    return "A relation: it has no date of its own."


def _meaning(schema: dict[str, Any]) -> str:
    return " ".join(str(schema.get("description", "")).split())


def _value(name: str, schema: dict[str, Any]) -> str:
    """What a value has to be, in a word or two; the list where it is one of few words."""
    if "const" in schema:
        return str(schema["const"]).lower()
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2].lower()
    if schema.get("type") == "array":
        item = _value(name, schema["items"])
        return f"list of {item}s" if item.endswith(" id") else f"list of {item}"
    if re.match(r"\^\[0-9X", schema.get("pattern", "")):
        return "date"
    if name in REFERENCES:
        return f"{REFERENCES[name]} id"
    kind = str(schema.get("type"))
    plain = {"string": "text", "integer": "whole number", "boolean": "true | false"}
    return "object" if "allOf" in schema else plain.get(kind, kind)
