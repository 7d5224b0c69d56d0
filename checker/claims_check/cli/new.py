"""`new`: a claim, a source or an entity, with all other records that it needs.

What the options do not say is asked on a terminal.  The records are written together or not at
all, and then what involves them is checked.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from claims_check.cli import authoring, check, console
from claims_check.cli.creation import create
from claims_check.cli.drafts import Desk, draft_entity, draft_source
from claims_check.cli.new_claim import draft_claim
from claims_check.cli.parser import parse
from claims_check.cli.questions import Questions, is_terminal
from claims_check.cli.target import corpus_of, refuse_unmarked, target_by_option
from claims_check.corpus.entry import read_bytes
from claims_check.corpus.tree import LINES, real_place
from claims_check.drafting.issue_form import BY_LINE, IssueFormError, answers, label_of
from claims_check.report.words import printable

if TYPE_CHECKING:
    from argparse import Namespace

DRAFTS = {"claim": draft_claim, "source": draft_source, "entity": draft_entity}


def run(options: Namespace) -> int:
    """Ask, write, check; the exit code is that of the check."""
    sort = options.sort or ("claim" if options.from_issue else None)
    if sort is None:
        raise console.UsageError(
            f"say what is new: claims-check new {'|'.join(authoring.SORTS)}; "
            "`claims-check new --help` shows how it is used"
        )
    questions = _questions(options, sort)
    corpus = corpus_of(target_by_option(options.corpus).root)
    refuse_unmarked(corpus.root)
    if corpus.root.endswith(LINES):
        raise console.UsageError(
            f"{os.path.relpath(corpus.root)} is JSON Lines; new records are files of a folder"
        )
    desk = Desk(questions, corpus)
    DRAFTS[sort](desk)
    questions.refuse_missing()
    questions.refuse_unused()
    texts = desk.texts()
    for path in texts:
        if not real_place(path).startswith(os.path.join(corpus.root, "")):
            raise console.UsageError(
                f"{os.path.relpath(path)}: its folder is a link that leads out of the corpus; "
                "nothing is written"
            )
    try:
        create(texts)
    except OSError as error:
        raise console.UsageError(
            f"{error.filename}: it cannot be written: {error.strerror}; nothing is"
        ) from error
    paths = [os.path.relpath(path) for path in texts]
    console.write("".join(f"{printable(path)}: written\n" for path in paths))
    checked = parse(["check", *paths])
    assert checked is not None
    return check.run(checked)


def _questions(options: Namespace, sort: str) -> Questions:
    """What the options and the issue answer."""
    given = _given(options, sort)
    if options.from_issue is None:
        return Questions(given, is_terminal())
    if sort != "claim":
        raise console.UsageError("--from-issue reads the form of a new claim; leave out the rest")
    form = _from_issue(options.from_issue)

    def told(option: str) -> str:
        name = option.partition(" ")[0]
        label = label_of(name)
        if not label or (option in given and option not in form):
            return option
        return f'{options.from_issue}: "{label}"' + option[len(name) :]

    return Questions({**form, **given}, options.from_issue != "-" and is_terminal(), told)


def _given(options: Namespace, sort: str) -> dict[str, str]:
    given: dict[str, str] = {}
    takes = (*authoring.COMMON, *authoring.OPTIONS[sort])
    for name in {name for each in authoring.OPTIONS.values() for name in each} | {"id"}:
        value = getattr(options, name.replace("-", "_"))
        if value is None:
            continue
        if name not in takes:
            raise console.UsageError(
                f"a new {sort} has no --{name}; `claims-check new --help` lists what there is"
            )
        if name in authoring.REPEATABLE:
            given.update(_pairs(f"--{name}", value, f"--{name}"))
        else:
            given[f"--{name}"] = value
    return given


def _pairs(option: str, pairs: list[str], told: str) -> dict[str, str]:
    """NAME=VALUE, repeated; each stands under the option and its name."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not equals or not name or not value.strip():
            raise console.UsageError(f"{told}: {printable(pair)} is not of the form NAME=VALUE")
        if f"{option} {name}" in found:
            raise console.UsageError(f"{told}: {printable(name)} is given twice")
        found[f"{option} {name}"] = value.strip()
    return found


def _from_issue(file: str) -> dict[str, str]:
    """The answers of an issue's body, by option."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else read_bytes(file)
        body = data.decode()
        found = answers(body)
    except OSError as error:
        raise console.UsageError(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise console.UsageError(f"{file}: it is not UTF-8 (byte {error.start})") from error
    except IssueFormError as error:
        raise console.UsageError(f"{file}: {error}") from error
    given: dict[str, str] = {}
    for option, lines in found.items():
        if option in BY_LINE:
            pairs = [line if "=" in line else line.replace(":", "=", 1) for line in lines]
            given.update(_pairs(option, pairs, f'{file}: "{label_of(option)}"'))
        else:
            given[option] = lines[0]
    return given
