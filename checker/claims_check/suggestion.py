"""What somebody most likely meant: the known word nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, or None where none is near; ties go to the first in order.

    Ratcliff and Obershelp's similarity, as difflib has it, at least 0.6.
    """
    from difflib import get_close_matches

    found = get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None
