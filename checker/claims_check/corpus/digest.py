"""What other records may know of a record: its digest, small enough to keep for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from claims_check.findings import Pointer

if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.records.entity import Entity
    from claims_check.records.source import Source

Wanted = Literal["entity", "claim", "source", "record"]

REFERENCES: dict[str, Wanted] = {
    "subject": "entity",
    "object": "entity",
    "objects": "entity",
    "by": "entity",
    "against": "entity",
    "claim": "claim",
    "first": "claim",
    "then": "claim",
    "cause": "claim",
    "effect": "claim",
    "answers": "claim",
    "instead": "claim",
    "source": "source",
    "derived_from": "source",
    "replaced_by": "record",
    "records": "record",
}
"""Keys whose values name other records, and of which sort; one meaning in all records."""

_QUOTED_ID = re.compile(rb'"([a-z0-9]+(?:-[a-z0-9]+)*)"')


class Reference(NamedTuple):
    """A place in a record that names another."""

    at: Pointer
    wanted: Wanted
    id: str


class ClaimDigest(NamedTuple):
    """What is known of a claim from outside it."""

    id: str
    file: str
    kind: str
    live: bool
    label: str
    confidence: str
    checked: str
    statement: str
    instead: tuple[str, ...]
    sources: tuple[str, ...]
    former_ids: tuple[str, ...]
    references: tuple[Reference, ...]
    sort: Literal["claim"] = "claim"

    @property
    def establishes(self) -> bool:
        """Whether it is part of the timeline: supported and not withdrawn."""
        return self.live and self.label == "supported"


class EntityDigest(NamedTuple):
    """What is known of an entity from outside it."""

    id: str
    file: str
    kind: str
    live: bool
    name: str
    aliases: tuple[str, ...]
    former_ids: tuple[str, ...]
    references: tuple[Reference, ...]
    sort: Literal["entity"] = "entity"


class SourceDigest(NamedTuple):
    """What is known of a source from outside it."""

    id: str
    file: str
    kind: str
    live: bool
    title: str
    publisher: str
    by: str | None
    published: str | None
    retrieved: str | None
    address: str
    derived_from: tuple[str, ...]
    passages: tuple[str, ...]
    checked_document: bool
    former_ids: tuple[str, ...]
    references: tuple[Reference, ...]
    sort: Literal["source"] = "source"


class UnreadDigest(NamedTuple):
    """A record that could not be read: it exists under its id, and names what its text quotes."""

    id: str
    file: str
    references: tuple[Reference, ...]
    sort: Literal["unread"] = "unread"


Digest = ClaimDigest | EntityDigest | SourceDigest | UnreadDigest


def references(value: object, at: Pointer = ()) -> list[Reference]:
    """All places below a JSON value that name other records, in the order of the text."""
    found: list[Reference] = []
    _gather(value, at, found)
    return found


WITHOUT_REFERENCES = frozenset({"reviews", "corrections", "passages"})
"""Members of records that name no other record, and are long."""


def _gather(value: object, at: Pointer, found: list[Reference]) -> None:
    # A hot loop: what json reads are plain dicts, lists and strings, so their type is enough.
    if type(value) is list:
        for n, item in enumerate(value):
            _gather(item, (*at, n), found)
    if type(value) is not dict:
        return
    for key, inner in value.items():
        kind = type(inner)
        if kind is str:
            if key in REFERENCES:
                found.append(Reference((*at, key), REFERENCES[key], inner))
        elif kind is list:
            if key in REFERENCES:
                wanted = REFERENCES[key]
                for n, id in enumerate(inner):
                    if type(id) is str:
                        found.append(Reference((*at, key, n), wanted, id))
            elif key not in WITHOUT_REFERENCES:
                for n, item in enumerate(inner):
                    if type(item) is dict:
                        _gather(item, (*at, key, n), found)
        elif kind is dict:
            _gather(inner, (*at, key), found)


def claim_digest(record: Claim, file: str, value: dict[str, Any]) -> ClaimDigest:
    """The digest of a claim."""
    verdict = record.verdict
    return ClaimDigest(
        record.id,
        file,
        record.proposition.kind,
        record.withdrawn is None,
        verdict.label,
        verdict.confidence,
        verdict.checked,
        record.statement,
        verdict.instead,
        tuple(item.source for item in record.evidence),
        record.former_ids,
        tuple(references(value)),
    )


def entity_digest(record: Entity, file: str, value: dict[str, Any]) -> EntityDigest:
    """The digest of an entity."""
    return EntityDigest(
        record.id,
        file,
        record.kind,
        record.withdrawn is None,
        record.name,
        record.aliases,
        record.former_ids,
        tuple(references(value)),
    )


def source_digest(record: Source, file: str, value: dict[str, Any]) -> SourceDigest:
    """The digest of a source."""
    return SourceDigest(
        record.id,
        file,
        record.kind,
        record.withdrawn is None,
        record.title,
        record.publisher,
        record.by,
        record.published,
        record.retrieved,
        record.address,
        record.derived_from,
        tuple(passage.id for passage in record.passages),
        bool(record.passages),
        record.former_ids,
        tuple(references(value)),
    )


def unread_digest(id: str, file: str, data: bytes) -> UnreadDigest:
    """The digest of a record that could not be read; `data` is its bytes."""
    quoted = sorted({match.decode() for match in _QUOTED_ID.findall(data)} - {id})
    return UnreadDigest(id, file, tuple(Reference((), "record", word) for word in quoted))
