"""Fixes: what they change, what they leave, and that a corpus comes out whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_check.corpus.corpus import Corpus, open_corpus
from claims_check.corpus.entry import read_bytes
from claims_check.findings import FileEdit, FileFix, Report
from claims_check.mending.edits import RecordText
from claims_check.mending.mend import mend
from claims_check.suggestion import misspelt
from tests.command import Ran, environment, run
from tests.examples import write_corpus
from tests.records import SAMPLES
from tests.test_report_text import CONFLICT
from tests.test_suspicion import SWAPPED

MISSPELT = """
claim x {"kind": "relased", "subject": "lynx", "stage": "weight", "at": "2023-18-07"}
claim y {"kind": "described", "subject": "akme", "what": "makes things"}
claim z {"verdict": {"labell": "supported", "label": "absent"}}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory's corpus, in canonical form but for what is misspelt."""
    write_corpus(tmp_path / "claims", MISSPELT.strip())
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / "claims").rglob("*.json"):
        path.write_text(json.dumps(json.loads(path.read_text()), indent=2) + "\n")
    run("fmt")
    return tmp_path / "claims"


def texts(root: Path) -> dict[str, str]:
    return {str(p.relative_to(root)): p.read_text() for p in root.rglob("*") if p.is_file()}


def value(root: Path, name: str) -> Any:
    return json.loads((root / name).read_text())


def rules(ran: Ran) -> list[str]:
    return [finding["rule"] for finding in json.loads(ran.out)["findings"]]


def test_safe_fixes_are_written_and_what_is_left_fails(root: Path) -> None:
    before = texts(root)
    ran = run("check", "--fix", "--format", "concise")
    assert ran.code == 1
    assert ran.err == (
        'claims-check: claims/topic/x.json: write "released" for "relased"; '
        'write "weights" for "weight"\n'
        "claims-check: claims/topic/y.json: write acme for akme\n"
        'claims-check: claims/topic/z.json: write "label" for "labell"\n'
    )
    assert ran.out.splitlines()[0].startswith("claims/topic/x.json:9:11: error[impossible-day] ")
    assert len(ran.out.splitlines()) == 2
    after = texts(root)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"topic/x.json", "topic/y.json", "topic/z.json"}
    assert after["topic/y.json"] == before["topic/y.json"].replace("akme", "acme")
    again = run("check", "--fix", "--format", "concise")
    assert (again.out, again.err, again.code) == (ran.out, "", 1)
    assert texts(root) == after


def test_an_unsafe_fix_is_made_only_where_its_rule_is_named(root: Path) -> None:
    run("check", "--fix")
    assert value(root, "topic/x.json")["proposition"]["at"] == "2023-18-07"
    ran = run("check", "--fix", "--unsafe-fixes", "unknown-id", "--format", "json")
    assert rules(ran) == ["impossible-day"]
    ran = run("check", "--fix", "--unsafe-fixes", "unknown-id,impossible-day", "--format", "json")
    assert (ran.code, rules(ran)) == (0, [])
    assert value(root, "topic/x.json")["proposition"]["at"] == "2023-07-18"


def test_a_swapped_day_that_the_timeline_shows_is_mended_where_its_rule_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", SWAPPED.strip())
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert rules(run("check", "--fix", "--format", "json")) == ["organisation-not-yet-founded"]
    name = "topic/renamed.json"
    assert value(tmp_path / "claims", name)["proposition"]["start"] == "2023-05-08"
    ran = run("check", "--fix", "--unsafe-fixes", "organisation-not-yet-founded")
    assert ran.code == 0
    assert value(tmp_path / "claims", name)["proposition"]["start"] == "2023-08-05"


