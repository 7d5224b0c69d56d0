"""What an answer depends on beside the corpus: this code, what runs it, and what was asked."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.machinery import PathFinder

from claims_check import VERSION


@cache
def code() -> str:
    """The version, and the state of all files that a check runs: rules, models, schemas.

    The version alone would do for a release; who works on the rules changes them without it.
    Asked for once: a process goes on with the code that it has loaded.
    """
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    try:
        parts = [VERSION, sys.version, own, *sorted(_states(own, len(own)))]
        found = PathFinder.find_spec("pydantic_core")
        if found is not None and found.origin:
            parts.append(f"{found.origin}{_state(os.stat(found.origin))}")
    except OSError:  # it is being replaced, or in an archive: no other run is known to have it
        return os.urandom(16).hex()
    return "\n".join(parts)


def _states(folder: str, skipped: int) -> list[str]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    found += _states(entry.path, skipped)
            elif entry.name.endswith(".py"):
                found.append(f"{entry.path[skipped:]}{_state(entry.stat())}")
    return found


def _state(status: os.stat_result) -> str:
    return f" {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
