"""The rows of the table: each some work, what it is held against, and what it has to reach."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.timed import peers, reading
from bench.timed.field import Field, commit
from bench.timed.peers import SkippedError
from bench.timed.runs import Command, Ran, can_pin, command, done, in_turn, peak, ratios, walls

QUERY = Path(__file__).with_name("duckdb_query.py")


class Measured(NamedTuple):
    """Values, one a round, and the seconds (or bytes) that they come from."""

    values: list[float]
    ours: float
    theirs: float
    remark: str = ""


class Row(NamedTuple):
    """A row of the target table; `unit` follows the value, `must` and `aim` are limits of it."""

    name: str
    work: Callable[[Field], str]
    against: str
    unit: str
    must: float | None
    aim: float | None
    measure: Callable[[Field], Measured]

    @property
    def more_is_better(self) -> bool:
        """Whether the value has to be at least its target."""
        return self.unit.startswith("times faster")


def _rounds(field: Field, large: bool = False) -> int:
    """How many rounds; fewer where each takes long."""
    return max(min(field.rounds, 3), field.rounds // 5) if large else field.rounds


def _against(
    field: Field,
    ours: Command,
    theirs: Command,
    large: bool = False,
    faster: bool = False,
    before: Callable[[int], None] | None = None,
    remark: str = "",
) -> Measured:
    """Ours over theirs round by round, or theirs over ours where it is about being faster."""
    one, other = in_turn([ours, theirs], _rounds(field, large), before)
    values = ratios(other, one) if faster else ratios(one, other)
    return Measured(values, median(walls(one)), median(walls(other)), remark)


def _no_cache(field: Field) -> str:
    return "" if field.has("--no-cache") else "the command has no cache"


# -- a small corpus: what a contributor feels ------------------------------------------------------


def cold(field: Field) -> Measured:
    """A small corpus without a cache, against an import of pydantic's BaseModel."""
    ours = field.ours(field.folder(field.sizes.small))
    return _against(field, ours, field.python("from pydantic import BaseModel"))


def against_check_jsonschema(field: Field) -> Measured:
    """The same against check-jsonschema."""
    corpus = field.folder(field.sizes.small)
    theirs = field.peers.runs(peers.CHECK_JSONSCHEMA, corpus)
    return _against(field, field.ours(corpus), theirs, faster=True)


def unchanged_small(field: Field) -> Measured:
    """A small corpus that did not change, against an interpreter that does nothing."""
    ours = field.ours(field.folder(field.sizes.small), cached=True)
    return _against(field, ours, field.python("pass"), remark=_no_cache(field))


def in_pre_commit(field: Field) -> Measured:
    """What the check adds to a run of pre-commit with one hook that does nothing, in percent.

    One record is changed before each round, as a commit does.
    """
    program = field.peers.program("pre-commit", "pip install pre-commit")
    home = field.scratch / "repository"
    shutil.copytree(field.folder(field.sizes.small), home / "claims")
    hooks = {"nothing": "true", "claims-check": shlex.join([*field.script, "check", "claims"])}
    variables = {**field.variables, "PRE_COMMIT_HOME": str(field.scratch / "pre-commit")}
    runs = []
    for number in (1, 2):
        file = home / f"hooks-{number}.yaml"
        file.write_text(json.dumps({"repos": [_local(dict(list(hooks.items())[:number]))]}))
        arguments = [program, "run", "--all-files", "-c", file.name]
        runs.append(command(arguments, cwd=home, variables=variables))
    commit(home)
    changed = min((home / "claims").glob("topic-*/*.json"))
    record = json.loads(changed.read_text(encoding="utf-8"))

    def change(number: int) -> None:
        record["verdict"]["why"] = f"It is the reason number {number}."
        changed.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", "utf-8")

    without, with_it = in_turn(runs, field.rounds, change)
    values = [100 * (ratio - 1) for ratio in ratios(with_it, without)]
    return Measured(values, median(walls(with_it)), median(walls(without)), _no_cache(field))


def _local(hooks: dict[str, str]) -> dict[str, object]:
    same = {"language": "system", "always_run": True, "pass_filenames": False}
    return {
        "repo": "local",
        "hooks": [{"id": id, "name": id, "entry": entry, **same} for id, entry in hooks.items()],
    }


# -- large corpora: what a CI job feels ------------------------------------------------------------


def against_ajv(field: Field) -> Measured:
    """All rules against ajv-cli."""
    corpus = field.folder(field.sizes.middle)
    theirs = field.peers.runs(peers.AJV, corpus)
    return _against(field, field.ours(corpus), theirs, faster=True)


def against_sourcemeta(field: Field) -> Measured:
    """All rules against the native sourcemeta CLI in its fast mode."""
    return _against_native(field, peers.SOURCEMETA_FAST)


def against_exhaustive_sourcemeta(field: Field) -> Measured:
    """The same against its own default, which tells all errors as the check does."""
    return _against_native(field, peers.SOURCEMETA)


def _against_native(field: Field, peer: peers.Peer) -> Measured:
    corpus = field.folder(field.sizes.large)
    theirs = field.peers.runs(peer, corpus)
    return _against(field, field.ours(corpus), theirs, large=True, faster=True)


def unchanged_large(field: Field) -> Measured:
    """A large corpus that did not change, against git status in it."""
    home = field.repository(field.sizes.large)
    ours = field.ours(home / "claims", cached=True)._replace(cwd=home)
    theirs = command(["git", "status"], cwd=home)
    return _against(field, ours, theirs, large=True, remark=_no_cache(field))


