"""What to write at a place of a record: the form of its value, all that an object lacks.

A form is no example: what is copied from a message without a thought is found by the next check.
"""

from __future__ import annotations

import json
from typing import Any

from claims_check.findings import Pointer, Problem
from claims_check.records.parts import bare, members_of

FORMS = (
    ("^[a-z0-9]+(-", "some-id"),
    ("^[0-9X", "YYYY-MM-DD"),
    ("^https?", "https://…"),
    ("^[a-z]{2,3}", "en"),
    ("^[0-9]+\\.", "1.0.0"),
)
"""How the pattern of a text begins, and what stands for such a text; an ellipsis for all others."""

SHOWN = 4
"""Words of a closed list from which on only the first few are shown."""


def missing_members(
    sort: str, node: dict[str, Any], lacking: list[str], at: Pointer
) -> tuple[str, Problem]:
    """Rule and problem where the object at a place lacks members; `node` is its schema."""
    if not at and lacking == ["$schema"]:
        return "wrong-schema-line", Problem(
            f'the record has no "$schema"; begin it with "$schema": "…/{sort}.schema.json", '
            "which says what it is"
        )
    members = members_of(node)
    lines = [f'"{name}": {form_text(members[name])}' for name in lacking]
    quoted = [f'"{name}"' for name in lacking]
    if len(lacking) == 1:
        what, manual = f"{quoted[0]} is missing", lacking[0]
    else:
        what, manual = f"{', '.join(quoted[:-1])} and {quoted[-1]} are missing", _name(node)
    return "not-in-schema", Problem(
        f"{what}; add {', '.join(lines)}: `claims-check explain {manual}` tells more", at
    )


def form_text(schema: dict[str, Any]) -> str:
    """The form of a value, as JSON."""
    return json.dumps(_form(schema), ensure_ascii=False)


def instead_of(schema: dict[str, Any], given: object) -> str | None:
    """What to write where a value of another type is given; None where only its writer can know."""
    match schema["type"], given:
        case "str", bool() | int() | float():
            return json.dumps(json.dumps(given))
        case "tuple", str() | dict() if _type(bare(schema["items_schema"][0])) is type(given):
            return json.dumps([given], ensure_ascii=False)
        case "int" | "float" | "bool", _:
            return None
    return form_text(schema)


def _type(schema: dict[str, Any]) -> type | None:
    return {"str": str, "model": dict}.get(schema["type"])


def _name(node: dict[str, Any]) -> str:
    """What the manual calls an object: the kind of a proposition, the sort or part of a record."""
    kind = members_of(node).get("kind", {}).get("expected", ())
    name: str = kind[0] if len(kind) == 1 else node["schema"]["model_name"].lower()
    return name.removesuffix("record")


def _form(schema: dict[str, Any]) -> Any:
    """A value that shows the shape: objects with the members that have to be there."""
    schema = bare(schema)
    match schema["type"]:
        case "model":
            members = members_of(schema).items()
            return {name: _form(of) for name, of in members if of["type"] != "default"}
        case "tagged-union":
            return {schema["discriminator"]: _words(list(schema["choices"]))}
        case "tuple":
            return [_form(schema["items_schema"][0])]
        case "literal":
            flag = schema["expected"] == [True]
            return True if flag else _words(schema["expected"])
        case "str":
            return _text(schema.get("pattern", ""))
        case "bool":
            return True
    return 1


def _words(words: list[str]) -> str:
    shown = words if len(words) <= SHOWN else [*words[: SHOWN - 1], "…"]
    return " | ".join(shown)


def _text(pattern: str) -> str:
    if pattern.startswith("(^|/)"):  # the line that says what a record is
        return "…/" + pattern.removeprefix("(^|/)").removesuffix("$").replace("\\", "")
    return next((form for start, form in FORMS if pattern.startswith(start)), "…")
