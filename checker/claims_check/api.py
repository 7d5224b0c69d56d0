"""The interface for Python programs: load a corpus, ask it, check it, export it.

`checker/docs/python.md` is its manual, whose examples are tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, cast

from claims_check import dates
from claims_check.check import check_corpus
from claims_check.corpus.corpus import open_corpus
from claims_check.corpus.tree import ChangedFileError, NoCorpusError
from claims_check.dates import DateError
from claims_check.export import ALL, FORMATS, UnavailableFormatError
from claims_check.export.cells import day
from claims_check.export.delta import IncompatibleExportError, delta
from claims_check.export.directory import OccupiedFolderError
from claims_check.export.envelope import envelope_of
from claims_check.export.publication import CorpusHasErrorsError, publish
from claims_check.findings import Finding, Report
from claims_check.named_tuple import NamedTuple
from claims_check.rules import RULES
from claims_check.suggestion import closest
from claims_check.timeline.states import states

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from claims_check.check import Checked
    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.digest import ClaimDigest, EntityDigest, SourceDigest
    from claims_check.dates import Window
    from claims_check.records.claim import Claim
    from claims_check.records.entity import Entity
    from claims_check.records.source import Source

    Pool = Mapping[str, ClaimDigest | EntityDigest | SourceDigest]
    """The digests of all records of one sort, by id."""

__all__ = [
    "Bounds",
    "ChangedFileError",
    "CorpusHasErrorsError",
    "DateError",
    "Finding",
    "IncompatibleExportError",
    "LoadedCorpus",
    "NoCorpusError",
    "OccupiedFolderError",
    "Report",
    "State",
    "UnavailableFormatError",
    "UnknownRecordError",
    "delta",
    "load",
]


class UnknownRecordError(LookupError):
    """No record of that sort bears the id; the message names the likeliest one that does."""


class Bounds(NamedTuple):
    """The first and the last possible day, as YYYY-MM-DD; None where there is no bound."""

    earliest: str | None
    latest: str | None


class State(NamedTuple):
    """What held of an entity: `what` and `value` in words, and the claims that say so.

    `since` and `until` are the windows of its first and its last day, on the word of all records.
    """

    what: str
    value: str
    certainty: Literal["certain", "possible"]
    since: Bounds
    until: Bounds
    claims: tuple[str, ...]


def load(path: str | PathLike[str] = "claims", *, as_of: str | None = None) -> LoadedCorpus:
    """The corpus at a path: a folder, a file of JSON Lines, or a file inside a corpus.

    `as_of` is the day, YYYY-MM-DD, that staleness and expiry are judged by; by default the newest
    day on which a claim was checked.  Raises NoCorpusError where there is no corpus, and
    ValueError for a text that is no single day.
    """
    given = None if as_of is None else _day(as_of)
    corpus = open_corpus(str(path))
    if not corpus.entries:
        raise NoCorpusError(f"{path}: there is no record in it")
    return LoadedCorpus(corpus, given)


def _day(text: str) -> int:
    window = dates.read(text).literal
    if window.earliest != window.latest:
        raise ValueError(f"{text} is no single day; write one, such as 2026-01-31")
    return window.earliest


class LoadedCorpus:
    """A corpus as it was when it was loaded, checked once when first asked.

    What needs a file again raises ChangedFileError where it is no longer what it was.
    """

    def __init__(self, corpus: Corpus, as_of: int | None) -> None:
        self._corpus = corpus
        self._as_of = as_of
        self._known: Checked | None = None
        self._pools: dict[str, Pool] = {
            "claim": corpus.claims,
            "entity": corpus.entities,
            "source": corpus.sources,
        }
        self._former: dict[tuple[str, str], str] | None = None

    def _checked(self) -> Checked:
        if self._known is None:
            self._known = check_corpus(self._corpus, RULES, self._as_of)
        return self._known

    def check(self) -> Report:
        """The report of all rules, whatever is configured: findings in the order of files."""
        return self._checked().report

    def claims(self) -> Iterator[Claim]:
        """All claims that can be read, withdrawn ones too, in the order of their ids.

        A record has the attributes of its model (`claims_check.records`), but none of pydantic's
        methods.
        """
        return cast("Iterator[Claim]", self._records("claim"))

    def entities(self) -> Iterator[Entity]:
        """All entities that can be read, in the order of their ids."""
        return cast("Iterator[Entity]", self._records("entity"))

    def sources(self) -> Iterator[Source]:
        """All sources that can be read, in the order of their ids."""
        return cast("Iterator[Source]", self._records("source"))

    def claim(self, id: str) -> Claim:
        """The claim of this id, or that had it before.  Raises UnknownRecordError."""
        return cast("Claim", self._record("claim", id))

    def entity(self, id: str) -> Entity:
        """The entity of this id, or that had it before.  Raises UnknownRecordError."""
        return cast("Entity", self._record("entity", id))

    def source(self, id: str) -> Source:
        """The source of this id, or that had it before.  Raises UnknownRecordError."""
        return cast("Source", self._record("source", id))

    def state(self, entity: str, at: str) -> list[State]:
        """What the corpus establishes about an entity on a day, or on the days of a date.

        `entity` is an id, `at` a date of the profile such as 2021-10-27 or 2023-07: of several
        days, certain is what holds on all of them.  Raises UnknownRecordError, DateError.
        """
        id = self.entity(entity).id
        days = dates.read(at).literal
        view = self._checked().view
        return [
            State(s.what, s.value, s.certainty, _bounds(s.since), _bounds(s.until), s.claims)
            for s in states(view.timeline, id, days.earliest, view.name, days.latest)
        ]

    def envelope(self) -> dict[str, Any]:
        """The whole export as one JSON value; `schemas/export.schema.json` says what is in it."""
        return envelope_of(self._corpus, self._checked())

    def export(
        self, folder: str | PathLike[str], *formats: str, with_errors: bool = False
    ) -> list[str]:
        """Write an export in these formats, all of them where none is named; give its files' names.

        `all` is every format too.  Raises ValueError for a format that does not exist,
        CorpusHasErrorsError where the corpus has errors (unless `with_errors`),
        UnavailableFormatError where a format needs what is not installed, OccupiedFolderError where
        the folder holds other things, and OSError.
        """
        for form in formats:
            if form not in (*FORMATS, ALL):
                raise ValueError(f"there is no format {form}; the formats are {', '.join(FORMATS)}")
        wanted = FORMATS if ALL in formats or not formats else formats
        return publish(self._corpus, self._checked(), wanted, str(folder), with_errors)

    def _records(self, sort: str) -> Iterator[object]:
        return (self._corpus.entry_of[id].keep() for id in sorted(self._pools[sort]))

    def _record(self, sort: str, id: str) -> object:
        pool = self._pools[sort]
        now = id if id in pool else self._now(sort, id)
        if now is not None:
            return self._corpus.entry_of[now].keep()
        meant = closest(id, pool)
        cure = f"; did you mean {meant}?" if meant else ""
        raise UnknownRecordError(f"there is no {sort} {id} in the corpus{cure}")

    def _now(self, sort: str, id: str) -> str | None:
        """The id of the record that had this one before; of several the first."""
        if self._former is None:
            self._former = {
                (of, before): id
                for of, pool in self._pools.items()
                for id in sorted(pool, reverse=True)  # what is written last stays
                for before in pool[id].former_ids
            }
        return self._former.get((sort, id))


def _bounds(window: Window) -> Bounds:
    return Bounds(day(window.earliest), day(window.latest))
