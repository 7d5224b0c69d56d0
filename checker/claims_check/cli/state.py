"""`state`: what the corpus establishes about an entity on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims_check import dates
from claims_check.check import check_corpus
from claims_check.cli import CLEAN, console
from claims_check.cli.choice import choice_of
from claims_check.cli.target import corpus_of, target_by_option
from claims_check.dates import MAX_DAY, MIN_DAY, Window, day_text
from claims_check.report.words import printable
from claims_check.suggestion import closest
from claims_check.timeline.states import State, states

if TYPE_CHECKING:
    from argparse import Namespace

    from claims_check.cli.configuration import Configuration
    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.digest import EntityDigest
    from claims_check.rules.rule import View


def run(options: Namespace) -> int:
    """Print the states of the entity."""
    target = target_by_option(options.corpus)
    corpus = corpus_of(target.root)
    entity = entity_named(options.entity, corpus)
    days = _days(options.at, corpus)
    view = view_of(corpus, target.configuration)
    found = states(view.timeline, entity.id, days.earliest, view.name, days.latest)
    if options.format == "json":
        import json

        text = json.dumps(_object(entity, days, found), indent=2, ensure_ascii=False) + "\n"
    else:
        text = _text(entity, days, found)
    console.write(text)
    return CLEAN


def view_of(corpus: Corpus, configuration: Configuration) -> View:
    """What the corpus establishes about time, by those rules that the configuration lets run."""
    choice = choice_of(configuration)
    stating = [rule for rule in choice.running if rule.constrain is not None]
    return check_corpus(corpus, stating).view  # other rules add nothing to it


def entity_named(word: str, corpus: Corpus) -> EntityDigest:
    """The entity with this id, name or alias; capitals do not matter.

    Raises UsageError where there is none, or where the word is the name of several.
    """
    if word in corpus.entities:
        return corpus.entities[word]
    named: dict[str, list[EntityDigest]] = {}
    for entity in corpus.entities.values():
        for name in dict.fromkeys(n.lower() for n in (entity.id, entity.name, *entity.aliases)):
            named.setdefault(name, []).append(entity)
    found = named.get(word.lower(), [])
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(entity.id for entity in found)
        raise console.UsageError(f"{word} is the name of several entities; write an id: {ids}")
    meant = closest(word, named)
    cure = f"; did you mean {' or '.join(e.id for e in named[meant])}?" if meant else ""
    raise console.UsageError(f"there is no entity {word} in the corpus{cure}")


def _days(text: str | None, corpus: Corpus) -> Window:
    if text is None:
        day = corpus.newest_check()
        if day is None:
            raise console.UsageError(
                "the corpus has no claim, so there is no day; give one: --at DATE"
            )
        return Window(day, day)
    try:
        return dates.read(text).literal
    except dates.DateError as error:
        raise console.UsageError(f"--at: {error}") from error


def _object(entity: EntityDigest, days: Window, found: list[State]) -> dict[str, Any]:
    return {
        "entity": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "at": bounds(days),
        "states": [
            {
                "what": state.what,
                "value": state.value,
                "certainty": state.certainty,
                "from": bounds(state.since),
                "to": bounds(state.until),
                "claims": list(state.claims),
            }
            for state in found
        ],
    }


def bounds(window: Window) -> dict[str, str | None]:
    """The two ends of a window as days, None where it has none."""
    return {
        "earliest": day_text(window.earliest) if window.earliest > MIN_DAY else None,
        "latest": day_text(window.latest) if window.latest < MAX_DAY else None,
    }


def _text(entity: EntityDigest, days: Window, found: list[State]) -> str:
    from textwrap import wrap

    lines = [f"{entity.name} ({entity.kind} {entity.id}) on {dates.window_text(days)}"]
    for state in found:
        claims = ", ".join(state.claims)
        lines.append("")
        lines.append(printable(f"{state.certainty:<9} {state.what}: {state.value}"))
        lines.append(f"{'':<9} from {edge(state.since)}, to {edge(state.until)}")
        lines += wrap(claims, 100, initial_indent=" " * 10, subsequent_indent=" " * 10)
    if not found:
        lines += ["", "nothing: no supported claim says anything about it at that time"]
    return "".join(f"{line}\n" for line in lines)


def edge(window: Window) -> str:
    """A window as a date of the profile would say it."""
    earliest, latest = day_text(window.earliest), day_text(window.latest)
    if earliest == latest:
        return "a day not known" if earliest == ".." else earliest
    return f"[{earliest.replace('..', '')}..{latest.replace('..', '')}]"
