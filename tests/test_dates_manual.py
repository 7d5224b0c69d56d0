"""The manual of dates says what the reader does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from claims_check.dates import APPROXIMATE_DAYS, MAX_DAY, MIN_DAY, DateError, read

MANUAL = (Path(__file__).parent.parent / "checker" / "docs" / "dates.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    section = MANUAL.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def codes(cell: str) -> list[str]:
    """The texts in a cell that are set as code, without a string's quotes."""
    return [code.strip('"') for code in re.findall("`([^`]+)`", cell)]


def is_date(text: str) -> bool:
    try:
        read(text, time=True)
    except DateError:
        return False
    return True


@pytest.mark.parametrize(
    ("example", "earliest", "latest", "precision"), [row[1:] for row in rows("The forms")]
)
def test_each_form_has_the_bounds_that_the_manual_gives(
    example: str, earliest: str, latest: str, precision: str
) -> None:
    found = read(example.strip("`"), open_end=True, time=True)
    first = MIN_DAY if earliest == ".." else date.fromisoformat(earliest).toordinal()
    last = MAX_DAY if latest == ".." else date.fromisoformat(latest).toordinal()
    assert found.literal == (first, last)
    assert found.precision == precision


@pytest.mark.parametrize("write", [row[1] for row in rows("How to write what sources say")])
def test_what_the_manual_says_to_write_is_read(write: str) -> None:
    fields = re.findall('"(start|end)": "([^"]+)"', write)
    for name, value in fields:
        assert read(value, open_end=name == "end").text == value
    if '"' not in write:
        assert all(is_date(text) for text in codes(write) if text != "ordered")


@pytest.mark.parametrize(
    ("refused", "write"),
    [(row[0], row[2]) for row in rows("What is refused, and what to write instead")],
)
def test_what_the_manual_says_is_refused_is_refused_with_its_cure(refused: str, write: str) -> None:
    proposed = [text for text in codes(write) if text not in ("..", "start", "end")]
    for text in codes(refused):
        with pytest.raises(DateError) as caught:
            read(text)
        assert all(cure in caught.value.message for cure in proposed)


def test_the_manual_gives_the_widths_that_hold() -> None:
    for precision, days in APPROXIMATE_DAYS.items():
        assert re.search(rf"\ba {precision}\s{days}\b", MANUAL)
