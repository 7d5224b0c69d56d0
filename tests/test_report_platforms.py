"""The formats of CI platforms and of other programs, on findings built by hand."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from claims_check.cli import ci
from claims_check.findings import SEVERITIES, START, FileEdit, FileFix, Finding, Severity, Span
from claims_check.report import written
from claims_check.report.github import step_summary
from claims_check.report.json_report import finding_object
from claims_check.report.look import Look
from tests.command import run, run_alone
from tests.examples import write_corpus
from tests.test_report_text import CONFLICT, TEXTS, WHOLE_FILE, look, report

BLAMED = f"{CONFLICT.message}; x is most likely at fault"
HOSTILE = CONFLICT._replace(
    file="claims/a, b:c%/[x](y) z.json",
    message="100% of \x1b[2J {0} [a](1) <b>|`@me`\n::error::no \ufffe]]>",
    related=(),
    suspect=None,
    fix=None,
)


def many(number: int, severity: Severity = "error") -> list[Finding]:
    return [
        WHOLE_FILE._replace(file=f"claims/{n:02}.txt", record=str(n), severity=severity)
        for n in range(number)
    ]


def read_back(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the platform's runner reads it."""
    match = re.fullmatch(r"::([a-z]+) ([^:]*)::(.*)", line)
    assert match is not None
    name, properties, message = match.groups()
    values = dict(each.split("=", 1) for each in properties.split(","))

    def unescaped(text: str) -> str:
        for code, mark in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(code, mark)
        return text

    return name, {key: unescaped(value) for key, value in values.items()}, unescaped(message)


def test_github_annotates_the_place_and_says_what_it_leans_on() -> None:
    lines = written("github", report(CONFLICT), look(prefix="data/")).splitlines()
    assert read_back(lines[0]) == (
        "error",
        {
            "file": "data/claims/a/x.json",
            "line": "3",
            "endLine": "3",
            "col": "45",
            "endColumn": "54",
            "title": "two-values-for-one-fact",
        },
        f"{BLAMED}\nwith data/claims/a/y.json:3: no later than 2023-07-18 (y)\n"
        "fix (unsafe): write the day that the other has",
    )
    assert lines[1:] == ["1 error in 132 claims, 54 entities, 1 source"]


def test_github_reads_hostile_text_as_text() -> None:
    line, _ = written("github", report(HOSTILE), look()).splitlines()
    name, properties, message = read_back(line)
    assert name == "error"
    assert properties["file"] == "claims/a, b:c%/[x](y) z.json"
    assert message == "100% of <U+001B>[2J {0} [a](1) <b>|`@me`<U+000A>::error::no <U+FFFE>]]>"


@pytest.mark.parametrize(("found", "shown", "more"), [(10, 10, 0), (11, 9, 2), (250, 9, 241)])
def test_github_shows_ten_of_a_severity_and_the_tenth_counts_the_rest(
    found: int, shown: int, more: int
) -> None:
    for severity in SEVERITIES:
        command = "notice" if severity == "note" else severity
        text = written("github", report(*many(found, severity)), look(notes=True))
        lines = [line for line in text.splitlines() if line.startswith(f"::{command} ")]
        assert len(lines) == 10
        last = f"and {more} more {severity}s: the summary of the step has the whole list"
        assert sum("title=stray-file" in line for line in lines) == shown
        assert lines[-1].endswith(last) == bool(more)


def test_github_shows_what_involves_changed_files_first() -> None:
    found = [*many(12), CONFLICT]
    lines = written("github", report(*found), look(changed=frozenset({"claims/a/y.json"})))
    assert lines.startswith("::error title=two-values-for-one-fact,file=claims/a/x.json,")
    both = look(changed=frozenset({"claims/a/y.json", "claims/07.txt"}))
    files = re.findall(r"^::error .*?file=([^,]*)", written("github", report(*found), both), re.M)
    assert files == [
        "claims/07.txt", "claims/a/x.json", *(f"claims/{n:02}.txt" for n in range(7))
    ]  # fmt: skip


