"""Sources: documents with publisher, address, dates and what they derive from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claims_check.records.values import (
    Address,
    Count,
    DateText,
    EntityId,
    Id,
    Language,
    Line,
    Many,
    Sentence,
    Sha256,
    Shape,
    SourceId,
    Withdrawal,
)

SourceKind = Literal[
    "article",
    "announcement",
    "paper",
    "model-card",
    "repository",
    "licence-text",
    "documentation",
    "filing",
    "memo",
    "post",
    "interview",
    "broadcast",
    "dataset",
    "reference-work",
]


class Archive(Shape):
    """A copy that stays: a web archive's address or a commit, opened by whoever wrote it down."""

    address: Address
    """Where the copy is."""
    on: DateText
    """The day of the capture or commit."""


class Passage(Shape):
    """A located span of a document under check: the words stay out of the corpus.

    The hash is of the span in Unicode normal form C, markup and links reduced to their text,
    white space to single blanks.
    """

    id: Id
    """Name of the passage within its source."""
    section: Line
    """Where in the document: a heading or its number."""
    from_: Annotated[Line, Field(alias="from", max_length=60)]
    """Its first few words."""
    to: Annotated[Line, Field(max_length=60)]
    """Its last few words."""
    nth: Count | None = None
    """Which occurrence of the first words in the section, where there are several."""
    sha256: Sha256
    """SHA-256 of the normalised span."""
    unchecked: Sentence | None = None
    """Why it is not checked: opinion, question, rhetoric."""


class Source(Shape):
    """A document that claims appear in or that evidence comes from."""

    schema_: Annotated[str, Field(alias="$schema", pattern="(^|/)source\\.schema\\.json$")]
    """Says what the record is, by its last segment: source.schema.json."""
    id: Id
    """The file's name without .json: publisher, year, subject."""
    kind: SourceKind
    """What sort of document it is."""
    title: Line
    """Its title, or a description where it has none."""
    publisher: Line
    """Who published it, as they name themselves."""
    by: EntityId | None = None
    """The entity that speaks in it, where it is one of the corpus."""
    published: DateText | None = None
    """The day of publication; left out where not known."""
    address: Address
    """Where it was read; the original's address where that is known for sure."""
    retrieved: DateText | None = None
    """The day it was read."""
    archive: Archive | None = None
    """A permanent copy."""
    derived_from: Annotated[Many[SourceId], Field(min_length=1)] = ()
    """The sources that it repeats; evidence is independent where their ends differ."""
    language: Language
    """BCP 47 tag of its language."""
    passages: Annotated[Many[Passage], Field(min_length=1)] = ()
    """Located spans, in documents that are checked."""
    former_ids: Annotated[Many[Id], Field(min_length=1)] = ()
    """Ids that this record had before."""
    withdrawn: Withdrawal | None = None
    """Set where the document was retracted or the record no longer counts."""
