"""Made-up corpora for measurements: the same for a seed, clean, and damaged in known ways."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from bench.corpora import MOST, main, write_folder, write_lines
from bench.made_up.claims import FEWEST, records
from bench.made_up.damage import MISTAKES, damage
from claims_check.check import check_corpus
from claims_check.corpus.corpus import open_corpus
from claims_check.records.propositions import Proposition
from claims_check.rules import RULES


def findings(path: Path) -> list[tuple[str, str]]:
    """Rule and record of each finding, notes too."""
    return sorted(
        (f.rule, f.record) for f in check_corpus(open_corpus(str(path)), RULES).report.findings
    )


def test_a_seed_makes_the_same_records_each_time_and_another_one_others() -> None:
    first = list(records(FEWEST, seed=7))
    assert list(records(FEWEST, seed=7)) == first
    assert list(records(FEWEST, seed=8)) != first


@pytest.mark.parametrize("number", [FEWEST, 1000])
def test_there_are_as_many_records_as_asked_for(number: int) -> None:
    made = list(records(number))
    sorts = Counter(one.sort for one in made)
    assert len(made) == number
    assert len({one.record["id"] for one in made}) == number
    assert sorts["corpus"] == 1
    assert sorts["claim"] > 0.65 * number


def test_too_few_records_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 100 records, not 99"):
        list(records(FEWEST - 1))


@pytest.mark.parametrize("seed", [0, 1])
def test_a_folder_is_clean_under_all_rules(tmp_path: Path, seed: int) -> None:
    write_folder(records(300, seed), tmp_path)
    corpus = open_corpus(str(tmp_path))
    assert len(corpus.entries) == 300
    assert findings(tmp_path) == []


def test_lines_are_clean_under_all_rules(tmp_path: Path) -> None:
    lines = tmp_path / "corpus.jsonl"
    write_lines(records(300), lines)
    assert len(lines.read_text().splitlines()) == 300
    assert findings(lines) == []


@pytest.mark.parametrize("lines", [False, True])
def test_a_damaged_corpus_has_the_known_findings_and_no_others(tmp_path: Path, lines: bool) -> None:
    made = list(records(1000, seed=2))
    expected = damage(made, 3 * len(MISTAKES), seed=2)
    path = tmp_path / ("corpus.jsonl" if lines else "claims")
    (write_lines if lines else write_folder)(made, path)
    assert {one.rule for one in expected} == {mistake.rule for mistake in MISTAKES}
    assert findings(path) == sorted((one.rule, one.record) for one in expected)


def test_more_mistakes_than_a_corpus_has_room_for_are_refused() -> None:
    with pytest.raises(ValueError, match=r"the corpus has room for [0-9]+ mistakes, not 500"):
        damage(list(records(FEWEST)), 500)


def test_every_kind_of_claim_is_made() -> None:
    kinds = {
        get_args(kind.model_fields["kind"].annotation)[0]
        for kind in get_args(get_args(Proposition)[0])
    }
    made = {one.record["proposition"]["kind"] for one in records(2000) if one.sort == "claim"}
    assert made == kinds


def test_no_folder_has_too_many_files(tmp_path: Path) -> None:
    write_folder(records(1500), tmp_path)
    folders = Counter(file.parent for file in tmp_path.rglob("*.json"))
    assert max(folders.values()) == MOST
    assert sum(folders.values()) == 1500


def test_nothing_could_be_taken_for_a_fact() -> None:
    for one in records(300):
        if one.sort == "entity":
            assert any(word in one.record["name"] for word in ("Example", "Sample", "Specimen"))
        if one.sort == "source":
            assert ".example.org/" in one.record["address"]


def test_the_command_writes_a_damaged_corpus_and_says_what_is_wrong_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sys.argv", ["corpora.py", "--records", "300", "--damage", "2", str(tmp_path)]
    )
    assert main() == 0
    said = sorted(tuple(line.split(": ")[::-1]) for line in capsys.readouterr().out.splitlines())
    assert len(said) == 2
    assert said == findings(tmp_path)
    assert json.loads((tmp_path / "corpus.json").read_text())["id"] == "example-300-0"