def test_the_step_summary_lists_all_and_links_each() -> None:
    text = step_summary(report(CONFLICT, *many(30, "warning")), look(), "https://x.example/blob/c0")
    assert text.splitlines()[:6] == [
        "## claims-check",
        "",
        "1 error, 30 warnings in 132 claims, 54 entities, 1 source",
        "",
        "### 1 error",
        "",
    ]
    assert (
        "- [claims/a/x.json:3](https://x.example/blob/c0/claims/a/x.json#L3) "
        "**two-values-for-one-fact**: Lynx came out" in text
    )
    assert text.count("**stray-file**: notes.txt is no record") == 30


def test_the_step_summary_reads_hostile_text_as_text() -> None:
    line = step_summary(report(HOSTILE), look(), "https://x.example").splitlines()[-1]
    assert line == (
        r"- [claims/a, b:c%/\[x\](y) z.json:3]"
        "(https://x.example/claims/a%2C%20b%3Ac%25/%5Bx%5D%28y%29%20z.json#L3) "
        r"**two-values-for-one-fact**: 100% of &lt;U+001B&gt;\[2J \{0\} \[a\](1) &lt;b&gt;"
        r"\|\`&#64;me\`&lt;U+000A&gt;::error::no &lt;U+FFFE&gt;\]\]&gt;"
    )


def test_the_step_summary_stays_under_the_mebibyte_that_the_platform_takes() -> None:
    long = [each._replace(message="é" * 2000) for each in many(600)]
    text = step_summary(report(*long), look())
    assert 1_000_000 < len(text.encode()) <= 1 << 20
    kept = text.count("**stray-file**")
    assert text.endswith(
        f"\n{600 - kept} findings more: the summary of a step holds no more than a mebibyte.\n"
    )


def test_jsonl_is_one_finding_of_the_json_report_a_line() -> None:
    shown = report(CONFLICT, HOSTILE, WHOLE_FILE._replace(severity="note"))
    lines = written("jsonl", shown, look()).split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [finding_object(f) for f in shown.findings]
    assert written("jsonl", report(), look()) == ""


def test_gitlab_gets_an_issue_a_finding_with_fingerprints_that_differ() -> None:
    found = report(CONFLICT, CONFLICT._replace(span=Span(9, 1, 10, 2)), WHOLE_FILE)
    value = json.loads(written("gitlab", found, look(prefix="data/")))
    assert value[0] == {
        "description": BLAMED,
        "check_name": "two-values-for-one-fact",
        "fingerprint": CONFLICT.fingerprint,
        "severity": "major",
        "location": {"path": "data/claims/a/x.json", "lines": {"begin": 3, "end": 3}},
    }
    assert [each["fingerprint"] for each in value] == [
        CONFLICT.fingerprint,
        f"{CONFLICT.fingerprint}-2",
        WHOLE_FILE.fingerprint,
    ]
    assert value[2]["severity"] == "minor"
    assert json.loads(written("gitlab", report(), look())) == []


def test_junit_has_a_suite_a_file_and_a_case_a_finding() -> None:
    note = WHOLE_FILE._replace(severity="note")
    root = ElementTree.fromstring(
        written("junit", report(CONFLICT, HOSTILE, note), look()).encode()
    )
    assert root.attrib == {"name": "claims-check", "tests": "3", "failures": "2", "errors": "0"}
    suites = {suite.attrib["name"]: suite for suite in root}
    assert list(suites) == ["claims/a/x.json", HOSTILE.file, "claims/notes.txt"]
    failure = suites["claims/a/x.json"][0][0]
    assert failure.tag == "failure"
    assert failure.attrib == {"message": BLAMED, "type": "error"}
    assert suites["claims/notes.txt"][0][0].tag == "system-out"
    assert suites["claims/notes.txt"].attrib["failures"] == "0"


def test_junit_of_a_clean_corpus_is_one_case_that_passes() -> None:
    root = ElementTree.fromstring(written("junit", report(), look()).encode())
    assert [root.attrib["tests"], root.attrib["failures"]] == ["1", "0"]
    assert [case.attrib["name"] for suite in root for case in suite] == ["clean"]
    assert len(root[0][0]) == 0


