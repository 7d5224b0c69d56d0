"""From problems to findings: which file, and where in its text."""

from __future__ import annotations

from typing import Any

from claims_check.corpus.corpus import Corpus
from claims_check.corpus.entry import Entry, Found
from claims_check.findings import (
    START,
    FileEdit,
    FileFix,
    Finding,
    Fix,
    Place,
    Pointer,
    Span,
    pointer_text,
)


class Places:
    """Finds where in the text a problem stands; reads and locates each text once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._positions: dict[tuple[str, int], Any] = {}

    def finding(self, found: Found, placed: bool = True) -> Finding:
        """The finding of a problem, with file and place; at the top of the file if not `placed`."""
        entry, problem = found.entry, found.problem
        conflict = found.conflict
        pointer = pointer_text(problem.at)
        return Finding(
            found.rule,
            found.severity,
            problem.certainty,
            problem.message,
            entry.file,
            problem.span or (self._span(entry, problem.at, problem.on_key) if placed else START),
            pointer,
            entry.id,
            conflict,
            problem.suspect,
            tuple(self._related(r.record, r.at, r.message, placed) for r in problem.related),
            self._fix(problem.fix, entry),
        )

    def _related(self, record: str, at: Pointer, message: str, placed: bool) -> Place:
        entry = self.corpus.entry_of[record]
        return Place(entry.file, self._span(entry, at, False) if placed else START, record, message)

    def _span(self, entry: Entry, at: Pointer, on_key: bool) -> Span:
        place = (entry.file, entry.line)
        positions = self._positions.get(place)
        if positions is None:
            positions = self._positions[place] = _locate(entry)
        if positions is None:
            line = max(entry.line, 1)
            return Span(line, 1, line, 1)
        span: Span = positions.key(at) if on_key else positions.value(at)
        down = max(entry.line, 1) - 1
        return Span(span.line + down, span.column, span.end_line + down, span.end_column)

    def _fix(self, fix: Fix | None, entry: Entry) -> FileFix | None:
        if fix is None:
            return None
        homes = [self.corpus.entry_of[e.record] if e.record else entry for e in fix.edits]
        edits = tuple(
            FileEdit(home.file, pointer_text(e.at), e.value, home.line)
            for home, e in zip(homes, fix.edits, strict=True)
        )
        return FileFix(fix.summary, fix.safe, edits)


def _locate(entry: Entry) -> Any:
    """The positions of a record's text; None where it is no JSON, so that nothing has a place."""
    from claims_check.positions import locate

    if entry.digest is None and not entry.readable and entry.sort is None:
        return None  # a stray file
    try:
        return locate(entry.text())
    except (OSError, ValueError):
        return None  # gone or changed since it was read, or no JSON
