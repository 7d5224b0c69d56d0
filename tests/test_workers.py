"""Several processes tell what one would have told, in the same order, whatever befalls them."""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from bench.corpora import write_folder
from bench.made_up.claims import records
from bench.made_up.damage import damage
from claims_check.check import check_corpus
from claims_check.corpus.corpus import open_corpus
from claims_check.generate import ROOT
from claims_check.rules import RULES
from claims_check.workers import PARTS, beside, in_parts

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def _three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims_check.workers._cores", lambda: 3)


@pytest.mark.parametrize("end", [1, 2, 7, PARTS, PARTS + 1, PARTS + 2, 300])
def test_the_parts_come_in_their_order(end: int) -> None:
    told = in_parts(1, end, list, least=0)
    assert [number for part in told for number in part] == list(range(1, end))
    assert len(told) == min(PARTS, len(told))
    assert in_parts(1, end, list, least=300) == [list(range(1, end))][: end - 1]


def test_whoever_has_done_its_part_takes_the_next() -> None:
    mine = os.getpid()
    done, tell = os.pipe()

    def work(numbers: range) -> bool:
        if os.getpid() != mine:
            os.write(tell, b".")
            return False
        for _ in range(29):  # until all others are done
            os.read(done, 1)
        return True

    assert sum(in_parts(0, 30, work, least=0)) <= 1
    os.close(done)
    os.close(tell)


def test_many_cores_begin_no_more_processes_than_the_work_is_worth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("claims_check.workers._cores", lambda: 100)
    begun: list[int] = []
    fork = os.fork

    def counted() -> int:
        pid = fork()
        begun.append(pid)
        return pid

    monkeypatch.setattr(os, "fork", counted)
    assert len(in_parts(0, 10, list, least=10)) == 10
    assert len(begun) == 3


def test_the_part_of_a_process_that_dies_is_done_again() -> None:
    mine = os.getpid()

    def work(numbers: range) -> range:
        if os.getpid() != mine:
            os._exit(7)
        return numbers

    assert in_parts(0, 4, work, least=0) == [range(n, n + 1) for n in range(4)]


def test_where_no_process_can_begin_one_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    before = len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0
    assert in_parts(0, 3, list, least=0) == [[0], [1], [2]]
    if sys.platform == "linux":
        assert len(os.listdir("/proc/self/fd")) == before


def test_only_processes_that_are_still_there_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "kill", lambda pid, _: ended.append(pid))
    assert len(in_parts(0, 6, list, least=0)) == 6
    assert ended == []


def test_what_the_work_raises_leaves_no_process_behind() -> None:
    mine = os.getpid()

    def work(numbers: range) -> None:
        if os.getpid() == mine:
            raise KeyboardInterrupt
        time.sleep(60)

    with pytest.raises(KeyboardInterrupt):
        in_parts(0, 6, work, least=0)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_closed_standard_output_is_no_hindrance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert len(in_parts(0, 6, list, least=0)) == 6


def test_work_goes_on_beside_and_is_told_when_asked_for() -> None:
    mine = os.getpid()
    with beside(os.getpid, 1, least=0) as told:
        assert told is not None
        assert told() != mine
    with beside(os.getpid, 1, least=2) as told:  # too little for a process of its own
        assert told is None


def test_the_work_of_a_process_that_dies_beside_is_done_here() -> None:
    mine = os.getpid()

    def work() -> str:
        if os.getpid() != mine:
            os._exit(7)
        return "done"

    with beside(work, 1, least=0) as told:
        assert told is not None
        assert told() == "done"


def test_what_goes_wrong_here_ends_what_goes_on_beside() -> None:
    with pytest.raises(KeyboardInterrupt), beside(lambda: time.sleep(60), 1, least=0):
        raise KeyboardInterrupt
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_several_processes_report_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list(records(700, 5))
    damage(made, 12, 5)
    write_folder(made, tmp_path / "made")
    for corpus in (str(tmp_path / "made"), str(ROOT / "claims")):
        with monkeypatch.context() as alone:
            alone.setattr("claims_check.workers._cores", lambda: 1)
            one = check_corpus(open_corpus(corpus), RULES).report
        with monkeypatch.context() as together:
            together.setattr("claims_check.asking.beside", partial(beside, least=0))
            together.setattr("claims_check.asking.in_parts", partial(in_parts, least=0))
            assert check_corpus(open_corpus(corpus), RULES).report == one
        assert one.findings
