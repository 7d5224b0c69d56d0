"""How far a long run has come: told from the beginning on, never backwards, gone when it is done."""

from __future__ import annotations

import io
import os
import re
import sys
from functools import partial
from pathlib import Path

import pytest

from bench.corpora import write_folder
from bench.made_up.claims import records
from claims_check.check import check_corpus
from claims_check.cli import progress
from claims_check.corpus.corpus import open_corpus
from claims_check.rules import RULES
from claims_check.workers import beside, in_parts


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("cores", [1, 3])
def test_a_run_tells_how_far_it_has_come_and_never_less(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.setattr("claims_check.workers._cores", lambda: cores)
    monkeypatch.setattr("claims_check.asking.beside", partial(beside, least=0))
    monkeypatch.setattr("claims_check.asking.in_parts", partial(in_parts, least=0))
    write_folder(list(records(1200)), tmp_path / "made")
    told: list[float] = []
    check_corpus(
        open_corpus(str(tmp_path / "made")), RULES, watch=lambda done, of: told.append(done / of)
    )
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] < 1
    # Constraining; asking without the timeline, where no other process does it; asking with it.
    asked = [any(n / 3 <= done < (n + 1) / 3 for done in told) for n in range(3)]
    assert asked == [True, cores == 1, True]


def test_a_line_says_how_far_it_is_and_is_gone_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "EVERY", 0)
    with progress.watching("reading") as watch:
        watch(0, 8)  # nothing is known yet
        assert screen.getvalue() == ""
        watch(6, 8)
        assert re.fullmatch(r"\r\x1b\[Kreading: 75 %, about 1 s left", screen.getvalue())
        monkeypatch.setattr(os, "getpid", lambda: 0)
        watch(7, 8)  # another process does its part in silence
    assert screen.getvalue().count("reading") == 1
    assert screen.getvalue().endswith("left\r\x1b[K")


def test_what_is_over_soon_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 3600)
    with progress.watching("reading") as watch:
        watch(6, 8)
    assert screen.getvalue() == ""
