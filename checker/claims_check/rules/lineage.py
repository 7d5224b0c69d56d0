"""Rules on models that come from others: in line, as variants, tuned or distilled; and on firsts."""

from __future__ import annotations

from collections.abc import Iterator

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
    from claims_check.timeline.points import Key

OFFICIAL = ("announced", "paper", "weights", "service", "released")
"""Stages by which a maker shows a variant; leaks and trial builds may come before the family."""

MADE_FROM = ("succeeds", "tuned-from", "distilled-from")
"""Ways of coming from another in which the other was there first."""


def successor_released_first(claim: Claim, view: View) -> Iterator[Constraint]:
    """A model could be used before the one that it is said to succeed.

    A date is wrong, or the two are not in line.  Version numbers alone say nothing.

    Fails at z /proposition/object with x y:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2023-02"}
        claim z {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "succeeds"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2023-07"}
        claim z {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "succeeds"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2023-02"}
        claim z {"kind": "derived", "subject": "lynx-2", "object": "puma", "how": "succeeds"}
    """
    p = claim.proposition
    if p.kind == "derived" and p.how == "succeeds":
        yield from _available_in_order(p.object, p.subject, view)


def derived_before_its_base(claim: Claim, view: View) -> Iterator[Constraint]:
    """A tuned or distilled model could be used before the model that it was made from.

    Who has no access cannot tune: a date is wrong, or an earlier leak or preview of the base is
    missing.  Makers may use what they have not released, so models of one house are left alone.

    Waits for supported claims on models tuned or distilled from those of another house.

    Fails at z /proposition/object with x y:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "by": "acme", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx-tuned", "stage": "weights", "by": "bolt", "at": "2023-03-13"}
        claim z {"kind": "derived", "subject": "lynx-tuned", "object": "lynx", "how": "tuned-from"}
    Passes:
        claim w {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2023-03-03"}
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "by": "acme", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx-tuned", "stage": "weights", "by": "bolt", "at": "2023-03-13"}
        claim z {"kind": "derived", "subject": "lynx-tuned", "object": "lynx", "how": "tuned-from"}
    Passes:
        claim w {"kind": "part-of", "subject": "bolt", "object": "acme"}
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "by": "acme", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "puma", "stage": "weights", "by": "bolt", "at": "2023-03-13"}
        claim z {"kind": "derived", "subject": "puma", "object": "lynx", "how": "distilled-from"}
    """
    p = claim.proposition
    if p.kind != "derived" or p.how not in ("tuned-from", "distilled-from"):
        return
    if not _makers(p.subject, view) & _makers(p.object, view):
        yield from _available_in_order(p.object, p.subject, view)


def variant_before_its_family(claim: Claim, view: View) -> Iterator[Constraint]:
    """A variant was shown or released before anything of its family was.

    A variant's release is its family's as well: a date is wrong, or the family's first stage is
    missing.  A leak or a trial build of the variant may come before.

    Fails at z /proposition/object with x y:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2023-05"}
        claim z {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "variant-of"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2023-07-18"}
        claim z {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "variant-of"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx-2", "stage": "leaked", "at": "2023-07-17"}
        claim z {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "variant-of"}
    """
    p = claim.proposition
    if p.kind != "derived" or p.how != "variant-of":
        return
    family = view.timeline.first_stage(p.object)
    if family is not None:
        for stage in OFFICIAL:
            shown = view.timeline.stage(p.subject, stage)
            if shown is not None:
                yield Apart(family, shown, at=("proposition", "object"))


