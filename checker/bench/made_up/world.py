"""A made-up world: what exists in it, and the exact day of everything that claims may tell.

Claims tell the truth about it, at whatever precision, so that all of them can hold together.  It
is drawn before the first claim; entities stand in the order of their fame.
"""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from random import Random
from typing import NamedTuple

from bench.made_up.words import name

FIRST = date(1994, 1, 1).toordinal()
LAST = date(2025, 12, 31).toordinal()
"""Nothing happens after it; claims are checked some months later."""

SHARES = {
    "organisation": (0.28, 3),
    "person": (0.18, 3),
    "model": (0.35, 4),
    "product": (0.06, 1),
    "licence": (0.06, 1),
    "board": (0.02, 1),
    "benchmark": (0.02, 1),
    "work": (0.015, 1),
    "group": (0.015, 1),
}
"""Shares of the kinds of entities as in claims/, and the fewest of each."""

SORTS_OF_NAMES = {
    "organisation": ("Example Labs", "Example Works", "Example Institute", "Example Systems"),
    "person": ("Example", "Sample", "Specimen"),
    "model": ("Example 1", "Example 2", "Example 3", "Example Mini"),
    "product": ("Example App", "Example Desk"),
    "licence": ("Example Licence",),
    "board": ("Example Board",),
    "benchmark": ("Example Bench",),
    "work": ("Example Book",),
    "group": ("Example Circle",),
}
STAGES = (
    *(("announced", 0.85), ("previewed", 0.15), ("paper", 0.4), ("weights", 0.8)),
    *(("service", 0.4), ("leaked", 0.06), ("released", 0.15)),
)
USES = frozenset({"previewed", "weights", "service", "leaked", "released"})


class Name(NamedTuple):
    """An official name, and the days from and to which it was borne; None: still."""

    text: str
    start: int
    end: int | None


class Membership(NamedTuple):
    """What an organisation belongs to, from and until which day."""

    whole: Thing
    start: int
    end: int | None


class Thing:
    """An entity with its hidden history; days are day numbers."""

    def __init__(self, kind: str, names: list[Name], begin: int) -> None:
        self.kind = kind
        self.names = names
        self.begin = begin
        self.end: int | None = None
        self.id = names[-1].text.lower().replace(" ", "-")
        self.maker: Thing | None = None
        self.wholes: list[Membership] = []
        self.spun_off = False
        self.absorbed_by: Thing | None = None
        self.absorbed: Thing | None = None
        self.stages: dict[str, int] = {}
        self.sizes: list[int] = []

    @property
    def until(self) -> int:
        """The last day on which it can take part in anything."""
        return LAST if self.end is None else self.end

    @property
    def first_stage(self) -> int:
        """The day of a model's first stage."""
        return min(self.stages.values())

    @property
    def last_stage(self) -> int:
        """The day of a model's last stage before any withdrawal."""
        return max(day for stage, day in self.stages.items() if stage != "withdrawn")

    def name_on(self, day: int) -> str:
        """Its official name on a day; the first one before its time."""
        borne = [known.text for known in self.names if known.start <= day]
        return borne[-1] if borne else self.names[0].text

    def record(self) -> dict[str, object]:
        """Its entity record."""
        made: dict[str, object] = {
            "$schema": "../../schemas/entity.schema.json",
            "id": self.id,
            "kind": self.kind,
            "name": self.names[-1].text,
        }
        aliases = [self.names[-1].text.partition(" ")[0], *(n.text for n in self.names[:-1])]
        if self.kind != "model":
            made["aliases"] = aliases
        return made


