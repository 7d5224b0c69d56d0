from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import Ran, run
from tests.examples import write_corpus

RECORDS = """
claim founded {"kind": "existed", "subject": "acme", "start": "2004-02-04"}
claim named-first {"kind": "named", "subject": "acme", "name": "Acme Tools", "official": true,
    "start": "2004", "end": "2021-10-28"}
claim named-then {"kind": "named", "subject": "acme", "name": "Acme", "official": true,
    "start": "2021-10-28", "end": ".."}
claim refuted {"kind": "named", "subject": "acme", "name": "Acne", "start": "2004", "end": ".."}
    {"verdict": {"label": "refuted", "instead": ["named-then"]}}
    {"evidence": [{"stance": "refutes"}]}
entity acme {"name": "Acme", "aliases": ["ACME Inc."]}
entity acorn {"name": "Acorn", "aliases": ["Nut"]}
entity bolt {"aliases": ["Nut"]}
claim with-acorn {"kind": "part-of", "subject": "acorn", "object": "bolt", "start": "2010"}
"""


@pytest.fixture(autouse=True)
def _corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path / "claims", RECORDS.strip())
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def states(*arguments: str) -> list[tuple[str, str, str]]:
    """Certainty, what and value of each state."""
    value = json.loads(run("state", *arguments, "--format", "json").out)
    return [(each["certainty"], each["what"], each["value"]) for each in value["states"]]


def test_the_states_of_a_day_are_told_with_their_claims() -> None:
    assert run("state", "acme", "--at", "2021-10-27") == Ran(
        0,
        """\
Acme (organisation acme) on 2021-10-27

possible  exists: Acme
          from 2004-02-04, to [2004-02-04..]
          founded

certain   official name: Acme Tools
          from [2004-02-04..2004-12-31], to 2021-10-28
          named-first
""",
        "",
    )


def test_states_are_data_too() -> None:
    value: Any = json.loads(run("state", "acme", "--at", "2022", "--format", "json").out)
    assert {key: value[key] for key in ("entity", "kind", "name", "at")} == {
        "entity": "acme",
        "kind": "organisation",
        "name": "Acme",
        "at": {"earliest": "2022-01-01", "latest": "2022-12-31"},
    }
    assert value["states"][1] == {
        "what": "official name",
        "value": "Acme",
        "certainty": "certain",
        "from": {"earliest": "2021-10-28", "latest": "2021-10-28"},
        "to": {"earliest": "2026-01-31", "latest": None},
        "claims": ["named-then"],
    }


def test_on_several_days_certain_is_what_holds_on_all_of_them() -> None:
    old, new = ("official name", "Acme Tools"), ("official name", "Acme")
    assert states("acme", "--at", "2021-10-28")[1:] == [("certain", *old), ("certain", *new)]
    assert states("acme", "--at", "2021-10")[1:] == [("possible", *old), ("possible", *new)]
    assert states("acme", "--at", "2021-09")[1:] == [("certain", *old)]


def test_without_a_day_it_is_the_newest_day_of_a_check() -> None:
    assert run("state", "acme") == run("state", "acme", "--at", "2026-01-31")
    assert states("acme")[1:] == [("certain", "official name", "Acme")]


def test_before_all_that_is_known_nothing_is_told() -> None:
    assert run("state", "acme", "--at", "1999").out == (
        "Acme (organisation acme) on 1999-01-01 to 1999-12-31\n\n"
        "nothing: no supported claim says anything about it at that time\n"
    )
    assert states("acme", "--at", "1999") == []


def test_an_entity_is_found_by_id_name_or_alias() -> None:
    by_id = run("state", "acme")
    for word in ("Acme", "ACME inc.", "aCME"):
        assert run("state", word) == by_id
    assert run("state", "acme", "--corpus", "claims") == by_id


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["acmee"], "there is no entity acmee in the corpus; did you mean acme?"),
        (["nut"], "nut is the name of several entities; write an id: acorn, bolt"),
        (["nuts"], "there is no entity nuts in the corpus; did you mean acorn or bolt?"),
        (["qqqq"], "there is no entity qqqq in the corpus\n"),
        (["acme", "--at", "2021-13"], "--at: 2021-13 does not exist: months are 01 to 12"),
        (["acme", "--at", ".."], "--at: .. means still so"),
        (["acme", "--corpus", "nowhere"], "nowhere: there is no such file or folder"),
        ([], "the following arguments are required: ENTITY"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: list[str], message: str) -> None:
    ran = run("state", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"claims-check: {message}")


def test_a_corpus_without_a_claim_has_no_day_of_its_own(tmp_path: Path) -> None:
    write_corpus(tmp_path / "other", "entity acme {}")
    ran = run("state", "acme", "--corpus", "other")
    assert ran.code == 2
    assert "the corpus has no claim, so there is no day; give one: --at DATE" in ran.err
    assert run("state", "acme", "--corpus", "other", "--at", "2020").code == 0
