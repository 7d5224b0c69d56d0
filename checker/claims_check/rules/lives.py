"""Rules on lives: who and what is not there yet, or no more, when a claim needs it.

What `existed` claims say of an entity's life binds all other claims.  The tables say which fields of
which kinds name an entity that must be there: a critic may speak of what is gone, a unit may be
older than its whole, a quotation may be printed after a death.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims_check import dates
from claims_check.dates import day_text
from claims_check.findings import Pointer
from claims_check.records.casting import kinds_with
from claims_check.rules.rule import (
    Looked,
    View,
    at_date_or,
    certain_problem,
    check,
    constrain,
)
from claims_check.timeline.certainty import dated_before
from claims_check.timeline.constraints import Apart, Constraint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.records.source import Source
    from claims_check.timeline.points import Key

Fields = dict[str, tuple[str, ...]]
"""Fields of a kind, or of a kind with a certain `how`, whose entities a table speaks of."""

BEGUN: Fields = {
    "existed": ("by",),
    "named": ("subject",),
    "part-of": ("subject", "object"),
    "reports-to": ("subject", "object"),
    "role": ("subject", "object"),
    "works-on": ("subject",),
    "arranged": ("subject",),
    "terms": ("object",),
    "available": ("subject", "object"),
    "described": ("subject",),
    "received": ("subject", "by"),
    "succeeded": ("objects",),
    "succeeded absorption": ("subject",),
    "dealt": ("subject", "object"),
    "released": ("by",),
    "measured": ("subject",),
    "ranked": ("object",),
    "compared": ("subject", "object"),
    "foremost": ("subject",),
    "said": ("subject",),
}
"""Entities that must have begun when the event happens or the state begins."""

ACTIVE: Fields = {
    "part-of": ("subject", "object"),
    "reports-to": ("subject", "object"),
    "role": ("subject", "object"),
    "works-on": ("subject",),
    "available": ("object",),
    "received": ("by",),
    "succeeded": ("subject",),
    "succeeded spin-off": ("objects",),
    "dealt": ("subject", "object"),
    "measured headcount": ("subject",),
    "measured jobs-cut": ("subject",),
    "ranked": ("object",),
    "said stated": ("subject",),
    "said interviewed": ("subject",),
    "said alleged": ("subject",),
    "said denied": ("subject",),
}
"""Entities that must still be there when the event happens or the state ends."""

RELEASING: Fields = {**ACTIVE, "released": ("by",)}
"""The same for organisations; a person's work may come out after a death."""


def organisation_not_yet_founded(claim: Claim, view: View) -> Iterator[Constraint]:
    """An organisation takes part in something before it was founded.

    Either date is wrong, or another body did it: its forerunner, or the whole that it became part of.

    Fails at y /proposition/at with x:
        claim x {"kind": "existed", "subject": "acme", "start": "2010-03"}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "by": "acme", "at": "2009"}
    Fails at y /proposition/start with x:
        claim x {"kind": "existed", "subject": "acme", "start": "2015"}
        claim y {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2014"}
    Possible at y /proposition/at with x:
        claim x {"kind": "existed", "subject": "acme", "start": "2010~"}
        claim y {"kind": "said", "subject": "acme", "how": "stated", "what": "it is well", "at": "2009"}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "start": "2015"}
        claim y {"kind": "existed", "subject": "bolt", "start": "2010"}
        claim z {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2016-02"}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "start": "2010-03"}
        claim y {"kind": "said", "subject": "ann", "how": "stated", "object": "acme",
            "what": "it will be founded", "at": "2009"}
    """
    return _begun(claim, view, "organisation")


def organisation_already_dissolved(claim: Claim, view: View) -> Iterator[Constraint]:
    """An organisation takes part in something after it was dissolved.

    Either date is wrong, its successor did it, or a state that is said to last has ended with it.

    Fails at y /proposition/at with x:
        claim x {"kind": "existed", "subject": "acme", "end": "2025-06-30"}
        claim y {"kind": "released", "subject": "lynx", "stage": "announced", "by": "acme", "at": "2025-08"}
    Fails at y /proposition/end with x:
        claim x {"kind": "existed", "subject": "acme", "end": "2025-06-30"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "start": "2023-02", "end": ".."}
            {"evidence": [{"source": "news"}, {"source": "wire"}]}
    Fails at y /proposition/start with x:
        claim x {"kind": "existed", "subject": "acme", "end": "2015-06"}
        claim y {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2016"}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "end": "2025-06"}
        claim y {"kind": "released", "subject": "lynx", "stage": "announced", "by": "acme", "at": "2025-06-15"}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "end": "2025-06-30"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "start": "2023-02"}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "end": "2020"}
        claim y {"kind": "received", "subject": "acme", "how": "criticised", "start": "2021", "end": "2022"}
    """
    return _active(claim, view, "organisation", RELEASING)


