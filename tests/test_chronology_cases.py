"""What the reasoning over dates has to show, on small corpora and on the real one."""

from __future__ import annotations

import json
from pathlib import Path

from claims_check.check import check_corpus
from claims_check.corpus.corpus import Corpus, open_corpus
from claims_check.corpus.reading import read_record
from claims_check.findings import Finding
from claims_check.generate import ROOT
from claims_check.rules import RULES
from tests.examples import check_example


def serious(folder: Path, records: str) -> list[Finding]:
    return [f for f in check_example(folder, records).findings if f.severity != "note"]


THREE = """
claim one {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "2023"}
claim two {"kind": "said", "subject": "ann", "how": "stated", "what": "two", "at": "2023"}
claim tri {"kind": "said", "subject": "ann", "how": "stated", "what": "three", "at": "2023"}
claim gap-a {"kind": "ordered", "first": "one", "then": "two", "min_days": 200}
claim gap-b {"kind": "ordered", "first": "two", "then": "tri", "min_days": 200}
"""


def test_two_gaps_of_200_days_do_not_fit_into_a_year_and_the_middle_event_is_not_to_blame(
    tmp_path: Path,
) -> None:
    [finding] = serious(tmp_path / "c", THREE)
    assert (finding.rule, finding.certainty) == ("out-of-order", "definite")
    assert finding.conflict == ("gap-a", "gap-b", "one", "tri")
    assert "36 days short" in finding.message


def test_two_gaps_of_182_days_do(tmp_path: Path) -> None:
    assert serious(tmp_path / "c", THREE.replace("200", "182")) == []


def report(day: str, basis: str = "report") -> str:
    return (
        'claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}'
        f' {{"evidence": [{{"source": "early", "basis": "{basis}"}}]}}\n'
        f'source early {{"published": "{day}"}}'
    )


def test_a_report_of_the_day_before_is_possible_and_of_two_days_before_definite(
    tmp_path: Path,
) -> None:
    [before] = serious(tmp_path / "a", report("2023-07-17"))
    assert (before.certainty, before.severity) == ("possible", "warning")
    [earlier] = serious(tmp_path / "b", report("2023-07-16"))
    assert (earlier.certainty, earlier.severity) == ("definite", "error")
    assert serious(tmp_path / "c", report("2023-07-18")) == []


def test_an_announcement_may_be_older_than_what_it_announces(tmp_path: Path) -> None:
    assert serious(tmp_path / "c", report("2023-05-01", "announcement")) == []


def with_claim(corpus: Corpus, statement: str, at: str) -> list[Finding]:
    """What the check finds when one more claim on Meta is added to the corpus."""
    [entry] = [e for e in corpus.entries if e.id == "meta-founded-2004"]
    value = json.loads(entry.text())
    value["id"] = "added"
    value["statement"] = statement
    value["proposition"] = {
        "kind": "said",
        "subject": "meta",
        "how": "stated",
        "what": "so",
        "at": at,
    }
    value["evidence"] = [{**value["evidence"][0], "basis": "announcement"}]
    value["verdict"]["confidence"] = "moderate"
    value.pop("reviews", None)
    added = read_record(
        json.dumps(value).encode(), "claims/added.json", "/added.json", "added", "claim"
    )
    after = check_corpus(Corpus(corpus.root, corpus.base, [*corpus.entries, added]), RULES)
    return [f for f in after.report.findings if f.record == "added" and f.severity != "note"]


def test_meta_may_be_named_from_the_day_on_which_it_took_the_name() -> None:
    corpus = open_corpus(str(ROOT / "claims"))
    [finding] = with_claim(corpus, "Meta said so.", "2021-10-27")
    assert finding.rule == "name-not-yet-taken"
    assert finding.conflict == ("added", "meta-called-meta")
    assert "Facebook" in finding.message
    assert with_claim(corpus, "Meta said so.", "2021-10-28") == []
    assert with_claim(corpus, "Facebook said so.", "2021-10-28") == []
