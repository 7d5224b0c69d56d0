"""Rules on order that claims state: before, after, because of, in answer to."""

from __future__ import annotations

from collections.abc import Iterator

from claims_check.corpus.digest import folded
from claims_check.findings import Problem
from claims_check.rules.rule import (
    Looked,
    View,
    at_date_or,
    check,
    circle_problem,
    constrain,
    without_loose_ends,
)
from claims_check.timeline.constraints import Apart, Constraint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.records.propositions import Ordered
    from claims_check.timeline.points import Key


def out_of_order(claim: Claim, view: View) -> Iterator[Constraint]:
    """Two events do not come in the order, or with the gap, that a claim states.

    Of a state its beginning counts.  Without `min_days` both may fall on one day.

    Fails at z /proposition/then with x y:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-02-24"}
        claim y {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2023-02-23"}
        claim z {"kind": "ordered", "first": "x", "then": "y"}
    Fails at z /proposition/max_days with x y:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-02-24"}
        claim y {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2023-03-05"}
        claim z {"kind": "ordered", "first": "x", "then": "y", "min_days": 1, "max_days": 7, "words": "within a week"}
    Fails at z /proposition/min_days with x y:
        claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "2023-01"}
        claim y {"kind": "said", "subject": "bea", "how": "stated", "what": "two", "at": "2023-06"}
        claim z {"kind": "ordered", "first": "x", "then": "y", "min_days": 200}
    Passes:
        claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "2023"}
        claim y {"kind": "said", "subject": "bea", "how": "stated", "what": "two", "at": "2023"}
        claim z {"kind": "ordered", "first": "x", "then": "y", "min_days": 182, "max_days": 364}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-02-24"}
        claim y {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2023-03-03"}
        claim z {"kind": "ordered", "first": "x", "then": "y", "min_days": 1, "max_days": 7}
    """
    p = claim.proposition
    if p.kind != "ordered" or _least(p) > _most(p) or p.first == p.then:
        return
    first, then = view.timeline.points_of_id(p.first), view.timeline.points_of_id(p.then)
    if first and then:
        at = "then" if p.min_days is None else "min_days"
        yield Apart(first.start, then.start, _least(p), at=("proposition", at))
        if p.max_days is not None:
            yield Apart(then.start, first.start, -p.max_days, at=("proposition", "max_days"))


def spells_overlap(claim: Claim, view: View) -> Iterator[Constraint]:
    """A state holds for the second time before its first time is over.

    `spell` counts the times that the same thing held; on the day of a return both may.

    Waits for a state that is told of two spells.

    Fails at y /proposition/start with x:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "start": "2010", "end": "2012"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "start": "2005", "end": "2011", "spell": 2}
    Passes:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "start": "2010", "end": "2012"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "start": "2012", "spell": 2}
        claim z {"kind": "role", "subject": "ann", "object": "acme", "title": "Deputy",
            "start": "2005", "end": "2011"}
    """
    points = view.timeline.points(claim)
    spell = getattr(claim.proposition, "spell", None)
    if points is None or spell is None:
        return
    before = (*points.start[:-2], str(spell - 1))
    if view.timeline.known(before):
        yield Apart((*before, "end"), points.start, at=at_date_or(claim, "spell"))


def gap_limits_reversed(claim: Claim, view: View) -> Looked:
    """The fewest days between two events are more than the most days.

    The two limits were swapped or one was mistyped; without `min_days` the fewest are none.

    Fails at z /proposition/max_days:
        claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "2023-01"}
        claim y {"kind": "said", "subject": "bea", "how": "stated", "what": "two", "at": "2023-06"}
        claim z {"kind": "ordered", "first": "x", "then": "y", "min_days": 10, "max_days": 5}
    Passes:
        claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "2023-01-01"}
        claim y {"kind": "said", "subject": "bea", "how": "stated", "what": "two", "at": "2023-01-06"}
        claim z {"kind": "ordered", "first": "x", "then": "y", "min_days": 5, "max_days": 5}
    """
    p = claim.proposition
    if p.kind != "ordered" or p.max_days is None or claim.withdrawn:
        return
    if _least(p) <= _most(p):
        yield None
        return
    mend = (
        f"set `min_days` to {p.max_days} or less" if p.min_days is None else "swap the two limits"
    )
    yield Problem(
        f"at least {_least(p)} and at most {p.max_days} days cannot both be kept; {mend}",
        ("proposition", "max_days"),
    )


