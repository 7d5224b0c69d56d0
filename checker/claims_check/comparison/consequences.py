"""Which findings a change causes and cures, and by which of its records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claims_check.comparison.change import Change, changes
from claims_check.comparison.older import fingerprints
from claims_check.findings import Finding, Report
from claims_check.named_tuple import NamedTuple

if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus


class Consequence(NamedTuple):
    """A finding that one state has and the other has not.

    `by` are the changed records that it rests on; `untouched` the records of its conflict that did
    not change.
    """

    finding: Finding
    by: tuple[str, ...]
    untouched: tuple[str, ...]


class Difference(NamedTuple):
    """All that lies between two states of a corpus."""

    changes: tuple[Change, ...]
    caused: tuple[Consequence, ...]
    cured: tuple[Consequence, ...]
    older: int


def difference(earlier: Corpus, then: Report, now: Corpus, report: Report) -> Difference:
    """What lies between two states: `then` and `report` are the findings of each."""
    found = changes(earlier, now)
    ids = {id for change in found for id in (change.id, change.was) if id}
    had, has = fingerprints(then), fingerprints(report)
    caused = [f for f in report.findings if f.fingerprint not in had]
    cured = [f for f in then.findings if f.fingerprint not in has]
    return Difference(
        tuple(found),
        _consequences(caused, ids, (now, earlier)),
        _consequences(cured, ids, (earlier, now)),
        len(report.findings) - len(caused),
    )


def _consequences(
    findings: Iterable[Finding], changed: set[str], corpora: tuple[Corpus, Corpus]
) -> tuple[Consequence, ...]:
    return tuple(
        Consequence(
            finding,
            tuple(sorted(_blamed(finding, changed, corpora))),
            tuple(id for id in finding.conflict if id not in changed),
        )
        for finding in findings
    )


def _blamed(finding: Finding, changed: set[str], corpora: tuple[Corpus, Corpus]) -> set[str]:
    """The changed records that a finding rests on, the nearest there are.

    Those of its conflict; else those shown with it, or named by its records in either state; else
    the only one that changed.  What is further off is not guessed at.
    """
    if near := changed.intersection(finding.conflict):
        return near
    named = {place.record for place in finding.related}
    for corpus in corpora:
        for id in finding.conflict:
            digest = corpus.records.get(id)
            named.update(digest.names if digest else ())
    if further := changed & named:
        return further
    return changed if len(changed) == 1 else set()
