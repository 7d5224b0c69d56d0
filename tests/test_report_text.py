from __future__ import annotations

import re
from typing import Any

import pytest

from claims_check.findings import (
    START,
    FileEdit,
    FileFix,
    Finding,
    Place,
    Report,
    RuleCount,
    Severity,
    Span,
)
from claims_check.report import written
from claims_check.report.look import Look

X = """\
{
  "id": "x",
  "proposition": {"kind": "released", "at": "2023-08"}
}
"""
Y = '{\n  "id": "y",\n  "at": "2023-07-18"\n}\n'
TEXTS = {"claims/a/x.json": X, "claims/a/y.json": Y}

CONFLICT = Finding(
    rule="two-values-for-one-fact",
    severity="error",
    certainty="definite",
    message="Lynx came out no earlier than 2023-08-01 (x) and no later than 2023-07-18 (y): "
    "14 days short; correct one of these dates",
    file="claims/a/x.json",
    span=Span(3, 45, 3, 54),
    pointer="/proposition/at",
    record="x",
    conflict=("x", "y"),
    suspect="x",
    related=(Place("claims/a/y.json", Span(3, 9, 3, 21), "y", "no later than 2023-07-18 (y)"),),
    fix=FileFix(
        "write the day that the other has",
        False,
        (FileEdit("claims/a/x.json", "/proposition/at", '"2023-07-18"'),),
    ),
)
WHOLE_FILE = Finding(
    rule="stray-file",
    severity="warning",
    certainty="definite",
    message="notes.txt is no record",
    file="claims/notes.txt",
    span=START,
    pointer="",
    record="notes",
    conflict=("notes",),
    suspect="notes",
    related=(),
    fix=None,
)


def report(*findings: Finding, suppressed: int = 0) -> Report:
    rules = (RuleCount("stray-file", 7, 0), RuleCount("two-values-for-one-fact", 3, len(findings)))
    return Report("2026-01-31", 132, 54, 1, findings, suppressed, rules)


def look(**settings: Any) -> Look:
    return Look(text_of=TEXTS.get)._replace(**settings)


def test_a_full_report_shows_the_lines_the_places_and_the_cure() -> None:
    text = written("full", report(CONFLICT, WHOLE_FILE, suppressed=1), look())
    assert text == (
        """\
error[two-values-for-one-fact] claims/a/x.json:3:45
  Lynx came out no earlier than 2023-08-01 (x) and no later than 2023-07-18 (y): 14 days short;
  correct one of these dates
 3 |   "proposition": {"kind": "released", "at": "2023-08"}
   |                                             ^^^^^^^^^
  with claims/a/y.json:3:9
  no later than 2023-07-18 (y)
 3 |   "at": "2023-07-18"
   |         ------------
   = suspect: x is most likely at fault
   = fix (unsafe): write the day that the other has
       claims/a/x.json /proposition/at: "2023-07-18"
   = help: claims-check explain two-values-for-one-fact

warning[stray-file] claims/notes.txt:1:1
  notes.txt is no record
   = help: claims-check explain stray-file

1 error, 1 warning in 132 claims, 54 entities, 1 source; 1 suppressed
"""
    )


def test_a_possible_finding_says_that_it_is_no_more() -> None:
    text = written("full", report(CONFLICT._replace(certainty="possible")), look())
    assert text.startswith(
        "error[two-values-for-one-fact] claims/a/x.json:3:45 (possible)\n  Lynx came out"
    )


def test_a_safe_fix_is_not_called_unsafe() -> None:
    assert CONFLICT.fix is not None
    safe = CONFLICT._replace(fix=CONFLICT.fix._replace(safe=True))
    assert "   = fix: write the day that the other has\n" in written("full", report(safe), look())


def test_gutters_are_as_broad_as_the_longest_line_number() -> None:
    long = {"claims/a/x.json": "\n" * 2 + X, "claims/a/y.json": "\n" * 997 + Y}
    places = (CONFLICT.related[0]._replace(span=Span(1000, 9, 1000, 21)),)
    moved = CONFLICT._replace(span=Span(5, 45, 5, 54), related=places)
    lines = written("full", report(moved), Look(text_of=long.get)).splitlines()
    assert lines[3] == '    5 |   "proposition": {"kind": "released", "at": "2023-08"}'
    assert lines[7] == ' 1000 |   "at": "2023-07-18"'
    assert lines[8] == "      |         ------------"


def test_of_many_places_the_first_are_shown_and_the_others_counted() -> None:
    many = CONFLICT._replace(related=CONFLICT.related * 31)
    text = written("full", report(many), look())
    assert text.count("  with claims/a/y.json:3:9\n") == 20
    assert "  with 11 places more, which --format json lists\n" in text


def test_a_file_that_has_gone_shows_no_excerpt() -> None:
    text = written("full", report(CONFLICT), Look())
    assert " | " not in text
    assert "claims/a/x.json:3:45" in text


