"""The sources of a made-up corpus: written as claims need them, and used again by later ones.

What was used often is used again more often, as real sources are; one in twenty repeats another.
"""

from __future__ import annotations

import hashlib
from random import Random
from typing import Any, NamedTuple

from bench.made_up.words import day_text, name, phrase, thing
from bench.made_up.world import LAST, Thing

READ = (LAST + 20, LAST + 110)
"""The first and last day on which sources were read; claims are checked after them."""

KINDS = (
    *(("article", 59), ("repository", 8), ("reference-work", 8), ("announcement", 5), ("post", 5)),
    *(("licence-text", 4), ("model-card", 3), ("interview", 3), ("documentation", 3), ("paper", 1)),
    *(("dataset", 1),),
)
FIRST_HAND = frozenset({"repository", "announcement", "licence-text", "model-card", "paper"})
PASSAGES = 100
"""How many passages a document under check has."""


class Document(NamedTuple):
    """What the verdict on a claim needs to know of a source."""

    id: str
    day: int
    """The day that it is of, or a day after everything where none is known."""
    first_hand: bool
    origin: str


class Library:
    """Sources in the order in which they were written; `budget` is how many there shall be."""

    def __init__(self, budget: int, dice: Random, seed: int) -> None:
        self.dice = dice
        self.left = budget
        self._enough = budget // 10
        self.ready: list[dict[str, Any]] = []
        """Records that are complete and wait to be taken."""
        self._seed, self._written = seed, 0
        self._all: list[Document] = []
        self._used: list[Document] = []
        self._undated: list[Document] = []
        self._dated: list[tuple[int, str, str]] = []
        self._about: dict[str, list[Document]] = {}
        self._checked: dict[str, Any] | None = None

    def evidence(self, number: int, day: int, subject: Thing | None, new: float) -> list[Document]:
        """Different documents that may tell of a day; `new` is the chance that one is new."""
        found: list[Document] = []
        for _ in range(number):
            fresh = self.left > 0 and (
                len(self._all) < self._enough or not self._undated or self.dice.random() < new
            )
            one = self._write(day, subject) if fresh else self._known(day, subject, found)
            if one is not None and one not in found:
                found.append(one)
                self._used.append(one)
        return found

    def _known(self, day: int, subject: Thing | None, not_these: list[Document]) -> Document | None:
        shelf = self._about.get(subject.id, []) if subject else []
        for turn in range(6):
            books = shelf if shelf and turn < 2 else self._used if turn < 4 else self._all
            one = self.dice.choice(books)
            if one.day >= day and one not in not_these:
                return one
        return self.dice.choice(self._undated)

    def _write(self, day: int, subject: Thing | None) -> Document:
        dice = self.dice
        self.left -= 1
        self._written += 1
        number = self._written
        kind = dice.choices([k for k, _ in KINDS], [weight for _, weight in KINDS])[0]
        published: int | None = min(day + int(dice.expovariate(1 / 60)), READ[0] - 1)
        if dice.random() < 0.36 or not self._undated:
            published = None
        paper = name(10**5 + dice.randint(0, 40) ** 2 // 40, self._seed)
        record: dict[str, Any] = {
            "$schema": "../../schemas/source.schema.json",
            "id": f"{paper.lower()}-{(day_text(published)[:4] if published else 'page')}-{number}",
            "kind": kind,
            "title": f"Example: it {phrase(dice)}",
            "publisher": f"{paper} Example Courier",
        }
        speaks = subject is not None and subject.kind == "organisation" and dice.random() < 0.7
        if speaks and subject is not None:
            record["by"] = subject.id
        path = f"stories/{number}"
        if published is not None:
            text = day_text(published)
            record["published"] = text if dice.random() < 0.9 else text[:7]
            if len(record["published"]) == 10 and dice.random() < 0.5:
                path = f"{text.replace('-', '/')}/{number}"
        record["address"] = f"https://{paper.lower()}.example.org/{path}"
        record["retrieved"] = day_text(dice.randint(*READ))
        origin = str(record["id"])
        if published is not None and len(record["published"]) == 10:
            if self._dated and dice.random() < 0.1:
                first, original, its_origin = dice.choice(self._dated[-200:])
                if first <= published:
                    record["derived_from"], origin = [original], its_origin
            if "derived_from" not in record:
                self._dated.append((published, origin, origin))
        record["language"] = "en"
        self.ready.append(record)
        made = Document(
            record["id"],
            LAST + 1 if published is None else published,
            kind in FIRST_HAND or speaks,
            origin,
        )
        self._all.append(made)
        if published is None:
            self._undated.append(made)
        if subject is not None:
            self._about.setdefault(subject.id, []).append(made)
        return made

    def passage(self) -> dict[str, Any]:
        """The next passage of a document under check, as a claim's appearance."""
        if self._checked is None:
            self._written += 1
            paper = name(2 * 10**5 + self._written, self._seed)
            self._checked = {
                "$schema": "../../schemas/source.schema.json",
                "id": f"{paper.lower()}-checked-{self._written}",
                "kind": "article",
                "title": f"Example: it {phrase(self.dice)}",
                "publisher": f"{paper} Example Weekly",
                "published": day_text(LAST + self.dice.randint(1, 15)),
                "address": f"https://{paper.lower()}.example.org/checked",
                "retrieved": day_text(READ[0]),
                "language": "en",
                "passages": [],
            }
        record, passages = self._checked, self._checked["passages"]
        id = f"s{len(passages) // 10 + 1}-{len(passages) + 1}"
        start = f"The {thing(self.dice)}"
        passages.append(
            {
                "id": id,
                "section": f"Section {len(passages) // 10 + 1}",
                "from": start[:60].rstrip(),
                "to": f"{self.dice.choice('abcdefgh')} end.",
                "sha256": hashlib.sha256(f"{record['id']} {id}".encode()).hexdigest(),
            }
        )
        if len(passages) == PASSAGES:
            self.close()
        return {"source": record["id"], "passage": id}

    def close(self) -> None:
        """The document under check gets no more passages."""
        if self._checked is not None:
            self.ready.append(self._checked)
            self._checked = None
