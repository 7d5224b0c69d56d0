"""The report for GitLab's Code Quality widget, a subset of Code Climate's issues.

Source: GitLab's documentation, "Code Quality report format".
"""

from __future__ import annotations

import json
from typing import Any

from claims_check.findings import Finding, Report, Severity
from claims_check.report.fingerprints import distinct_fingerprints
from claims_check.report.look import Look
from claims_check.report.words import message_text

SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}
"""The platform also has critical and blocker, which say more than a record can."""


def render(report: Report, look: Look) -> str:
    """One array of issues; notes are among them."""
    fingerprints = distinct_fingerprints(report.findings)
    issues = [_issue(f, mark, look) for f, mark in zip(report.findings, fingerprints, strict=True)]
    return json.dumps(issues, indent=2, ensure_ascii=False) + "\n"


def _issue(finding: Finding, fingerprint: str, look: Look) -> dict[str, Any]:
    span = finding.span
    return {
        "description": message_text(finding),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": SEVERITY[finding.severity],
        "location": {
            "path": look.path_of(finding.file),
            "lines": {"begin": span.line, "end": span.end_line},
        },
    }
