"""`diff`: what a change means, from one state of the corpus to another."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING, NamedTuple

from claims_check.check import check_corpus
from claims_check.cli import CLEAN, console
from claims_check.cli.check import choice_of, only_wanted
from claims_check.cli.configuration import Configuration
from claims_check.cli.target import DEFAULT, corpus_of, target_of
from claims_check.comparison import older
from claims_check.comparison.consequences import difference
from claims_check.comparison.git import (
    NoStateError,
    Repository,
    State,
    corpus_at,
    repository_of,
    state_of,
)
from claims_check.corpus.tree import LINES, base_of
from claims_check.export.delta import delta
from claims_check.export.envelope import envelope_of
from claims_check.report.difference import difference_object, markdown

if TYPE_CHECKING:
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
        earlier = _at(place, state)
        later = state_of(place.repository, tip) if options.later else None
        now = _at(place, later) if later else corpus_of(place.root)
    except NoStateError as error:
        raise console.UsageError(str(error)) from error
    if not earlier.entries and not now.entries:
        raise console.UsageError(
            f"neither state has records at {place.inside or '.'}; --corpus PATH names the folder"
        )
    choice = choice_of(Namespace(select=None, ignore=None), place.configuration)
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


def _at(place: Place, state: State) -> Corpus:
    return corpus_at(place.repository, state, place.root, place.base, place.inside)


def _place(options: Namespace) -> Place:
    """Where the corpus is; with two states to compare it need not be on the disk.

    Raises NoStateError and UsageError where it is nowhere.
    """
    named = options.corpus or DEFAULT
    try:
        target = target_of([options.corpus] if options.corpus else [])
    except console.UsageError:
        repository = repository_of(os.getcwd())
        if options.later is None and repository.bare:
            raise console.UsageError(
                "this repository is bare, so it has no working tree to compare with: "
                f"claims-check diff {options.earlier} HEAD"
            ) from None
        if options.later is None or os.path.isabs(named):
            raise
        inside = os.path.normpath(repository.prefix + named).replace(os.sep, "/")
        root = os.path.realpath(named)
        return Place(repository, root, os.getcwd(), inside, Configuration())
    folder, name = target.root, ""
    if target.root.endswith(LINES):
        folder, name = os.path.split(target.root)
    repository = repository_of(folder)
    inside = repository.prefix + name
    return Place(repository, target.root, base_of(target.root), inside, target.configuration)
