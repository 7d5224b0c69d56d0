"""What mends a finding, as stretches of text to replace: its own fix, or the word it proposes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from claims_check.mending.edits import RecordText
from claims_check.named_tuple import NamedTuple

if TYPE_CHECKING:
    from claims_check.findings import FileEdit, FileFix, Finding

_MEANT = re.compile(r'did you mean "([^"]+)"\?')
"""How messages name the word that somebody most likely meant, where no fix dares to write it."""
_QUOTED = re.compile(r'"[^"\n]*"')


class Change(NamedTuple):
    """The text that should stand in a stretch of a file of the corpus; offsets in code points."""

    file: str
    start: int
    end: int
    text: str


class Cure(NamedTuple):
    """What mends a finding, in a sentence; unsafe where a person has to agree to the meaning."""

    title: str
    safe: bool
    changes: tuple[Change, ...]


def cure(finding: Finding, stretch: tuple[int, int], text_of: Callable[[str], str]) -> Cure | None:
    """What mends a finding; None where nothing is known to, or where not all of it can be done.

    `stretch` is where the finding stands in its file, `text_of` the text of a file as it is now.
    """
    if finding.fix is not None:
        return _fixed(finding.fix, text_of)
    meant = _MEANT.search(finding.message)
    start, end = stretch
    written = text_of(finding.file)[start:end]
    if meant is None or not _QUOTED.fullmatch(written):
        return None
    change = Change(finding.file, start, end, json.dumps(meant[1], ensure_ascii=False))
    return Cure(f"write {change.text} for {written}", False, (change,))


def _fixed(fix: FileFix, text_of: Callable[[str], str]) -> Cure | None:
    changes = [_change(edit, text_of(edit.file)) for edit in fix.edits]
    done = tuple(change for change in changes if change is not None)
    if len(done) < len(changes):
        return None  # half a fix would be worse than none
    return Cure(fix.summary, fix.safe, done)


def _change(edit: FileEdit, text: str) -> Change | None:
    """The stretch whose value an edit replaces; None where no such value stands in the text."""
    try:
        record = RecordText(text, broken=not edit.pointer)
        replacement = record.replacement(edit.pointer, edit.value)
    except ValueError:  # the text is no JSON
        return None
    if replacement is None or record.says(replacement):  # no editor shows a byte order mark
        return None
    return Change(edit.file, *replacement)
