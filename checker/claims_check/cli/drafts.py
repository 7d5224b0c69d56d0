"""New sources and entities, from answers; what new records of all sorts have in common."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from claims_check import dates
from claims_check.addresses import without_variants
from claims_check.cli.questions import brief
from claims_check.drafting.fields import Field, complaint, field_of, value_of
from claims_check.drafting.ids import free_id, slug, taken_ids
from claims_check.records.canonical import canonical_text
from claims_check.records.shapes import Sort
from claims_check.suggestion import closest

if TYPE_CHECKING:
    from claims_check.cli.questions import Questions
    from claims_check.corpus.corpus import Corpus


class Desk:
    """Where new records are made: whom to ask, the corpus, and what is already drafted.

    `texts` are the new files by their paths, what is named before what names it.  `notes` say what
    whoever wants the records may not expect, by id, and by topic with a slash; `asked` says by path
    and pointer which option asks for a value, or for those below it.
    """

    def __init__(self, questions: Questions, corpus: Corpus) -> None:
        self.questions = questions
        self.corpus = corpus
        self.taken = taken_ids(corpus)
        self.notes: dict[str, str] = {}
        self.texts: dict[str, bytes] = {}
        self.asked: dict[str, dict[str, str]] = {}
        self.names: dict[str, list[str]] = {}
        for entity in corpus.entities.values():
            self.name(entity.id, entity.name, *entity.aliases)
        self.addresses = {_page(s.address): s.id for s in corpus.sources.values()}

    def name(self, id: str, *names: str) -> None:
        """Know an entity by its id and names; capitals do not matter."""
        for name in dict.fromkeys(each.lower() for each in (id, *names)):
            self.names.setdefault(name, []).append(id)

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

    def fresh(self, stem: str) -> str:
        """An id that nothing bears or bore: this one, or with a number, which is noted."""
        id = free_id(stem, self.taken)
        if id != stem:
            self.notes[id] = f"{stem} is taken: {self.taken[stem]}"
            self.questions.say(self.notes[id])
        return id

    def id_for(self, option: str, of: str, words: int = 8) -> str:
        """The id of a new record: as told, else the first words of a text that tells it apart.

        It gets a number where a record bears that id or bore it.
        """
        questions = self.questions
        if option in questions.given:
            default = ""
        elif stem := slug(of, words):
            default = self.fresh(stem)
        elif not of:
            return "-"  # what it is made of is missing, so nothing is written
        else:
            default = ""
            why = f"{brief(of)} has no Latin letters to make an id of"
            if not questions.terminal:
                questions.lack(option, f"{why}: write one, such as {option} some-words")
                return "-"
            questions.say(f"{why}; write one of small letters, digits and hyphens")

        def wrong(id: str) -> str | None:
            if id in self.taken:
                return f"{id} is taken: {self.taken[id]} bears this id, or bore it"
            return complaint("entity", {"id": id}, ("id",))

        id = questions.ask(option, "Id", default=default, check=wrong)
        self.taken[id] = "another new record"
        return id

    def draft(
        self, sort: Sort, folder: str, record: dict[str, Any], asked: Mapping[str, str]
    ) -> None:
        """Keep a record to be written; what is not known is left out of it.

        `asked` are the options by the pointers of what they ask for.
        """
        kept = {key: value for key, value in record.items() if value is not None}
        text = canonical_text(sort, {"$schema": self._schema(sort), **kept})
        path = f"{self.corpus.root}/{folder}/{record['id']}.json"
        self.texts[path] = text.encode("utf-8", "surrogatepass")
        self.asked[path] = dict(asked)

    def _schema(self, sort: Sort) -> str:
        """The address of the schema, as its neighbours give it."""
        for entry in self.corpus.entries:
            if entry.sort == sort and entry.readable:
                said: str = json.loads(entry.text())["$schema"]
                return said
        return f"../../schemas/{sort}.schema.json"


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


def _page(address: str) -> str:
    return without_variants(address.partition("#")[0])


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
    id = desk.id_for("--id", name)
    record = {"id": id, "kind": kind, "name": name, "aliases": aliases, "wikidata": wikidata}
    desk.draft("entity", "entities", record, {f"/{key}": f"--{key}" for key in record})


_line = shaped("entity", "name")


def _known(desk: Desk, name: str) -> str | None:
    ids = desk.names.get(name.lower())
    return f"the corpus has it: {', '.join(ids)}" if ids else None


def draft_source(desk: Desk) -> None:
    """A source from answers."""
    address = desk.questions.ask(
        "--address", "Address", check=lambda text: _cited(desk, text) or _address(text)
    )
    source_at(desk, address)


_address = shaped("source", "address")


def _cited(desk: Desk, address: str) -> str | None:
    id = desk.addresses.get(_page(address))
    return f"the corpus has it: {id}" if id else None


def source_at(desk: Desk, address: str, prefix: str = "") -> str:
    """A new source of that address, drafted; gives its id.

    `prefix` tells its options from those of a claim that is new too.
    """
    from claims_check.suspicion import day_in_address

    def of(name: str) -> Field:
        return field_of("source", name)

    desk.questions.say(f"A new source: {address}")
    kind = desk.member(f"--{prefix}kind", "Kind of source", of("kind"))
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
    year = published[:4] if published and published[:4].isdecimal() else ""
    parts = [slug(publisher or "", 4), year, slug(title or "", 5)]
    if parts[0] or parts[2]:
        words = "-".join(part for part in parts if part)
    else:
        words = " ".join(text for text in (publisher, title) if text)
    id = desk.id_for(f"--{prefix}id", words, 20)
    record = {
        "id": id,
        "kind": kind,
        "title": title,
        "publisher": publisher,
        "published": published,
        "address": address,
        "retrieved": retrieved,
        "language": language,
    }
    asked = {f"/{key}": f"--{key}" for key in record}
    if prefix:
        asked |= {"/id": "--source-id", "/kind": "--source-kind", "/address": "--source"}
    desk.draft("source", "sources", record, asked)
    return id


def source_named(desk: Desk, word: str) -> str | None:
    """The source of the corpus that has this id or address; None where none has."""
    if word in desk.corpus.sources:
        return word
    return desk.addresses.get(_page(word))


def source_trouble(desk: Desk, word: str, *, new: bool) -> str | None:
    """Why a word names no source; `new` where an address may be that of a new one."""
    if source_named(desk, word):
        return None
    if " " in word and "://" in word:
        return "write one address and nothing else" + (
            "; further evidence is added to the record once it is written" if new else ""
        )
    if word.startswith(("https://", "http://")):
        if new:
            return _address(word)
        return "no source has this address; write it first: claims-check new source --address …"
    meant = closest(word, desk.corpus.sources)
    if meant:
        cure = f"did you mean {meant}?"
    elif new:
        cure = "give the address of a new one, which begins with https://"
    else:
        cure = (
            "give the id or the address of a source that the corpus has, or leave it out where "
            "nobody said it but the corpus itself"
        )
    return f"there is no source {brief(word)}; {cure}"
