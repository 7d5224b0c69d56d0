"""The quoted texts of a record with their pointers, also while it is broken.

A text that somebody types is no JSON most of the time, and then `positions` finds nothing in it.
Here each quote and bracket counts as it comes: a quote that is not closed ends with its line (but
before the commas and brackets there), a quoted text before a colon is a key, and what is missing
elsewhere disturbs only what follows it.
"""

from __future__ import annotations

import json
import re

from claims_check.findings import Pointer
from claims_check.named_tuple import NamedTuple
from claims_check.records.references import REFERENCES, Wanted

_PIECE = re.compile(r'(?P<quoted>"(?:[^"\\\r\n]|\\[^\r\n])*(?P<closed>"?))|[][{},:]')
_COLON = re.compile(r"\s*:")
_BEHIND = ", \t]}"
"""What follows a value on its line, and is not meant to be in it where the quote was not closed."""


class Token(NamedTuple):
    """A quoted text: from its opening quote up to without `end`; the key at `at`, or the value."""

    start: int
    end: int
    at: Pointer
    is_key: bool
    text: str
    closed: bool

    @property
    def inner_end(self) -> int:
        """Where its closing quote stands, or would stand."""
        return self.end - self.closed

    @property
    def key(self) -> str:
        """The key whose value it is or belongs to, empty where there is none."""
        return next((step for step in reversed(self.at) if isinstance(step, str)), "")

    @property
    def wanted(self) -> Wanted | None:
        """The sort of record that it names, None where it names none."""
        return None if self.is_key else REFERENCES.get(self.key)


def tokens_of(text: str) -> list[Token]:
    """All quoted texts, in their order."""
    found: list[Token] = []
    steps: list[str | int] = []  # of each open bracket the key or the index where we are
    behind_colon = False
    for piece in _PIECE.finditer(text):
        mark = piece[0][0]
        if mark == '"':
            in_object = bool(steps) and isinstance(steps[-1], str)
            is_key = in_object and (not behind_colon or _COLON.match(text, piece.end()) is not None)
            closed = bool(piece["closed"])
            written = piece[0] if closed else piece[0].rstrip(_BEHIND)
            meant = _unquoted(written, closed)
            if is_key:
                steps[-1] = meant
                behind_colon = False
            start = piece.start()
            found.append(Token(start, start + len(written), tuple(steps), is_key, meant, closed))
        elif mark in "{[":
            steps.append("" if mark == "{" else 0)
            behind_colon = False
        elif mark in "}]":
            if steps:
                steps.pop()
            behind_colon = False
        elif mark == ":":
            behind_colon = True
        else:
            behind_colon = False
            if steps and isinstance(steps[-1], int):
                steps[-1] += 1
    return found


def _unquoted(written: str, closed: bool) -> str:
    """The text that a quoted one stands for; as written where its escapes are broken."""
    inner = written[1:-1] if closed else written[1:]
    if "\\" not in inner:
        return inner
    try:
        meant = json.loads(f'"{inner}"', strict=False)
    except ValueError:
        return inner
    return str(meant)


def token_at(tokens: list[Token], offset: int) -> Token | None:
    """The quoted text that the cursor touches; quotes belong to it."""
    return next((token for token in tokens if token.start <= offset <= token.end), None)


def value_at(tokens: list[Token], at: Pointer) -> Token | None:
    """The quoted value at a pointer, None where there is none."""
    return next((token for token in tokens if token.at == at and not token.is_key), None)