def memory(field: Field) -> Measured:
    """Bytes that a claim takes at the peak, beyond what a small run takes, in kilobytes."""
    large, small = field.lines(field.sizes.lines), field.lines(field.sizes.small)
    claims = field.claims_in(large) - field.claims_in(small)
    floor, most = peak(field.ours(small)), peak(field.ours(large))
    whole = f"{most / 1e6:,.0f} MB for {field.claims_in(large):,} claims"
    return Measured([(most - floor) / claims / 1000], most, floor, whole)


def growth(field: Field) -> Measured:
    """The time a claim of a large corpus takes, over that of a smaller one."""
    corpora = [field.folder(number) for number in (field.sizes.large, field.sizes.large // 10)]
    large, small = in_turn([field.ours(one) for one in corpora], _rounds(field, True))
    more = field.claims_in(corpora[0]) / field.claims_in(corpora[1])
    values = [ratio / more for ratio in ratios(large, small)]
    return Measured(values, median(walls(large)), median(walls(small)))


def against_duckdb(field: Field) -> Measured:
    """JSON Lines, all rules, against six loose ones in DuckDB."""
    corpus = field.lines(field.sizes.lines)
    theirs = command([_python_with_duckdb(field), QUERY, corpus])
    return _against(field, field.ours(corpus), theirs, large=True)


def _python_with_duckdb(field: Field) -> str:
    found: Sequence[Path | str] = [
        sys.executable,
        *peers.candidates(["python"], field.peers_folder),
    ]
    damaged = field.scratch / "damaged.jsonl"
    lines = field.lines(field.sizes.small).read_text(encoding="utf-8").splitlines(keepends=True)
    damaged.write_text("".join([*lines, lines[-1]]), encoding="utf-8")  # an id twice
    for python in found:
        codes = (
            _code(python, field.lines(field.sizes.small)),
            _code(python, damaged),
        )
        if codes == (0, 1):
            return str(python)
    raise SkippedError("duckdb is not here; pip install duckdb")


def _code(python: Path | str, corpus: Path) -> int:
    ran: Ran = done(command([python, QUERY, corpus], good=tuple(range(256))))
    return 2 if "Error" in ran.out else ran.code


def second_core(field: Field) -> Measured:
    """What a second core brings: one core's time over that of all."""
    if not can_pin():
        raise SkippedError("processes cannot be held to one of several cores here")
    corpus = field.folder(field.sizes.large)
    return _against(field, field.ours(corpus), field.ours(corpus, cores=1), large=True, faster=True)


def reading_in_python(field: Field) -> Measured:
    """The check against a process that only reads all files."""
    corpus = field.folder(field.sizes.large)
    theirs = command([sys.executable, reading.__file__, corpus])
    return _against(field, field.ours(corpus), theirs, large=True)


def reading_in_c(field: Field) -> Measured:
    """The same against a loop in C."""
    corpus, program = field.folder(field.sizes.large), reading.compiled(field.scratch)
    if program is None:
        raise SkippedError("there is no C compiler (cc)")
    return _against(field, field.ours(corpus), command([program, corpus]), large=True)


def _many(number: int, what: str = "files") -> str:
    return f"{number:,} {what}".replace(",", " ")


ROWS = (
    Row("a", lambda f: f"{f.sizes.small} records, cold, all rules, no cache",
        "`from pydantic import BaseModel`", "of its time", 1.0, 0.8, cold),
    Row("b", lambda f: f"{f.sizes.small} records, cold, no cache", "check-jsonschema, schema only",
        "times faster", 10, 20, against_check_jsonschema),
    Row("c", lambda f: f"{f.sizes.small} records, nothing changed", "`python -c pass`",
        "of its time", 4, 2.5, unchanged_small),
    Row("d", lambda f: f"{f.sizes.small} records, one of them changed", "a no-op pre-commit run",
        "% added", 60, 30, in_pre_commit),
    Row("e", lambda f: f"{_many(f.sizes.middle)}, all rules", "ajv-cli, schema only",
        "times faster", 3, 6, against_ajv),
    Row("f", lambda f: f"{_many(f.sizes.large)}, all rules", "native sourcemeta --fast, schema",
        "times faster", 1, 3, against_sourcemeta),
    Row("g", lambda f: f"{_many(f.sizes.large)}, nothing changed", "`git status`",
        "of its time", 2, 1.2, unchanged_large),
    Row("h", lambda f: _many(f.sizes.lines, "lines"), "memory a claim",
        "KB", 2, 1, memory),
    Row("i", lambda f: f"time a claim, {_many(f.sizes.large)}", "a tenth of them",
        "of its time", 1.5, 1.2, growth),
    Row("j", lambda f: f"{_many(f.sizes.lines, 'lines')}, all rules",
        "DuckDB, six loose rules", "of its time", None, None, against_duckdb),
    Row("k", lambda f: f"{_many(f.sizes.large)}, all cores", "one core",
        "times faster", None, None, second_core),
    Row("l", lambda f: f"{_many(f.sizes.large)}, all rules", "reading them in Python",
        "of its time", None, None, reading_in_python),
    Row("m", lambda f: f"{_many(f.sizes.large)}, all rules", "reading them in C",
        "of its time", None, None, reading_in_c),
    Row("n", lambda f: f"{_many(f.sizes.large)}, all rules",
        "native sourcemeta, as it is by default", "times faster", None, None,
        against_exhaustive_sourcemeta),
)  # fmt: skip
"""In the order of the table; those without a target are measured to set one."""
