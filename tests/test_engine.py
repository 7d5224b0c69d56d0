"""The engine: suppressions, counts of what was examined, selection, and corpora of lines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from claims_check.check import check_corpus
from claims_check.corpus.corpus import Corpus, open_corpus
from claims_check.findings import Finding, Report
from claims_check.rules import BY_NAME, RULES
from tests.examples import CLAIM, ENTITY, check_example, examples_of, write_corpus

TWO_DAYS = """
claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-08"}
claim z {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2021"}
"""


def suppressing(rule: str, *records: str) -> str:
    """A patch that makes a claim suppress a rule's finding on these records."""
    reason = "Both days are told, and nobody knows which is right."
    return json.dumps(
        {"suppressions": [{"rule": rule, "records": list(records), "reason": reason}]}
    )


def shown(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.rule, finding.conflict) for finding in report.findings]


def told(findings: tuple[Finding, ...]) -> set[tuple[object, ...]]:
    """What findings say, without the places that move when the text does."""
    return {(f.rule, f.certainty, f.record, f.pointer, f.conflict, f.message) for f in findings}


def test_a_suppression_hides_exactly_its_conflict(tmp_path: Path) -> None:
    rule = "two-values-for-one-fact"
    plain = check_example(tmp_path / "plain", TWO_DAYS)
    assert sorted(shown(plain)) == [(rule, ("x", "y")), (rule, ("x", "z"))]
    lines = TWO_DAYS.replace('"2023-07-18"}', '"2023-07-18"} ' + suppressing(rule, "y", "x"))
    report = check_example(tmp_path / "suppressed", lines)
    hidden = {f for f in told(plain.findings) if f[4] == ("x", "y")}
    assert told(report.findings) == told(plain.findings) - hidden
    assert report.suppressed == 1


@pytest.mark.parametrize(
    ("rule", "records"),
    [
        ("two-values-for-one-fact", ("x",)),
        ("two-values-for-one-fact", ("x", "y", "z")),
        ("dates-cannot-all-hold", ("x", "y")),
    ],
)
def test_a_suppression_of_another_rule_or_conflict_hides_nothing(
    rule: str, records: tuple[str, ...], tmp_path: Path
) -> None:
    plain = check_example(tmp_path / "plain", TWO_DAYS)
    lines = TWO_DAYS.replace('"2023-07-18"}', '"2023-07-18"} ' + suppressing(rule, *records))
    report = check_example(tmp_path / "suppressed", lines)
    assert told(plain.findings) < told(report.findings)
    [new] = told(report.findings) - told(plain.findings)
    assert new[0] == "unused-suppression"
    assert report.suppressed == 0


def test_a_suppression_in_a_record_outside_its_conflict_hides_nothing(tmp_path: Path) -> None:
    rule = "two-values-for-one-fact"
    lines = TWO_DAYS.replace('"2021"}', '"2021"} ' + suppressing(rule, "x", "y"))
    report = check_example(tmp_path, lines)
    assert report.suppressed == 0
    assert ("unused-suppression", ("z",)) in shown(report)
    assert (rule, ("x", "y")) in shown(report)


def test_a_suppressed_contradiction_still_binds_the_timeline(tmp_path: Path) -> None:
    """What is hidden removes no constraint: others are told against it as before."""
    base = """
    claim x {"kind": "existed", "subject": "acme", "start": "2015"} PATCH
    claim y {"kind": "released", "subject": "lynx", "stage": "weights", "by": "acme", "at": "2009"}
    claim z {"kind": "released", "subject": "puma", "stage": "weights", "by": "acme", "at": "2008"}
    """
    rule = "organisation-not-yet-founded"
    plain = check_example(tmp_path / "plain", base.replace("PATCH", ""))
    patch = suppressing(rule, "x", "y")
    report = check_example(tmp_path / "suppressed", base.replace("PATCH", patch))
    assert shown(plain) == [(rule, ("x", "y")), (rule, ("x", "z"))]
    assert shown(report) == [(rule, ("x", "z"))]
    assert report.findings[0].message == plain.findings[1].message


