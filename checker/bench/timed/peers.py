"""Other tools on the same files: where they are, and the proof that they validate at all.

A peer checks the shape of records only.  It gets our published schemas as they are, one run for
each sort of record.  Before it is timed it has to accept good records and reject damaged ones.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.timed.runs import Command, FailedError, command, run

SCHEMAS = Path(__file__).resolve().parents[3] / "schemas"
PLACES = (
    *("", "bin", "venv/bin", "venv/Scripts", "node_modules/.bin", "npm/node_modules/.bin"),
    "node_modules/@sourcemeta/jsonschema/build/github-releases",
    "npm/node_modules/@sourcemeta/jsonschema/build/github-releases",
)
"""Where a folder of peers may have them: a virtual environment, an npm prefix, or both in it."""


class SkippedError(Exception):
    """A row cannot be measured here, and why."""


class Peer(NamedTuple):
    """A tool: the names of its command, how to get it, and its runs over a corpus folder."""

    name: str
    programs: tuple[str, ...]
    install: str
    runs: Callable[[Path, Path], Command]


def parts_of(corpus: Path) -> list[tuple[str, list[Path]]]:
    """Each sort of record with the folders that hold them, folders without folders in them."""
    topics = sorted(folder for folder in corpus.glob("topic-*"))
    return [
        ("claim", topics),
        ("entity", sorted(corpus.glob("entities/*"))),
        ("source", sorted(corpus.glob("sources/*"))),
    ]


def _schema(sort: str) -> Path:
    return SCHEMAS / f"{sort}.schema.json"


def _check_jsonschema(program: Path, corpus: Path) -> Command:
    return command(
        *(
            [program, "--schemafile", _schema(sort), *_files(folders)]
            for sort, folders in parts_of(corpus)
        )
    )


def _files(folders: Sequence[Path]) -> list[Path]:
    return [file for folder in folders for file in sorted(folder.glob("*.json"))]


def _ajv(program: Path, corpus: Path) -> Command:
    """Patterns are given from the corpus: absolute ones match nothing, and say so nowhere."""
    return command(
        *(
            [
                *(program, "validate", "-s", _schema(sort), "--"),
                *(f"{folder.relative_to(corpus).as_posix()}/*.json" for folder in folders),
            ]
            for sort, folders in parts_of(corpus)
        ),
        cwd=corpus,
    )


def _sourcemeta(*options: str) -> Callable[[Path, Path], Command]:
    return lambda program, corpus: command(
        *(
            [program, "validate", *options, _schema(sort), *folders]
            for sort, folders in parts_of(corpus)
        )
    )


def _native() -> str:
    system = {"darwin": "darwin", "win32": "windows"}.get(sys.platform, "linux")
    machine = os.uname().machine if hasattr(os, "uname") else "x86_64"
    return f"jsonschema-{system}-{'arm64' if machine in ('arm64', 'aarch64') else 'x86_64'}"


CHECK_JSONSCHEMA = Peer(
    "check-jsonschema",
    ("check-jsonschema",),
    "pip install check-jsonschema",
    _check_jsonschema,
)
AJV = Peer("ajv-cli", ("ajv",), "npm install @jirutka/ajv-cli", _ajv)
SOURCEMETA = Peer(
    "sourcemeta",
    (_native(), "jsonschema"),
    "npm install @sourcemeta/jsonschema",
    _sourcemeta(),
)
"""As it runs by default: exhaustive, every error of a record told by its place."""

SOURCEMETA_FAST = SOURCEMETA._replace(name="sourcemeta --fast", runs=_sourcemeta("--fast"))
"""Its schemas compiled for speed, at the expense of what it tells of an error."""


def candidates(programs: Sequence[str], folder: Path | None) -> list[Path]:
    """The programs of these names in a folder of peers and on the path, as far as they exist."""
    places = [folder / place for place in PLACES] if folder else []
    searched = [*map(str, places), *os.get_exec_path()]
    found = (shutil.which(name, path=place) for name in programs for place in searched)
    return [Path(os.path.abspath(one)) for one in dict.fromkeys(found) if one]


class Peers:
    """The peers of this machine, each looked for and tried once."""

    def __init__(self, folder: Path | None, good: Path, bad: Sequence[Path]) -> None:
        self.folder = folder
        self.good = good
        """A small corpus without findings."""
        self.bad = bad
        """Corpora with one record each that is not of its schema, a claim, entity or source."""
        self._found: dict[str, Path | SkippedError] = {}

    def runs(self, peer: Peer, corpus: Path) -> Command:
        """A peer's runs over a corpus.  Raises SkippedError where it is not here or of no use."""
        if peer.name not in self._found:
            self._found[peer.name] = self._look_for(peer)
        program = self._found[peer.name]
        if isinstance(program, SkippedError):
            raise program
        return peer.runs(program, corpus)

    def _look_for(self, peer: Peer) -> Path | SkippedError:
        found = candidates(peer.programs, self.folder)
        if not found:
            return SkippedError(f"{peer.name} is not here; {peer.install}")
        for program in found:
            try:
                accepts = run(peer.runs(program, self.good)).code == 0
                rejects = all(run(peer.runs(program, bad)).code != 0 for bad in self.bad)
            except FailedError:
                continue
            if accepts and rejects:
                return program
        shown = ", ".join(map(str, found))
        return SkippedError(f"{peer.name} ({shown}) does not tell good records from damaged ones")

    def program(self, name: str, install: str) -> Path:
        """Another program.  Raises SkippedError where it is not here."""
        found = candidates([name], self.folder)
        if not found:
            raise SkippedError(f"{name} is not here; {install}")
        return found[0]
