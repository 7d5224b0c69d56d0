"""The envelope: what stands in an export, and that it stands in it truly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, cast, get_args

import pytest
from jsonschema import Draft202012Validator

from claims_check import api
from claims_check.export.columns import Column
from claims_check.export.delta import delta
from claims_check.export.schema import export_schema, manifest_schema
from claims_check.export.tables import CONFIDENCE, SCHEMA_VERSION, TABLES, VERDICTS
from claims_check.generate import ROOT
from claims_check.records.values import Confidence, Label
from tests.examples import write_corpus
from tests.records import EVERY_KIND, FULL

RECORDS = """
claim founded {"kind": "existed", "subject": "acme", "start": "2004-02-04", "end": ".."}
claim wrote {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023", "by": "acme"}
claim tuned {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2023-07-18"}
claim line {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "succeeds"}
claim wrong {"kind": "existed", "subject": "acme", "start": "2005-03"}
    {"verdict": {"label": "refuted", "instead": ["founded"]}}
    {"evidence": [{"stance": "refutes"}]}
    {"appearances": [{"source": "news", "by": "ann"}]}
claim gone {"kind": "existed", "subject": "acme", "start": "2004"} {"former_ids": ["went"]}
    {"withdrawn": {"on": "2026-01-31", "why": "It repeats another.", "replaced_by": "founded"}}
"""
VALIDATOR = Draft202012Validator(export_schema())


@pytest.fixture
def envelope(tmp_path: Path) -> dict[str, Any]:
    write_corpus(tmp_path / "claims", RECORDS.strip())
    return api.load(tmp_path / "claims").envelope()


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    return api.load(ROOT / "claims").envelope()


def row(envelope: dict[str, Any], table: str, id: str) -> dict[str, Any]:
    [found] = [row for row in envelope[table] if row["id"] == id]
    return cast("dict[str, Any]", found)


def dates(row: dict[str, Any], name: str) -> tuple[Any, ...]:
    parts = ("written", "earliest", "latest", "precision")
    inferred = ("inferred_earliest", "inferred_latest", "inferred_from")
    return tuple(row[f"{name}_{part}"] for part in (*parts, *inferred))


def test_a_date_is_four_columns_and_what_follows_is_marked(envelope: dict[str, Any]) -> None:
    assert dates(row(envelope, "claims", "wrote"), "at") == (
        *("2023", "2023-01-01", "2023-12-31", "year"),
        *("2023-01-01", "2023-07-18", ["line", "tuned"]),
    )
    assert dates(row(envelope, "claims", "tuned"), "at") == (
        *("2023-07-18", "2023-07-18", "2023-07-18", "day", "2023-07-18", "2023-07-18", []),
    )


def test_an_end_that_is_open_held_until_the_check(envelope: dict[str, Any]) -> None:
    assert dates(row(envelope, "claims", "founded"), "end") == (
        *("..", "2026-01-31", None, "open", "2026-01-31", None, []),
    )


def test_a_claim_that_is_not_supported_has_no_inferred_days(envelope: dict[str, Any]) -> None:
    wrong = row(envelope, "claims", "wrong")
    assert wrong["established"] is False
    assert dates(wrong, "start") == ("2005-03", "2005-03-01", "2005-03-31", "month", *(None,) * 3)


def test_a_withdrawn_claim_is_there_and_marked(envelope: dict[str, Any]) -> None:
    gone = row(envelope, "claims", "gone")
    assert (gone["withdrawn"], gone["established"]) == (True, False)
    assert (gone["withdrawn_written"], gone["withdrawn_why"], gone["replaced_by"]) == (
        *("2026-01-31", "It repeats another.", "founded"),
    )


def test_former_ids_lead_to_the_record(envelope: dict[str, Any]) -> None:
    assert envelope["redirects"] == [{"former_id": "went", "id": "gone", "sort": "claim"}]


def test_labels_stand_beside_ids(envelope: dict[str, Any]) -> None:
    line = row(envelope, "claims", "line")
    assert [line[c] for c in ("subject", "subject_label", "object", "object_label")] == [
        *("lynx-2", "Lynx 2", "lynx", "Lynx"),
    ]
    [said] = envelope["appearances"]
    assert (said["source_label"], said["by_label"]) == ("What happened", "Ann")


def test_facts_have_their_windows_and_the_claims_that_say_so(envelope: dict[str, Any]) -> None:
    assert [fact["id"] for fact in envelope["facts"]] == [
        *("existed:acme", "released:lynx-2:weights", "released:lynx:weights"),
    ]
    life = row(envelope, "facts", "existed:acme")
    assert (life["said_by"], life["still"], life["subject_label"]) == (["founded"], True, "Acme")
    assert life["start_inferred_latest"] == "2004-02-04"
    assert row(envelope, "facts", "released:lynx:weights")["start_inferred_latest"] == "2023-07-18"


def test_the_head_says_which_corpus_and_whether_it_is_clean(real: dict[str, Any]) -> None:
    record = json.loads((ROOT / "claims" / "corpus.json").read_text("utf-8"))
    assert {k: v for k, v in real["corpus"].items() if v is not None} == {
        k: v for k, v in record.items() if k != "$schema"
    }
    assert (real["clean"], real["summary"]["error"], real["unreadable"]) == (True, 0, [])
    assert real["schema_version"] == SCHEMA_VERSION


def test_every_row_has_all_columns_in_one_order(real: dict[str, Any]) -> None:
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert all(list(row) == names for row in real[table.name]), table.name


def test_rows_stand_in_the_order_of_their_keys_each_once(real: dict[str, Any]) -> None:
    for table in TABLES:
        keys = [tuple(row[name] for name in table.key) for row in real[table.name]]
        assert keys == sorted(set(keys)), table.name


def test_the_export_keeps_its_schema(real: dict[str, Any], envelope: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(export_schema())
    Draft202012Validator.check_schema(manifest_schema())
    for value in (real, envelope):
        assert [error.message for error in VALIDATOR.iter_errors(value)] == []


def types(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Each member name with the JSON type of its value, over all depths."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if inner is not None:
                kind = "number" if type(inner) in (int, float) else type(inner).__name__
                item = f" of {type(inner[0]).__name__}" if inner and kind == "list" else ""
                yield key, kind + item
                yield from types(inner)
    elif isinstance(value, list):
        for item in value:
            yield from types(item)


def test_a_name_has_one_type_wherever_it_stands(real: dict[str, Any]) -> None:
    found: dict[str, set[str]] = {}
    for name, kind in types(real):
        found.setdefault(name, set()).add(kind)
    merged = {n: {k.replace("of float", "of int") for k in v} - {"list"} for n, v in found.items()}
    assert {name: kinds for name, kinds in merged.items() if len(kinds) > 1} == {}
    columns: dict[str, set[str]] = {}
    for column in (column for table in TABLES for column in table.columns):
        columns.setdefault(column.name, set()).add(column.type)
    assert {name: kinds for name, kinds in columns.items() if len(kinds) > 1} == {}


def test_every_field_of_every_kind_is_exported(tmp_path: Path) -> None:
    fields = {name for value in EVERY_KIND.values() for name in value["proposition"]}
    [propositions] = [table for table in TABLES if table.name == "propositions"]
    columns = {column.name.removesuffix("_written") for column in propositions.columns}
    assert fields - columns == {"start", "end", "at"}  # these are columns of claims


def test_a_proposition_keeps_its_numbers_and_lists(tmp_path: Path) -> None:
    lines = 'claim sizes {"kind": "sized", "subject": "lynx", "values": [7000000000, 0.5], "unit": "parameters", "complete": false, "at": "2023"}'
    write_corpus(tmp_path / "claims", lines)
    sizes = row(api.load(tmp_path / "claims").envelope(), "propositions", "sizes")
    assert (sizes["values"], sizes["unit"], sizes["complete"]) == (
        *([7000000000, 0.5], "parameters", False),
    )


def hashes(folder: Path, **more: Any) -> str:
    write_corpus(folder / "claims", f'claim x {{"kind": "existed", "subject": "acme"}} {json.dumps(more)}')  # fmt: skip
    found = row(api.load(folder / "claims").envelope(), "claims", "x")["record_sha256"]
    return cast("str", found)


def test_the_content_hash_is_of_what_a_record_says(tmp_path: Path) -> None:
    plain = hashes(tmp_path / "a")
    value = json.loads(next((tmp_path / "a").rglob("x.json")).read_text("utf-8"))
    del value["$schema"]
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert plain == sha256(text.encode()).hexdigest()
    apart = {name: FULL[name] for name in ("reviews", "suppressions")}
    assert hashes(tmp_path / "b", **apart) == plain
    assert hashes(tmp_path / "c", statement="Something else that can be checked.") != plain


def newer(envelope: dict[str, Any]) -> dict[str, Any]:
    """The same export as a later minor version might write it."""
    later = json.loads(json.dumps(envelope))
    later["schema_version"] = "1.9"
    later["licensed_until"] = None
    later["quotations"] = [{"id": "q"}]
    for claim in later["claims"]:
        claim["mood"] = "calm"
        claim["kind"] = "dreamt"
    return cast("dict[str, Any]", later)


def test_a_reader_of_this_version_reads_a_newer_minor_one(envelope: dict[str, Any]) -> None:
    later = newer(envelope)
    assert [error.message for error in VALIDATOR.iter_errors(later)] == []
    found = delta(envelope, later)
    assert (found["claims"]["changed"], found["claims"]["added"]) == ([], [])


def test_a_reader_of_this_version_refuses_another_major_one(envelope: dict[str, Any]) -> None:
    later = {**envelope, "schema_version": "2.0"}
    assert not VALIDATOR.is_valid(later)
    with pytest.raises(api.IncompatibleExportError, match=r"schema version 2\.0"):
        delta(envelope, later)
    with pytest.raises(api.IncompatibleExportError, match="no export"):
        delta(envelope, {})


def test_closed_lists_are_those_of_the_records() -> None:
    assert get_args(Label) == VERDICTS
    assert get_args(Confidence) == CONFIDENCE


def test_a_column_needed_is_never_null(real: dict[str, Any]) -> None:
    for table in TABLES:
        must: list[Column] = [column for column in table.columns if column.needed]
        for row in real[table.name]:
            assert all(row[column.name] is not None for column in must)


def test_references_lead_to_rows(real: dict[str, Any]) -> None:
    ids = {t: {row["id"] for row in real[t]} for t in ("claims", "sources", "entities")}
    for table in TABLES:
        for column in table.columns:
            if column.to:
                values = {row[column.name] for row in real[table.name]} - {None}
                assert values <= ids[column.to], (table.name, column.name)
