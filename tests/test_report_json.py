from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claims_check.findings import FileEdit, FileFix, Report, RuleCount
from claims_check.generate import ROOT
from claims_check.report import FORMATS, written
from claims_check.report.json_report import report_object
from claims_check.report.look import Look
from claims_check.report.schema import report_schema, report_schema_text
from tests.command import run
from tests.examples import write_corpus
from tests.test_report_text import CONFLICT, WHOLE_FILE, report

SCHEMA = report_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

NAMED = CONFLICT._replace(message='“Lynx” says "so" – \u2028 é 猫')


def test_the_report_of_the_contract_is_written_member_by_member() -> None:
    assert report_object(report(CONFLICT, WHOLE_FILE, suppressed=3)) == {
        "schema_version": "1.0",
        "as_of": "2026-01-31",
        "corpus": {"claims": 132, "entities": 54, "sources": 1},
        "findings": [
            {
                "rule": "two-values-for-one-fact",
                "severity": "error",
                "certainty": "definite",
                "message": CONFLICT.message,
                "file": "claims/a/x.json",
                "line": 3,
                "column": 45,
                "end_line": 3,
                "end_column": 54,
                "pointer": "/proposition/at",
                "record": "x",
                "conflict": ["x", "y"],
                "suspect": "x",
                "related": [
                    {
                        "file": "claims/a/y.json",
                        "line": 3,
                        "column": 9,
                        "record": "y",
                        "message": "no later than 2023-07-18 (y)",
                    }
                ],
                "fix": {
                    "summary": "write the day that the other has",
                    "safe": False,
                    "edits": [
                        {
                            "file": "claims/a/x.json",
                            "pointer": "/proposition/at",
                            "value": '"2023-07-18"',
                            "record_line": None,
                        }
                    ],
                },
                "fingerprint": "557a11c51a2aac33",
            },
            {
                "rule": "stray-file",
                "severity": "warning",
                "certainty": "definite",
                "message": "notes.txt is no record",
                "file": "claims/notes.txt",
                "line": 1,
                "column": 1,
                "end_line": 1,
                "end_column": 1,
                "pointer": "",
                "record": "notes",
                "conflict": ["notes"],
                "suspect": "notes",
                "related": [],
                "fix": None,
                "fingerprint": "849ab1cfe9ab521c",
            },
        ],
        "summary": {"error": 1, "warning": 1, "note": 0, "suppressed": 3},
        "rules": [
            {"rule": "stray-file", "examined": 7, "findings": 0},
            {"rule": "two-values-for-one-fact", "examined": 3, "findings": 2},
        ],
    }


def test_the_members_stand_in_the_order_of_the_contract() -> None:
    value = report_object(report(CONFLICT))
    assert list(value) == list(SCHEMA["properties"])
    assert list(value["findings"][0]) == list(SCHEMA["$defs"]["finding"]["properties"])


def test_the_text_has_two_blanks_a_level_and_characters_as_they_are() -> None:
    text = written("json", report(NAMED), Look())
    assert text == json.dumps(report_object(report(NAMED)), indent=2, ensure_ascii=False) + "\n"
    assert "“Lynx”" in text
    assert "猫" in text


def test_how_a_report_looks_to_people_changes_nothing_for_programs() -> None:
    shown = report(CONFLICT, WHOLE_FILE._replace(severity="note"))
    plain = written("json", shown, Look())
    assert plain == written("json", shown, Look(True, 60, True, True, "x", lambda _: "text"))
    assert json.loads(plain)["summary"]["note"] == 1
    assert len(json.loads(plain)["findings"]) == 2


def test_the_schema_is_valid_and_the_committed_one_is_fresh() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    path = ROOT / "schemas" / "report.schema.json"
    assert path.read_text("utf-8") == report_schema_text()


@pytest.mark.parametrize(
    "findings",
    [
        [],
        [CONFLICT],
        [NAMED, WHOLE_FILE],
        [CONFLICT._replace(suspect=None, fix=None, related=(), certainty="possible")],
        [CONFLICT._replace(fix=FileFix("x", True, (FileEdit("x", "", "{}"),) * 2))],
    ],
)
def test_every_report_keeps_the_schema(findings: list[Any]) -> None:
    VALIDATOR.validate(json.loads(written("json", report(*findings), Look())))


def test_the_report_of_a_corpus_without_claims_keeps_the_schema(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", "entity lynx {}")
    ran = run("check", tmp_path, "--format", "json")
    value = json.loads(ran.out)
    VALIDATOR.validate(value)
    assert value["as_of"] == ".."


def test_the_report_of_broken_files_keeps_the_schema(tmp_path: Path) -> None:
    write_corpus(
        tmp_path / "claims",
        "claim x {}\n"
        "file topic/y.json b'[]'\n"
        "file topic/z.json b'\\xff'\n"
        "file topic/a.txt b'a'\n"
        "file topic/b.json b'{\"id\": 7}'",
    )
    ran = run("check", tmp_path / "claims", "--format", "json")
    assert ran.code == 1
    value = json.loads(ran.out)
    VALIDATOR.validate(value)
    assert {each["file"].rpartition("/")[2] for each in value["findings"]} == {
        "a.txt",
        "b.json",
        "y.json",
        "z.json",
    }


def broken(change: Any) -> Any:
    value = report_object(report(CONFLICT))
    change(value)
    return value


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v.pop("as_of"),
        lambda v: v.update(schema_version="2.0"),
        lambda v: v.update(as_of="today"),
        lambda v: v["findings"][0].pop("suspect"),
        lambda v: v["findings"][0].update(severity="fatal"),
        lambda v: v["findings"][0].update(certainty="likely"),
        lambda v: v["findings"][0].update(rule="G905 x"),
        lambda v: v["findings"][0].update(line=0),
        lambda v: v["findings"][0].update(conflict=[]),
        lambda v: v["findings"][0].update(fingerprint="x"),
        lambda v: v["findings"][0]["related"][0].pop("record"),
        lambda v: v["findings"][0]["fix"].pop("safe"),
        lambda v: v["findings"][0]["fix"]["edits"][0].update(value=7),
        lambda v: v["summary"].pop("suppressed"),
        lambda v: v["rules"][0].update(examined=-1),
        lambda v: v["corpus"].pop("sources"),
    ],
)
def test_the_schema_refuses_what_is_no_report(change: Any) -> None:
    assert len(list(VALIDATOR.iter_errors(broken(change)))) == 1


def test_the_schema_knows_every_rule_and_outlives_new_members() -> None:
    value = report_object(report(CONFLICT))
    value["findings"][0].update(rule="a-rule-of-next-year", added_later=True)
    value.update(schema_version="1.7", added_later={})
    VALIDATOR.validate(value)


def test_a_format_is_written_whole_with_its_last_line_ended() -> None:
    empty = Report("2026-01-31", 0, 0, 0, (), 0, (RuleCount("not-json", 0, 0),))
    for form in FORMATS:
        # Of JSON Lines without a line there is nothing to end.
        assert written(form, empty, Look()).endswith("\n") or form == "jsonl"