def test_diff_shows_what_fix_would_write_and_writes_nothing(root: Path, tmp_path: Path) -> None:
    before = texts(root)
    shown = run("check", "--diff", "--unsafe-fixes", "impossible-day")
    assert (shown.code, texts(root)) == (1, before)
    assert shown.err == "claims-check: 3 files to write; nothing would be left to report\n"
    (tmp_path / ".git").rmdir()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply"], cwd=tmp_path, input=shown.out.encode(), check=True)
    applied = texts(root)
    for name, text in before.items():
        (root / name).write_text(text)
    run("check", "--fix", "--unsafe-fixes", "impossible-day")
    assert texts(root) == applied
    assert run("check", "--diff") == Ran(
        0, "", "claims-check: 0 files to write; nothing would be left to report\n"
    )


def test_selected_rules_are_mended_and_the_rest_of_the_text_is_kept(root: Path) -> None:
    y = root / "topic" / "y.json"
    text = '{ "id":"y",\r\n' + json.dumps({**value(root, "topic/y.json"), "id": "y"})[1:]
    y.write_text(text.replace(', "id": "y"', "").replace('"id": "y", ', ""), newline="")
    before = texts(root)
    odd = y.read_bytes()
    run("check", "--fix", "--select", "unknown-id")
    assert y.read_bytes() == odd.replace(b"akme", b"acme")
    assert texts(root)["topic/x.json"] == before["topic/x.json"]


def test_only_the_files_named_are_put_in_canonical_form(root: Path) -> None:
    for name in ("entities/acme.json", "entities/lynx.json"):
        (root / name).write_text(json.dumps(value(root, name)))
    run("check", "--fix", "claims/entities/lynx.json")
    assert (root / "entities/acme.json").read_text().count("\n") == 0
    assert (root / "entities/lynx.json").read_text().count("\n") == 6


@pytest.mark.parametrize(
    "text",
    ['{"id": "v", "id": "w"}', '{"id": "v",}', '{"id": "v", "n": 1.0}', ""],
)
def test_a_text_that_would_lose_something_is_left_alone(text: str, root: Path) -> None:
    (root / "topic" / "v.json").write_text(text)
    ran = run("check", "--fix", "--format", "json")
    assert ran.code == 1
    assert (root / "topic" / "v.json").read_text() == text


def test_a_former_id_and_a_renamed_key_of_a_copied_record_are_mended_in_place(root: Path) -> None:
    acme = {**value(root, "entities/acme.json"), "former_ids": ["acme-inc"]}
    (root / "entities" / "acme.json").write_text(json.dumps(acme))
    record = value(root, "topic/y.json")
    record["proposition"]["subject"] = "acme-inc"
    (root / "topic" / "copy.json").write_text(json.dumps(record))  # its id is still y
    run("check", "--fix")
    assert value(root, "topic/copy.json")["proposition"]["subject"] == "acme"
    assert value(root, "topic/copy.json")["id"] == "y"


def test_another_digit_is_no_slip(root: Path) -> None:
    record = value(root, "topic/y.json")
    record["proposition"]["subject"] = "lynx-2"
    (root / "topic" / "y.json").write_text(json.dumps(record))
    assert "unknown-id" in rules(run("check", "--fix", "--format", "json"))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("akme", "acme"),
        ("amce", "acme"),
        ("acm", "acme"),
        ("accme", "acme"),
        ("Acme", "acme"),
        ("lama-2", "llama-2"),
        ("llama2", "llama-2"),
        ("llama-5", None),
        ("llama-", None),
        ("acorn", None),
        ("bolt", "bolts"),
        ("bol", None),
        ("on", None),
    ],
)
def test_a_slip_is_one_letter_and_no_digit(word: str, meant: str | None) -> None:
    assert misspelt(word, ["acme", "llama-2", "llama-3", "bolts", "no"]) == meant


def test_a_word_one_slip_from_two_is_not_certain() -> None:
    assert misspelt("bold", ["bolt", "bald"]) is None


