from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from claims_check.cli import shapes, vocabulary
from claims_check.cli.manuals import LISTS, manual, names
from claims_check.dates import read, window_text
from claims_check.findings import CERTAINTIES
from claims_check.records.publish import schema_of
from claims_check.records.values import Confidence, Flaw, Label
from claims_check.rules import RULES
from tests.command import Ran, run
from tests.examples import write_corpus


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def test_the_catalogue_lists_every_rule_with_its_defect() -> None:
    ran = run("rules")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert [line.split()[1] for line in lines] == [rule.name for rule in RULES]
    for line, rule in zip(lines, RULES, strict=True):
        assert line.startswith(rule.severity)
        assert line.endswith(f"  {rule.summary}")
    value = json.loads(run("rules", "--format", "json").out)
    assert value["rules"][0] == {
        "rule": "unreadable-file",
        "severity": "error",
        "sorts": ["file"],
        "summary": "A file of the corpus cannot be read.",
    }
    assert len(value["rules"]) == len(RULES)


def test_the_manual_of_a_rule_is_its_docstring() -> None:
    assert run("explain", "impossible-day") == Ran(
        0,
        """\
impossible-day (rule)

A date names a day that no calendar has.

  severity  error
  looks at  claim, source and entity records

It was mistyped, and any order drawn from it would be wrong.

Fails at x /proposition/at:
    claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02-29"}
Passes:
    claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2024-02-29"}
""",
        "",
    )


@pytest.mark.parametrize("name", names())
def test_everything_that_has_a_name_has_a_manual(name: str) -> None:
    found = manual(name)
    assert found is not None
    assert found.name == name
    assert found.summary.endswith(".")
    text = run("explain", name)
    assert (text.code, text.err) == (0, "")
    assert text.out.startswith(f"{name} ({found.sort})\n\n")
    value = json.loads(run("explain", name, "--format", "json").out)
    keys = ["name", "sort", "summary", "text", "fields", "uses", "rows", "example"]
    assert list(value) == keys
    assert (value["name"], value["sort"]) == (name, found.sort)


def test_no_name_has_two_manuals() -> None:
    every = names()
    assert len(set(every)) == len(every)


def test_every_word_of_the_method_is_explained_and_no_other() -> None:
    assert tuple(vocabulary.VERDICTS) == get_args(Label)
    assert tuple(vocabulary.FLAWS) == get_args(Flaw)
    assert tuple(vocabulary.CONFIDENCE) == get_args(Confidence)
    assert tuple(vocabulary.CERTAINTY) == CERTAINTIES


def test_every_kind_and_every_record_is_explained() -> None:
    kinds = schema_of("claim")["properties"]["proposition"]["properties"]["kind"]["enum"]
    assert set(shapes.objects_of("kind")) == set(kinds)
    assert shapes.objects_of("record") == ["claim", "entity", "source", "corpus"]
    assert {"evidence", "verdict", "passage", "suppression"} <= set(shapes.objects_of("part"))


def members(schema: object) -> dict[str, list[str]]:
    """Every member of every object of a schema, with the words of its closed list."""
    found: dict[str, list[str]] = {}
    if isinstance(schema, dict):
        properties = schema.get("properties", {}) if "if" not in schema else {}
        for name, of in properties.items():
            found.setdefault(name, []).extend(of.get("enum", []))
        for inner in schema.values():
            for name, words in members(inner).items():
                found.setdefault(name, []).extend(words)
    elif isinstance(schema, list):
        for inner in schema:
            for name, words in members(inner).items():
                found.setdefault(name, []).extend(words)
    return found


@pytest.mark.parametrize("sort", ["claim", "entity", "source", "corpus"])
def test_every_field_and_every_word_of_every_schema_is_explained(sort: str) -> None:
    known = set(names())
    for name, words in members(schema_of(sort)).items():
        assert {name, *words} <= known
        found = manual(name)
        assert found is not None
        assert found.uses, f"{name} is told as a field"


def test_a_field_is_explained_in_the_words_of_its_model() -> None:
    assert run("explain", "statement").out == (
        "statement (field)\n\nThe claim in one sentence of our own, checkable alone.\n\n"
        "In claim (has to be there):\n  text\n"
    )
    assert run("explain", "instead").out == (
        "instead (field)\n\nThe supported claims that stand against a claim that fails.\n\n"
        "In verdict (may be left out):\n  list of claim ids\n"
    )
    assert run("explain", "claim").out.count("As a field:\nIn arranged (may be left out):\n") == 1


def test_a_field_of_several_objects_is_explained_for_each() -> None:
    assert (
        run("explain", "address").out
        == """\
address (field)

What it means depends on where it stands.

In source (has to be there):
  Where it was read; the original's address where that is known for sure.
  text
In corpus (may be left out):
  Where it lives.
  text
In archive (has to be there):
  Where the copy is.
  text
"""
    )


