"""What the formats for people say alike: counts, the summary line, the table of rules."""

from __future__ import annotations

from claims_check.findings import SEVERITIES, counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.findings import Finding, Report
    from claims_check.report.look import Look


def printable(text: str) -> str:
    """The text on one line with nothing invisible in it.

    Messages show what records say, and a record may hold what moves a cursor, turns the reading
    direction or sets a colour.
    """
    if text.isprintable():
        return text
    from unicodedata import category

    return "".join(
        mark if mark.isprintable() or category(mark) == "Zs" else f"<U+{ord(mark):04X}>"
        for mark in text
    )


def place_text(finding: Finding) -> str:
    """Where a finding is, as editors and terminals turn it into a link: file:line:column."""
    return f"{printable(finding.file)}:{finding.span.line}:{finding.span.column}"


def label_text(finding: Finding) -> str:
    """Severity and rule, and [*] where `--fix` would mend it."""
    return f"{finding.severity}[{finding.rule}]{' [*]' if _is_mendable(finding) else ''}"


def message_text(finding: Finding) -> str:
    """The message, with the record most likely at fault, where a format has no place of its own."""
    if finding.suspect is None or len(finding.conflict) < 2:
        return printable(finding.message)
    return printable(f"{finding.message}; {finding.suspect} is most likely at fault")


def mendable(report: Report, look: Look) -> str:
    """The line that says what [*] means and how often it stands; none where it does not."""
    number = sum(_is_mendable(finding) for finding in look.shown(report))
    return f"[*] {number} can be mended with --fix\n" if number else ""


def _is_mendable(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe


def summary(report: Report, look: Look) -> str:
    """The last line of a report for people.

    It says what was found and in how much, or that all is clean and by how many rules.
    """
    corpus = ", ".join(
        (
            counted(report.claims, "claim"),
            counted(report.entities, "entity"),
            counted(report.sources, "source"),
        )
    )
    shown = look.shown(report)
    found = [
        counted(number, severity)
        for severity in SEVERITIES
        if (number := sum(finding.severity == severity for finding in shown))
    ]
    if found:
        about = f" involving {look.about}," if look.about else ""
        first = f"{', '.join(found)}{about} in {corpus}"
    else:
        rules = f"checked by {counted(len(report.rules), 'rule')} as of {report.as_of}"
        what = "finding" if look.notes or not report.count("note") else "error or warning"
        about = f"no {what} involves {look.about}; " if look.about else ""
        first = f"{look.paint('place', 'clean')}: {about}{corpus} {rules}"
    rest = ""
    if report.suppressed:
        rest += f"; {report.suppressed} suppressed"
    if report.older:
        rest += f"; {counted(report.older, 'older finding')} not shown"
    if (hidden := report.count("note")) and not look.notes:
        which = "it" if hidden == 1 else "them"
        rest += f"; {counted(hidden, 'note')} not shown (--notes shows {which})"
    return first + rest


def statistics(report: Report) -> str:
    """A table of all rules that ran: how much each found, and how much it had to examine."""
    rows = [("found", "examined", "rule")]
    rows += [(str(count.findings), str(count.examined), count.rule) for count in report.rules]
    return "".join(f"{found:>7} {examined:>9}  {rule}\n" for found, examined, rule in rows)
