"""Processes that are timed, in rounds that take turns, and what their times say."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple

NOT_PASSED_ON = frozenset(
    {
        *("GITHUB_ACTIONS", "GITHUB_EVENT_PATH", "GITHUB_STEP_SUMMARY", "GITLAB_CI"),
        "PYTHONDONTWRITEBYTECODE",
    }
)
"""What would have a check print otherwise, or compile its modules anew in each run."""


class Command(NamedTuple):
    """What to run: one process, or several after one another, which count as one.

    `good` are the exit codes of a run that did its work.
    """

    parts: tuple[tuple[str, ...], ...]
    cwd: Path | None = None
    variables: Mapping[str, str] = {}
    cores: int | None = None
    """How many cores it may use; None for all."""
    good: tuple[int, ...] = (0,)


class Ran(NamedTuple):
    """Seconds of wall time, exit code and end of the output."""

    wall: float
    code: int
    out: str


class FailedError(Exception):
    """A process did not do what it was started for."""


def command(*parts: Sequence[object], **more: Any) -> Command:
    """A command of one or several processes, with whatever else a Command has."""
    return Command(tuple(tuple(map(str, part)) for part in parts), **more)


def run(what: Command) -> Ran:
    """Run a command to its end.  Raises FailedError where a process cannot be started."""
    wall, code, out = 0.0, 0, ""
    for part in what.parts:
        one = _run(part, what)
        wall, code, out = wall + one.wall, code or one.code, one.out
    return Ran(wall, code, out)


def _run(part: tuple[str, ...], what: Command) -> Ran:
    environment = {key: value for key, value in os.environ.items() if key not in NOT_PASSED_ON}
    environment.update(what.variables)
    cores = sorted(os.sched_getaffinity(0)) if what.cores and can_pin() else None
    started = time.perf_counter()
    try:
        if cores:  # a process inherits the cores of the one that starts it
            os.sched_setaffinity(0, cores[: what.cores])
        process = subprocess.Popen(
            part,
            cwd=what.cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except OSError as error:
        raise FailedError(f"{part[0]}: {error.strerror}") from error
    finally:
        if cores:
            os.sched_setaffinity(0, cores)
    assert process.stdout is not None
    out = process.stdout.read()
    process.stdout.close()
    code = process.wait()
    wall = time.perf_counter() - started
    return Ran(wall, code, out.decode("utf-8", "replace")[-4000:])


def can_pin() -> bool:
    """Whether a process can be held to some of the cores, and there are several."""
    return hasattr(os, "sched_setaffinity") and len(os.sched_getaffinity(0)) > 1


def done(what: Command) -> Ran:
    """Run a command that has to succeed.  Raises FailedError where it does not."""
    ran = run(what)
    if ran.code not in what.good:
        shown = " ".join(what.parts[-1])
        shown = shown if len(shown) < 200 else f"{shown[:200]} …"
        raise FailedError(f"exit code {ran.code} of {shown}\n{ran.out.strip()[-1000:]}")
    return ran


def peak(what: Command) -> int:
    """The most resident memory of any process of a command, in bytes.

    A small process starts it, since on Linux the peak of a process is never below that of the one
    that has started it.  Raises FailedError as `done`.
    """
    parts = tuple((sys.executable, "-c", _SMALL, *part) for part in what.parts)
    unit = 1 if sys.platform == "darwin" else 1024
    return int(done(what._replace(parts=parts)).out.split()[-1]) * unit


_SMALL = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


def in_turn(
    commands: Sequence[Command], rounds: int, before: Callable[[int], None] | None = None
) -> list[list[Ran]]:
    """Runs of some commands in rounds, each in the other order than the last; the first warms up.

    `before` is called with the number of each round.  Raises FailedError where a run fails.
    """
    taken: list[list[Ran]] = [[] for _ in commands]
    for number in range(rounds + 1):
        if before is not None:
            before(number)
        order = list(enumerate(commands))
        for place, what in reversed(order) if number % 2 else order:
            ran = done(what)
            if number:
                taken[place].append(ran)
    return taken


class Spread(NamedTuple):
    """The median of some values and their middle half."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Of at least one value."""
        if len(values) < 2:
            return cls(values[0], values[0], values[0])
        low, middle, high = quantiles(values, n=4, method="inclusive")
        return cls(middle, low, high)


def walls(runs: Sequence[Ran]) -> list[float]:
    """Their seconds."""
    return [ran.wall for ran in runs]


def ratios(ours: Sequence[Ran], theirs: Sequence[Ran]) -> list[float]:
    """Our time over theirs, round by round."""
    return [one.wall / other.wall for one, other in zip(ours, theirs, strict=True)]
