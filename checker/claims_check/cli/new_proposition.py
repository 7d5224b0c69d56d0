"""The proposition of a new claim, from answers, with the entities that it names."""

from __future__ import annotations

from typing import Any

from claims_check.cli import authoring
from claims_check.cli.drafts import Desk
from claims_check.cli.new_entity import entity_meant, entity_named
from claims_check.cli.new_manuals import manual_of
from claims_check.cli.questions import Question, brief
from claims_check.corpus.digest import folded, small_hash
from claims_check.drafting.fields import Field, complaint, fields_of, value_of
from claims_check.drafting.ids import slug
from claims_check.findings import Pointer
from claims_check.records.casting import ALLOWED
from claims_check.records.shapes import kinds
from claims_check.suggestion import closest

SELDOM = frozenset({"spell", "official", "shared", "approximate"})
"""Optional fields that nobody is asked for; `--field` takes them."""


def proposition_of(desk: Desk) -> dict[str, Any]:
    """The proposition; empty where its kind is missing."""
    kind = desk.questions.ask(
        Question(
            "--kind",
            "Kind of proposition",
            choices=kinds(),
            manual=manual_of("proposition", "kind"),
        )
    )
    if not kind:
        return {}
    at: Pointer = ("proposition",)
    fields = fields_of("claim", at, {"proposition": {"kind": kind}})
    known = [field.name for field in fields if field.name != "kind"]
    for option in desk.questions.given:
        name = option.removeprefix("--field ")
        if name != option and name not in known:
            desk.questions.pass_by(option)
            desk.questions.object(
                option, f"{kind} has no field {brief(name)}; {_other(desk, name, known)}"
            )
    proposition: dict[str, Any] = {"kind": kind}
    for field in fields:
        given = f"--field {field.name}" in desk.questions.given
        if field.name == "kind" or (field.name in SELDOM and not given):
            continue
        value = _field(desk, kind, field)
        if value is not None:
            proposition[field.name] = value
    return proposition


def _other(desk: Desk, name: str, known: list[str]) -> str:
    """What to do about a field that a kind does not have: another field, or another option."""
    if name in authoring.OPTIONS["claim"]:
        return f"{desk.questions.told(f'--{name}')} asks for it"
    meant = closest(name, known)
    return f"did you mean {meant}?" if meant else f"its fields are {', '.join(known)}"


def _field(desk: Desk, kind: str, field: Field) -> Any:
    what = f" ({field.wanted})" if field.wanted else ""
    option = f"--field {field.name}"
    while True:
        value = desk.member(
            option,
            f"{field.name}{what}",
            kind,
            field,
            optional=not field.required,
            more=lambda text: _trouble(desk, kind, field, text),
        )
        if value is None or field.wanted is None:
            return value
        words = value if field.many else [value]
        allowed = ALLOWED.get((kind, field.name), frozenset())
        if field.wanted == "claim":
            ids = [claim_named(desk, word) for word in words]
        else:
            ids = [entity_named(desk, word, option, allowed) for word in words]
        if None not in ids:
            return ids if field.many else ids[0]
        if not desk.questions.terminal:
            return None
        meant = entity_meant(desk, value, allowed) if not field.many else ""
        desk.questions.drop(option, meant if meant in desk.corpus.entities else "")


def _trouble(desk: Desk, kind: str, field: Field, text: str) -> str | None:
    """Why an answer cannot be the value of a field: an unknown record, or another shape."""
    words = value_of(field, text) if field.many else [text]
    if field.wanted == "entity":
        for word in words:
            if "://" in word:
                return "an entity has no address here; write its id or a name of it"
            ids = desk.entities(word)
            if len(ids) > 1:
                return f"{word} is the name of several; write an id: {', '.join(sorted(ids))}"
        return None
    if field.wanted == "claim":
        return next((wrong for word in words if (wrong := claim_trouble(desk, word))), None)
    record = {"proposition": {"kind": kind, field.name: value_of(field, text)}}
    return complaint("claim", record, ("proposition", field.name))


def claim_named(desk: Desk, word: str) -> str | None:
    """The claim of the corpus that has this id, however it is spelt, or states just this."""
    claims = desk.corpus.claims
    for id in (word, slug(word, len(word))):
        if id in claims:
            return id
    return claim_saying(desk, word)


def claim_saying(desk: Desk, statement: str) -> str | None:
    """The claim of the corpus that has this statement; None where none has."""
    corpus, said = desk.corpus, small_hash(folded(statement))
    alike = (claim.id for claim in corpus.claims.values() if claim.said == said)
    return next((id for id in alike if corpus.statement(id) == statement), None)


def claim_trouble(desk: Desk, word: str) -> str | None:
    """Why a word names no claim of the corpus; None where it names one."""
    if claim_named(desk, word):
        return None
    meant = closest(slug(word, len(word)) or word, desk.corpus.claims)
    return f"there is no claim {brief(word)}" + (f"; did you mean {meant}?" if meant else "")