def effect_before_cause(claim: Claim, view: View) -> Iterator[Constraint]:
    """What is said to have been caused by something came before it.

    One of the dates is wrong, or something else brought it about.  Of a state its beginning counts.

    Fails at z /proposition/effect with x y:
        claim x {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2023-03-03"}
        claim y {"kind": "received", "subject": "lynx", "how": "criticised", "start": "2023-02"}
        claim z {"kind": "caused", "cause": "x", "effect": "y"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2023-03-03"}
        claim y {"kind": "received", "subject": "lynx", "how": "criticised", "start": "2023-03"}
        claim z {"kind": "caused", "cause": "x", "effect": "y"}
    """
    p = claim.proposition
    if p.kind == "caused":
        cause, effect = view.timeline.points_of_id(p.cause), view.timeline.points_of_id(p.effect)
        if cause and effect:
            yield Apart(cause.start, effect.start, at=("proposition", "effect"))


def answer_before_the_allegation(claim: Claim, view: View) -> Iterator[Constraint]:
    """An answer is older than what it answers.

    One of the dates is wrong, or it answers something else.

    Fails at y /proposition/at with x:
        claim x {"kind": "said", "subject": "ann", "how": "alleged", "object": "acme", "what": "a fault", "at": "2025-04-07"}
        claim y {"kind": "said", "subject": "acme", "how": "denied", "answers": "x", "at": "2025-04-04"}
    Passes:
        claim x {"kind": "said", "subject": "ann", "how": "alleged", "object": "acme", "what": "a fault", "at": "2025-04-07"}
        claim y {"kind": "said", "subject": "acme", "how": "denied", "answers": "x", "at": "2025-04-07"}
    """
    p = claim.proposition
    if p.kind == "said" and p.answers:
        question, own = view.timeline.points_of_id(p.answers), view.timeline.points(claim)
        if question and own:
            yield Apart(question.start, own.start, at=at_date_or(claim, "answers"))


def _least(p: Ordered) -> int:
    return p.min_days or 0


def _most(p: Ordered) -> int:
    return 36600 if p.max_days is None else p.max_days


def plan_moved_before_it_was_set(claim: Claim, view: View) -> Iterator[Constraint]:
    """A plan is moved before it was set.

    Of one plan, told in the same words and set once, the setting comes first.  A plan that was
    dropped may be set anew, so dropping it binds nothing.

    Waits for a plan whose setting and moving are told in the same words.

    Fails at y /proposition/at with x:
        claim x {"kind": "planned", "subject": "lynx", "what": "release", "how": "set", "at": "2025-04-08"}
        claim y {"kind": "planned", "subject": "lynx", "what": "release", "how": "moved", "at": "2025-04-05"}
    Passes:
        claim x {"kind": "planned", "subject": "lynx", "what": "release", "how": "set", "at": "2025-04"}
        claim y {"kind": "planned", "subject": "lynx", "what": "release", "how": "moved", "at": "2025-04"}
        claim z {"kind": "planned", "subject": "lynx", "what": "training", "how": "dropped", "at": "2025-03"}
    """
    p, points = claim.proposition, view.timeline.points(claim)
    if p.kind == "planned" and p.how == "moved" and points is not None:
        settings = view.once(_settings).get((p.subject, folded(p.what)), [])
        if len(settings) == 1:
            yield Apart(settings[0], points.start, at=at_date_or(claim, "how"))


def _settings(view: View) -> dict[tuple[str, str], list[Key]]:
    """When plans were set, by whose they are and what was planned."""
    found: dict[tuple[str, str], list[Key]] = {}
    for claim in view.timeline.claims.of("planned"):
        p, points = claim.proposition, view.timeline.points(claim)
        if p.kind == "planned" and p.how == "set" and points is not None:
            found.setdefault((p.subject, folded(p.what)), []).append(points.start)
    return found


