"""From the models to `core.py`: the same shapes for pydantic_core alone.

Importing the models costs twice what importing pydantic costs; a check that runs before each commit
should not pay for either.  `core.py` holds what pydantic builds from the models, less the classes
and what only they need.  A test compares it with a fresh one.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from pydantic import BaseModel

from claims_check.records.claim import Claim
from claims_check.records.corpus import CorpusRecord
from claims_check.records.entity import Entity
from claims_check.records.events import Event
from claims_check.records.source import Source
from claims_check.records.states import Recurring, State

RECORDS: dict[str, type[BaseModel]] = {
    "claim": Claim,
    "entity": Entity,
    "source": Source,
    "corpus": CorpusRecord,
}

HEADER = '''"""The shapes of records for pydantic_core; from `python -m claims_check.generate`."""

from __future__ import annotations

from claims_check.records.parts import array, choice, field, many, maybe, shape, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

'''


_TEXT = "{'type': 'str'"


def field_order(model: type[BaseModel]) -> list[str]:
    """Names of the fields as records write them: a kind's own first, its family's dates last."""
    dates = {
        name
        for base in (Recurring, State, Event)
        if issubclass(model, base)
        for name in base.model_fields
    }
    names = list(model.model_fields)
    return [n for n in names if n not in dates] + [n for n in names if n in dates]


class _Writer:
    """Writes schemas as Python text; what occurs often is named once."""

    def __init__(self) -> None:
        self.leaves: Counter[str] = Counter()
        self.names: dict[str, str] = {}

    def leaf(self, schema: dict[str, Any]) -> str:
        kept = {k: v for k, v in schema.items() if k not in {"metadata", "ref", "serialization"}}
        text = repr(kept)
        self.leaves[text] += 1
        return self.names.get(text, text)

    def write(self, schema: dict[str, Any], depth: int) -> str:
        kind = schema["type"]
        if kind == "nullable":
            return self.write(schema["schema"], depth)
        if kind == "model":
            return self.model(schema, depth)
        if kind == "tagged-union":
            pad = " " * 4 * (depth + 1)
            inner = "".join(
                f"{pad}{tag!r}: {self.write(choice, depth + 1)},\n"
                for tag, choice in schema["choices"].items()
            )
            return f"choice({schema['discriminator']!r}, {{\n{inner}{' ' * 4 * depth}}})"
        if kind == "tuple":
            least = f", {schema['min_length']}" if "min_length" in schema else ""
            return f"array({self.write(schema['items_schema'][0], depth)}{least})"
        return self.leaf(schema)

    def model(self, schema: dict[str, Any], depth: int) -> str:
        cls = schema["cls"]
        fields = schema["schema"]["fields"]
        pad = " " * 4 * (depth + 1)
        lines = []
        for name in field_order(cls):
            spec = fields[name]
            inner = spec["schema"]
            call = "field"
            if inner["type"] == "default":
                call = "many" if inner["default"] == () else "maybe"
                inner = inner["schema"]
            alias = f", {spec['validation_alias']!r}" if "validation_alias" in spec else ""
            lines.append(f"{pad}{name!r}: {call}({self.write(inner, depth + 1)}{alias}),\n")
        return f"shape({cls.__name__!r}, {{\n{''.join(lines)}{' ' * 4 * depth}}})"


def core_text() -> str:
    """The text of `core.py`."""
    writer = _Writer()
    for model in RECORDS.values():
        writer.write(dict(model.__pydantic_core_schema__), 0)
    often = [text for text, times in writer.leaves.most_common() if times > 1]
    writer.names = {text: f"P{n}" for n, text in enumerate(often, 1)}
    parts = "".join(
        f"{name} = text({name!r}, {leaf})\n" if leaf.startswith(_TEXT) else f"{name} = {leaf}\n"
        for leaf, name in writer.names.items()
    )
    records = "".join(
        f"\n\ndef {name}() -> dict[str, Any]:\n"
        f'    """The shape of a {name} record."""\n'
        f"    return {writer.write(dict(model.__pydantic_core_schema__), 1)}\n"
        for name, model in RECORDS.items()
    )
    return HEADER + parts + records  # its lines are as long as they come: nobody edits them
