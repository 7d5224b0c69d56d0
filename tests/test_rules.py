"""Each rule's manual proves it: its examples run through the whole rulebook, compared exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims_check.check import check_corpus
from claims_check.corpus.corpus import open_corpus
from claims_check.generate import ROOT
from claims_check.rules import BY_NAME, RULES
from claims_check.rules.rule import Rule
from tests.examples import Example, check_example, examples_of

EXAMPLES = [example for rule in RULES for example in examples_of(rule)]
TESTED_ELSEWHERE = {
    "unreadable-file",
    "checker-fault",
    "changed-without-correction",
    "record-deleted",
    "unused-baseline-entry",
    "too-tangled-to-judge",
}
"""Rules whose defect no file of a corpus can show; each has tests of its own."""


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_gives_exactly_the_findings_it_states(example: Example, tmp_path: Path) -> None:
    report = check_example(tmp_path / "corpus", example.records)
    found = {
        (f.rule, f.certainty, f.record, f.pointer, f.conflict): f.message for f in report.findings
    }
    expected = set()
    if example.expected is not None:
        record, pointer, conflict = example.expected
        expected = {(example.rule, example.certainty, record, pointer, conflict)}
    assert set(found) == expected, found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.name))
def test_a_rule_has_examples_that_fail_and_that_pass(rule: Rule) -> None:
    if rule.name in TESTED_ELSEWHERE:
        return
    verdicts = {example.expected is None for example in examples_of(rule)}
    assert verdicts == {True, False}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.name))
def test_a_manual_begins_with_the_defect_in_one_sentence(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert len(rule.summary) < 100


def test_no_name_stands_for_two_rules() -> None:
    assert len(BY_NAME) == len(RULES)


def test_every_rule_has_examined_the_corpus_or_says_what_it_waits_for() -> None:
    counts = check_corpus(open_corpus(str(ROOT / "claims")), RULES).report.rules
    idle = {count.rule for count in counts if count.examined == 0}
    assert {name for name in idle if "Waits for" not in BY_NAME[name].manual} == set()
