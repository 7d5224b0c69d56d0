from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.command import Ran, run
from tests.examples import write_corpus


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of three records beside corpus.json, all on one line as a program writes them."""
    write_corpus(tmp_path / "claims", "claim x {}")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "claims"


def texts(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_records_are_written_in_canonical_form_once(root: Path) -> None:
    values = {name: json.loads(data) for name, data in texts(root).items()}
    ran = run("fmt")
    assert ran == Ran(
        0,
        "claims/corpus.json: written\n"
        "claims/entities/acme.json: written\n"
        "claims/sources/news.json: written\n"
        "claims/topic/x.json: written\n"
        "4 files written, 0 files in canonical form\n",
        "",
    )
    after = texts(root)
    assert {name: json.loads(data) for name, data in after.items()} == values
    assert after["entities/acme.json"] == (
        b'{\n  "$schema": "../../schemas/entity.schema.json",\n  "id": "acme",\n'
        b'  "kind": "organisation",\n  "name": "Acme"\n}\n'
    )
    assert run("fmt") == Ran(0, "4 files in canonical form\n", "")
    assert texts(root) == after
    assert run("fmt", "--check") == run("fmt", "--diff") == run("fmt")


def test_check_lists_and_diff_shows_what_would_change(root: Path) -> None:
    run("fmt")
    x = root / "entities" / "acme.json"
    x.write_bytes(b'{"id": "acme",\r\n "name": "Acme", "kind": "organisation", "$schema": "x"}')
    before = texts(root)
    assert run("fmt", "--check") == Ran(
        1,
        "claims/entities/acme.json: not in canonical form\n"
        "1 file to write, 3 files in canonical form\n",
        "",
    )
    shown = run("fmt", "--diff")
    assert shown.code == 1
    assert shown.out == (
        "--- a/claims/entities/acme.json\n"
        "+++ b/claims/entities/acme.json\n"
        "@@ -1,2 +1,6 @@\n"
        '-{"id": "acme",\r\n'
        '- "name": "Acme", "kind": "organisation", "$schema": "x"}\n'
        "\\ No newline at end of file\n"
        "+{\n"
        '+  "$schema": "x",\n'
        '+  "id": "acme",\n'
        '+  "kind": "organisation",\n'
        '+  "name": "Acme"\n'
        "+}\n"
        "1 file to write, 3 files in canonical form\n"
    )
    assert texts(root) == before


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b'{"id": "y",}', "not-json"),
        (b'{"id": "caf\xe9"}', "not-utf-8"),
        (b'\xef\xbb\xbf{"id": "y"}', "not-utf-8"),
        (b'{"id": "y", "name": "\\ud83d"}', "not-utf-8"),
        (b'{"id": "y", "id": "z"}', "duplicate-key"),
        (b'{"id": "y", "n": 9007199254740993}', "inexact-number"),
        (b'{"id": "y", "n": 1.0}', "inexact-number"),
        (b"[" * 99 + b"]" * 99, "nested-too-deep"),
        (b"[]", "not-in-schema"),
        (b'"text"', "not-in-schema"),
        (b"", "not-json"),
    ],
)
def test_a_text_that_would_lose_something_is_reported_and_left_alone(
    data: bytes, rule: str, root: Path
) -> None:
    run("fmt")
    (root / "topic" / "y.json").write_bytes(data)
    for options in ([], ["--check"], ["--diff"]):
        ran = run("fmt", *options)
        assert (ran.code, ran.err) == (1, "")
        [problem, total] = ran.out.splitlines()
        assert problem.startswith("claims/topic/y.json:1:")
        assert f": error[{rule}] " in problem
        assert total == "1 file left alone, 4 files in canonical form"
        assert (root / "topic" / "y.json").read_bytes() == data


def test_the_others_are_written_where_one_is_left_alone(root: Path) -> None:
    (root / "topic" / "y.json").write_bytes(b"{")
    ran = run("fmt")
    assert ran.code == 1
    assert ran.out.endswith("4 files written, 1 file left alone, 0 files in canonical form\n")


def test_a_record_of_the_wrong_shape_is_formatted_all_the_same(root: Path) -> None:
    run("fmt")
    path = root / "topic" / "y.json"
    path.write_text('{"verdict": null, "id": "y", "colour": "a\\tb"}')
    assert run("fmt").code == 0
    assert path.read_text() == '{\n  "id": "y",\n  "verdict": null,\n  "colour": "a\\tb"\n}\n'


def test_only_what_is_named_is_formatted(root: Path) -> None:
    assert run("fmt", "claims/topic", "claims/entities/acme.json").out.splitlines()[:-1] == [
        "claims/entities/acme.json: written",
        "claims/topic/x.json: written",
    ]
    (root / "README.md").write_text("no record")
    ran = run("fmt", "claims/README.md")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "claims-check: claims/README.md: there is no record file (.json) in it\n"
    assert run("fmt", "nowhere").code == 2


def test_other_files_of_a_corpus_are_not_touched(root: Path) -> None:
    for name in ("README.md", ".hidden.json", "notes.txt"):
        (root / name).write_text('{ "a":1}')
    run("fmt")
    for name in ("README.md", ".hidden.json", "notes.txt"):
        assert (root / name).read_text() == '{ "a":1}'


def test_a_file_keeps_its_mode_and_a_link_stays_one(root: Path) -> None:
    path = root / "topic" / "x.json"
    path.chmod(0o640)
    target = root / ".kept" / "bolt.json"
    target.parent.mkdir()
    target.write_text('{"name": "Bolt", "id": "bolt"}')
    (root / "entities" / "bolt.json").symlink_to(target)
    assert run("fmt").code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert (root / "entities" / "bolt.json").is_symlink()
    assert target.read_text() == '{\n  "id": "bolt",\n  "name": "Bolt"\n}\n'


def test_a_file_is_replaced_whole_or_not_at_all(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    ran = run("fmt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "claims-check: claims/corpus.json: it cannot be written: No space left on device\n"
    )
    assert texts(root) == before


def test_lines_are_formatted_as_lines(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_bytes(
        b'{"name": "Acme", "id": "acme", "$schema": "entity.schema.json"}\r\n\n'
        b'{ "id":"x", "$schema":"claim.schema.json" }'
    )
    assert run("fmt", "--check", path).code == 1
    assert run("fmt", path).out == "all.jsonl: written\n1 file written, 0 files in canonical form\n"
    assert path.read_bytes() == (
        b'{"$schema":"entity.schema.json","id":"acme","name":"Acme"}\n'
        b'{"$schema":"claim.schema.json","id":"x"}\n'
    )
    assert run("fmt", path).out == "1 file in canonical form\n"
    path.write_bytes(b'{"$schema":"claim.schema.json"}\n{"id": "y"}\n')
    ran = run("fmt", path)
    assert ran.code == 1
    assert ran.out.startswith("all.jsonl:1:1: error[wrong-schema-line] ")
