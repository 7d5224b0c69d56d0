"""From lines and code points to the protocol's positions, and back.

The protocol counts lines from 0 and columns in units of an encoding that client and server agree
on; without an agreement, in code units of UTF-16, of which a character beyond the Basic
Multilingual Plane takes two (LSP 3.17, PositionEncodingKind).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from lsprotocol import types

from claims_check.positions import LINE_END

if TYPE_CHECKING:
    from claims_check.findings import Span

UNITS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode("utf-8", "surrogatepass")),
    "utf-16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "utf-32": len,
}
"""How many units a text has, by the encoding agreed on."""


class Ruler:
    """Measures one text; a place outside it is moved to the nearest one inside."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self._units = UNITS[encoding]
        ends = list(LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(text)]

    def span(self, span: Span) -> types.Range:
        """The range of a span, whose lines and columns count from 1 and in code points."""
        return types.Range(
            self._position(span.line - 1, span.column - 1),
            self._position(span.end_line - 1, span.end_column - 1),
        )

    def range(self, start: int, end: int) -> types.Range:
        """The range from one offset up to but without another; offsets are code points from 0."""
        return types.Range(self._at(start), self._at(end))

    def whole(self) -> types.Range:
        """The range of the whole text."""
        return self.range(0, len(self.text))

    def offset(self, position: types.Position) -> int:
        """The offset of a position, in code points from 0."""
        line = min(max(position.line, 0), len(self._starts) - 1)
        start, end = self._starts[line], self._ends[line]
        left = position.character
        while start < end and left > 0:
            left -= self._units(self.text[start])
            start += 1
        return start

    def _at(self, offset: int) -> types.Position:
        line = bisect_right(self._starts, offset) - 1
        return self._position(line, offset - self._starts[line])

    def _position(self, line: int, column: int) -> types.Position:
        line = min(line, len(self._starts) - 1)
        start = self._starts[line]
        return types.Position(line, self._units(self.text[start : start + column]))
