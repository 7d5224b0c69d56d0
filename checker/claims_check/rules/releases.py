"""Rules on the stages of a release, and on what may only happen once something is out."""

from __future__ import annotations

from collections.abc import Iterator

from claims_check.dates import day_text
from claims_check.rules.rule import (
    Looked,
    View,
    at_date_or,
    certain_problem,
    check,
    constrain,
)
from claims_check.timeline.certainty import Rivals, before, groups, overlap_text, speaks_for
from claims_check.timeline.constraints import Apart, Constraint
from claims_check.timeline.points import STAGES, USES, Key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim

OFFICIAL_USES = ("previewed", "released", "service", "weights")
"""Stages by which a maker lets others use a thing."""


def released_before_announced(claim: Claim, view: View) -> Looked:
    """Something is released before it was announced.

    Makers announce first or on the day; a leak does not count.  One of the dates is likely wrong, or
    there was an earlier announcement.  A quiet release is set aside with that reason.

    Fails at y /proposition/at with x:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-17"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-07-18"}
        claim y {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2023-07-10"}
    """
    p = claim.proposition
    if p.kind != "released" or p.stage not in (*OFFICIAL_USES, "paper"):
        return
    fact, announced = view.timeline.fact(claim), view.timeline.stage(p.subject, "announced")
    if fact is None or announced is None or not view.timeline.has(claim):
        return
    found = before(view.timeline, [fact.points.start], [announced])
    if found is None or not speaks_for(claim.id, fact, found.owners):
        yield None
        return
    yield certain_problem(
        claim.id,
        view,
        found,
        f"{STAGES[p.stage].format(view.name(p.subject))} is no later than {day_text(found.latest)}, its "
        f"announcement no earlier than {day_text(found.earliest)}; correct a date, or add the earlier "
        "announcement",
        ("proposition", "at" if p.at else "stage"),
    )


def withdrawn_before_released(claim: Claim, view: View) -> Iterator[Constraint]:
    """Something is withdrawn before it was out in any form.

    Only what was announced, shown or released can be taken back: a date is wrong, or the first stage
    is missing.

    Fails at y /proposition/at with x:
        claim x {"kind": "released", "subject": "lynx", "stage": "service", "at": "2022-11-15"}
        claim y {"kind": "released", "subject": "lynx", "stage": "withdrawn", "at": "2022-11-12"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2022-11-10"}
        claim y {"kind": "released", "subject": "lynx", "stage": "withdrawn", "at": "2022-11-12"}
        claim z {"kind": "released", "subject": "lynx", "stage": "service", "at": "2022-11-15"}
    """
    p = claim.proposition
    points = view.timeline.points(claim)
    if p.kind == "released" and p.stage == "withdrawn" and points is not None:
        first = view.timeline.first_stage(p.subject)
        if first is not None:
            yield Apart(first, points.start, at=at_date_or(claim, "stage"))


def available_before_release(claim: Claim, view: View) -> Iterator[Constraint]:
    """Something can be had on a platform, or on terms, before it was released in any way.

    A preview, a service and a leak count as well: one of the dates is wrong, or such a stage is
    missing.

    Fails at y /proposition/start with x:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "available", "subject": "lynx", "object": "app", "start": "2023-06"}
    Fails at y /proposition/start with x:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "terms", "subject": "lynx", "part": "weights", "act": "use", "allowed": "yes",
            "start": "2023-06"}
    Passes:
        claim w {"kind": "released", "subject": "lynx", "stage": "leaked"}
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "available", "subject": "lynx", "object": "app", "start": "2023-06"}
    Passes:
        claim w {"kind": "released", "subject": "lynx", "stage": "previewed", "at": "2023-06"}
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "available", "subject": "lynx", "object": "app", "start": "2023-06"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "terms", "subject": "lynx", "part": "code", "act": "use", "allowed": "yes",
            "start": "2023-06"}
    """
    p = claim.proposition
    points = view.timeline.points(claim)
    if points is None or not (
        p.kind == "available" or (p.kind == "terms" and p.part in ("weights", "whole"))
    ):
        return
    first = view.timeline.availability(p.subject)
    if first is not None:
        yield Apart(first, points.start, at=at_date_or(claim, "subject"))