def test_rdjson_offers_the_fix_as_a_suggestion() -> None:
    [value] = json.loads(written("rdjson", report(CONFLICT), look(prefix="data/")))["diagnostics"]
    place = {"start": {"line": 3, "column": 45}, "end": {"line": 3, "column": 54}}
    assert value == {
        "message": BLAMED,
        "location": {"path": "data/claims/a/x.json", "range": place},
        "severity": "ERROR",
        "code": {"value": "two-values-for-one-fact"},
        "suggestions": [{"range": place, "text": '"2023-07-18"'}],
        "related_locations": [
            {
                "message": "no later than 2023-07-18 (y)",
                "location": {
                    "path": "data/claims/a/y.json",
                    "range": {"start": {"line": 3, "column": 9}, "end": {"line": 3, "column": 21}},
                },
            }
        ],
    }


def test_rdjson_counts_columns_in_bytes() -> None:
    texts = {"claims/a/x.json": '{"é猫": "a", "at": "2023"}'}
    found = CONFLICT._replace(
        span=Span(1, 19, 1, 25),
        related=(),
        fix=FileFix("x", True, (FileEdit("claims/a/x.json", "/at", '"2024"'),)),
    )
    [value] = json.loads(written("rdjson", report(found), Look(text_of=texts.get)))["diagnostics"]
    place = {"start": {"line": 1, "column": 22}, "end": {"line": 1, "column": 28}}
    assert value["location"]["range"] == place
    assert value["suggestions"] == [{"range": place, "text": '"2024"'}]


@pytest.mark.parametrize(
    "edits",
    [
        (FileEdit("claims/a/x.json", "/proposition/end", '"2023"'),),  # nothing stands there
        (FileEdit("claims/a/gone.json", "/proposition/at", '"2023"'),),
        (FileEdit("claims/a/y.json", "/at", '"2023"'),),  # another file
        (FileEdit("claims.jsonl", "/at", '"2023"'),),  # of which line?
        (
            FileEdit("claims/a/x.json", "/proposition/at", '"2023"'),
            FileEdit("claims/a/y.json", "/at", '"2023"'),
        ),
    ],
)
def test_a_fix_that_cannot_be_given_whole_is_no_suggestion(edits: tuple[FileEdit, ...]) -> None:
    found = CONFLICT._replace(fix=FileFix("x", True, edits))
    [value] = json.loads(written("rdjson", report(found), look()))["diagnostics"]
    assert "suggestions" not in value


def test_a_problem_of_a_whole_file_has_no_range_in_rdjson() -> None:
    [value] = json.loads(written("rdjson", report(WHOLE_FILE), look()))["diagnostics"]
    assert value["location"] == {"path": "claims/notes.txt"}
    assert WHOLE_FILE.span == START


def sarif(*findings: Finding, **settings: Any) -> dict[str, Any]:
    log = json.loads(written("sarif", report(*findings), look(**settings)))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run_of: dict[str, Any] = log["runs"][0]
    return run_of


def test_sarif_places_findings_from_the_root_of_the_repository() -> None:
    value = sarif(CONFLICT, prefix="data/")
    assert value["columnKind"] == "unicodeCodePoints"
    [result] = value["results"]
    assert result["level"] == "error"
    assert result["message"] == {"text": f"{CONFLICT.message}."}
    assert result["partialFingerprints"] == {"claimsCheck/v1": CONFLICT.fingerprint}
    [place] = result["locations"]
    region = {"startLine": 3, "startColumn": 45, "endLine": 3, "endColumn": 54}
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "data/claims/a/x.json", "uriBaseId": "%SRCROOT%"},
        "region": region,
    }
    assert result["relatedLocations"][0]["message"] == {"text": "no later than 2023-07-18 (y)."}
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": region, "insertedContent": {"text": '"2023-07-18"'}}
    ]


def test_every_rule_that_ran_has_its_manual_as_help_in_sarif() -> None:
    value = sarif(CONFLICT)
    rules = value["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["stray-file", "two-values-for-one-fact"]
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules)
    assert value["results"][0]["ruleIndex"] == 1


