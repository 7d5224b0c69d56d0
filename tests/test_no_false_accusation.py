"""Doubt never accuses: no finding on copies of the real corpus that say less, or say it otherwise."""

from __future__ import annotations

import hashlib
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from claims_check.check import check_corpus
from claims_check.corpus.corpus import Corpus, open_corpus
from claims_check.corpus.reading import read_record
from claims_check.findings import Finding
from claims_check.generate import ROOT
from claims_check.rules import RULES
from tests.examples import references

DAY = re.compile(r"^([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?$")
DATED = {"at", "start", "end", "published", "retrieved", "on"}
OF_WORK = {"reviews", "corrections", "withdrawn"}
"""Whoever did these knows the day."""


@pytest.fixture(scope="module")
def records() -> dict[str, tuple[str, Any]]:
    """Each file of the real corpus: its sort and its value."""
    corpus = open_corpus(str(ROOT / "claims"))
    return {
        entry.file: (entry.sort or "", json.loads(Path(entry.path).read_text("utf-8")))
        for entry in corpus.entries
    }


def corpus_of(records: dict[str, tuple[str, Any]]) -> Corpus:
    """A corpus of these records, in the order given."""
    entries = []
    for file, (sort, value) in records.items():
        data = json.dumps(value).encode()
        place = None if sort == "corpus" else sort
        entries.append(read_record(data, file, file, value["id"], place))
    return Corpus(str(ROOT / "claims"), str(ROOT), entries)


def accusations(records: dict[str, tuple[str, Any]]) -> list[Finding]:
    """Errors and warnings; notes tell of verdicts that the timeline confirms."""
    report = check_corpus(corpus_of(records), RULES).report
    return [f for f in report.findings if f.severity != "note"]


def coarsened(value: Any, parts: int, chance: float, dice: random.Random) -> Any:
    """The value with days and months of its dates left out, each by chance."""
    if isinstance(value, dict):
        return {
            key: _coarse(inner, parts)
            if key in DATED and isinstance(inner, str) and dice.random() < chance
            else inner
            if key in OF_WORK
            else coarsened(inner, parts, chance, dice)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [coarsened(inner, parts, chance, dice) for inner in value]
    return value


def _coarse(text: str, parts: int) -> str:
    return "-".join(text.split("-")[:parts]) if DAY.match(text) else text


def test_the_corpus_itself_is_clean(records: dict[str, tuple[str, Any]]) -> None:
    assert accusations(records) == []


@pytest.mark.parametrize("parts", [2, 1], ids=["month", "year"])
@pytest.mark.parametrize("chance", [1.0, 0.5, 0.1])
def test_coarser_dates_bring_no_finding(
    records: dict[str, tuple[str, Any]], parts: int, chance: float
) -> None:
    dice = random.Random(f"{parts} {chance}")
    copy = {file: (sort, coarsened(v, parts, chance, dice)) for file, (sort, v) in records.items()}
    assert accusations(copy) == []


def test_the_order_of_files_changes_nothing(records: dict[str, tuple[str, Any]]) -> None:
    files = list(records)
    random.Random(1).shuffle(files)
    shuffled = check_corpus(corpus_of({file: records[file] for file in files}), RULES).report
    assert shuffled == check_corpus(corpus_of(records), RULES).report


def renamed(records: dict[str, tuple[str, Any]]) -> dict[str, tuple[str, Any]]:
    """The same records under other ids, in another order."""
    new = {
        v["id"]: f"r{hashlib.sha256(v['id'].encode()).hexdigest()[:12]}"
        for _, v in records.values()
    }
    copy = json.loads(json.dumps(records))
    for _, value in copy.values():
        for ref in references(value):
            parent = value
            for step in ref.at[:-1]:
                parent = parent[step]
            parent[ref.at[-1]] = new[ref.id]
        value["id"] = new[value["id"]]
    return {
        str(Path(file).with_name(f"{value['id']}.json")): (sort, value)
        for file, (sort, value) in copy.items()
    }


def test_other_ids_bring_no_finding(records: dict[str, tuple[str, Any]]) -> None:
    assert accusations(renamed(records)) == []
