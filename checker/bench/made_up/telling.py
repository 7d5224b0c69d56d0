"""Propositions that are true in a made-up world, at the precision that luck gives their dates.

One method a kind.  Each returns what it tells, or None where the world has nothing of the sort;
what several claims may tell (a post, terms, an offer) is drawn once and remembered.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, NamedTuple

from bench.made_up.words import MONTHS, phrase, thing, told
from bench.made_up.world import LAST, Thing, World

OFFICES = ("Chief Executive", "Chief Scientist", "Head of Research", "Chair of the Board")
POSTS = ("Researcher", "Senior Engineer", "Product Manager", "Adviser", "Director", "Team Lead")
CATEGORIES = ("text", "code", "vision", "maths", "with style control", "long prompts")
MEASURES = ("reading", "code", "arithmetic", "speed", "cost a token", "translation", "recall")
TERMS = [
    (part, act)
    for part in ("weights", "code", "training-code", "data", "whole")
    for act in ("obtain", "use", "commercial-use", "redistribute", "train-others")
]

Span = tuple[int, int | None]
"""The days on which a state began and ended; None: not ended."""


class Told(NamedTuple):
    """A true proposition; `day` is when it happened or began, `known` when all of it was known."""

    proposition: dict[str, Any]
    subject: Thing | None
    day: int
    known: int


class Event(NamedTuple):
    """A claim that others may point at: its id, day, short description and what it is about."""

    id: str
    day: int
    label: str
    told: Told


class Teller:
    """Tells true things of a world."""

    def __init__(self, world: World, dice: Random) -> None:
        self.world = world
        self.dice = dice
        self.events: list[Event] = []
        """The latest claims that others may point at."""
        self._spans: dict[tuple[str, ...], Span] = {}
        self._allowed: dict[tuple[str, ...], dict[str, str]] = {}
        self._terms_of_office: dict[tuple[str, str], list[tuple[Thing, int, int | None]]] = {}
        self._ranks: dict[tuple[str, str, int], list[str]] = {}
        self._plans: list[tuple[Thing, str, int]] = []

    def tell(self, kind: str, subject: Thing | None = None) -> Told | None:
        """Something true of a kind, of a subject where one is named."""
        method = getattr(self, "_" + kind.replace("-", "_"))
        made: Told | None = method(subject) if subject else method()
        return made

    # -- days --------------------------------------------------------------------------------------

    def _within(self, low: int, high: int) -> int | None:
        return self.dice.randint(low, high) if low <= high else None

    def _day(self, *things: Thing) -> int | None:
        """A day on which all of them are there, sooner or later after the last of them began."""
        low, high = max(t.begin for t in things), min(t.until for t in things)
        if low > high:
            return None
        return low + int((high - low) * self.dice.random() ** 0.7)

    def _alive(self, kind: str, day: int) -> Thing | None:
        """An entity of a kind that is there on a day, if luck finds one."""
        for _ in range(4):
            one = self.world.any(kind)
            if one.begin <= day <= one.until:
                return one
        return None

    def _event(self, p: dict[str, Any], subject: Thing, day: int, chance: float = 0.96) -> Told:
        if self.dice.random() < chance:
            p["at"] = told(self.dice, day)
        return Told(p, subject, day, day)

    def _state(
        self,
        p: dict[str, Any],
        subject: Thing,
        span: Span,
        chances: tuple[float, float, float],
        until: int = LAST,
    ) -> Told:
        """A state with start, end and a day on which it held, each told by chance."""
        dice, (start, end) = self.dice, span
        known = start
        if dice.random() < chances[0]:
            p["start"] = told(dice, start)
        if end is not None and dice.random() < chances[1]:
            p["end"] = told(dice, end)
            known = end
        if dice.random() < chances[2] or not p.keys() & {"start", "end"}:
            day = dice.randint(start, min(until, subject.until) if end is None else end)
            p["at"] = told(dice, day)
            known = max(known, day)
        return Told(p, subject, start, known)

    def _span(self, key: tuple[str, ...], *things: Thing) -> Span | None:
        """When a state held that several claims may tell."""
        if key not in self._spans:
            start = self._day(*things)
            if start is None:
                return None
            until = min(t.until for t in things)
            end = self._within(start + 60, until) if self.dice.random() < 0.3 else None
            if end is None and until < LAST:
                end = until
            self._spans[key] = (start, end)
        return self._spans[key]

    # -- states ------------------------------------------------------------------------------------

    def _existed(self, subject: Thing | None = None) -> Told:
        one = subject or self.dice.choice(
            (self.world.any("organisation"), self.world.any("person"))
        )
        p: dict[str, Any] = {"kind": "existed", "subject": one.id}
        if one.maker is not None and self.dice.random() < 0.6:
            p["by"] = one.maker.id
        chance = 0.0 if one.kind == "person" else 0.04
        if one.kind == "person" and self.dice.random() < 0.7:
            p["start"] = str(date.fromordinal(one.begin).year)
            return Told(p, one, one.begin, one.begin)
        return self._state(p, one, (one.begin, one.end), (0.98, 0.5, chance))

    def _named(self) -> Told:
        dice = self.dice
        one = self.world.any(dice.choice(("organisation", "organisation", "product", "model")))
        if one.kind == "organisation" and dice.random() < 0.6:
            known = dice.choice(one.names)
            p: dict[str, Any] = {"kind": "named", "subject": one.id, "name": known.text}
            p["official"] = True
            end = known.end if known.end is not None else one.end
            return self._state(p, one, (known.start, end), (0.8, 0.6, 0.2))
        nickname = f"the {dice.choice(one.names).text.split()[0]} of {dice.choice(MONTHS)}"
        span = self._span(("name", one.id, nickname), one)
        p = {"kind": "named", "subject": one.id, "name": nickname}
        return self._state(p, one, span or (one.begin, None), (0.4, 0.1, 0.6))

    def _part_of(self) -> Told | None:
        one = self.world.any("organisation")
        if not one.wholes:
            return None
        whole, start, end = self.dice.choice(one.wholes)
        p = {"kind": "part-of", "subject": one.id, "object": whole.id}
        return self._state(p, one, (start, end), (0.95, 0.8, 0.2))

    def _reports_to(self) -> Told | None:
        one, other = self.world.any("person"), self.world.any("person")
        return self._between("reports-to", one, other, (0.8, 0.3, 0.2), adult=True)

    def _between(
        self,
        kind: str,
        one: Thing,
        other: Thing,
        chances: tuple[float, float, float],
        adult: bool = False,
        **more: Any,
    ) -> Told | None:
        """A state that ties two entities, drawn once for both."""
        if one is other:
            return None
        key = (kind, one.id, other.id, *more.values())
        if adult and key not in self._spans:
            low = max(one.begin + 9200, other.begin + 9200 * (other.kind == "person"))
            high = min(one.until, other.until)
            if low + 30 > high:
                return None
            start = self.dice.randint(low, high - 30)
            end = self.dice.randint(start, high) if self.dice.random() < 0.4 else None
            self._spans[key] = (start, end if high == LAST else end or high)
        span = self._span(key, one, other)
        p = {"kind": kind, "subject": one.id, "object": other.id, **more}
        return self._state(p, one, span, chances) if span else None

    def _role(self) -> Told | None:
        dice, firm = self.dice, self.world.any("organisation")
        if dice.random() < 0.4:
            person, post = self.world.any("person"), f"{dice.choice(POSTS)} for {thing(dice)}"
            return self._between("role", person, firm, (0.6, 0.3, 0.4), adult=True, title=post)
        title = dice.choice(OFFICES)
        terms = self._office(firm, title)
        if not terms:
            return None
        person, start, end = dice.choice(terms)
        p = {"kind": "role", "subject": person.id, "object": firm.id, "title": title}
        p["office"] = f"{title.lower().replace(' ', '-')}-of-{firm.id}"
        return self._state(p, person, (start, end), (0.75, 0.7, 0.3))

    def _office(self, firm: Thing, title: str) -> list[tuple[Thing, int, int | None]]:
        """Who held an office in turn; each hands over on one day to the next."""
        key = (firm.id, title)
        if key not in self._terms_of_office:
            terms = self._terms_of_office[key] = []
            holders: set[str] = set()
            start = firm.begin + self.dice.randint(0, 300)
            while start < firm.until - 200:
                person = self._of_age(start, holders)
                if person is None:
                    break
                holders.add(person.id)
                end = start + self.dice.randint(400, 3000)
                over = min(firm.until, person.until)
                last = end >= over
                terms.append((person, start, (over if over < LAST else None) if last else end))
                start = over if last else end
        return self._terms_of_office[key]

    def _of_age(self, day: int, others: set[str]) -> Thing | None:
        for _ in range(12):
            person = self.world.any("person")
            grown = person.begin + 9200 <= day <= person.begin + 27_000
            if grown and person.until > day + 30 and person.id not in others:
                return person
        return None

    def _works_on(self) -> Told | None:
        one = self.world.any(self.dice.choice(("person", "organisation")))
        model = self.world.any("model")
        low = max(one.begin + 9200 * (one.kind == "person"), model.begin - 500)
        day = self._within(low, min(one.until, LAST))
        if day is None:
            return None
        p: dict[str, Any] = {"kind": "works-on", "subject": one.id}
        if self.dice.random() < 0.54:
            p["object"] = model.id
        p["what"] = thing(self.dice)
        return self._state(p, one, (day, None), (0.4, 0, 0.5))

    def _arranged(self) -> Told | None:
        one = self.world.any(self.dice.choice(("organisation", "organisation", "model", "licence")))
        day = self._day(one)
        if day is None:
            return None
        p: dict[str, Any] = {"kind": "arranged", "subject": one.id}
        other = self._alive("organisation", day)
        if other and other is not one and self.dice.random() < 0.75:
            p["object"] = other.id
        p["how"] = self.dice.choice(("condition", "privilege", "duty", "policy"))
        p["what"] = thing(self.dice)
        return self._state(p, one, (day, None), (0.95, 0, 0.05))

    def _terms(self) -> Told | None:
        dice, model, licence = self.dice, self.world.any("model"), self.world.any("licence")
        part, act = dice.choice(TERMS)
        key = ("terms", model.id, part, act)
        if key not in self._spans:
            low = max(model.last_stage, licence.begin)
            if low + 60 > LAST:
                return None
            start = low if dice.random() < 0.5 else dice.randint(low, LAST)
            self._spans[key] = (start, None)
            allowed = dice.choice(("yes", "no", "on-condition", "on-request"))
            self._allowed[key] = {"allowed": allowed, "object": licence.id}
            if dice.random() < 0.3:
                self._allowed[key]["what"] = thing(dice)
        p = {"kind": "terms", "subject": model.id, "part": part, "act": act}
        p.update(self._allowed[key])
        return self._state(p, model, self._spans[key], (0.9, 0, 0.2))

    def _available(self) -> Told | None:
        model, product = self.world.any("model"), self.world.any("product")
        if "withdrawn" in model.stages:
            return None
        key = ("available", model.id, product.id)
        if key not in self._spans:
            low = max(model.last_stage, product.begin)
            if low > LAST - 30:
                return None
            self._spans[key] = (low + self.dice.randint(0, min(200, LAST - low)), None)
        p = {"kind": "available", "subject": model.id, "object": product.id}
        return self._state(p, model, self._spans[key], (0.8, 0, 0.15))

    def _described(self, subject: Thing | None = None) -> Told:
        dice = self.dice
        kinds = ("organisation", "organisation", "model", "model", "product", "group", "work")
        one = subject or self.world.any(dice.choice(kinds))
        day = self._day(one) or one.begin
        p: dict[str, Any] = {"kind": "described", "subject": one.id}
        other = self._alive("organisation", day) if dice.random() < 0.14 else None
        if other and other is not one:
            p["object"] = other.id
        p["what"] = phrase(dice)
        return self._state(p, one, (day, None), (0.15, 0, 0.76))

    def _received(self) -> Told | None:
        one, critic = self.world.any("model"), self.world.any("organisation")
        day = self._within(max(one.last_stage, critic.begin), critic.until)
        if day is None:
            return None
        how = self.dice.choice(("praised", "criticised", "discussed", "disappointed"))
        p: dict[str, Any] = {"kind": "received", "subject": one.id, "how": how}
        if self.dice.random() < 0.4:
            p["by"] = critic.id
        p["what"] = thing(self.dice)
        return self._state(p, one, (day, None), (0.8, 0, 0.2), critic.until)

    def _other(self) -> Told | None:
        one, other = self.world.any("organisation"), self.world.any("model")
        day = self._day(one, other)
        if day is None:
            return None
        p: dict[str, Any] = {"kind": "other", "objects": [one.id, other.id]}
        p["what"] = f"kept a ledger of {thing(self.dice)}"
        p["why"] = "It is about a habit of two together, and no kind speaks of habits."
        return self._state(p, one, (day, None), (0.05, 0, 0.95))
