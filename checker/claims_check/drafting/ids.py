"""Ids of new records: readable, and of nothing that the corpus has or had."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from claims_check.corpus.corpus import Corpus

LONGEST = 80
"""Characters of an id, as the shape of records has it."""

_LITTLE = frozenset(
    [
        *("a", "an", "the", "of", "on", "in", "at", "to", "by", "for", "and", "or", "its"),
        *("is", "was", "were", "are", "be", "has", "had"),
    ]
)
"""Words that tell records least apart."""


def slug(text: str, words: int = 8) -> str:
    """The first words of a text as an id; empty where it has none in Latin letters or digits."""
    from unicodedata import normalize

    plain = normalize("NFKD", text.replace("'", "").replace("’", "")).encode("ascii", "ignore")
    every = re.findall("[a-z0-9]+", plain.decode().lower())
    telling = [word for word in every if word not in _LITTLE] or every
    return _cut("-".join(telling[:words]), LONGEST)


def free_id(stem: str, taken: Collection[str]) -> str:
    """The stem, or the stem with the first number from 2 on under which nothing is known."""
    id, number = stem, 1
    while id in taken:
        number += 1
        id = f"{_cut(stem, LONGEST - len(str(number)) - 1)}-{number}"
    return id


def taken_ids(corpus: Corpus) -> set[str]:
    """All ids that records of the corpus bear or bore, and the names of all its files."""
    taken = set(corpus.records)
    for entry in corpus.entries:
        taken.add(entry.stem)
        taken.add(entry.id)
    for digest in corpus.records.values():
        if digest.sort != "unread":
            taken.update(digest.former_ids)
    return taken


def _cut(id: str, length: int) -> str:
    """An id of at most so many characters, cut between two words if it can be."""
    if len(id) <= length:
        return id
    short = id[: length + 1].rpartition("-")[0]
    return (short or id[:length]).strip("-")
