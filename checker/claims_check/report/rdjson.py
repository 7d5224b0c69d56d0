"""The report as reviewdog's diagnostics (rdjson), whose suggestions become one-click changes.

Source: reviewdog, `proto/rdf/reviewdog.proto`; its columns count bytes of UTF-8, from 1.
"""

from __future__ import annotations

import json
from typing import Any

from claims_check.findings import START, Finding, Place, Report, Severity, Span
from claims_check.positions import lines_of
from claims_check.report.look import Look
from claims_check.report.replacements import replacements
from claims_check.report.words import message_text, printable

SEVERITY: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(report: Report, look: Look) -> str:
    """One `DiagnosticResult`; notes are in it."""
    result = {
        "source": {"name": "claims-check"},
        "diagnostics": [_diagnostic(finding, look) for finding in report.findings],
    }
    return json.dumps(result, indent=2, ensure_ascii=False) + "\n"


def _diagnostic(finding: Finding, look: Look) -> dict[str, Any]:
    value: dict[str, Any] = {
        "message": message_text(finding),
        "location": _location(finding.file, finding.span, look),
        "severity": SEVERITY[finding.severity],
        "code": {"value": finding.rule},
    }
    # A suggestion lands in the file of the diagnostic, so a fix of another file is none.
    found = [each for each in replacements(finding, look) if each.file == finding.file]
    if finding.fix is not None and len(found) == len(finding.fix.edits):
        value["suggestions"] = [
            {"range": _range(each.file, each.span, look), "text": each.text} for each in found
        ]
    if finding.related:
        value["related_locations"] = [_related(place, look) for place in finding.related]
    return value


def _related(place: Place, look: Look) -> dict[str, Any]:
    return {
        "message": printable(place.message),
        "location": _location(place.file, place.span, look),
    }


def _location(file: str, span: Span, look: Look) -> dict[str, Any]:
    path = look.path_of(file)
    return {"path": path} if span == START else {"path": path, "range": _range(file, span, look)}


def _range(file: str, span: Span, look: Look) -> dict[str, Any]:
    return {
        "start": {"line": span.line, "column": _bytes(file, span.line, span.column, look)},
        "end": {
            "line": span.end_line,
            "column": _bytes(file, span.end_line, span.end_column, look),
        },
    }


def _bytes(file: str, line: int, column: int, look: Look) -> int:
    """The column of a code point, counted in bytes; as it is where the file has gone."""
    text = look.text_of(file)
    if text is None:
        return column
    start = lines_of(text).start(line)
    return len(text[start : start + column - 1].encode("utf-8", "replace")) + 1
