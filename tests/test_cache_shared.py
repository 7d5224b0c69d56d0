"""The cache is where it has to be, and stays sound when disks are full, runs end early or meet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_check.cache import folder, reports, tree
from claims_check.cache.reports import Question, Reports
from claims_check.check import check_corpus
from claims_check.corpus.corpus import open_corpus
from claims_check.findings import FileEdit, FileFix, Finding, Place, Report, RuleCount, Span
from claims_check.rules import RULES
from tests.command import Ran, environment, run
from tests.examples import write_corpus
from tests.keeping import (
    WORLD,
    are_whole,
    both,
    count_judged,
    is_not_believed,
    kept,
    next_tick,
    patched,
    place,
)

# Where the cache is, or cannot be.


def _homes(tmp_path: Path) -> dict[str, tuple[dict[str, str], str | None]]:
    """Environments, and where the cache has to be in each; None for nowhere."""
    (tmp_path / "file").write_bytes(b"")
    home = str(tmp_path / "home")
    caches = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return {
        "set": ({"XDG_CACHE_HOME": str(tmp_path / " a b ö")}, " a b ö"),
        "relative": ({"XDG_CACHE_HOME": "here", "HOME": home}, f"home/{caches}"),
        "empty": ({"XDG_CACHE_HOME": "", "HOME": home}, f"home/{caches}"),
        "no home": ({"XDG_CACHE_HOME": "", "HOME": "nowhere"}, None),
        "below a file": ({"XDG_CACHE_HOME": str(tmp_path / "file")}, None),
        "odd": ({"XDG_CACHE_HOME": os.fsdecode(bytes(tmp_path) + b"/\xff\n")}, "\udcff\n"),
    }


@pytest.mark.parametrize("name", ["set", "relative", "empty", "no home", "below a file", "odd"])
def test_the_cache_is_where_the_platform_has_it_or_nowhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables, where = _homes(tmp_path)[name]
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "claims", "claim x {}")
    judged = count_judged(monkeypatch)
    both("claims")
    both("claims")
    assert len(judged) == (4 if where is None else 3)
    found = {str(path.parent.relative_to(tmp_path)) for path in tmp_path.rglob("*.records")}
    assert found == (set() if where is None else {f"{where}/claims-check"})


def test_the_cache_of_a_user_who_is_nobody_is_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert folder.place() is None
    folder.write("x", b"y")
    assert folder.read("x") is None


# What goes wrong while it is written.


class Failing:
    """Stands for a module or an object, of which the nth call of a function fails."""

    def __init__(self, stands_for: Any, error: BaseException, left: list[int]) -> None:
        self._all = stands_for, error, left

    def __getattr__(self, name: str) -> Any:
        stands_for, error, left = self._all
        found = getattr(stands_for, name)
        if not callable(found) or name in ("getpid", "getuid", "fileno"):  # these never fail
            return found

        def called(*arguments: Any, **more: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                raise error
            return found(*arguments, **more)

        return called

    def __enter__(self) -> Failing:
        return self

    def __exit__(self, *error: object) -> None:
        self._all[0].__exit__(*error)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()],
                         ids=["full", "interrupted"])  # fmt: skip
def test_what_stops_a_run_at_any_call_leaves_a_sound_cache(
    error: BaseException, tmp_path: Path
) -> None:
    write_corpus(tmp_path / "claims", WORLD)
    for at in range(1, 100):
        with patched() as patch:
            patch.setattr(tree, "SETTLED", 0)
            next_tick(tmp_path)
            anew = run("check", tmp_path / "claims", "--no-cache")
            left = [at]

            def opened(*arguments: Any, **more: Any) -> Any:
                return Failing(open(*arguments, **more), error, left)  # noqa: B023

            with pytest.MonkeyPatch.context() as failing:
                failing.setattr("claims_check.cache.folder.os", Failing(os, error, left))
                failing.setattr(folder, "open", opened, raising=False)
                said = run("check", tmp_path / "claims")
            stopped = left[0] <= 0 and isinstance(error, KeyboardInterrupt)
            assert said == (Ran(130, "", "") if stopped else anew)
            assert not place().exists() or are_whole()
            assert [run("check", tmp_path / "claims") for _ in range(2)] == [anew, anew]
            assert are_whole()
            assert not is_not_believed(tmp_path / "claims")
            if left[0] > 0:
                assert at > 20
                return
    raise AssertionError("it never ends")


def test_a_disk_that_takes_no_more_costs_the_cache_only(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", WORLD)
    limited = """
