"""Rules on sorts and kinds: a reference leads to the sort of record and the kind that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check.findings import Pointer, Problem, Related
from claims_check.records.casting import ALLOWED
from claims_check.rules.rule import Looked, View, check

if TYPE_CHECKING:
    from claims_check.corpus.digest import EntityDigest
    from claims_check.corpus.entry import Entry
    from claims_check.records.references import Reference

ARTICLES = {"entity": "an entity", "claim": "a claim", "source": "a source"}


def wrong_kind_of_record(entry: Entry, view: View) -> Looked:
    """A record of one sort is named where another sort is meant.

    Entities, claims and sources are not interchangeable: a claim is about entities and rests on
    sources.

    Fails at x /proposition/subject:
        claim x {"kind": "described", "subject": "y", "what": "makes things"}
        claim y {}
    Fails at x /evidence/0/source:
        claim x {"evidence": [{"source": "acme"}]}
    Fails at x /verdict/instead/0:
        claim x {"verdict": {"label": "refuted", "instead": ["news"]}}
            {"evidence": [{"stance": "refutes"}]}
    Passes:
        claim x {"kind": "said", "subject": "ann", "how": "stated", "claim": "y"}
        claim y {}
    """
    references = _references(entry, view)
    if references:
        yield None
    for reference in references:
        named = view.records.get(reference.id)
        if named is None or named.sort in ("unread", reference.wanted):
            continue
        if reference.wanted == "record":  # of any sort
            continue
        yield Problem(
            f"{reference.id} is {ARTICLES[named.sort]}, and {_field(reference.at)} names "
            f"{ARTICLES[reference.wanted]}; write the id of one",
            reference.at,
            related=(Related(reference.id, ("$schema",), f"it is {ARTICLES[named.sort]}"),),
        )


def _references(entry: Entry, view: View) -> list[Reference]:
    """The places of a record that name others; two rules share one look."""
    last, found = view.latest.get(_references, (None, []))
    if last is not entry:
        found = entry.references
        view.latest[_references] = (entry, found)
    references: list[Reference] = found
    return references


def _field(at: Pointer) -> str:
    return next(str(step) for step in reversed(at) if isinstance(step, str))


def wrong_kind_of_entity(entry: Entry, view: View) -> Looked:
    """An entity is of a kind that cannot stand where it is named.

    Mostly the entity is misspelt or the two ends of a proposition are swapped; where the kind of
    the entity itself is wrong, mend its record.

    Fails at x /proposition/subject with lynx:
        claim x {"kind": "role", "subject": "lynx", "object": "acme", "title": "Head"}
    Fails at x /proposition/object with puma:
        claim x {"kind": "ranked", "subject": "lynx", "object": "puma", "rank": 2}
    Fails at x /proposition/objects/1 with ann:
        claim x {"kind": "succeeded", "subject": "coil", "objects": ["acme", "ann"], "how": "merger"}
    Fails at x /appearances/0/by with open-1:
        claim x {"appearances": [{"source": "wire", "by": "open-1"}]}
    Passes:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head"}
    Passes:
        claim x {"kind": "part-of", "subject": "arena", "object": "acme"}
        claim y {"kind": "terms", "subject": "lynx", "part": "weights", "act": "use",
            "allowed": "yes", "object": "open-1"}
        claim z {"kind": "described", "subject": "open-1", "what": "is short"}
    """
    digest = entry.digest
    if digest is None or digest.sort == "unread" or not digest.live:
        return
    for reference in _references(entry, view):
        entity = view.entities.get(reference.id)
        if entity is None or reference.wanted != "entity":
            continue
        kind = digest.kind if reference.at[0] == "proposition" else ""
        allowed = ALLOWED.get((kind, _field(reference.at)))
        if allowed is None:
            continue
        if entity.kind in allowed:
            yield None
        else:
            yield _misfit(entry.id, reference, entity, allowed)


def _misfit(
    home: str, reference: Reference, entity: EntityDigest, allowed: frozenset[str]
) -> Problem:
    *most, last = sorted(allowed)
    kinds = f"{', '.join(most)} or {last}" if most else last
    return Problem(
        f"{entity.name} ({entity.id}) is of kind {entity.kind}, and {_field(reference.at)} has to be "
        f"of kind {kinds} here; name another entity, or mend the kind of {entity.id}",
        reference.at,
        conflict=tuple(sorted((home, entity.id))),
        related=(Related(entity.id, ("kind",), f"its kind is {entity.kind}"),),
    )


RULES = (
    check(wrong_kind_of_record, "file"),
    check(wrong_kind_of_entity, "file"),
)
