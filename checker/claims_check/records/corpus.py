"""The record at a corpus's root: what the corpus is, and under which licence."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from claims_check.records.values import Address, Id, Line, Sentence, Shape, Version


class CorpusRecord(Shape):
    """What `corpus.json` says; the file marks the root of a corpus."""

    schema_: Annotated[str, Field(alias="$schema", pattern="(^|/)corpus\\.schema\\.json$")]
    """Says what the record is, by its last segment: corpus.schema.json."""
    id: Id
    """Short name of the corpus."""
    title: Line
    """What it is called."""
    description: Sentence | None = None
    """What it holds, in a sentence or two."""
    version: Version
    """Version of the data, MAJOR.MINOR.PATCH."""
    licence: Line
    """SPDX identifier of the licence of the records."""
    publisher: Line
    """Who answers for it."""
    address: Address | None = None
    """Where it lives."""
