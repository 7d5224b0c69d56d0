"""Findings that an earlier state had too, and what became of records that it had.

A finding is the same as an earlier one where their fingerprints are: lines may have moved and words
may have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING

from claims_check import dates
from claims_check.corpus.entry import Found
from claims_check.findings import START, Finding, Problem, Report, Severity
from claims_check.placing import Places

if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.digest import Digest
    from claims_check.corpus.entry import Entry

DELETED = "record-deleted"
UNCORRECTED = "changed-without-correction"
PUBLISHED = (
    *(("verdict", "label"), ("verdict", "flaw")),
    *(("proposition", "at"), ("proposition", "start"), ("proposition", "end")),
)
"""What may not change in a claim without a word on it."""


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


def uncorrected(earlier: Corpus, now: Corpus, name: str, severity: Severity) -> Iterator[Finding]:
    """A finding for each claim whose verdict or dates are others, without a new correction.

    `name` is what the earlier state is called.
    """
    places = Places(now)
    for id, digest in now.claims.items():
        then = next((old for old in (id, *digest.former_ids) if old in earlier.claims), None)
        if then is None or not (earlier.claims[then].live and digest.live):
            continue
        entry = now.entry_of[id]
        one, other = earlier.entry_of[then].record, entry.record
        if len(other.corrections) > len(one.corrections):
            continue
        for part, field in PUBLISHED:
            was, here = (getattr(getattr(c, part), field, None) for c in (one, other))
            if was != here and not (
                part == "proposition" and _only_more(was, here, one.verdict.checked)
            ):
                problem = Problem(
                    f"{field} is {here or 'absent'}, and {name} has {was or 'none'}; add to "
                    '"corrections" the day, what was wrong, and what it says now',
                    (part, field) if here else (part,),
                )
                yield places.finding(Found(UNCORRECTED, severity, entry, problem), True)
                break  # one correction tells of all


def _only_more(was: str | None, here: str | None, checked: str) -> bool:
    """Whether a date only adds to what was said: where there was none, or within what it left open.

    What was still so on the day of the check may have ended since then.
    """
    before, now = dates.read_or_none(was, open_end=True), dates.read_or_none(here, open_end=True)
    if was is None or before is None:
        return True
    if now is None or now.open:
        return False
    old, new = before.literal, now.literal
    if before.open:
        still = dates.read_or_none(checked)
        return still is None or still.literal.earliest <= new.latest
    return old.earliest <= new.earliest and new.latest <= old.latest
