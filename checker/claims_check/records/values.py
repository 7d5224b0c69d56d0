"""The texts and numbers that records are made of, and the shape that all of them share.

Models hold shape only: no Python validators, so that the published schemas, the models and the
generated core (`core.py`) give one verdict on every text that the reader lets through.  Whether a
day exists, a reference resolves or a sum is right is the business of rules.

Patterns use only what Python, Rust and ECMAScript read alike: explicit classes, no `\\d`, no `.`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import core_schema

from claims_check.named_tuple import NamedTuple
from claims_check.records.references import ID_PATTERN

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema


class Shape(BaseModel):
    """A closed, strict, frozen object; absent fields are None, and null is never written."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True
    )


class Means(NamedTuple):
    """What a text of some type is, for its schema; a member's own docstring counts before it."""

    description: str
    examples: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        made = {**handler(core), "description": self.description}
        return {**made, "examples": list(self.examples)} if self.examples else made


class _Flag:
    """A member that is true or absent.  To pydantic a literal true alone would be 1 as well."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.chain_schema([core_schema.bool_schema(strict=True), handler(source)])

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"const": True, "type": "boolean"}


Flag = Annotated[Literal[True], _Flag()]

Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], Strict(False)]
"""An array.  Lax only in that a list may become a tuple: its items stay strict."""

DATE_PATTERN = "^[0-9X.,~?%+:TZ\\[\\]-]+$"
LINE_PATTERN = "^[^ ]$|^[^ ][^\\n]*[^ ]$"
ADDRESS_PATTERN = "^https?://[^ ]+$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
EntityId = Annotated[Id, Means("Id of an entity record (entities/<id>.json).")]
ClaimId = Annotated[Id, Means("Id of a claim record.")]
SourceId = Annotated[Id, Means("Id of a source record (sources/<id>.json).")]
RecordId = Annotated[Id, Means("Id of any record.")]
RuleName = Annotated[Id, Means("Name of a rule; `claims-check rules` lists them.")]

Entities = Annotated[Many[EntityId], Field(min_length=1)]

Line = Annotated[str, StringConstraints(pattern=LINE_PATTERN, max_length=1000)]
"""One line of our own words, without blanks at its ends."""
Sentence = Annotated[str, StringConstraints(pattern=LINE_PATTERN, min_length=8, max_length=1500)]
Address = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN, max_length=1000)]
Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
WikidataId = Annotated[str, StringConstraints(pattern="^Q[1-9][0-9]*$", max_length=16)]
Language = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=35)]
Version = Annotated[str, StringConstraints(pattern="^[0-9]+\\.[0-9]+\\.[0-9]+$", max_length=32)]

DateText = Annotated[
    str,
    StringConstraints(pattern=DATE_PATTERN, max_length=64),
    Means(
        "A date at the precision known: 2023-07-18, 2023-07, 2023, a qualifier (2023-02~), or one "
        "of a set ([2024-04..2024-09]). See `claims-check explain dates`.",
        ("2023-07-18", "2023-07", "[2013-10..2013-12]", "2023-02~"),
    ),
]
EndText = Annotated[
    str,
    StringConstraints(pattern=DATE_PATTERN, max_length=64),
    Means(
        "When it ended; `..` means still so on the day the claim was checked; leave the field out "
        "where the end is not known.",
        ("2021-10-28", ".."),
    ),
]

Count = Annotated[int, Field(ge=1)]
Days = Annotated[int, Field(ge=-36600, le=36600)]

EntityKind = Literal[
    "person",
    "organisation",
    "model",
    "product",
    "board",
    "benchmark",
    "licence",
    "work",
    "event",
    "group",
]
Label = Literal["supported", "refuted", "conflicting-evidence", "not-enough-evidence"]
Flaw = Literal[
    "imprecise",
    "outdated",
    "overstated",
    "conflated",
    "misattributed",
    "out-of-context",
    "incomplete",
]
Confidence = Literal["low", "moderate", "high"]


class Withdrawal(Shape):
    """Why a record no longer counts; it stays in the corpus so that its id keeps its meaning."""

    on: DateText
    """The day it was withdrawn."""
    why: Sentence
    """The reason."""
    replaced_by: RecordId | None = None
    """The record that took its place."""


class Correction(Shape):
    """A change of a published record that a reader should know of."""

    on: DateText
    """The day of the change."""
    what: Sentence
    """What was wrong and what it says now."""