def used_after_withdrawal(claim: Claim, view: View) -> Looked:
    """Something is ranked, compared or on offer after it was withdrawn.

    A date is likely wrong, or copies stayed in use: then say so in a claim, and set the finding aside
    with that reason.  What may have come back later passes.

    Waits for ranks and offers of something whose withdrawal a claim tells.

    Fails at y /proposition/at with x:
        claim x {"kind": "released", "subject": "lynx", "stage": "withdrawn", "at": "2022-11-18"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 3, "at": "2022-12-20"}
    Fails at y /proposition/end with x:
        claim x {"kind": "released", "subject": "lynx", "stage": "withdrawn", "at": "2022-11-18"}
        claim y {"kind": "available", "subject": "lynx", "object": "app", "start": "2022-11-15", "end": "2023"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "withdrawn", "at": "2022-11-18"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 3, "at": "2022-11"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "withdrawn", "at": "2022-11-18"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 3, "at": "2023-03"}
        claim z {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02"}
        claim w {"kind": "released", "subject": "lynx", "stage": "service", "at": "2022-11-15"}
    """
    p = claim.proposition
    if p.kind not in ("ranked", "compared", "available"):
        return
    timeline, fact = view.timeline, view.timeline.fact(claim)
    withdrawn = timeline.stage(p.subject, "withdrawn")
    if fact is None or withdrawn is None or not timeline.has(claim):
        return
    found = before(timeline, [withdrawn], [fact.points.end])
    if found is None or not speaks_for(claim.id, fact, found.owners):
        yield None
        return
    wide = found.certainty == "definite"
    uses = [key for stage in USES if (key := timeline.stage(p.subject, stage))]
    if any(timeline.window(use, wide).latest > found.latest for use in uses):
        yield None  # it may have come back
        return
    lasts = p.kind == "available"
    edge, used = ("end", "still on offer on") if lasts else ("at", f"{p.kind} no earlier than")
    yield certain_problem(
        claim.id,
        view,
        found,
        f"{view.name(p.subject)} was withdrawn no later than {day_text(found.latest)}, but {used} "
        f"{day_text(found.earliest)}; correct a date, or say what was still in use",
        ("proposition", edge if getattr(p, edge, None) else "subject"),
    )


def compared_with_an_unreleased_model(claim: Claim, view: View) -> Looked:
    """A comparison is older than anything that was known of one of its sides.

    Most likely it was another version, or a later version of the document that compares them.

    Fails at y /proposition/at with x:
        claim x {"kind": "released", "subject": "puma", "stage": "announced", "at": "2023-07-18"}
        claim y {"kind": "compared", "subject": "lynx", "object": "puma", "measure": "reading", "how": "above",
            "extent": "most", "at": "2023-02"}
    Passes:
        claim x {"kind": "released", "subject": "puma", "stage": "announced", "at": "2023-07-18"}
        claim y {"kind": "compared", "subject": "lynx", "object": "puma", "measure": "reading", "how": "above",
            "extent": "most", "at": "2023-07"}
    Passes:
        claim x {"kind": "released", "subject": "puma", "stage": "weights", "at": "2023-07-18"}
        claim y {"kind": "compared", "subject": "lynx", "object": "puma", "measure": "reading", "how": "above",
            "extent": "most", "at": "2023-02"}
        claim z {"kind": "released", "subject": "puma", "stage": "paper", "at": "2023-02"}
    """
    p = claim.proposition
    points = view.timeline.points(claim)
    if p.kind != "compared" or points is None or not view.timeline.has(claim):
        return
    for entity in (p.subject, p.object):
        first = view.timeline.first_stage(entity)
        if first is None:
            continue
        found = before(view.timeline, [points.start], [first])
        yield found and certain_problem(
            claim.id,
            view,
            found,
            f"nothing was known of {view.name(entity)} before {day_text(found.earliest)}, and it is "
            f"compared no later than {day_text(found.latest)}; correct a date, or name the version "
            "that was compared",
            ("proposition", "at" if p.at else "object"),
        )


