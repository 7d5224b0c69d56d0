"""How fast the check is: in ratios to other tools on the same files, and to reading them.

    python checker/bench/speed.py --peers DIR
    python checker/bench/speed.py --rows a,c,d --rounds 25
    python checker/bench/speed.py --quick

Corpora are made up (checker/bench/corpora.py), in a temporary folder or in one that is kept for
the next run (--corpora).  Ours and the other run in turn, in rounds, each as a whole process; a
ratio is of the two runs of one round, and the table has the median and the middle half of them.
Other tools check the schema only: our published schemas, one run for each sort of record.  None is
timed that does not reject damaged records; one that is not here is skipped.  Needs a system that
has the module resource: Linux or macOS.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.timed.field import Field, Sizes
from bench.timed.peers import SkippedError
from bench.timed.rows import ROWS, Measured, Row
from bench.timed.runs import FailedError, Spread

HEAD = (
    "| | work | against | ours | other | measured | must reach | aim at | |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
)


def verdict(row: Row, value: float, judged: bool) -> str:
    """Whether a value reaches its target."""
    if row.must is None or row.aim is None or not judged:
        return ""
    sign = -1 if row.more_is_better else 1
    if sign * value <= sign * row.aim:
        return "aim reached"
    return "reached" if sign * value <= sign * row.must else "**not reached**"


def line(row: Row, field: Field, measured: Measured) -> str:
    """A row of the table."""
    spread = Spread.of(measured.values)
    several = f" ({number(spread.low)} to {number(spread.high)})"
    shown = f"{number(spread.middle)}{several if len(measured.values) > 1 else ''} {row.unit}"
    cells = [
        row.name,
        row.work(field),
        row.against,
        *(_amount(row, amount) for amount in (measured.ours, measured.theirs)),
        shown,
        *("" if limit is None else number(limit) for limit in (row.must, row.aim)),
        "; ".join(
            part
            for part in (verdict(row, spread.middle, not field.sizes.quick), measured.remark)
            if part
        ),
    ]
    return f"| {' | '.join(cells)} |"


def _amount(row: Row, amount: float) -> str:
    return f"{amount / 1e6:,.0f} MB" if row.unit == "KB" else f"{number(amount)} s"


def number(value: float) -> str:
    """Three digits that count, and no more."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def machine() -> str:
    """What it was measured on, and when."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [text for text in info.read_text().splitlines() if text.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    today = datetime.now(UTC).date().isoformat()
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {today}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Print the table; exit code 1 where a row fails, as when a check of ours is not clean."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rows", default="", help="rows, by letter: a,b,f (default: all)")
    parser.add_argument("--rounds", type=int, default=15, help="a fifth for what takes minutes")
    parser.add_argument("--quick", action="store_true", help="smaller corpora, nothing is judged")
    parser.add_argument("--corpora", type=Path, help="where the corpora are, or are kept")
    parser.add_argument("--peers", type=Path, help="a virtual environment or npm prefix of peers")
    options = parser.parse_args(arguments)
    wanted = set(options.rows.replace(",", "")) or {row.name for row in ROWS}
    if unknown := wanted - {row.name for row in ROWS}:
        parser.error(f"--rows: there is no row {', '.join(sorted(unknown))}")
    if options.rounds < 1:
        parser.error("--rounds: at least 1")
    failed = False
    with tempfile.TemporaryDirectory(prefix="claims-check-speed-") as temporary:
        scratch = Path(temporary)
        home = options.corpora.resolve() if options.corpora else scratch / "corpora"
        peers = options.peers.resolve() if options.peers else None
        field = Field(home, scratch, Sizes(options.quick), options.rounds, peers)
        field.say = lambda text: print(text, file=sys.stderr, flush=True)
        print(machine(), *HEAD, sep="\n", flush=True)
        skipped = []
        for row in ROWS:
            if row.name not in wanted:
                continue
            try:
                print(line(row, field, row.measure(field)), flush=True)
            except SkippedError as reason:
                skipped.append(f"skipped {row.name}, against {row.against}: {reason}")
            except FailedError as error:
                failed = True
                skipped.append(f"failed {row.name}, against {row.against}: {error}")
        print("", *skipped, sep="\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