def test_a_concise_report_is_one_line_a_finding() -> None:
    text = written("concise", report(CONFLICT, WHOLE_FILE), look())
    assert text == (
        "claims/a/x.json:3:45: error[two-values-for-one-fact] Lynx came out no earlier than "
        "2023-08-01 (x) and no later than 2023-07-18 (y): 14 days short; correct one of these "
        "dates; x is most likely at fault\n"
        "claims/notes.txt:1:1: warning[stray-file] notes.txt is no record\n"
        "1 error, 1 warning in 132 claims, 54 entities, 1 source\n"
    )


@pytest.mark.parametrize("form", ["full", "concise"])
@pytest.mark.parametrize(
    ("severities", "settings", "expected"),
    [
        ([], {}, "clean: 132 claims, 54 entities, 1 source checked by 2 rules as of 2026-01-31"),
        (
            [],
            {"about": "x.json"},
            "clean: no finding involves x.json; 132 claims, 54 entities, 1 source checked by 2 rules "
            "as of 2026-01-31",
        ),
        (
            ["note", "note"],
            {},
            "clean: 132 claims, 54 entities, 1 source checked by 2 rules as of 2026-01-31; 2 notes "
            "not shown (--notes shows them)",
        ),
        (["note"], {"notes": True}, "1 note in 132 claims, 54 entities, 1 source"),
        (
            ["error", "error", "warning", "note"],
            {"about": "3 paths"},
            "2 errors, 1 warning involving 3 paths, in 132 claims, 54 entities, 1 source; 1 note "
            "not shown (--notes shows it)",
        ),
        (
            ["error", "warning", "warning", "note"],
            {"notes": True},
            "1 error, 2 warnings, 1 note in 132 claims, 54 entities, 1 source",
        ),
    ],
)
def test_the_summary_says_what_was_found_and_in_how_much(
    form: str, severities: list[Severity], settings: dict[str, Any], expected: str
) -> None:
    findings = [WHOLE_FILE._replace(severity=severity) for severity in severities]
    text = written(form, report(*findings), look(**settings))
    assert text.splitlines()[-1] == expected
    assert text.endswith(f"{expected}\n")
    shown = [severity for severity in severities if severity != "note" or settings.get("notes")]
    assert text.count("[stray-file]") == len(shown)


@pytest.mark.parametrize("width", [60, 61, 80, 100, 200])
def test_no_line_of_a_full_report_is_broader_than_asked(width: int) -> None:
    broad = {**TEXTS, "claims/a/x.json": X.replace('"kind"', '"kind' + "x" * 300 + '"')}
    where = CONFLICT._replace(span=Span(3, 345, 3, 354))
    text = written("full", report(where), look(width=width, text_of=broad.get))
    lines = text.splitlines()
    assert max(len(line) for line in lines[:-1]) <= width
    assert lines[1].startswith("  Lynx came out")
    words = " ".join(lines[1 : lines.index(next(e for e in lines if " | " in e))]).split()
    assert " ".join(words) == CONFLICT.message


def test_an_address_is_not_broken_even_where_it_is_too_long() -> None:
    address = "https://example.org/" + "a" * 120
    text = written(
        "full", report(CONFLICT._replace(message=f"see {address} there")), look(width=60)
    )
    assert f"  {address}\n" in text


@pytest.mark.parametrize("form", ["full", "concise"])
def test_colours_only_colour(form: str) -> None:
    findings = [
        CONFLICT._replace(certainty="possible"),
        WHOLE_FILE,
        WHOLE_FILE._replace(severity="note"),
    ]
    plain = written(form, report(*findings), look(notes=True))
    painted = written(form, report(*findings), look(notes=True, colour=True))
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain
    assert "\x1b[1;31merror[two-values-for-one-fact]\x1b[0m" in painted
    assert "\x1b[1;33mwarning[stray-file]\x1b[0m" in painted
    assert "\x1b[1;34mnote[stray-file]\x1b[0m" in painted
    for line in painted.splitlines():  # a line that is cut or copied leaves no colour behind
        assert len(re.findall(r"\x1b\[[0-9]+(;[0-9]+)*m", line)) % 2 == 0
        assert "\x1b" not in line or line.rindex("\x1b[0m") > line.rindex("\x1b[") - 1


@pytest.mark.parametrize("form", ["full", "concise"])
def test_what_a_record_says_cannot_command_the_terminal(form: str) -> None:
    hostile = CONFLICT._replace(
        message="a \x1b[2J name\nof two\u202elines\u3000x", file="claims/a/\x1b]0;x\x07.json"
    )
    text = written(form, report(hostile), look())
    assert "a <U+001B>[2J name<U+000A>of two<U+202E>lines\u3000x" in text
    assert "claims/a/<U+001B>]0;x<U+0007>.json:3:45" in text
    assert text.replace("\n", "").replace("\u3000", "").isprintable()


@pytest.mark.parametrize("form", ["full", "concise"])
def test_the_table_of_rules_stands_before_the_summary(form: str) -> None:
    lines = written(form, report(), look(statistics=True)).splitlines()
    assert lines == [
        "  found  examined  rule",
        "      0         7  stray-file",
        "      0         3  two-values-for-one-fact",
        "",
        "clean: 132 claims, 54 entities, 1 source checked by 2 rules as of 2026-01-31",
    ]
