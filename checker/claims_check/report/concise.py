"""The concise report: one line a finding, then the summary."""

from __future__ import annotations

from claims_check.findings import Report
from claims_check.report.look import Look
from claims_check.report.words import (
    label_text,
    mendable,
    message_text,
    place_text,
    statistics,
    summary,
)


def render(report: Report, look: Look) -> str:
    """`file:line:column: severity[rule] message` for each finding."""
    lines = []
    for finding in look.shown(report):
        place = look.paint("place", place_text(finding))
        label = look.paint(finding.severity, label_text(finding))
        lines.append(f"{place}: {label} {message_text(finding)}\n")
    table = f"{statistics(report)}\n" if look.statistics else ""
    return "".join(lines) + table + summary(report, look) + "\n" + mendable(report, look)
