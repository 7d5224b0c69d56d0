"""New entities, from answers, and the entities that answers name."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from typing import Any

from claims_check.cli.drafts import Desk, shaped
from claims_check.cli.new_manuals import manual_of
from claims_check.cli.questions import Question, brief
from claims_check.drafting.fields import field_of
from claims_check.drafting.ids import slug
from claims_check.drafting.names import spelling
from claims_check.suggestion import closest

NEW = "--new-entity "
"""What the option of a new entity begins with; its name follows."""


def draft_entity(desk: Desk) -> None:
    """An entity from answers."""
    name = desk.questions.ask(
        Question(
            "--name",
            "Name",
            check=lambda text: _known(desk, text) or _line(text),
            manual=manual_of("entity", "name"),
        )
    )

    def member(option: str, text: str, **how: Any) -> Any:
        return desk.member(f"--{option}", text, "entity", field_of("entity", option), **how)

    kind = member("kind", "Kind")
    aliases = member("aliases", "Other names, with commas", optional=True)
    wikidata = member(
        "wikidata", "Item in Wikidata", optional=True, more=shaped("entity", "wikidata")
    )
    id = desk.id_for("--id", name)
    record = {"id": id, "kind": kind, "name": name, "aliases": aliases, "wikidata": wikidata}
    desk.draft("entity", "entities", record, {f"/{key}": (f"--{key}",) for key in record})


_line = shaped("entity", "name")


def _known(desk: Desk, name: str) -> str | None:
    """Why a name is none for a new entity: one that is there bears it, however it is spelt."""
    ids = [id for id in desk.entities(name) if id in desk.corpus.entities]
    if not ids or "--id" in desk.questions.given:
        return None
    return (
        f"{', '.join(map(desk.told, ids))} is there; take it, or tell another apart by its name or "
        "with --id"
    )


def entity_named(desk: Desk, word: str, option: str, kinds: Collection[str]) -> str | None:
    """The id of the entity that an answer means; a new one is drafted.

    `kinds` are those that may stand there, empty where all may.  None where there is none, and
    somebody on a terminal would rather name another.
    """
    ids = desk.entities(word)
    if ids:
        return ids[0]
    questions = desk.questions
    new, name = _told_as_new(desk, word)
    meant = entity_meant(desk, word, kinds)
    trouble = f"there is no entity {brief(word)}" + (f" (did you mean {meant}?)" if meant else "")
    if new not in questions.given:
        if not questions.terminal:
            here = questions.told("--new-entity")
            questions.object(option, f"{trouble}; if it is new, add {brief(word)}=KIND to {here}")
            return None
        questions.say(trouble[0].upper() + trouble[1:])
    kind = questions.ask(
        Question(
            new,
            f"Kind of the new entity {name}",
            choices=field_of("entity", "kind").choices,
            optional=questions.terminal,
            manual=manual_of("entity", "kind"),
        )
    )
    if not kind:
        return None
    wrong = shaped("entity", "name")(name)
    if not wrong and not slug(name) and not questions.terminal:
        wrong = f"it has no Latin letters to make an id of; {_write_first(name, kind)}"
    if wrong:
        questions.object(new, wrong)
        return None
    id = desk.fresh(slug(name)) if slug(name) else desk.id_for(f"id of {name}", name)
    desk.taken[id] = "another new record"
    desk.name(id, name, word)
    desk.draft("entity", "entities", {"id": id, "kind": kind, "name": name}, {"": (new,)})
    return id


def _told_as_new(desk: Desk, word: str) -> tuple[str, str]:
    """The option that says that an entity is new, and its name as it stands there."""
    for option in desk.questions.given:
        name = option.removeprefix(NEW)
        if name != option and (spelling(word) == spelling(name) or word == slug(name)):
            return option, name
    return f"{NEW}{word}", word


def entity_meant(desk: Desk, word: str, kinds: Collection[str]) -> str:
    """The entity that was most likely meant: of its id, else spelt much like it.

    One of a kind that may stand there comes before others.
    """
    entities = desk.corpus.entities
    if slug(word) in entities:
        return slug(word)
    new = [name.removeprefix(NEW).lower() for name in desk.questions.given if name.startswith(NEW)]
    fitting = [
        name
        for name, ids in desk.names.items()
        if any(id in entities and entities[id].kind in kinds for id in ids)
    ]
    near = closest(word, fitting) or closest(word, [*desk.names, *new])
    return " or ".join(desk.names.get(near, [near])) if near else ""


def pass_by_known_entities(desk: Desk) -> None:
    """A new entity that the corpus has by that very name and kind is no mistake."""
    questions = desk.questions
    for option, kind in questions.given.items():
        name = option.removeprefix(NEW)
        ids = desk.entities(name) if name != option else []
        ids = [id for id in ids if id in desk.corpus.entities]
        if not ids:
            continue
        questions.pass_by(option)
        known = desk.corpus.entities[ids[0]].kind
        if name.lower() not in desk.names:
            questions.object(
                option,
                f"{desk.told(ids[0])} is there; leave it out to take that one, or, for another, "
                + _write_first(name, kind),
            )
        elif kind not in [desk.corpus.entities[id].kind for id in ids]:
            questions.object(
                option, f"the corpus has it: {ids[0]}, of kind {known}, not {brief(kind)}"
            )


def _write_first(name: str, kind: str) -> str:
    return (
        "write it first, under an id of its own: claims-check new entity "
        f"--name {shlex.quote(brief(name))} --kind {brief(kind)} --id ID"
    )
