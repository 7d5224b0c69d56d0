"""Where a corpus begins and which files it has."""

from __future__ import annotations

import os

MARK = "corpus.json"
LINES = (".jsonl", ".ndjson")
CONFIGURATIONS = ("claims-check.toml", "pyproject.toml")


class NoCorpusError(ValueError):
    """A path that does not exist, cannot be opened or holds no record file."""


def root_of(path: str) -> str:
    """The corpus that a path belongs to: the nearest folder upwards that has corpus.json.

    Where none has one, the folder below that is the only one with it; else a folder is a corpus of
    its own.  So is a file of JSON Lines.
    Raises NoCorpusError where nothing is there, or where several corpora are below.
    """
    if not os.path.exists(path):
        raise NoCorpusError(f"{path}: there is no such file or folder")
    here = os.path.realpath(path)
    if here.endswith(LINES):
        return here
    folder = here if os.path.isdir(here) else os.path.dirname(here)
    start = folder
    while True:
        if os.path.isfile(os.path.join(folder, MARK)):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return _only_below(start)
        folder = above


def _only_below(start: str) -> str:
    """The one corpus below a folder that lies in none; the folder itself where none is marked."""
    found = [os.path.dirname(f"{start}/{name}") for name in files_below(start) if _marks(name)]
    if len(found) > 1:
        names = ", ".join(os.path.relpath(root, start) for root in found)
        raise NoCorpusError(f"{start}: there are several corpora in it: {names}; name one")
    return found[0] if found else start


def _marks(name: str) -> bool:
    return name.rpartition("/")[2] == MARK


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
        return b"[tool.claims-check" in file.read()


def files_below(root: str) -> list[str]:
    """All files of a corpus folder, sorted by their path from it; hidden ones are not its business.

    Raises NoCorpusError for a folder that cannot be listed.
    """
    found: list[str] = []
    folders = [""]
    while folders:
        below = folders.pop()
        try:
            with os.scandir(os.path.join(root, below)) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    name = f"{below}/{entry.name}" if below else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(name)
                    else:
                        found.append(name)
        except OSError as error:
            raise NoCorpusError(f"{os.path.join(root, below)}: {error.strerror}") from error
    return sorted(found)