def test_a_suppression_is_not_called_unused_when_its_rule_does_not_run(tmp_path: Path) -> None:
    write_corpus(tmp_path, f"claim x {{}} {suppressing('two-values-for-one-fact', 'x')}")
    corpus = open_corpus(str(tmp_path))
    chosen = [BY_NAME["unused-suppression"], BY_NAME["unknown-id"]]
    assert shown(check_corpus(corpus, chosen).report) == []
    both = [*chosen, BY_NAME["two-values-for-one-fact"]]
    assert shown(check_corpus(corpus, both).report) == [("unused-suppression", ("x",))]


def test_an_expired_suppression_hides_nothing_and_as_of_decides(tmp_path: Path) -> None:
    patch = {
        "suppressions": [
            {
                "rule": "high-without-two-origins",
                "records": ["x"],
                "reason": "A second source is on its way.",
                "expires": "2026-01",
            }
        ]
    }
    write_corpus(tmp_path, f'claim x {{"verdict": {{"confidence": "high"}}}} {json.dumps(patch)}')
    corpus = open_corpus(str(tmp_path))
    before = check_corpus(corpus, RULES).report
    after = check_corpus(corpus, RULES, as_of=739_648).report  # 2026-02-01
    assert (before.as_of, shown(before), before.suppressed) == ("2026-01-31", [], 1)
    assert (after.as_of, after.suppressed) == ("2026-02-01", 0)
    assert sorted(shown(after)) == [
        ("expired-suppression", ("x",)),
        ("high-without-two-origins", ("x",)),
    ]


def test_examined_counts_the_records_that_a_rule_could_have_objected_to(tmp_path: Path) -> None:
    report = check_example(
        tmp_path,
        """
        claim w {"verdict": {"confidence": "high"}, "evidence": [{"basis": "first-hand"}]}
        claim x {"kind": "part-of", "subject": "bolt", "object": "acme", "start": "2020",
            "end": ".."}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2}
        claim z {"verdict": {"label": "refuted"}, "evidence": [{"stance": "refutes"}]}
        source news {"retrieved": "2026-01-20"}
        """,
    )
    counts = {count.rule: count for count in report.rules}
    assert [count.rule for count in report.rules] == sorted(rule.name for rule in RULES)
    assert shown(report) == [("refuted-without-a-correction", ("z",))]
    expected = {
        "not-json": 10,  # four claims, four entities, one source, corpus.json
        "impossible-day": 5,  # an entity has no date
        "unknown-id": 4,  # nor a reference, and news has none either
        "retrieved-before-published": 1,
        "archived-before-published": 0,
        "supported-without-support": 3,
        "refuted-without-a-correction": 1,
        "high-without-two-origins": 1,
        "ends-before-it-starts": 2,  # w and x are states
        "report-older-than-the-event": 3,
        "two-first-places": 0,
        "unused-suppression": 0,
    }
    assert {rule: counts[rule].examined for rule in expected} == expected
    assert counts["refuted-without-a-correction"].findings == 1


def write_lines(folder: Path, path: Path) -> list[str]:
    """Write the records of a corpus folder as JSON Lines, and give their files in that order."""
    files = sorted(folder.rglob("*.json"))
    records = [json.dumps(json.loads(file.read_text("utf-8"))) for file in files]
    path.write_text("\n\n".join(records) + "\n", "utf-8")
    return [file.name for file in files]


def test_a_corpus_of_lines_gives_the_same_findings_as_a_folder(tmp_path: Path) -> None:
    compared = 0
    for rule in RULES:
        for example in examples_of(rule):
            if re.search("^(file|no) ", example.records, re.M) or example.expected is None:
                continue
            folder, lines = tmp_path / str(example), tmp_path / f"{example}.jsonl"
            report = check_example(folder, example.records)
            write_lines(folder, lines)
            of_lines = check_corpus(open_corpus(str(lines)), RULES).report
            assert {f[:5] for f in told(of_lines.findings)} == {
                f[:5] for f in told(report.findings)
            }
            assert of_lines[1:4] == report[1:4]  # claims, entities, sources
            compared += 1
    assert compared > 50


def test_a_finding_in_a_corpus_of_lines_is_shown_at_its_line(tmp_path: Path) -> None:
    write_corpus(
        tmp_path / "c", 'claim x {"kind": "existed", "subject": "acme", "start": "18.7.23"}'
    )
    files = write_lines(tmp_path / "c", tmp_path / "c.jsonl")
    [finding] = check_corpus(open_corpus(str(tmp_path / "c.jsonl")), RULES).report.findings
    assert (finding.file, finding.record, finding.pointer) == ("c.jsonl", "x", "/proposition/start")
    line = 2 * files.index("x.json") + 1  # a blank line follows each record
    assert finding.span.line == line
    text = (tmp_path / "c.jsonl").read_text("utf-8").splitlines()[line - 1]
    assert text[finding.span.column - 1 : finding.span.end_column - 1] == '"18.7.23"'


