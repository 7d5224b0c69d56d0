"""What changed between two exports of one corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from claims_check import api
from tests.examples import write_corpus

BEFORE = """
claim founded {"kind": "existed", "subject": "acme", "start": "2004"}
claim wrote {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023"}
claim tuned {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2023-08"}
claim line {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "succeeds"}
claim old {"kind": "existed", "subject": "bolt", "start": "2001"}
claim lost {"kind": "existed", "subject": "coil", "start": "2001"}
claim first {"kind": "existed", "subject": "dyno", "start": "2001"}
"""
AFTER = """
claim founded {"kind": "existed", "subject": "acme", "start": "2004-02-04"}
    {"evidence": [{"says": "It says the day as well, in other words."}]}
claim wrote {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023"}
claim tuned {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2023-07-18"}
claim line {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "succeeds"}
claim new {"kind": "existed", "subject": "bolt", "start": "2001"} {"former_ids": ["old"]}
claim first {"kind": "existed", "subject": "dyno", "start": "2001"}
    {"withdrawn": {"on": "2026-01-31", "why": "It repeats another."}}
claim more {"kind": "described", "subject": "acme", "what": "is large"}
"""


def envelope(folder: Path, records: str) -> dict[str, Any]:
    write_corpus(folder / "claims", records.strip())
    return api.load(folder / "claims").envelope()


def test_an_export_does_not_differ_from_itself(tmp_path: Path) -> None:
    one = envelope(tmp_path, BEFORE)
    found = api.delta(one, one)
    for table in ("claims", "sources", "entities", "facts"):
        assert all(part == [] for part in found[table].values())


def test_what_changed_is_told_by_kind_of_change(tmp_path: Path) -> None:
    found = api.delta(envelope(tmp_path / "a", BEFORE), envelope(tmp_path / "b", AFTER))
    assert found["from"]["as_of"] == "2026-01-31"
    written = ["at_written", "at_earliest", "at_latest", "at_precision"]
    inferred = ["at_inferred_earliest", "at_inferred_latest"]
    start = [column.replace("at_", "start_") for column in written + inferred]
    assert found["claims"] == {
        "added": ["more"],
        "changed": [
            {"id": "founded", "columns": [*start, "end_inferred_earliest", "evidence"]},
            {"id": "new", "columns": ["id", "statement", "former_ids", "file"]},
            {"id": "tuned", "columns": written + inferred},
        ],
        "withdrawn": ["first"],
        "renamed": [{"former_id": "old", "id": "new"}],
        "removed": ["lost"],
        "moved": ["wrote"],
    }
    assert found["facts"]["removed"] == ["existed:coil", "existed:dyno"]
    assert [row["id"] for row in found["facts"]["changed"]] == [
        *("existed:acme", "existed:bolt", "released:lynx-2:weights", "released:lynx:weights"),
    ]
