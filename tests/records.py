"""Valid records: one claim of every kind, and one of each other sort with all its fields."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.examples import CLAIM, ENTITY, SOURCE

DATES: dict[str, Any] = {"start": "2023-02", "end": "..", "at": "2023-07-18"}
AGAIN = {**DATES, "spell": 2}
AT = {"at": "[2024-04..2024-09]"}

PROPOSITIONS: list[dict[str, Any]] = [
    {"kind": "existed", "subject": "acme", "by": "ann", **DATES},
    {"kind": "named", "subject": "acme", "name": "Acme", "official": True, **AGAIN},
    {"kind": "part-of", "subject": "bolt", "object": "acme", **AGAIN},
    {"kind": "reports-to", "subject": "ann", "object": "bea", **AGAIN},
    {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "office": "head",
     "shared": True, **AGAIN},
    {"kind": "works-on", "subject": "ann", "object": "lynx", "what": "training", **DATES},
    {"kind": "arranged", "subject": "ann", "object": "acme", "how": "condition", "what": "stays",
     "claim": "x", **DATES},
    {"kind": "terms", "subject": "lynx", "part": "weights", "act": "use", "allowed": "yes",
     "object": "open-1", "what": "if asked", **AGAIN},
    {"kind": "available", "subject": "lynx", "object": "app", **AGAIN},
    {"kind": "described", "subject": "lynx", "object": "acme", "what": "reads images", **DATES},
    {"kind": "received", "subject": "lynx", "how": "praised", "by": "ann", "what": "speed", **DATES},
    {"kind": "succeeded", "subject": "coil", "objects": ["acme", "bolt"], "how": "merger", **AT},
    {"kind": "dealt", "subject": "acme", "object": "bolt", "how": "stake", "what": "half", **AT},
    {"kind": "released", "subject": "lynx", "stage": "weights", "by": "acme", **AT},
    {"kind": "planned", "subject": "lynx", "object": "acme", "what": "release", "how": "moved",
     "target": "2025", **AT},
    {"kind": "sized", "subject": "lynx", "values": [7000000000, 0.5], "unit": "parameters",
     "complete": False, "what": "active", **AT},
    {"kind": "measured", "subject": "acme", "quantity": "headcount", "value": 10, "low": 5,
     "high": 12.5, "approximate": True, "unit": "people", "per": "year", "what": "staff", **AT},
    {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2, "score": 1417,
     "what": "text", **AT},
    {"kind": "compared", "subject": "lynx", "object": "puma", "measure": "quiz", "how": "above",
     "extent": "most", **AT},
    {"kind": "foremost", "subject": "lynx", "how": "first", "what": "of its size",
     "against": ["puma"], **AT},
    {"kind": "said", "subject": "ann", "how": "denied", "object": "acme", "claim": "x", "what": "no",
     "answers": "y", **AT},
    {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "succeeds"},
    {"kind": "ordered", "first": "x", "then": "y", "min_days": 335, "max_days": 396,
     "words": "a year later"},
    {"kind": "caused", "cause": "x", "effect": "y"},
    {"kind": "other", "objects": ["acme"], "what": "something", "why": "no kind fits", **DATES},
]  # fmt: skip

FULL = {
    "appearances": [
        {"source": "news", "passage": "p", "by": "ann", "on": "2026-01-15", "implied": True}
    ],
    "reviews": [
        {
            "label": "refuted",
            "flaw": "outdated",
            "label_then": "supported",
            "flaw_then": "imprecise",
            "saw": "sources",
            "on": "2026-01-30",
            "why": "It reads otherwise.",
            "adjudicated": "The first verdict stands.",
        }
    ],
    "corrections": [{"on": "2026-01-31", "what": "The day was mistyped."}],
    "suppressions": [
        {"rule": "name-gap", "records": ["x"], "reason": "Known gap.", "expires": "2027"}
    ],
    "former_ids": ["old-x"],
    "withdrawn": {"on": "2026-01-31", "why": "It repeats another.", "replaced_by": "y"},
}


def claim(proposition: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A valid claim with this proposition."""
    return {
        **deepcopy(CLAIM),
        "id": "x",
        "statement": "Something that can be checked.",
        "proposition": deepcopy(proposition),
        **deepcopy(more),
    }


EVERY_KIND: dict[str, dict[str, Any]] = {p["kind"]: claim(p) for p in PROPOSITIONS}

ENTITY_FULL = {
    **ENTITY,
    "id": "acme",
    "name": "Acme",
    "aliases": ["ACME"],
    "wikidata": "Q1",
    "former_ids": ["acme-inc"],
    "withdrawn": FULL["withdrawn"],
}
SOURCE_FULL = {
    **SOURCE,
    "id": "news",
    "by": "acme",
    "retrieved": "2026-01-20",
    "archive": {"address": "https://archive.example/1", "on": "2026-01-20"},
    "derived_from": ["wire"],
    "passages": [
        {"id": "p", "section": "1", "from": "a", "to": "b", "nth": 2, "sha256": "0" * 64,
         "unchecked": "An opinion."}
    ],
    "former_ids": ["old-news"],
}  # fmt: skip
CORPUS = {
    "$schema": "../schemas/corpus.schema.json",
    "id": "example",
    "title": "An example",
    "description": "Records for tests.",
    "version": "1.0.0",
    "licence": "CC-BY-4.0",
    "publisher": "Nobody",
    "address": "https://example.org",
}

SAMPLES: list[tuple[str, dict[str, Any]]] = [
    *(("claim", value) for value in EVERY_KIND.values()),
    ("claim", claim(PROPOSITIONS[0], **FULL)),
    ("entity", ENTITY_FULL),
    ("source", SOURCE_FULL),
    ("corpus", CORPUS),
]
