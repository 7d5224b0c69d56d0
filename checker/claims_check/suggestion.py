"""What somebody most likely meant: the known word nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

LEAST = 0.6
"""Likeness from which on a known word is worth naming."""

SHORTEST = 4
"""Letters of a word below which one slip may as well be another word."""


def closest(word: str, known: Iterable[str], least: float = LEAST) -> str | None:
    """The known word most like this one, or None where none is near; ties go to the first in order.

    Ratcliff and Obershelp's similarity, as difflib has it, at least `least`.
    """
    from difflib import get_close_matches

    found = get_close_matches(word.lower(), sorted(known), n=1, cutoff=least)
    return found[0] if found else None


def misspelt(word: str, known: Iterable[str]) -> str | None:
    """The only known word that one slip turns into this one; None where there is none or several.

    A slip is a letter too many, missing, exchanged, or in its neighbour's place: four fifths of all
    misspellings (F. J. Damerau, "A technique for computer detection and correction of spelling
    errors", Communications of the ACM 7, 1964).  Capitals do not matter, digits do: `llama-3` is no
    slip of `llama-2`.
    """
    found = [each for each in known if len(each) >= SHORTEST and _is_slip(word.lower(), each)]
    return found[0] if len(found) == 1 else None


def _is_slip(word: str, meant: str) -> bool:
    meant = meant.lower()
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
