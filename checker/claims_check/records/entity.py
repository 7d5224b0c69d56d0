"""Entities: who and what claims are about.  Identity only; every fact about them is a claim."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from claims_check.records.values import (
    EntityKind,
    Id,
    Line,
    Many,
    Shape,
    WikidataId,
    Withdrawal,
)


class Entity(Shape):
    """A person, organisation, model, product, board, benchmark, licence, work, event or group."""

    schema_: Annotated[str, Field(alias="$schema", pattern="(^|/)entity\\.schema\\.json$")]
    """Says what the record is, by its last segment: entity.schema.json."""
    id: Id
    """The file's name without .json; never changed once published."""
    kind: EntityKind
    """What it is; kinds of propositions ask for certain kinds of entities."""
    name: Line
    """A name to show. When it was used is a claim of kind `named`."""
    aliases: Annotated[Many[Line], Field(min_length=1)] = ()
    """Other names, for look-up only."""
    wikidata: WikidataId | None = None
    """The item in Wikidata, opened and compared."""
    former_ids: Annotated[Many[Id], Field(min_length=1)] = ()
    """Ids that this record had before."""
    withdrawn: Withdrawal | None = None
    """Set where the record no longer counts."""
