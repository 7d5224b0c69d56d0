"""The state of a corpus's files, by what the file system tells without opening them.

A file that was written to has another time of change, and one that was put in its place another
number; nobody can set either back.  What changed so shortly ago that another change might carry the
same time proves nothing: such a state is not kept (as git does with its index, see "racy git").
"""

from __future__ import annotations

import os
import time

from claims_check.corpus.tree import walk

SETTLED = 2_000_000_000
"""Nanoseconds after which a change cannot share its time with the next; FAT counts two seconds."""


def state_of(root: str) -> tuple[bytes, bool]:
    """A text that differs whenever a file of the corpus does, and whether it may be relied on.

    `root` is a folder or a file of JSON Lines.  Raises NoCorpusError or OSError where it cannot be
    listed.
    """
    now = time.time_ns()
    newest = 0
    lines = []
    if not os.path.isdir(root):
        status = os.stat(root)
        newest = max(status.st_ctime_ns, status.st_mtime_ns)
        lines.append(_line("", status))
    else:
        for name, entry in walk(root):
            try:
                status = os.stat(os.path.join(root, name)) if entry is None else entry.stat()
            except OSError as error:  # a link to nowhere
                lines.append(f"{name}\0{error.errno}")
                continue
            newest = max(newest, status.st_ctime_ns, status.st_mtime_ns)
            lines.append(_line(name, status))
    lines.sort()
    return "\n".join(lines).encode("utf-8", "surrogateescape"), newest + SETTLED < now


def _line(name: str, status: os.stat_result) -> str:
    return (
        f"{name}\0{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} "
        f"{status.st_mode}"
    )
