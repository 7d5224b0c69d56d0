"""New sources, from answers, and the sources that answers name."""

from __future__ import annotations

from typing import Any

from claims_check import dates
from claims_check.cli.drafts import Desk, page_of, shaped
from claims_check.cli.new_manuals import manual_of
from claims_check.cli.questions import Question, brief
from claims_check.corpus.digest import folded
from claims_check.drafting.fields import field_of
from claims_check.drafting.ids import slug
from claims_check.suggestion import closest


def draft_source(desk: Desk) -> None:
    """A source from answers."""
    address = desk.questions.ask(
        Question(
            "--address",
            "Address",
            check=lambda text: _cited(desk, text) or _address(text),
            manual=manual_of("source", "address"),
        )
    )
    source_at(desk, address)


_address = shaped("source", "address")


def _cited(desk: Desk, address: str) -> str | None:
    id = desk.addresses.get(page_of(address))
    return f"the corpus has it: {id}" if id else None


def source_at(desk: Desk, address: str, prefix: str = "") -> str:
    """A new source of that address, drafted; gives its id.

    `prefix` tells its options from those of a claim that is new too.
    """
    from claims_check.suspicion import day_in_address

    def member(name: str, text: str, option: str = "", **how: Any) -> Any:
        return desk.member(option or f"--{name}", text, "source", field_of("source", name), **how)

    desk.questions.say(f"A new source: {address}")
    kind = member("kind", "Kind of source", f"--{prefix}kind")
    title = member("title", "Title", more=shaped("source", "title"))
    publisher = member("publisher", "Publisher", more=shaped("source", "publisher"))
    carried = day_in_address(address)
    published = member(
        "published",
        "Published" + (f" (the address carries {dates.window_text(carried)})" if carried else ""),
        optional=True,
    )
    today = desk.today()
    retrieved = member("retrieved", "Read on", default=today, more=desk.to_come)
    language = member("language", "Language", default="en", more=shaped("source", "language"))
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
    asked = {f"/{key}": (f"--{key}",) for key in record}
    if prefix:
        asked |= {"/id": ("--source-id",), "/kind": ("--source-kind",), "/address": ("--source",)}
    desk.draft("source", "sources", record, asked)
    return id


def source_named(desk: Desk, word: str) -> str | None:
    """The only source of the corpus that has this id, address or title; None where none has."""
    if word in desk.corpus.sources:
        return word
    if id := desk.addresses.get(page_of(word)):
        return id
    title, sources = folded(word), desk.corpus.sources.values()
    titled = [source.id for source in sources if folded(source.title) == title]
    return titled[0] if len(titled) == 1 else None


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
