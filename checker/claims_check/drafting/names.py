"""Names of entities: which two spellings are one name."""

from __future__ import annotations

BLANKS = frozenset('.,!"“”„')
"""Marks that tell no names apart, as blanks and dashes do not; a point between digits does."""


def spelling(name: str) -> str:
    """What all spellings of a name share: not capitals, Latin accents, blanks, dashes and points.

    `GPT 3`, `gpt-3` and `GPT3` are one name; `GPT-3.5` is another, and so are `C`, `C++` and `C#`.
    Where a word ends and a number begins is the same with a blank between them as without.
    """
    from unicodedata import category, normalize

    marks = [_plain(mark) for mark in normalize("NFKC", name).casefold() if mark not in "'’"]
    parts: list[str] = []
    last = ""
    for place, mark in enumerate(marks):
        between = marks[place - 1 : place] + marks[place + 1 : place + 2]
        point = mark == "." and len(between) == 2 and all(map(str.isdigit, between))
        if not point and (mark in BLANKS or category(mark[0]) in ("Zs", "Pd", "Pc")):
            last = ""
            continue
        sort = "number" if point or mark.isdigit() else "word"
        if sort == last:
            parts[-1] += mark
        else:
            parts.append(mark)
        last = sort
    return " ".join(parts) or name.casefold()


def _plain(mark: str) -> str:
    """A letter of the Latin script without its accents; any other mark as it is."""
    from unicodedata import name, normalize

    base = normalize("NFD", mark)[:1]
    return base if name(base, "").startswith("LATIN ") else mark
