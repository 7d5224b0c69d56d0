"""The report as workflow commands of GitHub Actions, which become annotations of a pull request.

Source: GitHub's documentation, "Workflow commands for GitHub Actions".  The platform shows ten
annotations of a severity for each step and drops the others in silence; so of more than ten the
tenth says how many more there are.  `step_summary` has the whole list.
"""

from __future__ import annotations

from urllib.parse import quote

from claims_check.findings import SEVERITIES, START, Finding, Report, Severity, counted
from claims_check.report.look import Look
from claims_check.report.words import message_text, printable, summary

MOST = 10
"""Annotations of one severity that the platform shows for a step."""

SUMMARY_BYTES = 1 << 20
"""What the platform takes as the summary of a step; a longer one is refused whole."""

COMMAND: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, look: Look) -> str:
    """One command a finding, those that involve changed files first; the summary last."""
    lines = []
    for severity in SEVERITIES:
        found = _changed_first([f for f in look.shown(report) if f.severity == severity], look)
        fits = found if len(found) <= MOST else found[: MOST - 1]
        lines += [_annotation(finding, look) for finding in fits]
        if len(fits) < len(found):
            more = f"and {len(found) - len(fits)} more {severity}s"
            lines.append(
                f"::{COMMAND[severity]} title={more}::{more}: "
                "the summary of the step has the whole list\n"
            )
    return "".join(lines) + summary(report, look) + "\n"


def _changed_first(findings: list[Finding], look: Look) -> list[Finding]:
    def distance(finding: Finding) -> int:
        if finding.file in look.changed:
            return 0
        return 1 if any(place.file in look.changed for place in finding.related) else 2

    return sorted(findings, key=distance)


def _annotation(finding: Finding, look: Look) -> str:
    span = finding.span
    title = finding.rule + (" (possible)" if finding.certainty == "possible" else "")
    place = {"title": title, "file": look.path_of(finding.file), "line": str(span.line)}
    if span != START:
        place |= {
            "endLine": str(span.end_line),
            "col": str(span.column),
            "endColumn": str(span.end_column),
        }
    properties = ",".join(f"{name}={_escaped_property(value)}" for name, value in place.items())
    return f"::{COMMAND[finding.severity]} {properties}::{_escaped(_message(finding, look))}\n"


def _message(finding: Finding, look: Look) -> str:
    lines = [message_text(finding)]
    for place in finding.related:
        where = f"{look.path_of(place.file)}:{place.span.line}"
        lines.append(printable(f"with {where}: {place.message}"))
    if finding.fix is not None:
        label = "fix" if finding.fix.safe else "fix (unsafe)"
        lines.append(printable(f"{label}: {finding.fix.summary}"))
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(report: Report, look: Look, link: str = "") -> str:
    """The whole list as Markdown.

    `link` is the address of the commit's tree, which files are linked below; empty where unknown.
    A list that is too long for the platform is cut at a finding, and says so.
    """
    head = f"## claims-check\n\n{_markdown(summary(report, look._replace(colour=False)))}\n"
    blocks: list[str] = []
    for severity in SEVERITIES:
        found = _changed_first([f for f in look.shown(report) if f.severity == severity], look)
        title = f"\n### {counted(len(found), severity)}\n\n"
        blocks += [(title if n == 0 else "") + _item(f, look, link) for n, f in enumerate(found)]
    room = SUMMARY_BYTES - len(head.encode()) - 200
    kept: list[str] = []
    for block in blocks:
        room -= len(block.encode("utf-8", "replace"))
        if room < 0:
            rest = counted(len(blocks) - len(kept), "finding")
            kept.append(f"\n{rest} more: the summary of a step holds no more than a mebibyte.\n")
            break
        kept.append(block)
    return head + "".join(kept)


def _item(finding: Finding, look: Look, link: str) -> str:
    doubt = " (possible)" if finding.certainty == "possible" else ""
    where = _where(finding.file, finding.span.line, look, link)
    lines = [f"- {where} **{finding.rule}**{doubt}: {_markdown(finding.message)}"]
    for place in finding.related:
        where = _where(place.file, place.span.line, look, link)
        lines.append(f"  - with {where}: {_markdown(place.message)}")
    return "".join(f"{line}\n" for line in lines)


def _where(file: str, line: int, look: Look, link: str) -> str:
    path = look.path_of(file)
    text = f"{_markdown(path)}:{line}"
    address = quote(path.encode("utf-8", "surrogateescape"))
    return f"[{text}]({link}/{address}#L{line})" if link else text


def _markdown(text: str) -> str:
    """The text with nothing in it that Markdown or HTML would read as a command."""
    return "".join(
        f"\\{mark}" if mark in _MARKS else _ENTITIES.get(mark, mark) for mark in printable(text)
    )


_MARKS = frozenset("\\`*_[]{}|~#!")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"}
