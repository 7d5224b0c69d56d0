"""Rules on names: every id leads to a record of the sort and kind that is meant there."""

from __future__ import annotations

import re

from claims_check import addresses, dates
from claims_check.corpus.digest import folded
from claims_check.findings import Edit, Fix, Pointer, Problem, Related
from claims_check.records.references import ID_PATTERN
from claims_check.rules.rule import Looked, View, check, exact_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.corpus.digest import SourceDigest
    from claims_check.corpus.entry import Entry
    from claims_check.records.claim import Claim
    from claims_check.records.entity import Entity
    from claims_check.records.references import Reference
    from claims_check.records.source import Source

HOMES = {
    "entity": "entities/{}.json",
    "claim": "{}.json in a topic folder",
    "source": "sources/{}.json",
    "record": "{}.json",
}


def id_unlike_file(entry: Entry, view: View) -> Looked:
    """The id of a record is not the name of its file.

    Whoever looks for the record by its id does not find the file.  A copied record has to get an id
    of its own; an id that was published stays, so then rename the file.

    Fails at x /id:
        file entities/y.json b'{"$schema": "../e/entity.schema.json", "id": "x", "kind": "group",
            "name": "X"}'
        claim z {"kind": "existed", "subject": "y"}
    Passes:
        claim x {}
    """
    if not entry.readable or entry.digest is None or entry.line:
        return
    if not entry.misnamed:
        yield None
        return
    taken = any(home.stem == entry.id for home in view.homes(entry.id))
    other = (
        f"{entry.id} is the id of another record"
        if taken
        else f"rename the file to {entry.id}.json if the id has been published"
    )
    own = f'write "id": "{entry.stem}"'
    if not re.fullmatch(ID_PATTERN, entry.stem):
        own = "write an id of small letters, digits and single dashes in both"
    yield Problem(
        f"the id is {entry.id} but the file is {entry.stem}.json; {own}"
        f"{';' if taken else ', or'} {other}",
        ("id",),
    )


def id_used_twice(entry: Entry, view: View) -> Looked:
    """Two records bear one id.

    A reference to it could mean either, whatever sorts they are of; only the first is known to the
    rest of the corpus.

    Fails at x /id:
        file entities/x.json b'{"$schema": "../e/entity.schema.json", "id": "x", "kind": "group",
            "name": "X"}'
        claim x {"kind": "existed", "subject": "x"}
    Passes:
        claim x {}
        claim x-2 {}
    """
    if entry.digest is None or entry.misnamed:
        return  # a copy under another name: id-unlike-file says what to mend
    first = view.homes(entry.id)[0]
    if first is entry:
        yield None
        return
    place = f"line {first.line} of {first.file}" if first.line else first.file
    yield Problem(f"{entry.id} is already the id of {place}; give this record another id", ("id",))


def unknown_id(entry: Entry, view: View) -> Looked:
    """A record names another that the corpus does not have.

    The id is misspelt, the record was renamed, or it has still to be written.  A record that exists
    but cannot be read is known: its own finding says what is wrong with it.

    Fails at x /proposition/subject:
        claim x {"kind": "described", "subject": "akme", "what": "makes things"}
        entity acme {}
    Fails at x /evidence/0/source:
        claim x {"evidence": [{"source": "gazette"}]}
    Fails at y /proposition/subject:
        entity firm {"former_ids": ["shop"]}
        claim x {"kind": "existed", "subject": "firm"}
        claim y {"kind": "existed", "subject": "shop"}
    Fails at x /verdict/instead/0:
        claim x {"verdict": {"label": "refuted", "instead": ["z"]}}
            {"evidence": [{"stance": "refutes"}]}
    Passes:
        claim x {"kind": "described", "subject": "acme", "what": "makes things"}
    """
    digest = entry.digest
    if digest is None or digest.sort == "unread" or not digest.names:
        return
    yield None
    if all(id in view.entry_of for id in digest.names):
        return
    for reference in entry.references:
        if not view.exists(reference.id):
            yield _unknown(reference, entry, view)


def _unknown(reference: Reference, entry: Entry, view: View) -> Problem:
    id, wanted = reference.id, reference.wanted
    meant = view.meant(id, wanted)
    if meant is None:
        return Problem(
            f"there is no {wanted} {id}; name one that exists, or add {HOMES[wanted].format(id)}",
            reference.at,
        )
    message = (
        f"{id} is a former id of {meant.id}; write {meant.id}"
        if meant.formerly
        else f"there is no {wanted} {id}; did you mean {meant.id}?"
    )
    edit = Edit("", reference.at, f'"{meant.id}"')
    return Problem(
        message, reference.at, fix=Fix(f"write {meant.id} for {id}", meant.surely, (edit,))
    )