def lineage_runs_in_a_circle(claim: Claim, view: View) -> Looked:
    """Models come from one another in a circle.

    Nothing can be made from what was made from it: one of the claims has its two sides swapped.

    Fails at y /proposition with x:
        claim x {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "succeeds"}
        claim y {"kind": "derived", "subject": "lynx", "object": "lynx-2", "how": "distilled-from"}
    Fails at x /proposition:
        claim x {"kind": "derived", "subject": "lynx", "object": "lynx", "how": "variant-of"}
    Passes:
        claim x {"kind": "derived", "subject": "lynx-tuned", "object": "lynx", "how": "tuned-from"}
        claim y {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "tuned-from"}
        claim z {"kind": "derived", "subject": "lynx", "object": "puma", "how": "distilled-from"}
        claim w {"kind": "derived", "subject": "puma", "object": "lynx", "how": "variant-of"}
    """
    if claim.proposition.kind != "derived" or not view.timeline.has(claim):
        return

    def models(circle: list[str]) -> str:
        names = [
            view.name(getattr(view.timeline.claims[id].proposition, "object", "")) for id in circle
        ]
        return f"the line from {' to '.join((*names, names[0]))} runs in a circle"

    yield circle_problem(claim.id, view, view.once(_derivations), models)


def not_first(claim: Claim, view: View) -> Iterator[Constraint]:
    """What is said to have been first came after one of those that it is held against.

    Its availability counts, or its first known stage, or the day on which it came about; of
    organisations and people, whose age says nothing about who did a thing first, none of these.

    Waits for supported claims that something was the first; refuted ones are cross-examined by it.

    Fails at z /proposition/against/0 with x y:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02"}
        claim y {"kind": "released", "subject": "puma", "stage": "weights", "at": "2022-05"}
        claim z {"kind": "foremost", "subject": "lynx", "how": "first", "what": "model with open weights",
            "against": ["puma"]}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02"}
        claim y {"kind": "released", "subject": "puma", "stage": "weights", "at": "2023"}
        claim z {"kind": "foremost", "subject": "lynx", "how": "first", "what": "model with open weights",
            "against": ["puma"]}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "start": "2004"}
        claim y {"kind": "existed", "subject": "bolt", "start": "1998"}
        claim z {"kind": "foremost", "subject": "acme", "how": "first", "what": "firm to publish its models",
            "against": ["bolt"]}
    """
    p = claim.proposition
    if p.kind == "foremost" and p.how == "first":
        for n, other in enumerate(p.against):
            pair = _comparable(p.subject, other, view)
            if pair is not None:
                yield Apart(*pair, at=at_date_or(claim, "against", n))


def _available_in_order(first: str, then: str, view: View) -> Iterator[Constraint]:
    earlier, later = view.timeline.availability(first), view.timeline.availability(then)
    if earlier is not None and later is not None:
        yield Apart(earlier, later, at=("proposition", "object"))


def _comparable(one: str, other: str, view: View) -> tuple[Key, Key] | None:
    """Points of the same sort of two things, by which it shows which came first."""
    timeline = view.timeline
    for point in (timeline.availability, timeline.first_stage):
        first, then = point(one), point(other)
        if first is not None and then is not None:
            return first, then
    if {view.kind(one), view.kind(other)} & {"organisation", "person", "group", ""}:
        return None
    births = timeline.life(one).start, timeline.life(other).start
    return births if all(timeline.known(birth[:-1]) for birth in births) else None


def _makers(model: str, view: View) -> set[str]:
    """Who released a model, with all wholes that they belonged to at any time."""
    timeline = view.timeline
    makers = timeline.makers.get(model, ())
    return {whole for maker in makers for whole in timeline.wholes(maker)}


def _derivations(view: View) -> dict[str, list[str]]:
    """For each derivation those that its base comes from in a way that excludes the other way round."""
    claims = [(claim.id, claim.proposition) for claim in view.timeline.claims.of("derived")]
    of: dict[tuple[str, bool], list[str]] = {}
    for id, p in claims:
        if p.kind == "derived":
            of.setdefault((p.subject, p.how in MADE_FROM), []).append(id)
    return without_loose_ends(
        {id: of.get((p.object, p.how in MADE_FROM), []) for id, p in claims if p.kind == "derived"}
    )


RULES = (
    constrain(successor_released_first, kinds=("derived",)),
    constrain(derived_before_its_base, kinds=("derived",)),
    constrain(variant_before_its_family, kinds=("derived",)),
    check(lineage_runs_in_a_circle, "claim", kinds=("derived",)),
    constrain(not_first, kinds=("foremost",)),
)
