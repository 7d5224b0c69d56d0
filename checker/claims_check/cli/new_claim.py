"""A new claim from answers, with the entities and the source that it needs."""

from __future__ import annotations

import shlex
from typing import Any

from claims_check.cli.drafts import Desk, shaped, source_at, source_named, source_trouble
from claims_check.cli.questions import brief
from claims_check.corpus.digest import folded, small_hash
from claims_check.drafting.fields import Field, complaint, field_of, fields_of, value_of
from claims_check.drafting.ids import slug
from claims_check.findings import Pointer
from claims_check.records.shapes import kinds
from claims_check.suggestion import closest, misspelt

SELDOM = frozenset({"spell", "official", "shared", "approximate"})
"""Optional fields that nobody is asked for; `--field` takes them."""

NEW = "--new-entity "
"""What the option of a new entity begins with; its name follows."""

NO_TOPICS = frozenset({"entities", "sources"})
"""Folders that hold no claims."""

ONLY = {"flaw": "supported", "searched": "not-enough-evidence", "instead": "refuted"}
"""Members of a verdict that go with one label, and that label."""

STANCES = {"supported": "supports", "refuted": "refutes", "conflicting-evidence": ""}


def draft_claim(desk: Desk) -> None:
    """A claim, and before it whatever it names that the corpus does not have."""
    ask = desk.questions.ask
    statement = ask(
        "--statement",
        "The claim in one sentence of your own",
        check=lambda text: _said(desk, text) or shaped("claim", "statement")(text),
    )
    proposition = _proposition(desk)
    _pass_by_known_entities(desk)
    appearance = _appearance(desk)
    verdict = _verdict(desk)
    evidence = _evidence(desk, verdict.get("label") or "")
    topic = _topic(desk)
    id = desk.id_for("--id", statement)
    record = {
        "id": id,
        "statement": statement,
        "proposition": proposition,
        "appearances": [appearance] if appearance else None,
        "verdict": verdict,
        "evidence": [evidence],
    }
    asked = {
        "/id": "--id",
        "/statement": "--statement",
        "/appearances/0/source": "--appears-in",
        "/appearances/0/passage": "--passage",
        "/proposition/kind": "--kind",
        "/verdict": "--label",
        "/evidence": "--source",
        **{f"/proposition/{name}": f"--field {name}" for name in proposition if name != "kind"},
        **{f"/verdict/{name}": f"--{name}" for name in verdict},
        **{f"/evidence/0/{name}": f"--{name}" for name in evidence},
    }
    desk.draft("claim", topic, record, asked)


def _said(desk: Desk, statement: str) -> str | None:
    corpus, said = desk.corpus, small_hash(folded(statement))
    for claim in corpus.claims.values():
        if claim.said == said and corpus.statement(claim.id) == statement:
            return f"the corpus has it: {claim.id}"
    return None


def _topic(desk: Desk) -> str:
    below = len(desk.corpus.root) + 1
    claims = (entry.path[below:] for entry in desk.corpus.entries if entry.sort == "claim")
    folders = {name.split("/")[0] for name in claims if "/" in name}
    topics = tuple(sorted(folders - NO_TOPICS))
    topic = desk.questions.ask("--topic", "Folder of its topic", known=topics, check=_topic_trouble)
    meant = None if topic in topics else misspelt(topic, topics)
    if meant:
        desk.notes[f"{topic}/"] = f"the first of the topic {topic}; was {meant} meant?"
    return topic


def _topic_trouble(topic: str) -> str | None:
    if topic in NO_TOPICS:
        return f"{topic} holds no claims; name a folder for the topic"
    if shaped("claim", "id")(topic) is None:
        return None
    meant = slug(topic)
    return "a topic is small letters and digits in words joined by single hyphens" + (
        f"; write {meant}" if meant else ""
    )


