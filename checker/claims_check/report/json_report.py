"""The JSON report: everything a run found, for programs; its schema is `report.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from claims_check.findings import SEVERITIES, FileFix, Finding, Report
from claims_check.report.look import Look

SCHEMA_VERSION = "1.0"
"""Its second number rises when members are added, its first when what stands here changes."""


def render(report: Report, look: Look) -> str:
    """The report as one JSON object, indented by two; the same report gives the same bytes.

    Notes are among the findings whether they are shown to people or not.
    """
    return json.dumps(report_object(report), indent=2, ensure_ascii=False) + "\n"


def report_object(report: Report) -> dict[str, Any]:
    """The report as JSON values."""
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": report.as_of,
        "corpus": {
            "claims": report.claims,
            "entities": report.entities,
            "sources": report.sources,
        },
        "findings": [finding_object(finding) for finding in report.findings],
        "summary": {
            **{severity: report.count(severity) for severity in SEVERITIES},
            "suppressed": report.suppressed,
            **({} if report.older is None else {"older": report.older}),
        },
        "rules": [count._asdict() for count in report.rules],
    }


def finding_object(finding: Finding) -> dict[str, Any]:
    """One finding as JSON values."""
    span = finding.span
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "certainty": finding.certainty,
        "message": finding.message,
        "file": finding.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "pointer": finding.pointer,
        "record": finding.record,
        "conflict": list(finding.conflict),
        "suspect": finding.suspect,
        "related": [
            {
                "file": place.file,
                "line": place.span.line,
                "column": place.span.column,
                "record": place.record,
                "message": place.message,
            }
            for place in finding.related
        ],
        "fix": _fix(finding.fix),
        "fingerprint": finding.fingerprint,
    }


def _fix(fix: FileFix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [
        {"file": e.file, "pointer": e.pointer, "value": e.value, "record_line": e.line or None}
        for e in fix.edits
    ]
    return {"summary": fix.summary, "safe": fix.safe, "edits": edits}
