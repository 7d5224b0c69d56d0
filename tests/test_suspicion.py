"""Who is at fault, and which one small edit cures it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claims_check.check import check_corpus
from claims_check.corpus.corpus import open_corpus
from claims_check.dates import day_number
from claims_check.findings import Finding
from claims_check.rules import RULES
from claims_check.suspicion import day_in_address
from tests.examples import check_example, write_corpus


def found(folder: Path, records: str) -> list[Finding]:
    """The findings on an example's corpus that are no notes."""
    report = check_example(folder / "corpus", records)
    return [f for f in report.findings if f.severity != "note"]


SWAPPED = """
claim founded {"kind": "existed", "subject": "acme", "start": "2023-07-10"}
    {"evidence": [{"source": "wire"}]}
claim renamed {"kind": "named", "subject": "acme", "name": "Acme", "official": true,
    "start": "2023-05-08", "end": "2024-01"} {"verdict": {"confidence": "low"}}
claim sold {"kind": "part-of", "subject": "acme", "object": "bolt", "start": "2023-09-01"}
    {"evidence": [{"source": "wire"}]}
"""


def test_a_swapped_day_and_month_is_offered_as_an_unsafe_fix(tmp_path: Path) -> None:
    [finding] = found(tmp_path, SWAPPED)
    assert finding.rule == "organisation-not-yet-founded"
    assert finding.conflict == ("founded", "renamed")
    assert finding.suspect == "renamed"
    assert finding.fix is not None
    assert not finding.fix.safe
    [edit] = finding.fix.edits
    assert (edit.file, edit.pointer, edit.value) == (
        "corpus/topic/renamed.json",
        "/proposition/start",
        '"2023-08-05"',
    )


def test_no_fix_is_offered_where_two_edits_would_do(tmp_path: Path) -> None:
    records = SWAPPED.replace('"start": "2023-05-08"', '"start": "2023-06-10"')
    [finding] = found(tmp_path, records)  # a month later and the swapped day both agree
    assert finding.fix is None


def test_nobody_is_suspected_where_both_are_alike(tmp_path: Path) -> None:
    [finding] = found(tmp_path, SWAPPED.replace(' {"verdict": {"confidence": "low"}}', ""))
    assert finding.suspect is None
    assert finding.fix is None


def test_a_record_in_two_conflicts_is_suspected_before_those_in_one(tmp_path: Path) -> None:
    findings = found(
        tmp_path,
        """
        claim founded {"kind": "existed", "subject": "acme", "start": "2024-07-10"}
        claim renamed {"kind": "named", "subject": "acme", "name": "Acme", "official": true,
            "start": "2023-02-01"}
        claim sold {"kind": "part-of", "subject": "acme", "object": "bolt", "start": "2023-03-01"}
        """,
    )
    assert [f.conflict for f in findings] == [("founded", "renamed"), ("founded", "sold")]
    assert {f.suspect for f in findings} == {"founded"}


def test_a_claim_that_its_own_sources_address_contradicts_is_suspected_first(
    tmp_path: Path,
) -> None:
    findings = found(
        tmp_path,
        """
        claim paper {"kind": "released", "subject": "lynx", "stage": "paper", "at": "2023-04"}
            {"evidence": [{"source": "arxiv", "basis": "announcement"}]}
        claim other {"kind": "released", "subject": "lynx", "stage": "paper", "at": "2023-02"}
        source arxiv {"address": "https://arxiv.org/abs/2302.13971", "published": "absent"}
        """,
    )
    [finding] = findings
    assert finding.rule == "two-values-for-one-fact"
    assert finding.suspect == "paper"


@pytest.mark.parametrize(
    ("address", "first", "last"),
    [
        ("https://arxiv.org/abs/2302.13971", (2023, 2, 1), (2023, 2, 28)),
        ("https://example.org/2023/07/18/llama", (2023, 7, 18), (2023, 7, 18)),
        ("https://example.org/2023/07/llama", (2023, 7, 1), (2023, 7, 31)),
        ("https://web.archive.org/web/20230718120000/https://x.org", (2023, 7, 18), (2023, 7, 18)),
    ],
)
def test_the_day_that_an_address_carries(
    address: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert day_in_address(address) == (day_number(*first), day_number(*last))


@pytest.mark.parametrize(
    "address",
    ["https://example.org/llama-2", "https://example.org/20231318", "https://x.org/201312"],
)
def test_an_address_without_a_day_carries_none(address: str) -> None:
    assert day_in_address(address) is None


def test_edits_are_tried_of_so_many_suspects_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = re.sub(r"\b(acme|bolt|founded|renamed|sold)\b", r"other-\1", SWAPPED)
    both = f"{SWAPPED}{other}entity other-acme {{}}\nentity other-bolt {{}}\n"
    assert [bool(one.fix) for one in found(tmp_path / "all", both)] == [True, True]
    monkeypatch.setattr("claims_check.suspicion.MOST", 1)
    assert sorted(bool(one.fix) for one in found(tmp_path / "one", both)) == [False, True]


THREE_AGAINST_ONE = """
claim a {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
claim b {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
claim c {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
claim lonely {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-09-20"}
    {"verdict": {"confidence": "high"}, "evidence": [{"source": "wire", "basis": "first-hand"}]}
"""
BACKED_FOUNDING = """
claim a {"kind": "existed", "subject": "acme", "start": "2010"}
claim b {"kind": "existed", "subject": "acme", "start": "2010"}
claim lonely {"kind": "said", "subject": "acme", "how": "stated", "what": "it is well", "at": "2009-03"}
"""


@pytest.mark.parametrize("records", [THREE_AGAINST_ONE, BACKED_FOUNDING])
def test_the_record_that_nobody_backs_is_suspected(records: str, tmp_path: Path) -> None:
    [finding] = found(tmp_path, records)
    assert finding.conflict == ("a", "lonely")
    assert "b says the same" in finding.message
    assert finding.suspect == "lonely"


@pytest.mark.parametrize(
    ("clean", "damaged"),
    [
        ('"rank": 2', '"rank": 2.0'),
        ('"rank": 2', '"rank": 2, "what": "half a pair: \\ud800"'),
        ('"verdict"', '"proposition": 7, "verdict"'),
    ],
)
def test_no_edit_is_sought_in_a_text_that_is_damaged_besides(
    clean: str, damaged: str, tmp_path: Path
) -> None:
    write_corpus(
        tmp_path / "corpus",
        """
        claim opened {"kind": "existed", "subject": "arena", "start": "2023-04-24"}
        claim ranked {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2,
            "at": "2022-05-03"} {"verdict": {"confidence": "low"}}
        """,
    )
    record = tmp_path / "corpus" / "topic" / "ranked.json"

    def suspected() -> Finding:
        report = check_corpus(open_corpus(str(tmp_path / "corpus")), RULES).report
        [finding] = [f for f in report.findings if f.rule == "board-not-yet-open"]
        return finding

    assert suspected().fix is not None
    text = record.read_text("utf-8")
    assert clean in text
    record.write_text(text.replace(clean, damaged, 1), "utf-8")
    assert (suspected().suspect, suspected().fix) == ("ranked", None)