ITSELF = {
    "part-of": ("subject", "object"),
    "reports-to": ("subject", "object"),
    "compared": ("subject", "object"),
    "foremost": ("subject", "against"),
    "ordered": ("first", "then"),
    "caused": ("cause", "effect"),
}
"""The two sides of the kinds that relate two things; others have a rule on circles for it."""


def relates_to_itself(claim: Claim, view: View) -> Looked:
    """Something is related to itself: a part of itself, its own cause, before itself.

    One side names the wrong record, or the right one was not there when the claim was written.

    Fails at x /proposition/object:
        claim x {"kind": "part-of", "subject": "acme", "object": "acme"}
    Fails at x /proposition/effect:
        claim x {"kind": "caused", "cause": "y", "effect": "y"}
        claim y {}
    Fails at x /proposition/answers:
        claim x {"kind": "said", "subject": "ann", "how": "denied", "answers": "x"}
    Passes:
        claim x {"kind": "part-of", "subject": "bolt", "object": "acme"}
    """
    if claim.withdrawn is not None:
        return
    p = claim.proposition.__dict__
    sides = [ITSELF[p["kind"]]] if p["kind"] in ITSELF else []
    pairs = [(p[one], p[other], other) for one, other in sides]
    if p["kind"] == "said":
        pairs = [(claim.id, p[field], field) for field in ("claim", "answers") if p[field]]
    for one, others, field in pairs:
        if one == others or (isinstance(others, tuple) and one in others):
            at = ("proposition", field)
            yield Problem(f"both sides are {one}; name the record that is meant on one of them", at)
        else:
            yield None


def causes_run_in_a_circle(claim: Claim, view: View) -> Looked:
    """What is said to be caused brought about its own cause.

    One of the claims has its two sides swapped.

    Waits for a cause that was caused itself.

    Fails at z /proposition with x:
        claim v {}
        claim w {"kind": "described", "subject": "acme", "what": "has another property"}
        claim x {"kind": "caused", "cause": "v", "effect": "w"}
        claim z {"kind": "caused", "cause": "w", "effect": "v"}
    Passes:
        claim v {}
        claim w {"kind": "described", "subject": "acme", "what": "has another property"}
        claim x {"kind": "caused", "cause": "v", "effect": "w"}
    """
    if claim.proposition.kind != "caused" or not view.timeline.has(claim):
        return

    def events(circle: list[str]) -> str:
        causes = [getattr(view.timeline.claims[id].proposition, "cause", "") for id in circle]
        return f"{' brought about '.join((*causes, causes[0]))}, in a circle"

    yield circle_problem(claim.id, view, view.once(_causes), events)


def _causes(view: View) -> dict[str, list[str]]:
    """For each causation those of which its effect is the cause."""
    claims = [(claim.id, claim.proposition) for claim in view.timeline.claims.of("caused")]
    of: dict[str, list[str]] = {}
    for id, p in claims:
        if p.kind == "caused" and p.cause != p.effect:
            of.setdefault(p.cause, []).append(id)
    return without_loose_ends(
        {id: of.get(p.effect, []) for id, p in claims if p.kind == "caused" and p.cause != p.effect}
    )


SPELLS = ("named", "part-of", "reports-to", "role", "terms", "available")
"""The kinds of which one thing may hold again, told by `spell`."""

RULES = (
    constrain(out_of_order, kinds=("ordered",)),
    check(gap_limits_reversed, "claim", kinds=("ordered",), sees="itself"),
    constrain(effect_before_cause, kinds=("caused",)),
    constrain(answer_before_the_allegation, kinds=("said",)),
    constrain(plan_moved_before_it_was_set, kinds=("planned",)),
    constrain(spells_overlap, kinds=SPELLS),
    check(relates_to_itself, "claim", kinds=(*ITSELF, "said"), sees="itself"),
    check(causes_run_in_a_circle, "claim", kinds=("caused",)),
)
