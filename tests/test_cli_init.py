"""A corpus of one's own: made where nothing is, whole, and clean."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from claims_check import VERSION
from claims_check.cli.starter import files
from claims_check.generate import ROOT
from tests.command import Ran, run, run_alone


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
    for file in ("mine/notes.txt", "mine/notes.txt/below"):
        assert run("init", file).err == (
            f"claims-check: {file} is no folder; name one that is not there yet\n"
        )
    assert (tmp_path / "mine" / "notes.txt").read_text() == "mine"


def test_a_corpus_that_is_there_is_left_alone(tmp_path: Path) -> None:
    run("init", "mine", "--title", "First")
    before = {path: path.read_bytes() for path in (tmp_path / "mine").rglob("*") if path.is_file()}
    assert run("init", "mine", "--title", "Second") == Ran(
        2,
        "",
        "claims-check: mine has a corpus already (claims/corpus.json); `claims-check new claim` "
        "adds to it\n",
    )
    assert {p: p.read_bytes() for p in (tmp_path / "mine").rglob("*") if p.is_file()} == before


def test_a_name_that_leads_to_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to("nowhere")
    assert run("init", "gone").err == (
        "claims-check: gone is a link that leads nowhere; remove it\n"
    )
    assert run("init", "").err == (
        "claims-check: DIR is empty; name the folder to make, or . for this one\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["gone"]


def test_the_job_runs_for_pull_requests_and_a_default_branch_of_any_name(tmp_path: Path) -> None:
    run("init", "mine")
    job = (tmp_path / "mine" / ".github" / "workflows" / "claims.yml").read_text()
    assert "\non: [push, pull_request]\n" in job
    assert (
        "      github.event_name == 'pull_request' ||\n"
        "      github.ref_name == github.event.repository.default_branch\n"
    ) in job
    assert "branches:" not in job


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
        ran.err
        == "claims-check: --title: it has a character that cannot be seen, U+000A; write it anew\n"
    )
    assert not (tmp_path / "mine").exists()


def test_job_and_hook_both_say_how_to_install_from_a_repository(tmp_path: Path) -> None:
    run("init", "mine")
    for name in (".github/workflows/claims.yml", ".pre-commit-config.yaml"):
        text = (tmp_path / "mine" / name).read_text()
        assert '# "claims-check @ git+https://example.org/OWNER/NAME@v0.1.0"\n' in text
