"""A page on a checked document: what it gets wrong, worst first, and what it gets right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claims_check.named_tuple import NamedTuple

if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus
    from claims_check.records.claim import Claim
    from claims_check.records.source import Source

SURE = {"high": 0, "moderate": 1, "low": 2}

SECTIONS = (
    ("What it gets wrong", "Claims that fail, the surest first."),
    ("What it implies wrongly", "Nowhere in the words, but in placement, heading or omission."),
    ("What holds and yet misleads", "Supported claims with a flaw."),
    ("Where good sources disagree", "Conflicting evidence."),
    ("What nobody could verify", "Neither shown nor refuted; each says what was searched."),
    ("What it gets right", "Supported claims without a flaw."),
)


class _Row(NamedTuple):
    """A claim of the document, and where in the document it stands."""

    claim: Claim
    implied: bool
    sections: tuple[str, ...]


def document_page(corpus: Corpus, document: str) -> str:
    """The page in Markdown; `document` is the id of the checked source."""
    source: Source = corpus.entry_of[document].record
    rows = sorted(_rows(corpus, source), key=_worst_first)
    groups = [[row for row in rows if _group(row) == n] for n in range(len(SECTIONS))]
    claims = len(rows)
    lines = [
        f"# {source.title}: what the check found",
        "",
        "<!-- Made by `python -m claims_check.generate` from the records; not by hand. -->",
        "",
        f"{source.publisher}, {source.published}: <{source.address}>.",
        f"{claims} claims of this document were checked; each is a record in this folder.",
        "[METHODOLOGY.md](METHODOLOGY.md) says how.",
        "",
        "| | claims |",
        "| --- | ---: |",
        *(
            f"| [{title}](#{title.lower().replace(' ', '-')}) | {len(group)} |"
            for (title, _), group in zip(SECTIONS, groups, strict=True)
        ),
    ]
    for (title, what), group in zip(SECTIONS, groups, strict=True):
        lines += ["", f"## {title}", "", what, ""]
        if title == SECTIONS[-1][0]:
            lines += [f"- {row.claim.statement} {_record(corpus, row.claim)}" for row in group]
        else:
            for row in group:
                lines += _entry(corpus, row)
    return "\n".join(lines).rstrip() + "\n"


def _rows(corpus: Corpus, source: Source) -> Iterable[_Row]:
    section_of = {passage.id: passage.section for passage in source.passages}
    for entry in corpus.entries:
        if entry.digest is None or entry.digest.sort != "claim" or not entry.digest.live:
            continue
        claim: Claim = entry.record
        places = [a for a in claim.appearances if a.source == source.id]
        if places:
            implied = all(a.implied for a in places)
            sections = dict.fromkeys(section_of.get(a.passage or "", "") for a in places)
            yield _Row(claim, implied, tuple(s for s in sections if s))


def _group(row: _Row) -> int:
    verdict = row.claim.verdict
    if verdict.label == "refuted":
        return 1 if row.implied else 0
    if verdict.label == "supported":
        return 2 if verdict.flaw else 5
    return 3 if verdict.label == "conflicting-evidence" else 4


def _worst_first(row: _Row) -> tuple[int, int, str]:
    against = sum(item.stance == "refutes" for item in row.claim.evidence)
    return (SURE[row.claim.verdict.confidence], -against, row.claim.id)


def _entry(corpus: Corpus, row: _Row) -> list[str]:
    claim, verdict = row.claim, row.claim.verdict
    words = [f"{verdict.confidence} confidence"]
    if verdict.flaw:
        words.insert(0, verdict.flaw)
    if row.sections:
        words.append(f"section {', '.join(row.sections)}")
    lines = [f"### {claim.statement}", "", f"*{'; '.join(words)}.* {verdict.why}"]
    if verdict.searched:
        lines += ["", f"Searched: {verdict.searched}"]
    if verdict.instead:
        lines += ["", "Instead:", ""]
        for id in verdict.instead:
            lines.append(f"- {corpus.statement(id) if id in corpus.claims else id}")
    if claim.evidence:
        lines += ["", "Evidence:", ""]
        lines += [_evidence(corpus, item.source, item.stance, item.says) for item in claim.evidence]
    return [*lines, "", _record(corpus, claim), ""]


def _evidence(corpus: Corpus, source: str, stance: str, says: str) -> str:
    digest = corpus.sources.get(source)
    if digest is None:
        return f"- {stance}: {says}"
    day = f", {digest.published}" if digest.published else ""
    return f"- {stance}: {says} ([{digest.publisher}{day}](<{digest.address}>))"


def _record(corpus: Corpus, claim: Claim) -> str:
    file = corpus.entry_of[claim.id].file.split("/", 1)[1]
    return f"([record]({file}))"
