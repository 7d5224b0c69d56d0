"""What the front page shows is what the command prints."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from claims_check.generate import ROOT
from tests.command import run

BLOCKS = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)


def test_the_first_command_ends_with_the_report_that_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    ran = run()
    assert (ran.code, ran.out) == (0, BLOCKS[0])


def test_the_example_of_a_contradiction_is_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "claims", tmp_path / "claims")
    (tmp_path / ".git").mkdir()
    record = tmp_path / "claims" / "people" / "lecun-directed-fair.json"
    text = record.read_text("utf-8")
    assert '"start": "2013-12-09"' in text
    record.write_text(text.replace('"start": "2013-12-09"', '"start": "2012-12-09"'), "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run("check")
    assert ran.code == 1
    assert ran.out.startswith(BLOCKS[1])
