"""The passage of a document under check in which a new claim was made, found by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from claims_check.cli.drafts import Desk
from claims_check.cli.questions import Question, brief
from claims_check.findings import counted
from claims_check.suggestion import closest

if TYPE_CHECKING:
    from claims_check.records.source import Passage, Source

SHOWN = 12
"""Passages that are shown at once; a document has a hundred."""


def passage_of(desk: Desk, source: str) -> str:
    """The id of a passage of a source; empty where it has none, or none is named.

    An answer that is no id is looked for in ids, headings and first words.
    """
    record: Source = desk.corpus.entry_of[source].record
    passages = {passage.id: passage for passage in record.passages}
    if not passages and "--passage" not in desk.questions.given:
        return ""
    few = len(passages) <= SHOWN
    text = "Passage" if few else f"Passage: words of its heading or beginning ({len(passages)})"

    def wrong(text: str) -> str | None:
        if text in passages:
            return None
        return _found(text, source, passages)

    def meant(text: str) -> str:
        found = _with_words(text, passages.values())
        return found[0].id if len(found) == 1 else ""

    return desk.questions.ask(
        Question(
            "--passage",
            text,
            known=tuple(passages) if few else (),
            optional=True,
            check=wrong,
            meant=meant,
            manual=lambda: _list(passages.values()),
        )
    )


def _found(text: str, source: str, passages: dict[str, Passage]) -> str:
    """What an answer that is no id finds."""
    found = _with_words(text, passages.values())
    if not _words(text) or not found:
        near = closest(text, passages)
        cure = f"did you mean {near}?" if near else "write an id, or words of its heading"
        return f"{source} has no passage {brief(text)}; {cure}"
    more = f"and {len(found) - SHOWN} more; write more words of the one that you mean"
    return "\n".join(
        [
            f"{counted(len(found), 'passage')} of {source} with these words; write the id:",
            *_list(found[:SHOWN]).splitlines(),
            *([more] if len(found) > SHOWN else []),
        ]
    )


def _with_words(text: str, passages: Iterable[Passage]) -> list[Passage]:
    """The passages that have words which begin with each of these."""
    wanted = _words(text)
    return [
        passage
        for passage in passages
        if all(any(word.startswith(each) for word in _told(passage)) for each in wanted)
    ]


def _told(passage: Passage) -> list[str]:
    return _words(f"{passage.id} {passage.section} {passage.from_} {passage.to}")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _list(passages: Iterable[Passage]) -> str:
    return "".join(f"  {p.id}: {p.section}: {p.from_} …\n" for p in passages)
