"""`diff`: what a change means, from one state of the corpus to another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from claims_check.check import check_corpus
from claims_check.cli import CLEAN, console
from claims_check.cli.choice import choice_of, only_wanted
from claims_check.cli.configuration import Configuration, read_configuration
from claims_check.cli.earlier import tell_moved
from claims_check.cli.target import DEFAULT, NothingThereError, corpus_of, target_by_option
from claims_check.comparison import older
from claims_check.comparison.consequences import difference
from claims_check.comparison.git import (
    NoStateError,
    Repository,
    State,
    corpora_in,
    corpora_on_disk,
    corpus_at,
    place_in,
    repository_of,
    state_of,
)
from claims_check.corpus.tree import LINES, base_of
from claims_check.export.delta import delta
from claims_check.export.envelope import envelope_of
from claims_check.named_tuple import NamedTuple
from claims_check.report.difference import difference_object, markdown

if TYPE_CHECKING:
    from argparse import Namespace

    from claims_check.check import Checked
    from claims_check.corpus.corpus import Corpus
    from claims_check.export.envelope import Envelope


class Place(NamedTuple):
    """Where the compared corpus lies: in the repository, and on the disk if it is there."""

    repository: Repository
    root: str
    base: str
    inside: str
    configuration: Configuration


def run(options: Namespace) -> int:
    """Print what lies between the two states."""
    try:
        place = _place(options)
        tip = options.later or "HEAD"
        state = state_of(place.repository, options.earlier, tip)
        later = state_of(place.repository, tip) if options.later else None
        then, there = _ways(place, state, later)
        earlier = _at(place, state, then)
        now = _at(place, later, there) if later else corpus_of(place.root)
    except NoStateError as error:
        raise console.UsageError(str(error)) from error
    if not earlier.entries and not now.entries:
        raise console.UsageError(
            f"neither state has records at {place.inside or '.'}; --corpus PATH names the folder"
        )
    tell_moved(options.earlier, then, there)
    choice = choice_of(place.configuration)
    rules, day = choice.running, now.newest_check()
    was = check_corpus(earlier, rules, day, choice.severities)
    held = check_corpus(now, rules, day, choice.severities)
    report = only_wanted(held.report, choice, now)
    severity = choice.severity_of(older.DELETED)
    if severity is not None:
        gone = older.deletions(earlier, now, options.earlier, state.behind, severity)
        report = older.with_more(report, older.DELETED, len(earlier.records), gone)
    found = difference(earlier, only_wanted(was.report, choice, earlier), now, report)
    export = delta(_export(earlier, was, state), _export(now, held, later))
    if options.format == "json":
        import json

        value = difference_object(found, export, options.earlier, options.later)
        console.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
    else:
        console.write(markdown(found, export, options.earlier, options.later))
    return CLEAN


def _export(corpus: Corpus, checked: Checked, state: State | None) -> Envelope:
    """What would be exported; of a state that git keeps, with its own commit."""
    try:
        envelope = envelope_of(corpus, checked)
    except OSError as error:
        raise console.UsageError(f"{error.filename}: {error.strerror}; try again") from error
    if state is None:
        return envelope
    return {**envelope, "commit": state.commit, "modified": False}


def _ways(place: Place, state: State, later: State | None) -> tuple[str, str]:
    """Where the corpus is in both states; in one of them it may have another place than now."""
    repository, lines, here = place.repository, place.root.endswith(LINES), place.inside
    if later is None:
        kept = corpora_on_disk(repository, lines)
        return place_in(repository, state, here, lines, kept), here
    before, after = (corpora_in(repository, each, lines) for each in (state, later))
    if here not in before | after:
        return here, here
    return (
        place_in(repository, state, here, lines, after.__contains__),
        place_in(repository, later, here, lines, before.__contains__),
    )


def _at(place: Place, state: State, way: str) -> Corpus:
    return corpus_at(place.repository, state, place.root, place.base, way)


def _place(options: Namespace) -> Place:
    """Where the corpus is; with two states to compare it need not be on the disk.

    Raises NoStateError and UsageError where it is nowhere.
    """
    try:
        target = target_by_option(options.corpus)
    except NothingThereError as error:
        try:
            repository = repository_of(os.getcwd())
        except NoStateError:
            raise error from None
        if options.later is None and repository.bare:
            raise console.UsageError(
                "this repository is bare, so it has no working tree to compare with: "
                f"claims-check diff {options.earlier} HEAD"
            ) from None
        configuration = read_configuration(base_of(os.path.realpath(DEFAULT)))
        named = options.corpus or configuration.corpus or DEFAULT
        if options.later is None or os.path.isabs(named):
            raise
        inside = os.path.normpath(repository.prefix + named).replace(os.sep, "/")
        root = os.path.realpath(named)
        return Place(repository, root, os.getcwd(), inside.removeprefix("."), configuration)
    folder, name = target.root, ""
    if target.root.endswith(LINES):
        folder, name = os.path.split(target.root)
    repository = repository_of(folder)
    inside = (repository.prefix + name).strip("/")
    return Place(repository, target.root, base_of(target.root), inside, target.configuration)
