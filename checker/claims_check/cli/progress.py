"""How far a long run has come, on a terminal: what it does, how much, how long it may take."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator

PATIENCE = 1.0
"""Seconds of silence first: most runs are over by then."""

EVERY = 0.2
"""Seconds between two words."""

Watch = Callable[[int, int], None]
"""Is told how many things are done, and of how many."""


@contextlib.contextmanager
def watching(what: str) -> Iterator[Watch]:
    """Tell how far something has come; the line is gone when it is done."""
    begun = time.monotonic()
    due, owner, told = begun + PATIENCE, os.getpid(), False

    def watch(done: int, of: int) -> None:
        nonlocal due, told
        now = time.monotonic()
        if (
            now < due or not done or os.getpid() != owner
        ):  # other processes do their part in silence
            return
        due, told = now + EVERY, True
        left = (now - begun) * (of - done) / done
        line = f"{what}: {100 * done // max(of, 1)} %, about {_span(left)} left"
        with contextlib.suppress(OSError):
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    try:
        yield watch
    finally:
        if told:
            with contextlib.suppress(OSError):
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()


def _span(seconds: float) -> str:
    whole = int(seconds) + 1
    return f"{whole} s" if whole < 100 else f"{(whole + 59) // 60} min"
