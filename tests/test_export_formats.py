"""Each format says what the envelope says, in the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from claims_check import api
from claims_check.export import FORMATS, MODULES, files_of
from claims_check.export.claimreview import feed
from claims_check.export.csl_json import csl_date
from claims_check.export.csv_tables import FIELD_TYPES
from claims_check.export.schema import export_schema, manifest_schema
from claims_check.export.tables import TABLES
from claims_check.generate import ROOT


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    return api.load(ROOT / "claims").envelope()


@pytest.fixture(scope="module")
def exported(real: dict[str, Any]) -> dict[str, bytes]:
    return files_of(real, FORMATS)


def test_the_names_of_the_formats_are_those_of_the_contract() -> None:
    assert (
        *("json", "jsonl", "csv", "sqlite", "parquet", "claimreview", "croissant", "csl-json"),
        "typescript",
    ) == FORMATS
    assert len(set(MODULES.values())) == len(FORMATS)


def test_the_same_envelope_gives_the_same_bytes(
    real: dict[str, Any], exported: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: 4102444800.0)
    assert files_of(json.loads(json.dumps(real)), FORMATS) == exported


def test_the_manifest_has_the_hash_of_every_file(exported: dict[str, bytes]) -> None:
    manifest = json.loads(exported["manifest.json"])
    assert [e.message for e in Draft202012Validator(manifest_schema()).iter_errors(manifest)] == []
    assert {file["path"]: file["sha256"] for file in manifest["files"]} == {
        name: sha256(data).hexdigest() for name, data in exported.items() if name != "manifest.json"
    }


def test_json_is_the_envelope(real: dict[str, Any], exported: dict[str, bytes]) -> None:
    assert json.loads(exported["export.json"]) == real


def test_json_lines_are_the_rows(real: dict[str, Any], exported: dict[str, bytes]) -> None:
    for table in TABLES:
        lines = exported[f"{table.name}.jsonl"].decode().splitlines()
        assert [json.loads(line) for line in lines] == real[table.name]


def test_a_json_line_keeps_the_definition_of_its_table(real: dict[str, Any]) -> None:
    schema = export_schema()
    for table in TABLES:
        row = Draft202012Validator({"$ref": f"#/$defs/{table.row}", "$defs": schema["$defs"]})
        assert all(row.is_valid(line) for line in real[table.name])


def uncelled(text: str, kind: str) -> Any:
    """What a cell of CSV says, by the type that the Data Package gives it."""
    if text == "":
        return None
    return text if kind in ("text", "date") else json.loads(text)


def test_csv_is_the_rows(real: dict[str, Any], exported: dict[str, bytes]) -> None:
    for table in TABLES:
        kinds = {column.name: column.type for column in table.columns}
        reader = csv.DictReader(io.StringIO(exported[f"{table.name}.csv"].decode(), newline=""))
        rows = [{k: uncelled(v, kinds[k]) for k, v in row.items()} for row in reader]
        assert rows == real[table.name]


def test_the_data_package_describes_the_tables(exported: dict[str, bytes]) -> None:
    package = json.loads(exported["datapackage.json"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for table, resource in zip(TABLES, package["resources"], strict=True):
        data = exported[resource["path"]]
        assert (resource["name"], resource["bytes"]) == (table.name, len(data))
        assert resource["hash"] == f"sha256:{sha256(data).hexdigest()}"
        assert [(f["name"], f["type"]) for f in resource["schema"]["fields"]] == [
            (column.name, FIELD_TYPES[column.type]) for column in table.columns
        ]


def test_sqlite_is_the_rows(real: dict[str, Any], exported: dict[str, bytes]) -> None:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(exported["corpus.db"])
        base.row_factory = sqlite3.Row
        assert list(base.execute("PRAGMA foreign_key_check")) == []
        for table in TABLES:
            lists = [c.name for c in table.columns if c.type in ("texts", "numbers")]
            for was, row in zip(
                real[table.name], base.execute(f"SELECT * FROM {table.name}"), strict=True
            ):
                now = dict(row)
                now.update({n: json.loads(now[n]) for n in lists if now[n] is not None})
                assert now == was
        [head] = base.execute("SELECT id, licence, clean FROM corpus")
        assert tuple(head) == ("meta-llama-story", "CC-BY-4.0", 1)


def test_sqlite_answers_the_commonest_questions(
    real: dict[str, Any], exported: dict[str, bytes]
) -> None:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(exported["corpus.db"])
        verdicts = [row["verdict"] for row in real["claims"] if not row["withdrawn"]]
        counts = dict(base.execute("SELECT * FROM verdict_counts"))
        assert counts == {verdict: verdicts.count(verdict) for verdict in set(verdicts)}
        number = sum(len(fact["said_by"]) for fact in real["facts"])
        assert list(base.execute("SELECT count(*) FROM fact_claims")) == [(number,)]
        assert list(base.execute("SELECT count(*) FROM claim_evidence")) == [
            (len(real["evidence"]),)
        ]
        found = base.execute(
            "SELECT id FROM claims WHERE rowid IN "
            "(SELECT rowid FROM claims_search WHERE claims_search MATCH 'LeCun AND FAIR')"
        )
        assert ("lecun-directed-fair",) in list(found)


def test_parquet_is_the_rows(
    real: dict[str, Any], exported: dict[str, bytes], tmp_path: Path
) -> None:
    for table in TABLES:
        path = tmp_path / f"{table.name}.parquet"
        path.write_bytes(exported[path.name])
        days = ", ".join(
            f"{c.name}::VARCHAR AS {c.name}" for c in table.columns if c.type == "date"
        )
        chosen = f"* REPLACE ({days})" if days else "*"
        with duckdb.connect() as base:
            found = base.execute(f"SELECT {chosen} FROM '{path}'")
            names = [column[0] for column in found.description]
            rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        assert rows == real[table.name]


def test_a_review_has_an_address_where_the_corpus_has_a_site(real: dict[str, Any]) -> None:
    assert all("url" not in item["item"] for item in feed(real)["dataFeedElement"])
    sited = feed({**real, "site_url": "https://example.org/tree/"})["dataFeedElement"]
    addresses = {item["item"]["url"] for item in sited}
    said = {row["claim"] for row in real["appearances"]}
    files = {row["file"] for row in real["claims"] if row["id"] in said and not row["withdrawn"]}
    assert addresses == {f"https://example.org/tree/{file}" for file in files}


def test_a_table_without_rows_has_columns_in_all_formats_but_lines(
    real: dict[str, Any], tmp_path: Path
) -> None:
    """As the manual says: in DuckDB an empty file of lines has no column but `json`."""
    names = [column.name for column in next(t for t in TABLES if t.name == "redirects").columns]
    files = files_of({**real, "redirects": []}, ("jsonl", "csv", "sqlite", "parquet"))
    for name in ("redirects.jsonl", "redirects.csv", "redirects.parquet"):
        (tmp_path / name).write_bytes(files[name])
        answer = duckdb.sql(f"from '{tmp_path / name}'")
        assert answer is not None
        assert answer.columns == (["json"] if name.endswith("jsonl") else names)
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(files["corpus.db"])
        assert [
            column[0] for column in base.execute("select * from redirects").description
        ] == names


def test_a_review_says_who_said_it_where_and_what_became_of_it(real: dict[str, Any]) -> None:
    said = {row["claim"] for row in real["appearances"]}
    wanted = [row for row in real["claims"] if row["id"] in said and not row["withdrawn"]]
    reviews = [item["item"] for item in feed(real)["dataFeedElement"]]
    assert [review["itemReviewed"]["@id"].rpartition(":")[2] for review in reviews] == [
        row["id"] for row in wanted
    ]
    for review, row in zip(reviews, wanted, strict=True):
        rating = review["reviewRating"]
        assert (review["claimReviewed"], rating["alternateName"]) == (
            row["statement"],
            row["verdict"],
        )
        value = {"supported": 4 if row["flaw"] else 5, "conflicting-evidence": 3, "refuted": 1}
        assert rating.get("ratingValue") == value.get(row["verdict"])
        assert review["itemReviewed"]["firstAppearance"]["url"].startswith("http")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-07-18", {"date-parts": [[2023, 7, 18]]}),
        ("2023-07-18T10:00:00Z", {"date-parts": [[2023, 7, 18]]}),
        ("2023-07", {"date-parts": [[2023, 7]]}),
        ("2023", {"date-parts": [[2023]]}),
        ("2023-02~", {"date-parts": [[2023, 2]], "circa": True}),
        ("2023-34", {"date-parts": [[2023, 4, 1], [2023, 6, 30]]}),
        ("[2024-04..2024-09]", {"date-parts": [[2024, 4, 1], [2024, 9, 30]]}),
        ("[..2023-06]", None),
        ("2023-02-30", None),
        (None, None),
    ],
)
def test_a_date_in_csl_is_as_exact_as_it_is_known(text: str | None, date: Any) -> None:
    assert csl_date(text) == date


def test_every_source_that_counts_is_in_the_bibliography(
    real: dict[str, Any], exported: dict[str, bytes]
) -> None:
    items = json.loads(exported["sources.csl.json"])
    assert [(i["id"], i["URL"]) for i in items] == [
        (row["id"], row["address"]) for row in real["sources"] if not row["withdrawn"]
    ]


def test_the_types_name_every_column(exported: dict[str, bytes]) -> None:
    text = exported["export.d.ts"].decode()
    for table in TABLES:
        body = text.partition(f"export interface {table.row} {{")[2].partition("\n}")[0]
        members = [line.strip().partition(":")[0] for line in body.splitlines() if ";" in line]
        members = [member for member in members if not member.startswith("/**")]
        assert members == [column.name for column in table.columns]


STRINGS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20)


@settings(deadline=None)
@given(STRINGS, STRINGS)
def test_any_words_come_through_every_table_format(title: str, name: str) -> None:
    envelope: dict[str, Any] = {
        "schema_version": "1.0", "made_by": "a test", "commit": None, "modified": None,
        "corpus": dict.fromkeys(("id", "title", "description", "version", "licence", "publisher", "address")),
        "as_of": "2026-01-31", "clean": True, "unreadable": [], "site_url": None,
        "summary": {"error": 0, "warning": 0, "note": 0, "suppressed": 0},
        **{table.name: [] for table in TABLES},
    }  # fmt: skip
    [entities] = [table for table in TABLES if table.name == "entities"]
    row: dict[str, Any] = dict.fromkeys(column.name for column in entities.columns)
    row.update(id="x", kind="group", name=title, aliases=[name, title], former_ids=[])
    row.update(withdrawn=False, file="x.json", record_sha256="0" * 64)
    envelope["entities"] = [row]
    made = files_of(envelope, ["jsonl", "csv", "sqlite"])
    assert json.loads(made["entities.jsonl"]) == row
    [cells] = csv.DictReader(io.StringIO(made["entities.csv"].decode(), newline=""))
    assert (cells["name"], json.loads(cells["aliases"])) == (title, [name, title])
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(made["corpus.db"])
        [found] = base.execute("SELECT name, aliases FROM entities")
    assert (found[0], json.loads(found[1])) == (title, [name, title])
