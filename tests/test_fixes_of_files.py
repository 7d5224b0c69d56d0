"""What `--fix` and `fmt` mend in a text that is no clean JSON, and which files they leave alone."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_check.findings import FileEdit, FileFix
from claims_check.mending.edits import whole
from claims_check.mending.mend import mend
from claims_check.syntax import first_mistake
from tests.command import Ran, run
from tests.examples import write_corpus
from tests.test_report_text import CONFLICT

MARK = b"\xef\xbb\xbf"
RECORDS = """
claim x {"kind": "described", "subject": "akme", "what": "is"}
claim y {"kind": "described", "subject": "akme", "what": "is"}
claim z {"kind": "described", "subject": "acme", "what": "is"}
"""


@pytest.fixture
def topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the working directory's corpus, with records in canonical form."""
    write_corpus(tmp_path / "claims", RECORDS.strip())
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    run("fmt")
    return tmp_path / "claims" / "topic"


def found(ran: Ran) -> list[tuple[str, str]]:
    return [(each["record"], each["rule"]) for each in json.loads(ran.out)["findings"]]


def subject(path: Path) -> str:
    word: str = json.loads(path.read_text("utf-8"))["proposition"]["subject"]
    return word


# Texts.


def test_a_byte_order_mark_is_taken_away(topic: Path) -> None:
    z = topic / "z.json"
    clean = z.read_bytes()
    z.write_bytes(MARK + clean)
    [finding] = [f for f in json.loads(run("check", "--format", "json").out)["findings"]
                 if f["rule"] == "not-utf-8"]  # fmt: skip
    assert finding["fix"] == {
        "summary": "save it without the byte order mark",
        "safe": True,
        "edits": [
            {
                "file": "claims/topic/z.json",
                "pointer": "",
                "value": clean.decode(),
                "record_line": None,
            }
        ],
    }
    ran = run("check", "--fix", "claims/topic/z.json")
    assert (ran.code, z.read_bytes()) == (0, clean)
    assert ran.err == "claims-check: claims/topic/z.json: save it without the byte order mark\n"


def test_what_else_is_wrong_with_a_text_stays_when_its_mark_goes(topic: Path) -> None:
    z = topic / "z.json"
    for text in (b'{"id": "z", "id": "z"}', b'{"id": "z",}'):
        z.write_bytes(MARK + text)
        assert run("check", "--fix", "claims/topic/z.json").code == 1
        assert z.read_bytes() == text


def test_a_comma_that_is_missing_is_written_and_the_record_checked_again(topic: Path) -> None:
    x = topic / "x.json"
    x.write_bytes(MARK + x.read_bytes().replace(b'"akme",\n', b'"akme"\n'))
    ran = run("check", "--fix", "--format", "json")
    assert (ran.code, found(ran)) == (0, [])
    assert ran.err.splitlines()[0] == (
        "claims-check: claims/topic/x.json: save it without the byte order mark; write the comma "
        "that is missing; write acme for akme"
    )
    assert subject(x) == "acme"
    again = run("check", "--fix", "--format", "json")
    assert (again.out, again.err) == (ran.out, "")


def test_a_text_is_mended_in_lines_too(topic: Path) -> None:
    records = [json.loads(path.read_text("utf-8")) for path in topic.parent.rglob("*.json")]
    lines = [json.dumps(record) for record in sorted(records, key=lambda each: str(each["id"]))]
    lines[0] = "\ufeff" + lines[0]
    lines[3] = lines[3].replace(', "verdict"', ' "verdict"')
    Path("all.jsonl").write_text("\n\n".join(lines), "utf-8")
    ran = run("check", "--fix", "all.jsonl")
    assert ran.code == 0, ran.out
    assert "save it without the byte order mark; write the comma that is missing" in ran.err
    assert run("fmt", "--check", "all.jsonl").code == 0