def test_only_the_rules_that_are_given_run_and_their_severity_can_be_set(tmp_path: Path) -> None:
    write_corpus(
        tmp_path,
        """
        claim x {"kind": "released", "subject": "linx", "stage": "weights", "at": "2026-01-16"}
        entity lynx {"kind": "model"}
        """,
    )
    corpus = open_corpus(str(tmp_path))
    whole = check_corpus(corpus, RULES).report
    assert [(f.rule, f.severity) for f in whole.findings] == [
        ("unknown-id", "error"),
        ("report-older-than-the-event", "warning"),  # holds if a day of slack is granted
    ]
    one = check_corpus(corpus, [BY_NAME["unknown-id"]], severities={"unknown-id": "note"}).report
    assert [(f.rule, f.severity) for f in one.findings] == [("unknown-id", "note")]
    assert [count.rule for count in one.rules] == ["unknown-id"]
    milder = check_corpus(corpus, RULES, severities={"report-older-than-the-event": "warning"})
    assert [f.severity for f in milder.report.findings] == ["error", "note"]


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    write_corpus(tmp_path, TWO_DAYS)
    corpus = open_corpus(str(tmp_path))
    backwards = Corpus(corpus.root, corpus.base, reversed(corpus.entries))
    assert check_corpus(backwards, RULES).report == check_corpus(corpus, RULES).report


def write(path: Path, record: dict[str, object]) -> list[str]:
    """Write a record as the corpus does, and give its lines."""
    text = json.dumps(record, indent=2) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return text.splitlines()


def test_five_mistakes_are_five_findings_at_their_lines_in_one_run(tmp_path: Path) -> None:
    folder = tmp_path / "claims"
    write_corpus(
        folder,
        """
        claim sound {"kind": "part-of", "subject": "bolt", "object": "acme"}
        claim other {"kind": "existed", "subject": "lynx"}
        """,
    )

    def claim(name: str, **proposition: object) -> dict[str, object]:
        statement = f"The statement of claim {name} can be checked."
        return {**CLAIM, "id": name, "statement": statement, "proposition": proposition}

    def line_of(lines: list[str], part: str) -> int:
        return next(n for n, line in enumerate(lines, 1) if part in line)

    topic = folder / "topic"
    entity = claim("misspelt-entity", kind="described", subject="acmee", what="makes bolts")
    day = claim("no-such-day", kind="released", subject="lynx", stage="weights", at="2023-02-29")
    key = claim("misspelt-key", kind="existed", subject="acme", strat="2004")
    expected = {
        (
            "unknown-id",
            "misspelt-entity",
            line_of(write(topic / "misspelt-entity.json", entity), "acmee"),
        ),
        ("impossible-day", "no-such-day", line_of(write(topic / "no-such-day.json", day), "02-29")),
        ("unknown-key", "misspelt-key", line_of(write(topic / "misspelt-key.json", key), "strat")),
    }

    twice = write(folder / "entities" / "coil.json", {**ENTITY, "id": "coil", "name": "Coil"})
    twice[-2:] = ['  "name": "Coil",', '  "name": "Spool"', "}"]
    (folder / "entities" / "coil.json").write_text("\n".join(twice) + "\n", "utf-8")
    expected.add(("duplicate-key", "coil", len(twice) - 1))

    cut = write(topic / "cut-off.json", claim("cut-off", kind="existed", subject="coil"))[:9]
    (topic / "cut-off.json").write_text("\n".join(cut) + "\n", "utf-8")

    findings = check_corpus(open_corpus(str(folder)), RULES).report.findings
    [truncated] = [f for f in findings if f.rule == "not-json"]
    assert (truncated.record, truncated.file) == ("cut-off", "claims/topic/cut-off.json")
    assert truncated.span.line == len(cut)
    others = [f for f in findings if f is not truncated]
    assert {(f.rule, f.record, f.span.line) for f in others} == expected
    assert len(findings) == 5