def test_sarif_reads_hostile_text_as_text() -> None:
    [result] = sarif(HOSTILE)["results"]
    assert result["message"]["text"] == (
        r"100% of <U+001B>\[2J {{0}} \[a\](1) <b>|`@me`<U+000A>::error::no <U+FFFE>\]\]>."
    )
    [place] = result["locations"]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "claims/a%2C%20b%3Ac%25/%5Bx%5D%28y%29%20z.json"


@pytest.mark.parametrize(
    ("variables", "output", "form"),
    [
        ({}, False, "full"),
        ({"GITHUB_ACTIONS": "true"}, False, "github"),
        ({"GITHUB_ACTIONS": "true"}, True, "full"),
        ({"GITHUB_ACTIONS": "false"}, False, "full"),
        ({"GITLAB_CI": "true"}, False, "gitlab"),
        ({"GITLAB_CI": "true"}, True, "gitlab"),
    ],
)
def test_the_platform_chooses_the_format_where_none_is_asked_for(
    variables: dict[str, str], output: bool, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ci.format_here(output) == form


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose corpus lies below its root, with one commit and a broken file after it."""
    data = tmp_path / "data"
    write_corpus(data / "claims", 'claim x {"kind": "described", "subject": "lynx", "what": "a"}')
    (data / "claims-check.toml").write_text("")

    def git(*words: str) -> str:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        done = subprocess.run(
            ["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "one")
    event = {"before": git("rev-parse", "HEAD")}
    for n in range(12):
        (data / "claims" / "topic" / f"old-{n:02}.txt").write_text("")
    (data / "claims" / "topic" / "stray.txt").write_text("")
    git("add", "data/claims/topic/stray.txt")
    git("commit", "-q", "-m", "two")
    (tmp_path / "event.json").write_text(json.dumps(event))
    return tmp_path


def test_a_run_on_github_annotates_changed_files_first_and_fills_the_step_summary(
    repository: Path,
) -> None:
    summary = repository / "summary.md"
    summary.write_text("before\n")
    ran = run_alone(
        "check",
        "claims",
        cwd=repository / "data",
        GITHUB_ACTIONS="true",
        GITHUB_EVENT_PATH=str(repository / "event.json"),
        GITHUB_STEP_SUMMARY=str(summary),
    )
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("::error title=stray-file,file=data/claims/topic/stray.txt,line=1::")
    assert len(lines) == 11
    assert lines[9].endswith("::and 4 more errors: the summary of the step has the whole list")
    assert summary.read_text().startswith("before\n## claims-check\n")
    assert summary.read_text().count("**stray-file**") == 13


@pytest.mark.parametrize(
    "event", ['{"before": "0000000000000000000000000000000000000000"}', "[]", "x"]
)
def test_without_a_commit_before_the_order_is_that_of_the_report(
    repository: Path, event: str
) -> None:
    (repository / "event.json").write_text(event)
    ran = run_alone(
        "check",
        "claims",
        cwd=repository / "data",
        GITHUB_ACTIONS="true",
        GITHUB_EVENT_PATH=str(repository / "event.json"),
    )
    assert ran.out.startswith("::error title=stray-file,file=data/claims/topic/old-00.txt,")


def test_a_step_summary_that_cannot_be_written_costs_no_report(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(repository))
    ran = run("check", repository / "data" / "claims", "--format", "github")
    assert ran.code == 1
    assert ran.out.startswith("::error ")
    assert ran.err == f"claims-check: GITHUB_STEP_SUMMARY {repository}: Is a directory\n"


def test_an_asked_format_counts_before_the_platforms(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    ran = run("check", repository / "data" / "claims", "--format", "concise")
    assert ran.out.startswith("data/claims/topic/old-00.txt:1:1: error[stray-file]") is False
    assert ran.out.startswith("claims/topic/old-00.txt:1:1: error[stray-file]")


def test_texts_of_the_examples_have_the_places_that_the_findings_name() -> None:
    line = TEXTS["claims/a/x.json"].splitlines()[2]
    assert line[44:53] == '"2023-08"'
