from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from claims_check.cli import choice
from claims_check.cli.configuration import KEYS
from claims_check.cli.parser import build
from claims_check.findings import fingerprint
from claims_check.generate import ROOT
from claims_check.rules import RULES
from claims_check.rules.rule import Looked, Rule, View
from tests.command import Ran, run
from tests.examples import write_corpus

CLEAN = "claim x {}"
IMPOSSIBLE = (
    'claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02-29"}'
)
WARNING = "claim x {}\nentity bolt {}"
CONFLICT = """
claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-08"}
claim z {}
"""


def corpus(folder: Path, records: str) -> Path:
    """A corpus in a folder of its own, so that files are named from the folder around it."""
    root = folder / "claims"
    write_corpus(root, records.strip())
    (folder / ".git").mkdir(exist_ok=True)
    return root


def found(ran: Ran) -> list[tuple[str, str]]:
    """File and rule of each finding of a JSON report."""
    return [(each["file"], each["rule"]) for each in json.loads(ran.out)["findings"]]


def test_a_clean_corpus_exits_with_0_and_says_how_much_was_checked(tmp_path: Path) -> None:
    ran = run("check", corpus(tmp_path, CLEAN))
    assert ran == Ran(
        0,
        f"clean: 1 claim, 1 entity, 1 source checked by {len(RULES)} rules as of 2026-01-31\n",
        "",
    )


def test_an_error_exits_with_1(tmp_path: Path) -> None:
    ran = run("check", corpus(tmp_path, IMPOSSIBLE), "--format", "concise")
    assert ran.code == 1
    assert ran.out.startswith("claims/topic/x.json:1:")
    assert ": error[impossible-day] 2023-02-29 does not exist" in ran.out
    assert ran.out.endswith("1 error in 1 claim, 1 entity, 1 source\n")
    assert ran.err == ""


def test_a_warning_exits_with_0_unless_the_level_asks_for_it(tmp_path: Path) -> None:
    root = corpus(tmp_path, WARNING)
    assert run("check", root).code == 0
    assert run("check", root, "--fail-level", "error").code == 0
    assert run("check", root, "--fail-level", "warning").code == 1
    assert run("check", root, "--fail-level", "note").code == 1


def test_notes_are_counted_and_shown_only_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_notes = [r._replace(severity="note") if r.name == "unused-record" else r for r in RULES]
    monkeypatch.setattr(choice, "RULES", with_notes)
    root = corpus(tmp_path, WARNING)
    hidden = run("check", root, "--format", "concise")
    assert hidden.code == 0
    assert hidden.out.endswith("; 1 note not shown (--notes shows it)\n")
    assert "unused-record" not in hidden.out
    shown = run("check", root, "--format", "concise", "--notes")
    assert shown.code == 0
    assert "entities/bolt.json:" in shown.out
    assert shown.out.endswith("1 note in 1 claim, 2 entities, 1 source\n")


