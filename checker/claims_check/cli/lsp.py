"""`lsp`: the findings in an editor, which starts this and speaks with it over standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from claims_check.check import check_corpus
from claims_check.cli import CLEAN, console
from claims_check.cli.choice import choice_of, only_wanted
from claims_check.cli.configuration import read_configuration
from claims_check.cli.manuals import manual
from claims_check.cli.target import DEFAULT
from claims_check.corpus.corpus import open_corpus
from claims_check.corpus.tree import base_of
from claims_check.dates import DateError

if TYPE_CHECKING:
    from argparse import Namespace

    from claims_check.lsp.desk import Known


def run(options: Namespace) -> int:
    """Serve one editor until it goes away."""
    import gc

    try:
        from claims_check.lsp.features import serve
        from claims_check.lsp.server import House
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise console.UsageError(
            'the language server needs pygls, which is not installed: pip install "pygls>=2.1,<3"'
        ) from error
    if sys.stdin is None or sys.stdin.isatty():
        raise console.UsageError(
            "`claims-check lsp` is started by an editor, which speaks with it over standard input; "
            "set it up there as a language server with this command"
        )
    gc.enable()  # a session is long
    serve(House(checked, explained, corpus_in))
    return CLEAN


def checked(root: str, unsaved: Mapping[str, bytes]) -> Known:
    """The corpus of a root as `check` sees it, with texts that are not saved yet.

    Raises CannotCheckError where its configuration is wrong, NoCorpusError where it is gone.
    """
    from claims_check.lsp.desk import CannotCheckError, Known

    try:
        configuration = read_configuration(base_of(root))
        choice = choice_of(configuration)
    except console.UsageError as error:
        raise CannotCheckError(str(error)) from error
    except OSError as error:
        raise CannotCheckError(f"{error.filename}: {error.strerror}") from error
    corpus = open_corpus(root, unsaved)
    found = check_corpus(corpus, choice.running, severities=choice.severities)
    report = only_wanted(found.report, choice, corpus)
    return Known(corpus, found.view, report.findings, {})


def explained(word: str) -> str:
    """What a rule, a kind or another word of the method means; empty where it has no manual."""
    try:
        found = manual(word)
    except DateError:
        return ""
    if found is None:
        return ""
    fields = ", ".join(f"{field.name}{'*' if field.required else ''}" for field in found.fields)
    return "\n".join(
        [found.summary, *([f"fields (* has to be there): {fields}"] if fields else [])]
    )


def corpus_in(folder: str) -> str:
    """The corpus that a folder is most likely about: the one configured there, else `claims`."""
    try:
        corpus = read_configuration(folder).corpus
    except (console.UsageError, OSError):
        corpus = None  # told when a corpus is checked
    return corpus or os.path.join(folder, DEFAULT)
