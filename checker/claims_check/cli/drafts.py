"""What new records of all sorts have in common: the answers, the corpus, and what is drafted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from claims_check import dates
from claims_check.addresses import without_variants
from claims_check.cli.new_manuals import manual_of, text_manual
from claims_check.cli.questions import Question, brief
from claims_check.drafting.fields import DATES, Field, complaint, value_of
from claims_check.drafting.ids import free_id, slug, taken_ids
from claims_check.drafting.names import spelling
from claims_check.records.canonical import canonical_text
from claims_check.records.shapes import Sort

if TYPE_CHECKING:
    from claims_check.cli.questions import Questions
    from claims_check.corpus.corpus import Corpus


class Desk:
    """Where new records are made: whom to ask, the corpus, and what is already drafted.

    `texts` are the new files by their paths, what is named before what names it.  `notes` say what
    whoever wants the records may not expect, by id, and by topic with a slash; `asked` says by path
    and pointer which options ask for a value, or for those below it, and `by_hand` by pointer
    what no answer mends.
    """

    def __init__(self, questions: Questions, corpus: Corpus) -> None:
        self.questions = questions
        self.corpus = corpus
        self.taken = taken_ids(corpus)
        self.notes: dict[str, str] = {}
        self.texts: dict[str, bytes] = {}
        self.asked: dict[str, dict[str, tuple[str, ...]]] = {}
        self.by_hand: dict[str, str] = {}
        self.names: dict[str, list[str]] = {}
        self._spellings: dict[str, list[str]] = {}
        for entity in corpus.entities.values():
            if entity.live:
                self.name(entity.id, entity.name, *entity.aliases)
        self.addresses = {page_of(s.address): s.id for s in corpus.sources.values()}

    def name(self, id: str, *names: str) -> None:
        """Know an entity by its id and names."""
        for name in dict.fromkeys(each.lower() for each in (id, *names)):
            self.names.setdefault(name, []).append(id)
        for name in dict.fromkeys(spelling(each) for each in (id, *names)):
            self._spellings.setdefault(name, []).append(id)

    def entities(self, word: str) -> list[str]:
        """The entities that a word means: by id, by a name but for capitals, however it is spelt.

        Two spellings that make one id would else make two entities of one thing.
        """
        if word in self.corpus.entities:
            return [word]
        return self.names.get(word.lower()) or self._spellings.get(spelling(word)) or []

    def told(self, id: str) -> str:
        """An entity of the corpus by its id and its name."""
        return f"{id} ({self.corpus.entities[id].name})"

    def today(self) -> str:
        """The day by the clock of this machine, which only a proposal takes from it."""
        from datetime import date

        return date.today().isoformat()

    def to_come(self, text: str) -> str | None:
        """What is wrong with a day on which something was done, and which is still to come.

        Where the corpus knows a later day, it is the clock of this machine that is wrong.
        """
        from datetime import date

        read = dates.read(text, time=True)
        latest = max(date.today().toordinal(), self.corpus.newest_check() or 0)
        if read.literal.earliest <= latest:
            return None
        return f"{text} is still to come, and nothing was done then; today is {self.today()}"

    def member(
        self,
        option: str,
        text: str,
        within: str,
        field: Field,
        *,
        default: str = "",
        optional: bool = False,
        more: Callable[[str], str | None] | None = None,
    ) -> Any:
        """The value of a member of an object; None where it is left out or missing.

        `within` is the name of the object: a record, a part of one, or a kind of proposition.
        """

        def wrong(text: str) -> str | None:
            return _wrong(field, text) or (more(text) if more else None)

        answer = self.questions.ask(
            Question(
                option,
                text,
                default,
                choices=() if field.many else field.choices,
                optional=optional,
                check=wrong,
                meant=_date_meant if field.name in DATES else None,
                manual=manual_of(within, field.name),
            )
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
            objection = complaint("entity", {"id": id}, ("id",))
            return f"{objection}; write {near(id)}" if objection and near(id) else objection

        def near(id: str) -> str:
            stem = slug(id, words)
            return stem and free_id(stem, self.taken)

        id = questions.ask(
            Question(
                option,
                "Id",
                default,
                check=wrong,
                meant=near,
                manual=text_manual(
                    "The name of the file, by which others name the record: small letters, digits "
                    "and single hyphens. It is never changed once it is published."
                ),
            )
        )
        self.taken[id] = "another new record"
        return id

    def draft(
        self,
        sort: Sort,
        folder: str,
        record: dict[str, Any],
        asked: Mapping[str, tuple[str, ...]],
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


def _date_meant(text: str) -> str:
    try:
        dates.read(text, open_end=True, time=True)
    except dates.DateError as error:
        return error.instead
    return ""


def shaped(sort: Sort, *at: str | int) -> Callable[[str], str | None]:
    """Checks a text by the shape of a member of a record; 0 stands for the item of a list."""

    def wrong(text: str) -> str | None:
        record: Any = text
        for step in reversed(at):
            record = [record] if step == 0 else {step: record}
        return complaint(sort, record, at)

    return wrong


def page_of(address: str) -> str:
    """The page that an address leads to, without what makes no other page of it."""
    return without_variants(address.partition("#")[0])