def person_not_yet_born(claim: Claim, view: View) -> Iterator[Constraint]:
    """A person does something before being born.

    A date is wrong, or it was somebody else of that name.

    Fails at y /proposition/at with x:
        claim x {"kind": "existed", "subject": "ann", "start": "1980"}
        claim y {"kind": "said", "subject": "ann", "how": "stated", "what": "it is well", "at": "1979"}
    Passes:
        claim x {"kind": "existed", "subject": "ann", "start": "1980"}
        claim y {"kind": "existed", "subject": "acme", "by": "ann", "start": "2004"}
    """
    return _begun(claim, view, "person")


def person_already_dead(claim: Claim, view: View) -> Iterator[Constraint]:
    """A person does something after dying.

    A date is wrong, or a post that is said to last has ended.  What is quoted, published or praised
    after a death is no doing of the dead.

    Fails at y /proposition/at with x:
        claim x {"kind": "existed", "subject": "ann", "end": "2018-05"}
        claim y {"kind": "said", "subject": "ann", "how": "stated", "what": "it is well", "at": "2018-06"}
    Passes:
        claim x {"kind": "existed", "subject": "ann", "end": "2018-05"}
        claim y {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "end": "2018"}
    Passes:
        claim x {"kind": "existed", "subject": "ann", "end": "2018-05"}
        claim y {"kind": "released", "subject": "book", "stage": "released", "by": "ann", "at": "2019"}
        claim z {"kind": "received", "subject": "ann", "how": "praised", "start": "2019", "end": "2020"}
    """
    return _active(claim, view, "person", ACTIVE)


def board_not_yet_open(claim: Claim, view: View) -> Iterator[Constraint]:
    """Something stands on a board before the board opened.

    A date is wrong, or it was another board.

    Fails at y /proposition/at with x:
        claim x {"kind": "existed", "subject": "arena", "start": "2023-04-24"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 3, "at": "2023-04-23"}
    Passes:
        claim x {"kind": "existed", "subject": "arena", "start": "2023-04-24"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 3, "at": "2023-04-24"}
    """
    return _begun(claim, view, "board")


def board_already_closed(claim: Claim, view: View) -> Iterator[Constraint]:
    """Something stands on a board after the board closed.

    A date is wrong, or it was the board that came after it.

    Fails at y /proposition/at with x:
        claim x {"kind": "existed", "subject": "arena", "end": "2024-06-25"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 3, "at": "2024-06-26"}
    Passes:
        claim x {"kind": "existed", "subject": "arena", "end": "2024-06-25"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 3, "at": "2024-06"}
    """
    return _active(claim, view, "board", ACTIVE)


def benchmark_not_yet_published(claim: Claim, view: View) -> Iterator[Constraint]:
    """A result is reported on a benchmark that was not published yet.

    A date is wrong, or it was an earlier version, which is an entity of its own.

    Waits for claims on a benchmark whose beginning another claim tells.

    Fails at y /proposition/at with x:
        claim x {"kind": "existed", "subject": "quiz", "start": "2024-06"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "quiz", "score": 61.5, "at": "2023"}
    Passes:
        claim x {"kind": "existed", "subject": "quiz", "start": "2024-06"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "quiz", "score": 61.5, "at": "2024"}
    """
    return _begun(claim, view, "benchmark")


def licence_not_yet_written(claim: Claim, view: View) -> Iterator[Constraint]:
    """Something is had under a licence that was not written yet.

    Terms that were changed later are a state of their own, from the day of the change.

    Fails at y /proposition/start with x:
        claim x {"kind": "existed", "subject": "open-1", "start": "2023-07-18"}
        claim y {"kind": "terms", "subject": "lynx", "part": "weights", "act": "use", "allowed": "yes",
            "object": "open-1", "start": "2023-02"}
    Passes:
        claim x {"kind": "existed", "subject": "open-1", "start": "2023-07-18"}
        claim y {"kind": "terms", "subject": "lynx", "part": "weights", "act": "use", "allowed": "no",
            "start": "2023-02", "end": "2023-07-18"}
        claim z {"kind": "terms", "subject": "lynx", "part": "weights", "act": "use", "allowed": "yes",
            "object": "open-1", "start": "2023-07-18", "spell": 2}
    """
    return _begun(claim, view, "licence")


