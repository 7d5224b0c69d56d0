"""What somebody most likely meant: the known word nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

LEAST = 0.6
"""Likeness from which on a known word is worth naming."""

SHORTEST = 4
"""Letters of a word below which one slip may as well be another word."""


class Known:
    """The known words, for whoever asks about many others: what tells them apart is made once."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._bits: dict[tuple[str, int], int] = {}

    def closest(self, word: str, least: float = LEAST) -> str | None:
        """The word most like this one, None where none is near; ties go to the first in order.

        Ratcliff and Obershelp's similarity, as difflib has it, at least `least`.  Two words cannot
        be more alike than the letters tell that they share, whatever their order; so those with the
        highest such bound are compared first, and no more once none that is left can be nearer.
        """
        from difflib import SequenceMatcher

        word = word.lower()
        likely = []
        for place, (known, shared) in enumerate(self._shared(word)):
            most = 2.0 * shared / (len(word) + len(known) or 1)
            if most >= least:
                likely.append((-most, place))
        found, best = None, least
        matcher = SequenceMatcher(b=word)
        for most, place in sorted(likely):
            if -most < best:
                break
            matcher.set_seq1(self._words[place])
            ratio = matcher.ratio()
            if ratio > best or (ratio == best and (found is None or place < found)):
                found, best = place, ratio
        return None if found is None else self._words[found]

    def misspelt(self, word: str) -> str | None:
        """The only word that one slip turns into this one; None where there is none or several.

        A slip is a letter too many, missing, exchanged, or in its neighbour's place: four fifths of
        all misspellings (F. J. Damerau, "A technique for computer detection and correction of
        spelling errors", Communications of the ACM 7, 1964).  Capitals do not matter, digits do:
        `llama-3` is no slip of `llama-2`.
        """
        word = word.lower()
        found = [
            known
            for known, shared in self._shared(word)
            if shared >= len(word) - 1 and len(known) >= SHORTEST and _is_slip(word, known.lower())
        ]
        return found[0] if len(found) == 1 else None

    def _shared(self, word: str) -> Iterator[tuple[str, int]]:
        """Each known word, and how many letters it shares with this one, whatever their order."""
        bags = self._bags
        bag = self._bag(word)
        for known, other in zip(self._words, bags, strict=True):
            yield known, (bag & other).bit_count()

    @cached_property
    def _bags(self) -> list[int]:
        return [self._bag(word.lower(), known=True) for word in self._words]

    def _bag(self, word: str, known: bool = False) -> int:
        """The letters of a word as bits of a number: one for each letter's first, second, … time.

        Those of no known word have none.
        """
        bag = 0
        times: dict[str, int] = {}
        for letter in word:
            time = times[letter] = times.get(letter, 0) + 1
            bit = self._bits.get((letter, time), 0)
            if known and not bit:
                bit = self._bits[letter, time] = 1 << len(self._bits)
            bag |= bit
        return bag


def closest(word: str, known: Iterable[str], least: float = LEAST) -> str | None:
    """The known word most like this one, as `Known` finds it."""
    return Known(known).closest(word, least)


def misspelt(word: str, known: Iterable[str]) -> str | None:
    """The only known word that one slip turns into this one, as `Known` finds it."""
    return Known(known).misspelt(word)


def _is_slip(word: str, meant: str) -> bool:
    if abs(len(word) - len(meant)) > 1 or _digits(word) != _digits(meant):
        return False
    same = 0
    while same < min(len(word), len(meant)) and word[same] == meant[same]:
        same += 1
    rest, wanted = word[same:], meant[same:]
    if len(rest) > len(wanted):
        return rest[1:] == wanted
    if len(rest) < len(wanted):
        return rest == wanted[1:]
    return rest[1:] == wanted[1:] or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])


def _digits(word: str) -> list[str]:
    return [sign for sign in word if sign.isdigit()]
