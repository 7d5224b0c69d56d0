"""This command shows how time and memory of the network grow with its points.

    python checker/bench/network_growth.py --most 1000000

The corpora are made up: an organisation for every fifty events, dates by day, month and year or
none at all, events within the life of their organisation and after other events.  With gaps, one
event in thirty lies at least and at most so many days after another, so that points lead back to
themselves.  Every size runs in a process of its own, so that peaks of memory are its own too.  For
comparison, the last column reads and validates as many records: one claim of the corpus over and
over, without opening files.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from claims_check.network import Network

CLAIM = Path(__file__).resolve().parents[2] / "claims" / "llama-1" / "llama-1-sizes.json"
FIRST_DAY = 700_000
PRECISION = ((0.60, 0), (0.85, 30), (0.95, 365))
"""Shares of dates, added up, and how many days wide they are; the rest have no date."""


def made_up(points: int, gaps: float) -> tuple[Network, int]:
    """A consistent network, and how many constraints it has."""
    dice = random.Random(points)
    numbers = list(range(points))
    dice.shuffle(numbers)
    network = Network()
    events = [network.point(("event", str(number))) for number in numbers]
    days = [FIRST_DAY + place * 20_000 // points for place in range(points)]
    constraints = 0
    for place, event in enumerate(events):
        owner = (f"claim-{numbers[place]}",)
        luck = dice.random()
        width = next((width for share, width in PRECISION if luck < share), None)
        if width is not None:
            start = days[place] - dice.randint(0, width)
            network.not_before(event, start, owner)
            network.not_after(event, start + width, owner)
            constraints += 2
        founding = place - place % 50
        if place > founding:
            network.apart(events[founding], event, 0, owner, "exists")
            constraints += 1
        if place and dice.random() < 0.4:
            network.apart(events[dice.randint(max(0, place - 200), place - 1)], event, 0, owner)
            constraints += 1
        if place and dice.random() < gaps:
            other = dice.randint(max(0, place - 200), place - 1)
            between = days[place] - days[other]
            network.apart(events[other], event, max(0, between - 400), owner, "gap")
            network.apart(event, events[other], -between - 400, owner, "gap")
            constraints += 2
    return network, constraints


def measure(points: int, gaps: float) -> str:
    """One row: sizes, seconds and megabytes."""
    start = perf_counter()
    network, constraints = made_up(points, gaps)
    made = perf_counter()
    solution = network.solve()
    solved = perf_counter()
    windows = sum(1 for point in range(points) if solution.window(point))
    read = perf_counter()
    if solution.contradictions or windows != points:
        raise SystemExit("this corpus should be consistent")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = f"{made - start:>9.2f} {solved - made:>9.3f} {read - solved:>9.3f}"
    kind = "gaps" if gaps else "acyclic"
    return f"{points:>9} {kind:<8} {constraints:>11} {seconds} {peak:>8.0f} {reading(points):>9.2f}"


def reading(records: int) -> float:
    """Seconds that reading and validating so many records takes."""
    from claims_check.corpus.reading import read_record

    data = CLAIM.read_bytes()
    start = perf_counter()
    for _ in range(records):
        read_record(data, CLAIM.name, str(CLAIM), CLAIM.stem, "claim")
    return perf_counter() - start


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=1_000_000, help="points of the last rows")
    parser.add_argument("--row", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.row:
        print(measure(int(options.row[0]), float(options.row[1])))
        return 0
    print("   points kind     constraints   build s   solve s windows s  peak MB    read s")
    points = 1000
    while points <= options.most:
        for gaps in ("0", "0.03"):
            command = [sys.executable, __file__, "--row", str(points), gaps]
            row = subprocess.run(command, check=True, capture_output=True, text=True)
            print(row.stdout, end="", flush=True)
        points *= 10
    return 0


if __name__ == "__main__":
    sys.exit(main())
