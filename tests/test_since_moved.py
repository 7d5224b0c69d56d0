"""A state of the corpus that lies elsewhere, or has none: nothing passes in silence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.command import run
from tests.examples import write_corpus
from tests.repository import commit, git, repository
from tests.test_since import found, since

TWO = "claim x {}\nclaim y {}"


def moved(ref: str, then: str, now: str) -> str:
    return (
        f"claims-check: {ref} has the corpus at {then}, which is gone; compared with what is at "
        f"{now} now\n"
    )


@pytest.mark.parametrize("staged", [True, False])
def test_a_corpus_that_has_moved_is_compared_with_where_it_was(
    staged: bool, tmp_path: Path
) -> None:
    corpus = repository(tmp_path, TWO)
    new = tmp_path / "deep" / "Übung 1"
    new.parent.mkdir()
    corpus.rename(new)
    ran = since("main", new)
    assert (ran.code, found(ran), ran.err) == (0, [], moved("main", "claims", "deep/Übung 1"))
    (new / "topic" / "y.json").unlink()
    if staged:
        git(tmp_path, "add", "--all")
    ran = since("main", new)
    assert (ran.code, found(ran)) == (1, [("record-deleted", "y")])
    diff = run("diff", "main", "--corpus", new)
    assert diff.out.startswith("**1 record deleted; 1 finding caused, 0 cured**")
    assert diff.err == ran.err == moved("main", "claims", "deep/Übung 1")


def test_a_corpus_may_move_to_the_root_of_the_repository_and_away(tmp_path: Path) -> None:
    corpus = repository(tmp_path, TWO)
    for path in list(corpus.iterdir()):
        path.rename(tmp_path / path.name)
    corpus.rmdir()
    (tmp_path / "topic" / "y.json").unlink()
    ran = since("main", tmp_path)
    assert (found(ran), ran.err) == ([("record-deleted", "y")], moved("main", "claims", "."))
    commit(tmp_path)
    corpus.mkdir()
    for name in ("corpus.json", "entities", "sources", "topic"):
        (tmp_path / name).rename(corpus / name)
    ran = since("main", corpus)
    assert (found(ran), ran.err) == ([], moved("main", ".", "claims"))


def test_two_commits_are_compared_wherever_each_has_the_corpus(tmp_path: Path) -> None:
    corpus = repository(tmp_path, TWO)
    corpus.rename(tmp_path / "data")
    commit(tmp_path)
    ran = run("diff", "main~1", "main", "--corpus", tmp_path / "data")
    assert ran.out == "**No record differs**, from `main~1` to `main`\n"
    assert ran.err == moved("main~1", "claims", "data")
    git(tmp_path, "checkout", "--quiet", "main~1")
    ran = run("diff", "HEAD", "main", "--corpus", tmp_path / "claims")
    assert ran.out == "**No record differs**, from `HEAD` to `main`\n"
    assert ran.err == moved("HEAD", "claims", "data")


def test_of_several_that_are_gone_nobody_can_tell_which_has_moved(tmp_path: Path) -> None:
    corpus = repository(tmp_path, TWO)
    shutil.copytree(corpus, tmp_path / "other")
    commit(tmp_path)
    for path in (corpus, tmp_path / "other"):
        path.rename(path.with_name(f"{path.name}-2"))
    ran = run("check", tmp_path / "claims-2", "--since", "main")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "claims-check: --since main: main has no corpus at claims-2, and several elsewhere that "
        "are gone: claims, other; move one corpus at a time\n"
    )
    (tmp_path / "other-2").rename(tmp_path / "other")
    assert since("main", tmp_path / "claims-2").err == moved("main", "claims", "claims-2")


def test_a_commit_without_the_corpus_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "README.md").write_text("soon")
    (tmp_path / "package.json").write_text("{}")
    commit(tmp_path)
    write_corpus(tmp_path / "claims", TWO)
    ran = run("check", tmp_path / "claims", "--since", "main")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "claims-check: --since main: main has no corpus at claims, so there is nothing to compare "
        "with; name a commit that has it, or check without --since\n"
    )
    assert run("diff", "main", "--corpus", tmp_path / "claims").out.startswith("**5 records added;")


def test_a_second_corpus_is_not_taken_for_the_first(tmp_path: Path) -> None:
    corpus = repository(tmp_path, TWO)
    shutil.copytree(corpus, tmp_path / "other")
    ran = run("check", tmp_path / "other", "--since", "main")
    assert (ran.code, ran.out) == (2, "")
    assert "main has no corpus at other, so there is nothing to compare with" in ran.err


def test_the_mark_of_a_corpus_that_is_deleted_shows_as_that(tmp_path: Path) -> None:
    corpus = repository(tmp_path, TWO)
    (corpus / "corpus.json").unlink()
    for path in (corpus, corpus / "topic" / "x.json"):
        ran = since("main", path)
        assert (ran.code, found(ran), ran.err) == (1, [("missing-corpus-file", "corpus")], "")
    (corpus / "topic" / "y.json").unlink()
    assert ("record-deleted", "y") in found(since("main", corpus))
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "HEAD~1", "--", "claims/corpus.json")
    assert found(since("HEAD", corpus)) == []


def test_lines_that_have_moved_are_compared_too(tmp_path: Path) -> None:
    corpus = repository(tmp_path / "folder", TWO)
    files = sorted(p for p in corpus.rglob("*.json") if p.name != "corpus.json")
    lines = [json.dumps(json.loads(path.read_text("utf-8"))) for path in files]
    shutil.rmtree(tmp_path / "folder")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    (tmp_path / "all.jsonl").write_text("\n".join(lines), "utf-8")
    commit(tmp_path)
    (tmp_path / "all.jsonl").unlink()
    rest = [line for line in lines if '"id": "y"' not in line]
    (tmp_path / "every.ndjson").write_text("\n".join(rest), "utf-8")
    ran = since("main", tmp_path / "every.ndjson")
    assert found(ran) == [("record-deleted", "y")]
    assert ran.err == moved("main", "all.jsonl", "every.ndjson")
