"""The propositions of events and relations, true in a made-up world."""

from __future__ import annotations

from datetime import date
from typing import Any

from bench.made_up.telling import CATEGORIES, MEASURES, Event, Teller, Told
from bench.made_up.words import phrase, thing, told
from bench.made_up.world import LAST, Thing

ROUND = {"usd": 1_000_000, "people": 10, "users": 100_000, "percent": 1, "downloads": 1000}
QUANTITIES = (
    *(("headcount", "people"), ("jobs-cut", "people"), ("pay", "usd"), ("cost", "usd")),
    *(("users", "users"), ("share", "percent"), ("count", "downloads"), ("price", "usd")),
)
NEARBY = 60
"""How many of the latest claims an order or a cause may be about."""


class Storyteller(Teller):
    """Tells events and relations too."""

    # -- organisations -----------------------------------------------------------------------------

    def _succeeded(self) -> Told | None:
        one = self.world.any("organisation")
        if one.spun_off:
            p = {"kind": "succeeded", "subject": one.id, "objects": [one.wholes[0].whole.id]}
            return self._event({**p, "how": "spin-off"}, one, one.begin, 1)
        if one.absorbed is None or one.absorbed.end is None:
            return None
        p = {"kind": "succeeded", "subject": one.id, "objects": [one.absorbed.id]}
        return self._event({**p, "how": "absorption"}, one, one.absorbed.end, 1)

    def _dealt(self) -> Told | None:
        one, other = self.world.any("organisation"), self.world.any("organisation")
        day = self._day(one, other)
        if one is other or day is None:
            return None
        p: dict[str, Any] = {"kind": "dealt", "subject": one.id, "object": other.id}
        p["how"] = self.dice.choice(("acquisition", "stake", "partnership"))
        if self.dice.random() < 0.9:
            p["what"] = thing(self.dice)
        return self._event(p, one, day, 1)

    def _planned(self) -> Told | None:
        dice = self.dice
        if self._plans and dice.random() < 0.2:
            one, what, day = self._plans.pop(dice.randrange(len(self._plans)))
            later = min(one.until, LAST, day + dice.randint(0, 200))
            p = {"kind": "planned", "subject": one.id, "what": what, "how": "moved"}
            return self._event(p, one, max(day, later))
        one = self.world.any("organisation")
        latest = self._day(one)
        if latest is None:
            return None
        p = {"kind": "planned", "subject": one.id, "what": phrase(dice)}
        p["how"] = dice.choice(("set", "set", "dropped"))
        if p["how"] == "set":
            self._plans = [*self._plans[-20:], (one, p["what"], latest)]
        if dice.random() < 0.3:
            p["target"] = told(dice, latest + dice.randint(30, 400))
        return self._event(p, one, latest)

    # -- models ------------------------------------------------------------------------------------

    def _released(self, subject: Thing | None = None) -> Told:
        model = subject or self.world.any("model")
        stage, day = self.dice.choice(list(model.stages.items()))
        p = {"kind": "released", "subject": model.id, "stage": stage}
        if model.maker is not None and stage != "leaked":
            p["by"] = model.maker.id
        return self._event(p, model, day)

    def _sized(self) -> Told:
        dice, model = self.dice, self.world.any("model")
        p: dict[str, Any] = {"kind": "sized", "subject": model.id}
        luck = dice.random()
        if luck < 0.6:
            whole = luck < 0.4
            some = dice.sample(model.sizes, dice.randint(1, len(model.sizes)))
            p |= {"values": model.sizes if whole else sorted(some), "unit": "parameters"}
            p["complete"] = whole or len(some) == len(model.sizes)
        else:
            unit = dice.choice(("tokens", "gpus"))
            trillions = 1 + model.sizes[-1] // 10**9 % 17
            p |= {"values": [trillions * (10**12 if unit == "tokens" else 1024)], "unit": unit}
            p |= {"complete": False, "what": "in training" if unit == "tokens" else "at a time"}
        return self._event(p, model, model.first_stage, 0.66)

    def _ranked(self) -> Told | None:
        dice, model = self.dice, self.world.any("model")
        board = self.world.any(dice.choice(("board", "board", "benchmark")))
        day = self._within(max(model.last_stage, board.begin), LAST)
        if day is None or "withdrawn" in model.stages:
            return None
        what = dice.choice(CATEGORIES)
        p: dict[str, Any] = {"kind": "ranked", "subject": model.id, "object": board.id}
        if board.kind == "board" and dice.random() < 0.7:
            ranks = self._ranks.setdefault((board.id, what, day), [])
            if model.id not in ranks:
                ranks.append(model.id)
            p["rank"] = ranks.index(model.id) + 1
        else:
            p["score"] = dice.randint(200, 990) / 10 + 0.05
        p["what"] = what
        return self._event(p, model, day, 1)

    def _compared(self) -> Told | None:
        one, other = self.world.any("model"), self.world.any("model")
        if one is other or {"withdrawn"} & (one.stages.keys() | other.stages.keys()):
            return None
        day = self._within(max(one.last_stage, other.last_stage), LAST)
        p = {"kind": "compared", "subject": one.id, "object": other.id}
        p["measure"] = self.dice.choice(MEASURES)
        p["how"] = self.dice.choice(("above", "equal", "below"))
        p["extent"] = self.dice.choice(("all", "most", "some"))
        return self._event(p, one, day, 0.75) if day is not None else None

    def _foremost(self) -> Told | None:
        one, other = self.world.any("model"), self.world.any("model")
        p: dict[str, Any] = {"kind": "foremost", "subject": one.id}
        p["how"] = self.dice.choice(("first", "only", "largest", "best", "leading"))
        p["what"] = f"among those with {thing(self.dice)}"
        if p["how"] == "first" and one.last_stage >= other.first_stage:
            p["how"] = "leading"
        day = self._within(max(one.last_stage, other.last_stage), LAST)
        if one is other or day is None:
            return None
        if self.dice.random() < 0.67:
            p["against"] = [other.id]
        return self._event(p, one, day, 0.67)

    def _derived(self) -> Told | None:
        """One model from another that was out before it, so that no order of stages is broken."""
        one = self.world.any("model")
        for _ in range(8):
            base = self.world.any("model")
            if base.last_stage < one.first_stage:
                how = self.dice.choice(("succeeds", "variant-of", "tuned-from", "distilled-from"))
                p = {"kind": "derived", "subject": one.id, "object": base.id, "how": how}
                return Told(p, one, one.first_stage, one.first_stage)
        return None

    # -- numbers and words -------------------------------------------------------------------------

    def _measured(self) -> Told | None:
        dice = self.dice
        if dice.random() < 0.2:
            person = self.world.any("person")
            day = dice.randint(person.begin + 9200, max(person.begin + 9200, person.until))
            born, then = date.fromordinal(person.begin), date.fromordinal(day)
            years = then.year - born.year - ((then.month, then.day) < (born.month, born.day))
            p = {"kind": "measured", "subject": person.id, "quantity": "age", "value": years}
            return self._event({**p, "unit": "years"}, person, day, 1)
        firm = self.world.any("organisation")
        latest = self._day(firm)
        if latest is None:
            return None
        quantity, unit = dice.choice(QUANTITIES)
        cut = quantity == "jobs-cut"  # fewer than any headcount
        value = dice.randint(1, 9 if cut else 90) * ROUND[unit]
        value = value if quantity != "headcount" else value + 100
        p = {"kind": "measured", "subject": firm.id, "quantity": quantity}
        if dice.random() < 0.15 and not cut:
            p |= {"low": value, "high": value + 5 * ROUND[unit]}
        else:
            p["value"] = value
        if unit != "percent" and dice.random() < 0.35:
            p["approximate"] = True
        p["unit"] = unit
        if quantity in ("pay", "cost"):
            p["per"] = "year"
        p["what"] = f"in {thing(dice)}"
        return self._event(p, firm, latest, 1)

    def _said(self) -> Told | None:
        dice = self.dice
        answered = self._latest("said", "alleged") if dice.random() < 0.1 else None
        one = self.world.any(dice.choice(("person", "person", "organisation")))
        low = one.begin + 9200 * (one.kind == "person")
        if answered:
            low = max(low, answered.day)
        day = self._within(low, one.until)
        if day is None:
            return None
        p: dict[str, Any] = {"kind": "said", "subject": one.id}
        hows = ("stated", "stated", "stated", "interviewed", "alleged")
        p["how"] = "denied" if answered else dice.choice(hows)
        about = self._alive(dice.choice(("organisation", "model")), day)
        if about and about is not one:
            p["object"] = about.id
        p["what"] = f"that it {phrase(dice)}"
        if answered:
            p["answers"] = answered.id
        return self._event(p, one, day, 0.94)

    # -- relations ---------------------------------------------------------------------------------

    def _latest(self, kind: str, how: str) -> Event | None:
        fitting = [
            event
            for event in self.events[-400:]
            if event.told.proposition["kind"] == kind and event.told.proposition.get("how") == how
        ]
        return self.dice.choice(fitting) if fitting else None

    def _two(self) -> tuple[Event, Event] | None:
        if len(self.events) < 5:
            return None
        one, other = self.dice.sample(self.events[-NEARBY:], 2)
        return (one, other) if one.day <= other.day else (other, one)

    def _ordered(self) -> Told | None:
        two, dice = self._two(), self.dice
        if two is None:
            return None
        first, then = two
        days = then.day - first.day
        least = max(0, days - dice.choice((0, 1, 7, 30)))
        p: dict[str, Any] = {"kind": "ordered", "first": first.id, "then": then.id}
        p["min_days"] = min(least, 36_000)
        if dice.random() < 0.8 and days < 36_000:
            p["max_days"] = days + dice.choice((0, 1, 7, 30))
        p["words"] = f"about {max(1, days // 30)} months later"
        return Told(p, None, then.day, then.day)

    def _caused(self) -> Told | None:
        two = self._two()
        if two is None:
            return None
        p = {"kind": "caused", "cause": two[0].id, "effect": two[1].id}
        return Told(p, None, two[1].day, two[1].day)
