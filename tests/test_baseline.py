"""`check --baseline`: known findings are counted, stale entries are findings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claims_check.findings import fingerprint
from claims_check.generate import ROOT
from tests.command import Ran, run
from tests.examples import write_corpus

BROKEN = """
claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-08"}
claim z {"kind": "released", "subject": "puma", "stage": "weights", "at": "2023-02-29"}
"""
TEXT = """\
{
  "baseline_version": "1.0",
  "findings": {
    "469a8f41813b3e5d": {"rule": "impossible-day", "records": ["z"], "pointer": "/proposition/at"},
    "557a11c51a2aac33": {"rule": "two-values-for-one-fact", "records": ["x", "y"]}
  }
}
"""
ANEW = "write it anew with --write-baseline"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a corpus of two findings."""
    write_corpus(tmp_path / "claims", BROKEN.strip())
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path) -> Path:
    ran = run("check", "--baseline", "known.json", "--write-baseline")
    assert ran == Ran(0, "known.json: 2 entries written\n", "")
    return folder / "known.json"


def checked(*arguments: str) -> tuple[int, list[tuple[str, str]], Any]:
    """Exit code, severity and rule of each finding, and the number of older ones."""
    ran = run("check", "--format", "json", *arguments)
    report = json.loads(ran.out)
    found = [(each["severity"], each["rule"]) for each in report["findings"]]
    return ran.code, found, report["summary"].get("older")


def test_a_baseline_has_fingerprints_with_rule_and_records(folder: Path) -> None:
    assert written(folder).read_text("utf-8") == TEXT


def test_what_the_baseline_has_is_counted_and_does_not_fail(folder: Path) -> None:
    assert checked()[0] == 1
    written(folder)
    assert checked("--baseline", "known.json") == (0, [], 2)
    said = run("check", "--baseline", "known.json", "--format", "concise").out
    assert said.endswith("; 2 older findings not shown\n")


def test_without_a_baseline_the_report_says_nothing_of_older_findings(folder: Path) -> None:
    assert checked()[2] is None


def test_what_is_new_is_shown(folder: Path) -> None:
    written(folder)
    write_corpus(folder / "claims", BROKEN.strip() + "\nentity coil {}")
    assert checked("--baseline", "known.json") == (0, [("warning", "unused-record")], 2)


def test_an_entry_that_no_finding_answers_to_is_a_finding_at_its_line(folder: Path) -> None:
    written(folder)
    write_corpus(folder / "claims", BROKEN.strip().replace("2023-02-29", "2023-02-28"))
    ran = run("check", "--baseline", "known.json", "--format", "json")
    assert ran.code == 0  # who mends something does not fail for it
    report = json.loads(ran.out)
    [finding] = report["findings"]
    assert (finding["rule"], finding["severity"]) == ("unused-baseline-entry", "warning")
    assert (finding["file"], finding["line"], finding["column"]) == ("known.json", 4, 5)
    assert (finding["record"], finding["conflict"]) == ("z", ["z"])
    assert finding["pointer"] == "/findings/469a8f41813b3e5d"
    assert finding["message"] == (
        "there is no finding of impossible-day on z any more; remove this entry, or write the "
        "baseline anew: claims-check check --baseline known.json --write-baseline"
    )
    assert report["summary"]["older"] == 1
    shown = run("check", "--baseline", "known.json", "--format", "full").out
    assert '4 |     "469a8f41813b3e5d": {"rule": "impossible-day"' in shown


def test_entries_of_rules_that_did_not_run_are_not_called_unused(folder: Path) -> None:
    written(folder)
    assert checked("--baseline", "known.json", "--select", "impossible-day") == (0, [], 1)
    assert checked("--baseline", "known.json", "--ignore", "impossible-day") == (0, [], 1)
    write_corpus(folder / "claims", BROKEN.strip().replace("2023-02-29", "2023-02-28"))
    without = ("--baseline", "known.json", "--ignore", "unused-baseline-entry")
    assert checked(*without) == (0, [], 1)


def test_entries_of_rules_that_are_no_more_are_unused(folder: Path) -> None:
    from claims_check.findings import fingerprint

    key = fingerprint("once-a-rule", ("x",), "/statement")
    entry = {"rule": "once-a-rule", "records": ["x"], "pointer": "/statement"}
    value = {"baseline_version": "1.0", "findings": {key: entry}}
    Path("known.json").write_text(json.dumps(value), "utf-8")
    found = checked("--baseline", "known.json")[1]
    assert ("warning", "unused-baseline-entry") in found