def test_only_the_rules_that_are_asked_for_are_mended(topic: Path) -> None:
    z = topic / "z.json"
    z.write_bytes(MARK + z.read_bytes())
    run("check", "--fix", "--select", "unknown-id")
    assert z.read_bytes().startswith(MARK)
    run("check", "--fix", "--select", "not-utf-8")
    assert not z.read_bytes().startswith(MARK)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ('{"a": 1 "b": 2}', '{"a": 1, "b": 2}'),
        ('{"a": "x" "b": "y"}', '{"a": "x", "b": "y"}'),
        ('{\n"a": []\n"b": 2}', '{\n"a": [],\n"b": 2}'),
        ('[{} {}]', '[{}, {}]'),
        ('[1\n2]', '[1,\n2]'),
        ('["a"\n"b"]', '["a",\n"b"]'),
        ('\n\n{"a": 1 "b": 2}', '{"a": 1, "b": 2}'),
        ("[1 000]", None),
        ("[1 200]", None),
        ('["a "b" c"]', None),
        ('["a" "b"]', None),
        ('{"a": 1 "b": 2 "c": 3}', None),
        ('{"a": 1 "b" 2}', None),
        ('{"a": 1 "b": 2,}', None),
        ('{"a": "b" c: 1}', None),
        ('{"a": 1 \'b\': 1}', None),
        ('{"a": 1,, "b": 2}', None),
        ("[" * 32 + '{"a": 1 "b": {}}' + "]" * 32, None),
    ],
)  # fmt: skip
def test_a_comma_is_certain_where_nothing_else_is_wrong_or_meant(
    text: str, mended: str | None
) -> None:
    mistake = first_mistake(text, 32)
    assert mistake is not None
    fix = mistake[1].fix
    assert (fix.edits[0].value if fix else None) == mended
    assert fix is None or (fix.safe and first_mistake(mended or "", 32) is None)


def test_many_commas_that_are_missing_cost_no_more_than_their_text() -> None:
    text = "[" + "{} " * 100_000 + "]"
    mistake = first_mistake(text, 32)
    assert mistake is not None
    assert mistake[1].fix is None


@given(st.text("ab\n", max_size=8), st.text("ab\n", max_size=8))
def test_one_text_becomes_another_by_what_differs(text: str, value: str) -> None:
    start, end, new = whole(text, value)
    assert text[:start] + new + text[end:] == value
    assert (text == value) == (start == end and not new)


def test_a_fix_of_a_text_is_a_suggestion_where_it_differs(topic: Path) -> None:
    z = topic / "z.json"
    z.write_bytes(z.read_bytes().replace(b'"acme",\n', b'"acme"\n'))
    ran = run("check", "claims/topic/z.json", "--format", "rdjson")
    [diagnostic] = json.loads(ran.out)["diagnostics"]
    here = {"line": 7, "column": 22}
    assert diagnostic["suggestions"] == [{"range": {"start": here, "end": here}, "text": ","}]
    z.write_bytes(MARK + b"{}")
    ran = run("check", "claims/topic/z.json", "--format", "rdjson")
    assert all("suggestions" not in each for each in json.loads(ran.out)["diagnostics"])


def test_an_editor_offers_the_fix_of_a_text_where_it_changes_what_it_shows() -> None:
    from claims_check.lsp.fixes import Change, Cure, cure

    text = '{"a": 1 "b": 2}'
    fix = FileFix("write it", True, (FileEdit("x.json", "", '{"a": 1, "b": 2}'),))
    finding = CONFLICT._replace(fix=fix)
    assert cure(finding, (0, 0), lambda _: text) == Cure(
        "write it", True, (Change("x.json", 7, 7, ","),)
    )
    assert cure(finding, (0, 0), lambda _: '{"a": 1, "b": 2}') is None


# What the reports say of it.


def test_the_reports_mark_what_can_be_mended(topic: Path) -> None:
    for form in ("full", "concise"):
        said = run("check", "--format", form).out
        assert said.count("error[unknown-id] [*] ") == 2
        assert said.endswith(
            "\n2 errors in 3 claims, 1 entity, 1 source\n[*] 2 can be mended with --fix\n"
        )
    assert run("check", "--fix").out.count("[*]") == 0


def test_a_fix_that_wants_a_person_has_no_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swapped = (
        'claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-18-07"}'
    )
    write_corpus(tmp_path / "claims", swapped)
    said = run("check", tmp_path / "claims").out
    assert "= fix (unsafe): " in said
    assert "[*]" not in said


# Files.


def test_a_link_that_leaves_the_corpus_is_left_alone_and_the_rest_is_mended(
    topic: Path, tmp_path: Path
) -> None:
    target = tmp_path / "shared.json"
    (topic / "x.json").rename(target)
    (topic / "x.json").symlink_to(target)
    before = target.read_bytes()
    reason = f"it is a link to {target.resolve()}, outside the corpus; mend that file"
    dry = run("check", "--diff")
    assert dry.code == 1
    assert "claims/topic/x.json" not in dry.out
    assert dry.err == (
        f"claims-check: claims/topic/x.json: not written: {reason}\n"
        "claims-check: 1 file to write; 1 error would be left to report\n"
    )
    ran = run("check", "--fix", "--format", "json")
    assert (ran.code, found(ran)) == (1, [("x", "unknown-id")])
    assert ran.err == (
        f"claims-check: claims/topic/x.json: not written: {reason}\n"
        "claims-check: claims/topic/y.json: write acme for akme\n"
    )
    assert target.read_bytes() == before
    assert subject(topic / "y.json") == "acme"