def test_words_that_a_description_tells_apart_are_explained() -> None:
    assert (
        run("explain", "basis").out
        == """\
basis (field)

How near the source is to it.

  first-hand    From those who did it, or the thing itself.
  report        After the fact, by others.
  announcement  Before the fact, so that it may be older than the event.

In evidence (has to be there):
  first-hand | report | announcement
"""
    )
    assert run("explain", "announcement").out == (
        "announcement (word)\n\nBefore the fact, so that it may be older than the event.\n\n"
        "A word of `kind` in source and of `basis` in evidence.\n"
    )
    assert run("explain", "paper").out == (
        "paper (word)\n\nA word of `kind` in source and of `stage` in released.\n"
    )
    assert "It is also a word of `stage` in released." in run("explain", "released").out


@pytest.mark.parametrize("name", LISTS)
def test_a_group_lists_its_names_with_what_each_is(name: str) -> None:
    found = manual(name)
    assert found is not None
    assert len(found.rows) > 1
    for row in found.rows:
        assert manual(row[0]) is not None
        assert row[1].endswith((".", "rules")) or row[1].startswith("in "), row
    lines = run("explain", name).out.split("\n\n")[2].splitlines()
    heads = [line.split()[0] for line in lines if not line.startswith("   ")]
    assert heads == [row[0] for row in found.rows]
    assert max(map(len, lines)) <= 100


def test_the_groups_are_those_of_the_method() -> None:
    assert (
        run("explain", "stances").out
        == """\
stances (list)

The stances: what evidence does for a claim.

  supports  It speaks for it.
  refutes   It speaks against it.
  context   It speaks around it.
"""
    )
    for name, words in (("verdicts", Label), ("flaws", Flaw), ("confidence", Confidence)):
        value = json.loads(run("explain", name, "--format", "json").out)
        assert [row[0] for row in value["rows"]] == list(get_args(words))


def test_without_a_name_all_that_has_a_manual_is_listed_by_group() -> None:
    ran = run("explain")
    assert (ran.code, ran.err) == (0, "")
    assert f"  rules       {len(RULES)}  `claims-check rules`\n" in ran.out
    value = json.loads(run("explain", "--format", "json").out)
    assert [row[0] for row in value["rows"]] == [*LISTS, "dates"]
    for name, count, _ in value["rows"]:
        found = manual(name)
        assert found is not None
        assert count == str(len(found.rows))


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_no_name(name: str) -> None:
    assert run("explain", name) == Ran(
        2, "", "claims-check: NAME is empty; `claims-check explain` lists what has a manual\n"
    )


def test_a_kind_is_explained_with_its_fields_in_order() -> None:
    ran = run("explain", "released")
    assert "An event: it happens on one day, `at`." in " ".join(ran.out.split())
    lines = ran.out.partition("Fields (")[2].splitlines()[1:]
    fields = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "][:5]
    assert fields == ["kind*", "subject*", "stage*", "by", "at"]
    value = json.loads(run("explain", "part-of", "--format", "json").out)
    assert [field["name"] for field in value["fields"]] == [
        "kind",
        "subject",
        "object",
        "start",
        "end",
        "at",
        "spell",
    ]
    assert [field["name"] for field in value["fields"] if field["required"]] == [
        "kind",
        "subject",
        "object",
    ]
    assert "A state: it lasts from `start` to `end`." in value["text"]
    assert "A relation: it has no date of its own." in run("explain", "caused").out


def test_the_example_is_a_record_of_the_corpus_at_hand(tmp_path: Path) -> None:
    write_corpus(
        tmp_path / "claims",
        'claim w {"kind": "released", "subject": "puma", "stage": "weights"}'
        ' {"verdict": {"label": "refuted", "flaw": "outdated"}}\n'
        'claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023"}',
    )

    def example(name: str, *options: str) -> str | None:
        value = json.loads(run("explain", name, "--format", "json", *options).out)["example"]
        return None if value is None else value["id"]

    assert example("released") == "x"  # it holds, so it comes before w
    assert example("refuted") == example("outdated") == "w"
    assert example("supported") == "x"
    assert example("moderate") == "w"
    assert example("low") is None
    assert example("entity") == "lynx"
    assert example("source") == "news"
    assert example("impossible-day") is None
    assert example("released", "--corpus", "claims") == "x"
    missing = run("explain", "released", "--corpus", "nowhere")
    assert (missing.code, missing.out) == (2, "")


def test_without_a_corpus_the_example_comes_from_the_rules() -> None:
    value = json.loads(run("explain", "released", "--format", "json").out)
    assert value["example"]["kind"] == "released"
    assert "Example:\n  {\n" in run("explain", "released").out


