"""Fingerprints for platforms that drop all but one of several findings with the same one."""

from __future__ import annotations

from claims_check.findings import Finding


def distinct_fingerprints(findings: tuple[Finding, ...]) -> list[str]:
    """The fingerprint of each finding, with a number behind it from the second of the same on.

    The numbers follow the order of the report, so that they too outlive a change elsewhere.
    """
    met: dict[str, int] = {}
    marks = []
    for finding in findings:
        mark = finding.fingerprint
        met[mark] = met.get(mark, 0) + 1
        marks.append(mark if met[mark] == 1 else f"{mark}-{met[mark]}")
    return marks