def _proposition(desk: Desk) -> dict[str, Any]:
    kind = desk.questions.ask("--kind", "Kind of proposition", choices=kinds())
    if not kind:
        return {}
    at: Pointer = ("proposition",)
    fields = fields_of("claim", at, {"proposition": {"kind": kind}})
    known = [field.name for field in fields if field.name != "kind"]
    for option in desk.questions.given:
        name = option.removeprefix("--field ")
        if name != option and name not in known:
            meant = closest(name, known)
            cure = f"did you mean {meant}?" if meant else f"its fields are {', '.join(known)}"
            desk.questions.pass_by(option)
            desk.questions.object(option, f"{kind} has no field {brief(name)}; {cure}")
    proposition: dict[str, Any] = {"kind": kind}
    for field in fields:
        given = f"--field {field.name}" in desk.questions.given
        if field.name == "kind" or (field.name in SELDOM and not given):
            continue
        value = _field(desk, kind, field)
        if value is not None:
            proposition[field.name] = value
    return proposition


def _field(desk: Desk, kind: str, field: Field) -> Any:
    what = f" ({field.wanted})" if field.wanted else ""
    option = f"--field {field.name}"
    while True:
        value = desk.member(
            option,
            f"{field.name}{what}",
            field,
            optional=not field.required,
            more=lambda text: _trouble(desk, kind, field, text),
        )
        if value is None or field.wanted != "entity":
            return value
        ids = [_entity(desk, word, option) for word in (value if field.many else [value])]
        if None not in ids:
            return ids if field.many else ids[0]
        if not desk.questions.terminal:
            return None
        desk.questions.drop(option)


def _trouble(desk: Desk, kind: str, field: Field, text: str) -> str | None:
    """Why an answer cannot be the value of a field: an unknown record, or another shape."""
    words = value_of(field, text) if field.many else [text]
    if field.wanted == "entity":
        for word in words:
            ids = desk.names.get(word.lower(), [])
            if len(ids) > 1:
                return f"{word} is the name of several; write an id: {', '.join(ids)}"
        return None
    if field.wanted == "claim":
        return next((wrong for word in words if (wrong := _claim_trouble(desk, word))), None)
    record = {"proposition": {"kind": kind, field.name: value_of(field, text)}}
    return complaint("claim", record, ("proposition", field.name))


def _claim_trouble(desk: Desk, id: str) -> str | None:
    if id in desk.corpus.claims:
        return None
    meant = closest(id, desk.corpus.claims)
    return f"there is no claim {id}" + (f"; did you mean {meant}?" if meant else "")


def _entity(desk: Desk, word: str, field: str) -> str | None:
    """The id of the entity of this id, name or alias; a new one is drafted.

    None where there is none, and somebody on a terminal would rather name another.
    """
    ids = desk.names.get(word.lower())
    if ids:
        return ids[0]
    questions = desk.questions
    told = {name: name.removeprefix(NEW) for name in questions.given if name.startswith(NEW)}
    option, name = next(
        ((o, n) for o, n in told.items() if word.lower() == n.lower() or word == slug(n)),
        (f"{NEW}{word}", word),
    )
    near = closest(word, [*desk.names, *(each.lower() for each in told.values())])
    cure = f" (did you mean {' or '.join(desk.names.get(near, [near]))}?)" if near else ""
    trouble = f"there is no entity {brief(word)}{cure}"
    if option not in questions.given:
        if not questions.terminal:
            here = questions.told("--new-entity")
            questions.object(field, f"{trouble}; if it is new, add {brief(word)}=KIND to {here}")
            return None
        questions.say(trouble[0].upper() + trouble[1:])
    kind = questions.ask(
        option,
        f"Kind of the new entity {name}",
        choices=field_of("entity", "kind").choices,
        optional=questions.terminal,
    )
    if not kind:
        return None
    wrong = shaped("entity", "name")(name)
    if not wrong and not slug(name) and not questions.terminal:
        wrong = (
            "it has no Latin letters to make an id of; write it first: "
            f"claims-check new entity --name {shlex.quote(name)} --kind {kind} --id ID"
        )
    if wrong:
        questions.object(option, wrong)
        return None
    id = desk.fresh(slug(name)) if slug(name) else desk.id_for(f"id of {name}", name)
    desk.taken[id] = "another new record"
    desk.name(id, name, word)
    desk.draft("entity", "entities", {"id": id, "kind": kind, "name": name}, {"": option})
    return id


