"""Of a large corpus not all records are kept: what is found in it is the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.corpora import write_folder, write_lines
from bench.made_up.claims import records
from bench.made_up.damage import MISTAKES, damage
from claims_check.check import check_corpus
from claims_check.corpus import entry as entries
from claims_check.corpus.corpus import Corpus, open_corpus
from claims_check.corpus.tree import ChangedFileError
from claims_check.findings import Report
from claims_check.generate import ROOT
from claims_check.rules import RULES
from claims_check.timeline.timeline import Timeline
from tests.command import run
from tests.examples import examples_of, write_corpus

HOLED = """
claim x {"kind": "said", "subject": "ann", "how": "stated", "what": "one", "at": "[2024-03,2024-09]"}
claim y {"kind": "ordered", "first": "x", "then": "z", "min_days": 60, "max_days": 90}
claim z {"kind": "said", "subject": "bea", "how": "stated", "what": "two", "at": "2024-09-01"}
"""


def report(path: Path) -> Report:
    return check_corpus(open_corpus(str(path)), RULES).report


def kept(corpus: Corpus) -> list[str]:
    """The ids of the records that are kept."""
    return [entry.id for entry in corpus.entries if entry.kept not in (None, entries.LET_GO)]


@pytest.fixture
def none_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(0, monkeypatch)


def keep(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims_check.corpus.reading.KEPT", number)
    monkeypatch.setattr("claims_check.corpus.corpus.KEPT", number)


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("number", [0, 1, 500])
def test_a_damaged_corpus_has_the_same_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: bool, number: int
) -> None:
    made = list(records(1000, seed=3))
    damage(made, 3 * len(MISTAKES), seed=3)
    path = tmp_path / ("corpus.jsonl" if lines else "claims")
    (write_lines if lines else write_folder)(made, path)
    whole = report(path)
    keep(number, monkeypatch)
    assert len(kept(open_corpus(str(path)))) < number + 4 * len(MISTAKES)
    assert report(path) == whole
    assert whole.findings


def test_the_corpus_of_this_repository_has_the_same_report(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = report(ROOT / "claims")
    keep(0, monkeypatch)
    assert report(ROOT / "claims") == whole


def test_what_every_rule_objects_to_has_the_same_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = [example.records for rule in RULES for example in examples_of(rule)]
    wholes = []
    for number, example in enumerate([*examples, HOLED]):
        write_corpus(tmp_path / f"{number}", example)
        wholes.append(report(tmp_path / f"{number}"))
    keep(0, monkeypatch)
    assert [report(tmp_path / f"{number}") for number in range(len(wholes))] == wholes


def test_records_that_share_an_id_are_kept(tmp_path: Path, none_kept: None) -> None:
    lines = tmp_path / "corpus.jsonl"
    made = list(records(100))
    twice = next(one for one in made if one.sort == "claim")
    write_lines([*made, twice, twice], lines)
    assert kept(open_corpus(str(lines))) == [twice.record["id"]] * 3


def test_only_claims_of_the_kind_asked_for_are_read_again(tmp_path: Path, none_kept: None) -> None:
    lines = tmp_path / "corpus.jsonl"
    write_lines(records(300), lines)
    corpus = open_corpus(str(lines))
    timeline = Timeline(corpus.entry_of)
    for entry in corpus.entries:
        if entry.digest and entry.digest.sort == "claim" and entry.digest.establishes:
            timeline.add(entry)
    entries._again.cache_clear()
    ranked = [claim.id for claim in timeline.claims.of("ranked")]
    assert ranked == [id for id in timeline.claims if corpus.claims[id].kind == "ranked"]
    assert entries._again.cache_info().misses == len(ranked) > 0


def test_a_line_of_any_length_is_read_again(tmp_path: Path, none_kept: None) -> None:
    lines = tmp_path / "corpus.jsonl"
    write_lines(records(100), lines)
    texts = lines.read_text("utf-8").splitlines()
    for number, length in enumerate((4_095, 4_096, 4_097, 200_000)):
        texts[number] = texts[number].ljust(length)
    lines.write_text("\n".join(texts), "utf-8")
    for entry in open_corpus(str(lines)).entries:
        assert entry.record.id == entry.id
        assert entry.text() == entry.raw().decode()


@pytest.mark.parametrize("now", [None, "", '{"id": "x"}'])
def test_a_record_that_changed_is_not_taken_for_the_one_that_was_read(
    tmp_path: Path, none_kept: None, now: str | None
) -> None:
    write_corpus(tmp_path, "claim x {}")
    [entry] = [entry for entry in open_corpus(str(tmp_path)).entries if entry.id == "x"]
    path = Path(entry.path)
    path.unlink() if now is None else path.write_text(now)
    with pytest.raises(ChangedFileError):
        entry.record  # noqa: B018


def test_the_command_says_that_a_file_changed_under_it(
    tmp_path: Path, none_kept: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "corpus"
    write_corpus(folder, HOLED)

    def close(timeline: Timeline) -> None:
        (folder / "topic" / "z.json").write_text("{}")

    monkeypatch.setattr(Timeline, "close", close)
    ran = run("check", folder, "--no-cache")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "claims-check: corpus/topic/z.json: it was changed while it was read; try again\n"
    )


def test_statements_that_only_share_a_hash_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims_check.corpus.digest.small_hash", len)
    write_corpus(
        tmp_path,
        """
        claim w {"statement": "Acme makes bolts."}
        claim x {"statement": "Acme makes coils."}
        claim y {"statement": "Acme makes coins."}
        claim z {"statement": "ACME makes COINS."}
        """,
    )
    found = report(tmp_path).findings
    assert [(f.rule, f.conflict) for f in found] == [("same-statement-twice", ("y", "z"))]


def test_a_long_line_is_not_put_together_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b"{}\n" + b" " * 5_000_000 + b"{}\n{}\n")
    entry = open_corpus(str(path)).entries[1]
    reads = 0
    read = os.read

    def counted(handle: int, most: int) -> bytes:
        nonlocal reads
        reads += 1
        return read(handle, most)

    monkeypatch.setattr(os, "read", counted)
    assert len(entry.text()) == 5_000_002
    assert reads == 1
