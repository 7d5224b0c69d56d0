"""Ids of new records: readable, and of nothing that the corpus has or had."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.entry import Entry

LONGEST = 80
"""Characters of an id, as the shape of records has it."""

_LITTLE = frozenset(
    [
        *("a", "an", "the", "of", "on", "in", "at", "to", "by", "for", "and", "or", "its"),
        *("is", "was", "were", "are", "be", "has", "had"),
    ]
)
"""Words that tell records least apart."""

_FORMER = re.compile(r'"former_ids"\s*:\s*\[([^\]]*)')


def slug(text: str, words: int = 8) -> str:
    """The first words of a text as an id.

    Empty where it has none in Latin letters or digits, or only digits beside other letters.
    """
    from unicodedata import normalize

    plain = normalize("NFKD", text.replace("'", "").replace("’", "")).encode("ascii", "ignore")
    every = re.findall("[a-z0-9]+", plain.decode().lower())
    if not any(map(str.isalpha, "".join(every))) and any(map(str.isalpha, text)):
        return ""
    telling = [word for word in every if word not in _LITTLE] or every
    return _cut("-".join(telling[:words]), LONGEST)


def free_id(stem: str, taken: Collection[str]) -> str:
    """The stem, or the stem with the first number from 2 on under which nothing is known."""
    id, number = stem, 1
    while id in taken:
        number += 1
        id = f"{_cut(stem, LONGEST - len(str(number)) - 1)}-{number}"
    return id


def taken_ids(corpus: Corpus) -> dict[str, str]:
    """All ids that records of the corpus bear or bore, and the names of its files, with the file.

    Withdrawn records keep theirs, and of one that cannot be read its former ids are found too.
    """
    taken: dict[str, str] = {}
    for entry in corpus.entries:
        for id in (entry.id, entry.stem, *_former_ids(entry)):
            taken.setdefault(id, entry.file)
    return taken


def _former_ids(entry: Entry) -> Iterable[str]:
    if entry.digest is None:
        return ()
    if entry.digest.sort != "unread":
        return entry.digest.former_ids
    with suppress(OSError):
        found = _FORMER.search(entry.text())
        return re.findall('"([^"]*)"', found[1]) if found else ()
    return ()


def _cut(id: str, length: int) -> str:
    """An id of at most so many characters, cut between two words if it can be."""
    if len(id) <= length:
        return id
    short = id[: length + 1].rpartition("-")[0]
    return (short or id[:length]).strip("-")