import resource, sys
from claims_check.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(main(["check", "claims"]))
"""
    anew = run("check", tmp_path / "claims", "--no-cache")
    for size in (0, 1000):
        done = subprocess.run([sys.executable, "-c", limited, str(size)], cwd=tmp_path,
                              env=environment({}), capture_output=True, text=True, check=False)  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == anew
        assert kept() == []


# Room.


def test_what_was_not_used_for_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_FILES", 3)
    for number, name in enumerate("abc"):
        folder.write(name, b"x")
        os.utime(place() / name, (number, number))
    assert folder.read("a") == b"x"  # used, and so newest
    folder.write("d", b"x")
    assert [path.name for path in kept()] == ["a", "c", "d"]


def test_no_more_bytes_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_BYTES", 1000)
    for number, name in enumerate("abc"):
        folder.write(name, b"x" * 300)
        os.utime(place() / name, (number, number))
    assert [path.name for path in kept()] == ["b", "c"]
    folder.write("d", b"x" * 5000)  # what was written last stays, whatever its size
    assert [path.name for path in kept()] == ["d"]


# Several at once.


def test_many_runs_at_once_over_one_cache_are_all_right(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", WORLD)
    path = tmp_path / "claims" / "topic" / "y.json"
    texts = [path.read_bytes(), b"{", path.read_bytes().replace(b"acme", b"nobody")]
    answers = []
    for text in texts:
        path.write_bytes(text)
        answers.append(run("check", "--no-cache", tmp_path / "claims"))
    code = "from claims_check.cache import tree; from claims_check.cli import run; tree.SETTLED = 0; run()"
    started = []
    for number in range(24):
        started.append(subprocess.Popen(
            [sys.executable, "-c", code, "check", "claims"], cwd=tmp_path, env=environment({}),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ))  # fmt: skip
        if number % 4 == 3:
            beside = tmp_path / "beside"
            beside.write_bytes(texts[number // 4 % 3])
            beside.replace(path)
    for process in started:
        out, err = process.communicate(timeout=60)
        said = Ran(process.returncode, out, err)
        assert said in answers or (said.err, "topic/y.json" in said.out) == ("", True)
    assert are_whole()
    for text, answer in zip(texts, answers, strict=True):
        path.write_bytes(text)
        assert both(tmp_path / "claims") == answer


# The way of a report into the cache and back.


SOME_TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
NUMBERS = st.integers(0, 2**31 - 1)
SPANS = st.builds(Span, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
FIXES = st.builds(FileFix, SOME_TEXT, st.booleans(),
                  st.lists(st.builds(FileEdit, SOME_TEXT, SOME_TEXT, SOME_TEXT, NUMBERS), max_size=2).map(tuple))  # fmt: skip
FINDINGS = st.builds(
    Finding, SOME_TEXT, st.sampled_from(["error", "warning", "note"]),
    st.sampled_from(["definite", "possible"]), SOME_TEXT, SOME_TEXT, SPANS, SOME_TEXT, SOME_TEXT,
    st.lists(SOME_TEXT, max_size=3).map(tuple), st.none() | SOME_TEXT,
    st.lists(st.builds(Place, SOME_TEXT, SPANS, SOME_TEXT, SOME_TEXT), max_size=2).map(tuple),
    st.none() | FIXES,
)  # fmt: skip
REPORTS = st.builds(
    Report, SOME_TEXT, NUMBERS, NUMBERS, NUMBERS, st.lists(FINDINGS, max_size=3).map(tuple),
    NUMBERS, st.lists(st.builds(RuleCount, SOME_TEXT, NUMBERS, NUMBERS), max_size=2).map(tuple),
    st.none() | NUMBERS,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(report=REPORTS)
def test_a_report_of_any_shape_comes_back_as_it_was(report: Report) -> None:
    with patched() as patch:
        patch.setattr(tree, "SETTLED", 0)
        root = os.environ["XDG_CACHE_HOME"]
        kept = Reports(Question(root, root, ("a",)))
        next_tick(Path(root))
        corpus = Path(root, "corpus")
        corpus.mkdir()
        asked = Reports(Question(str(corpus), root, ("a",)))
        assert asked.of_this_state() is None
        asked.keep(report, "content")
        again = Reports(Question(str(corpus), root, ("a",)))
        for found in (again.of_this_state(), again.of_this_content("content")):
            assert found == report
            assert type(found) is Report
        assert again.of_this_content("other") is None
        assert kept.of_this_content("content") is None


def test_a_report_that_rules_made_comes_back(tmp_path: Path) -> None:
    write_corpus(tmp_path, WORLD)
    report = check_corpus(open_corpus(str(tmp_path)), RULES).report
    assert len(report.findings) > 1
    assert reports._report(json.loads(json.dumps(report))) == report