class World:
    """Entities by kind, the most famous first, with lives, names, wholes and release stages."""

    def __init__(self, entities: int, dice: Random, seed: int) -> None:
        self.dice = dice
        self.of: dict[str, list[Thing]] = {}
        self.fame: dict[str, list[float]] = {}
        self._seed, self._named = seed, 0
        for kind, (share, least) in SHARES.items():
            number = max(least, round(entities * share))
            make = getattr(self, f"_{kind}", None)
            self.of[kind] = things = []
            for _ in range(number):
                things.append(make() if make else self._other(kind))
            self.fame[kind] = list(accumulate(1 / (rank + 3) for rank in range(number)))
        self.things = [one for things in self.of.values() for one in things]

    def any(self, kind: str) -> Thing:
        """An entity of a kind: few are named often, most seldom (Zipf's law)."""
        return self.dice.choices(self.of[kind], cum_weights=self.fame[kind])[0]

    def _name(self, kind: str) -> str:
        self._named += 1
        return f"{name(self._named, self._seed)} {self.dice.choice(SORTS_OF_NAMES[kind])}"

    def _organisation(self) -> Thing:
        dice, others = self.dice, self.of["organisation"]
        begin = dice.randint(FIRST, LAST - 1800)
        whole = dice.choice(others[:50]) if others and dice.random() < 0.6 else None
        spun_off = whole is not None and whole.end is None and dice.random() < 0.15
        if spun_off and whole:
            begin = min(max(begin, whole.begin + dice.randint(200, 2000)), LAST - 900)
        made = Thing("organisation", [Name(self._name("organisation"), begin, None)], begin)
        made.spun_off = spun_off
        if len(others) > 2 and not spun_off and dice.random() < 0.08:
            made.end = min(LAST, begin + dice.randint(900, 5000))
            heir = others[0] if dice.random() < 0.1 else dice.choice(others)
            if heir.end is None and heir.begin < made.end and heir.absorbed is None:
                made.absorbed_by, heir.absorbed = heir, made
        elif dice.random() < 0.25:
            day = dice.randint(begin + 300, max(begin + 301, LAST - 100))
            old = made.names[0]
            made.names = [old._replace(end=day), Name(self._name("organisation"), day, None)]
            made.id = made.names[-1].text.lower().replace(" ", "-")
        if whole is not None and whole.end is None and whole.begin < made.until:
            self._join(made, whole)
        return made

    def _join(self, made: Thing, whole: Thing) -> None:
        dice = self.dice
        start = max(made.begin, whole.begin)
        if not made.spun_off:
            start = min(start + dice.choice((0, dice.randint(0, 1500))), made.until)
        made.wholes.append(Membership(whole, start, None))
        other = dice.choice(self.of["organisation"][:50])
        if made.end is None and other is not whole and other.end is None and dice.random() < 0.2:
            move = max(start, other.begin) + dice.randint(100, 1500)
            if move < LAST:
                made.wholes = [Membership(whole, start, move), Membership(other, move, None)]

    def _person(self) -> Thing:
        birth = self.dice.randint(date(1948, 1, 1).toordinal(), date(1990, 1, 1).toordinal())
        made = Thing("person", [Name(self._name("person"), birth, None)], birth)
        if self.dice.random() < 0.03:
            made.end = self.dice.randint(LAST - 2500, LAST - 30)
        return made

    def _owner(self, day: int) -> Thing | None:
        """A famous organisation that is there from a day on."""
        for _ in range(12):
            owner = self.any("organisation")
            if owner.end is None and owner.begin <= day:
                return owner
        return None

    def _model(self) -> Thing:
        dice = self.dice
        day = dice.randint(LAST - 3600, LAST - 260)
        made = Thing("model", [Name(self._name("model"), day, None)], day)
        made.maker = self._owner(day)
        stages = [(stage, day + dice.randint(0, 120)) for stage, p in STAGES if dice.random() < p]
        made.stages = dict(stages)
        if "announced" in made.stages:
            made.stages["announced"] = day
        if not USES & made.stages.keys():
            made.stages["weights"] = day + dice.randint(0, 120)
        if dice.random() < 0.03 and made.last_stage + 400 < LAST:
            made.stages["withdrawn"] = dice.randint(made.last_stage + 400, LAST)
        billions = dice.sample((1, 2, 3, 7, 8, 13, 34, 65, 70, 180, 405), dice.randint(1, 4))
        made.sizes = [n * 10**9 for n in sorted(billions)]
        return made

    def _other(self, kind: str) -> Thing:
        begin = self.dice.randint(LAST - 6000, LAST - 400)
        made = Thing(kind, [Name(self._name(kind), begin, None)], begin)
        made.maker = self._owner(begin)
        return made