def unknown_passage(claim: Claim, view: View) -> Looked:
    """A claim appears in a passage that its source does not have.

    A passage says where in the document the claim stands, so that a reader can find it.

    Fails at x /appearances/0/passage with article:
        claim x {"appearances": [{"source": "article", "passage": "secnd"}]}
        source article {"passages": [{"id": "second", "section": "2", "from": "The", "to": "end.",
            "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}]}
    Fails at x /appearances/0/passage with wire:
        claim x {"appearances": [{"source": "wire", "passage": "second"}]}
    Passes:
        claim x {"appearances": [{"source": "article", "passage": "second"}]}
        source article {"passages": [{"id": "second", "section": "2", "from": "The", "to": "end.",
            "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}]}
    """
    for n, appearance in enumerate(claim.appearances):
        source = view.sources.get(appearance.source)
        if source is None or appearance.passage is None:
            continue
        if appearance.passage in source.passages:
            yield None
            continue
        from claims_check.suggestion import closest, misspelt

        at = ("appearances", n, "passage")
        near = closest(appearance.passage, source.passages)
        message = (
            f"{source.id} has no passage {appearance.passage}; did you mean {near}?"
            if near
            else f"{source.id} has no passage {appearance.passage}; name one of its passages, or add it"
        )
        fix = None
        if near:
            safe = misspelt(appearance.passage, source.passages) == near
            edit = Edit("", at, f'"{near}"')
            fix = Fix(f"write {near} for {appearance.passage}", safe, (edit,))
        yield Problem(
            message,
            at,
            conflict=tuple(sorted((claim.id, source.id))),
            related=(Related(source.id, ("passages",), "the passages that it has"),),
            fix=fix,
        )


def unused_record(record: Entity | Source, view: View) -> Looked:
    """Nothing names an entity or a source.

    Most likely a claim names another by mistake, or the record is left over.  A document with
    passages is used where a claim appears in it.  A record that was published is not removed but
    withdrawn.

    Fails at bolt /id:
        claim x {}
        entity bolt {}
    Fails at article /id:
        claim x {}
        source article {"passages": [{"id": "second", "section": "2", "from": "The", "to": "end.",
            "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}]}
        source digest {"derived_from": ["article"]}
        claim y {"evidence": [{"source": "digest", "stance": "context"}, {}]}
    Passes:
        claim x {"kind": "part-of", "subject": "bolt", "object": "acme"}
    Passes:
        claim x {}
        entity bolt {"withdrawn": {"on": "2026-01-30", "why": "It is the same as Acme."}}
    """
    if record.withdrawn is not None:
        return
    if _used(record.id, view) or view.once(_some_unread):
        yield None
        return
    what = "no record names it"
    way = "name it where it is meant, or withdraw it; never published, its file can go"
    source = view.sources.get(record.id)
    if source is not None and source.passages:
        what = "it has passages, but no claim appears in it"
        way = "write the claims that its passages make, or remove the passages"
    yield Problem(f"{record.id} is of no use to the corpus: {what}; {way}", ("id",))


def _some_unread(view: View) -> bool:
    """Whether there is a record that cannot be read: it may name any, by another word."""
    return any(digest.sort == "unread" for digest in view.records.values())


def _used(id: str, view: View) -> bool:
    source = view.sources.get(id)
    users = view.users(id)
    if source is not None and source.passages:
        users = [user for user in users if _appears(user, id, view)]
    return bool(users) or id in view.once(_meant_elsewhere)


def _appears(user: str, id: str, view: View) -> bool:
    """Whether a claim appears in a source; of a record that cannot be read it may."""
    digest = view.records[user]
    return digest.sort == "unread" or (digest.sort == "claim" and id in digest.appears_in)


def _meant_elsewhere(view: View) -> set[str]:
    """The records that somebody most likely meant to name: `unknown-id` is enough about them."""
    missed = dict.fromkeys((reference.id, reference.wanted) for reference in view.missed())
    meant = (view.meant(id, wanted) for id, wanted in missed)
    return {each.id for each in meant if each is not None}


def two_entities_one_name(entity: Entity, view: View) -> Looked:
    """Two entities of one kind have a name in common.

    They may be one thing under two ids, so that what is known of it falls apart.  Keep one and
    withdraw the other; where they are two things, make their names tell them apart.

    Fails at works /name with acme:
        claim x {}
        entity works {"name": "ACME"}
        claim y {"kind": "existed", "subject": "works"}
    Fails at works /aliases/0 with acme:
        claim x {}
        entity works {"aliases": ["Acme"]}
        claim y {"kind": "existed", "subject": "works"}
    Passes:
        claim x {}
        entity gadget {"kind": "product", "name": "Acme"}
        claim y {"kind": "existed", "subject": "gadget"}
    """
    if entity.withdrawn is not None:
        return
    bearers = view.once(_bearers)
    found: dict[str, Pointer] = {}
    names: list[tuple[Pointer, str]] = [(("name",), entity.name)]
    names += ((("aliases", n), alias) for n, alias in enumerate(entity.aliases))
    for at, name in names:
        others = bearers.get((entity.kind, folded(name)), [])
        if others and others[0] < entity.id:
            found.setdefault(others[0], at)
    for other, at in sorted(found.items()):
        shared = dict(names)[at]
        yield Problem(
            f"{shared} is a name of {view.name(other)} ({other}) too, and both are of kind "
            f"{entity.kind}; withdraw one of them, or give each a name of its own",
            at,
            conflict=(other, entity.id),
            related=(Related(other, ("name",), "the other entity"),),
        )
    if not found:
        yield None