def two_answers_for_one_term(claim: Claim, view: View) -> Looked:
    """The same use is allowed and not allowed at the same time.

    One of the answers is wrong, or they are of different parts or uses; where the terms changed, the
    first answer ended when the second began.  What is to be had on request may have conditions too,
    and two licences may each have an answer.

    Waits for two answers on the use of one thing.

    Fails at y /proposition/allowed with x:
        claim x {"kind": "terms", "subject": "lynx", "part": "weights", "act": "use", "allowed": "yes",
            "start": "2023-07-18", "end": ".."}
        claim y {"kind": "terms", "subject": "lynx", "part": "weights", "act": "use", "allowed": "no",
            "at": "2024-02"}
    Passes:
        claim w {"kind": "terms", "subject": "lynx", "part": "weights", "act": "obtain",
            "allowed": "on-request", "start": "2023-07-18", "end": ".."}
        claim x {"kind": "terms", "subject": "lynx", "part": "weights", "act": "obtain",
            "allowed": "on-condition", "start": "2023-07-18", "end": ".."}
        claim y {"kind": "terms", "subject": "lynx", "part": "code", "act": "obtain", "allowed": "no",
            "start": "2023-07-18", "end": "2024-02"}
        claim z {"kind": "terms", "subject": "lynx", "part": "code", "act": "obtain", "allowed": "yes",
            "start": "2024-02", "end": ".."}
    """
    p = claim.proposition
    fact = view.timeline.fact(claim)
    if p.kind != "terms" or fact is None or not view.timeline.has(claim):
        return
    rivals = view.once(_terms)[fact.about[1:4]]
    if len(rivals.facts) == 1:
        return
    yield None
    for other, certain in rivals.clashes(claim.id, fact):
        answer, licences = other.about[4], {_licence(id, view) for id in other.claims}
        if {answer, p.allowed} <= {"on-request", "on-condition"} or answer == p.allowed:
            continue
        if p.object is not None and not licences & {None, p.object}:
            continue  # under one licence so, under another otherwise
        yield certain_problem(
            claim.id,
            view,
            certain,
            f"{p.act} of the {p.part} of {view.name(p.subject)} is allowed: {p.allowed} and "
            f"{answer}, both {overlap_text(certain)}; correct one, or end the first where the second "
            "begins",
            ("proposition", "allowed"),
        )


def _licence(id: str, view: View) -> str | None:
    return getattr(view.timeline.claims[id].proposition, "object", None)


def _terms(view: View) -> dict[Key, Rivals]:
    """The answers on each use of each thing."""
    facts = (fact for fact in view.timeline.facts.values() if fact.about[0] == "terms")
    return groups(facts, lambda fact: fact.about[1:4], view.timeline)


def released_after_it_was_dropped(claim: Claim, view: View) -> Looked:
    """Something is released although the plan for it was dropped before.

    A date is likely wrong, or the plan was taken up again: then add a claim that it was set anew.

    Waits for supported claims that a plan was dropped.

    Fails at y /proposition/at with x:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2025-11"}
        claim y {"kind": "planned", "subject": "lynx", "what": "a release", "how": "dropped", "at": "2025-07"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2025-11"}
        claim y {"kind": "planned", "subject": "lynx", "what": "a release", "how": "dropped", "at": "2025-07"}
        claim z {"kind": "planned", "subject": "lynx", "what": "a release", "how": "set", "at": "2025-09"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2025-11"}
        claim y {"kind": "planned", "subject": "lynx", "what": "a release", "how": "dropped", "at": "2025-07"}
    """
    p = claim.proposition
    timeline, points = view.timeline, view.timeline.points(claim)
    if p.kind != "planned" or p.how != "dropped" or points is None or not timeline.has(claim):
        return
    thing = p.object or p.subject
    for stage in OFFICIAL_USES:
        released = timeline.stage(thing, stage)
        if released is None:
            continue
        found = before(timeline, [points.start], [released])
        if found is None or _planned_anew(thing, points.start, view):
            yield None
            continue
        yield certain_problem(
            claim.id,
            view,
            found,
            f"the plan for {view.name(thing)} was dropped no later than {day_text(found.latest)}, but "
            f"{STAGES[stage].format(view.name(thing))} is no earlier than {day_text(found.earliest)}; "
            "correct a date, or add the claim that it was planned anew",
            ("proposition", "at" if p.at else "how"),
        )


def _planned_anew(thing: str, dropped: Key, view: View) -> bool:
    """Whether a plan for a thing may have been set or moved after one was dropped."""
    timeline = view.timeline
    day = timeline.window(dropped).earliest
    plans = (
        fact.points.start
        for fact in timeline.facts_on(thing)
        for p in (timeline.claims[fact.claims[0]].proposition,)
        if p.kind == "planned" and p.how != "dropped"
    )
    return any(timeline.window(plan).latest >= day for plan in plans)


RULES = (
    check(released_before_announced, "claim", severity="warning", kinds=("released",)),
    constrain(withdrawn_before_released, kinds=("released",)),
    constrain(available_before_release, kinds=("available", "terms")),
    check(
        used_after_withdrawal,
        "claim",
        severity="warning",
        kinds=("ranked", "compared", "available"),
    ),
    check(compared_with_an_unreleased_model, "claim", severity="warning", kinds=("compared",)),
    check(released_after_it_was_dropped, "claim", severity="warning", kinds=("planned",)),
    check(two_answers_for_one_term, "claim", severity="warning", kinds=("terms",)),
)