def _pass_by_known_entities(desk: Desk) -> None:
    """A new entity that the corpus has is no mistake, where it is of the kind that is said."""
    for option, kind in desk.questions.given.items():
        ids = desk.names.get(option.removeprefix(NEW).lower(), []) if option.startswith(NEW) else []
        known = [desk.corpus.entities[id].kind for id in ids if id in desk.corpus.entities]
        if known:
            desk.questions.pass_by(option)
            if kind not in known:
                desk.questions.object(
                    option, f"the corpus has it: {ids[0]}, of kind {known[0]}, not {brief(kind)}"
                )


def _appearance(desk: Desk) -> dict[str, Any] | None:
    word = desk.questions.ask(
        "--appears-in",
        "Where it was said: id or address of a source",
        optional=True,
        check=lambda text: source_trouble(desk, text, new=False),
    )
    if not word:
        return None
    source = source_named(desk, word)
    passages = desk.corpus.sources[source].passages if source else ()
    if not passages and "--passage" not in desk.questions.given:
        return {"source": source}
    passage = desk.questions.ask("--passage", "Passage", choices=passages, optional=True)
    return {"source": source, **({"passage": passage} if passage else {})}


def _verdict(desk: Desk) -> dict[str, Any]:
    def member(name: str, question: str, **how: Any) -> Any:
        return desk.member(
            f"--{name}",
            question,
            field_of("claim", "verdict", name),
            more=None if name in ("instead", "checked") else shaped("claim", "verdict", name),
            **how,
        )

    label = member("label", "Verdict", default="supported")
    verdict = {"label": label}
    for name, wanted in ONLY.items():
        if label and label != wanted and f"--{name}" in desk.questions.given:
            desk.questions.pass_by(f"--{name}")
            desk.questions.object(
                f"--{name}", f"only a claim that is {wanted} has one; leave it out"
            )
    if label == "supported":
        verdict["flaw"] = member("flaw", "Flaw", optional=True)
    verdict["confidence"] = member("confidence", "Confidence", default="moderate")
    verdict["why"] = member("why", "Why")
    if label == "not-enough-evidence":
        verdict["searched"] = member("searched", "What was searched")
    if label == "refuted":
        field = field_of("claim", "verdict", "instead")
        verdict["instead"] = desk.member(
            "--instead",
            "Claims that hold instead, with commas",
            field,
            optional=True,
            more=lambda text: next(
                (wrong for id in value_of(field, text) if (wrong := _claim_trouble(desk, id))), None
            ),
        )
    verdict["checked"] = member("checked", "Checked on", default=desk.today())
    return {key: value for key, value in verdict.items() if value is not None}


def _evidence(desk: Desk, label: str) -> dict[str, Any]:
    word = desk.questions.ask(
        "--source",
        "Evidence: id of a source, or the address of a new one",
        check=lambda text: source_trouble(desk, text, new=True),
    )
    source = source_named(desk, word)
    if source is not None:
        _pass_by_what_is_known(desk, source)
    elif word:
        source = source_at(desk, word, "source-")

    def member(name: str, question: str, **how: Any) -> Any:
        field = field_of("claim", "evidence", name)
        more = shaped("claim", "evidence", 0, name)
        return desk.member(f"--{name}", question, field, more=more, **how)

    item = {
        "source": source,
        "stance": member("stance", "Stance", default=STANCES.get(label, "context")),
        "basis": member("basis", "Basis"),
        "says": member("says", "What the source says, in your own words"),
        "where": member("where", "Where in the source", optional=True),
        "read": member("read", "How much of it was read", default="whole"),
    }
    return {key: value for key, value in item.items() if value is not None}


def _pass_by_what_is_known(desk: Desk, id: str) -> None:
    """What is said of a source that the corpus has is no mistake, where its record says the same.

    A form asks for it before anybody has looked.
    """
    record = desk.corpus.entry_of[id].record
    for member in ("kind", "title", "publisher", "published", "language"):
        option = "--source-kind" if member == "kind" else f"--{member}"
        said = desk.questions.given.get(option)
        if said is None:
            continue
        desk.questions.pass_by(option)
        known = getattr(record, member)
        if said.lower() != str(known or "").lower():
            desk.questions.object(
                option,
                f"the corpus has this source, {id}, with "
                + (f"the {member} {known}" if known else f"no {member}")
                + f", not {brief(said)}; leave it out, or mend that record",
            )
