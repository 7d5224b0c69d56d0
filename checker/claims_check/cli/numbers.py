"""The corpus in numbers: what it holds, what verdicts rest on, what of a document is covered."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from claims_check.cli.agreement import Agreement, agreement_of
from claims_check.cli.vocabulary import CONFIDENCE, FLAWS, VERDICTS
from claims_check.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims_check.corpus.corpus import Corpus
    from claims_check.records.claim import Claim
    from claims_check.records.source import Source
    from claims_check.rules.rule import View

_COMMIT = re.compile(r"(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])")

READINGS = ("whole", "excerpt", "copy")
"""How evidence was read, best first."""


class Backing(NamedTuple):
    """How many of the live claims have evidence of some strength."""

    first_hand: int
    two_origins: int
    permanent_address: int


class Covered(NamedTuple):
    """One passage of a document under check: the claims found in it, or why it is not checked."""

    passage: str
    section: str
    claims: tuple[str, ...]
    unchecked: str | None

    @property
    def missed(self) -> bool:
        """Whether it yields nothing, and nobody says why."""
        return not self.claims and self.unchecked is None


class Document(NamedTuple):
    """A document under check; `elsewhere` are claims that appear in it without a passage."""

    source: str
    title: str
    passages: tuple[Covered, ...]
    elsewhere: tuple[str, ...]


class Numbers(NamedTuple):
    """All numbers of a corpus.  Claims that are withdrawn count among the records only."""

    title: str
    version: str
    records: dict[str, int]
    topics: dict[str, int]
    verdicts: dict[str, int]
    flaws: dict[str, int]
    confidence: dict[str, int]
    kinds: dict[str, int]
    claims: int
    own: int
    backing: Backing
    evidence: int
    readings: dict[str, int]
    documents: tuple[Document, ...]
    agreement: Agreement


def numbers_of(corpus: Corpus, view: View) -> Numbers:
    """Count the corpus."""
    home: Any = next((e.record for e in corpus.entries if e.sort == "corpus" and e.record), None)
    claims: list[Claim] = []
    sources: dict[str, Source] = {}
    topics: list[str] = []
    for entry in corpus.entries:
        if not entry.readable or corpus.entry_of.get(entry.id) is not entry:
            continue
        if entry.sort == "source":
            sources[entry.id] = entry.record
        elif entry.sort == "claim" and entry.record.withdrawn is None:
            claims.append(entry.record)
            if not entry.line:  # lines of one file have no topics
                topics.append(_topic(entry.path, corpus.root))
    unread = sum(not entry.readable for entry in corpus.entries)
    withdrawn = sum(
        not digest.live for digest in corpus.records.values() if digest.sort != "unread"
    )
    evidence = [item for claim in claims for item in claim.evidence]
    return Numbers(
        home.title if home else "",
        home.version if home else "",
        {
            "claims": len(corpus.claims),
            "entities": len(corpus.entities),
            "sources": len(corpus.sources),
            "withdrawn": withdrawn,
            "unread": unread,
        },
        dict(sorted(Counter(topics).items())),
        _counted((claim.verdict.label for claim in claims), VERDICTS),
        _counted((claim.verdict.flaw for claim in claims if claim.verdict.flaw), FLAWS),
        _counted((claim.verdict.confidence for claim in claims), CONFIDENCE),
        _by_number(Counter(claim.proposition.kind for claim in claims)),
        len(claims),
        sum(not claim.appearances for claim in claims),
        _backing(claims, sources, view),
        len(evidence),
        _counted((item.read for item in evidence), READINGS),
        _documents(claims, sources),
        agreement_of(claims),
    )


def _topic(path: str, root: str) -> str:
    below = path[len(root) + 1 :]
    return below.rpartition("/")[0] or "."


def _counted(words: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    """Each word of a closed list with its number, zeros too: what is lacking is seen."""
    found = Counter(words)
    return {word: found[word] for word in order}


def _by_number(found: Counter[str]) -> dict[str, int]:
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _backing(claims: list[Claim], sources: dict[str, Source], view: View) -> Backing:
    permanent = {
        name for name, source in sources.items() if source.archive or _COMMIT.search(source.address)
    }
    first_hand = two_origins = lasting = 0
    for claim in claims:
        telling = [item for item in claim.evidence if item.stance != "context"]
        first_hand += any(item.basis == "first-hand" for item in telling)
        two_origins += len({end for item in telling for end in view.origin(item.source)}) > 1
        lasting += any(item.source in permanent for item in telling)
    return Backing(first_hand, two_origins, lasting)


def _documents(claims: list[Claim], sources: dict[str, Source]) -> tuple[Document, ...]:
    found: dict[tuple[str, str | None], list[str]] = {}
    for claim in claims:
        for place in dict.fromkeys((a.source, a.passage) for a in claim.appearances):
            found.setdefault(place, []).append(claim.id)
    return tuple(
        Document(
            source.id,
            source.title,
            tuple(
                Covered(p.id, p.section, tuple(found.get((source.id, p.id), ())), p.unchecked)
                for p in source.passages
            ),
            tuple(found.get((source.id, None), ())),
        )
        for source in sources.values()
        if source.passages
    )