def test_what_makes_the_run_fail_is_always_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_notes = [r._replace(severity="note") if r.name == "unused-record" else r for r in RULES]
    monkeypatch.setattr(choice, "RULES", with_notes)
    ran = run("check", corpus(tmp_path, WARNING), "--fail-level", "note", "--format", "concise")
    assert ran.code == 1
    assert "note[unused-record]" in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere"], "nowhere: there is no such file or folder"),
        (["check", "empty"], "empty: there is no record file (.json) in it"),
        (["check", "empty.jsonl"], "empty.jsonl: there is no record in it"),
        (["check", "claims/README.md"], "it is no record file (.json) of the corpus"),
        (["check", "claims", "other"], "claims and other belong to different corpora"),
        (["check", "--fromat", "json"], "has no option --fromat; did you mean --format?"),
        (["check", "--form", "json"], "has no option --form; did you mean --format?"),
        (["check", "--format", "jsn"], "it cannot be jsn; did you mean json?"),
        (["check", "--format"], "argument --format: expected one argument"),
        (
            ["check", "--fail-level", "fatal"],
            "it cannot be fatal; write one of error, warning, note",
        ),
        (
            ["check", "--select", "imposible-day"],
            "there is no rule imposible-day; did you mean imp",
        ),
        (
            ["check", "--ignore", "nonsense"],
            "there is no rule nonsense; `claims-check rules` lists",
        ),
        (["check", "--select", ","], "--select names no rule"),
        (
            ["check", "--as-of", "2026-02-30"],
            "--as-of: 2026-02-30 does not exist: February 2026 has",
        ),
        (["check", "--as-of", "2026-02"], "--as-of: 2026-02 is no single day"),
        (["chek"], "there is no command chek; did you mean check?"),
        (["claims"], "there is no command claims; to check it, write `claims-check check claims`"),
        (["nonsense"], "there is no command nonsense; the commands are check, rules, explain"),
        (["rules", "more"], "unexpected: more"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_is_meant(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = corpus(tmp_path, CLEAN)
    (root / "README.md").write_text("no record")
    corpus(tmp_path / "elsewhere", CLEAN).rename(tmp_path / "other")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.jsonl").write_text("\n")
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("claims-check: ")
    assert message in err
    assert err.count("\n") == 1


def test_ignoring_every_rule_is_wrong_usage(tmp_path: Path) -> None:
    every = ",".join(rule.name for rule in RULES)
    ran = run("check", corpus(tmp_path, CLEAN), "--ignore", every)
    assert ran.code == 2
    assert "all rules are ignored" in ran.err


def test_the_command_alone_checks_the_folder_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus(tmp_path, IMPOSSIBLE)
    monkeypatch.chdir(tmp_path)
    assert run() == run("check") == run("check", "claims")
    assert run().code == 1
    assert run("--format", "concise") == run("check", "--format", "concise", "claims")


def test_without_a_corpus_the_command_says_how_to_name_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run()
    assert ran.code == 2
    assert (
        "there is no corpus at claims, and this folder is in none; name one: claims-check check PATH"
        in ran.err
    )


def test_options_may_stand_between_paths(tmp_path: Path) -> None:
    root = corpus(tmp_path, CONFLICT)
    first, second = root / "topic" / "z.json", root / "topic" / "x.json"
    between = run("check", first, "--format", "json", second)
    assert between == run("check", "--format", "json", first, second)
    assert between.code == 1


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    root = corpus(tmp_path, 'claim x {}\nfile topic/y.json b\'{"id": "y",}\'')
    ran = run("check", root, "--format", "json")
    assert ran.code == 1
    assert found(ran) == [("claims/topic/y.json", "not-json")]


def test_what_cannot_be_read_is_reported_whatever_is_selected_or_ignored(tmp_path: Path) -> None:
    root = corpus(tmp_path, 'claim x {}\nfile topic/y.json b\'{"id": "y",}\'\nentity bolt {}')
    selected = run("check", root, "--format", "json", "--select", "impossible-day")
    assert found(selected) == [("claims/topic/y.json", "not-json")]
    assert [each["rule"] for each in json.loads(selected.out)["rules"]] == [
        "impossible-day",
        "not-json",
    ]
    ignored = run("check", root, "--format", "json", "--ignore", "not-json,unused-record")
    assert found(ignored) == [("claims/topic/y.json", "not-json")]
    assert selected.code == ignored.code == 1


def test_select_and_ignore_take_lists_and_can_be_repeated(tmp_path: Path) -> None:
    root = corpus(tmp_path, f"{IMPOSSIBLE}\nentity bolt {{}}")

    def rules(*options: str) -> list[str]:
        return [rule for _, rule in found(run("check", root, "--format", "json", *options))]

    assert rules() == ["unused-record", "impossible-day"]
    assert rules("--select", "unused-record") == ["unused-record"]
    assert (
        rules("--select", "backwards-set", "--select", "impossible-day, unused-record") == rules()
    )
    assert rules("--ignore", "unused-record") == ["impossible-day"]
    assert rules("--select", "unused-record,backwards-set", "--ignore", "unused-record") == []


def test_selecting_a_rule_changes_no_finding_of_it(tmp_path: Path) -> None:
    root = corpus(tmp_path, CONFLICT)
    whole = json.loads(run("check", root, "--format", "json").out)
    [finding] = whole["findings"]
    assert finding["rule"] == "two-values-for-one-fact"
    alone = json.loads(
        run("check", root, "--format", "json", "--select", "two-values-for-one-fact").out
    )
    assert alone["findings"] == whole["findings"]
    assert [each["rule"] for each in alone["rules"]] == ["two-values-for-one-fact"]


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["topic/x.json"], True),
        (["topic/y.json"], True),
        (["topic/z.json"], False),
        (["topic"], True),
        (["entities"], False),
        (["entities", "topic/y.json"], True),
        (["topic/z.json", "."], True),
    ],
)
def test_files_inside_a_corpus_show_what_involves_them(
    paths: list[str], shown: bool, tmp_path: Path
) -> None:
    root = corpus(tmp_path, CONFLICT)
    ran = run("check", *(root / path for path in paths), "--format", "json")
    report = json.loads(ran.out)
    assert [each["conflict"] for each in report["findings"]] == ([["x", "y"]] if shown else [])
    assert ran.code == int(shown)
    assert report["corpus"] == {"claims": 3, "entities": 2, "sources": 1}
    assert report["summary"]["error"] == int(shown)
    counts = {each["rule"]: each["findings"] for each in report["rules"]}
    assert counts["two-values-for-one-fact"] == int(shown)


