"""A fix as stretches of text to replace, for formats that offer it to be taken with one click."""

from __future__ import annotations

from collections.abc import Iterator

from claims_check.findings import FileFix, Finding, Span
from claims_check.named_tuple import NamedTuple
from claims_check.report.look import Look


class Replacement(NamedTuple):
    """The text that should stand in a stretch of a file."""

    file: str
    span: Span
    text: str


def replacements(finding: Finding, look: Look) -> tuple[Replacement, ...]:
    """The fix of a finding, edit by edit; none where it has no fix or cannot all be given.

    It can be given where each edit replaces a value that stands in the text of a file of its own:
    half a fix would be worse than none, and a line of JSON Lines is not told by its file.
    """
    found = tuple(_replacements(finding.fix, look)) if finding.fix else ()
    return found if finding.fix and len(found) == len(finding.fix.edits) else ()


def _replacements(fix: FileFix, look: Look) -> Iterator[Replacement]:
    from claims_check.mending.edits import RecordText
    from claims_check.positions import Lines

    for edit in fix.edits:
        text = look.text_of(edit.file)
        if text is None or not edit.file.endswith(".json"):
            continue
        try:
            record = RecordText(text, broken=not edit.pointer)
            new = record.replacement(edit.pointer, edit.value)
        except (ValueError, RecursionError):  # the text is no JSON
            continue
        if new is not None and not record.says(new):  # a byte order mark is no text to replace
            yield Replacement(edit.file, Lines(text).span(new.start, new.end), new.text)
