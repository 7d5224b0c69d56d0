"""What is told of the text under the cursor: a record, a date, or a word of the method."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from claims_check.dates import MAX_DAY, MIN_DAY, DateError, read, window_text
from claims_check.lsp.dates_told import days_left, days_of, days_written, is_date
from claims_check.lsp.tokens import Token, value_at
from claims_check.named_tuple import NamedTuple
from claims_check.report.words import printable
from claims_check.timeline.states import State, states

if TYPE_CHECKING:
    from claims_check.corpus.digest import ClaimDigest, EntityDigest, SourceDigest
    from claims_check.dates import Window
    from claims_check.lsp.desk import Known

MOST_STATES = 24
"""So many states of an entity are told; the command `state` tells all."""

WORDS = ("kind", "label", "label_then", "flaw", "flaw_then", "confidence", "rule")
"""Keys whose values are words that have a manual."""


class Told(NamedTuple):
    """A heading, paragraphs, and a list below them; plain text, each a line."""

    heading: str
    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    def plain(self) -> str:
        """As a client without Markdown shows it."""
        items = (f"- {item}" for item in self.items)
        return "\n".join(map(printable, [self.heading, *self.lines, *items]))

    def markdown(self) -> str:
        """As Markdown, in which what records say means itself."""
        parts = [f"**{escaped(self.heading)}**", *map(escaped, self.lines)]
        if self.items:
            parts.append("\n".join(f"- {escaped(item)}" for item in self.items))
        return "\n\n".join(parts)


def escaped(text: str) -> str:
    """The text with everything escaped that Markdown would take for markup."""
    return "".join(f"\\{mark}" if mark in "\\`*_[]<>~&" else mark for mark in printable(text))


def told(
    token: Token, tokens: list[Token], known: Known, explain: Callable[[str], str]
) -> Told | None:
    """What there is to tell of a quoted text; None where there is nothing.

    `explain` gives the manual of a word, empty where it has none.
    """
    if token.is_key:
        return None
    if token.wanted or token.at == ("id",):
        return _of_record(token.text, tokens, known)
    if is_date(token, tokens):
        return _of_date(token, tokens, known)
    if token.key in WORDS:
        manual = explain(token.text)
        return Told(token.text, tuple(manual.split("\n"))) if manual else None
    return None


def _of_record(id: str, tokens: list[Token], known: Known) -> Told | None:
    corpus = known.corpus
    digest = corpus.records.get(corpus.stems.get(id, id))
    if digest is None:
        return None
    if digest.sort == "entity":
        return _of_entity(digest, tokens, known)
    if digest.sort == "claim":
        return _of_claim(digest, known)
    if digest.sort == "source":
        return _of_source(digest)
    return Told(f"{id} cannot be read", (f"{digest.file} has findings that say why.",))


def _of_entity(entity: EntityDigest, tokens: list[Token], known: Known) -> Told:
    day = known.view.as_of
    days, whose = days_of(tokens, day)
    found = states(known.view.timeline, entity.id, days.earliest, known.view.name, days.latest)
    lines = [f"also called {', '.join(entity.aliases)}"] if entity.aliases else []
    if not entity.live:
        lines.append("withdrawn")
    on = f"{window_text(days)}{whose}"
    lines.append(
        f"On {on}, the corpus establishes:"
        if found
        else f"The corpus establishes nothing of it for {on}."
    )
    items = [_state(state) for state in found[:MOST_STATES]]
    if len(found) > MOST_STATES:
        more = len(found) - MOST_STATES
        items.append(f"and {more} more: claims-check state {entity.id} --at DATE")
    return Told(f"{entity.name} ({entity.kind} {entity.id})", tuple(lines), tuple(items))


def _state(state: State) -> str:
    possibly = "possibly " if state.certainty == "possible" else ""
    ends = [_end("since", state.since)]
    if state.until.latest < MAX_DAY or state.until.earliest > state.since.latest:
        ends.append(_end("until", state.until))  # else it says no more than the start
    spell = ", ".join(filter(None, ends))
    return f"{possibly}{state.what}: {state.value}" + (f" ({spell})" if spell else "")


def _end(word: str, window: Window) -> str:
    """When a state began or ended; empty where nothing is known of it."""
    if window.earliest > MIN_DAY and window.latest < MAX_DAY and window.earliest < window.latest:
        return f"{word} some day from {window_text(window)}"
    return f"{word} {window_text(window)}" if window_text(window) != "any day" else ""


def _of_claim(claim: ClaimDigest, known: Known) -> Told:
    record = known.corpus.entry_of[claim.id].record
    verdict = record.verdict
    judged = [claim.label]
    if verdict.flaw:
        judged.append(f"but {verdict.flaw}")
    judged.append(f"confidence {claim.confidence}, checked {claim.checked}")
    lines = [record.statement, f"verdict: {', '.join(judged)}"]
    if claim.instead:
        lines.append(f"instead: {', '.join(claim.instead)}")
    if not claim.live:
        lines.append("withdrawn")
    return Told(f"{claim.id} (claim, {claim.kind})", (*lines, *_dates(known, claim.id)))


def _dates(known: Known, id: str) -> Iterable[str]:
    proposition = known.corpus.entry_of[id].record.proposition
    fields = (("at", "at"), ("start", "from"), ("end", "to"))
    given = [
        f"{word} {date}" for field, word in fields if (date := getattr(proposition, field, None))
    ]
    return [f"dates: {', '.join(given)}"] if given else []


def _of_source(source: SourceDigest) -> Told:
    published = f", {source.published}" if source.published else ""
    lines = [f"{source.publisher}{published} ({source.kind})", source.address]
    if source.derived_from:
        lines.append(f"derived from {', '.join(source.derived_from)}")
    if not source.live:
        lines.append("withdrawn")
    return Told(f"{source.title} (source {source.id})", tuple(lines))


def _of_date(token: Token, tokens: list[Token], known: Known) -> Told:
    try:
        date = read(token.text, open_end=True, time=True)
    except DateError as error:
        return Told(f"{token.text} is no date", (str(error),))
    lines = days_written(date)
    own = value_at(tokens, ("id",))
    left = days_left(own.text if own else "", token, date, known)
    if left:
        window, because = left
        lines.append(_left(window, because))
    return Told(token.text, tuple(lines))


def _left(window: Window, because: tuple[str, ...]) -> str:
    leaning = f", because of {', '.join(because)}" if because else ""
    return f"all records together leave: {window_text(window)}{leaning}"