def test_the_name_of_the_time_takes_the_place_of_a_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = """
claim w {"kind": "named", "subject": "acme", "name": "Facemash", "official": true, "start": "2004", "end": "2021-10-28"}
claim x {"kind": "named", "subject": "acme", "name": "Acmeta", "official": true, "start": "2021-10-28"}
claim y {"kind": "said", "subject": "acme", "how": "stated", "what": "it is well", "at": "2020"} {"statement": "Acmeta's head said that it was well."}
claim z {"kind": "said", "subject": "acme", "how": "stated", "what": "it is ill", "at": "2020"} {"statement": "Acmeta said that Acmeta was ill."}
"""
    write_corpus(tmp_path / "claims", records.strip())
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    before = value(tmp_path / "claims", "topic/y.json")
    run("check", "--fix")
    assert value(tmp_path / "claims", "topic/y.json") == before  # a sentence may be on the name
    ran = run("check", "--fix", "--unsafe-fixes", "name-not-yet-taken", "--format", "json")
    left = [(f["rule"], f["record"]) for f in json.loads(ran.out)["findings"]]
    assert left == [("name-not-yet-taken", "z")]  # two places: a person has to see which
    y = value(tmp_path / "claims", "topic/y.json")
    assert y["statement"] == "Facemash's head said that it was well."


def test_lines_are_mended_as_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path / "folder", MISSPELT.strip())
    monkeypatch.chdir(tmp_path)
    lines = [
        json.dumps(json.loads(path.read_text())) for path in sorted(Path("folder").rglob("*.json"))
    ]
    Path("all.jsonl").write_text("\n\n".join(lines) + "\n")
    ran = run("check", "--fix", "--unsafe-fixes", "impossible-day", "all.jsonl")
    assert ran.code == 0, ran.out
    mended = Path("all.jsonl").read_text().splitlines()
    assert len(mended) == len(lines)
    assert all(line.startswith('{"$schema":"') for line in mended)
    assert run("fmt", "--check", "all.jsonl").code == 0


def test_a_file_that_changes_under_the_fixer_is_left_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claims_check.cli import fixing

    y = root / "topic" / "y.json"
    newer = y.read_text().replace("makes things", "makes other things")

    def overtaken(*arguments: Any) -> Any:
        found = mend(*arguments)
        y.write_text(newer)
        return found

    monkeypatch.setattr(fixing, "mend", overtaken)
    ran = run("check", "--fix", "--format", "json")
    assert ran.code == 1
    assert (
        "claims-check: claims/topic/y.json: it changed while it was checked, so it is left alone; "
        "run the command again\n"
    ) in ran.err
    assert y.read_text() == newer
    assert rules(ran) == ["impossible-day", "unknown-id"]


def test_a_file_that_cannot_be_written_is_refused_and_stays_whole(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    ran = run("check", "--fix")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "claims-check: claims/topic/x.json: it cannot be written: No space left on device\n"
    )
    assert texts(root) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--unsafe-fixes", "impossible-day"],
            "--unsafe-fixes names what --fix may write beside the safe fixes; add --fix or --diff",
        ),
        (
            ["--diff", "--format", "json"],
            "--diff shows what would change and no report; leave out --format and --output",
        ),
        (
            ["--fix", "--unsafe-fixes", "impossible-dy"],
            "--unsafe-fixes: there is no rule impossible-dy; did you mean impossible-day?",
        ),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    arguments: list[str], message: str, root: Path
) -> None:
    assert run("check", *arguments) == Ran(2, "", f"claims-check: {message}\n")


INTERRUPTED = """\
import os, signal, sys
import claims_check.cli.console as console

writes = 0
replace = os.replace

def interrupted(*arguments):
    global writes
    writes += 1
    if writes == {after}:
        os.kill(os.getpid(), signal.{signal})
        while {wait}:
            signal.pause()
    replace(*arguments)

os.replace = interrupted
from claims_check.cli import main
sys.exit(main(["check", "--fix"]))
"""


