"""The state of a corpus's files, by what the file system tells without opening them.

A file that was written to has another time of change, and one that was put in its place another
number; nobody can set either back (on Windows, where that time is of the file's making, who sets
back its time of writing can).  What changed so shortly ago that another change might carry the same
time proves nothing: such a state is not kept (as git does with its index, see "racy git").
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable

from claims_check.corpus.tree import walk
from claims_check.workers import in_parts

File = tuple[str, os.DirEntry[str] | None]

LEAST = 40
"""Folders below which one process has looked at all of them before another has begun."""

SETTLED = 2_000_000_000
"""Nanoseconds after which a change cannot share its time with the next; FAT counts two seconds."""


def state_of(root: str) -> tuple[bytes, bool]:
    """A text that differs whenever a file of the corpus does, and whether it may be relied on.

    `root` is a folder or a file of JSON Lines.  Raises NoCorpusError or OSError where it cannot be
    listed.
    """
    now = time.time_ns()
    files: list[File] = []
    folders: list[str] = []
    if os.path.isdir(root):
        with os.scandir(root) as entries:
            for entry in entries:
                if not entry.name.startswith("."):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.name)
                    else:
                        files.append((entry.name, entry))
    else:
        files.append(("", None))
    folders.sort()

    def below(numbers: range) -> tuple[bytes, int]:
        return _states(root, (each for n in numbers for each in walk(root, folders[n])))

    parts = [_states(root, files), *in_parts(0, len(folders), below, LEAST)]
    text = b"\n".join(part for part, _ in parts)
    return text, max(newest for _, newest in parts) + SETTLED < now


def _states(root: str, files: Iterable[File]) -> tuple[bytes, int]:
    """A line for each file, in the order of the listing, and the newest time of any."""
    lines = []
    newest = 0
    for name, entry in files:
        try:
            status = os.stat(f"{root}/{name}" if name else root) if entry is None else entry.stat()
        except OSError as error:
            if not name:
                raise
            lines.append(f"{name}\0{error.errno}")  # gone, or a link to nowhere
            continue
        written, changed = status.st_mtime_ns, status.st_ctime_ns
        if written > newest or changed > newest:
            newest = max(written, changed)
        lines.append(f"{name}\0{status.st_size} {written} {changed} {status.st_ino}")
    return "\n".join(lines).encode("utf-8", "surrogatepass"), newest
