"""Which corpus is meant: by paths, by configuration, or the folder `claims`."""

from __future__ import annotations

import os
from collections.abc import Sequence

from claims_check.cli.configuration import Configuration, read_configuration
from claims_check.cli.console import UsageError
from claims_check.corpus.tree import (
    MARK,
    NoCorpusError,
    base_of,
    is_marked,
    real_place,
    root_around,
    root_of,
)
from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.reading import Read
    from claims_check.findings import Report

DEFAULT = "claims"


class NothingThereError(UsageError):
    """There is no corpus where one was named, or none at hand."""


class Target(NamedTuple):
    """A corpus by its root, what is set for it, and the paths inside it that were asked for.

    `whole` says that all of it was asked for; there may be paths beside that, which are looked at
    too.
    """

    root: str
    configuration: Configuration
    paths: tuple[str, ...] = ()
    whole: bool = True


def target_of(paths: Sequence[str], naming: str) -> Target:
    """The corpus that the paths belong to; without any, the one at hand.

    That is the configured one, else the folder `claims`, else the one that the working directory is
    in.  `naming` is how the command at hand takes another: `--corpus PATH`.
    Raises UsageError where nothing is there, where the paths belong to several corpora, or where
    the configuration is wrong.
    """
    try:
        return _target(paths) if paths else _at_hand(naming)
    except NoCorpusError as error:
        one = next((path for path in paths if path.startswith("--") and " " in path), "")
        cure = (
            f"; an option and its value are two words, or {one.replace(' ', '=', 1)}" if one else ""
        )
        raise NothingThereError(f"{error}{cure}") from error
    except OSError as error:
        raise UsageError(
            f"{error.filename or 'the working directory'}: {error.strerror}"
        ) from error


def target_by_option(path: str | None) -> Target:
    """The corpus that `--corpus` names; without it, the one at hand.  Raises as `target_of`."""
    return target_of([path] if path else [], "--corpus PATH")


def _at_hand(naming: str) -> Target:
    configuration = read_configuration(base_of(os.path.realpath(DEFAULT)))
    path = configuration.corpus or DEFAULT
    if os.path.exists(path):
        return Target(root_of(path), configuration)
    where = f" ({configuration.file} names it)" if configuration.corpus else ""
    around = None if configuration.corpus else root_around(os.getcwd())
    if around is None:
        nor = "" if configuration.corpus else ", and this folder is in none"
        make = "" if configuration.corpus else ", or make one: claims-check init DIR"
        raise NothingThereError(
            f"there is no corpus at {path}{where}{nor}; name one: {naming}{make}"
        )
    return Target(around, configuration)


def _target(paths: Sequence[str]) -> Target:
    roots = {root_of(path): path for path in reversed(paths)}
    if len(roots) > 1:
        one, other, *_ = reversed(roots.values())
        raise UsageError(
            f"{one} and {other} belong to different corpora; check them one after the other"
        )
    [root] = roots
    covers = [f"{root}{os.sep}".startswith(f"{os.path.realpath(p)}{os.sep}") for p in paths]
    inside = (path for path, all_of_it in zip(paths, covers, strict=True) if not all_of_it)
    return Target(root, read_configuration(base_of(root)), tuple(inside), any(covers))


def refuse_records(option: str, file: str, root: str) -> None:
    """Raise UsageError where an option would write over a record of the corpus."""
    path, within = os.path.realpath(file), os.path.realpath(root)
    if path != within and not path.startswith(within + os.sep):
        return
    try:
        with open(path, "rb") as there:
            is_record = b'"$schema"' in there.read()
    except OSError:
        return  # most often there is none yet; else writing it will say why
    if is_record:
        raise UsageError(f"{option} {file}: that is a record of the corpus; name another file")


def refuse_unmarked(root: str) -> None:
    """Raise UsageError for a corpus that has lost its corpus.json: where it begins is a guess."""
    if not is_marked(root):
        raise UsageError(
            f"{os.path.relpath(root)}: there is no {MARK}, which marks where a corpus begins, so "
            "nothing is written; `claims-check check` says what to put in it"
        )


def corpus_of(root: str, read: Read | None = None) -> Corpus:
    """The corpus, read whole.  Raises UsageError where it cannot be opened or has no record.

    `read` makes an entry of each record's text, where that is not to be read from scratch.
    """
    from claims_check.corpus.corpus import open_corpus

    try:
        corpus = open_corpus(root, read=read)
    except NoCorpusError as error:
        raise UsageError(str(error)) from error
    if not corpus.entries:
        raise UsageError(f"{os.path.relpath(root)}: there is no record in it")
    return corpus


def name_below(root: str, path: str) -> str:
    """The path of a file or folder of a corpus from its root, with forward slashes."""
    return os.path.relpath(real_place(path), root).replace(os.sep, "/")


def is_below(name: str, folder: str) -> bool:
    """Whether a file is the one named, or in the folder named; both are paths from the root."""
    return name == folder or name.startswith(f"{folder}/")


def files_of(corpus: Corpus, paths: Sequence[str]) -> frozenset[str]:
    """The files of the corpus that the paths name.

    Raises UsageError for a path that names none.
    """
    found: set[str] = set()
    for path in paths:
        name = name_below(corpus.root, path)
        files = {e.file for e in corpus.entries if is_below(e.path[len(corpus.root) + 1 :], name)}
        if not files:
            raise UsageError(
                f"{path}: there is no record file (.json) in it"
                if os.path.isdir(path)
                else f"{path}: it is no record file (.json) of the corpus"
            )
        found |= files
    return frozenset(found)


def involving(files: frozenset[str], report: Report, corpus: Corpus) -> Report:
    """The report with only what involves these files: is at them, leans on them, is in conflict.

    That corpus.json is missing involves all of them.
    """
    kept = []
    for finding in report.findings:
        homes = (corpus.entry_of[one].file for one in finding.conflict if one in corpus.entry_of)
        places = (place.file for place in finding.related)
        if finding.rule == "missing-corpus-file" or not files.isdisjoint(
            (finding.file, *homes, *places)
        ):
            kept.append(finding)
    return report._replace(findings=tuple(kept))
