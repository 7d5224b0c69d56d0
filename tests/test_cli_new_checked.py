"""New records: what would fail the check is not written, and what to change is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.command import run
from tests.new_records import CLAIM, ENTITY, SOURCE, corpus_in, new, texts


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return corpus_in(tmp_path, monkeypatch)


HIGH = ["claim", *CLAIM, *ENTITY, *SOURCE, "--confidence", "high", "--read", "copy"]
AT = "claims/models/acme-released-weights-puma-9-1-may-2025.json"


def test_records_that_would_fail_the_check_are_not_written_and_the_next_try_works(
    root: Path,
) -> None:
    before = texts(root)
    ran = new(*HIGH)
    assert ran.code == 1
    assert ran.out.startswith(f"error[high-without-two-origins] {AT}:13:19\n")
    assert '\n 13 |     "confidence": "high",\n' in ran.out
    assert ran.out.endswith(
        "\n1 error involving the 3 new records, in 2 claims, 2 entities, 2 sources\n"
    )
    assert ran.err == (
        "claims-check: nothing is written, as the new records would not pass the check: change "
        "--confidence, or write them as they are with --with-errors\n"
    )
    assert texts(root) == before
    assert new(*HIGH, "--confidence", "moderate").code == 0
    assert run("check", "claims", "--fail-level", "warning").code == 0


SIDES = (
    "conflicting-evidence wants an item on each side, and one is asked for here: write the claim "
    "with errors, and add the other side to the evidence in its file"
)


@pytest.mark.parametrize(
    ("label", "stance", "change"),
    [
        ("supported", "refutes", "--stance or --label"),
        ("refuted", "supports", "--stance or --instead or --label"),
        ("conflicting-evidence", "refutes", f"--label ({SIDES})"),
    ],
)
def test_evidence_that_does_not_bear_the_verdict_is_put_down_to_both(
    label: str, stance: str, change: str, root: Path
) -> None:
    ran = new("claim", *CLAIM, *ENTITY, *SOURCE, "--label", label, "--stance", stance)
    assert (ran.code, ran.err) == (
        1,
        "claims-check: nothing is written, as the new records would not pass the check: change "
        f"{change}, or write them as they are with --with-errors\n",
    )


def test_a_refuted_claim_without_a_correction_is_put_down_to_what_holds_instead(root: Path) -> None:
    (root.parent / "claims-check.toml").write_text('fail-level = "warning"\n')
    refuted = ["--label", "refuted", "--stance", "refutes"]
    ran = new("claim", *CLAIM, *ENTITY, *SOURCE, *refuted)
    assert ran.out.startswith("warning[refuted-without-a-correction] ")
    assert ran.err.startswith(
        "claims-check: nothing is written, as the new records would not pass the check: change "
        "--instead, or "
    )


def test_records_with_errors_are_written_where_that_is_wanted(root: Path) -> None:
    refused, ran = new(*HIGH), new(*HIGH, "--with-errors")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "claims/entities/puma-9.json: written\n"
        "claims/sources/acme-corp-2025-puma-9-here.json: written\n"
        f"{AT}: written\n{refused.out}"
    )
    assert run("check").out == refused.out.replace(" involving the 3 new records,", "")


def test_a_contradiction_with_another_record_is_a_reason_to_write_nothing(root: Path) -> None:
    assert new("claim", *CLAIM, *ENTITY, *SOURCE).code == 0
    before = texts(root)
    ran = new(
        *("claim", "--statement", "Puma 9 came out in June of 2025.", "--kind", "released"),
        *("--field", "subject=puma-9", "--field", "stage=weights", "--field", "at=2025-06"),
        *(*CLAIM[10:], "--source", "news"),
    )
    assert (ran.code, texts(root)) == (1, before)
    assert ran.out.startswith("error[two-values-for-one-fact] ")
    assert ran.err.startswith("claims-check: nothing is written, as the new records would not ")


def test_errors_that_the_corpus_had_before_are_no_reason(root: Path) -> None:
    path = root / "topic" / "x.json"
    path.write_text(path.read_text().replace('"supported"', '"suported"'))
    assert run("check").code == 1
    assert new("claim", *CLAIM, *ENTITY, *SOURCE).code == 0


def test_the_configuration_says_what_fails_new_records_too(root: Path) -> None:
    settings = root.parent / "claims-check.toml"
    mild = '[severity]\nhigh-without-two-origins = "warning"\n'
    settings.write_text(f'fail-level = "warning"\n{mild}')
    assert new(*HIGH).code == 1
    settings.write_text(mild)
    assert new(*HIGH).code == 0
    settings.write_text('fail-level = "warning"\n')
    assert new("entity", "--name", "Bolt", "--kind", "group").code == 0  # what names it may come


def test_a_disk_that_is_full_leaves_nothing_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(root)
    folders = sorted(p for p in root.rglob("*") if p.is_dir())
    link, made = os.link, []

    def full(beside: str, path: str) -> None:
        made.append(path)
        if len(made) == 3:
            raise FileExistsError(17, "File exists", path)
        link(beside, path)

    monkeypatch.setattr(os, "link", full)
    ran = run("new", "claim", *CLAIM, *ENTITY, *SOURCE)
    assert (ran.code, ran.out, len(made)) == (2, "", 3)
    assert ran.err.endswith("it cannot be written: File exists; nothing was written\n")
    assert texts(root) == before
    assert sorted(p for p in root.rglob("*") if p.is_dir()) == folders
