"""A corpus of one's own: made where nothing is, whole, and clean."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from claims_check import VERSION
from claims_check.cli.starter import files
from claims_check.generate import ROOT
from tests.command import run, run_alone


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_new_corpus_is_clean_and_in_canonical_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("init", "mine", "--title", "What they said", "--publisher", "Ann")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == f"mine: {len(files('', ''))} files written"
    assert ran.out.splitlines()[1].startswith("clean: 3 claims, 2 entities, 2 sources ")
    monkeypatch.chdir(tmp_path / "mine")
    assert run("check", "--fail-level", "warning").code == 0
    assert run("fmt", "--check").code == 0
    assert run("check", "--diff").code == 0
    corpus = (tmp_path / "mine" / "claims" / "corpus.json").read_text()
    assert '"title": "What they said"' in corpus
    assert '"publisher": "Ann"' in corpus


def test_its_files_are_where_their_programs_look(tmp_path: Path) -> None:
    run("init", "mine")
    mine = tmp_path / "mine"
    assert (mine / ".github" / "workflows" / "claims.yml").is_file()
    assert (mine / ".pre-commit-config.yaml").is_file()
    configuration = tomllib.loads((mine / "claims-check.toml").read_text())
    major, minor, _ = (int(part) for part in VERSION.split("."))
    wanted = f">={major}.{minor},<{major}.{minor + 1}"
    assert configuration == {"corpus": "claims", "required-version": wanted, "severity": {}}
    for name in ("claims", "pre-commit-config"):
        [file] = [p for p in mine.rglob("*.y*ml") if name in p.name]
        assert wanted in file.read_text()
    for path in (ROOT / "schemas").glob("*.schema.json"):
        if path.name not in ("report.schema.json",) and (mine / "schemas" / path.name).exists():
            assert (mine / "schemas" / path.name).read_bytes() == path.read_bytes()
    assert {p.name for p in (mine / "schemas").iterdir()} == {
        f"{sort}.schema.json" for sort in ("claim", "corpus", "entity", "source")
    }


def test_a_place_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    ran = run("init", "mine")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "claims-check: mine is not empty (there is notes.txt); name a folder that is empty or not "
        "there yet\n"
    )
    assert os.listdir("mine") == ["notes.txt"]
    assert run("init", "mine/notes.txt").err == (
        "claims-check: mine/notes.txt: Not a directory; name a folder\n"
    )


def test_an_empty_folder_will_do_and_so_will_one_with_git_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "cloned" / ".git").mkdir(parents=True)
    assert run("init", "empty").code == 0
    assert run("init", "cloned").code == 0
    assert run_alone("init", "new/deep/down", cwd=tmp_path).code == 0


def test_a_disk_that_is_full_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, made = os.link, []

    def full(beside: str, path: str) -> None:
        made.append(path)
        if len(made) > 5:
            raise KeyboardInterrupt
        link(beside, path)

    monkeypatch.setattr(os, "link", full)
    assert run("init", "mine").code == 130
    assert len(made) == 6
    assert list(tmp_path.iterdir()) == []


def test_a_title_that_cannot_be_is_refused(tmp_path: Path) -> None:
    ran = run("init", "mine", "--title", " x\ny")
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err == "claims-check: --title: it has a character that cannot be seen; write it anew\n"
    )
    assert not (tmp_path / "mine").exists()
