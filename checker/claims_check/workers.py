"""Work on many things at once, by as many processes as there are cores, where that pays.

A fork shares all that was read without a copy, so this is for work that reads much and tells
little.  Where there is no fork, or threads that it would leave behind, one process does it all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    Told = TypeVar("Told")

LEAST = 4_000
"""Things below which a second process costs more than it does."""

PARTS = 64
"""So many parts are made of what is shared: whoever has done one takes the next, so that none waits
for another for longer than one takes."""


class Child(NamedTuple):
    """A process, and the pipe on which it tells."""

    pid: int
    pipe: int


def in_parts(first: int, end: int, work: Callable[[range], Told], least: int = LEAST) -> list[Told]:
    """What the work tells of all numbers from `first` to before `end`, part by part in their order.

    Fewer than `least` are left to one process.  What the work tells has to be picklable.  Raises
    what the work raises; a process that dies costs its time only: its parts are done again here.
    """
    number = end - first
    # To begin one costs about as much as a process of a quarter of the least saves.
    cores = min(_cores(), 4 * number // max(least, 1)) if number >= least else 1
    if cores == 1 or not number:
        return [work(range(first, end))] if number else []
    step = -(-number // PARTS)
    parts = [range(start, min(start + step, end)) for start in range(first, end, step)]
    numbers, given = os.pipe()  # from which each part's number can be taken once
    os.write(given, bytes(range(len(parts))))
    os.close(given)

    def share() -> dict[int, Told]:
        told = {}
        while taken := os.read(numbers, 1):
            told[taken[0]] = work(parts[taken[0]])
        return told

    children: list[Child | None] = []
    try:
        for _ in range(cores - 1):
            children.append(_start(share))
        done = share()
        while children:
            more = _told_by(children)
            done |= more[0] if more else {}
    finally:
        os.close(numbers)
        for child in children:
            if child is not None:
                _end(child)
    return [done[n] if n in done else work(part) for n, part in enumerate(parts)]


@contextmanager
def beside(
    work: Callable[[], Told], number: int, least: int = LEAST
) -> Iterator[Callable[[], Told] | None]:
    """Work on a number of things that another process does meanwhile, as in `in_parts`.

    Gives what waits for it and tells what it told; None where no other process does it.
    """
    child = _start(work) if number >= least and _cores() > 1 else None
    if child is None:
        yield None
        return
    children: list[Child | None] = [child]

    def told() -> Told:
        done = _told_by(children)
        return work() if done is None else done[0]

    try:
        yield told
    finally:
        for left in children:
            if left is not None:
                _end(left)


def _cores() -> int:
    """How many processes may work at once."""
    threading = sys.modules.get("threading")
    if sys.platform != "linux" or (threading is not None and threading.active_count() > 1):
        return 1
    return len(os.sched_getaffinity(0))


def _start(work: Callable[[], Told]) -> Child | None:
    """A process that does some work; None where the system lets none begin."""
    from pickle import dumps

    pipe, own = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(pipe)
        os.close(own)
        return None
    if pid:
        os.close(own)
        return Child(pid, pipe)
    code = 1
    try:
        os.close(pipe)
        with open(own, "wb") as out:
            out.write(dumps(work(), protocol=5))
        code = 0
    finally:  # whatever happens: the rest of the program is the parent's
        os._exit(code)


def _told_by(children: list[Child | None]) -> tuple[Any] | None:
    """What the first of some processes tells, which ends with that; None where it has failed."""
    if children[0] is None:
        del children[0]
        return None
    from pickle import loads  # most corpora are too small to be shared

    pid, pipe = children[0]
    with open(pipe, "rb", closefd=False) as told:
        data = told.read()
    del children[0]  # before it is waited for: its number may be another's from then on
    os.close(pipe)
    _, status = os.waitpid(pid, 0)
    return None if status else (loads(data),)


def _end(child: Child) -> None:
    """Stop a process of which nothing more is wanted."""
    from signal import SIGKILL

    os.close(child.pipe)
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(child.pid, SIGKILL)
        os.waitpid(child.pid, 0)
