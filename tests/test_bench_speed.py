"""The benchmark command: what it takes for a run, a peer, a target; nothing here looks at times."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import speed
from bench.timed import reading
from bench.timed.field import Field, Sizes, short
from bench.timed.peers import SCHEMAS, Peer, Peers, SkippedError, parts_of
from bench.timed.rows import ROWS, Measured
from bench.timed.runs import FailedError, Ran, Spread, command, done, in_turn, peak, ratios, run

FAKE = Peer(
    "fake",
    ("fake-peer",),
    "pip install fake",
    lambda program, corpus: command([sys.executable, program, corpus]),
)
ROW = {row.name: row for row in ROWS}


def peers_with(folder: Path, code: str) -> Peers:
    program = folder / "bin" / "fake-peer"
    program.parent.mkdir()
    program.write_text(f"import sys\nbad = 'bad' in sys.argv[1]\nsys.exit({code})\n")
    program.chmod(0o755)
    return Peers(folder, folder / "good", [folder / "bad-1", folder / "bad-2"])


def test_a_peer_that_tells_good_from_damaged_is_used(tmp_path: Path) -> None:
    found = peers_with(tmp_path, "bad").runs(FAKE, tmp_path / "corpus")
    assert found.parts[0][1:] == (str(tmp_path / "bin" / "fake-peer"), str(tmp_path / "corpus"))


@pytest.mark.parametrize("code", ["0", "1", "'bad-1' in sys.argv[1]"])
def test_a_peer_that_validates_nothing_or_all_or_half_is_skipped(tmp_path: Path, code: str) -> None:
    with pytest.raises(SkippedError, match="does not tell good records from damaged ones"):
        peers_with(tmp_path, code).runs(FAKE, tmp_path)


def test_a_peer_that_is_not_here_is_skipped_with_the_way_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(SkippedError, match="fake is not here; pip install fake"):
        Peers(tmp_path, tmp_path, [tmp_path]).runs(FAKE, tmp_path)


def test_runs_take_turns_after_one_to_warm_up(tmp_path: Path) -> None:
    log = tmp_path / "log"
    both = [
        command([sys.executable, "-c", f"print({letter!r}, end='', file=open({str(log)!r}, 'a'))"])
        for letter in "ab"
    ]
    told: list[int] = []
    taken = in_turn(both, 3, told.append)
    assert log.read_text() == "abbaabba"
    assert [len(runs) for runs in taken] == [3, 3]
    assert told == [0, 1, 2, 3]


def test_a_run_that_fails_is_never_a_time() -> None:
    fails = command([sys.executable, "-c", "print('why'); raise SystemExit(3)"])
    assert run(fails).code == 3
    with pytest.raises(FailedError, match=r"exit code 3 of .*\nwhy"):
        done(fails)
    with pytest.raises(FailedError, match="no-such-program"):
        done(command(["no-such-program"]))


def test_of_several_processes_the_times_add_up_and_one_that_fails_counts() -> None:
    good, bad = [sys.executable, "-c", ""], [sys.executable, "-c", "raise SystemExit(4)"]
    both = run(command(bad, good))
    assert both.code == 4
    assert both.wall > 0


def test_the_peak_of_a_process_is_its_own() -> None:
    much = bytearray(200_000_000)
    small = peak(command([sys.executable, "-c", ""]))
    large = peak(command([sys.executable, "-c", "x = bytearray(300_000_000)"]))
    assert small < len(much) < large - small
    with pytest.raises(FailedError, match="exit code 3"):
        peak(command([sys.executable, "-c", "raise SystemExit(3)"]))


def test_a_process_is_told_how_many_cores_it_may_use() -> None:
    code = (
        "import os; print(len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else 1)"
    )
    assert run(command([sys.executable, "-c", code], cores=1)).out == "1\n"


def test_a_process_may_keep_its_compiled_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    code = "import sys; print(sys.dont_write_bytecode)"
    assert run(command([sys.executable, "-c", code])).out == "False\n"


def test_a_corpus_that_was_not_finished_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "300" / "unfinished"
    half.mkdir(parents=True)
    (half / "left-over.json").write_text("{}")
    made = Field(tmp_path, tmp_path, Sizes(quick=True), 1, None).folder(300)
    assert len(list(made.rglob("*.json"))) == 300
    assert [path.name for path in made.parent.iterdir()] == ["claims"]


def test_the_limit_reads_every_byte_in_python_and_in_c(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / ".hidden").write_bytes(b"x")
    for name, size in (
        ("empty", 0),
        ("small", 10),
        ("just", reading.SIZE),
        ("below/large", 200_000),
    ):
        (tmp_path / name).write_bytes(b"x" * size)
    whole = 10 + reading.SIZE + 200_000
    assert reading.read_all(str(tmp_path)) == whole
    home = tmp_path / ".hidden-folder"
    home.mkdir()
    program = reading.compiled(home)
    if program is not None:
        assert run(command([program, tmp_path])).out == f"{whole}\n"


def test_ratios_are_of_the_two_runs_of_a_round() -> None:
    ours, theirs = ([Ran(wall, 0, "") for wall in walls] for walls in ((2.0, 9.0), (4.0, 3.0)))
    assert ratios(ours, theirs) == [0.5, 3.0]


def test_a_spread_is_the_median_and_the_middle_half() -> None:
    assert Spread.of([9.0, 1.0, 2.0, 3.0, 4.0]) == (3.0, 2.0, 4.0)
    assert Spread.of([2.0]) == (2.0, 2.0, 2.0)


@pytest.mark.parametrize(
    ("row", "value", "judged", "said"),
    [
        ("a", 0.8, True, "aim reached"),
        ("a", 0.9, True, "reached"),
        ("a", 1.1, True, "**not reached**"),
        ("b", 25, True, "aim reached"),
        ("b", 12, True, "reached"),
        ("b", 9, True, "**not reached**"),
        ("b", 9, False, ""),
        ("j", 9, True, ""),
    ],
)
def test_a_value_is_judged_by_its_target(row: str, value: float, judged: bool, said: str) -> None:
    assert speed.verdict(ROW[row], value, judged) == said


def test_the_targets_are_those_that_were_set() -> None:
    targets = {row.name: (row.must, row.aim) for row in ROWS if row.must is not None}
    assert targets == {
        "a": (1.0, 0.8), "b": (10, 20), "c": (4, 2.5), "d": (60, 30), "e": (3, 6), "f": (1, 3),
        "g": (2, 1.2), "h": (2, 1), "i": (1.5, 1.2),
    }  # fmt: skip


def test_rows_and_rounds_that_are_none_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in ((["--rows", "a,z"], "no row z"), (["--rounds", "0"], "at least 1")):
        with pytest.raises(SystemExit) as stopped:
            speed.main(arguments)
        assert stopped.value.code == 2
        assert said in capsys.readouterr().err


def test_a_row_is_measured_and_another_skipped_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (
        speed.main(["--rows", "b,c", "--rounds", "1", "--quick", "--corpora", str(tmp_path)]) == 0
    )
    lines = capsys.readouterr().out.splitlines()
    assert [line[:5] for line in lines[3:-2]] == ["| c |"]
    assert lines[-1] == (
        "skipped b, against check-jsonschema, schema only: "
        "check-jsonschema is not here; pip install check-jsonschema"
    )
    assert [
        sort for sort, folders in parts_of(tmp_path / "300" / "claims") if len(folders) == 1
    ] == ["claim", "entity", "source"]
    assert all((SCHEMAS / f"{sort}.schema.json").exists() for sort, _ in parts_of(tmp_path))


def test_a_check_that_is_not_clean_fails_the_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "300" / "claims"
    corpus.mkdir(parents=True)
    (corpus / "corpus.json").write_text("{}")
    assert speed.main(["--rows", "a", "--rounds", "1", "--quick", "--corpora", str(tmp_path)]) == 1
    assert (
        "failed a, against `from pydantic import BaseModel`: exit code 1" in capsys.readouterr().out
    )


def test_corpora_are_called_by_their_size() -> None:
    assert [short(number) for number in (300, 1000, 10_000, 1_000_000)] == [
        "300",
        "1k",
        "10k",
        "1m",
    ]


def test_a_line_says_what_was_measured(tmp_path: Path) -> None:
    field = Field(tmp_path, tmp_path, Sizes(quick=False), 15, None)
    said = speed.line(ROW["e"], field, Measured([4.0, 4.2, 4.4], 2.0, 8.4, "a remark"))
    assert said == (
        "| e | 10 000 files, all rules | ajv-cli, schema only | 2.00 s | 8.40 s "
        "| 4.20 (4.10 to 4.30) times faster | 3.00 | 6.00 | reached; a remark |"
    )
