"""Where in a JSON text each value and each key stands, and which keys are repeated.

Lines end at \\n, \\r\\n or a lone \\r, as in the language server protocol, and a text may mix them.
Columns count code points.  No other character ends a line, so that U+2028 inside a statement
moves nothing.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache

from claims_check.findings import Pointer, Span
from claims_check.named_tuple import NamedTuple

LINE_END = re.compile(r"\r\n?|\n")

# Enough to walk a text that is known to be JSON: strings, brackets, and words (numbers, literals).
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[][{}]|[^][{}",: \t\r\n]+')
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_SHOWN = 40


class Lines:
    """From offsets in a text to lines and columns, and back."""

    __slots__ = ("_length", "_starts")

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        self._length = len(text)

    def start(self, line: int) -> int:
        """The offset at which a line begins; the end of the text for one that it does not have."""
        return self._starts[line - 1] if line <= len(self._starts) else self._length

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a code point, both 1-based."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The stretch from `start` up to but without `end`; an empty one marks an insertion."""
        return Span(*self.place(start), *self.place(end))


@lru_cache(maxsize=8)
def lines_of(text: str) -> Lines:
    """The lines of a text that several findings stand in: they are counted once."""
    return Lines(text)


class Duplicate(NamedTuple):
    """A key that its object already has.

    `at` is the pointer that both members share, `key` the place of the repeated key, `first_line`
    the line of the first; `first` and `again` are the two values as written, shortened to one line.
    """

    at: Pointer
    key: Span
    first_line: int
    first: str
    again: str


