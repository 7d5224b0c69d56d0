"""The claims of a timeline by their ids; which of them are kept is the corpus's business."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_check.corpus.entry import Entry
    from claims_check.records.claim import Claim


class Claims:
    """The claims of a timeline; one that is not kept is read again each time it is asked for."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def add(self, entry: Entry) -> None:
        """Take the entry of a claim."""
        self._entries[entry.id] = entry

    def __getitem__(self, id: str) -> Claim:
        claim: Claim = self._entries[id].record
        return claim

    def get(self, id: str) -> Claim | None:
        """The claim of this id; None where there is none on the timeline."""
        return self[id] if id in self._entries else None

    def __contains__(self, id: str) -> bool:
        return id in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def of(self, kind: str) -> Iterator[Claim]:
        """The claims of a kind, in the order of the corpus; no other is read for that."""
        for entry in self._entries.values():
            digest = entry.digest
            if digest is not None and digest.sort == "claim" and digest.kind == kind:
                yield entry.record

    def is_one(self, claim: Claim) -> bool:
        """Whether a claim is this very one of its id, not another record that bears it too.

        All records that share an id are kept.
        """
        entry = self._entries.get(claim.id)
        return entry is not None and (entry.kept is claim or entry.kept is None)
