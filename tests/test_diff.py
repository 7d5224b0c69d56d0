"""`diff`: what a change means, as Markdown and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_check.comparison.movement import moved
from claims_check.dates import day_text
from claims_check.report.difference import code, plain
from tests.command import run, run_alone
from tests.examples import write_corpus
from tests.repository import commit, git, repository

RELEASE = 'claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}'


def diff(*arguments: str | Path) -> Any:
    ran = run("diff", *arguments, "--format", "json")
    assert ran.err == ""
    return json.loads(ran.out)


def lines(*arguments: str | Path) -> list[str]:
    ran = run("diff", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.splitlines()


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("2023-07-18", "2023-06-18", "30 days earlier"),
        ("2023-07-18", "2023-07-19", "1 day later"),
        ("2004-02-04", "2006-02-04", "2 years later"),
        ("2013", "2016", "3 years later"),
        ("2013-01", "2012-12", "1 month earlier"),
        ("2013-12", "2015-01", "13 months later"),
        ("2013", "2013-12-09", "narrowed"),
        ("2013-12-09", "2013", "widened"),
        ("2013-12-09", "2014", "23 to 387 days later"),
        ("2013-12-09", "2013-11", "9 to 38 days earlier"),
        ("2013", "[2013-07..2014-03]", "90 to 181 days later"),
        ("2013", "[2014-07..2013-03]", "written otherwise"),
        ("2013", "2013~", "qualified otherwise"),
        ("[..2013]", "[..2014]", "widened"),
        ("[2013..]", "[2012..2014]", "earlier"),
        ("2013", "..", "taken away: still so"),
        ("..", "2013", "given, no longer still so"),
        (None, "2013", "given as 2013"),
        ("2013", None, "taken away"),
        ("2013-02-30", "2013-02-28", "written otherwise"),
        ("2024-05-01T10:00:00Z", "2024-05-02", "1 day later"),
    ],
)
def test_a_date_moves_in_words(before: str | None, after: str | None, words: str) -> None:
    assert moved(before, after) == words


@given(st.integers(1, 3_000_000), st.integers(-5000, 5000).filter(bool))
def test_days_are_counted_exactly_and_the_way_back_is_as_long(day: int, by: int) -> None:
    before, after = day_text(day), day_text(max(1, min(day + by, 3_000_000)))
    there, back = moved(before, after), moved(after, before)
    swapped = back.replace("earlier", "LATER").replace("later", "earlier").replace("LATER", "later")
    assert there == swapped


def test_a_record_and_its_date_are_told_on_one_line(tmp_path: Path) -> None:
    corpus = repository(tmp_path, RELEASE)
    write_corpus(corpus, RELEASE.replace("07-18", "06-18"))
    assert lines("main", "--corpus", corpus) == [
        "**1 record changed; 0 findings caused, 0 cured**, from `main` to the working tree",
        "",
        "- changed claim `x`: the release of the weights of Lynx 30 days earlier "
        "(`2023-07-18` → `2023-06-18`)",
        "",
        "In the export: of the facts, 1 changed.",
    ]


def test_days_inferred_for_others_move_in_the_export(tmp_path: Path) -> None:
    life = 'claim life {"kind": "existed", "subject": "acme", "start": "2010-05"}'
    post = 'claim post {"kind": "role", "subject": "ann", "object": "acme", "title": "head"}'
    corpus = repository(tmp_path, f"{life}\n{post}")
    write_corpus(corpus, f"{life.replace('05', '07')}\n{post}")
    assert lines("main", "--corpus", corpus)[2:] == [
        "- changed claim `life`: the beginning of Acme 2 months later (`2010-05` → `2010-07`)",
        "",
        "In the export: the days inferred for 1 claim that nobody touched move: `post`; of the "
        "facts, 2 changed.",
    ]
    export = diff("main", "--corpus", corpus)["export"]
    assert export["claims"]["moved"] == ["post"]
    assert export["from"]["commit"] == git(tmp_path, "rev-parse", "main")


def test_nothing_differs_between_a_commit_and_itself(tmp_path: Path) -> None:
    corpus = repository(tmp_path, RELEASE)
    said = "**No record differs**, from `HEAD` to "
    assert lines("HEAD", "--corpus", corpus) == [said + "the working tree"]
    assert lines("HEAD", "main", "--corpus", corpus) == [said + "`main`"]
    for path in corpus.rglob("*.json"):  # another layout is no difference
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=7), "utf-8")
    assert lines("HEAD", "--corpus", corpus) == [said + "the working tree"]


def test_everything_that_can_become_of_a_record(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim a {}\nclaim b {}\nclaim c {}\nclaim d {}\nclaim f {}")
    for gone in "cdf":
        (corpus / "topic" / f"{gone}.json").unlink()
    (corpus / "topic" / "f.json").write_text("{", "utf-8")
    write_corpus(
        corpus,
        """