def _bearers(view: View) -> dict[tuple[str, str], list[str]]:
    """For each kind and name, the live entities that bear it, sorted."""
    found: dict[tuple[str, str], list[str]] = {}
    for id, entity in sorted(view.entities.items()):
        if entity.live:
            for name in dict.fromkeys(map(folded, (entity.name, *entity.aliases))):
                found.setdefault((entity.kind, name), []).append(id)
    return found


def two_sources_one_address(source: Source, view: View) -> Looked:
    """Two sources are one document: they have one address, and are of one day.

    Evidence from both seems to have two origins.  Keep one and withdraw the other; where one repeats
    the other, name that in its `derived_from`.  Two states of a page differ in the day on which they
    were published, or, where neither has one, read.

    Fails at wire /address with agency:
        claim x {"evidence": [{"source": "wire"}, {"source": "agency"}]}
        source agency {"address": "https://example.org/news/1", "published": "2024-05-03"}
        source wire {"address": "http://www.Example.org/news/1/", "published": "2024-05-03"}
    Fails at wire /address with agency:
        claim x {"evidence": [{"source": "wire"}, {"source": "agency"}]}
        source agency {"address": "https://example.org/board", "published": "absent",
            "retrieved": "2026-01-21"}
        source wire {"address": "https://example.org/board", "published": "absent",
            "retrieved": "2026-01-21"}
    Passes:
        claim x {"evidence": [{"source": "wire"}, {"source": "agency"}]}
        source agency {"address": "https://example.org/board", "published": "absent",
            "retrieved": "2026-01-21"}
        source wire {"address": "https://example.org/board", "published": "absent",
            "retrieved": "2026-01-22"}
    Passes:
        claim x {"evidence": [{"source": "wire"}, {"source": "agency"}]}
        source agency {"address": "https://example.org/page", "published": "2024-05"}
        source wire {"address": "https://example.org/page", "published": "2024-05"}
    Passes:
        claim x {"evidence": [{"source": "wire"}, {"source": "agency"}]}
        source agency {"address": "https://example.org/news#1", "published": "2024-05-03"}
        source wire {"address": "https://example.org/news#2", "published": "2024-05-03"}
    Passes:
        claim x {"evidence": [{"source": "wire"}, {"source": "agency"}]}
        source agency {"address": "https://example.org/news/1", "published": "2024-05-03"}
        source wire {"address": "https://example.org/news/1", "published": "2024-05-03",
            "derived_from": ["agency"]}
    """
    document = None if source.withdrawn is not None else _document(source)
    if document is None:
        return
    yield None
    for id in view.once(_documents).get(document, ()):
        if id >= source.id:
            return  # each pair is told once, at the later
        if source.id not in view.behind(id) and id not in view.behind(source.id):
            yield Problem(
                f"{id} has this address and day too, so one document may count as two origins; "
                "withdraw one of them, or tell them apart",
                ("address",),
                conflict=(id, source.id),
                related=(Related(id, ("address",), "the other source"),),
            )
            return


def _document(source: Source | SourceDigest) -> tuple[str, bool, int] | None:
    """What tells one document from another: address and day; None where no day is certain."""
    published = source.published is not None
    text = source.published if published else source.retrieved
    day = exact_day(dates.read_or_none(text, time=True))
    return None if day is None else (addresses.without_variants(source.address), published, day)


def _documents(view: View) -> dict[tuple[str, bool, int], list[str]]:
    """For each document, the live sources that are of it, sorted."""
    found: dict[tuple[str, bool, int], list[str]] = {}
    for id, source in sorted(view.sources.items()):
        document = _document(source) if source.live else None
        if document is not None:
            found.setdefault(document, []).append(id)
    return found


RULES = (
    check(id_unlike_file, "file", sees="records"),
    check(id_used_twice, "file", sees="records"),
    check(unknown_id, "file", sees="records"),
    check(unknown_passage, "claim", sees="records"),
    check(unused_record, "entity", "source", severity="warning", sees="records"),
    check(two_entities_one_name, "entity", severity="warning", sees="records"),
    check(two_sources_one_address, "source", severity="warning", sees="records"),
)
