"""The report as JUnit XML: a suite for each file with findings, a case for each finding.

Errors and warnings are failures, notes pass with what they say as their output.  A clean corpus is
one case that passes, since a report without any is taken for a broken run by many readers.
Written in the shape that the schemas of Jenkins's xUnit plugin and of Ant's JUnit task agree on.
"""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from claims_check.findings import Finding, Report
from claims_check.report.look import Look
from claims_check.report.words import message_text, printable

NAME = "claims-check"


def render(report: Report, look: Look) -> str:
    """The document, UTF-8 declared; notes are in it."""
    suites = [
        _suite(look.path_of(file), list(findings), look)
        for file, findings in groupby(report.findings, lambda finding: finding.file)
    ]
    if not suites:
        suites = [_open_suite(NAME, 1, 0) + _case("clean", NAME) + "  </testsuite>\n"]
    tests = max(len(report.findings), 1)
    failures = report.count("error") + report.count("warning")
    counts = f'tests="{tests}" failures="{failures}" errors="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="{NAME}" {counts}>\n{"".join(suites)}</testsuites>\n'
    )


def _suite(file: str, findings: list[Finding], look: Look) -> str:
    failures = sum(finding.severity != "note" for finding in findings)
    cases = "".join(_of_finding(finding, file, look) for finding in findings)
    return f"{_open_suite(file, len(findings), failures)}{cases}  </testsuite>\n"


def _open_suite(name: str, tests: int, failures: int) -> str:
    counts = f'tests="{tests}" failures="{failures}" errors="0" skipped="0" time="0"'
    return f"  <testsuite name={_quoted(name)} {counts}>\n"


def _of_finding(finding: Finding, file: str, look: Look) -> str:
    place = f"{file}:{finding.span.line}:{finding.span.column}"
    name = f"{finding.rule} at {finding.span.line}:{finding.span.column}"
    text = f"{place}: {finding.message}"
    for other in finding.related:
        text += f" | with {look.path_of(other.file)}:{other.span.line}: {other.message}"
    text = escape(printable(text))
    if finding.severity == "note":
        return _case(name, file, f"<system-out>{text}</system-out>")
    message = _quoted(message_text(finding))
    label = f'type="{finding.severity}"'
    return _case(name, file, f"<failure message={message} {label}>{text}</failure>")


def _case(name: str, file: str, inside: str = "") -> str:
    head = f'    <testcase name={_quoted(name)} classname={_quoted(file)} time="0"'
    return f"{head}>\n      {inside}\n    </testcase>\n" if inside else f"{head}/>\n"


def _quoted(text: str) -> str:
    """The text as an attribute; XML 1.0 has no word for most of what is not printable."""
    return quoteattr(printable(text))
