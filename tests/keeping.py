"""The cache as tests use it: filled, damaged, and held against runs that do without it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from claims_check.cache import folder, tree
from claims_check.check import check_corpus
from claims_check.corpus.corpus import Corpus
from tests.command import Ran, run
from tests.examples import write_corpus

IMPOSSIBLE = '{"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02-29"}'
WORLD = f"""
claim founded {{"kind": "existed", "subject": "acme", "start": "2013"}}
claim bought {{"kind": "dealt", "subject": "acme", "object": "bolt", "how": "stake", "at": "2012-03-04"}}
claim x {IMPOSSIBLE}
claim y {{}}
"""
"""A contradiction of two claims, a finding of one, and a claim that is right."""


def both(*arguments: str | Path) -> Ran:
    """What a run says that may use the cache, after holding it against one that may not."""
    said = run("check", *arguments)
    assert said == run("check", *arguments, "--no-cache")
    return said


@contextmanager
def patched() -> Iterator[pytest.MonkeyPatch]:
    """Changes for a part of a test only, and a cache of its own for it."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as place:
        patch.setenv("XDG_CACHE_HOME", place)
        yield patch


def count_judged(patch: pytest.MonkeyPatch) -> list[Corpus]:
    """The corpora on which rules run from here on."""
    judged: list[Corpus] = []

    def counted(corpus: Corpus, *arguments: Any, **more: Any) -> Any:
        judged.append(corpus)
        return check_corpus(corpus, *arguments, **more)

    patch.setattr("claims_check.cli.checking.check_corpus", counted)
    return judged


def next_tick(place: Path) -> None:
    """Wait until a change of a file bears another time than all changes before."""
    probe = place / "probe"
    probe.write_bytes(b"")
    before = probe.stat().st_ctime_ns
    while probe.stat().st_ctime_ns == before:
        probe.write_bytes(b"")


SUFFIXES = (".content", ".records", ".state")


def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus with findings, whose cache is filled, and that is relied on at once."""
    monkeypatch.setattr(tree, "SETTLED", 0)
    write_corpus(tmp_path / "claims", WORLD)
    next_tick(tmp_path)
    assert both(tmp_path / "claims").code == 1
    assert [path.suffix for path in kept()] == list(SUFFIXES)
    return tmp_path / "claims"


def place() -> Path:
    return Path(os.environ["XDG_CACHE_HOME"], "claims-check")


def kept() -> list[Path]:
    """All files of the cache, also those that it does not know."""
    return sorted(place().iterdir(), key=lambda path: (path.suffix, path.name))


def are_whole() -> bool:
    """Whether all that is in the cache can be believed, and nothing else is left in it."""
    return all(path.suffix in SUFFIXES and folder.read(path.name) is not None for path in kept())


def is_not_believed(claims: Path) -> bool:
    """Whether rules run because the cache is of no use; the answer has to be right all the same."""
    with pytest.MonkeyPatch.context() as patch:
        judged = count_judged(patch)
        both(claims)
    return len(judged) == 2


def is_mended(claims: Path) -> bool:
    """Whether the cache was of no use and is whole again after a run."""
    return is_not_believed(claims) and are_whole() and not is_not_believed(claims)
