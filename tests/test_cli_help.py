"""Help: lines that fit, and of exit codes and options only what the command has."""

from __future__ import annotations

import re

import pytest

from claims_check.cli.parser import build
from tests.command import run

COMMANDS = sorted(build()[1])


@pytest.mark.parametrize("columns", ["60", "80", "200"])
@pytest.mark.parametrize("command", COMMANDS)
def test_prose_fits_the_screen_and_is_never_wider_than_100_columns(
    command: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = run(command, "--help").out.splitlines()
    prose = [line for line in lines if not line.startswith(" ")]  # examples stay in one piece
    assert max(map(len, prose)) <= min(int(columns), 100)
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("command", COMMANDS)
def test_it_speaks_of_no_option_that_the_command_has_not(command: str) -> None:
    said = run(command, "--help").out
    own, _, rest = said.partition("examples:")
    has = set(re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", own, re.MULTILINE))
    of_others = re.sub(r"`claims-check [^`]*`|`check --since`", "", rest)
    assert set(re.findall(r"--[a-z-]+", of_others)) <= has
    assert "findings at or above" not in said or command == "check"


@pytest.mark.parametrize("command", COMMANDS)
def test_it_says_what_the_exit_codes_mean(command: str) -> None:
    said = " ".join(run(command, "--help").out.split())
    codes = re.findall(r"(?:codes: |; )(\d+) ", said)
    fails = command in ("check", "fmt", "anchors", "export", "new")
    assert codes == ["0", *(["1"] if fails else []), "2", "130"]