def publisher_not_yet_founded(source: Source, view: View) -> Looked:
    """A source is older than the organisation that speaks in it.

    The day of publication is wrong, or a forerunner of that body published it.

    Fails at old /published with x:
        claim x {"kind": "existed", "subject": "acme", "start": "2010"}
        source old {"by": "acme", "published": "2009-12-30"}
        claim y {"kind": "described", "subject": "bolt", "what": "is well"} {"evidence": [{"source": "old"}, {"source": "news"}]}
    Possible at old /published with x:
        claim x {"kind": "existed", "subject": "acme", "start": "2010"}
        source old {"by": "acme", "published": "2009-12-31"}
        claim y {"kind": "described", "subject": "bolt", "what": "is well"} {"evidence": [{"source": "old"}, {"source": "news"}]}
    Passes:
        claim x {"kind": "existed", "subject": "acme", "start": "2010"}
        source old {"by": "acme", "published": "2010-01-01"}
        claim y {"kind": "described", "subject": "bolt", "what": "is well"} {"evidence": [{"source": "old"}, {"source": "news"}]}
    """
    published = dates.read_or_none(source.published, time=True)
    if source.withdrawn or not source.by or not published:
        return
    if view.kind(source.by) != "organisation" or source.by not in view.once(_dated_lives):
        return
    birth = view.timeline.life(source.by).start
    found = dated_before(view.timeline, published, birth, slack=1)
    yield found and certain_problem(
        source.id,
        view,
        found,
        f"the source was published on {source.published}, but {view.name(source.by)}, which speaks in "
        f"it, was not founded before {day_text(found.earliest)}; correct the date or `by`",
        ("published",),
    )


def _begun(claim: Claim, view: View, kind: str) -> Iterator[Constraint]:
    """No part of a claim comes before the beginning of the entities that it needs."""
    last, needed = view.latest.get(_begun, (None, {}))
    if last is not claim:  # a rule for each kind asks, one after the other
        needed = _needed(claim, BEGUN, view)
        view.latest[_begun] = (claim, needed)
    for entity, at in needed.get(kind, ()):
        birth = view.timeline.life(entity).start
        for point in _times(claim, view):
            yield Apart(birth, point, at=at)


def _active(claim: Claim, view: View, kind: str, table: Fields) -> Iterator[Constraint]:
    """No part of a claim comes after the end of the entities that it needs."""
    for entity, at in _needed(claim, table, view).get(kind, ()):
        end = view.timeline.life(entity).end
        for point in _times(claim, view):
            yield Apart(point, end, at=at)


def _times(claim: Claim, view: View) -> tuple[Key, ...]:
    """Begin and end of a claim, one point of an event, none of a relation."""
    points = view.timeline.points(claim)
    if points is None:
        return ()
    return points if points.start != points.end else points[:1]


def _needed(claim: Claim, table: Fields, view: View) -> dict[str, list[tuple[str, Pointer]]]:
    """The entities with known lives that a table says a claim needs, by their kind."""
    values = claim.proposition.__dict__
    how = values.get("how") or values.get("quantity")
    lives = view.once(_dated_lives)
    needed: dict[str, list[tuple[str, Pointer]]] = {}
    for field in (*table.get(values["kind"], ()), *table.get(f"{values['kind']} {how}", ())):
        value = values[field]
        if field != "objects":
            if value in lives:
                needed.setdefault(lives[value], []).append((value, at_date_or(claim, field)))
            continue
        for n, entity in enumerate(value):
            if entity in lives:
                needed.setdefault(lives[entity], []).append((entity, at_date_or(claim, field, n)))
    return needed


def _dated_lives(view: View) -> dict[str, str]:
    """The kinds of entities whose beginning or end some claim speaks of; others bind nothing."""
    lives = set()
    for fact in view.timeline.facts.values():
        if fact.about[0] == "life":
            lives.add(fact.about[1])
        elif fact.about[0] == "succession":
            for id in fact.claims:
                p = view.timeline.claims[id].proposition
                lives.update((getattr(p, "subject", ""), *getattr(p, "objects", ())))
    return {entity: view.kind(entity) for entity in lives}


RULES = (
    constrain(organisation_not_yet_founded, kinds=kinds_with("organisation", BEGUN)),
    constrain(organisation_already_dissolved, kinds=kinds_with("organisation", RELEASING)),
    constrain(person_not_yet_born, kinds=kinds_with("person", BEGUN)),
    constrain(person_already_dead, kinds=kinds_with("person", ACTIVE)),
    constrain(board_not_yet_open, kinds=kinds_with("board", BEGUN)),
    constrain(board_already_closed, kinds=kinds_with("board", ACTIVE)),
    constrain(benchmark_not_yet_published, kinds=kinds_with("benchmark", BEGUN)),
    constrain(licence_not_yet_written, kinds=kinds_with("licence", BEGUN)),
    check(publisher_not_yet_founded, "source"),
)
