"""Which known names a text uses: whole words, and at each place the longest name that fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from sys import intern

_WORD = re.compile(r"\w+")

Words = tuple[str, ...]


class Names:
    """Known names and who bears each, letter by letter; what stands between words is nothing."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._bearers: dict[Words, tuple[str, ...]] = {}  # nearly always one
        lengths: dict[str, set[int]] = {}
        for name, bearer in names:
            words = tuple(map(intern, words_of(name)))  # most are in many names
            if words:
                known = self._bearers.get(words, ())
                if bearer not in known:
                    self._bearers[words] = (*known, bearer)
        for words in self._bearers:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {word: sorted(of, reverse=True) for word, of in lengths.items()}

    def bearers(self, name: str) -> set[str]:
        """The entities that bear a name, at whatever time."""
        return set(self._bearers.get(words_of(name), ()))

    def used_in(self, text: str) -> set[Words]:
        """The names that a text uses; one that is a part of a longer one there is not used."""
        words = words_of(text)
        used: set[Words] = set()
        place = 0
        while place < len(words):
            for length in self._lengths.get(words[place], ()):
                candidate = words[place : place + length]
                if candidate in self._bearers:
                    used.add(candidate)
                    place += length
                    break
            else:
                place += 1
        return used


def words_of(text: str) -> Words:
    """The words of a text or name, without what stands between them."""
    return tuple(_WORD.findall(text))
