"""The full report: each finding with its lines, the places it leans on, and what to do."""

from __future__ import annotations

from claims_check.findings import START, FileFix, Finding, Report, Span, counted
from claims_check.report.look import Look
from claims_check.report.words import (
    label_text,
    mendable,
    place_text,
    printable,
    statistics,
    summary,
)


def render(report: Report, look: Look) -> str:
    """One block a finding, an empty line after each, then the summary."""
    blocks = [_block(finding, look) + "\n" for finding in look.shown(report)]
    table = f"{statistics(report)}\n" if look.statistics else ""
    return "".join(blocks) + table + summary(report, look) + "\n" + mendable(report, look)


MOST_PLACES = 20
"""So many places of other records are shown with a finding; nobody follows more by eye."""


def _block(finding: Finding, look: Look) -> str:
    shown = finding.related[:MOST_PLACES]
    deepest = max([finding.span.line, *(place.span.line for place in shown)])
    gutter = len(str(deepest)) + 2
    label = look.paint(finding.severity, label_text(finding))
    doubt = " (possible)" if finding.certainty == "possible" else ""
    lines = [f"{label} {look.paint('place', place_text(finding))}{doubt}"]
    lines += _sentences(finding.message, "  ", look)
    lines += _excerpt(finding.file, finding.span, "^", finding.severity, gutter, look)
    for place in shown:
        where = f"{printable(place.file)}:{place.span.line}:{place.span.column}"
        lines.append(f"  with {look.paint('place', where)}")
        lines += _sentences(place.message, "  ", look)
        lines += _excerpt(place.file, place.span, "-", "gutter", gutter, look)
    if rest := len(finding.related) - len(shown):
        lines.append(f"  with {counted(rest, 'place')} more, which --format json lists")
    if finding.suspect is not None and len(finding.conflict) > 1:
        lines += _remark("suspect", f"{finding.suspect} is most likely at fault", gutter, look)
    if finding.fix is not None:
        lines += _fix(finding.fix, gutter, look)
    lines += _remark("help", f"claims-check explain {finding.rule}", gutter, look)
    return "".join(f"{line}\n" for line in lines)


def _sentences(text: str, indent: str, look: Look) -> list[str]:
    """The text broken to the width; words are never broken, so that addresses can be copied."""
    from textwrap import wrap  # a report without findings is one line, which needs none of this

    return wrap(
        printable(text),
        look.width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _excerpt(file: str, span: Span, mark: str, part: str, gutter: int, look: Look) -> list[str]:
    """The line of the file and its marks; none for a problem of a whole file."""
    text = look.text_of(file) if span != START else None
    if text is None:
        return []
    from claims_check.text import excerpt

    line, carets = excerpt(text, span, look.width - gutter - 2)
    number = look.paint("gutter", f"{span.line:>{gutter - 1}} |")
    margin = look.paint("gutter", f"{'':>{gutter - 1}} |")
    blanks = len(carets) - len(carets.lstrip())
    marks = look.paint(part, carets.strip().replace("^", mark))
    return [f"{number} {line}", f"{margin} {' ' * blanks}{marks}"]


def _remark(name: str, text: str, gutter: int, look: Look) -> list[str]:
    head = f"{'':>{gutter}}= {name}: "
    lines = _sentences(text, " " * len(head), look)
    if lines:
        lines[0] = look.paint("gutter", head) + lines[0].lstrip()
    return lines


def _fix(fix: FileFix, gutter: int, look: Look) -> list[str]:
    lines = _remark("fix" if fix.safe else "fix (unsafe)", fix.summary, gutter, look)
    for edit in fix.edits:
        if edit.pointer:  # of the whole record, the summary says what differs
            value = " ".join(map(str.strip, edit.value.splitlines()))
            text = f"{edit.file} {edit.pointer}: {value}"
            lines += _sentences(text, " " * (gutter + 4), look)
    return lines
