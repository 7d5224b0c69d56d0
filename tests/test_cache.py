"""What is kept for the next time gives the answer of a fresh run, and saves what it promises to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims_check.cache import folder, key, records, tree
from claims_check.cli import choice
from claims_check.corpus.entry import Entry
from claims_check.corpus.reading import read_record
from claims_check.findings import Problem
from claims_check.rules import RULES
from claims_check.rules.rule import Rule, View
from tests.command import environment, run
from tests.examples import write_corpus
from tests.keeping import (
    IMPOSSIBLE,
    WORLD,
    both,
    count_judged,
    next_tick,
    patched,
)
from tests.records import SAMPLES

# The law: over changes of all sorts, with the cache and without it, the same bytes.


def _claim(id: str, **more: Any) -> bytes:
    proposition = {"kind": "described", "subject": "acme", "what": "has a property"}
    made = {**dict(SAMPLES[0][1]), "id": id, "proposition": proposition, **more}
    return json.dumps(made).encode()


TEXTS = [
    *(_claim(id) for id in ("x", "y")),
    _claim("x", statement="Another sentence, of which nobody has heard."),
    _claim("x", proposition={"kind": "existed", "subject": "acme", "start": "2013-02-30"}),
    _claim("x", proposition={"kind": "existed", "subject": "acme", "start": "2014"}),
    _claim("y", proposition={"kind": "existed", "subject": "acme", "start": "2011"}),
    _claim("y", proposition=json.loads(IMPOSSIBLE)),
    _claim("y", proposition={"kind": "existed", "subject": "nobody", "start": "~2011"}),
    _claim("x", withdrawn={"on": "2026-01-31", "why": "It repeats another.", "replaced_by": "y"}),
    _claim("x").replace(b'"id"', b'"id": "x", "id"'),
    _claim("x").replace(b"Something", b"Some\\u0074hing"),
    _claim("x") + b"\n\n",
    b"{",
    b"",
    b"\xff\xfe",
    b'{"$schema": "../../schemas/claim.schema.json", "id": "x"}',
]
FILES = ["topic/x.json", "topic/y.json", "topic/z.json", "other/x.json", "entities/x.json",
         "topic/x.txt", "notes.md", "x.json", "corpus.json"]  # fmt: skip
OPTIONS: list[list[str]] = [[], ["--notes"], ["--select", "impossible-day"],
           ["--ignore", "impossible-day"], ["--ignore", "unused-record"], ["--format", "json"],
           ["--as-of", "2030-01-01"], ["--fail-level", "note"], ["--format", "concise"],
           ["--statistics"]]  # fmt: skip
SETTINGS = ["", 'ignore = ["impossible-day"]', '[severity]\nimpossible-day = "warning"\n',
            'select = ["impossible-day"]', '[severity]\nunused-record = "error"\n', "nonsense = 1"]  # fmt: skip


def _says_otherwise(claim: Any, view: View) -> Iterator[Problem | None]:
    yield Problem("a day is impossible") if claim.id == "x" else None


OTHER = Rule("impossible-day", ("claim",), "note", "", _says_otherwise, sees="itself")
RULEBOOKS = [
    RULES,
    tuple(OTHER if r.name == OTHER.name else r for r in RULES),
    tuple(r._replace(severity="warning") for r in RULES),
    RULES[: len(RULES) // 2],
]

CHANGES = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(FILES), st.sampled_from(TEXTS)),
    st.tuples(st.just("write"), st.sampled_from(FILES[:2]), st.sampled_from(TEXTS)),
    st.tuples(st.just("replace"), st.sampled_from(FILES[:3]), st.sampled_from(TEXTS)),
    st.tuples(st.just("rename"), st.sampled_from(FILES), st.sampled_from(FILES)),
    st.tuples(st.just("delete"), st.sampled_from(FILES), st.none()),
    st.tuples(st.just("touch"), st.sampled_from(FILES), st.none()),
    st.tuples(st.just("ask"), st.sampled_from(OPTIONS), st.none()),
    st.tuples(st.just("set"), st.sampled_from(SETTINGS), st.none()),
    st.tuples(st.just("code"), st.sampled_from(range(len(RULEBOOKS))), st.none()),
)


def _change(claims: Path, what: str, name: str, other: Any) -> None:
    path = claims / name
    path.parent.mkdir(exist_ok=True)
    if what == "write":
        path.write_bytes(other)
    elif what == "replace":
        beside = claims / ".beside"
        beside.write_bytes(other)
        os.replace(beside, path)
    elif path.exists():
        if what == "delete":
            path.unlink()
        elif what == "touch":
            os.utime(path)
        else:
            (claims / other).parent.mkdir(exist_ok=True)
            path.rename(claims / other)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(settled=st.booleans(), alike=st.booleans(), steps=st.lists(CHANGES, min_size=4, max_size=9))
def test_with_the_cache_and_without_it_every_run_says_the_same(
    settled: bool, alike: bool, steps: list[tuple[str, Any, Any]]
) -> None:
    with patched() as patch, tempfile.TemporaryDirectory() as place:
        claims = Path(place, "claims")
        write_corpus(claims, WORLD)
        if settled:  # a clock as fine as next_tick waits for; else nothing is relied on so soon
            patch.setattr(tree, "SETTLED", 0)
        if alike:  # all files of the cache have the names of others'
            patch.setattr(folder, "name_of", lambda *parts: "same")
        options: list[str] = []
        for what, name, other in [("ask", [], None), *steps]:
            next_tick(Path(place))
            if what == "ask":
                options = name
            elif what == "set":
                Path(place, "claims-check.toml").write_text(name, "utf-8")
            elif what == "code":
                patch.setattr(key, "code", lambda name=name: f"code {name}")
                patch.setattr(choice, "RULES", RULEBOOKS[name])
            else:
                _change(claims, what, name, other)
            anew = run("check", claims, *options, "--no-cache")
            next_tick(Path(place))  # so that what was written is settled
            assert [run("check", claims, *options) for _ in range(2)] == [anew, anew]


def test_an_edit_at_once_after_a_run_is_noticed_though_size_and_tick_are_the_same(
    tmp_path: Path,
) -> None:
    write_corpus(tmp_path / "claims", "claim x {}")
    path = tmp_path / "claims" / "topic" / "x.json"
    good = path.read_bytes()
    for _ in range(5):
        for text in (good, good.replace(b"2026-01-31", b"2026-02-30")):
            with open(path, "r+b") as file:
                file.write(text)
            assert both(tmp_path / "claims").code == (text != good)


def test_an_edit_is_noticed_though_size_and_time_of_writing_are_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "SETTLED", 0)
    write_corpus(tmp_path / "claims", "claim x {}")
    path = tmp_path / "claims" / "topic" / "x.json"
    next_tick(tmp_path)
    assert both(tmp_path / "claims").code == 0
    written = path.stat().st_mtime_ns
    with open(path, "r+b") as file:
        file.write(path.read_bytes().replace(b"2026-01-31", b"2026-02-30"))
    os.utime(path, ns=(written, written))
    next_tick(tmp_path)
    if sys.platform != "win32":
        assert both(tmp_path / "claims").code == 1


def test_a_state_is_relied_on_only_when_it_is_settled(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", "claim x {}")
    _, settled = tree.state_of(str(tmp_path / "claims"))
    assert not settled
    run("check", tmp_path / "claims")
    kept = sorted(path.suffix for path in Path(os.environ["XDG_CACHE_HOME"]).rglob("*.*"))
    assert kept == [".content", ".records"]


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_large_tree_has_the_same_state_asked_for_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", WORLD)
    (tmp_path / "claims" / "gone.json").symlink_to("nowhere")
    whole = tree.state_of(str(tmp_path / "claims"))
    assert b"gone.json\x002" in whole[0]
    monkeypatch.setattr(tree, "LEAST", 1)
    monkeypatch.setattr("claims_check.workers._cores", lambda: 3)
    assert tree.state_of(str(tmp_path / "claims")) == whole


def test_the_key_tells_every_change_of_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").mkdir()
    files = [tmp_path / "cache" / "key.py", tmp_path / "rule.py", tmp_path / "cache" / "core.py"]
    monkeypatch.setattr(key, "__file__", str(files[0]))
    keys = []
    for file in files:
        file.write_text("1")
        keys.append(key.code.__wrapped__())
    written = files[1].stat().st_mtime_ns
    next_tick(tmp_path)
    assert key.code.__wrapped__() == keys[-1]
    files[1].write_text("2")
    os.utime(files[1], ns=(written, written))
    keys.append(key.code.__wrapped__())
    files[1].rename(tmp_path / "rules.py")
    keys.append(key.code.__wrapped__())
    assert len(set(keys)) == 5
    monkeypatch.setattr(key, "__file__", str(tmp_path / "gone" / "cache" / "key.py"))
    assert key.code.__wrapped__() != key.code.__wrapped__()  # nobody else has an unknown one


@pytest.mark.parametrize(
    ("more", "set_later"),
    [
        ([], '[severity]\nimpossible-day = "warning"\n'),
        (["--notes"], ""),
        (["--select", "impossible-day"], ""),
        (["--ignore", "impossible-day"], ""),
        (["--as-of", "2030-01-01"], ""),
        ([], 'ignore = ["impossible-day"]'),
        ([], 'select = ["unused-record"]'),
    ],
)
def test_what_was_asked_otherwise_is_judged_again(
    more: list[str], set_later: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "SETTLED", 0)
    configuration = tmp_path / "claims-check.toml"
    configuration.write_bytes(b"")
    write_corpus(tmp_path / "claims", WORLD)
    next_tick(tmp_path)
    first = both(tmp_path / "claims")
    configuration.write_text(set_later)
    both(tmp_path / "claims", *more)
    configuration.write_bytes(b"")
    assert both(tmp_path / "claims") == first


def test_what_ignored_rules_would_have_said_is_not_taken_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", WORLD)
    ignoring = both(tmp_path / "claims", "--ignore", "impossible-day").out
    assert "impossible-day" not in ignoring
    assert "impossible-day" in both(tmp_path / "claims").out
    assert both(tmp_path / "claims", "--ignore", "impossible-day").out == ignoring


# A hit is a hit.


def test_nothing_changed_opens_no_record_and_loads_no_rule(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", WORLD)
    watched = """
