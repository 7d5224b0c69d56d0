"""The report as SARIF 2.1.0, which code scanning services read.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; what GitHub asks
for beyond it (help for every rule, fingerprints) from its documentation on SARIF support.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import dedent
from typing import Any
from urllib.parse import quote

from claims_check import VERSION
from claims_check.findings import START, Finding, Report, Span
from claims_check.report.fingerprints import distinct_fingerprints
from claims_check.report.look import Look
from claims_check.report.replacements import Replacement, replacements
from claims_check.report.words import printable
from claims_check.rules import BY_NAME

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""The name under which services know the root of the repository."""


def render(report: Report, look: Look) -> str:
    """One log with one run, its columns in code points; notes are in it."""
    names = sorted({count.rule for count in report.rules} | {f.rule for f in report.findings})
    numbers = {name: number for number, name in enumerate(names)}
    driver = {
        "name": "claims-check",
        "semanticVersion": VERSION,
        "rules": [_rule(name) for name in names],
    }
    marks = distinct_fingerprints(report.findings)
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "automationDetails": {"id": "claims-check/"},
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, numbers[finding.rule], mark, look)
            for finding, mark in zip(report.findings, marks, strict=True)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(name: str) -> dict[str, Any]:
    rule = BY_NAME[name]
    summary = f"{rule.summary.rstrip('.')}."
    manual = dedent(rule.manual.partition("\n")[2]).strip()
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {
            "text": f"{summary}\n\n{manual}",
            "markdown": f"{summary}\n\n```text\n{manual}\n```",
        },
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": list(rule.sorts)},
    }


def _result(finding: Finding, number: int, mark: str, look: Look) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": finding.severity,
        "message": {"text": _plain(finding.message)},
        "locations": [
            {
                **_location(finding.file, finding.span, look),
                "logicalLocations": [
                    {"fullyQualifiedName": f"{finding.record}{finding.pointer}", "kind": "member"}
                ],
            }
        ],
        "partialFingerprints": {"claimsCheck/v1": mark},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": id,
                **_location(place.file, place.span, look),
                "message": {"text": _plain(place.message)},
            }
            for id, place in enumerate(finding.related, 1)
        ]
    if finding.fix is not None and (found := replacements(finding, look)):
        changes = [_change(file, each, look) for file, each in _by_file(found)]
        result["fixes"] = [
            {"description": {"text": _plain(finding.fix.summary)}, "artifactChanges": changes}
        ]
    result["properties"] = {
        "certainty": finding.certainty,
        "conflict": list(finding.conflict),
        "suspect": finding.suspect,
    }
    return result


def _by_file(found: Iterable[Replacement]) -> Iterator[tuple[str, list[Replacement]]]:
    for file, each in groupby(sorted(found), lambda replacement: replacement.file):
        yield file, list(each)


def _change(file: str, found: list[Replacement], look: Look) -> dict[str, Any]:
    return {
        "artifactLocation": _artifact(file, look),
        "replacements": [
            {"deletedRegion": _region(each.span), "insertedContent": {"text": each.text}}
            for each in found
        ],
    }


def _location(file: str, span: Span, look: Look) -> dict[str, Any]:
    place = {"artifactLocation": _artifact(file, look), "region": _region(span)}
    return {"physicalLocation": place}


def _artifact(file: str, look: Look) -> dict[str, Any]:
    uri = quote(look.path_of(file).encode("utf-8", "surrogateescape"))
    return {"uri": uri, "uriBaseId": ROOT}


def _region(span: Span) -> dict[str, Any]:
    """The stretch; services show no file without a line, so a whole file is shown at its first."""
    if span == START:
        return {"startLine": 1}
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _plain(text: str) -> str:
    """The text as a message: one sentence on one line, in which nothing stands for something else.

    Sections 3.11.5 and 3.11.6: `{0}` is a placeholder, `[a](1)` an embedded link.
    """
    text = printable(text).replace("{", "{{").replace("}", "}}")
    if "](" in text:
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return text if text.endswith(".") else f"{text}."
