"""`new`: a claim, a source or an entity, with all other records that it needs.

What the options do not say is asked on a terminal.  The records are checked with the corpus before
they are written, all of them or none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from claims_check.cli import CLEAN, FOUND, authoring, console
from claims_check.cli.creation import create
from claims_check.cli.drafts import Desk
from claims_check.cli.issue import read_issue
from claims_check.cli.new_claim import draft_claim
from claims_check.cli.new_entity import draft_entity
from claims_check.cli.new_manuals import records_manual, text_manual
from claims_check.cli.new_source import draft_source
from claims_check.cli.questions import BACK, Question, Questions, brief, is_terminal
from claims_check.cli.target import corpus_of, refuse_unmarked, target_by_option
from claims_check.cli.trial import Trial, tried
from claims_check.corpus.tree import LINES, real_place
from claims_check.drafting.fields import pair_of
from claims_check.drafting.issue_form import REQUIRED
from claims_check.named_tuple import NamedTuple
from claims_check.report.words import printable

if TYPE_CHECKING:
    from argparse import Namespace

DRAFTS = {"claim": draft_claim, "source": draft_source, "entity": draft_entity}


class Drafted(NamedTuple):
    """New records, and what the check says of them; `wanted` where they are to be written."""

    desk: Desk
    trial: Trial
    wanted: bool


def run(options: Namespace) -> int:
    """Ask, check, write; the exit code is that of the check."""
    target = target_by_option(options.corpus)
    questions, given = _questions(options)
    corpus = corpus_of(target.root)
    refuse_unmarked(corpus.root)
    if corpus.root.endswith(LINES):
        raise console.UsageError(
            f"{os.path.relpath(corpus.root)} is JSON Lines; new records are files of a folder"
        )

    def draft() -> Drafted:
        sort = options.sort or questions.ask(
            Question("SORT", "What is new", choices=authoring.SORTS, manual=records_manual)
        )
        questions.given = given(sort)
        desk = Desk(questions, corpus)
        DRAFTS[sort](desk)
        questions.refuse()
        _refuse_links(desk)
        trial = tried(target, desk.texts)
        wanted = options.with_errors or not trial.failing
        if questions.terminal and not wanted:
            trial.show()
            wanted = _is_wanted(desk, trial)
        return Drafted(desk, trial, wanted)

    try:
        desk, trial, wanted = questions.answered(draft)
        if wanted:
            _write(desk, trial)
    except console.UsageError:
        _give_back(questions)
        raise
    if not (questions.terminal and trial.failing) or options.with_errors:
        trial.show()  # else it was shown with the question
    if not wanted:
        _give_back(questions)
        console.complain(_refusal(desk, trial))
    return FOUND if trial.failing else CLEAN


def _is_wanted(desk: Desk, trial: Trial) -> bool:
    """Ask what to do with records that would fail; the way back leads to what they fail by."""
    questions, options = desk.questions, _at_fault(desk, trial)
    texts = questions.texts_of(options)
    questions.say(f"To pass the check, {_cure(desk, trial, texts)}.")
    question = Question(
        "so",
        f"Write it as it is ({BACK} goes back to {texts[0] if texts else 'the answers'})",
        default="no",
        choices=("yes", "no"),
        manual=text_manual(
            "yes writes the records, to mend them in their files; no writes nothing and gives your "
            f"answers back; {BACK} lets you answer again, from that question on."
        ),
        leads=options,
    )
    return questions.ask(question) == "yes"


def _refuse_links(desk: Desk) -> None:
    for path in desk.texts:
        if not real_place(path).startswith(os.path.join(desk.corpus.root, "")):
            raise console.UsageError(
                f"{os.path.relpath(path)}: its folder is a link that leads out of the corpus; "
                "nothing is written"
            )


def _write(desk: Desk, trial: Trial) -> None:
    try:
        create(desk.texts)
    except OSError as error:
        raise console.UsageError(
            f"{error.filename}: it cannot be written: {error.strerror}; nothing was written"
        ) from error
    for path in desk.texts:
        folder, file = os.path.split(path)
        keys = f"{os.path.basename(folder)}/", file.removesuffix(".json")
        notes = [desk.notes.get(key) for key in keys]
        unnamed = "nothing names it yet" if path in trial.unnamed else None
        more = "; ".join(note for note in (*notes, unnamed) if note)
        console.write(
            f"{printable(os.path.relpath(path))}: written{f' ({more})' if more else ''}\n"
        )


def _give_back(questions: Questions) -> None:
    """Lose nothing that somebody has typed."""
    typed = questions.retold()
    if typed:
        console.complain(f"what you typed, to give it with another run: {typed}")


def _refusal(desk: Desk, trial: Trial) -> str:
    """What to do where the records would not pass the check."""
    told = [desk.questions.told(option) for option in _at_fault(desk, trial)]
    return (
        "nothing is written, as the new records would not pass the check: "
        f"{_cure(desk, trial, told)}, or write them as they are with --with-errors"
    )


def _cure(desk: Desk, trial: Trial, answers: list[str]) -> str:
    """What mends the findings: other answers, and what cannot be answered."""
    on = f"change {' or '.join(answers)}" if answers else "mend what is reported"
    hints = {desk.by_hand[f.pointer] for f in trial.failing if f.pointer in desk.by_hand}
    return f"{on} ({'; '.join(sorted(hints))})" if hints else on


def _at_fault(desk: Desk, trial: Trial) -> list[str]:
    """The options whose answers the findings are on."""
    paths = {file: path for path, file in trial.files.items()}
    options = [
        option
        for finding in trial.failing
        for option in _asking(desk.asked.get(paths.get(finding.file, ""), {}), finding.pointer)
    ]
    return list(dict.fromkeys(options))


def _asking(asked: Mapping[str, tuple[str, ...]], pointer: str) -> tuple[str, ...]:
    """The options that ask for the value at a pointer, or for the nearest around it."""
    while pointer and pointer not in asked:
        pointer = pointer.rpartition("/")[0]
    return asked.get(pointer, ())


def _questions(options: Namespace) -> tuple[Questions, Callable[[str], dict[str, str]]]:
    """Who is asked, and what is answered already for a sort of record."""
    if options.from_issue is None:
        if options.sort is None and not is_terminal():
            raise console.UsageError(
                f"say what is new: claims-check new {'|'.join(authoring.SORTS)}; "
                "`claims-check new --help` shows how it is used"
            )
        return Questions({}, is_terminal()), lambda sort: _given(options, sort)
    if options.sort not in (None, "claim"):
        raise console.UsageError("--from-issue reads the form of a new claim; leave out the rest")
    options.sort = "claim"
    given = _given(options, "claim")
    issue = read_issue(options.from_issue)

    def told(option: str) -> str:
        return option if option in given else issue.told(option)

    terminal = options.from_issue != "-" and is_terminal()
    return Questions({}, terminal, told, REQUIRED), lambda _: {**issue.given, **given}


def _given(options: Namespace, sort: str) -> dict[str, str]:
    """What the options answer.  Raises UsageError for those of another sort."""
    given: dict[str, str] = {}
    takes = (*authoring.COMMON, *authoring.OPTIONS[sort])
    for name in {name for each in authoring.OPTIONS.values() for name in each} | {"id"}:
        value = getattr(options, name.replace("-", "_"))
        if value is None:
            continue
        if name not in takes:
            raise console.UsageError(
                f"a new {sort} has no --{name}; `claims-check new {sort} --help` lists what it has"
            )
        if name in authoring.REPEATABLE:
            given.update(_pairs(f"--{name}", value))
        else:
            given[f"--{name}"] = value
    return given


def _pairs(option: str, texts: list[str]) -> dict[str, str]:
    """NAME=VALUE, repeated; each stands under the option and its name."""
    found: dict[str, str] = {}
    for text in texts:
        try:
            name, value = pair_of(option, text)
        except ValueError as error:
            raise console.UsageError(f"{option}: {error}") from error
        if f"{option} {name}" in found:
            raise console.UsageError(f"{option}: {brief(name)} is given twice")
        found[f"{option} {name}"] = value
    return found
