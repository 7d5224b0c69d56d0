"""`check --since`: what a change adds is shown and decides, what was there before is counted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from claims_check.generate import ROOT
from claims_check.report.words import printable
from tests.command import Ran, run, run_alone
from tests.examples import write_corpus
from tests.repository import commit, git, repository

CLEAN = "claim x {}"
IMPOSSIBLE = (
    'claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02-29"}'
)
FOUNDED = """
claim founded {"kind": "existed", "subject": "acme", "start": "2010"}
claim bought {"kind": "dealt", "subject": "acme", "object": "bolt", "how": "stake", "at": "2012-03-04"}
claim other {}
"""


def since(ref: str, corpus: Path, *more: str) -> Ran:
    return run("check", corpus, "--since", ref, "--format", "json", *more)


def found(ran: Ran) -> list[tuple[str, str]]:
    """Rule and record of each finding of a JSON report."""
    return [(each["rule"], each["record"]) for each in json.loads(ran.out)["findings"]]


def older(ran: Ran) -> int:
    number: int = json.loads(ran.out)["summary"]["older"]
    return number


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_an_older_finding_is_counted_and_does_not_fail(tmp_path: Path) -> None:
    corpus = repository(tmp_path, IMPOSSIBLE)
    assert run("check", corpus).code == 1
    ran = since("main", corpus)
    assert (ran.code, found(ran), older(ran)) == (0, [], 1)
    said = run("check", corpus, "--since", "main", "--format", "concise")
    assert said.out.startswith("clean: ")
    assert said.out.endswith("; 1 older finding not shown\n")


def test_a_finding_stays_old_when_its_lines_move(tmp_path: Path) -> None:
    corpus = repository(tmp_path, IMPOSSIBLE)
    value = json.loads((corpus / "topic" / "x.json").read_text("utf-8"))
    (corpus / "topic" / "x.json").write_text(json.dumps(value, indent=4), "utf-8")
    assert (since("main", corpus).code, older(since("main", corpus))) == (0, 1)


def test_a_date_moved_fails_on_the_claim_that_nobody_touched(tmp_path: Path) -> None:
    corpus = repository(tmp_path, FOUNDED)
    edit(corpus / "topic" / "founded.json", '"2010"', '"2013"')
    ran = since("main", corpus)
    assert ran.code == 1
    assert found(ran) == [
        ("organisation-not-yet-founded", "bought"),
        ("changed-without-correction", "founded"),
    ]
    assert older(ran) == 0


def test_what_only_says_more_of_a_date_needs_no_correction_and_a_new_id_hides_none(
    tmp_path: Path,
) -> None:
    corpus = repository(
        tmp_path,
        FOUNDED
        + """claim on {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2012",
    "end": ".."}
