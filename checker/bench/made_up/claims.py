"""A made-up corpus, record by record: claims with verdicts and evidence, and what they name.

Everything supported is true in one made-up world, so the corpus is clean; what is refuted differs
from a supported claim in one field, and what is unproven would fit as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from bench.made_up.events import Storyteller
from bench.made_up.sources import PASSAGES, READ, Document, Library
from bench.made_up.statements import label_of, statement_of
from bench.made_up.telling import Event, Told
from bench.made_up.words import account, day_text, phrase, thing
from bench.made_up.world import Thing, World

CLAIMS, SOURCES = 0.80, 0.15
"""Shares of the records; the rest are entities.  claims/ is young: it has 0.52 and 0.36."""

KINDS = {
    "described": 104, "released": 78, "said": 52, "existed": 47, "role": 41, "sized": 40,
    "derived": 40, "named": 28, "terms": 26, "works-on": 24, "other": 21, "part-of": 21,
    "arranged": 19, "planned": 16, "available": 14, "measured": 14, "ranked": 9, "dealt": 9,
    "caused": 8, "ordered": 8, "foremost": 6, "reports-to": 6, "succeeded": 6, "received": 5,
    "compared": 4,
}  # fmt: skip
"""How many claims of each kind claims/ has (of `ordered` it has 5)."""

FALSE: dict[str, str] = {
    "described": "what", "said": "what", "works-on": "what", "measured": "value",
    "terms": "allowed", "compared": "how", "arranged": "what", "other": "what",
}  # fmt: skip
"""Kinds of which some are refuted, and the field in which they differ from what is so."""

OPEN = frozenset({"described", "said", "works-on", "arranged", "received", "caused", "other"})
"""Kinds of which some are left unproven."""

FLAWS = ("imprecise", "outdated", "overstated", "incomplete", "out-of-context")
PARTS = ("section", "table", "note", "summary", "page", "appendix")


class Made(NamedTuple):
    """A record of a sort; `text` is what is written instead of it where it has been damaged."""

    sort: str
    record: dict[str, Any]
    text: str | None = None


FEWEST = 100
"""The fewest records that a corpus with every kind of entity and claim can have."""


def records(number: int, seed: int = 0) -> Iterator[Made]:
    """So many records of a corpus that is clean under all rules, the same ones for a seed.

    Raises ValueError for fewer than FEWEST.
    """
    if number < FEWEST:
        raise ValueError(f"a corpus has at least {FEWEST} records, not {number}")
    yield Made("corpus", corpus_record(number, seed))
    author = Author(number - 1, seed)
    for one in author.world.things:
        yield Made("entity", one.record())
    for claim in author.claims():
        yield Made("claim", claim)
        while author.library.ready:
            yield Made("source", author.library.ready.pop())
    author.library.close()
    for source in author.library.ready:
        yield Made("source", source)


def corpus_record(number: int, seed: int) -> dict[str, Any]:
    """What `corpus.json` says."""
    return {
        "$schema": "../schemas/corpus.schema.json",
        "id": f"example-{number}-{seed}",
        "title": "An example of a corpus, made up for measurements",
        "description": "Nothing in it is about anything that exists.",
        "version": "0.1.0",
        "licence": "CC0-1.0",
        "publisher": "Example Publishers",
    }


def _appears(n: int) -> bool:
    """Whether the claim of a number stands in a document under check: 42 % do, as in claims/."""
    return n * 37 % 100 < 42


class Author:
    """Writes the claims of a corpus of so many records."""

    def __init__(self, number: int, seed: int) -> None:
        self.dice = Random(seed)
        self.number = round(number * CLAIMS)
        sources = max(10, round(number * SOURCES))
        self.world = World(number - self.number - sources, self.dice, seed)
        self.number = number - sources - len(self.world.things)
        passages = sum(map(_appears, range(1, self.number + 1)))
        checked = -(-passages // PASSAGES)
        self.library = Library(sources - checked, self.dice, seed)
        self.teller = Storyteller(self.world, self.dice)
        self._things = {one.id: one for one in self.world.things}
        self._said: set[str] = set()
        self._stand: dict[str, list[tuple[str, Told]]] = {}
        self._labels: dict[str, str] = {}

    def claims(self) -> Iterator[dict[str, Any]]:
        """All claims in order; each entity is told of by at least one."""
        for n, (kind, subject) in enumerate(self._plan()):
            left = self.number - n
            chance = min(1.0, self.library.left / left / 1.8)
            yield self._claim(kind, subject, n + 1, chance)

    def _plan(self) -> list[tuple[str, Thing | None]]:
        plan: list[tuple[str, Thing | None]] = [
            ("released" if one.kind == "model" else "existed", one) for one in self.world.things
        ]
        done = {"released": len(self.world.of["model"])}
        done["existed"] = len(plan) - done["released"]
        whole = sum(KINDS.values())
        for kind, share in KINDS.items():
            wanted = round(self.number * share / whole) - done.get(kind, 0)
            plan.extend([(kind, None)] * max(0, wanted))
        plan = plan[: self.number]
        plan.extend([("described", None)] * (self.number - len(plan)))
        self.dice.shuffle(plan)
        return plan

    def _claim(self, kind: str, subject: Thing | None, n: int, new: float) -> dict[str, Any]:
        luck = self.dice.random()
        if kind in FALSE and luck < 0.16 and (stands := self._stand.get(kind)):
            claim = self._refuted(stands, n, new)
            if claim is not None:
                return claim
        told, statement = self._new(kind, subject)
        label = "supported"
        if told.proposition["kind"] in OPEN and subject is None and luck > 0.80:
            label = "not-enough-evidence" if luck < 0.98 else "conflicting-evidence"
        return self._write(told, statement, label, n, new)

    def _new(self, kind: str, subject: Thing | None) -> tuple[Told, str]:
        """Something told for the first time, of the kind as long as there is such a thing."""
        for turn in range(40):
            told = self.teller.tell(kind if turn < 12 else "described", subject)
            if told is not None:
                statement = statement_of(told.proposition, self._names(told.day))
                if statement.casefold() not in self._said:
                    self._said.add(statement.casefold())
                    return told, statement
        raise ValueError(f"the world has nothing new to tell of kind {kind}")

    def _names(self, day: int) -> Any:
        def name(id: str) -> str:
            one = self._things.get(id)
            return one.name_on(day) if one else self._labels.get(id, id)

        return name

    # -- verdicts ----------------------------------------------------------------------------------

    def _refuted(self, stands: list[tuple[str, Told]], n: int, new: float) -> dict[str, Any] | None:
        id, told = self.dice.choice(stands)
        p = dict(told.proposition)
        field = FALSE[p["kind"]]
        if field not in p:
            return None
        p[field] = self._another(p["kind"], p[field])
        statement = statement_of(p, self._names(told.day))
        if statement.casefold() in self._said:
            return None
        self._said.add(statement.casefold())
        claim = self._write(told._replace(proposition=p), statement, "refuted", n, new)
        claim["verdict"]["instead"] = [id]
        return claim

    def _another(self, kind: str, value: Any) -> Any:
        match kind:
            case "measured":
                return value + 7
            case "terms":
                return "no" if value != "no" else "yes"
            case "compared":
                return "below" if value != "below" else "above"
            case "described":
                return phrase(self.dice)
            case "said":
                return f"that it {phrase(self.dice)}"
            case "other":
                return f"kept a ledger of {thing(self.dice)}"
        return thing(self.dice)

    def _write(self, told: Told, statement: str, label: str, n: int, new: float) -> dict[str, Any]:
        dice, p = self.dice, told.proposition
        kind = p["kind"]
        id = f"{told.subject.id if told.subject else 'example'}-{kind}-{n}"
        number = dice.choices((1, 2, 3, 4, 5), (18, 38, 28, 11, 5))[0]
        if label == "conflicting-evidence":
            number = max(2, number)
        documents = self.library.evidence(number, told.known, told.subject, new)
        if label == "conflicting-evidence" and len(documents) < 2:
            label = "not-enough-evidence"
        evidence = [self._item(document, label, k) for k, document in enumerate(documents)]
        claim: dict[str, Any] = {
            "$schema": "../../schemas/claim.schema.json",
            "id": id,
            "statement": statement,
            "proposition": p,
        }
        if _appears(n):
            claim["appearances"] = [self.library.passage()]
            if dice.random() < 0.2:
                claim["appearances"][0]["implied"] = True
        claim["verdict"] = self._verdict(label, documents, evidence)
        claim["evidence"] = evidence
        checked = claim["verdict"]["checked"]
        claim["reviews"] = [
            {
                "label": label,
                **({"flaw": flaw} if (flaw := claim["verdict"].get("flaw")) else {}),
                "label_then": label,
                **({"flaw_then": flaw} if flaw else {}),
                "saw": dice.choice(("sources", "sources", "sources", "other", "nothing")),
                "on": checked,
                "why": f"It is as the {dice.choice(PARTS)} on {thing(dice)} has it.",
            }
        ]
        if label == "supported":
            self._remember(id, told)
        return claim

    def _remember(self, id: str, told: Told) -> None:
        kind = told.proposition["kind"]
        if kind in FALSE and told.proposition.get("quantity") != "age":
            stands = self._stand.setdefault(kind, [])
            stands.append((id, told))
            del stands[:-50]
        if told.subject is not None and kind != "derived":
            events = self.teller.events
            label = label_of(told.proposition, self._names(told.day))
            events.append(Event(id, told.day, label, told))
            self._labels[id] = label
            if len(events) > 1000:
                for event in events[:500]:
                    self._labels.pop(event.id, None)
                del events[:500]

    def _item(self, document: Document, label: str, k: int) -> dict[str, Any]:
        dice = self.dice
        stances = {
            "supported": "supports" if k == 0 or dice.random() < 0.88 else "context",
            "refuted": "refutes" if k == 0 or dice.random() < 0.8 else "context",
            "conflicting-evidence": ("supports", "refutes", "context")[min(k, 2)],
        }
        part = dice.choice(PARTS)
        item = {
            "source": document.id,
            "stance": stances.get(label, "context"),
            "basis": "first-hand" if document.first_hand else "report",
            "says": f"Its {part} says that it {account(dice)}.",
        }
        if dice.random() < 0.25:
            item["where"] = f"{part} {dice.randint(1, 30)}, on {dice.choice(('top', 'the left'))}"
        item["read"] = dice.choices(("excerpt", "whole", "copy"), (69, 20, 11))[0]
        return item

    def _verdict(
        self, label: str, documents: list[Document], evidence: list[dict[str, Any]]
    ) -> dict[str, Any]:
        dice = self.dice
        bears = {"supported": "supports", "refuted": "refutes"}.get(label, "")
        pairs = zip(documents, evidence, strict=True)
        bearing = [(d, item) for d, item in pairs if item["stance"] == bears]
        origins = {document.origin for document, _ in bearing}
        first_hand = any(item["basis"] == "first-hand" for _, item in bearing)
        itself = any(item["read"] != "copy" for _, item in bearing)
        verdict: dict[str, Any] = {"label": label}
        if label == "supported" and dice.random() < 0.07:
            verdict["flaw"] = dice.choice(FLAWS)
        if not bears:
            verdict["confidence"] = "low" if dice.random() < 0.8 else "moderate"
        elif itself and (first_hand or len(origins) > 1) and dice.random() < 0.9:
            verdict["confidence"] = "high"
        else:
            verdict["confidence"] = "moderate" if dice.random() < 0.9 else "low"
        verdict["why"] = f"Its {dice.choice(PARTS)} {account(dice)}, and the dates fit."
        if label == "not-enough-evidence":
            verdict["searched"] = f"The archives on {thing(dice)}, and what links to them."
        verdict["checked"] = day_text(dice.randint(READ[1] + 1, READ[1] + 60))
        return verdict
