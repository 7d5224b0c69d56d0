"""Plain lines of `check` are read as argparse reads them, and all others are left to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_check.cli import check_line
from claims_check.cli.parser import build, parse

FLAGS = [flag for action in build()[1]["check"]._actions for flag in action.option_strings]
VALUES = ["json", "github", "error", "note", "never", "a/b", "a b", "", "-", "--", "-1", "=", "x=y"]
WORDS = [
    *FLAGS,
    *VALUES,
    *[f"{flag}={value}" for flag in FLAGS for value in ("json", "note", "always", "")],
    *("check", "chek", "stats", "--notess", "--form", "--version", "-h"),
]


def read_twice(line: list[str]) -> bool:
    """Whether the line is plain; then argparse has to read the same in it."""
    plain = check_line.read(line)
    if plain is None:
        return False
    wanted = parse(line)
    assert wanted is not None
    assert vars(plain) == vars(wanted)
    return True


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.booleans())
def test_a_line_is_read_as_argparse_reads_it(words: list[str], named: bool) -> None:
    read_twice(["check", *words] if named else words)


@pytest.mark.parametrize("flag", [flag for flag in FLAGS if flag not in ("-h", "--help")])
def test_every_option_is_read_on_a_plain_line(flag: str) -> None:
    lines = [["check", "claims", flag, *value] for value in ([], ["note"], ["json"], ["always"])]
    assert any(map(read_twice, lines))


@pytest.mark.parametrize(
    "line",
    [[], ["check"], ["check", "a", "b"], ["--notes"], ["check", "--notes", "a", "--fix", "b"]],
)
def test_the_commonest_lines_are_plain(line: list[str]) -> None:
    assert read_twice(line)


def test_rules_can_be_named_again_and_again() -> None:
    assert read_twice(["check", "--select", "a", "--select=b,c", "--ignore", "d"])


@pytest.mark.parametrize(
    "line",
    [
        ["stats"],
        ["chek"],
        ["--help"],
        ["check", "-h"],
        ["check", "--nots"],
        ["check", "--note"],
        ["check", "--notes=yes"],
        ["check", "--format"],
        ["check", "--format", "xml"],
        ["check", "--format", "--notes"],
        ["check", "--", "claims"],
        ["check", "-"],
        ["check", ""],
        ["check", "--output="],
        ["check", "--output", ""],
    ],
)
def test_what_is_not_plain_is_left_to_argparse(line: list[str]) -> None:
    assert check_line.read(line) is None