""",
    )
    edit(corpus / "topic" / "founded.json", '"2010"', '"2010-03"')
    edit(corpus / "topic" / "on.json", '"end": ".."', '"end": "2026-01"')
    assert "changed-without-correction" not in dict(found(since("main", corpus)))
    edit(corpus / "topic" / "on.json", '"end": "2026-01"', '"end": "2024"')
    assert ("changed-without-correction", "on") in found(since("main", corpus))
    record = corpus / "topic" / "other.json"
    edit(record, '"id": "other"', '"id": "another", "former_ids": ["other"]')
    edit(record, '"label": "supported"', '"label": "not-enough-evidence", "searched": "All of it."')
    record.rename(corpus / "topic" / "another.json")
    assert ("changed-without-correction", "another") in found(since("main", corpus))


def test_a_published_verdict_or_date_is_not_changed_without_a_word(tmp_path: Path) -> None:
    corpus = repository(tmp_path, FOUNDED)
    record = corpus / "topic" / "founded.json"
    edit(record, '"label": "supported"', '"flaw": "imprecise", "label": "supported"')
    [finding] = json.loads(since("main", corpus).out)["findings"]
    assert (finding["rule"], finding["severity"]) == ("changed-without-correction", "warning")
    assert (finding["record"], finding["pointer"]) == ("founded", "/verdict/flaw")
    assert finding["message"].startswith("flaw is imprecise, and main has none; ")
    value = json.loads(record.read_text("utf-8"))
    value["corrections"] = [
        {"on": "2026-01-31", "what": "It is not as precise as it was said to be."}
    ]
    record.write_text(json.dumps(value), "utf-8")
    assert found(since("main", corpus)) == []
    commit(tmp_path)
    edit(record, '"2010"', '"2011"')
    assert found(since("HEAD", corpus)) == [("changed-without-correction", "founded")]
    assert found(since("main...", corpus, "--ignore", "changed-without-correction")) == []


def test_a_founding_date_moved_in_the_real_corpus_fails_on_exactly_those_it_makes_impossible(
    tmp_path: Path,
) -> None:
    shutil.copytree(ROOT / "claims", tmp_path / "claims")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "-b", "later-founding")
    founding = tmp_path / "claims" / "organisations" / "meta-founded-2004.json"
    edit(founding, '"start": "2004-02-04"', '"start": "2006-02-04"')
    commit(tmp_path)
    ran = since("main", tmp_path / "claims")
    assert ran.code == 1
    findings = [each for each in json.loads(ran.out)["findings"] if each["severity"] == "error"]
    assert {each["rule"] for each in findings} == {"organisation-not-yet-founded"}
    assert all(len(each["conflict"]) == 2 for each in findings)
    assert all("meta-founded-2004" in each["conflict"] for each in findings)
    untouched = sorted({id for each in findings for id in each["conflict"]} - {founding.stem})
    assert {"meta-named-thefacebook-inc", "zuckerberg-ceo-of-meta"} <= set(untouched)
    lines = run("diff", "main", "--corpus", tmp_path / "claims").out.splitlines()
    assert lines[2] == (
        "- changed claim `meta-founded-2004`: the beginning of Meta 2 years later "
        f"(`2004-02-04` → `2006-02-04`); causes {len(findings)} errors with records that nobody "
        f"touched: {', '.join(f'`{id}`' for id in untouched)}"
    )


def test_only_what_is_new_counts_by_its_severity(tmp_path: Path) -> None:
    corpus = repository(tmp_path, IMPOSSIBLE)
    write_corpus(corpus, IMPOSSIBLE + "\nentity bolt {}")
    ran = since("main", corpus)
    assert (ran.code, found(ran), older(ran)) == (0, [("unused-record", "bolt")], 1)
    assert since("main", corpus, "--fail-level", "warning").code == 1


def test_untracked_staged_and_committed_records_are_all_new(tmp_path: Path) -> None:
    corpus = repository(tmp_path, CLEAN)
    write_corpus(corpus, CLEAN + "\n" + IMPOSSIBLE.replace("claim x", "claim y"))
    expected = [("impossible-day", "y")]
    assert found(since("main", corpus)) == expected
    git(tmp_path, "add", "--all")
    assert found(since("main", corpus)) == expected
    commit(tmp_path)
    assert found(since("main~1", corpus)) == expected
    assert found(since("HEAD", corpus)) == []


def test_the_working_tree_the_index_and_the_branches_stay_as_they_are(tmp_path: Path) -> None:
    corpus = repository(tmp_path, CLEAN)
    write_corpus(corpus, IMPOSSIBLE)
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    before = (git(tmp_path, "status", "--porcelain"), git(tmp_path, "for-each-ref"))
    index = (tmp_path / ".git" / "index").read_bytes()
    since("main", corpus)
    assert (git(tmp_path, "status", "--porcelain"), git(tmp_path, "for-each-ref")) == before
    assert (tmp_path / ".git" / "index").read_bytes() == index
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "claims", "notes.txt"]


def test_a_record_that_is_gone_is_a_finding_where_it_was(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}\nclaim y {}")
    (corpus / "topic" / "y.json").unlink()
    ran = since("main", corpus)
    assert ran.code == 1
    [finding] = json.loads(ran.out)["findings"]
    assert (finding["rule"], finding["severity"]) == ("record-deleted", "error")
    assert (finding["file"], finding["line"], finding["pointer"]) == ("claims/topic/y.json", 1, "")
    assert (finding["record"], finding["conflict"]) == ("y", ["y"])
    assert finding["message"] == (
        "main has the claim y, which is gone; others may cite it, so nothing is deleted: bring it "
        "back and set withdrawn, or name this id in the former_ids of the record that took its "
        "place"
    )
    [count] = [c for c in json.loads(ran.out)["rules"] if c["rule"] == "record-deleted"]
    assert count == {"rule": "record-deleted", "examined": 4, "findings": 1}
    assert run("check", corpus, "--since", "main").code == 1  # the full report finds no excerpt


def test_a_deletion_heeds_selection_and_paths(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}\nclaim y {}")
    (corpus / "topic" / "y.json").unlink()
    gone = [("record-deleted", "y")]
    assert found(since("main", corpus, "--ignore", "record-deleted")) == []
    assert found(since("main", corpus, "--select", "record-deleted")) == gone
    assert found(since("main", corpus / "topic")) == gone
    assert found(since("main", corpus / "entities")) == []
    assert found(since("main", corpus / "topic" / "x.json")) == []


def test_a_record_may_change_its_name_and_its_file(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}\nclaim y {}")
    write_corpus(corpus, 'claim x {}\nclaim z {"former_ids": ["y"]}')
    (corpus / "topic" / "y.json").unlink()
    (corpus / "elsewhere").mkdir()
    (corpus / "topic" / "x.json").rename(corpus / "elsewhere" / "x.json")
    assert found(since("main", corpus)) == []


def test_a_record_that_can_no_longer_be_read_is_one_finding(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}\nclaim y {}")
    (corpus / "topic" / "y.json").write_text('{"id": "y",}', "utf-8")
    assert found(since("main", corpus)) == [("not-json", "y")]


def test_a_branch_that_left_earlier_is_told_to_merge_or_to_compare_there(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}")
    git(tmp_path, "checkout", "--quiet", "-b", "mine")
    git(tmp_path, "checkout", "--quiet", "main")
    write_corpus(corpus, "claim x {}\nclaim y {}")
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "mine")
    [finding] = json.loads(since("main", corpus).out)["findings"]
    assert finding["rule"] == "record-deleted"
    assert finding["message"].endswith(
        "; if main got it after this branch left, merge main, or compare with the commit at which "
        "they parted: main..."
    )
    assert found(since("main...", corpus)) == []
    assert found(since("main...mine", corpus)) == []


def test_json_lines_are_read_from_git_too(tmp_path: Path) -> None:
    corpus = repository(tmp_path / "folder", "claim x {}\nclaim y {}")
    files = sorted(p for p in corpus.rglob("*.json") if p.name != "corpus.json")
    lines = [json.dumps(json.loads(path.read_text("utf-8"))) for path in files]
    whole = tmp_path / "all.jsonl"
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    shutil.rmtree(tmp_path / "folder")
    whole.write_text("\n".join(lines), "utf-8")
    commit(tmp_path)
    assert found(since("main", whole)) == []
    kept = [line for line in lines if '"id": "y"' not in line]
    broken = [line.replace("news", "nws") if '"id": "x"' in line else line for line in kept]
    whole.write_text("\n".join(broken), "utf-8")
    rules = found(since("main", whole))
    assert ("record-deleted", "y") in rules
    assert ("unknown-id", "x") in rules


def test_a_corpus_in_a_subfolder_a_worktree_and_a_strange_name(tmp_path: Path) -> None:
    corpus = repository(tmp_path / "repo", CLEAN)
    inner = tmp_path / "repo" / "deep" / "Übung 1"
    inner.parent.mkdir()
    corpus.rename(inner)
    commit(tmp_path / "repo")
    git(tmp_path / "repo", "worktree", "add", "--quiet", "-b", "mine", tmp_path / "beside")
    inner = tmp_path / "beside" / "deep" / "Übung 1"
    write_corpus(inner, IMPOSSIBLE)
    ran = run_alone("check", "--since", "main", "--format", "concise", ".", cwd=inner)
    assert ran.code == 1
    assert "error[impossible-day]" in ran.out


def test_a_hook_of_git_may_run_it(tmp_path: Path) -> None:
    corpus = repository(tmp_path, CLEAN)
    write_corpus(corpus, IMPOSSIBLE)
    ran = run_alone(
        "check", "claims", "--since", "HEAD", cwd=tmp_path, GIT_DIR=".git", GIT_INDEX_FILE="x"
    )
    assert ran.code == 1
    assert "impossible-day" in ran.out


def test_links_in_a_commit_are_followed_inside_it(tmp_path: Path) -> None:
    corpus = repository(tmp_path, IMPOSSIBLE)
    (tmp_path / "kept.json").write_bytes((corpus / "topic" / "x.json").read_bytes())
    (corpus / "topic" / "x.json").unlink()
    (corpus / "topic" / "x.json").symlink_to("../../kept.json")
    commit(tmp_path)
    assert (since("HEAD", corpus).code, older(since("HEAD", corpus))) == (0, 1)
    (corpus / "topic" / "gone.json").symlink_to("nowhere.json")
    commit(tmp_path)
    assert found(since("HEAD", corpus)) == [("unreadable-file", "gone")]


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("mian", "there is no commit, branch or tag mian; did you mean main?"),
        (
            "next",
            "there is no commit, branch or tag next; if it is on a server, get it first: "
            "git fetch origin next",
        ),
        ("mian...", "there is no commit, branch or tag mian; did you mean main?"),
        ("", '"" is no name of a commit, branch or tag'),
        (
            "HEAD:claims/topic/x.json",
            "HEAD:claims/topic/x.json names a file and no commit; name the commit that has it",
        ),
        (
            "HEAD:claims",
            "HEAD:claims names a folder and no commit; name the commit that has it",
        ),
        ("HEAD^{tree}", "HEAD^{tree} names a folder and no commit; name the commit that has it"),
        (
            "HEAD~9",
            "there is no commit, branch or tag HEAD~9; `git log HEAD` shows what there is",
        ),
        (
            "main..HEAD",
            "there is no commit, branch or tag main..HEAD; name one; A...B is the commit at which "
            "B left A",
        ),
        ("a\tb", '"a<U+0009>b" is no name of a commit, branch or tag'),
    ],
)
def test_a_ref_that_is_not_there_exits_with_2(ref: str, message: str, tmp_path: Path) -> None:
    ran = run("check", repository(tmp_path, CLEAN), "--since", ref)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"claims-check: --since {printable(ref)}: {message}")


def test_a_branch_that_only_the_server_has_is_named(tmp_path: Path) -> None:
    repository(tmp_path / "origin", CLEAN)
    git(tmp_path, "clone", "--quiet", tmp_path / "origin", "clone")
    git(tmp_path / "clone", "checkout", "--quiet", "-b", "mine")
    git(tmp_path / "clone", "branch", "--quiet", "-D", "main")
    ran = run("check", tmp_path / "clone" / "claims", "--since", "main")
    assert ran.code == 2
    assert "there is no commit, branch or tag main; did you mean origin/main?" in ran.err


def test_a_shallow_clone_says_how_to_get_the_history(tmp_path: Path) -> None:
    repository(tmp_path / "origin", CLEAN)
    first = commit(tmp_path / "origin")
    commit(tmp_path / "origin")
    address = f"file://{tmp_path / 'origin'}"
    git(tmp_path, "clone", "--quiet", "--depth", "1", address, "clone")
    corpus = tmp_path / "clone" / "claims"
    ran = run("check", corpus, "--since", first)
    assert ran.code == 2
    assert "this clone is shallow" in ran.err
    assert "git fetch --unshallow" in ran.err
    assert "fetch-depth: 0" in ran.err
    assert run("check", corpus, "--since", "origin/main").code == 0


def test_a_clone_without_contents_fetches_nothing_and_says_how(tmp_path: Path) -> None:
    repository(tmp_path / "origin", CLEAN)
    git(tmp_path / "origin", "config", "uploadpack.allowFilter", "true")
    write_corpus(tmp_path / "origin" / "claims", CLEAN + '{"statement": "It reads otherwise."}')
    commit(tmp_path / "origin")
    address = f"file://{tmp_path / 'origin'}"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", address, "clone")
    shutil.rmtree(tmp_path / "origin")
    ran = run("check", tmp_path / "clone" / "claims", "--since", "HEAD~1")
    assert (ran.code, ran.out) == (2, "")
    assert "this clone has not got all contents of HEAD~1 (it was made with --filter)" in ran.err


def test_a_corpus_outside_git_exits_with_2(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", CLEAN)
    ran = run("check", tmp_path / "claims", "--since", "main")
    assert (ran.code, ran.out) == (2, "")
    assert "is in no git repository, so it has no earlier state; `git init`" in ran.err


def test_without_git_exits_with_2(tmp_path: Path) -> None:
    corpus = repository(tmp_path, CLEAN)
    ran = run_alone("check", str(corpus), "--since", "main", PATH=str(tmp_path))
    assert ran.code == 2
    assert "git cannot be run (No such file or directory)" in ran.err


def test_a_suppression_taken_away_shows_what_it_hid(tmp_path: Path) -> None:
    hidden = (
        'claim x {"verdict": {"confidence": "high"}, "suppressions": [{"rule": '
        '"high-without-two-origins", "records": ["x"], "reason": "There is one source."}]}'
    )
    corpus = repository(tmp_path, hidden)
    assert found(since("main", corpus)) == []
    write_corpus(corpus, 'claim x {"verdict": {"confidence": "high"}}')
    assert found(since("main", corpus)) == [("high-without-two-origins", "x")]
