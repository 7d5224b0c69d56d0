"""A fix as stretches of text to replace, for formats that offer it to be taken with one click."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims_check.findings import FileEdit, FileFix, Finding, Pointer, Span
from claims_check.named_tuple import NamedTuple
from claims_check.report.look import Look

if TYPE_CHECKING:
    from claims_check.positions import Positions


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
    from claims_check.mending.edits import whole
    from claims_check.positions import Lines, locate

    for edit in fix.edits:
        text = look.text_of(edit.file)
        if text is None or not edit.file.endswith(".json"):
            continue
        if not edit.pointer:
            start, end, new = whole(text, edit.value)
            if new or start < end:  # what only bytes tell, a byte order mark, is no text to replace
                yield Replacement(edit.file, Lines(text).span(start, end), new)
            continue
        try:
            value, positions = json.loads(text), locate(text)
        except (ValueError, RecursionError):
            continue
        span = _span(edit, value, positions)
        if span is not None:
            yield Replacement(edit.file, span, edit.value)


def _span(edit: FileEdit, value: object, positions: Positions) -> Span | None:
    """Where the value stands that the edit replaces; None where there is none."""
    at: list[str | int] = []
    for step in edit.pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and name in value:
            value = value[name]
            at.append(name)
        elif isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
            at.append(int(name))
        else:
            return None
    pointer: Pointer = tuple(at)
    return positions.value(pointer)
