"""The timeline: supported claims on a network of points, and what follows from them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from claims_check import dates
from claims_check.corpus.entry import LET_GO
from claims_check.dates import Window
from claims_check.findings import Pointer
from claims_check.named_tuple import NamedTuple
from claims_check.network import Kind, Network, Side, Solution
from claims_check.timeline.claims import Claims
from claims_check.timeline.constraints import (
    Apart,
    Constraint,
    NotBefore,
    own_dates,
)
from claims_check.timeline.points import USES, Key, Points, points_of, stage_key, subject_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.corpus.entry import Entry
    from claims_check.records.claim import Claim
    from claims_check.records.propositions import Proposition

KEPT_ANSWERS = 1000
"""So many answers on who makes the end of a window are kept: all claims of a state ask the same."""


class Fact(NamedTuple):
    """A state or event as the timeline has it: its points, and the claims that say so."""

    about: Key
    points: Points
    claims: list[str]


class Timeline:
    """What the live, supported claims assert about time, and nothing else."""

    FOREVER = dates.MAX_DAY

    def __init__(self, entries: Mapping[str, Entry] | None = None) -> None:
        self.network = Network()
        self.numbers: dict[Key, int] = self.network.points
        self.keys: list[Key] = self.network.keys
        self.facts: dict[Key, Fact] = {}
        """What several claims may speak of; what belongs to one alone is made when asked for."""
        self.entities: dict[str, list[Fact | str]] = {}
        """The facts on each entity, in order; of a claim's own there is the id."""
        self.places: dict[tuple[str, str, Kind, tuple[int, ...]], Pointer] = {}
        self.reasons: dict[tuple[str, str, int], str] = {}
        self._starts: dict[str, Points | Key | None] = {}
        self._entries = entries or {}
        self.claims = Claims(self._entries, self._starts)
        self.stages: dict[str, dict[str, dict[str, dates.Date | None]]] = {}
        self.makers: dict[str, set[str]] = {}
        self.listed: dict[str, None] = {}
        """Claims with a date that is one of several days, in order."""
        self._memberships: dict[str, list[Fact]] = {}
        self._solution: Solution | None = None
        self._wide: Solution | None = None
        self._makers_of: dict[tuple[int, Side, bool], frozenset[str]] = {}
        self._owners = ("",)
        self._last: Claim | None = None
        self._last_points: Points | None = None

    # -- what claims say -----------------------------------------------------------------------

    def add(self, entry: Entry) -> None:
        """Take a supported claim: what it speaks of, as all have to be known before any binds."""
        id, p = entry.id, entry.take_proposition()
        points = points_of(id, p)
        if points is None:
            self._starts[id] = None
            return
        self._starts[id] = self._remember(entry, p, points)
        for field in ("start", "end", "at"):
            text = getattr(p, field, None)
            if text is not None and "," in text:
                self.listed[id] = None
                break
        if p.kind == "released":
            date = dates.read_or_none(p.at)
            self.stages.setdefault(p.subject, {}).setdefault(p.stage, {})[id] = date
            if p.by:
                self.makers.setdefault(p.subject, set()).add(p.by)

    def _remember(self, entry: Entry, p: Proposition, points: Points) -> Points | Key:
        id = entry.id
        about = points.start[:-1]
        known = self.facts.get(about)
        if known is not None:
            known.claims.append(id)
            return known.points
        fact: Fact | str = id
        if about[0] != "claim":
            if entry.kept is LET_GO:  # then there are many facts, and many on each entity
                about = tuple([self._entries[x].id if x in self._entries else x for x in about])
                points = Points((*about, points.start[-1]), (*about, points.end[-1]))
            fact = self.facts[about] = Fact(about, points, [id])
            if about[0] == "part":
                self._memberships.setdefault(about[1], []).append(fact)
        named = {
            getattr(p, "subject", None),
            getattr(p, "object", None),
            *getattr(p, "objects", ()),
        }
        for entity in sorted(id for id in named if id):
            self.entities.setdefault(entity, []).append(fact)
        return points.start if about[0] == "claim" and entry.kept is LET_GO else points

    def date(self, owner: str, claim: Claim) -> None:
        """Put a supported claim's own dates on the network."""
        points = self.points_of_id(owner)
        self._last, self._last_points = claim, points
        if points is not None:
            self.constrain(owner, "", own_dates(claim, points))

    def constrain(self, owner: str, rule: str, constraints: Iterable[Constraint]) -> bool:
        """Put constraints on the network, owned by a record, named by a rule ('' for its dates).

        Gives whether one of them may fail: whether the timeline speaks of both of its ends.
        """
        if self._owners[0] != owner:  # one tuple for all that a record states in a row
            self._owners = (owner,)
        owners, network, known = self._owners, self.network, False
        point = network.point
        for constraint in constraints:
            if isinstance(constraint, Apart):
                first, then, days, wide, _ = constraint
                network.apart(point(first), point(then), days, owners, rule, wide)
                known = known or (self._speaks_of(first) and self._speaks_of(then))
                continue
            key, day, wide, _, _ = constraint
            put = network.not_before if isinstance(constraint, NotBefore) else network.not_after
            put(point(key), day, owners, rule, wide)
            known = known or self._speaks_of(key)
        return known

    def recall(self, owner: str, rule: str, constraint: Constraint) -> None:
        """Remember where a record states a constraint, and why: only contradictions need that."""
        at = constraint.at
        if isinstance(constraint, Apart):
            points = (self.network.point(constraint.first), self.network.point(constraint.then))
            self.places.setdefault((owner, rule, "apart", points), at)
            return
        number = self.network.point(constraint.point)
        if constraint.why:
            self.reasons.setdefault((owner, rule, number), constraint.why)
        kind: Kind = "not-before" if isinstance(constraint, NotBefore) else "not-after"
        self.places.setdefault((owner, rule, kind, (number,)), at)

    def _speaks_of(self, key: Key) -> bool:
        if key[0] in ("available-from", "out-from"):
            return key[1] in self.stages
        if key[0] == "claim":
            return self._has_own(key[1])
        return key[:-1] in self.facts

    # -- what rules ask while they constrain ------------------------------------------------------

    def points(self, claim: Claim) -> Points | None:
        """The points of a claim, None for a relation."""
        if claim is not self._last:
            self._last, self._last_points = claim, points_of(claim.id, claim.proposition)
        return self._last_points

    def points_of_id(self, id: str) -> Points | None:
        """The points of a claim of the timeline; None where it has none or is not on it."""
        start = self._starts.get(id)
        if start is None or isinstance(start, Points):
            return start
        return Points(start, start if start[-1] == "at" else (*start[:-1], "end"))

    def has(self, claim: Claim) -> bool:
        """Whether this very claim is on the timeline: supported, live, the first of its id."""
        return self.claims.is_one(claim)

    def fact(self, claim: Claim) -> Fact | None:
        """The fact that a claim speaks of, where any claim of the timeline does."""
        about = subject_key(claim.id, claim.proposition)
        if about[0] != "claim":
            return self.facts.get(about)
        return self._own(claim.id) if self._has_own(claim.id) else None

    def life(self, entity: str) -> Points:
        """Begin and end of an entity."""
        return Points(("life", entity, "start"), ("life", entity, "end"))

    def stage(self, subject: str, stage: str) -> Key | None:
        """The point of a stage of a release, None where no claim speaks of it."""
        about = stage_key(subject, stage)
        return (*about, "at") if about in self.facts else None

    def known(self, about: Key) -> bool:
        """Whether any claim of the timeline speaks of this fact."""
        return self._has_own(about[1]) if about[0] == "claim" else about in self.facts

    def _has_own(self, id: str) -> bool:
        """Whether a claim of the timeline speaks of what no other can."""
        start = self._starts.get(id)
        if isinstance(start, Points):
            start = start.start
        return start is not None and start[0] == "claim"

    def facts_on(self, entity: str) -> Iterator[Fact]:
        """The facts on an entity, those of one claim alone among them."""
        for fact in self.entities.get(entity, ()):
            yield self._own(fact) if isinstance(fact, str) else fact

    def all_facts(self) -> Iterator[Fact]:
        """The facts of all claims."""
        yield from self.facts.values()
        yield from (self._own(id) for id in self._starts if self._has_own(id))

    def _own(self, id: str) -> Fact:
        """The fact of a claim that no other can speak of."""
        points = self.points_of_id(id)
        assert points is not None
        return Fact(("claim", id), points, [id])

    def memberships(self, entity: str) -> list[Fact]:
        """What an entity was a part of, at whatever time."""
        return self._memberships.get(entity, [])

    def wholes(self, entity: str) -> set[str]:
        """An entity and all that it was a part of at any time, over all levels."""
        found = {entity}
        waiting = [entity]
        for id in waiting:
            for fact in self.memberships(id):
                if fact.about[2] not in found:
                    found.add(fact.about[2])
                    waiting.append(fact.about[2])
        return found

    def availability(self, subject: str) -> Key | None:
        """The point at which something could first be used, None where no stage of use is known."""
        known = self.stages.get(subject, {})
        return ("available-from", subject, "at") if any(s in USES for s in known) else None

    def first_stage(self, subject: str) -> Key | None:
        """The point of the first stage of a release of whatever sort, None where none is known."""
        known = self.stages.get(subject, {})
        return ("out-from", subject, "at") if any(s != "withdrawn" for s in known) else None

    def close(self) -> None:
        """Tie availabilities and first stages to stages; called once, when all claims are here."""
        for subject, stages in sorted(self.stages.items()):
            out = [stages[stage] for stage in sorted(stages) if stage != "withdrawn"]
            self._first_of(("out-from", subject, "at"), out)
            uses = [stages[stage] for stage in USES if stage in stages]
            self._first_of(("available-from", subject, "at"), uses)

    def _first_of(self, point: Key, stages: list[dict[str, dates.Date | None]]) -> None:
        """Make a point the first of some stages: no later than any, no earlier than all of them."""
        at = ("proposition", "at")
        for id in sorted(id for claims in stages for id in claims):
            stage = self.points_of_id(id)
            if stage is not None:
                self.constrain(id, "", [Apart(point, stage.start)])
                if len(stages) == 1:
                    self.constrain(id, "", [Apart(stage.start, point)])
        dated = [[(date, id) for id, date in claims.items() if date] for claims in stages]
        if len(stages) < 2 or not all(dated):
            return  # a stage without a day may have been the first
        day, owner = min(max((d.literal.earliest, id) for d, id in claims) for claims in dated)
        wide = min(max(d.wide.earliest for d, _ in claims) for claims in dated)
        first = NotBefore(point, day, min(day, wide), at)
        self.constrain(owner, "", [first])
        self.recall(owner, "", first)

    # -- what follows -----------------------------------------------------------------------------

    def solve(self, wide: bool = False) -> Solution:
        """The solution of the network, computed once; `wide` is that of the wide reading alone."""
        if wide:
            if self._wide is None:
                self._wide = self.network.widened().solve()
            return self._wide
        if self._solution is None:
            self._solution = self.network.solve()
        return self._solution

    def window(self, key: Key, wide: bool = False) -> Window:
        """The tightened window of a point; unbounded where nothing is known of it.

        `wide` asks for the days that are left when every `~`, `?` and day of slack is granted.
        """
        number = self.numbers.get(key)
        if number is None:
            return Window(dates.MIN_DAY, dates.MAX_DAY)
        return Window(*self.solve(wide).window(number))

    def owners(self, key: Key, side: Side, wide: bool = False) -> frozenset[str]:
        """The records that make one end of a point's window; none where it has no bound."""
        number = self.numbers.get(key)
        if number is None:
            return frozenset()
        asked = number, side, wide
        if asked not in self._makers_of:
            if len(self._makers_of) >= KEPT_ANSWERS:
                self._makers_of.clear()
            owners = (id for step in self.solve(wide).why(number, side) for id in step.owners)
            self._makers_of[asked] = frozenset(owners)
        return self._makers_of[asked]
