"""`export` writes all of an export or nothing, refuses errors, and touches nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims_check.corpus.entry import Entry
from tests.command import Ran, environment, run, run_alone
from tests.examples import write_corpus

CLEAN = 'claim founded {"kind": "existed", "subject": "acme", "start": "2004-02-04"}'
WRONG = CLEAN.replace("2004-02-04", "2004-02-30")


@pytest.fixture(autouse=True)
def _corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path / "claims", CLEAN)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def contents(folder: str = "out") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def spoil() -> None:
    write_corpus(Path("claims"), WRONG)


def test_it_says_what_it_wrote() -> None:
    assert run("export", "json", "csl-json", "--output", "out") == Ran(
        0, "3 files in out: 1 claim as of 2026-01-31\n", ""
    )
    assert sorted(contents()) == ["export.json", "manifest.json", "sources.csl.json"]
    assert sorted(os.listdir()) == [".git", "claims", "out"]


def test_formats_may_stand_before_and_after_the_options() -> None:
    assert run("export", "--output", "out", "json", "typescript").code == 0
    assert sorted(contents()) == ["export.d.ts", "export.json", "manifest.json"]


def test_all_is_every_format() -> None:
    assert run("export", "all", "--output", "out/deep").code == 0
    assert {name.rpartition(".")[2] for name in contents("out/deep")} == {
        *("json", "jsonl", "csv", "db", "parquet", "jsonld", "ts"),
    }


def test_a_corpus_with_errors_is_not_exported() -> None:
    run("export", "json", "--output", "out")
    before = contents()
    spoil()
    assert run("export", "json", "--output", "out") == Ran(
        1,
        "",
        "claims-check: the corpus has 1 error, so nothing is exported: `claims-check check` shows "
        "them; --with-errors exports it all the same, and the export says so\n",
    )
    assert contents() == before


def test_with_errors_the_export_says_so() -> None:
    spoil()
    ran = run("export", "all", "--output", "out", "--with-errors")
    assert (ran.code, ran.out.endswith("as of 2026-01-31, with 1 error\n")) == (0, True)
    for name in ("export.json", "manifest.json"):
        value = json.loads(contents()[name])
        assert (value["clean"], value["summary"]["error"]) == (False, 1)
    [finding] = json.loads(contents()["export.json"])["findings"]
    assert (finding["rule"], finding["severity"]) == ("impossible-day", "error")


def test_a_record_that_cannot_be_read_is_named_and_left_out() -> None:
    Path("claims/topic").mkdir(exist_ok=True)
    Path("claims/topic/torn.json").write_text("{", "utf-8")
    assert run("export", "json", "--output", "out", "--with-errors").code == 0
    value = json.loads(contents()["export.json"])
    assert value["unreadable"] == ["claims/topic/torn.json"]
    assert [row["id"] for row in value["claims"]] == ["founded"]


def test_an_error_that_is_configured_away_does_not_hinder() -> None:
    spoil()
    Path("claims-check.toml").write_text('[severity]\nimpossible-day = "warning"\n', "utf-8")
    assert run("export", "json", "--output", "out").code == 0


def test_an_earlier_export_is_replaced_whole() -> None:
    run("export", "csv", "--output", "out")
    Path("out").chmod(0o750)
    assert run("export", "json", "--output", "out").code == 0
    assert sorted(contents()) == ["export.json", "manifest.json"]
    assert Path("out").stat().st_mode & 0o777 == 0o750


def test_a_folder_with_anything_else_is_left_alone() -> None:
    run("export", "json", "--output", "out")
    Path("out/notes.txt").write_text("mine", "utf-8")
    before = contents()
    ran = run("export", "json", "--output", "out")
    assert (ran.code, ran.err) == (
        2,
        "claims-check: out holds notes.txt, which is of no earlier export, and an export replaces "
        "its whole folder; name another folder, or move the file away\n",
    )
    assert contents() == before


def test_the_corpus_itself_is_no_place_for_an_export() -> None:
    for inside in ("claims", "claims/out"):
        ran = run("export", "json", "--output", inside)
        assert (ran.code, "is inside the corpus" in ran.err) == (2, True)
    assert run("export", "json", "--output", ".").code == 2
    assert run("export", "json", "--output", "claims/corpus.json").code == 2


def test_a_failure_leaves_the_old_export(monkeypatch: pytest.MonkeyPatch) -> None:
    run("export", "json", "--output", "out")
    before = contents()

    def full(old: str, new: str) -> None:
        if new.endswith("out"):
            monkeypatch.undo()
            raise OSError(28, "No space left on device")
        os.replace(old, new)

    monkeypatch.setattr(os, "rename", full)
    place = Path.cwd()
    ran = run("export", "csv", "--output", "out")
    os.chdir(place)
    assert (ran.code, ran.err) == (2, "claims-check: --output out: No space left on device\n")
    assert contents() == before
    assert sorted(os.listdir()) == [".git", "claims", "out"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["jsn", "--output", "out"], "it cannot be jsn; did you mean json?"),
        (["json"], "the following arguments are required: --output"),
        (["--output", "out"], "the following arguments are required: FORMAT"),
        (["json", "--output", "out", "--as-of", "2026"], "--as-of: 2026 is no single day"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], message: str) -> None:
    ran = run("export", *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert not Path("out").exists()


def test_without_duckdb_parquet_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    ran = run("export", "all", "--output", "out")
    assert (ran.code, ran.err) == (
        2,
        "claims-check: parquet needs DuckDB; install it with: pip install duckdb\n",
    )
    assert not Path("out").exists()


def test_zone_and_locale_change_no_byte() -> None:
    for folder, zone, locale in (
        ("one", "Pacific/Kiritimati", "C"),
        ("two", "America/Los_Angeles", "C.UTF-8"),
    ):
        ran = run_alone("export", "all", "--output", folder, TZ=zone, LC_ALL=locale)
        assert ran.code == 0, ran.err
    assert contents("one") == contents("two")


def test_a_file_that_goes_while_it_is_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(entry: Entry) -> str:
        raise FileNotFoundError(2, "No such file or directory", entry.path)

    monkeypatch.setattr(Entry, "text", gone)
    ran = run("export", "json", "--output", "out")
    assert (ran.code, ran.err.endswith(".json: No such file or directory; try again\n")) == (
        2,
        True,
    )
    assert not Path("out").exists()


def git(*arguments: str) -> str:
    identity = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
    done = subprocess.run(
        ["git", *arguments],
        env=environment({**identity, "GIT_CONFIG_GLOBAL": os.devnull}),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def test_the_commit_is_named_and_whether_the_corpus_differs_from_it() -> None:
    run("export", "json", "--output", "out")
    value = json.loads(contents()["export.json"])
    assert (value["commit"], value["modified"]) == (None, None)
    Path(".git").rmdir()
    git("init", "--quiet")
    git("add", "claims")
    git("commit", "--quiet", "--message", "records")
    for modified in (False, True):
        run("export", "json", "--output", "out")
        value = json.loads(contents()["manifest.json"])
        assert (value["commit"], value["modified"]) == (git("rev-parse", "HEAD"), modified)
        write_corpus(Path("claims"), CLEAN.replace("2004-02-04", "2004-02-05"))
