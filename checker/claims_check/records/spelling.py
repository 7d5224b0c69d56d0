"""Fixes for what is misspelt in a record: keys, words of closed lists, dates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from claims_check.findings import Edit, Fix, Pointer
from claims_check.suggestion import misspelt

if TYPE_CHECKING:
    from claims_check.dates import DateError


def key_fix(record: dict[str, Any], at: Pointer, meant: str, known: Iterable[str]) -> Fix | None:
    """The key at a place of a record under its right name, in the order it had.

    An edit gives a value for a place, so the object around the key is given anew.  Safe where one
    slip tells the key from what is meant and from nothing else; None where the key meant is there.
    """
    around: Any = record
    for step in at[:-1]:
        around = around[step]
    if meant in around:
        return None
    key = at[-1]
    renamed = {meant if name == key else name: value for name, value in around.items()}
    text = json.dumps(renamed, indent=2, ensure_ascii=False)
    laid_out = text.replace("\n", "\n" + "  " * (len(at) - 1))
    safe = misspelt(str(key), known) == meant
    return Fix(f'write "{meant}" for "{key}"', safe, (Edit("", at[:-1], laid_out),))


def word_fix(given: object, at: Pointer, meant: str, known: Iterable[str]) -> Fix | None:
    """The word of a closed list that is most likely meant; safe as for keys."""
    if not isinstance(given, str):
        return None
    safe = misspelt(given, known) == meant
    return Fix(f'write "{meant}" for "{given}"', safe, (Edit("", at, json.dumps(meant)),))


def date_fix(error: DateError, at: Pointer) -> Fix | None:
    """The spelling that the message on a date proposes; what was meant, a person has to know."""
    if not error.instead:
        return None
    edit = Edit("", at, json.dumps(error.instead))
    return Fix(f"write {error.instead}, if that is what is meant", False, (edit,))
