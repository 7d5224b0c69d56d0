"""What other records may know of a record: its digest, small enough to keep for all of them.

Each digest has the `names` that its record gives others: their ids, each once, and of which sorts
these have to be.
"""

from __future__ import annotations

import re

from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    from claims_check.records.claim import Claim
    from claims_check.records.entity import Entity
    from claims_check.records.references import Names
    from claims_check.records.source import Source

_QUOTED_ID = rb'"([a-z0-9]+(?:-[a-z0-9]+)*)"'


class ClaimDigest(NamedTuple):
    """What is known of a claim from outside it.

    `said` is the hash of its statement: claims that say the same in other letters or blanks share
    it, and hardly any others.
    """

    id: str
    file: str
    kind: str
    live: bool
    label: str
    confidence: str
    checked: str
    said: int
    instead: tuple[str, ...]
    sources: tuple[str, ...]
    appears_in: tuple[str, ...]
    former_ids: tuple[str, ...]
    names: tuple[str, ...]
    wanted: tuple[str, ...]
    replaced_by: str | None
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
    names: tuple[str, ...]
    wanted: tuple[str, ...]
    replaced_by: str | None
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
    former_ids: tuple[str, ...]
    names: tuple[str, ...]
    wanted: tuple[str, ...]
    replaced_by: str | None
    sort: Literal["source"] = "source"


class UnreadDigest(NamedTuple):
    """A record that could not be read: it exists under its id, and names what its text quotes."""

    id: str
    file: str
    names: tuple[str, ...]
    sort: Literal["unread"] = "unread"


Digest = ClaimDigest | EntityDigest | SourceDigest | UnreadDigest


def claim_digest(record: Claim, file: str, names: Names) -> ClaimDigest:
    """The digest of a claim that gives others these `names`, each once."""
    verdict = record.verdict
    return ClaimDigest(
        record.id,
        file,
        record.proposition.kind,
        record.withdrawn is None,
        verdict.label,
        verdict.confidence,
        verdict.checked,
        small_hash(folded(record.statement)),
        verdict.instead,
        tuple([item.source for item in record.evidence]),
        tuple([item.source for item in record.appearances]),
        record.former_ids,
        tuple(names),
        _common(tuple(names.values())),
        _replacement(record),
    )


def entity_digest(record: Entity, file: str, names: Names) -> EntityDigest:
    """The digest of an entity; `names` as for a claim."""
    return EntityDigest(
        record.id,
        file,
        record.kind,
        record.withdrawn is None,
        record.name,
        record.aliases,
        record.former_ids,
        tuple(names),
        _common(tuple(names.values())),
        _replacement(record),
    )


def source_digest(record: Source, file: str, names: Names) -> SourceDigest:
    """The digest of a source; `names` as for a claim."""
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
        record.former_ids,
        tuple(names),
        _common(tuple(names.values())),
        _replacement(record),
    )


def unread_digest(id: str, file: str, data: bytes) -> UnreadDigest:
    """The digest of a record that could not be read; `data` is its bytes."""
    quoted = sorted({match.decode() for match in re.findall(_QUOTED_ID, data)} - {id})
    return UnreadDigest(id, file, tuple(quoted))


def folded(text: str) -> str:
    """A text as it is compared: without regard to case and to the number of blanks."""
    return " ".join(text.split()).casefold()


def small_hash(text: str | bytes) -> int:
    """The hash of a text, as much of it as a small number holds; another in each run."""
    return hash(text) & 0x3FFF_FFFF


TEXTS: dict[str, str] = {}
"""What `shared` has met, until a corpus is whole."""


def shared(digest: Digest) -> Digest:
    """The same digest, in which what other records name too is one text with theirs."""
    if digest.sort == "source":
        digest = digest._replace(publisher=_shared((digest.publisher,))[0])
    if digest.sort != "claim":
        return digest._replace(id=_shared((digest.id,))[0], names=_shared(digest.names))
    return digest._replace(
        sources=_shared(digest.sources),
        appears_in=_common(_shared(digest.appears_in)),
        names=_shared(digest.names),
    )


def _shared(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([TEXTS.setdefault(text, text) for text in texts])


ROWS: dict[tuple[str, ...], tuple[str, ...]] = {}
"""What `_common` has met, until a corpus is whole."""


def _common(row: tuple[str, ...]) -> tuple[str, ...]:
    """The same row of texts, which is one for all records that have it."""
    return ROWS.setdefault(row, row)


def _replacement(record: Any) -> str | None:
    withdrawn = record.withdrawn
    return None if withdrawn is None else withdrawn.replaced_by