def test_the_configuration_may_name_it_from_its_own_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(folder)
    (folder / "claims-check.toml").write_text('corpus = "claims"\nbaseline = "known.json"', "utf-8")
    assert checked() == (0, [], 2)
    monkeypatch.chdir(folder / "claims" / "topic")
    assert checked() == (0, [], 2)
    assert run("check", "--write-baseline").out == "../../known.json: 2 entries written\n"
    monkeypatch.chdir(folder)
    (folder / "claims-check.toml").write_text("baseline = 3", "utf-8")
    assert "claims-check.toml:1: baseline has to be a path in quotes" in run("check").err


def test_a_record_that_is_not_read_is_never_known(folder: Path) -> None:
    (folder / "claims" / "topic" / "z.json").write_text('{"subject": "puma",}', "utf-8")
    ran = run("check", "--baseline", "known.json", "--write-baseline")
    assert ran.out == "known.json: 1 entry written; 1 finding left out, of records not read\n"
    assert checked("--baseline", "known.json") == (1, [("error", "not-json")], 1)


def test_a_clean_corpus_has_an_empty_baseline(folder: Path) -> None:
    write_corpus(folder / "claims", "claim x {}\nclaim y {}\nclaim z {}")
    (folder / "claims" / "entities" / "lynx.json").unlink()
    (folder / "claims" / "entities" / "puma.json").unlink()
    assert run("check", "--baseline", "known.json", "--write-baseline").code == 0
    assert json.loads(Path("known.json").read_text("utf-8"))["findings"] == {}
    assert checked("--baseline", "known.json") == (0, [], 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<<<<<<< HEAD", f"it is no JSON (Expecting value: line 1 column 1 (char 0)); {ANEW}"),
        ("[]", f"it is no baseline: an object with findings in it; {ANEW}"),
        (
            '{"baseline_version": "1.0"}',
            f"it is no baseline: an object with findings in it; {ANEW}",
        ),
        (
            TEXT.replace('"1.0"', '"2.0"'),
            f'it is a baseline of version "2.0", and this claims-check reads "1.0"; {ANEW}',
        ),
        (
            '{"findings": {}}',
            f'it is a baseline of version null, and this claims-check reads "1.0"; {ANEW}',
        ),
        (
            TEXT.replace('["x", "y"]', '["x", "z"]'),
            "the fingerprint 557a11c51a2aac33 is not that of its rule two-values-for-one-fact and "
            f"its records x, z: one of them was edited by hand; {ANEW}",
        ),
        (
            TEXT.replace('["z"]', '"z"'),
            f"the entry 469a8f41813b3e5d has no rule and records; {ANEW}",
        ),
    ],
)
def test_a_baseline_that_is_none_exits_with_2(text: str, message: str, folder: Path) -> None:
    Path("known.json").write_text(text, "utf-8")
    ran = run("check", "--baseline", "known.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"claims-check: known.json: {message}\n"
    written(folder)  # and that mends it


@pytest.mark.parametrize("option", ["--output", "--baseline"])
def test_nothing_is_written_over_a_record(option: str, folder: Path) -> None:
    record = folder / "claims" / "topic" / "x.json"
    before = record.read_bytes()
    more = ["--write-baseline"] if option == "--baseline" else ["--format", "json"]
    ran = run("check", option, "claims/topic/x.json", *more)
    assert (ran.code, ran.out) == (2, "")
    assert "claims/topic/x.json: that is a record of the corpus" in ran.err
    assert record.read_bytes() == before


def test_a_baseline_that_is_not_there_exits_with_2(folder: Path) -> None:
    ran = run("check", "--baseline", "known.json")
    assert ran.code == 2
    assert "known.json: there is no such baseline; write one with --write-baseline" in ran.err
    assert "known.json: the baseline cannot be read" in (
        run("check", "--baseline", str(folder)).err.replace(str(folder), "known.json")
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--write-baseline does not know where to: add --baseline FILE"),
        (["--baseline", "b.json", "claims/topic"], "leave out PATH"),
        (["--baseline", "b.json", "--select", "impossible-day"], "leave out --select"),
        (["--baseline", "b.json", "--since", "main"], "leave out --since"),
        (["--baseline", "no/folder/b.json"], "--baseline no/folder/b.json: No such file"),
    ],
)
def test_a_part_of_the_check_is_no_baseline(
    arguments: list[str], message: str, folder: Path
) -> None:
    ran = run("check", "--write-baseline", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert sorted(path.name for path in folder.iterdir()) == [".git", "claims"]


def test_the_example_of_the_manual_is_a_baseline() -> None:
    page = (ROOT / "checker" / "docs" / "reviewing.md").read_text("utf-8")
    example = json.loads(page.partition("```json\n")[2].partition("```")[0])
    [(key, entry)] = example["findings"].items()
    assert key == fingerprint(entry["rule"], tuple(entry["records"]), entry["pointer"])
