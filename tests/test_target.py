"""Which corpus is meant: by paths, at hand, or one that has lost the file which marks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims_check.corpus.reading import UNMARKED
from tests.command import Ran, run
from tests.examples import write_corpus

RECORDS = 'claim x {}\nclaim y {"kind": "described", "subject": "bolt", "what": "is"}'
CLEAN_START = "clean: 2 claims, 2 entities, 1 source"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: a repository with a clean corpus and a page."""
    write_corpus(tmp_path / "claims", RECORDS)
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("a page")
    (tmp_path / "claims" / "README.md").write_text("a page")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(ran: Ran) -> list[tuple[str, str]]:
    """File and rule of each finding of a JSON report."""
    return [(each["file"], each["rule"]) for each in json.loads(ran.out)["findings"]]


NO_CORPUS = "it lies in no corpus; corpus.json marks one, and no folder around it has that"


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["claims", "README.md"], f"README.md: {NO_CORPUS}"),
        (["README.md", "claims"], f"README.md: {NO_CORPUS}"),
        ([".", "README.md"], f"README.md: {NO_CORPUS}"),
        (["README.md"], f"README.md: {NO_CORPUS}"),
        (["claims", "nowhere"], "nowhere: there is no such file or folder"),
        (
            ["claims", "claims/README.md"],
            "claims/README.md: it is no record file (.json) of the corpus",
        ),
        (
            ["claims/topic", "claims/README.md"],
            "claims/README.md: it is no record file (.json) of the corpus",
        ),
    ],
)
def test_each_path_is_looked_at(paths: list[str], message: str, folder: Path) -> None:
    assert run("check", *paths) == Ran(2, "", f"claims-check: {message}\n")
    before = (folder / "claims" / "topic" / "x.json").read_bytes()
    written = run("fmt", *paths)
    assert (written.code, written.out) == (2, "")
    assert (folder / "claims" / "topic" / "x.json").read_bytes() == before


def test_a_part_beside_the_whole_is_the_whole(folder: Path) -> None:
    for paths in (["claims", "claims/topic"], ["claims/topic/x.json", "."]):
        assert run("check", *paths) == run("check", "claims")
        assert run("fmt", "--check", *paths) == run("fmt", "--check", "claims")


