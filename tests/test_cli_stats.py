from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import run
from tests.examples import write_corpus

COMMIT = "0123456789abcdef0123456789abcdef01234567"
RECORDS = f"""
claim a {{"verdict": {{"label": "supported", "flaw": "outdated", "confidence": "high"}},
    "evidence": [{{"basis": "first-hand"}}, {{"source": "wire", "read": "copy"}}],
    "appearances": [{{"source": "article", "passage": "first"}},
        {{"source": "article", "passage": "first"}}]}}
claim b {{"kind": "part-of", "subject": "bolt", "object": "acme"}}
    {{"evidence": [{{"source": "digest"}}, {{"source": "news", "read": "excerpt"}}],
    "appearances": [{{"source": "article"}}]}}
claim c {{"verdict": {{"label": "not-enough-evidence", "confidence": "low"}},
    "evidence": [{{"source": "commit", "stance": "context", "basis": "first-hand"}}]}}
claim d {{"evidence": [{{"source": "commit"}}]}}
claim e {{"withdrawn": {{"on": "2026-01-31", "why": "It was said twice."}}}}
source digest {{"derived_from": ["news"]}}
source commit {{"address": "https://example.org/blob/{COMMIT}/README.md"}}
source article {{"title": "The article", "passages": [
    {{"id": "first", "section": "1", "from": "The", "to": "end.", "sha256": "{"0" * 64}"}},
    {{"id": "second", "section": "1", "from": "A", "to": "b.", "sha256": "{"1" * 64}"}},
    {{"id": "third", "section": "2", "from": "C", "to": "d.", "sha256": "{"2" * 64}",
        "unchecked": "It is an opinion."}}]}}
file topic/broken.json b'{{'
"""


@pytest.fixture(autouse=True)
def _corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path / "claims", RECORDS.strip())
    (tmp_path / "claims" / "other").mkdir()
    (tmp_path / "claims" / "topic" / "d.json").rename(tmp_path / "claims" / "other" / "d.json")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def numbers() -> Any:
    return json.loads(run("stats", "--format", "json").out)


def test_records_and_verdicts_are_counted() -> None:
    value = numbers()
    assert value["title"] == "An example"
    assert value["records"] == {
        "claims": 5,
        "entities": 2,
        "sources": 5,
        "withdrawn": 1,
        "unread": 1,
    }
    assert value["claims"] == 4
    assert value["own"] == 2
    assert value["topics"] == {"other": 1, "topic": 3}
    assert value["verdicts"] == {
        "supported": 3,
        "refuted": 0,
        "conflicting-evidence": 0,
        "not-enough-evidence": 1,
    }
    assert value["flaws"]["outdated"] == 1
    assert sum(value["flaws"].values()) == 1
    assert value["confidence"] == {"low": 1, "moderate": 2, "high": 1}
    assert value["kinds"] == {"described": 3, "part-of": 1}


def test_what_verdicts_rest_on_is_counted() -> None:
    value = numbers()
    assert value["backing"] == {"first_hand": 1, "two_origins": 1, "permanent_address": 1}
    assert value["evidence"] == 6
    assert value["readings"] == {"whole": 4, "excerpt": 1, "copy": 1}


def test_documents_show_what_is_covered_and_what_is_missed() -> None:
    [document] = numbers()["documents"]
    assert document["source"] == "article"
    assert document["elsewhere"] == ["b"]
    assert [(p["passage"], p["claims"], p["unchecked"]) for p in document["passages"]] == [
        ("first", ["a"], None),
        ("second", [], None),
        ("third", [], "It is an opinion."),
    ]


def test_the_numbers_are_printed_as_tables() -> None:
    ran = run("stats")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("An example 1.0.0\n\nrecords\n      5  claims\n")
    assert (
        """
of 4 claims
      2   50 %  were made by somebody
      2   50 %  are the corpus's own
      1   25 %  have first-hand evidence
      1   25 %  have evidence of two origins
      1   25 %  have evidence at a permanent address

of 6 items of evidence, read as
      4   67 %  whole
      1   17 %  excerpt
      1   17 %  copy

article: 3 passages, 1 with claims, 1 not checked, 1 missed
      1  first
         second  missed: no claim appears in it
         third  not checked: It is an opinion.
      1  without a passage
"""
        in ran.out
    )


def test_a_corpus_without_claims_has_numbers_too(tmp_path: Path) -> None:
    write_corpus(tmp_path / "bare", "entity acme {}")
    ran = run("stats", "bare")
    assert (ran.code, ran.err) == (0, "")
    assert "      0  claims\n" in ran.out
    assert "%" not in ran.out
    assert run("stats", "nowhere").code == 2
