"""A new claim from answers, with the entities and the source that it needs."""

from __future__ import annotations

from typing import Any

from claims_check.cli import console
from claims_check.cli.drafts import Desk, shaped, source_at, source_named, source_trouble
from claims_check.drafting.fields import Field, complaint, field_of, fields_of, kinds, value_of
from claims_check.drafting.ids import free_id, slug
from claims_check.findings import Pointer
from claims_check.suggestion import closest

SELDOM = frozenset({"spell", "official", "shared", "approximate"})
"""Optional fields that nobody is asked for; `--field` takes them."""

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
    appearance = _appearance(desk)
    verdict = _verdict(desk)
    evidence = _evidence(desk, verdict.get("label") or "")
    topic = ask("--topic", _topics(desk), check=_topic_trouble)
    id = desk.id_for("--id", slug(statement))
    record = {
        "id": id,
        "statement": statement,
        "proposition": proposition,
        "appearances": [appearance] if appearance else None,
        "verdict": verdict,
        "evidence": [evidence],
    }
    desk.draft("claim", topic, record)


def _said(desk: Desk, statement: str) -> str | None:
    for claim in desk.corpus.claims.values():
        if claim.statement == statement:
            return f"the corpus has it: {claim.id}"
    return None


def _topics(desk: Desk) -> str:
    below = len(desk.corpus.root) + 1
    topics = sorted(
        {e.path[below:].split("/")[0] for e in desk.corpus.entries if e.sort == "claim"}
    )
    return f"Folder of its topic (there are {', '.join(topics)})" if topics else "Folder"


def _topic_trouble(topic: str) -> str | None:
    if topic in ("entities", "sources"):
        return f"{topic} holds no claims; name a folder for the topic"
    return shaped("claim", "id")(topic) and (
        "a topic is small letters and digits in words joined by single hyphens"
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
            raise console.UsageError(f"--field: {kind} has no field {name}; {cure}")
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
    while True:
        value = desk.member(
            f"--field {field.name}",
            f"{field.name}{what}",
            field,
            optional=not field.required,
            more=lambda text: _trouble(desk, kind, field, text),
        )
        if value is None or field.wanted != "entity":
            return value
        ids = [_entity(desk, word) for word in (value if field.many else [value])]
        if None not in ids:
            return ids if field.many else ids[0]


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


def _entity(desk: Desk, word: str) -> str | None:
    """The id of the entity of this id, name or alias; a new one is drafted.

    None where somebody on a terminal would rather name another.
    """
    ids = desk.names.get(word.lower())
    if ids:
        return ids[0]
    questions, option = desk.questions, f"--new-entity {word}"
    meant = closest(word, desk.names)
    near = f"; did you mean {' or '.join(desk.names[meant])}?" if meant else ""
    if not questions.terminal and option not in questions.given:
        questions.missing.append(f"{option}=KIND (there is no entity {word}{near})")
        return ""
    questions.say(f"There is no entity {word}{near}")
    choices = field_of("entity", "kind").choices
    kind = questions.ask(
        option, f"Kind of the new entity {word}", choices=choices, optional=questions.terminal
    )
    if not kind:
        return None
    wrong = shaped("entity", "name")(word)
    if wrong or not slug(word):
        why = wrong or f"no id can be made of {word}"
        raise console.UsageError(
            f"{option}: {why}; write it first: claims-check new entity --id ID"
        )
    id = free_id(slug(word), desk.taken)
    desk.taken.add(id)
    desk.names[word.lower()] = [id]
    desk.draft("entity", "entities", {"id": id, "kind": kind, "name": word})
    return id


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
    if source is None and word:
        source = source_at(desk, word, "--source-kind", "--source-id")

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