COMMANDS = [
    ["check"],
    ["fmt", "--check"],
    ["stats"],
    ["state", "acme"],
    ["timeline"],
    ["export", "json", "--output", "out"],
    ["new", "entity", "--name", "Coil", "--kind", "model"],
    ["anchors", "x.txt", "--source", "news"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
def test_inside_a_corpus_a_command_finds_it(
    command: list[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "claims" / "topic")
    ran = run(*command)
    assert "there is no corpus" not in ran.err
    if command == ["check"]:
        assert ran == run("check", folder / "claims")
        assert ran.out.startswith(CLEAN_START)
    if command[0] == "new":
        assert (folder / "claims" / "entities" / "coil.json").is_file()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
def test_where_there_is_none_a_command_says_how_it_takes_one(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    takes_path = command[0] in ("check", "fmt", "stats")
    naming = f"claims-check {command[0]} PATH" if takes_path else "--corpus PATH"
    assert run(*command) == Ran(
        2,
        "",
        f"claims-check: there is no corpus at claims, and this folder is in none; name one: {naming}, "
        "or make one: claims-check init DIR\n",
    )


def test_diff_says_so_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("diff", "main").err.endswith(
        "; name one: --corpus PATH, or make one: claims-check init DIR\n"
    )


# A corpus without corpus.json.


@pytest.fixture
def unmarked(folder: Path) -> Path:
    """The corpus of the working directory, without the file that marks it."""
    (folder / "claims" / "corpus.json").unlink()
    return folder / "claims"


MISSING = [("claims/corpus.json", "missing-corpus-file")]


@pytest.mark.parametrize(
    "path", ["claims", ".", "claims/topic", "claims/topic/x.json", "claims/entities/acme.json"]
)
def test_a_corpus_without_its_mark_is_found_by_its_folders_and_told(
    path: str, unmarked: Path
) -> None:
    ran = run("check", path, "--format", "json")
    assert (ran.code, found(ran)) == (1, MISSING)
    report = json.loads(ran.out)
    assert report["corpus"] == {"claims": 2, "entities": 2, "sources": 1}
    [finding] = report["findings"]
    assert finding["message"] == UNMARKED
    assert (finding["severity"], finding["record"], finding["line"]) == ("error", "corpus", 1)


def test_the_corpus_at_hand_may_have_lost_its_mark_too(
    unmarked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(run("check", "--format", "json")) == MISSING
    monkeypatch.chdir(unmarked / "topic")
    assert found(run("check", "--format", "json")) == MISSING


def test_the_message_says_what_makes_it_clean(unmarked: Path) -> None:
    text = UNMARKED.partition("or write one: ")[2].replace("…", "What they said")
    (unmarked / "corpus.json").write_text(text, "utf-8")
    assert run("check").out.startswith(CLEAN_START)


def test_a_rule_that_is_not_asked_for_is_not_shown(unmarked: Path) -> None:
    assert run("check", "--ignore", "missing-corpus-file").code == 0
    assert run("check", "--select", "impossible-day").code == 0


@pytest.mark.parametrize(
    "command",
    [["fmt"], ["check", "--fix"], ["new", "entity", "--name", "Coil", "--kind", "model"]],
    ids=str,
)
def test_nothing_is_written_where_the_root_is_a_guess(command: list[str], unmarked: Path) -> None:
    before = {path: path.read_bytes() for path in unmarked.rglob("*") if path.is_file()}
    assert run(*command) == Ran(
        2,
        "",
        "claims-check: claims: there is no corpus.json, which marks where a corpus begins, so "
        "nothing is written; `claims-check check` says what to put in it\n",
    )
    assert {path: path.read_bytes() for path in unmarked.rglob("*") if path.is_file()} == before


def test_a_folder_of_claims_alone_is_checked_where_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "all", "claim x {}")
    (tmp_path / "some").mkdir()
    (tmp_path / "all" / "topic" / "x.json").rename(tmp_path / "some" / "x.json")
    monkeypatch.chdir(tmp_path)
    rules = [rule for _, rule in found(run("check", "some", "--format", "json"))]
    assert rules == ["missing-corpus-file", "unknown-id", "unknown-id"]
    assert run("check", "some/x.json") == Ran(2, "", f"claims-check: some/x.json: {NO_CORPUS}\n")


def test_folders_of_that_name_beyond_the_repository_mark_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.json").write_text("{}")
    (tmp_path / "inner" / ".git").mkdir(parents=True)
    (tmp_path / "inner" / "package.json").write_text("{}")
    monkeypatch.chdir(tmp_path / "inner")
    assert run("check", "package.json").err == f"claims-check: package.json: {NO_CORPUS}\n"


# Places that look like records.


def test_an_empty_folder_that_is_named_like_a_record_is_told(folder: Path) -> None:
    (folder / "claims" / "topic" / "z.json").mkdir()
    ran = run("check", "--format", "json")
    assert (ran.code, found(ran)) == (1, [("claims/topic/z.json", "unreadable-file")])
    assert json.loads(ran.out)["findings"][0]["message"] == (
        "the file cannot be read: it is no ordinary file, but a folder"
    )
    assert run("fmt").code == 1
    assert run("check", "--fix").code == 1
    (folder / "claims" / "topic" / "z.json" / "w.txt").write_text("what is inside is told itself")
    assert found(run("check", "--format", "json")) == [("claims/topic/z.json/w.txt", "stray-file")]


def test_a_corpus_that_is_the_repository_may_be_configured(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "claims")
    (folder / "claims" / "claims-check.toml").write_text('fail-level = "warning"')
    assert run("check", ".").out.startswith(CLEAN_START)
    (folder / "claims" / "topic" / "claims-check.toml").write_text("")
    assert found(run("check", ".", "--format", "json")) == [
        ("topic/claims-check.toml", "stray-file")
    ]


def test_a_link_belongs_to_the_corpus_that_it_lies_in(folder: Path) -> None:
    target = folder / "elsewhere.json"
    (folder / "claims" / "topic" / "x.json").rename(target)
    (folder / "claims" / "topic" / "x.json").symlink_to(target)
    assert run("check", "claims/topic/x.json").out.startswith(
        "clean: no finding involves claims/topic/x.json; 2 claims"
    )
    (folder / "data").symlink_to(folder / "claims")
    assert run("check", "data/topic/x.json").code == 0
    assert run("check", "data") == run("check", "claims")
