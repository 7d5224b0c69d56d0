"""The claims of a timeline by their ids; which of them are kept is the corpus's business."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from claims_check.corpus.entry import LET_GO

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.corpus.entry import Entry
    from claims_check.records.claim import Claim


class Claims:
    """The claims of a timeline; one that is not kept is read again each time it is asked for.

    `entries` has them among others, `ids` are theirs, in the order of the corpus.
    """

    def __init__(self, entries: Mapping[str, Entry], ids: Collection[str]) -> None:
        self._entries = entries
        self._ids = ids

    def __getitem__(self, id: str) -> Claim:
        if id not in self._ids:
            raise KeyError(id)
        claim: Claim = self._entries[id].record
        return claim

    def get(self, id: str) -> Claim | None:
        """The claim of this id; None where there is none on the timeline."""
        return self[id] if id in self._ids else None

    def __contains__(self, id: str) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def of(self, kind: str) -> Iterator[Claim]:
        """The claims of a kind, in the order of the corpus; no other is read for that."""
        for id in self._ids:
            entry = self._entries[id]
            digest = entry.digest
            if digest is not None and digest.sort == "claim" and digest.kind == kind:
                yield entry.record

    def is_one(self, claim: Claim) -> bool:
        """Whether a claim is this very one of its id, not another record that bears it too.

        All records that share an id are kept.
        """
        if claim.id not in self._ids:
            return False
        kept = self._entries[claim.id].kept
        return kept is claim or kept is LET_GO
