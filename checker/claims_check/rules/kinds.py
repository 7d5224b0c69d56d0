"""Rules on sorts and kinds: a reference leads to the sort of record and the kind that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims_check.findings import Pointer, Problem, Related
from claims_check.records.casting import ALLOWED
from claims_check.rules.rule import Looked, View, check

if TYPE_CHECKING:
    from claims_check.corpus.digest import EntityDigest
    from claims_check.corpus.entry import Entry
    from claims_check.records.parts import Record
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
    if not _glance(entry, view).astray:
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


class _Glance(NamedTuple):
    """Whether anything that a record names may not stand there, and whether kinds are asked for."""

    astray: bool
    of_kinds: bool


def _glance(entry: Entry, view: View) -> _Glance:
    """A look at all that a record names, without the places; two rules share it."""
    last, found = view.latest.get(_glance, (None, None))
    if last is not entry:
        digest = entry.digest
        kind = digest.kind if digest is not None and digest.sort == "claim" else ""
        found = _Glance(*_look(entry.record, kind, view.entry_of))
        view.latest[_glance] = (entry, found)
    glance: _Glance = found
    return glance


def _look(record: Record, kind: str, entry_of: dict[str, Entry]) -> tuple[bool, bool]:
    """The same of a record or a part of one; `kind` is the proposition's, '' outside of one."""
    values = record.__dict__
    astray = of_kinds = False
    for name, wanted in record.refers:
        value = values[name]
        if not value or wanted == "record":
            continue
        allowed = ALLOWED.get((kind, name))
        for id in (value,) if type(value) is str else value:
            home = entry_of.get(id)
            named = None if home is None else home.digest
            if named is None or named.sort == "unread":
                continue
            if named.sort != wanted:
                astray = True
            elif allowed is not None and wanted == "entity":
                of_kinds = True
                astray = astray or named.kind not in allowed
    for name in record.holds:
        value = values[name]
        of = kind if name == "proposition" else ""
        for part in value if type(value) is tuple else (value,) if value is not None else ():
            found = _look(part, of, entry_of)
            astray, of_kinds = astray or found[0], of_kinds or found[1]
    return astray, of_kinds


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
    glance = _glance(entry, view)
    if glance.of_kinds and not glance.astray:
        yield None
    if not glance.astray:
        return
    for reference in entry.references:
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
    check(wrong_kind_of_record, "file", sees="records"),
    check(wrong_kind_of_entity, "file", sees="records"),
)
