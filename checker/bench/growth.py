"""What grows how: time and memory a record, step by step, as a corpus of lines gets larger.

    python checker/bench/growth.py --most 1000000

Each size is measured in a process of its own, on a made-up corpus (checker/bench/corpora.py), in
the order of the check: reading and validating, constraining, solving, asking the rules, the report.
Rules are asked by as many processes as there are cores.  Memory is the peak of the process that
reads, less that of a corpus of a thousand records.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

LEAST = 1000
STEPS = ("reading", "constraining", "solving", "asking", "report")


def measured(path: str) -> dict[str, float]:
    """Seconds of each step, and the peak of memory in bytes."""
    from claims_check import check
    from claims_check.corpus.corpus import open_corpus
    from claims_check.rules import RULES

    gc.disable()  # as the command does
    spent: dict[str, float] = {}

    def timed(step: str, work: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object, **more: object) -> object:
            begun = perf_counter()
            try:
                return work(*given, **more)
            finally:
                spent[step] = spent.get(step, 0) + perf_counter() - begun

        return run

    begun = perf_counter()
    corpus = open_corpus(path)
    spent["reading"] = perf_counter() - begun
    for step, name in (("constraining", "constrain"), ("solving", "contradictions")):
        setattr(check._Run, name, timed(step, getattr(check._Run, name)))
    check._Run.check = timed("asking", check._Run.check)  # type: ignore[method-assign,assignment]
    begun = perf_counter()
    report = check.check_corpus(corpus, RULES).report
    whole = perf_counter() - begun
    spent["report"] = whole - sum(spent[step] for step in STEPS[1:4])
    if report.findings:
        raise SystemExit(f"{path}: this corpus should be clean")
    return {**spent, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0}


def main() -> None:
    """Print a table, in microseconds and kilobytes a record."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=100_000, help="records of the largest corpus")
    parser.add_argument("--of", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.of:
        print(json.dumps(measured(options.of)))
        return
    from bench.corpora import write_lines
    from bench.made_up.claims import records

    with tempfile.TemporaryDirectory() as folder:
        least = 0.0
        size = LEAST
        print(f"| records | {' | '.join(STEPS)} | all | memory |")
        print("|" + " ---: |" * (len(STEPS) + 3))
        while size <= options.most:
            path = Path(folder, f"{size}.jsonl")
            write_lines(records(size, 0), path)
            command = [sys.executable, __file__, "--of", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            told = json.loads(done.stdout)
            least = least or told["memory"]
            times = [1e6 * told[step] / size for step in STEPS]
            kept = (
                ""
                if size == LEAST
                else f"{(told['memory'] - least) / (size - LEAST) / 1024:.1f} KB"
            )
            cells = [f"{size:,}", *(f"{each:.0f} µs" for each in (*times, sum(times))), kept]
            print(f"| {' | '.join(cells)} |", flush=True)
            path.unlink()
            size *= 10


if __name__ == "__main__":
    main()