def test_dates_are_explained_by_what_they_stand_for() -> None:
    ran = run("explain", "dates")
    assert ran.code == 0
    for text, meaning in vocabulary.FORMS:
        [line] = [line for line in ran.out.splitlines() if line.startswith(f"  {text} ")]
        assert meaning in line
        assert line.endswith(window_text(read(text).runs[-1]))
    assert run("explain", "2023-02~").out == (
        "2023-02~ (date)\n\nA date with the precision of a month.\n\n"
        "  as written      2023-02-01 to 2023-02-28\n"
        "  with ~ granted  2023-01-01 to 2023-03-31\n"
    )
    assert run("explain", "[2023-03,2023-05]").out.endswith(
        "  as written  2023-03-01 to 2023-03-31 or 2023-05-01 to 2023-05-31\n"
    )
    assert "still held" in run("explain", "..").out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("imposible-day", "nothing here has the name imposible-day; did you mean impossible-day?"),
        ("relesed", "nothing here has the name relesed; did you mean released?"),
        ("statment", "nothing here has the name statment; did you mean statement?"),
        ("verditcs", "nothing here has the name verditcs; did you mean verdicts?"),
        ("first-hnad", "nothing here has the name first-hnad; did you mean first-hand?"),
        ("qqqq", "nothing here has the name qqqq; `claims-check explain` lists what has a manual"),
        ("2023-02-30", "2023-02-30 does not exist: February 2023 has 28 days"),
        ("2023-2", "2023-2"),
    ],
)
def test_a_name_that_nothing_has_is_refused_with_what_is_meant(name: str, message: str) -> None:
    ran = run("explain", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"claims-check: {message}")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completions_know_commands_and_options(shell: str) -> None:
    ran = run("completions", shell)
    assert (ran.code, ran.err) == (0, "")
    for word in ("explain", "completions", "fail-level", "concise"):
        assert word in ran.out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("explain impossible-d", ["impossible-day"]),
        ("explain first-", ["first-hand"]),
        ("explain verdicts", ["verdicts"]),
        ("check --select impossible-d", ["impossible-day"]),
        ("check --ignore two-entities-one-", ["two-entities-one-name"]),
        ("check --format s", ["sarif"]),
        ("new claim --kind rel", ["released"]),
        ("new claim --kind model-", ["model-card"]),
        ("new claim --label ref", ["refuted"]),
        ("new claim --basis ", ["first-hand", "report", "announcement"]),
        ("new claim --stance con", ["context"]),
        ("export sq", ["sqlite"]),
        ("init ", ["own"]),
    ],
)
def test_the_script_completes_in_bash(tmp_path: Path, typed: str, offered: list[str]) -> None:
    script = tmp_path / "claims-check.bash"
    script.write_text(run("completions", "bash").out, "utf-8")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "own").mkdir()
    words = ["claims-check", *typed.split(" ")]
    done = subprocess.run(
        [
            "bash",
            "--noprofile",
            "--norc",
            "-c",
            f'source "$0"; COMP_WORDS=("$@"); COMP_CWORD={len(words) - 1}; '
            '_shtab_claims_check claims-check "${COMP_WORDS[COMP_CWORD]}"; '
            'printf "%s\\n" "${COMPREPLY[@]}"',
            str(script),
            *words,
        ],
        cwd=tmp_path / "here",
        capture_output=True,
        text=True,
        check=False,
    )
    assert sorted(done.stdout.split()) == sorted(offered), done.stderr


def test_completions_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    ran = run("completions", "bash")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(": pip install shtab\n")
    wrong = run("completions", "fish")
    assert wrong.code == 2
    assert "it cannot be fish; write one of bash, zsh, tcsh" in wrong.err


@pytest.mark.parametrize(
    ("words", "write"),
    [
        ("early 2024", "[2024-01..2024-04]"),
        ("by March 2024", "[..2024-03]"),
        ("by March", "of 2024 it would be [..2024-03]"),
        ("since July 2023", "write start 2023-07 and end .."),
        ("since July", "of 2024 it would be start 2024-07 and end .."),
        ("until 2021", "write end 2021 and leave start out"),
        ("July 2023", "write 2023-07"),
    ],
)
def test_a_date_in_words_is_explained_with_what_to_write(words: str, write: str) -> None:
    ran = run("explain", words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{words} (date in words)\n\n")
    assert write in " ".join(ran.out.split())


def test_a_date_in_words_shows_the_days_of_what_to_write() -> None:
    value = json.loads(run("explain", "early 2024", "--format", "json").out)
    assert value["rows"] == [["[2024-01..2024-04]", "2024-01-01 to 2024-04-30"]]
