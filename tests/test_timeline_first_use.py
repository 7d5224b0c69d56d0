"""The first use and the first stage of a thing follow from the stages that claims give."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims_check.check import check_corpus
from claims_check.corpus.corpus import open_corpus
from claims_check.dates import window_text
from claims_check.timeline.timeline import Timeline
from tests.examples import write_corpus

WEIGHTS = (
    'claim w {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}\n'
)
MONTH = 'claim v {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07"}\n'
LEAK = 'claim l {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2023-03"}\n'
SOME_LEAK = 'claim l {"kind": "released", "subject": "lynx", "stage": "leaked"}\n'
NEWS = 'claim a {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-02-24"}\n'
GONE = 'claim g {"kind": "released", "subject": "lynx", "stage": "withdrawn", "at": "2023-12-01"}\n'
ABOUT = 'claim b {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18~"}\n'


def timeline_of(folder: Path, records: str) -> Timeline:
    write_corpus(folder, records)
    return check_corpus(open_corpus(str(folder)), ()).view.timeline


@pytest.mark.parametrize(
    ("records", "use", "stage"),
    [
        (WEIGHTS, "2023-07-18", "2023-07-18"),
        (WEIGHTS + MONTH, "2023-07-18", "2023-07-18"),
        (WEIGHTS + LEAK, "2023-03-01 to 2023-03-31", "2023-03-01 to 2023-03-31"),
        (WEIGHTS + SOME_LEAK, "no later than 2023-07-18", "no later than 2023-07-18"),
        (WEIGHTS + NEWS + GONE, "2023-07-18", "2023-02-24"),
    ],
)
def test_the_first_of_several_stages_counts(
    records: str, use: str, stage: str, tmp_path: Path
) -> None:
    timeline = timeline_of(tmp_path / "corpus", records)
    availability, first = timeline.availability("lynx"), timeline.first_stage("lynx")
    assert availability is not None
    assert first is not None
    assert window_text(timeline.window(availability)) == use
    assert window_text(timeline.window(first)) == stage


def test_an_announcement_gives_no_use_and_a_withdrawal_no_stage(tmp_path: Path) -> None:
    assert timeline_of(tmp_path / "one", NEWS).availability("lynx") is None
    assert timeline_of(tmp_path / "two", GONE).first_stage("lynx") is None


def test_the_wide_reading_grants_what_is_doubtful(tmp_path: Path) -> None:
    timeline = timeline_of(tmp_path / "corpus", ABOUT)
    use = timeline.availability("lynx")
    assert use is not None
    assert window_text(timeline.window(use)) == "2023-07-18"
    assert window_text(timeline.window(use, wide=True)) == "2023-07-11 to 2023-07-25"
    assert timeline.owners(use, "earliest", wide=True) == {"b"}
