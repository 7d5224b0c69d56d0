"""Rules on what organisations belong to and come from."""

from __future__ import annotations

from collections.abc import Iterator

from claims_check.rules.rule import (
    Looked,
    View,
    at_date_or,
    certain_problem,
    check,
    circle_problem,
    constrain,
    without_loose_ends,
)
from claims_check.timeline.certainty import Rivals, groups, overlap_text
from claims_check.timeline.constraints import Apart, Constraint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.timeline.points import Key
    from claims_check.timeline.timeline import Fact


def two_parents_at_once(claim: Claim, view: View) -> Looked:
    """An organisation belongs to two others at the same time, neither a part of the other.

    A unit has one whole at a time, beside the wholes of that whole.  Where two bodies do keep it
    together, set the finding aside with that reason.

    Fails at y /proposition/object with x:
        claim x {"kind": "part-of", "subject": "acme", "object": "bolt", "start": "2014", "end": "2020-06"}
        claim y {"kind": "part-of", "subject": "acme", "object": "coil", "start": "2020-05-01", "end": "2023"}
    Passes:
        claim x {"kind": "part-of", "subject": "acme", "object": "bolt", "start": "2014", "end": "2020-06-01"}
        claim y {"kind": "part-of", "subject": "acme", "object": "coil", "start": "2020-06-01", "end": "2023"}
    Passes:
        claim x {"kind": "part-of", "subject": "acme", "object": "bolt", "start": "2014", "end": "2023"}
        claim y {"kind": "part-of", "subject": "acme", "object": "coil", "start": "2020", "end": "2023"}
        claim z {"kind": "part-of", "subject": "coil", "object": "bolt"}
    Passes:
        claim x {"kind": "part-of", "subject": "acme", "object": "bolt", "start": "2014"}
        claim y {"kind": "part-of", "subject": "acme", "object": "coil", "start": "2020", "end": "2023"}
    """
    p = claim.proposition
    fact = view.timeline.fact(claim)
    if p.kind != "part-of" or fact is None or not view.timeline.has(claim):
        return
    if view.kind(p.subject) != "organisation" or view.kind(p.object) != "organisation":
        return
    memberships = view.once(_memberships)[(p.subject,)]
    if len(memberships.facts) < 2:
        return
    yield None
    own = view.timeline.wholes(p.object)
    for other, certain in memberships.clashes(claim.id, fact):
        whole = other.about[2]
        if whole in own or p.object in view.timeline.wholes(whole):
            continue  # levels of one house
        yield certain_problem(
            claim.id,
            view,
            certain,
            f"{view.name(p.subject)} belongs to {view.name(whole)} and to "
            f"{view.name(p.object)} {overlap_text(certain)}, "
            'and neither is known to be a part of the other; correct a date, set "spell": 2 in a '
            "membership that came again, or add how the two "
            "belong together",
            ("proposition", "object"),
        )


def successor_before_the_succession(claim: Claim, view: View) -> Iterator[Constraint]:
    """A body that others became exists before it came about, or they after it did.

    What comes out of a merger, split or spin-off begins on that day; what is merged, split or absorbed
    ends on it, or on the day before.

    Fails at y /proposition/at with x:
        claim x {"kind": "existed", "subject": "acme", "start": "2023-03"}
        claim y {"kind": "succeeded", "subject": "acme", "objects": ["bolt", "coil"], "how": "merger",
            "at": "2023-04-20"}
    Fails at y /proposition/at with x:
        claim x {"kind": "existed", "subject": "bolt", "end": "2023-05"}
        claim y {"kind": "succeeded", "subject": "acme", "objects": ["bolt"], "how": "absorption",
            "at": "2023-04-20"}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "start": "2023-04-20"}
        claim y {"kind": "succeeded", "subject": "acme", "objects": ["bolt", "coil"], "how": "merger",
            "at": "2023-04-20"}
        claim z {"kind": "existed", "subject": "coil", "start": "2010", "end": "2023-04"}
        claim w {"kind": "existed", "subject": "bolt", "start": "2010", "end": "2023-04-19"}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "start": "2004"}
        claim y {"kind": "succeeded", "subject": "acme", "objects": ["bolt"], "how": "absorption",
            "at": "2023-04-20"}
        claim z {"kind": "succeeded", "subject": "coil", "objects": ["acme"], "how": "spin-off",
            "at": "2024"}
    """
    p = claim.proposition
    points = view.timeline.points(claim)
    if p.kind != "succeeded" or points is None:
        return
    day = points.start
    tied = []
    if p.how != "absorption":
        tied.append((view.timeline.life(p.subject).start, at_date_or(claim, "subject")))
    if p.how != "spin-off":
        ends = (view.timeline.life(id).end for id in p.objects)
        tied.extend((end, at_date_or(claim, "objects", n)) for n, end in enumerate(ends))
    for point, at in tied:
        yield Apart(point, day, at=at)
        yield Apart(day, point, -1 if point[-1] == "end" else 0, at=at)


def succession_runs_in_a_circle(claim: Claim, view: View) -> Looked:
    """Bodies come out of one another in a circle.

    Nothing can come out of what came out of it: one of the claims has its two sides swapped.

    Fails at y /proposition with x:
        claim x {"kind": "succeeded", "subject": "bolt", "objects": ["acme"], "how": "merger"}
        claim y {"kind": "succeeded", "subject": "acme", "objects": ["bolt"], "how": "merger"}
    Passes:
        claim x {"kind": "succeeded", "subject": "bolt", "objects": ["acme"], "how": "merger"}
        claim y {"kind": "succeeded", "subject": "coil", "objects": ["bolt"], "how": "merger"}
    """
    if claim.proposition.kind != "succeeded" or not view.timeline.has(claim):
        return

    def bodies(circle: list[str]) -> str:
        names = [
            view.name(getattr(view.timeline.claims[id].proposition, "subject", "")) for id in circle
        ]
        return f"the succession from {' to '.join((*names, names[0]))} runs in a circle"

    yield circle_problem(claim.id, view, view.once(_successions), bodies)


def _memberships(view: View) -> dict[Key, Rivals]:
    """The organisations that each entity was a part of."""

    def part(fact: Fact) -> Key | None:
        whole = fact.about[2] if fact.about[0] == "part" else ""
        return (fact.about[1],) if view.kind(whole) == "organisation" else None

    return groups(view.timeline.facts.values(), part, view.timeline)


def _successions(view: View) -> dict[str, list[str]]:
    """For each succession the successions of what came out of it."""
    claims = [(claim.id, claim.proposition) for claim in view.timeline.claims.of("succeeded")]
    out_of: dict[str, list[str]] = {}
    for id, p in claims:
        for entity in getattr(p, "objects", ()):
            out_of.setdefault(entity, []).append(id)
    return without_loose_ends({id: out_of.get(getattr(p, "subject", ""), []) for id, p in claims})


RULES = (
    check(two_parents_at_once, "claim", kinds=("part-of",)),
    constrain(successor_before_the_succession, kinds=("succeeded",)),
    check(succession_runs_in_a_circle, "claim", kinds=("succeeded",)),
)
