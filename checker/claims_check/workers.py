"""Work on many things at once, by as many processes as there are cores, where that pays.

A fork shares all that was read without a copy, so this is for work that reads much and tells
little.  Where there is no fork, or threads that it would leave behind, one process does it all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TypeVar

LEAST = 4_000
"""Things below which a second process costs more than it does."""

Told = TypeVar("Told")


def in_parts(first: int, end: int, work: Callable[[range], Told], least: int = LEAST) -> list[Told]:
    """What the work tells of all numbers from `first` to before `end`, part by part in their order.

    Fewer than `least` are left to one process.  What the work tells has to be picklable.  Raises
    what the work raises; a process that dies costs its time only: its part is done again here.
    """
    cores = _cores() if end - first >= least else 1
    step = -(-(end - first) // cores) if end > first else 1
    parts = [range(start, min(start + step, end)) for start in range(first, end, step)]
    children = [_start(part, work) for part in parts[1:]]
    try:
        told = [work(part) for part in parts[:1]]
        for part, (pid, pipe) in zip(parts[1:], children, strict=True):
            told.append(_told_by(pid, pipe, part, work))
    finally:
        for pid, _ in children:
            _end(pid)
    return told


def _cores() -> int:
    """How many processes may work at once."""
    threading = sys.modules.get("threading")
    if sys.platform != "linux" or (threading is not None and threading.active_count() > 1):
        return 1
    return len(os.sched_getaffinity(0))


def _start(part: range, work: Callable[[range], Told]) -> tuple[int, int]:
    """A process that does a part of the work, and the pipe on which it tells."""
    from pickle import dumps

    pipe, own = os.pipe()
    pid = os.fork()
    if pid:
        os.close(own)
        return pid, pipe
    code = 1
    try:
        os.close(pipe)
        with open(own, "wb") as out:
            out.write(dumps(work(part), protocol=5))
        code = 0
    finally:  # whatever happens: the rest of the program is the parent's
        os._exit(code)


def _told_by(pid: int, pipe: int, part: range, work: Callable[[range], Told]) -> Told:
    from pickle import loads

    with open(pipe, "rb") as told:
        data = told.read()
    _, status = os.waitpid(pid, 0)
    if status:
        return work(part)
    found: Told = loads(data)
    return found


def _end(pid: int) -> None:
    """See to it that a process is gone; most are already."""
    from signal import SIGKILL

    try:
        os.kill(pid, SIGKILL)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        return
