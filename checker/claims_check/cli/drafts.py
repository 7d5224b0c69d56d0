"""New sources and entities, from answers; what new records of all sorts have in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pydantic_core import ValidationError

from claims_check import dates
from claims_check.cli import console
from claims_check.drafting.fields import Field, complaint, field_of, value_of
from claims_check.drafting.ids import free_id, slug, taken_ids
from claims_check.records.canonical import canonical_text
from claims_check.records.validation import Sort, shape_problems, validate
from claims_check.suggestion import closest

if TYPE_CHECKING:
    from claims_check.cli.questions import Questions
    from claims_check.corpus.corpus import Corpus

FOLDERS = {"entity": "entities", "source": "sources"}


class Desk:
    """Where new records are made: whom to ask, the corpus, and what is already drafted."""

    def __init__(self, questions: Questions, corpus: Corpus) -> None:
        self.questions = questions
        self.corpus = corpus
        self.taken = taken_ids(corpus)
        self._drafts: list[tuple[Sort, str, dict[str, Any]]] = []
        self.names: dict[str, list[str]] = {}
        for entity in corpus.entities.values():
            for name in dict.fromkeys(n.lower() for n in (entity.id, entity.name, *entity.aliases)):
                self.names.setdefault(name, []).append(entity.id)
        self.addresses = {_bare(s.address): s.id for s in corpus.sources.values()}

    def today(self) -> str:
        """The day by the clock of this machine, which only a proposal takes from it."""
        from datetime import date

        return date.today().isoformat()

    def member(
        self,
        option: str,
        question: str,
        field: Field,
        *,
        default: str = "",
        optional: bool = False,
        more: Callable[[str], str | None] | None = None,
    ) -> Any:
        """The value of a member that is asked for; None where it is left out or missing."""
        answer = self.questions.ask(
            option,
            question,
            default=default,
            choices=() if field.many else field.choices,
            optional=optional,
            check=lambda text: _wrong(field, text) or (more(text) if more else None),
        )
        return value_of(field, answer) if answer else None

    def id_for(self, option: str, proposed: str) -> str:
        """The id of a new record: as told, else as proposed with a number where that is taken."""
        if not proposed and self.questions.missing and option not in self.questions.given:
            return ""  # what it is made of is missing
        stem = free_id(proposed, self.taken) if proposed else ""

        def wrong(id: str) -> str | None:
            if id in self.taken:
                return f"{id} is the id of another record, or was"
            return complaint("entity", {"id": id}, ("id",))

        id = self.questions.ask(option, "Id", default=stem, check=wrong)
        self.taken.add(id)
        return id

    def draft(self, sort: Sort, folder: str, record: dict[str, Any]) -> None:
        """Keep a record to be written; what is not known is left out of it."""
        kept = {key: value for key, value in record.items() if value is not None}
        self._drafts.append((sort, folder, {"$schema": self._schema(sort), **kept}))

    def _schema(self, sort: Sort) -> str:
        """The address of the schema, as its neighbours give it."""
        for entry in self.corpus.entries:
            if entry.sort == sort and entry.readable:
                said: str = json.loads(entry.text())["$schema"]
                return said
        return f"../../schemas/{sort}.schema.json"

    def texts(self) -> dict[str, bytes]:
        """The files to be written: path to bytes, what is named before what names it.

        Raises UsageError for a record that has not the shape of its sort.
        """
        made = {}
        for sort, folder, record in self._drafts:
            try:
                validate(sort, record)
            except ValidationError as error:
                rule, problem = shape_problems(sort, error, record)[0]
                raise console.UsageError(
                    f"the {sort} {record['id']} would not be valid: {problem.message} ({rule}); "
                    "nothing is written"
                ) from error
            path = f"{self.corpus.root}/{folder}/{record['id']}.json"
            made[path] = canonical_text(sort, record).encode()
        return made


def _wrong(field: Field, text: str) -> str | None:
    try:
        value_of(field, text)
    except ValueError as error:  # a DateError too
        return str(error)
    return None


def shaped(sort: Sort, *at: str | int) -> Callable[[str], str | None]:
    """Checks a text by the shape of a member of a record; 0 stands for the item of a list."""

    def wrong(text: str) -> str | None:
        record: Any = text
        for step in reversed(at):
            record = [record] if step == 0 else {step: record}
        return complaint(sort, record, at)

    return wrong


def _bare(address: str) -> str:
    return address.partition("#")[0].rstrip("/").removeprefix("https://").removeprefix("http://")


def draft_entity(desk: Desk) -> None:
    """An entity from answers."""
    ask = desk.questions.ask
    name = ask("--name", "Name", check=lambda text: _known(desk, text) or _line(text))
    kind = desk.member("--kind", "Kind", field_of("entity", "kind"))
    aliases = desk.member(
        "--aliases", "Other names, with commas", field_of("entity", "aliases"), optional=True
    )
    wikidata = desk.member(
        "--wikidata",
        "Item in Wikidata",
        field_of("entity", "wikidata"),
        optional=True,
        more=shaped("entity", "wikidata"),
    )
    id = desk.id_for("--id", slug(name))
    record = {"id": id, "kind": kind, "name": name, "aliases": aliases, "wikidata": wikidata}
    desk.draft("entity", "entities", record)


_line = shaped("entity", "name")


def _known(desk: Desk, name: str) -> str | None:
    ids = desk.names.get(name.lower())
    return f"the corpus has it: {', '.join(ids)}" if ids else None


def draft_source(desk: Desk) -> None:
    """A source from answers."""
    address = desk.questions.ask(
        "--address", "Address", check=lambda text: _cited(desk, text) or _address(text)
    )
    source_at(desk, address, "--kind", "--id")


_address = shaped("source", "address")


def _cited(desk: Desk, address: str) -> str | None:
    id = desk.addresses.get(_bare(address))
    return f"the corpus has it: {id}" if id else None


def source_at(desk: Desk, address: str, kind_option: str, id_option: str) -> str:
    """A new source of that address, drafted; gives its id."""
    from claims_check.suspicion import day_in_address

    def of(name: str) -> Field:
        return field_of("source", name)

    desk.questions.say(f"A new source: {address}")
    kind = desk.member(kind_option, "Kind of source", of("kind"))
    title = desk.member("--title", "Title", of("title"), more=shaped("source", "title"))
    publisher = desk.member(
        "--publisher", "Publisher", of("publisher"), more=shaped("source", "publisher")
    )
    carried = day_in_address(address)
    published = desk.member(
        "--published",
        "Published" + (f" (the address carries {dates.window_text(carried)})" if carried else ""),
        of("published"),
        optional=True,
    )
    today = desk.today()
    retrieved = desk.member("--retrieved", "Read on", of("retrieved"), default=today)
    language = desk.member(
        "--language", "Language", of("language"), default="en", more=shaped("source", "language")
    )
    year = next((d for d in (published, retrieved) if d and d[:4].isdecimal()), today)[:4]
    parts = [slug(publisher or "", 4), year, slug(title or "", 5)]
    id = desk.id_for(id_option, slug("-".join(part for part in parts if part), 20))
    desk.draft(
        "source",
        "sources",
        {
            "id": id,
            "kind": kind,
            "title": title,
            "publisher": publisher,
            "published": published,
            "address": address,
            "retrieved": retrieved,
            "language": language,
        },
    )
    return id


def source_named(desk: Desk, word: str) -> str | None:
    """The source of the corpus that has this id or address; None where none has."""
    if word in desk.corpus.sources:
        return word
    return desk.addresses.get(_bare(word))


def source_trouble(desk: Desk, word: str, *, new: bool) -> str | None:
    """Why a word names no source; `new` where an address may be that of a new one."""
    if source_named(desk, word):
        return None
    if word.startswith(("https://", "http://")):
        if new:
            return _address(word)
        return "no source has this address; write it first: claims-check new source --address …"
    meant = closest(word, desk.corpus.sources)
    cure = f"did you mean {meant}?" if meant else "give the address of a new one"
    return f"there is no source {word}; {cure}"