def test_a_read_only_file_is_left_alone_and_the_rest_is_mended(topic: Path) -> None:
    x = topic / "x.json"
    x.chmod(0o444)
    ran = run("check", "--fix", "--format", "json")
    assert (ran.code, found(ran)) == (1, [("x", "unknown-id")])
    assert ran.err == (
        "claims-check: claims/topic/x.json: not written: it is read-only; allow writing "
        "(chmod u+w), or mend it yourself\n"
        "claims-check: claims/topic/y.json: write acme for akme\n"
    )
    assert (subject(x), stat.S_IMODE(x.stat().st_mode)) == ("akme", 0o444)
    x.chmod(0o644)
    assert run("check", "--fix").code == 0


def test_form_alone_that_is_not_written_fails_too(topic: Path) -> None:
    z = topic / "z.json"
    z.write_text(json.dumps(json.loads(z.read_text("utf-8"))), "utf-8")
    z.chmod(0o444)
    before = z.read_bytes()
    assert run("check", "--fix", "claims/topic/z.json").code == 1
    assert z.read_bytes() == before


def test_a_folder_that_takes_no_file_is_told(topic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.access  # a test may run as somebody who may write everywhere
    monkeypatch.setattr(os, "access", lambda path, how: path != str(topic) and real(path, how))
    ran = run("check", "--fix")
    assert ran.code == 1
    assert ran.err.splitlines()[0] == (
        "claims-check: claims/topic/x.json: not written: nothing can be written in its folder; "
        "allow that, or mend it yourself"
    )


def test_a_file_that_is_gone_or_may_not_be_replaced_keeps_no_other_from_being_mended(
    topic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claims_check.cli import fixing

    def overtaken(*arguments: Any) -> Any:
        mended = mend(*arguments)
        (topic / "x.json").unlink(missing_ok=True)
        return mended

    monkeypatch.setattr(fixing, "mend", overtaken)
    ran = run("check", "--fix")
    assert ran.err.startswith("claims-check: claims/topic/x.json: it changed while it was checked")
    assert (ran.code, subject(topic / "y.json")) == (1, "acme")

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    (topic / "z.json").write_text("{}")
    monkeypatch.setattr(os, "replace", refused)
    assert run("check", "--fix").err.endswith("z.json: not written: Operation not permitted\n")
    assert "z.json: not written: Operation not permitted\n" in run("fmt").out
    assert run("fmt").code == 1


def test_no_other_file_that_is_read_only_is_replaced_either(topic: Path) -> None:
    for option, more in (("--output", []), ("--baseline", ["--write-baseline"])):
        kept = Path(f"kept{option}")
        kept.write_text("mine")
        kept.chmod(0o444)
        ran = run("check", option, kept, *more)
        assert (ran.code, kept.read_text()) == (2, "mine")
        assert ran.err == f"claims-check: {option} {kept}: it is read-only\n"


def test_fmt_leaves_the_same_files_alone_and_writes_the_rest(topic: Path, tmp_path: Path) -> None:
    target = tmp_path / "shared.json"
    (topic / "x.json").rename(target)
    (topic / "x.json").symlink_to(target)
    for path in (target, topic / "y.json", topic / "z.json"):
        path.write_text(json.dumps(json.loads(path.read_text("utf-8"))), "utf-8")
    (topic / "y.json").chmod(0o400)
    before = target.read_bytes(), (topic / "y.json").read_bytes()
    ran = run("fmt")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        f"claims/topic/x.json: not written: it is a link to {target.resolve()}, outside the "
        "corpus; mend that file\n"
        "claims/topic/y.json: not written: it is read-only; allow writing (chmod u+w), or mend it "
        "yourself\n"
        "claims/topic/z.json: written\n"
        "1 file written, 2 files left alone, 3 files in canonical form\n"
    )
    assert (target.read_bytes(), (topic / "y.json").read_bytes()) == before


def test_a_link_inside_the_corpus_is_written_through_once(topic: Path) -> None:
    (topic / "x.json").rename(topic / "y.json")
    (topic / "x.json").symlink_to("y.json")
    ran = run("check", "--fix", "--format", "json")
    assert "left alone" not in ran.err
    assert (topic / "x.json").is_symlink()
    assert subject(topic / "y.json") == "acme"


def test_what_could_not_be_read_before_is_put_in_form_in_the_same_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", "claim x {}")
    monkeypatch.chdir(tmp_path)
    record = tmp_path / "claims" / "topic" / "x.json"
    text = json.dumps(json.loads(record.read_text("utf-8")), indent=4)
    record.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert run("check", "--fix").code == 0
    assert run("fmt", "--check").code == 0