claim a {"verdict": {"label": "refuted", "confidence": "high"}, "statement": "It reads otherwise."}
claim b {"withdrawn": {"on": "2026-01-31", "why": "It repeats another."}}
claim d-again {"former_ids": ["d"]}
claim e {}
""".strip(),
    )
    found = diff("main", "--corpus", corpus)
    assert {b: [r["id"] for r in records] for b, records in found["records"].items()} == {
        "added": ["e"],
        "changed": ["a", "f"],
        "renamed": ["d-again"],
        "withdrawn": ["b"],
        "deleted": ["c"],
    }
    assert found["records"]["changed"][0]["moves"] == [
        {
            "at": "verdict.label",
            "before": "supported",
            "after": "refuted",
            "words": "the verdict refuted instead of supported",
        },
        {
            "at": "verdict.confidence",
            "before": "moderate",
            "after": "high",
            "words": "the confidence high instead of moderate",
        },
    ]
    said = lines("main", "--corpus", corpus)
    assert said[0].startswith("**1 record added, 2 changed, 1 renamed, 1 withdrawn, 1 deleted; ")
    assert "- added claim `e`: The statement of claim e can be checked." in said
    assert "- renamed claim `d-again`, formerly `d`: `statement`, `former_ids`" in said
    assert any(line.startswith("- changed claim `f`: it can no longer be read; ") for line in said)
    caused = [(each["rule"], each["by"]) for each in found["findings"]["caused"]]
    assert ("record-deleted", ["c"]) in caused
    assert ("not-json", ["f"]) in caused


def test_the_corpus_itself_is_a_record_too(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}")
    mark = corpus / "corpus.json"
    whole = mark.read_text("utf-8")

    def told() -> tuple[str, str]:
        head, _, line, *_ = lines("main", "--corpus", corpus)
        return head.partition(";")[0], line

    mark.write_text(whole.replace("An example", "Another"), "utf-8")
    assert told() == ("**1 record changed", "- changed corpus `example`: `title`")
    mark.write_text("{", "utf-8")
    broken = "- changed corpus `corpus`: it can no longer be read; causes 1 error"
    assert told() == ("**1 record changed", broken)
    commit(tmp_path)
    mark.write_text(whole, "utf-8")
    mended = "- changed corpus `corpus`: it can be read now; cures 1 error"
    assert told() == ("**1 record changed", mended)
    commit(tmp_path)
    mark.unlink()
    gone = "- deleted corpus `corpus`: An example; causes 1 error"
    assert told() == ("**1 record deleted", gone)


def test_an_id_that_changes_in_place_is_a_new_name(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}")
    path = corpus / "topic" / "x.json"
    value = {**json.loads(path.read_text("utf-8")), "id": "z"}
    path.write_text(json.dumps(value), "utf-8")
    said = lines("main", "--corpus", corpus)
    assert said[0].startswith("**1 record renamed; ")
    assert said[2] == (
        r"- renamed claim `z`, formerly `x`: its former\_ids do not name x; causes 1 error"
    )
    path.write_text(json.dumps({**value, "former_ids": ["x"]}), "utf-8")
    said = lines("main", "--corpus", corpus)
    assert said[2] == "- renamed claim `z`, formerly `x`: `former_ids`; causes 1 error"


def test_what_cannot_be_read_is_not_withdrawn(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}")
    path = corpus / "topic" / "x.json"
    value = {**json.loads(path.read_text("utf-8")), "withdrawn": {"on": 7}}
    path.write_text(json.dumps(value), "utf-8")
    found = diff("main", "--corpus", corpus)["records"]
    assert (found["withdrawn"], [each["id"] for each in found["changed"]]) == ([], ["x"])


def test_a_configuration_that_is_wrong_is_told(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}")
    commit(tmp_path)
    (tmp_path / "claims-check.toml").write_text("corpos = 7", "utf-8")
    ran = run_alone("diff", "HEAD~1", "HEAD", cwd=corpus.parent)
    assert ran.code == 2
    assert ran.err.startswith("claims-check: claims-check.toml:1: there is no key corpos")


def test_a_file_that_moves_and_a_source_that_is_dated_otherwise(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}")
    (corpus / "other").mkdir()
    (corpus / "topic" / "x.json").rename(corpus / "other" / "x.json")
    news = corpus / "sources" / "news.json"
    news.write_text(news.read_text("utf-8").replace("2026-01-15", "2026-01-10"), "utf-8")
    assert lines("main", "--corpus", corpus)[2:] == [
        "- changed source `news`: the publication 5 days earlier (`2026-01-15` → `2026-01-10`)",
        "- changed claim `x`: the file has moved (`claims/topic/x.json` → `claims/other/x.json`)",
    ]


def test_findings_are_caused_and_cured_by_the_records_they_rest_on(tmp_path: Path) -> None:
    corpus = repository(tmp_path, RELEASE + "\n" + RELEASE.replace("claim x", "claim y"))
    base = "claim y"
    broken = RELEASE + "\n" + RELEASE.replace("claim x", base).replace("07-18", "09-18")
    write_corpus(corpus, broken)
    commit(tmp_path)
    caused = diff("HEAD~1", "HEAD", "--corpus", corpus)["findings"]
    assert [(c["rule"], c["by"], c["untouched"]) for c in caused["caused"]] == [
        ("two-values-for-one-fact", ["y"], ["x"])
    ]
    cured = diff("HEAD", "HEAD~1", "--corpus", corpus)["findings"]
    assert caused["cured"] == cured["caused"] == []
    assert [c["fingerprint"] for c in cured["cured"]] == [
        c["fingerprint"] for c in caused["caused"]
    ]
    said = lines("HEAD~1", "HEAD", "--corpus", corpus)
    assert said[2].endswith("; causes 1 error with records that nobody touched: `x`")
    assert said[4] == "Findings caused:"
    assert said[6].startswith("- error `two-values-for-one-fact` at `claims/topic/")
    assert lines("HEAD", "HEAD~1", "--corpus", corpus)[2].endswith(
        "; cures 1 error with records that nobody touched: `x`"
    )


def test_a_finding_on_what_is_gone_is_laid_to_what_is_gone(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}\nclaim y {}")
    (corpus / "sources" / "news.json").unlink()
    found = diff("main", "--corpus", corpus)["findings"]["caused"]
    assert {(each["rule"], *each["by"]) for each in found} >= {
        ("unknown-id", "news"),
        ("record-deleted", "news"),
    }


def test_from_where_the_branch_left_main(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}")
    git(tmp_path, "checkout", "--quiet", "-b", "mine")
    write_corpus(corpus, "claim x {}\nclaim mine {}")
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "main")
    write_corpus(corpus, "claim x {}\nclaim theirs {}")
    (corpus / "topic" / "mine.json").unlink(missing_ok=True)
    commit(tmp_path)
    found = diff("main...", "mine", "--corpus", corpus)["records"]
    assert ([r["id"] for r in found["added"]], found["deleted"]) == (["mine"], [])
    both = diff("main", "mine", "--corpus", corpus)["records"]
    assert [r["id"] for r in both["deleted"]] == ["theirs"]


def test_a_bare_repository_compares_two_commits(tmp_path: Path) -> None:
    corpus = repository(tmp_path / "repo", RELEASE)
    write_corpus(corpus, RELEASE.replace("07-18", "06-18"))
    commit(tmp_path / "repo")
    git(tmp_path, "clone", "--quiet", "--bare", tmp_path / "repo", "bare.git")
    bare = tmp_path / "bare.git"
    ran = run_alone("diff", "main~1", "main", cwd=bare)
    assert (ran.code, ran.err) == (0, "")
    assert "the release of the weights of Lynx 30 days earlier" in ran.out
    alone = run_alone("diff", "main", cwd=bare)
    assert alone.code == 2
    assert "this repository is bare, so it has no working tree to compare with" in alone.err
    nowhere = run_alone("diff", "main~1", "main", "--corpus", "data", cwd=bare)
    assert nowhere.code == 2
    assert "neither state has records at data; --corpus PATH names the folder" in nowhere.err


def test_two_commits_compare_although_another_branch_is_checked_out(tmp_path: Path) -> None:
    corpus = repository(tmp_path, RELEASE)
    write_corpus(corpus, RELEASE.replace("07-18", "06-18"))
    commit(tmp_path)
    git(tmp_path, "rm", "-r", "--quiet", "claims")
    commit(tmp_path)
    ran = run_alone("diff", "HEAD~2", "HEAD~1", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "30 days earlier" in ran.out


def test_json_lines_are_compared_too(tmp_path: Path) -> None:
    corpus = repository(tmp_path, RELEASE)
    records = [json.loads(p.read_text("utf-8")) for p in sorted(corpus.rglob("*.json"))]
    records = [record for record in records if "title" not in record or "kind" in record]
    whole = tmp_path / "all.jsonl"
    whole.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    shutil.rmtree(corpus)
    commit(tmp_path)
    whole.write_text(whole.read_text("utf-8").replace("07-18", "06-18"), "utf-8")
    assert "30 days earlier" in lines("main", "--corpus", whole)[2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["mian"], "there is no commit, branch or tag mian; did you mean main?"),
        (["main", "mian"], "there is no commit, branch or tag mian; did you mean main?"),
        (["main", "HEAD", "more"], "unexpected: more"),
        ([], "the following arguments are required: BASE"),
    ],
)
def test_a_state_that_cannot_be_had_exits_with_2(
    arguments: list[str], message: str, tmp_path: Path
) -> None:
    ran = run("diff", *arguments, "--corpus", repository(tmp_path, RELEASE))
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_outside_git_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", RELEASE)
    ran = run("diff", "main", "--corpus", tmp_path / "claims")
    assert ran.code == 2
    assert "is in no git repository, so it has no earlier state" in ran.err


def test_what_a_record_says_means_nothing_in_markdown() -> None:
    said = "@meta: see #1 <img src=x> [a](https://evil.example) `x` *b* _c_ | $d$ www.evil.example"
    assert plain(said) == (
        r"@<!-- -->meta: see #<!-- -->1 \<img src=x\> \[a\](https:<!-- -->//evil.example) "
        r"\`x\` \*b\* \_c\_ \| \$d\$ w<!-- -->ww.evil.example"
    )
    assert code("a`b``c") == "``` a`b``c ```"
    assert code("a\nb") == "`a<U+000A>b`"


def test_a_long_list_is_cut_and_says_so(tmp_path: Path) -> None:
    corpus = repository(tmp_path, "claim x {}")
    write_corpus(corpus, "\n".join(f"claim y-{n} {{}}" for n in range(60)) + "\nclaim x {}")
    said = lines("main", "--corpus", corpus)
    assert sum(line.startswith("- added claim") for line in said) == 50
    assert "- and 10 more" in said
    assert len(diff("main", "--corpus", corpus)["records"]["added"]) == 60
