"""What a check costs a contributor: the whole process, against importing pydantic's BaseModel.

    python checker/bench/start_up.py [CORPUS] [--runs N]

Both run in turn with the same interpreter, cold each time, so that a busy machine slows both; the
ratio of each pair is taken, and the median of the ratios printed, in wall time and in CPU time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from statistics import median

COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "from pydantic import BaseModel": ["-c", "from pydantic import BaseModel"],
    "claims-check --help": ["-c", "from claims_check.cli import run; run()", "--help"],
}


def spent(arguments: list[str]) -> tuple[float, float]:
    """Seconds of wall and of CPU that a run of the interpreter takes."""
    before = os.times()
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False)
    wall = time.perf_counter() - started
    after = os.times()
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return wall, cpu


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("corpus", nargs="?", default="claims")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    # What pip's own script does, without the search for a module to run.
    script = "from claims_check.cli import run; run()"
    commands = {**COMMANDS, "claims-check": ["-c", script, "check", options.corpus]}
    yardstick = "from pydantic import BaseModel"
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for run in range(options.runs + 1):
        for name, arguments in commands.items():
            one = spent(arguments)
            if run:  # the first warms the page cache
                times[name].append(one)
    print(f"{'':34} wall ms  cpu ms   x wall   x cpu   (of {yardstick}, {options.runs} pairs)")
    for name, taken in times.items():
        wall, cpu = (1000 * median(t[k] for t in taken) for k in (0, 1))
        ratios = [
            median(one[k] / other[k] for one, other in zip(taken, times[yardstick], strict=True))
            for k in (0, 1)
        ]
        print(f"{name:34} {wall:7.0f} {cpu:7.0f}  {ratios[0]:7.2f} {ratios[1]:7.2f}")


if __name__ == "__main__":
    main()
