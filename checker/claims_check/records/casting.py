"""Which kinds of entities a field may name: every rule that asks for some kind starts from here."""

from __future__ import annotations

SPEAKERS = frozenset({"person", "organisation", "group", "product", "board", "work", "event"})
ACTORS = frozenset({"person", "organisation", "group"})
ORGANISATIONS = frozenset({"organisation"})
MADE = frozenset({"model", "product", "work", "benchmark", "board"})
LICENSED = MADE | {"licence"}

ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("", "by"): SPEAKERS,
    ("existed", "by"): ACTORS,
    ("part-of", "subject"): MADE | {"organisation", "group", "event"},
    ("part-of", "object"): MADE | {"organisation", "group", "event"},
    ("reports-to", "subject"): ACTORS,
    ("reports-to", "object"): ACTORS,
    ("role", "subject"): frozenset({"person"}),
    ("role", "object"): frozenset({"organisation", "product"}),
    ("works-on", "subject"): ACTORS,
    ("terms", "subject"): MADE,
    ("terms", "object"): frozenset({"licence"}),
    ("available", "subject"): MADE,
    ("available", "object"): frozenset({"product", "organisation", "board"}),
    ("received", "by"): SPEAKERS,
    ("succeeded", "subject"): ORGANISATIONS,
    ("succeeded", "objects"): ORGANISATIONS,
    ("dealt", "subject"): ACTORS,
    ("dealt", "object"): frozenset({"organisation", "product"}),
    ("released", "subject"): MADE,
    ("released", "by"): ACTORS,
    ("sized", "subject"): MADE,
    ("ranked", "subject"): frozenset({"model", "product", "work", "person", "organisation"}),
    ("ranked", "object"): frozenset({"board", "benchmark"}),
    ("said", "subject"): SPEAKERS,
    ("derived", "subject"): LICENSED,
    ("derived", "object"): LICENSED,
}
"""Kinds of entities that a field may name, by the proposition's kind ('' outside of one).

A field that is not here takes any kind.
"""


def kinds_with(entity: str, fields: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """The kinds of propositions in which one of these fields may name an entity of a kind.

    `fields` are those of a kind, or of a kind with a certain `how`: `said denied`.
    """
    return frozenset(
        kind
        for kinds, names in fields.items()
        for kind in (kinds.partition(" ")[0],)
        for name in names
        if entity in ALLOWED.get((kind, name), (entity,))
    )