@pytest.mark.parametrize("after", [1, 2, 3])
@pytest.mark.parametrize("how", ["SIGINT", "SIGKILL"])
def test_an_interrupted_run_leaves_each_file_old_or_new(after: int, how: str, root: Path) -> None:
    before = texts(root)
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(after=after, signal=how, wait=True)],
        cwd=root.parent,
        env=environment({}),
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert done.returncode == (130 if how == "SIGINT" else -9)
    interrupted = {name: text for name, text in texts(root).items() if name.endswith(".json")}
    for path in root.rglob(".*.tmp"):
        assert how == "SIGKILL"  # nothing can be done then; the checker passes hidden files over
        path.unlink()
    assert run("check", "--fix").code == 1
    new = texts(root)
    assert interrupted.keys() == before.keys()
    assert all(text in (before[name], new[name]) for name, text in interrupted.items())
    assert sum(interrupted[name] != before[name] for name in before) == after - 1


# The law: a fix changes what its edits say and nothing else.


def places(value: Any, at: str = "") -> list[str]:
    """The pointers of all values of a record."""
    found = [at]
    if isinstance(value, dict):
        for key, inner in value.items():
            found += places(inner, f"{at}/{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            found += places(inner, f"{at}/{n}")
    return found


def put(value: Any, at: str, new: Any) -> Any:
    """The value with another at a place."""
    if not at:
        return new
    first, _, rest = at[1:].partition("/")
    rest = f"/{rest}" if rest else ""
    if isinstance(value, list):
        return [put(v, rest, new) if str(n) == first else v for n, v in enumerate(value)]
    return {k: put(v, rest, new) if k == first else v for k, v in value.items()}


NEW = st.one_of(
    st.text(max_size=20).filter(lambda text: text.isprintable()),
    st.integers(-1000, 1000),
    st.booleans(),
    st.lists(st.sampled_from(["a", "ü"]), max_size=3),
    st.dictionaries(st.sampled_from(["a", "b"]), st.integers(0, 9), max_size=2),
)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), indent=st.sampled_from([None, 2, 4]), break_=st.sampled_from(["\n", "\r\n"]))
def test_a_fix_changes_what_its_edits_say_and_nothing_else(
    data: st.DataObject, indent: int | None, break_: str
) -> None:
    _, record = data.draw(st.sampled_from(SAMPLES))
    text = json.dumps(record, indent=indent, ensure_ascii=False).replace("\n", break_)
    at = data.draw(st.sampled_from(places(record)))
    new = data.draw(NEW)
    written = json.dumps(new, indent=2, ensure_ascii=False)
    edited = RecordText(text)
    replacement = edited.replacement(at, written)
    assert replacement is not None
    after = edited.edited([replacement])
    assert json.loads(after) == put(record, at, new)
    assert after.startswith(text[: replacement.start])
    assert after.endswith(text[replacement.end :])
    if indent is None:
        assert "\n" not in after
    assert edited.replacement(f"{at}/nowhere", written) is None


def report_of(corpus: Corpus, fixes: list[FileFix]) -> Report:
    findings = tuple(CONFLICT._replace(fix=fix) for fix in fixes)
    return Report("2026-01-31", 0, 0, 0, findings, 0, ())


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_fixes_that_want_one_place_are_made_one_by_one_and_mending_is_idempotent(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("law")
    write_corpus(folder / "claims", "claim x {}\nclaim y {}")
    (folder / ".git").mkdir()
    corpus = open_corpus(str(folder / "claims"))
    record = json.loads((folder / "claims/topic/x.json").read_text())
    fixes = [
        FileFix(
            f"fix {n}",
            True,
            (
                FileEdit(
                    "claims/topic/x.json", data.draw(st.sampled_from(places(record)[1:])), '"n"'
                ),
            ),
        )
        for n in range(data.draw(st.integers(1, 3)))
    ]
    found = mend(corpus, lambda other: report_of(other, fixes), lambda _: True, ())
    expected = record
    for fix in fixes:
        at = fix.edits[0].pointer
        if at in places(expected):
            expected = put(expected, at, "n")
    [change] = found.changes
    assert read_bytes(change.path) == change.before
    assert json.loads(change.after) == expected
    Path(change.path).write_bytes(change.after)
    again = mend(found.corpus, lambda other: report_of(other, fixes), lambda _: True, ())
    assert again.changes == ()
