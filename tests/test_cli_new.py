"""New records: from options, checked before they are written."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from claims_check.drafting.fields import field_of, fields_of, pair_of, value_of
from claims_check.generate import ROOT
from claims_check.records.shapes import kinds
from tests.command import Ran, run, run_alone
from tests.examples import write_corpus
from tests.new_records import CLAIM, ENTITY, SOURCE, corpus_in, new, texts


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return corpus_in(tmp_path, monkeypatch)


def test_a_claim_is_written_with_all_that_it_needs_and_checked(root: Path) -> None:
    ran = new("claim", *CLAIM, *ENTITY, *SOURCE)
    assert (ran.code, ran.err) == (0, "")
    id = "acme-released-weights-puma-9-1-may-2025"
    lines = ran.out.splitlines()
    assert lines[:3] == [
        "claims/entities/puma-9.json: written",
        "claims/sources/acme-corp-2025-puma-9-here.json: written",
        f"claims/models/{id}.json: written",
    ]
    assert lines[3].startswith(
        "clean: no finding involves the 3 new records; 2 claims, 2 entities, 2 sources "
    )
    assert json.loads((root / "models" / f"{id}.json").read_text()) == {
        "$schema": "../../schemas/claim.schema.json",
        "id": id,
        "statement": "Acme released the weights of Puma 9 on 1 May 2025.",
        "proposition": {
            "kind": "released",
            "subject": "puma-9",
            "stage": "weights",
            "at": "2025-05-01",
        },
        "verdict": {
            "label": "supported",
            "confidence": "moderate",
            "why": "The maker says so itself.",
            "checked": "2026-01-31",
        },
        "evidence": [
            {
                "source": "acme-corp-2025-puma-9-here",
                "stance": "supports",
                "basis": "first-hand",
                "says": "The maker announces the weights.",
                "read": "whole",
            }
        ],
    }
    assert run("fmt", "--check", "claims/models", "claims/entities/puma-9.json").code == 0


def test_without_a_terminal_the_missing_options_are_named_and_nothing_is_written(
    root: Path,
) -> None:
    before = texts(root)
    ran = new("claim")
    assert ran == Ran(
        2,
        "",
        "claims-check: there is no terminal to ask on, and this is missing: --statement, --kind, "
        "--why, --source, --basis, --says, --topic\n",
    )
    ran = new("claim", *CLAIM, *SOURCE[:4])
    assert ran.err == (
        "claims-check: --field subject: there is no entity Puma 9; if it is new, add Puma 9=KIND "
        "to --new-entity\n"
        "claims-check: there is no terminal to ask on, and this is missing: --title, --publisher\n"
    )
    assert new("entity").err.endswith("missing: --name, --kind\n")
    assert new("source").err.endswith("missing: --address, --kind, --title, --publisher\n")
    assert texts(root) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["claim", "--kind", "relased"], "--kind: it cannot be relased; did you mean released?"),
        (
            ["claim", "--statement", "Short."],
            '--statement: "statement" is "Short.", which is shorter than 8 characters; say it in full',
        ),
        (
            ["claim", "--statement", "Acme has a property."],
            "--statement: the corpus has it: x",
        ),
        (
            ["claim", "--kind", "released", "--field", "at=18 July 2023"],
            '--field at: "18 July 2023" is not how dates are written here: write 2023-07-18',
        ),
        (
            ["claim", "--kind", "released", "--field", "starts=2023"],
            "--field starts: released has no field starts; its fields are subject, stage, by, at",
        ),
        (["claim", "--field", "at"], '--field: "at" is not of the form NAME=VALUE'),
        (["claim", "--topic", "../x"], "--topic: a topic is small letters and digits in words "),
        (["claim", "--topic", "sources"], "--topic: sources holds no claims; name a folder "),
        (["claim", "--source", "newz"], "--source: there is no source newz; did you mean news?"),
        (
            ["claim", "--id", "acme"],
            "--id: acme is taken: claims/entities/acme.json bears this id, or bore it",
        ),
        (["claim", "--id", "../../x"], '--id: "id" cannot be "../../x": an id is small letters '),
        (
            ["entity", "--name", "A", "--kind", "model", "--id", "GPT-3 weights"],
            '--id: "id" cannot be "GPT-3 weights": an id is small letters and digits in words joined '
            "by single hyphens, such as llama-2-sizes; write gpt-3-weights\n",
        ),
        (
            ["claim", "--kind", "released", "--field", "subject=https://acme.example"],
            "--field subject: an entity has no address here; write its id or a name of it\n",
        ),
        (
            ["claim", "--kind", "released", "--field", "source=news"],
            "--field source: released has no field source; --source asks for it\n",
        ),
        (
            ["entity", "--name", "acme"],
            "--name: acme (Acme) is there; take it, or tell another apart by ",
        ),
        (["entity", "--name", "Bad\x1b[2J"], "--name: it has a character that cannot be seen"),
        (
            ["entity", "--title", "Acme"],
            "a new entity has no --title; `claims-check new entity --help` ",
        ),
        (
            ["entity", "--name", "A", "--kind", "group", "--wikidata", "380"],
            '--wikidata: "wikidata" cannot be "380": a Wikidata id is Q and a number',
        ),
        (
            ["source", "--address", "http://www.Example.org/what-happened/#top"],
            "--address: the corpus has it: news",
        ),
        (["source", "--address", "example.org"], '--address: "address" cannot be "example.org"'),
        (
            ["claim", *CLAIM, *ENTITY, "--source", "news", "--title", "No source is new"],
            "--title: the corpus has this source, news, with the title What happened, not No source "
            "is new; leave it out, or mend that record",
        ),
        (
            ["claim", *CLAIM, *ENTITY, "--source", "news", "--source-id", "no-source-is-new"],
            "--source-id: nothing here asks for it; leave it out",
        ),
        (
            ["claim", *CLAIM, "--field", "by=akme", *SOURCE],
            "--field subject: there is no entity Puma 9; if it is new, add Puma 9=KIND to "
            "--new-entity\nclaims-check: --field by: there is no entity akme (did you mean acme?); "
            "if it is new, add akme=KIND to --new-entity\n",
        ),
        (
            ["claim", *CLAIM, "--new-entity", "Acme=person", *ENTITY, *SOURCE],
            "--new-entity Acme: the corpus has it: acme, of kind organisation, not person",
        ),
        (
            ["claim", *CLAIM, "--field", "subject=猫", "--new-entity", "猫=model", *SOURCE],
            "--field: subject is given twice",
        ),
        (
            ["claim", "--appears-in", "page 7"],
            "--appears-in: there is no source page 7; give the id or the address of a source that "
            "the corpus has, or leave it out where nobody said it but the corpus itself\n",
        ),
        (
            ["claim", "--topic", "My Topic!"],
            "--topic: a topic is small letters and digits in words joined by single hyphens; "
            "write my-topic\n",
        ),
        (
            ["claim", "--source", "https://example.org/a and https://example.org/b"],
            "--source: write one address and nothing else; further evidence is added to the record "
            "once it is written\n",
        ),
        (
            ["claim", *CLAIM, "--label", "refuted", "--flaw", "outdated", *ENTITY, *SOURCE],
            "--flaw: only a claim that is supported has one; leave it out\n",
        ),
        (
            ["claim", "--label", "x" * 60_000],
            f"--label: it cannot be {'x' * 59}…; write one of supported, refuted, ",
        ),
        ([], "say what is new: claims-check new claim|source|entity; "),
        (["thing"], "argument SORT: it cannot be thing; write one of claim, source, entity"),
        (["entity", "--from-issue", "x"], "--from-issue reads the form of a new claim; "),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_written(
    arguments: list[str], message: str, root: Path
) -> None:
    before = texts(root)
    ran = new(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"claims-check: {message}"), ran.err
    assert texts(root) == before


def test_what_is_said_of_a_known_source_may_be_what_its_record_says(root: Path) -> None:
    known = ["--source", "news", "--title", "what happened", "--published", "2026-01-15"]
    assert new("claim", *CLAIM, *ENTITY, *known).code == 0


def test_a_topic_that_looks_misspelt_makes_no_folder_by_accident(root: Path) -> None:
    before = texts(root)
    claim = ["claim", *CLAIM, *ENTITY, *SOURCE]
    assert new(*claim, "--topic", "topics") == Ran(
        2,
        "",
        "claims-check: --topic: there is no topic topics; topic is there: write that, or "
        "--new-topic topics if it is another\n",
    )
    assert texts(root) == before
    assert new(*claim, "--topic", "topics", "--new-topic", "topics").code == 0
    assert [path.parent.name for path in root.rglob("acme-released*.json")] == ["topics"]


def test_what_was_done_was_not_done_on_a_day_to_come(root: Path) -> None:
    to_come = "2999-01-01 is still to come, and nothing was done then; today is "
    ran = new("claim", *CLAIM, *ENTITY, *SOURCE, "--checked", "2999-01-01")
    assert (ran.code, ran.err[: len(to_come) + 25]) == (2, f"claims-check: --checked: {to_come}")
    ran = new("claim", *CLAIM, *ENTITY, *SOURCE, "--retrieved", "2999-01-01")
    assert (ran.code, ran.err[: len(to_come) + 27]) == (2, f"claims-check: --retrieved: {to_come}")


def test_a_clock_that_is_behind_the_corpus_is_no_measure(root: Path) -> None:
    path = root / "topic" / "x.json"
    path.write_text(path.read_text().replace("2026-01-31", "2999-06-01"))
    ran = new("claim", *CLAIM, *ENTITY, *SOURCE, "--checked", "2999-05-31")
    assert "is still to come" not in ran.err


def test_a_record_may_be_named_by_what_it_is_known_by(root: Path) -> None:
    for source in ("news", "example.org/what-happened/", "What happened"):
        ran = new("claim", *CLAIM, *ENTITY, "--source", source)
        assert (ran.code, ran.err) == (0, ""), ran.out
        [path] = (root / "models").iterdir()
        record = json.loads(path.read_text())
        assert record["evidence"][0]["source"] == "news"
        path.unlink()
        (root / "entities" / "puma-9.json").unlink()
    said = [*CLAIM[:2], "--kind", "said", "--field", "subject=Acme", "--field", "how=stated"]
    for claim in ("x", "X", "Acme has a property."):
        ran = new("claim", *said, *CLAIM[10:], "--source", "news", "--field", f"claim={claim}")
        assert (ran.code, ran.err) == (0, ""), ran.out
        [path] = (root / "models").iterdir()
        assert json.loads(path.read_text())["proposition"]["claim"] == "x"
        path.unlink()


def test_what_a_lone_record_lacks_is_said_without_a_finding(root: Path) -> None:
    ran = new("entity", "--name", "Bolt", "--kind", "group")
    first, second, *more = ran.out.splitlines()
    assert first == "claims/entities/bolt.json: written (nothing names it yet)"
    assert second.startswith("clean: no finding involves the new record; 1 claim, ")
    assert more == []


def test_help_shows_the_options_of_the_sort_that_it_is_asked_for(root: Path) -> None:
    options = {sort: run("new", sort, "--help").out for sort in ("claim", "source", "entity")}
    has = {
        sort: set(re.findall(r"^  (--[a-z-]+) [A-Z]", out, re.M)) for sort, out in options.items()
    }
    common = {"--corpus", "--from-issue", "--id"}
    assert has["entity"] == {*common, "--name", "--kind", "--aliases", "--wikidata"}
    assert "--address" in has["source"]
    assert "--address" not in has["claim"]
    assert "--aliases" not in has["claim"]
    assert re.search(r"^  --kind WORD +kind of source$", options["source"], re.M)
    assert has["claim"] | has["source"] | has["entity"] == set(
        re.findall(r"^  (--[a-z-]+) [A-Z]", run("new", "--help").out, re.M)
    )


def test_every_kind_has_fields_that_answers_can_fill() -> None:
    for kind in kinds():
        fields = fields_of("claim", ("proposition",), {"proposition": {"kind": kind}})
        assert fields[0].name == "kind"
    values = {
        f.name: f for f in fields_of("claim", ("proposition",), {"proposition": {"kind": "sized"}})
    }
    assert value_of(values["values"], "7000000000, 0.5") == [7000000000, 0.5]
    assert value_of(values["complete"], "yes") is True
    for text in ("many", "7B", "nan", "inf", "1e999", "--5"):
        with pytest.raises(ValueError, match=f'"{text}" is not a number in digits'):
            value_of(values["values"], text)
    rank = next(
        f
        for f in fields_of("claim", ("proposition",), {"proposition": {"kind": "ranked"}})
        if f.name == "rank"
    )
    assert value_of(rank, "-5") == -5
    for text in ("1.5", "--5", "9" * 5000):
        with pytest.raises(ValueError, match="is not a whole number"):
            value_of(rank, text)
    assert field_of("claim", "evidence", "read").choices == ("whole", "excerpt", "copy")


@pytest.mark.parametrize(
    ("option", "text", "pair"),
    [
        ("--field", "at=2025", ("at", "2025")),
        ("--field", "at: 2025", ("at", "2025")),
        ("--field", "what: a=b", ("what", "a=b")),
        ("--field", "**what**: `a`", ("what", "a")),
        ("--new-entity", "Puma: 9 = model", ("Puma: 9", "model")),
        ("--new-entity", "a=b:model", ("a=b", "model")),
    ],
)
def test_name_and_value_are_told_apart(option: str, text: str, pair: tuple[str, str]) -> None:
    assert pair_of(option, text) == pair


@pytest.mark.parametrize("text", ["at", "at=", "=2025", ""])
def test_what_is_no_name_and_value_is_refused(text: str) -> None:
    for option, form in (("--field", "NAME=VALUE"), ("--new-entity", "NAME=KIND")):
        with pytest.raises(ValueError, match=f" is not of the form {form}$"):
            pair_of(option, text)


def test_lines_take_no_new_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path / "folder", "claim x {}")
    monkeypatch.chdir(tmp_path)
    records = [json.loads(p.read_text()) for p in Path("folder").rglob("*.json")]
    Path("all.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    ran = run_alone("new", "entity", "--corpus", "all.jsonl", cwd=tmp_path)
    assert (ran.code, ran.err) == (
        2,
        "claims-check: all.jsonl is JSON Lines; new records are files of a folder\n",
    )


def test_a_folder_that_leads_out_of_the_corpus_takes_no_record(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "models").symlink_to(tmp_path / "elsewhere")
    before = texts(tmp_path)
    ran = new("claim", *CLAIM, *ENTITY, *SOURCE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "claims-check: claims/models/acme-released-weights-puma-9-1-may-2025.json: its folder is a "
        "link that leads out of the corpus; nothing is written\n"
    )
    assert texts(tmp_path) == before


def test_the_command_of_the_page_on_writing_works(root: Path) -> None:
    page = (ROOT / "checker" / "docs" / "writing.md").read_text("utf-8")
    [command] = [block for block in re.findall(r"```sh\n(.+?)```", page, re.S) if "--kind" in block]
    arguments = shlex.split(command.replace("\\\n", " "))
    assert arguments[:2] == ["claims-check", "new"]
    ran = new(*arguments[2:], "--checked", "2026-11-24", "--retrieved", "2026-11-24")
    assert (ran.code, ran.err) == (0, "")
