"""What no text of a corpus can show: rules that raise, and files that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claims_check.check import check_corpus
from claims_check.corpus.corpus import open_corpus
from claims_check.findings import Problem, Report
from claims_check.network import Solution
from claims_check.rules import RULES
from claims_check.rules.rule import Looked, Rule, View, check, constrain
from tests.examples import examples_of, write_corpus

if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.timeline.constraints import Constraint

TWO_CLAIMS = """
claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02-29"}
claim y {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2020"}
"""

OTHERWISE = {
    "address": "https://example.org/another",
    "name": "Another",
    "publisher": "The Other Paper",
    "published": "2020-02-02",
    "statement": "It is another sentence that nobody has heard.",
    "title": "Another title",
}
"""What a copy that was begun from another record may have been given before its id."""


def careless_check(claim: Claim, view: View) -> Looked:
    """Raises on every claim but the first, after it has found something there."""
    yield Problem("found before the fault") if claim.id == "y" else None
    if claim.id == "y":
        raise KeyError("no such thing")


def careless_constraint(claim: Claim, view: View) -> Iterator[Constraint]:
    """Raises on every claim."""
    raise RuntimeError("no such point")


def report_of(folder: Path, *rules: Rule) -> Report:
    write_corpus(folder, TWO_CLAIMS)
    return check_corpus(open_corpus(str(folder)), [*rules, *RULES]).report


def test_a_rule_that_raises_becomes_a_finding_and_all_other_rules_go_on(tmp_path: Path) -> None:
    report = report_of(tmp_path, check(careless_check, "claim"))
    assert [(f.rule, f.record, f.severity, f.conflict) for f in report.findings] == [
        ("impossible-day", "x", "error", ("x",)),
        ("careless-check", "y", "error", ("y",)),
        ("checker-fault", "y", "error", ("y",)),
    ]
    assert report.findings[2].message == (
        "the rule careless-check failed on this record (KeyError: 'no such thing'); this is a "
        "fault of claims-check, not of the record: please report it"
    )


def failing(*_: object, **__: object) -> None:
    raise RuntimeError("a fault")


@pytest.mark.parametrize(
    ("where", "record", "what"),
    [
        ("claims_check.asking.verdict_problems", "open", "cross-examination"),
        ("claims_check.suspicion.cure", "later", "the search for an edit"),
    ],
)
def test_what_else_judges_records_may_fail_too_and_costs_no_other_finding(
    where: str, record: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(
        tmp_path / "corpus",
        """
        claim earlier {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07"}
        claim later {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-09"}
            {"verdict": {"confidence": "low"}}
        claim open {"verdict": {"label": "not-enough-evidence", "searched": "The whole archive."}}
        """,
    )
    monkeypatch.setattr(where, failing)
    report = check_corpus(open_corpus(str(tmp_path / "corpus")), RULES).report
    rules = {f.rule: (f.record, f.message) for f in report.findings}
    assert set(rules) == {"two-values-for-one-fact", "checker-fault"}
    assert rules["checker-fault"] == (
        record,
        f"{what} failed on this record (RuntimeError: a fault); this is a fault of claims-check, "
        "not of the record: please report it",
    )


def test_a_rule_that_raises_while_it_constrains_becomes_a_finding_too(tmp_path: Path) -> None:
    report = report_of(tmp_path, constrain(careless_constraint))
    assert [(f.rule, f.record) for f in report.findings] == [
        ("checker-fault", "x"),
        ("impossible-day", "x"),
        ("checker-fault", "y"),
    ]
    assert "careless-constraint" in report.findings[0].message
    assert "RuntimeError: no such point" in report.findings[0].message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_copies_of_records_under_their_own_ids_make_no_rule_fail(
    rule: Rule, tmp_path: Path
) -> None:
    for number, example in enumerate(examples_of(rule)):
        folder = tmp_path / str(number)
        write_corpus(folder, example.records)
        for path in sorted(folder.rglob("*.json")):
            with suppress(ValueError, AttributeError, RecursionError):  # no record
                record = json.loads(path.read_bytes())
                other = {name: OTHERWISE[name] for name in OTHERWISE.keys() & record.keys()}
                path.with_name(f"copy-of-{path.name}").write_text(json.dumps({**record, **other}))
        report = check_corpus(open_corpus(str(folder)), RULES).report
        assert [f.message for f in report.findings if f.rule == "checker-fault"] == []


def test_a_fault_costs_no_other_rule_a_record(tmp_path: Path) -> None:
    sound = report_of(tmp_path / "sound")
    faulty = report_of(tmp_path / "faulty", constrain(careless_constraint))
    examined = {count.rule: count.examined for count in faulty.rules}
    assert examined.pop("careless-constraint") == 0
    assert examined == {count.rule: count.examined for count in sound.rules}


def test_a_file_that_cannot_be_read_is_one_finding_and_its_record_exists(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    write_corpus(folder, 'claim x {"kind": "existed", "subject": "acme"}')
    gone = folder / "entities" / "acme.json"
    gone.unlink()
    gone.symlink_to(tmp_path / "nowhere.json")
    found = check_corpus(open_corpus(str(folder)), RULES).report.findings
    assert [(f.rule, f.file, f.record, f.span.line) for f in found] == [
        ("unreadable-file", "corpus/entities/acme.json", "acme", 1)
    ]


def test_what_is_no_ordinary_file_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    write_corpus(folder, "claim x {}")
    (folder / "topic" / "y.json").symlink_to(tmp_path, target_is_directory=True)
    found = check_corpus(open_corpus(str(folder)), RULES).report.findings
    assert [(f.rule, f.record) for f in found] == [("unreadable-file", "y")]
    assert "it is no ordinary file" in found[0].message


def test_what_the_network_could_not_judge_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Solution, "undecided", property(lambda self: range(len(self._keys))))
    write_corpus(tmp_path, TWO_CLAIMS.replace("2023-02-29", "2023-02-28"))
    [finding] = check_corpus(open_corpus(str(tmp_path)), RULES).report.findings
    assert (finding.rule, finding.severity) == ("too-tangled-to-judge", "warning")
    assert finding.conflict == ("x", "y")


def test_two_records_of_one_id_are_one_finding_whatever_ids_they_had(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", 'claim x {"former_ids": ["old"]}')
    first = tmp_path / "corpus" / "topic" / "x.json"
    (tmp_path / "corpus" / "topic2").mkdir()
    second = json.loads(first.read_text("utf-8")) | {"former_ids": ["older"]}
    (tmp_path / "corpus" / "topic2" / "x.json").write_text(json.dumps(second), "utf-8")
    report = check_corpus(open_corpus(str(tmp_path / "corpus")), RULES).report
    assert {f.rule for f in report.findings} == {"id-used-twice"}
