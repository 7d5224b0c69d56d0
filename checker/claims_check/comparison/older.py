"""Findings that an earlier state had too, and records that it had and that are gone.

A finding is the same as an earlier one where their fingerprints are: lines may have moved and words
may have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING

from claims_check.findings import START, Finding, Report, Severity

if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.digest import Digest
    from claims_check.corpus.entry import Entry

DELETED = "record-deleted"


def fingerprints(report: Report) -> frozenset[str]:
    """The fingerprints of a report's findings."""
    return frozenset(finding.fingerprint for finding in report.findings)


def without_older(report: Report, older: Set[str]) -> Report:
    """The report without the findings of these fingerprints, which are counted instead."""
    kept = tuple(f for f in report.findings if f.fingerprint not in older)
    return report._replace(findings=kept, older=len(report.findings) - len(kept))


def with_more(report: Report, rule: str, examined: int, more: Iterable[Finding]) -> Report:
    """The report with what comparing found under a rule's name, in `examined` records."""
    findings = sorted((*report.findings, *more), key=lambda finding: finding.order)
    counts = (c._replace(examined=examined) if c.rule == rule else c for c in report.rules)
    return report._replace(findings=tuple(findings), rules=tuple(counts))


def own(corpus: Corpus) -> Entry | None:
    """The record that says what a corpus itself is; None where it has none."""
    return next((entry for entry in corpus.entries if entry.sort == "corpus"), None)


def is_own(corpus: Corpus, id: str) -> bool:
    """Whether an id is that of such a record, which has one in the corpus if it cannot be read."""
    return corpus.entry_of[id].sort == "corpus"


def gone(earlier: Corpus, now: Corpus) -> Iterator[Digest]:
    """What the earlier corpus knew of the records that the present one has under no name."""
    formerly = {
        former
        for digest in now.records.values()
        if digest.sort != "unread"
        for former in digest.former_ids
    }
    for id, digest in earlier.records.items():
        kept = id in now.records or id in now.stems or id in formerly
        if not kept and not is_own(earlier, id):
            yield digest


def deletions(
    earlier: Corpus, now: Corpus, name: str, behind: bool, severity: Severity
) -> Iterator[Finding]:
    """A finding for each record that is gone, of those that could be read.

    `name` is what the earlier state is called; `behind` says that it has commits that this one
    lacks, so that the record may have come with them.
    """
    for digest in gone(earlier, now):
        if digest.sort == "unread":
            continue
        cure = (
            "bring it back and set withdrawn, or name this id in the former_ids of the record "
            "that took its place"
        )
        if behind:
            cure += (
                f"; if {name} got it after this branch left, merge {name}, or compare with the "
                f"commit at which they parted: {name}..."
            )
        yield Finding(
            DELETED,
            severity,
            "definite",
            f"{name} has the {digest.sort} {digest.id}, which is gone; others may cite it, so "
            f"nothing is deleted: {cure}",
            digest.file,
            START,
            "",
            digest.id,
            (digest.id,),
            None,
            (),
            None,
        )