class Positions:
    """Where the values and keys of one text stand; made by `locate`.

    Every value is a node, numbered in the order of the text; what is known about node n stands at
    place n of flat arrays, so that a text of any depth can be built and dropped without recursion.
    """

    __slots__ = (
        "_children",
        "_ends",
        "_indexes",
        "_key_ends",
        "_key_starts",
        "_lines",
        "_parents",
        "_starts",
        "_text",
        "duplicates",
    )

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._starts = array("q")
        self._ends = array("q")
        # Where there is no key, an empty one right before the value: starts stay in text order.
        self._key_starts = array("q")
        self._key_ends = array("q")
        self._parents = array("q")
        self._indexes = array("q")  # among the items of an array; -1: a member
        self._children: dict[int, dict[str | int, int]] = {}
        self.duplicates: tuple[Duplicate, ...] = self._walk()

    def value(self, at: Pointer) -> Span:
        """The place of a value, or of the nearest value around it that exists."""
        node, _ = self._find(at)
        return self._lines.span(self._starts[node], self._ends[node])

    def key(self, at: Pointer) -> Span:
        """The place of the key `at[-1]`, quotes included.

        What has no key (an item of an array, the top, a value that does not exist) gives what
        `value` gives.  Of a repeated key, the first one's place.
        """
        node, found = self._find(at)
        if not found or self._key_starts[node] == self._key_ends[node]:
            return self.value(at)
        return self._lines.span(self._key_starts[node], self._key_ends[node])

    def stretch(self, at: Pointer) -> tuple[int, int] | None:
        """The offsets of a value in the text, the end one past it; None where there is no value."""
        node, found = self._find(at)
        return (self._starts[node], self._ends[node]) if found else None

    def at_offset(self, offset: int) -> tuple[Pointer, bool]:
        """The innermost value that a code point belongs to, and whether it stands in its key.

        `offset` counts code points from 0.  To a member belongs all from its key to its value's
        end, to the top whatever belongs to nothing else.
        """
        node = max(0, bisect_right(self._key_starts, offset) - 1)
        if self._key_starts[node] <= offset < self._key_ends[node]:
            return self._pointer(node), True
        while node > 0 and self._ends[node] <= offset:
            node = self._parents[node]
        return self._pointer(node), False

    def span(self, start: int, end: int) -> Span:
        """The place of a stretch given by its offsets, which count code points from 0."""
        return self._lines.span(start, end)

    def _find(self, at: Pointer) -> tuple[int, bool]:
        node = 0
        for step in at:
            child = self._children_of(node).get(step)
            if child is None:
                return node, False
            node = child
        return node, True

    def _children_of(self, node: int) -> dict[str | int, int]:
        children = self._children.get(node)
        if children is None:
            children = self._children[node] = {}
            end = self._ends[node]
            child = node + 1
            while child < len(self._starts) and self._starts[child] < end:
                children.setdefault(self._step(child), child)
                child = bisect_left(self._starts, self._ends[child], lo=child + 1)
        return children

    def _step(self, node: int) -> str | int:
        index = self._indexes[node]
        if index >= 0:
            return index
        return key_name(self._text[self._key_starts[node] : self._key_ends[node]])

    def _pointer(self, node: int) -> Pointer:
        steps: list[str | int] = []
        while node > 0:
            steps.append(self._step(node))
            node = self._parents[node]
        return tuple(reversed(steps))

    def _walk(self) -> tuple[Duplicate, ...]:
        text = self._text
        starts, ends = self._starts, self._ends
        # Of each open container: its node, the first node under each key (arrays: none) and the
        # number of items so far.
        open_nodes: list[int] = [-1]
        open_keys: list[dict[str, int] | None] = [None]
        counts: list[int] = [0]
        key: tuple[int, int] | None = None
        repeats: list[tuple[int, int]] = []
        for token in _TOKEN.finditer(text):
            start, end = token.span()
            mark = text[start]
            if mark in "}]":
                if len(open_nodes) == 1:
                    raise ValueError("not JSON: a bracket too many")
                ends[open_nodes.pop()] = end
                open_keys.pop()
                counts.pop()
                continue
            keys = open_keys[-1]
            if keys is not None and key is None:
                key = start, end
                continue
            node = len(starts)
            if node > 0 and len(open_nodes) == 1:
                raise ValueError("not JSON: a second value")
            starts.append(start)
            ends.append(end)
            self._parents.append(open_nodes[-1])
            if keys is None or key is None:
                self._key_starts.append(start)
                self._key_ends.append(start)
                self._indexes.append(counts[-1])
                counts[-1] += 1
            else:
                self._key_starts.append(key[0])
                self._key_ends.append(key[1])
                self._indexes.append(-1)
                first = keys.setdefault(key_name(text[key[0] : key[1]]), node)
                if first != node:
                    repeats.append((first, node))
                key = None
            if mark in "{[":
                open_nodes.append(node)
                open_keys.append({} if mark == "{" else None)
                counts.append(0)
        if not starts or len(open_nodes) > 1:
            raise ValueError("not JSON: the text ends early")
        return tuple(self._duplicate(first, again) for first, again in repeats)

    def _duplicate(self, first: int, again: int) -> Duplicate:
        return Duplicate(
            self._pointer(again),
            self._lines.span(self._key_starts[again], self._key_ends[again]),
            self._lines.place(self._key_starts[first])[0],
            shown(self._text, self._starts[first], self._ends[first]),
            shown(self._text, self._starts[again], self._ends[again]),
        )


def locate(text: str) -> Positions:
    """Where everything in `text` stands; `text` is JSON, as `decoded` and `read_json` read it.

    Takes time and memory in proportion to the text and does not recurse.  Of a text that is not
    JSON, it finds what it can or raises ValueError; what is wrong with it is not said here.
    """
    return Positions(text)


def key_name(written: str) -> str:
    """The key that a quoted text stands for; half a surrogate pair becomes U+FFFD."""
    if "\\" not in written:
        return written[1:-1]
    return _HALF_PAIR.sub("\ufffd", json.loads(written))


def shown(text: str, start: int = 0, end: int | None = None) -> str:
    """A piece of a text as a message can show it: one line, short, nothing invisible."""
    end = len(text) if end is None else end
    # Four times the length, so that indentation does not use up what is to be shown.
    piece = " ".join(text[start : min(end, start + 4 * _SHOWN)].split())
    cut = end - start > 4 * _SHOWN or len(piece) > _SHOWN
    piece = "".join(
        mark if mark.isprintable() else f"<U+{ord(mark):04X}>" for mark in piece[:_SHOWN]
    )
    return piece + "…" if cut else piece