import sys
from claims_check.cache import tree
from claims_check.cli import main
tree.SETTLED = 0
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
code = main(["check", "claims", "--format", "concise"])
names = ("pydantic_core", "claims_check.rules", "claims_check.check", "blake3", "pydantic")
print(code, [n for n in names if n in sys.modules], any("claims/topic/" in o for o in opened), file=sys.stderr)
"""
    ran = []
    for _ in range(3):
        next_tick(tmp_path)
        command = [sys.executable, "-c", watched]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment({}), capture_output=True, check=True, text=True
        )
        ran.append((done.stdout, done.stderr))
    assert ran[0][1] == "1 ['claims_check.rules', 'claims_check.check', 'blake3'] True\n"
    assert ran[1:] == [(ran[0][0], "1 [] False\n")] * 2


def test_touched_files_are_read_and_no_rule_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", "claim x {}")
    judged = count_judged(monkeypatch)
    first = run("check", tmp_path / "claims")
    for path in (tmp_path / "claims").rglob("*.json"):
        path.write_bytes(path.read_bytes())
    assert run("check", tmp_path / "claims") == first
    assert len(judged) == 1


def test_a_report_with_findings_is_given_again_for_touched_files_that_were_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", WORLD)
    monkeypatch.setattr(tree, "SETTLED", 0)
    next_tick(tmp_path)
    judged = count_judged(monkeypatch)
    first = run("check", tmp_path / "claims")
    os.utime(tmp_path / "claims" / "topic" / "y.json")
    assert run("check", tmp_path / "claims") == first
    assert len(judged) == 1


def test_of_one_file_changed_only_that_is_read_closely_and_asked_its_own_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", WORLD)
    read: list[str] = []
    asked: set[str] = set()

    def counted_read(data: bytes, file: str, *more: Any) -> Entry:
        read.append(file)
        return read_record(data, file, *more)

    def counted(rule: Rule) -> Rule:
        def look(record: Any, view: View) -> Iterator[Problem | None]:
            asked.add(record.id)
            assert rule.check is not None
            return rule.check(record, view)

        return rule._replace(check=look) if rule.sees == "itself" else rule

    monkeypatch.setattr(records, "read_record", counted_read)
    monkeypatch.setattr(choice, "RULES", tuple(map(counted, RULES)))
    run("check", tmp_path / "claims")
    files = [str(p.relative_to(tmp_path)) for p in (tmp_path / "claims").rglob("*.json")]
    assert (sorted(read), len(asked)) == (sorted(files), len(files) - 1)  # corpus.json is no record
    kept = list(Path(os.environ["XDG_CACHE_HOME"]).rglob("*.records"))
    read.clear()
    asked.clear()
    path = tmp_path / "claims" / "topic" / "y.json"
    path.write_bytes(path.read_bytes() + b"\n")
    written = kept[0].stat().st_mtime_ns, kept[0].stat().st_ino
    run("check", tmp_path / "claims")
    assert (read, asked) == (["claims/topic/y.json"], {"y"})
    again = kept[0].stat().st_mtime_ns, kept[0].stat().st_ino
    assert again != written
    read.clear()
    asked.clear()
    run("check", tmp_path / "claims", "--as-of", "2031-01-01")
    assert (read, asked, kept[0].stat().st_ino) == ([], set(), again[1])  # nothing new: not written


def test_little_that_is_new_is_read_again_rather_than_all_kept_anew(tmp_path: Path) -> None:
    claims = tmp_path / "claims"
    write_corpus(claims, "\n".join(f"claim x{n} {{}}" for n in range(30)))

    def kept_after_changing(*numbers: int) -> int:
        for number in numbers:
            path = claims / "topic" / f"x{number}.json"
            path.write_bytes(path.read_bytes() + b"\n")
        both(claims)
        [kept] = Path(os.environ["XDG_CACHE_HOME"]).rglob("*.records")
        return kept.stat().st_ino

    first = kept_after_changing()
    assert kept_after_changing(1) == first
    second = kept_after_changing(2, 3, 4)
    assert second != first
    assert kept_after_changing(5) == second
