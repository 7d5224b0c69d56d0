"""Makes a corpus of any size that is clean under all rules, for measurements.

    python checker/bench/corpora.py --records 10000 DIR
    python checker/bench/corpora.py --records 1000000 corpus.jsonl
    python checker/bench/corpora.py --records 300 --damage 12 DIR

Nothing in it is about anything that exists.  The same number, seed and version of this command make
the same bytes.  Kinds, dates, evidence and lengths are shared out as in claims/; few entities and
sources are named often, most seldom.  With --damage, so many records hold known mistakes, and the
findings that they should give are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.made_up.claims import FEWEST, Made, records
from bench.made_up.damage import damage

MOST = 500
"""The most files of a folder."""

FOLDERS = {"entity": "entities/{:03}", "source": "sources/{:03}", "claim": "topic-{:03}"}


def write_lines(made: Iterable[Made], path: Path) -> None:
    """Write records as JSON Lines."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for one in made:
            text = encode(one.record) if one.text is None else one.text.replace("\n", "")
            file.write(f"{text}\n")


def write_folder(made: Iterable[Made], folder: Path) -> None:
    """Write records one a file, in folders of at most 500."""
    written = dict.fromkeys(FOLDERS, 0)
    encode = json.JSONEncoder(ensure_ascii=False, indent=2).encode
    for one in made:
        home = folder
        if one.sort in FOLDERS:
            number, place = divmod(written[one.sort], MOST)
            written[one.sort] += 1
            home = folder / FOLDERS[one.sort].format(number + 1)
        if one.sort not in FOLDERS or place == 0:
            home.mkdir(parents=True, exist_ok=True)
        name = f"{one.record['id']}.json" if one.sort in FOLDERS else "corpus.json"
        handle = os.open(f"{home}/{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        text = encode(one.record) if one.text is None else one.text
        os.write(handle, f"{text}\n".encode())
        os.close(handle)


def main() -> int:
    """Make a corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("path", type=Path, help="a new folder, or a file that ends in .jsonl")
    parser.add_argument("--records", type=int, default=300, help="claims, sources and entities")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--damage", type=int, default=0, help="how many records hold mistakes")
    options = parser.parse_args()
    if options.records < FEWEST:
        parser.error(f"--records: at least {FEWEST}")
    made: Iterable[Made] = records(options.records, options.seed)
    if options.damage:
        made = list(made)
        for one in damage(made, options.damage, options.seed):
            print(f"{one.record}: {one.rule}")
    if options.path.suffix == ".jsonl":
        write_lines(made, options.path)
    else:
        write_folder(made, options.path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
