"""Where a corpus begins and which files it has."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator

MARK = "corpus.json"
LINES = (".jsonl", ".ndjson")
FOLDERS = {"entities": "entity", "sources": "source"}
"""Folders whose records are of one sort; all others hold claims.

By them a corpus is known that has lost its mark.
"""
CONFIGURATIONS = ("claims-check.toml", "pyproject.toml")


class NoCorpusError(ValueError):
    """A path that does not exist, cannot be opened or holds no record file."""


class ChangedFileError(OSError):
    """A file of the corpus has gone, or holds something else, since it was read."""


def root_of(path: str) -> str:
    """The corpus that a path belongs to: the nearest folder upwards that has corpus.json.

    A folder that lies in none stands for the only corpus below it.  Where nothing has corpus.json,
    folders of entities and sources tell where a corpus begins; a folder without them is one of its
    own, and so is a file of JSON Lines.
    Raises NoCorpusError where nothing is there, where a file lies in no corpus, or where several
    corpora are below.
    """
    if not os.path.exists(path):
        raise NoCorpusError(f"{path}: there is no such file or folder")
    here = real_place(path)
    if here.endswith(LINES) and not os.path.isdir(here):
        return os.path.realpath(here)
    if not os.path.isdir(here):
        root = root_around(os.path.dirname(here))
        if root is None:
            raise NoCorpusError(
                f"{path}: it lies in no corpus; {MARK} marks one, and no folder around it has that"
            )
        return root
    if marked := _marked_around(here):
        return marked
    names = files_below(here)
    return _only(here, names, _marked) or root_around(here) or _only(here, names, _home) or here


def root_around(folder: str) -> str | None:
    """The corpus that a folder (a real path) is in: marked by corpus.json, else by its folders."""
    if marked := _marked_around(folder):
        return marked
    for each in _upwards(folder):
        if any(_bears_records(os.path.join(each, home)) for home in FOLDERS):
            return each
        if os.path.exists(os.path.join(each, ".git")):
            break
    return None


def is_marked(root: str) -> bool:
    """Whether something says that a corpus begins there: corpus.json, or being JSON Lines."""
    return root.endswith(LINES) or os.path.isfile(os.path.join(root, MARK))


def real_place(path: str) -> str:
    """The real path of a folder; a file, which may be a link, keeps its name in its real folder."""
    if os.path.isdir(path):
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    return os.path.join(os.path.realpath(folder), name)


def _marked_around(folder: str) -> str | None:
    return next((f for f in _upwards(folder) if os.path.isfile(os.path.join(f, MARK))), None)


def _upwards(folder: str) -> Iterator[str]:
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        folder = above
        yield folder


def _bears_records(folder: str) -> bool:
    try:
        return any(name.endswith(".json") for name in os.listdir(folder))
    except OSError:  # most often there is no such folder
        return False


def _only(start: str, names: Iterable[str], root: Callable[[str], str | None]) -> str | None:
    """The one corpus that files below a folder tell of; None where they tell of none."""
    found = sorted({below for name in names if (below := root(name)) is not None})
    if len(found) > 1:
        raise NoCorpusError(
            f"{start}: there are several corpora in it: {', '.join(found)}; name one"
        )
    return os.path.normpath(os.path.join(start, found[0])) if found else None


def _marked(name: str) -> str | None:
    folder, _, last = name.rpartition("/")
    return folder if last == MARK else None


def _home(name: str) -> str | None:
    """The folder around the folder of entities or sources that a record is in."""
    *above, folder, last = ("", *name.split("/"))
    return "/".join(above[1:]) if folder in FOLDERS and last.endswith(".json") else None


def base_of(root: str) -> str:
    """The folder that files are named from: with configuration or .git, else the parent."""
    folder = parent = os.path.dirname(root)
    here = root if os.path.isdir(root) else parent
    while True:
        if os.path.exists(os.path.join(here, ".git")) or any(
            _configures(os.path.join(here, name)) for name in CONFIGURATIONS
        ):
            return here
        above = os.path.dirname(here)
        if above == here:
            return folder
        here = above


def _configures(path: str) -> bool:
    """Whether a file configures the checker; other projects' pyproject.toml does not."""
    if path.endswith("claims-check.toml"):
        return os.path.lexists(path)  # if it cannot be read, that has to be told
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return has_our_table(file.read())


_OURS = rb'(?m)^[ \t]*(?:\[?[ \t"\']*tool\b.*claims|\[[ \t"\']*tool["\' \t]*\])'


def has_our_table(data: bytes) -> bool:
    """Whether a pyproject.toml means to configure the checker, as far as can be seen unparsed.

    A broken file may, however its table is spelt; in UTF-16 and the like nothing can be seen.
    """
    if b"claims" not in data and b"\0" not in data:  # most of them
        return False
    return b"\0" in data or re.search(_OURS, data) is not None


def is_beside(name: str) -> bool:
    """Whether a file, named from the root, may be in a corpus without being a record of it."""
    return name.endswith(".md") or name in CONFIGURATIONS


def files_below(root: str) -> list[str]:
    """All files of a corpus folder, sorted by their path from it; hidden ones are not its business.

    An empty folder that is named like a record is among them, so that it is not passed over.
    Raises NoCorpusError for a folder that cannot be listed.
    """
    return sorted(name for name, _ in walk(root))


def walk(root: str, start: str = "") -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """The files of `files_below` in any order, with what listing them told; None for a folder.

    Only those in the folder `start`, named from the root, and below it.
    """
    folders = [start]
    while folders:
        below = folders.pop()
        empty = True
        try:
            with os.scandir(os.path.join(root, below)) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    empty = False
                    name = f"{below}/{entry.name}" if below else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(name)
                    else:
                        yield name, entry
        except OSError as error:
            raise NoCorpusError(f"{os.path.join(root, below)}: {error.strerror}") from error
        if empty and below.endswith(".json"):
            yield below, None
