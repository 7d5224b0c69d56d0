"""`init`: a corpus of your own, in a folder that holds nothing yet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from claims_check.cli import check, console
from claims_check.cli.creation import create
from claims_check.cli.drafts import shaped
from claims_check.cli.new_manuals import manual_of
from claims_check.cli.parser import parse
from claims_check.cli.questions import Question, Questions, is_terminal
from claims_check.findings import counted
from claims_check.report.words import printable

if TYPE_CHECKING:
    from argparse import Namespace

CORPUS = os.path.join("claims", "corpus.json")


def run(options: Namespace) -> int:
    """Make the corpus and check it; the exit code is that of the check."""
    if not options.folder.strip():
        raise console.UsageError("DIR is empty; name the folder to make, or . for this one")
    folder: str = os.path.normpath(options.folder)
    _refuse_what_is_not_empty(folder)
    given = {
        f"--{name}": value
        for name in ("title", "publisher")
        if (value := getattr(options, name)) is not None
    }
    questions = Questions(given, is_terminal())
    title, publisher = questions.answered(
        lambda: (
            _ask(questions, "title", "Title", "Claims, fact-checked"),
            _ask(questions, "publisher", "Who answers for it", "Nobody yet"),
        )
    )
    questions.refuse()
    from claims_check.cli.starter import files

    texts = {os.path.join(folder, name): text for name, text in files(title, publisher).items()}
    try:
        create({path: text.encode() for path, text in texts.items()})
    except OSError as error:
        raise console.UsageError(
            f"{error.filename}: it cannot be written: {error.strerror}; nothing was written"
        ) from error
    console.write(f"{printable(folder)}: {counted(len(texts), 'file')} written\n")
    checked = parse(["check", os.path.join(folder, "claims")])
    assert checked is not None
    return check.run(checked)


def _ask(questions: Questions, member: str, text: str, default: str) -> str:
    check, manual = shaped("corpus", member), manual_of("corpus", member)
    return questions.ask(Question(f"--{member}", text, default, check=check, manual=manual))


def _refuse_what_is_not_empty(folder: str) -> None:
    """Raise UsageError where something is; the folder of git does not count."""
    named = printable(folder)
    try:
        there = sorted(name for name in os.listdir(folder) if name != ".git")
    except FileNotFoundError:
        if os.path.islink(folder):
            raise console.UsageError(f"{named} is a link that leads nowhere; remove it") from None
        return
    except NotADirectoryError:
        raise console.UsageError(f"{named} is no folder; name one that is not there yet") from None
    except OSError as error:
        raise console.UsageError(f"{named}: {error.strerror}; name another folder") from error
    if os.path.exists(os.path.join(folder, CORPUS)):
        raise console.UsageError(
            f"{named} has a corpus already ({CORPUS}); `claims-check new claim` adds to it"
        )
    if there:
        raise console.UsageError(
            f"{named} is not empty (there is {printable(there[0])}); name a folder "
            "that is empty or not there yet"
        )
