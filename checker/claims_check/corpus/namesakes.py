"""Which record is meant by an id that none bears: where it was, or how it is spelt, tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check.named_tuple import NamedTuple
from claims_check.suggestion import Known

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from claims_check.corpus.corpus import Corpus
    from claims_check.records.references import Wanted


class Meant(NamedTuple):
    """The record that is most likely meant, whether it had that id, and whether no other can be."""

    id: str
    formerly: bool
    surely: bool


class Namesakes:
    """The records of a corpus, for whoever asks about many ids that none of them bears.

    `of_sort` has the ids of the records that may be named where one of a sort is wanted.
    """

    def __init__(self, corpus: Corpus, of_sort: Mapping[str, Collection[str]]) -> None:
        self._corpus = corpus
        self._of_sort = of_sort
        self._former: dict[str, list[str]] = {}
        for digest in corpus.records.values():
            for former in () if digest.sort == "unread" else digest.former_ids:
                self._former.setdefault(former, []).append(digest.id)
        self._known: dict[Wanted, Known] = {}
        self._meant: dict[tuple[str, Wanted], Meant | None] = {}

    def meant(self, id: str, wanted: Wanted) -> Meant | None:
        """The record that a reference to this id most likely means; None where none is near.

        The one in the file of that name, or that had this id before, else the one of the wanted
        sort whose id is spelt most like it.
        """
        key = (id, wanted)
        if key not in self._meant:
            self._meant[key] = self._of_old(id, wanted) or self._nearest(id, wanted)
        return self._meant[key]

    def _of_old(self, id: str, wanted: Wanted) -> Meant | None:
        bearers = self._former.get(id, [])
        stem = self._corpus.stems.get(id)
        found = [stem] if stem else bearers
        found = [n for n in found if wanted in ("record", self._corpus.records[n].sort)]
        if not found:
            return None
        now = min(found)
        return Meant(now, formerly=now in bearers, surely=len(found) == 1)

    def _nearest(self, id: str, wanted: Wanted) -> Meant | None:
        known = self._known.get(wanted)
        if known is None:
            known = self._known[wanted] = Known(self._of_sort[wanted])
        nearest = known.closest(id)
        if nearest is None:
            return None
        return Meant(nearest, formerly=False, surely=known.misspelt(id) == nearest)
