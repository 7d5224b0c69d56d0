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
    if not os.path.isdir(root):
        status = os.stat(root)
        return _line("", status).encode(), _newest(status) + SETTLED < now
    files: list[tuple[str, os.DirEntry[str]]] = []
    folders: list[str] = []
    with os.scandir(root) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                else:
                    files.append((entry.name, entry))
    folders.sort()

    def below(numbers: range) -> tuple[bytes, int]:
        return looked(each for n in numbers for each in walk(root, folders[n]))

    def looked(found: Iterable[tuple[str, os.DirEntry[str] | None]]) -> tuple[bytes, int]:
        lines, newest = [], 0
        for name, entry in found:
            try:
                status = os.stat(os.path.join(root, name)) if entry is None else entry.stat()
            except OSError as error:  # a link to nowhere
                lines.append(f"{name}\0{error.errno}")
                continue
            newest = max(newest, _newest(status))
            lines.append(_line(name, status))
        return "\n".join(lines).encode("utf-8", "surrogatepass"), newest

    parts = [looked(files), *in_parts(0, len(folders), below, LEAST)]
    text = b"\n".join(part for part, _ in parts)
    return text, max(newest for _, newest in parts) + SETTLED < now


def _newest(status: os.stat_result) -> int:
    return max(status.st_ctime_ns, status.st_mtime_ns)


def _line(name: str, status: os.stat_result) -> str:
    return (
        f"{name}\0{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} "
        f"{status.st_mode}"
    )
