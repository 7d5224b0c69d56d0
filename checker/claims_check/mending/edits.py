"""New values put into the text of a record; what stands around them stays letter by letter."""

from __future__ import annotations

import json
from collections.abc import Iterable

from claims_check.findings import Pointer
from claims_check.named_tuple import NamedTuple
from claims_check.positions import Positions, locate
from claims_check.text import read_json


class Replacement(NamedTuple):
    """The text that takes the place of a stretch, from `start` up to but without `end`."""

    start: int
    end: int
    text: str

    def overlaps(self, other: Replacement) -> bool:
        """Whether both replace some of the same text."""
        return self.start < other.end and other.start < self.end


def whole(text: str, value: str) -> Replacement:
    """What makes one text of another; no more of it than differs."""
    start, least = 0, min(len(text), len(value))
    while start < least and text[start] == value[start]:
        start += 1
    same = 0
    while same < least - start and text[-1 - same] == value[-1 - same]:
        same += 1
    return Replacement(start, len(text) - same, value[start : len(value) - same])


class RecordText:
    """The text of one record, and where the values in it stand.

    `broken` is one that is not JSON as it should be: only the whole of it can be replaced.
    """

    def __init__(self, text: str, *, lined: bool = False, broken: bool = False) -> None:
        self.text = text
        self._lined = lined
        self._value: object = None
        self._positions: Positions | None = None
        if not broken:
            self._value, _ = read_json(text.encode())
            self._positions = locate(text)

    def replacement(self, pointer: str, value: str) -> Replacement | None:
        """What an edit replaces; None where the record has nothing at the pointer (RFC 6901).

        `value` is JSON text.  An object or list that stood on one line stays on one.
        """
        if self._positions is None:
            return None if pointer else whole(self.text, value)
        at = self._steps(pointer)
        stretch = None if at is None else self._positions.stretch(at)
        if stretch is None:
            return None
        start, end = stretch
        if "\n" in value and "\n" not in self.text[start:end]:
            separators = (",", ":") if self._lined else (", ", ": ")
            value = json.dumps(json.loads(value), ensure_ascii=False, separators=separators)
        return Replacement(start, end, value)

    def says(self, new: Replacement) -> bool:
        """Whether the text already is what a replacement would make of it."""
        return self.text[new.start : new.end] == new.text

    def _steps(self, pointer: str) -> Pointer | None:
        here = self._value
        at: list[str | int] = []
        for step in pointer.split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            if isinstance(here, dict) and name in here:
                here = here[name]
                at.append(name)
            elif isinstance(here, list) and name.isdecimal() and int(name) < len(here):
                here = here[int(name)]
                at.append(int(name))
            else:
                return None
        return tuple(at)

    def edited(self, replacements: Iterable[Replacement]) -> str:
        """The text with all replacements, of which no two overlap."""
        text = self.text
        for start, end, new in sorted(replacements, reverse=True):
            text = text[:start] + new + text[end:]
        return text
