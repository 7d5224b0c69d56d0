"""Which corpus is meant: by paths, by configuration, or the folder `claims`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from claims_check.cli.configuration import Configuration, read_configuration
from claims_check.cli.console import UsageError
from claims_check.corpus.tree import NoCorpusError, base_of, root_of

if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus
    from claims_check.findings import Report

DEFAULT = "claims"


class Target(NamedTuple):
    """A corpus by its root, what is set for it, and the paths inside it that were asked for.

    `paths` is empty where all of the corpus was.
    """

    root: str
    configuration: Configuration
    paths: tuple[str, ...]


def target_of(paths: Sequence[str]) -> Target:
    """The corpus that the paths belong to; without any, the configured one, else `claims`.

    Raises UsageError where nothing is there, where the paths belong to several corpora, or where
    the configuration is wrong.
    """
    try:
        return _target(paths)
    except NoCorpusError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}") from error


def _target(paths: Sequence[str]) -> Target:
    if not paths:
        configuration = read_configuration(base_of(os.path.realpath(DEFAULT)))
        path = configuration.corpus or DEFAULT
        if not os.path.exists(path):
            where = f" ({configuration.file} names it)" if configuration.corpus else ""
            raise UsageError(
                f"there is no corpus at {path}{where}; name one: claims-check COMMAND PATH"
            )
        return Target(root_of(path), configuration, ())
    roots = {root_of(path): path for path in reversed(paths)}
    if len(roots) > 1:
        one, other, *_ = reversed(roots.values())
        raise UsageError(
            f"{one} and {other} belong to different corpora; check them one after the other"
        )
    [root] = roots
    whole = any(f"{root}{os.sep}".startswith(f"{os.path.realpath(p)}{os.sep}") for p in paths)
    inside = () if whole else tuple(paths)
    return Target(root, read_configuration(base_of(root)), inside)


def corpus_of(root: str) -> Corpus:
    """The corpus, read whole.  Raises UsageError where it cannot be opened or has no record."""
    from claims_check.corpus.corpus import open_corpus

    try:
        corpus = open_corpus(root)
    except NoCorpusError as error:
        raise UsageError(str(error)) from error
    if not corpus.entries:
        raise UsageError(f"{os.path.relpath(root)}: there is no record in it")
    return corpus


def name_below(root: str, path: str) -> str:
    """The path of a file or folder of a corpus from its root, with forward slashes."""
    return os.path.relpath(os.path.realpath(path), root).replace(os.sep, "/")


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
    """The report with only what involves these files: is at them, leans on them, is in conflict."""
    kept = []
    for finding in report.findings:
        homes = (corpus.entry_of[one].file for one in finding.conflict if one in corpus.entry_of)
        places = (place.file for place in finding.related)
        if not files.isdisjoint((finding.file, *homes, *places)):
            kept.append(finding)
    return report._replace(findings=tuple(kept))
