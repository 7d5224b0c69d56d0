"""From the models to `schemas/`: JSON Schema 2020-12 for editors and other tools.

Standard keywords only.  Where pydantic would offer all kinds at once, the schema chooses by the
kind (`if`/`then`), so that one mistake gives one error.
"""

from __future__ import annotations

import json
from typing import Any

from claims_check.records.compiling import RECORDS, field_order

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEYWORDS = {
    word: place
    for place, word in enumerate(
        ("type", "description", "const", "enum", "pattern", "required", "properties", "items")
    )
}
"""What a reader of a schema looks for first."""


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "null"


def _rewrite(node: Any) -> Any:
    """Null, defaults and titles out; the union of kinds into a choice by kind."""
    if isinstance(node, list):
        return [_rewrite(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "discriminator" in node:
        return _by_kind(node)
    made = {
        key: {name: _rewrite(of) for name, of in value.items()}  # names, not keywords: in order
        if key in {"properties", "$defs"}
        else _rewrite(value)
        for key, value in node.items()
        if key not in {"title", "default"} or isinstance(value, dict)
    }
    if "enum" in made or "const" in made:
        made.pop("type", None)  # it would only say the same mistake twice
    if "anyOf" in made:
        rest = [part for part in made.pop("anyOf") if not _is_null(part)]
        if len(rest) != 1:
            raise ValueError(f"a union that is neither optional nor told apart by kind: {rest}")
        made = {**rest[0], **made}
    return dict(sorted(made.items(), key=lambda item: KEYWORDS.get(item[0], len(KEYWORDS))))


def _by_kind(node: dict[str, Any]) -> dict[str, Any]:
    tag = node["discriminator"]["propertyName"]
    mapping = node["discriminator"]["mapping"]
    return {
        "type": "object",
        "description": "The claim in machine form; `kind` says which fields it has.",
        "required": [tag],
        "properties": {tag: {"enum": list(mapping), "description": "The kind of proposition."}},
        "allOf": [
            {
                "if": {"required": [tag], "properties": {tag: {"const": kind}}},
                "then": {"$ref": target},
            }
            for kind, target in mapping.items()
        ],
    }


def _in_order(schema: dict[str, Any], models: dict[str, Any]) -> None:
    """Properties in the order in which records write them."""
    for name, definition in [*schema.get("$defs", {}).items(), (None, schema)]:
        model = models.get(name) if name else models[""]
        if model is None or "properties" not in definition:
            continue
        names = [model.model_fields[n].alias or n for n in field_order(model)]
        properties = definition["properties"]
        definition["properties"] = {n: properties[n] for n in names}


def _models_below(model: Any) -> dict[str, Any]:
    """All models that a record's model is made of, by name; the record's own under ''."""
    found: dict[str, Any] = {"": model}

    def walk(schema: dict[str, Any]) -> None:
        if schema["type"] == "model":
            found[schema["cls"].__name__] = schema["cls"]
            for spec in schema["schema"]["fields"].values():
                walk(spec["schema"])
        elif schema["type"] == "tagged-union":
            for choice in schema["choices"].values():
                walk(choice)
        elif schema["type"] == "tuple":
            walk(schema["items_schema"][0])
        elif "schema" in schema:
            walk(schema["schema"])

    walk(model.__pydantic_core_schema__)
    return found


def schema_of(sort: str) -> dict[str, Any]:
    """The published schema of claim, entity, source or corpus records."""
    model = RECORDS[sort]
    raw = model.model_json_schema(by_alias=True)
    _in_order(raw, _models_below(model))
    made = _rewrite(raw)
    definitions = made.pop("$defs", None)
    head = {"$schema": DIALECT, "$id": f"{sort}.schema.json", "title": f"{sort} record"}
    made = {**head, **made}
    if definitions:
        made["$defs"] = definitions
    return made


def schema_files() -> dict[str, str]:
    """File name to text, for all record schemas."""
    return {
        f"{sort}.schema.json": json.dumps(schema_of(sort), indent=2, ensure_ascii=False) + "\n"
        for sort in RECORDS
    }
