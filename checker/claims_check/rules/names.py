"""Rules on names: an organisation, product or board bears one official name at a time.

A name that a statement uses is our wording and binds no date, so it is put against the windows and
never on the timeline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims_check.dates import day_text
from claims_check.findings import Edit, Fix, Problem
from claims_check.rules.rule import Looked, View, certain_problem, check, ids_named_in
from claims_check.timeline.certainty import (
    Certain,
    Rivals,
    before,
    groups,
    overlap_text,
    speaks_for,
)
from claims_check.timeline.mentions import Names, Words, words_of
from claims_check.timeline.timeline import Fact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.timeline.points import Key


def name_not_yet_taken(claim: Claim, view: View) -> Looked:
    """A statement calls somebody by a name that was only taken later.

    Readers take the name for one of that day.  Write the name of the day, or both.  A state that may
    have lasted until the name was taken passes.

    Fails at y /statement with x:
        claim x {"kind": "named", "subject": "acme", "name": "Acmeta", "official": true, "start": "2021-10-28"}
        claim y {"kind": "said", "subject": "acme", "how": "stated", "what": "it is well", "at": "2021-10-27"}
            {"statement": "Acmeta said that it was well."}
    Passes:
        claim x {"kind": "named", "subject": "acme", "name": "Acmeta", "official": true, "start": "2021-10-28"}
        claim y {"kind": "said", "subject": "acme", "how": "stated", "what": "it is well", "at": "2021-10-28"}
            {"statement": "Acmeta said that it was well."}
    Passes:
        claim w {"kind": "named", "subject": "acme", "name": "Facemash", "official": true, "end": "2021-10-28"}
        claim x {"kind": "named", "subject": "acme", "name": "Acmeta", "official": true, "start": "2021-10-28"}
        claim y {"kind": "said", "subject": "acme", "how": "stated", "what": "it is well", "at": "2021-10-27"}
            {"statement": "Facemash, today's Acmeta, said that it was well."}
    Passes:
        claim x {"kind": "named", "subject": "acme", "name": "Acmeta", "official": true, "start": "2021-10-28"}
        claim y {"kind": "dealt", "subject": "acme", "object": "bolt", "how": "acquisition", "at": "2014"}
            {"statement": "The owner of Acmeta Labs was acquired in 2014."}
        entity bolt {"aliases": ["Acmeta Labs"]}
    Passes:
        claim x {"kind": "named", "subject": "acme", "name": "Acmeta", "official": true, "start": "2021-10-28"}
        claim y {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2014"}
            {"statement": "Bolt has belonged to Acmeta since 2014."}
    """
    return _anachronisms(claim, view, early=True)


def name_no_longer_used(claim: Claim, view: View) -> Looked:
    """A statement calls somebody by a name that was given up before.

    Readers take the name for one of that day.  Write the name of the day, or both.

    Fails at y /statement with x:
        claim x {"kind": "named", "subject": "acme", "name": "Facemash", "official": true, "end": "2021-10-28"}
        claim y {"kind": "said", "subject": "acme", "how": "stated", "what": "it is well", "at": "2021-11"}
            {"statement": "Facemash said that it was well."}
    Passes:
        claim x {"kind": "named", "subject": "acme", "name": "Facemash", "official": true, "end": "2021-10-28"}
        claim y {"kind": "said", "subject": "acme", "how": "stated", "what": "it is well", "at": "2021-10-28"}
            {"statement": "Facemash said that it was well."}
    """
    return _anachronisms(claim, view, early=False)


def two_names_at_once(claim: Claim, view: View) -> Looked:
    """Two official names of one body hold at the same time.

    On the day of a renaming both hold; for longer, one of the dates is wrong, or one of the names is
    a short form or translation and not the official one.

    Fails at y /proposition/name with x:
        claim x {"kind": "named", "subject": "acme", "name": "One", "official": true,
            "start": "2004", "end": "2021-10-28"}
        claim y {"kind": "named", "subject": "acme", "name": "Two", "official": true,
            "start": "2021-09", "end": "2025"}
    Passes:
        claim x {"kind": "named", "subject": "acme", "name": "One", "official": true,
            "start": "2004", "end": "2021-10-28"}
        claim y {"kind": "named", "subject": "acme", "name": "Two", "official": true,
            "start": "2021-10-28", "end": "2025"}
    Passes:
        claim x {"kind": "named", "subject": "acme", "name": "One", "official": true,
            "start": "2004", "end": "2021-10-28"}
        claim y {"kind": "named", "subject": "acme", "name": "1", "start": "2004", "end": "2021-10-28"}
    """
    fact, names = _official_names(claim, view)
    if fact is None or names is None or len(names.facts) < 2:
        return
    yield None
    for other, certain in names.clashes(claim.id, fact):
        yield certain_problem(
            claim.id,
            view,
            certain,
            f'the official names "{other.about[2]}" and "{fact.about[2]}" of '
            f"{view.name(fact.about[1])} both hold {overlap_text(certain)}; correct a date, mark only "
            'one of them as official, or set "spell": 2 in a name that was taken again',
            ("proposition", "name"),
        )


def name_gap(claim: Claim, view: View) -> Looked:
    """Between two official names of one body there are days on which it had none.

    A name in between is missing, or the two dates of one renaming differ.

    Fails at y /proposition/start with x:
        claim x {"kind": "named", "subject": "acme", "name": "One", "official": true, "end": "2021-10-28"}
        claim y {"kind": "named", "subject": "acme", "name": "Two", "official": true, "start": "2021-11-15"}
    Passes:
        claim x {"kind": "named", "subject": "acme", "name": "One", "official": true, "end": "2021-10-28"}
        claim y {"kind": "named", "subject": "acme", "name": "Two", "official": true, "start": "2021-10-29"}
    Passes:
        claim x {"kind": "named", "subject": "acme", "name": "One", "official": true, "end": "2019"}
        claim y {"kind": "named", "subject": "acme", "name": "Two", "official": true, "start": "2021"}
        claim z {"kind": "named", "subject": "acme", "name": "Between", "official": true, "at": "2020"}
    """
    fact, names = _official_names(claim, view)
    if fact is None or names is None or len(names.facts) < 2:
        return
    found = _gap(fact, names, view)
    if found is None or not speaks_for(claim.id, fact, found.owners):
        yield None
        return
    yield certain_problem(
        claim.id,
        view,
        found,
        f'the official name of {view.name(fact.about[1])} before "{fact.about[2]}" ended on '
        f"{day_text(found.latest)} at the latest, and this one began on {day_text(found.earliest)} at "
        "the earliest; correct a date, or add the name between them",
        ("proposition", "start" if getattr(claim.proposition, "start", None) else "name"),
    )


def _gap(fact: Fact, names: Rivals, view: View) -> Certain | None:
    """Days before a name on which no other of its bearer's names can have held."""
    found = None
    for wide in (False, True):
        other = names.lasting_longest_before(fact, wide)
        if other is None:
            return found
        gap = before(view.timeline, [other.points.end], [fact.points.start], days=1)
        if gap is None or (wide and gap.certainty == "possible"):
            return found
        found = gap if wide else gap._replace(certainty="possible")
    return found


def renaming_told_as_founding(claim: Claim, view: View) -> Looked:
    """An organisation is founded on the day on which another takes its name.

    A renaming starts no life: make them one entity with two names.  If one body took over from the
    other, say so in a claim of kind `succeeded`.

    Waits for an organisation that begins under a name that another one took.

    Fails at y /proposition/start with x:
        claim x {"kind": "named", "subject": "acme", "name": "Bolt", "official": true, "start": "2021-10-28"}
        claim y {"kind": "existed", "subject": "bolt", "start": "2021-10-28"}
    Passes:
        claim x {"kind": "named", "subject": "acme", "name": "Bolt", "official": true, "start": "2021-10-28"}
        claim y {"kind": "existed", "subject": "bolt", "start": "2021-10-28"}
        claim z {"kind": "succeeded", "subject": "bolt", "objects": ["acme"], "how": "merger"}
    Passes:
        claim x {"kind": "named", "subject": "acme", "name": "Bolt", "official": true, "start": "2021-10-28"}
        claim y {"kind": "existed", "subject": "acme", "start": "2004"}
    """
    p = claim.proposition
    if (
        p.kind != "existed"
        or not view.timeline.has(claim)
        or view.kind(p.subject) != "organisation"
    ):
        return
    timeline = view.timeline
    born = timeline.life(p.subject).start
    for fact in view.once(_by_name).get(words_of(view.name(p.subject)), ()):
        namesake = fact.about[1]
        if namesake == p.subject or view.kind(namesake) != "organisation":
            continue
        taken = fact.points.start
        day = timeline.window(born, wide=True)
        same = day.earliest == day.latest and timeline.window(taken, wide=True) == day
        owners = timeline.owners(born, "earliest", True) | timeline.owners(taken, "earliest", True)
        if not same or claim.id not in owners or _succeeded(p.subject, namesake, view):
            yield None
            continue
        yield certain_problem(
            claim.id,
            view,
            Certain("definite", day.latest, day.earliest, tuple(sorted(owners))),
            f"{view.name(p.subject)} begins on {day_text(day.earliest)}, the day on which "
            f'{view.name(namesake)} took the name "{fact.about[2]}"; make them one entity with two '
            "names, or add a claim of kind succeeded",
            ("proposition", "start" if p.start else "subject"),
        )


def _anachronisms(claim: Claim, view: View, early: bool) -> Looked:
    """For each dated name that the statement uses: the problem, if it is used too early or late."""
    last, used = view.latest.get(_names_used, (None, []))
    if last is not claim:  # two rules ask, one after the other
        used = list(_names_used(claim, view))
        view.latest[_names_used] = (claim, used)
    for found in used:
        yield found[1] if found is not None and found[0] == early else None


def _names_used(claim: Claim, view: View) -> Iterator[tuple[bool, Problem] | None]:
    """For each dated name that the statement uses whether it is too early, and the problem."""
    timeline = view.timeline
    points = timeline.points(claim)
    if claim.proposition.kind == "named" or points is None or not timeline.has(claim):
        return
    given = view.once(_given)
    entities = {id for id in ids_named_in(claim) if id in given}
    if not entities:
        return
    yield None
    since, until = timeline.window(points.start).earliest, timeline.window(points.end).latest
    spans = view.once(_spans)
    if all(
        any(since <= last and first <= until for first, last in spells)
        for entity in entities
        for spells in spans[entity]
    ):
        return  # as nearly all: whatever the statement calls them, it may be of that time
    known = view.once(_known_names)
    used = known.used_in(claim.statement)
    for entity in sorted(entities):
        spells = [given[entity][words] for words in used if words in given[entity]]
        if len(spells) == 1 and known.bearers(spells[0][0].about[2]) == {entity}:
            yield _anachronism(claim, spells[0], view)  # two names: the renaming is known


def _anachronism(claim: Claim, spells: list[Fact], view: View) -> tuple[bool, Problem] | None:
    """The problem of a claim that lies outside all spells of a name for certain.

    With it, whether it lies before all of them.
    """
    timeline = view.timeline
    points = timeline.points(claim)
    if points is None:
        return None
    ahead = [before(timeline, [points.end], [fact.points.start]) for fact in spells]
    behind = [before(timeline, [fact.points.end], [points.start]) for fact in spells]
    if not all(one or other for one, other in zip(ahead, behind, strict=True)):
        return None
    too_early = [found for found in ahead if found]
    too_late = [found for found in behind if found]
    early = not too_late
    if early:
        found = min(too_early, key=lambda certain: certain.earliest)
        name_day, day, only, no = found.earliest, found.latest, "only from", "no later than"
    else:
        found = max(too_late, key=lambda certain: certain.latest)
        name_day, day, only, no = found.latest, found.earliest, "only until", "no earlier than"
    name, then = spells[0].about[2], _names_on(spells[0].about[1], day, view)
    offer = f" ({' or '.join(then)})" if then else ""
    message = (
        f'the statement uses the name "{name}", which was borne {only} '
        f"{day_text(name_day)}, and speaks of a time {no} {day_text(day)}; write the name of that "
        f"time{offer}, or both"
    )
    problem = certain_problem(claim.id, view, found, message, ("statement",))
    return early, problem._replace(fix=_renaming(claim.statement, name, then))


def _renaming(statement: str, name: str, then: list[str]) -> Fix | None:
    """The statement with the one name of that time; None where that is not the only way.

    It is not safe: what a sentence says about the name itself would no longer be so.
    """
    import json

    places = list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", statement))
    if len(then) != 1 or len(places) != 1:
        return None
    [place], [right] = places, then
    text = json.dumps(
        statement[: place.start()] + right + statement[place.end() :], ensure_ascii=False
    )
    edit = Edit("", ("statement",), text)
    return Fix(f"write {right}, the name of that time", False, (edit,))


def _names_on(entity: str, day: int, view: View) -> list[str]:
    """The names that an entity bore on a day, as far as the timeline knows, in alphabetical order."""
    timeline = view.timeline
    spans = [
        (timeline.window(fact.points.start), timeline.window(fact.points.end), fact.about[2])
        for facts in view.once(_given).get(entity, {}).values()
        for fact in facts
    ]
    held = {name for since, until, name in spans if since.latest <= day <= until.earliest}
    return sorted(held)


def _official_names(claim: Claim, view: View) -> tuple[Fact | None, Rivals | None]:
    """The official name that a claim gives and all of its bearer; None for other claims."""
    p = claim.proposition
    if p.kind != "named" or not p.official or not view.timeline.has(claim):
        return None, None
    return view.timeline.fact(claim), view.once(_official).get((p.subject,))


def _given(view: View) -> dict[str, dict[Words, list[Fact]]]:
    """The names of each entity that claims of the timeline give, by their words."""
    found: dict[str, dict[Words, list[Fact]]] = {}
    for fact in view.timeline.facts.values():
        if fact.about[0] == "name":
            words = words_of(fact.about[2])
            found.setdefault(fact.about[1], {}).setdefault(words, []).append(fact)
    return found


def _spans(view: View) -> dict[str, list[list[tuple[int, int]]]]:
    """For each name of each entity, the first and the last day of every spell of it."""
    window = view.timeline.window
    return {
        entity: [
            [(window(f.points.start).earliest, window(f.points.end).latest) for f in facts]
            for facts in names.values()
        ]
        for entity, names in view.once(_given).items()
    }


def _official(view: View) -> dict[Key, Rivals]:
    """The official names of each body, as rivals."""
    claims = view.timeline.claims

    def bearer(fact: Fact) -> Key | None:
        official = any(getattr(claims[c].proposition, "official", None) for c in fact.claims)
        return (fact.about[1],) if official else None

    names = (fact for fact in view.timeline.facts.values() if fact.about[0] == "name")
    return groups(names, bearer, view.timeline)


def _by_name(view: View) -> dict[Words, list[Fact]]:
    """The official names of the timeline by their words."""
    found: dict[Words, list[Fact]] = {}
    for names in view.once(_official).values():
        for fact in names.facts:
            found.setdefault(words_of(fact.about[2]), []).append(fact)
    return found


def _known_names(view: View) -> Names:
    """All names of all entities: those to show, those for look-up and those that claims give."""
    shown = [(e.name, e.id) for e in view.entities.values()]
    aliases = [(alias, e.id) for e in view.entities.values() for alias in e.aliases]
    given = [(f.about[2], f.about[1]) for f in view.timeline.facts.values() if f.about[0] == "name"]
    return Names([*shown, *aliases, *given])


def _succeeded(one: str, other: str, view: View) -> bool:
    """Whether a succession links two bodies."""
    return any(
        fact.about[0] == "succession" and fact in view.timeline.facts_on(other)
        for fact in view.timeline.facts_on(one)
    )


RULES = (
    check(name_not_yet_taken, "claim", severity="warning"),
    check(name_no_longer_used, "claim", severity="warning"),
    check(two_names_at_once, "claim", kinds=("named",)),
    check(name_gap, "claim", severity="warning", kinds=("named",)),
    check(renaming_told_as_founding, "claim", severity="warning", kinds=("existed",)),
)
