"""Rules on sorts and kinds: a reference leads to the sort of record and the kind that is meant."""

from __future__ import annotations

from claims_check.findings import Pointer, Problem, Related
from claims_check.records.casting import ALLOWED
from claims_check.rules.rule import Looked, View, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from claims_check.corpus.digest import Digest, EntityDigest
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
    digest = entry.digest
    if digest is None or digest.sort == "unread" or not digest.names:
        return
    yield None
    if all(id in view.of_sort[of] for id, of in zip(digest.names, digest.wanted, strict=True)):
        return
    for reference in entry.references:
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
    looked = astray = False
    for id, allowed in _casts(entry.record, digest):
        entity = view.entities.get(id)
        if entity is not None:
            looked, astray = True, astray or entity.kind not in allowed
    if not astray:
        if looked:
            yield None
        return
    for reference in entry.references:
        entity = view.entities.get(reference.id)
        if entity is None or reference.wanted != "entity":
            continue
        kind = digest.kind if digest.sort == "claim" and reference.at[0] == "proposition" else ""
        kinds = ALLOWED.get((kind, _field(reference.at)))
        if kinds is None:
            continue
        if entity.kind in kinds:
            yield None
        else:
            yield _misfit(entry.id, reference, entity, kinds)


def _casts(record: Any, digest: Digest) -> list[tuple[str, frozenset[str]]]:
    """The entities that a record names where not all kinds may stand, each with those that may."""
    if digest.sort != "claim":
        return [(digest.by, ALLOWED["", "by"])] if digest.sort == "source" and digest.by else []
    found = [(a.by, ALLOWED["", "by"]) for a in record.appearances if a.by]
    values = record.proposition.__dict__
    for name, _ in record.proposition.refers:
        allowed, value = ALLOWED.get((digest.kind, name)), values[name]
        if allowed and value:
            found += [(id, allowed) for id in ((value,) if type(value) is str else value)]
    return found


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
    check(wrong_kind_of_record, "file", sees="records"),
    check(wrong_kind_of_entity, "file", sees="records"),
)
