"""What the rows are measured on: the corpora, our own command over them, and the peers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from bench.corpora import write_folder, write_lines
from bench.made_up.claims import FEWEST, Made, records
from bench.timed.peers import Peers
from bench.timed.runs import Command, command, done, run

SCRIPT = "from claims_check.cli import run; run()"
"""What pip's own script of the command does, without the search for a module to run."""


class Sizes:
    """How large the corpora are: the records of the target table, or fewer for a quick look."""

    def __init__(self, quick: bool) -> None:
        self.quick = quick
        self.small = 300
        self.middle = 1000 if quick else 10_000
        self.large = 10_000 if quick else 100_000
        self.lines = 100_000 if quick else 1_000_000


def short(number: int) -> str:
    """300, 10k, 1m: how a corpus of so many records is called."""
    for unit, size in (("m", 10**6), ("k", 1000)):
        if number % size == 0:
            return f"{number // size}{unit}"
    return str(number)


class Field:
    """Corpora in one folder, made where they are missing, and commands over them."""

    def __init__(
        self, home: Path, scratch: Path, sizes: Sizes, rounds: int, peers: Path | None
    ) -> None:
        self.home = home
        self.scratch = scratch
        """A folder for whatever else is written; it is thrown away."""
        self.sizes = sizes
        self.rounds = rounds
        self.peers_folder = peers
        self.say: Callable[[str], None] = lambda text: None
        self._help = ""

    # -- corpora -----------------------------------------------------------------------------------

    def folder(self, number: int) -> Path:
        """A corpus folder of so many records."""
        path = self.home / short(number) / "claims"
        if not path.exists():
            self.say(f"making {path}")
            unfinished = path.with_name("unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            write_folder(records(number), unfinished)
            unfinished.rename(path)
        return path

    def lines(self, number: int) -> Path:
        """A corpus of so many records as JSON Lines."""
        path = self.home / f"{short(number)}.jsonl"
        if not path.exists():
            self.say(f"making {path}")
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".unfinished")
            write_lines(records(number), unfinished)
            unfinished.rename(path)
        return path

    def repository(self, number: int) -> Path:
        """A git repository with a corpus folder in it, everything committed."""
        folder = self.folder(number).parent
        if not (folder / ".git").exists():
            commit(folder)
        return folder

    def claims_in(self, path: Path) -> int:
        """How many claims a corpus has."""
        if path.is_dir():
            return sum(1 for _ in path.glob("topic-*/*.json"))
        with path.open("rb") as file:
            return sum(b'claim.schema.json"' in line[:80] for line in file)

    # -- commands ----------------------------------------------------------------------------------

    def ours(self, corpus: Path, cached: bool = False, cores: int | None = None) -> Command:
        """Our command over a corpus, all rules; `cached` lets it use what it has kept."""
        fresh = [] if cached or not self.has("--no-cache") else ["--no-cache"]
        return command(
            [*self.script, "check", corpus, *fresh], variables=self.variables, cores=cores
        )

    @property
    def script(self) -> list[str]:
        """The interpreter that runs this, and what the command's own script does."""
        return [sys.executable, "-c", SCRIPT]

    @cached_property
    def variables(self) -> dict[str, str]:
        """A cache of its own, and the way to this package where another or none is installed."""
        here = Path(__file__).resolve().parents[2]
        asked = [sys.executable, "-c", "import claims_check; print(claims_check.__file__)"]
        found = run(command(asked, cwd=self.scratch, variables={"PYTHONPATH": ""})).out.strip()
        path = "" if Path(found) == here / "claims_check" / "__init__.py" else str(here)
        return {"XDG_CACHE_HOME": str(self.scratch / "cache"), "PYTHONPATH": path}

    def python(self, code: str) -> Command:
        """The same interpreter over a line of code."""
        return command([sys.executable, "-c", code], variables=self.variables)

    def has(self, option: str) -> bool:
        """Whether `check` has an option."""
        if not self._help:
            self._help = done(
                command([*self.script, "check", "--help"], variables=self.variables)
            ).out
        return option in self._help

    @cached_property
    def peers(self) -> Peers:
        """The peers, proved on a small corpus and on copies of another with one bad record each."""
        good, bad = self.folder(self.sizes.small), []
        done(self.ours(good))
        for sort in ("claim", "entity", "source"):
            made = list(records(FEWEST))
            place = next(place for place, one in enumerate(made) if one.sort == sort)
            made[place] = Made(sort, {**made[place].record, "remark": "No schema knows this."})
            bad.append(self.scratch / f"damaged-{sort}")
            write_folder(made, bad[-1])
            done(self.ours(bad[-1])._replace(good=(1,)))
        return Peers(self.peers_folder, good, bad)


def commit(folder: Path) -> None:
    """Make a folder a git repository with all its files committed."""
    who = ["-c", "user.name=Example", "-c", "user.email=example@example.org", "-c", "gc.auto=0"]
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "corpus"]):
        done(command(["git", *arguments], cwd=folder))