def test_a_clean_part_of_a_corpus_is_not_called_a_clean_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = corpus(tmp_path, CONFLICT)
    monkeypatch.chdir(root)
    ran = run("check", "topic/z.json")
    assert ran.out.startswith(
        "clean: no finding involves topic/z.json; 3 claims, 2 entities, 1 source"
    )
    both = run("check", "topic/z.json", "entities")
    assert both.out.startswith("clean: no finding involves 2 paths; 3 claims")
    part = run("check", "topic/x.json", "--format", "concise")
    assert part.out.endswith("1 error involving topic/x.json, in 3 claims, 2 entities, 1 source\n")


def test_a_corpus_of_json_lines_is_checked(tmp_path: Path) -> None:
    root = corpus(tmp_path, IMPOSSIBLE)
    lines = [json.dumps(json.loads(path.read_text())) for path in sorted(root.rglob("*.json"))]
    (tmp_path / "all.jsonl").write_text("\n".join(lines) + "\n")
    ran = run("check", tmp_path / "all.jsonl", "--format", "concise")
    assert ran.code == 1
    assert ran.out.startswith("all.jsonl:4:")
    assert "error[impossible-day]" in ran.out


def test_the_report_goes_to_a_file_and_the_concise_one_still_prints(tmp_path: Path) -> None:
    root = corpus(tmp_path, IMPOSSIBLE)
    output = tmp_path / "report.json"
    ran = run("check", root, "--format", "json", "--output", output)
    assert ran == run("check", root, "--format", "concise")
    assert output.read_text("utf-8") == run("check", root, "--format", "json").out
    run("check", root, "--output", output, "--color", "always")
    assert output.read_text("utf-8") == run("check", root).out
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "claims", "report.json"]


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    root = corpus(tmp_path, CLEAN)
    missing = run("check", root, "--output", tmp_path / "nowhere" / "report.txt")
    assert missing.code == 2
    assert missing.out == ""
    assert missing.err.endswith("report.txt: No such file or directory\n")
    folder = run("check", root, "--output", tmp_path)
    assert folder.code == 2
    assert folder.err.endswith(": Is a directory\n")


def test_an_interrupted_run_exits_with_130_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", interrupted)
    root = corpus(tmp_path, IMPOSSIBLE)
    assert run("check", root, "--output", tmp_path / "report.txt") == Ran(130, "", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "claims"]


def test_a_rule_that_fails_is_a_finding_even_where_it_is_not_selected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(record: object, view: View) -> Looked:
        raise ZeroDivisionError("division by zero")

    rule = Rule("broken", ("claim",), "error", "It fails.", check=broken)
    monkeypatch.setattr(choice, "RULES", (*RULES, rule))
    root = corpus(tmp_path, CLEAN)
    for options in ([], ["--select", "impossible-day"], ["--ignore", "checker-fault"]):
        ran = run("check", root, "--format", "json", *options)
        assert ran.code == 1
        assert found(ran) == [("claims/topic/x.json", "checker-fault")]


def test_the_table_of_rules_counts_what_was_found_and_examined(tmp_path: Path) -> None:
    root = corpus(tmp_path, IMPOSSIBLE)
    ran = run(
        "check", root, "--format", "concise", "--statistics", "--select", "impossible-day,not-json"
    )
    assert ran.out.splitlines()[1:4] == [
        "  found  examined  rule",
        "      1         2  impossible-day",
        "      0         4  not-json",
    ]


def test_the_page_on_the_command_names_all_that_there_is() -> None:
    page = (ROOT / "checker" / "docs" / "command.md").read_text("utf-8")
    _, commands = build()
    for name, parser in commands.items():
        assert f"| `{name}" in page
        for option in set(re.findall(r"(?<![\w-])--[a-z-]+", parser.format_help())) - {"--help"}:
            assert f"{option}" in page, option
    for key in KEYS:
        assert re.search(rf"^\[?{key}\b", page, re.MULTILINE), key
    [formats] = re.findall(r"^(.*) take `--format text\|json`", page, re.MULTILINE)
    shown = {n for n, p in commands.items() if "--format {text,json}" in p.format_usage()}
    assert set(re.findall(r"`([a-z]+)`", formats)) == shown


def test_the_page_on_the_report_names_every_member() -> None:
    page = (ROOT / "checker" / "docs" / "report.md").read_text("utf-8")
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text("utf-8"))
    members = [*schema["properties"], *schema["$defs"]["finding"]["properties"]]
    assert [name for name in members if f"`{name}`" not in page] == []
    example = json.loads(page.partition("```json\n")[2].partition("```")[0])
    assert list(example) == list(schema["properties"])
    [finding] = example["findings"]
    assert list(finding) == list(schema["$defs"]["finding"]["properties"])
    assert not list(Draft202012Validator(schema).iter_errors(example))
    conflict = tuple(finding["conflict"])
    assert finding["fingerprint"] == fingerprint(finding["rule"], conflict, finding["pointer"])
