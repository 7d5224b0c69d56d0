"""How `--help` reads: lines that fit a screen, and what the exit codes of a command mean."""

from __future__ import annotations

import argparse
from typing import Any

_FAILS = {
    "check": "0 clean; 1 findings at or above --fail-level, something to write (--diff), or a file "
    "that --fix left alone",
    "state": "0 told",
    "fmt": "0 all in canonical form; 1 something to write (--check, --diff), or a file left alone",
    "stats": "0 shown",
    "timeline": "0 listed",
    "anchors": "0 all passages verified; 1 one is not found or has changed",
    "diff": "0 compared, whatever the change causes (`check --since` is what fails)",
    "export": "0 written; 1 a corpus with errors, nothing written",
    "new": "0 written; 1 the check objects to the new records",
}
"""What the exit codes 0 and 1 mean, of the commands that look at a corpus."""

_WIDEST = 100
"""Columns of a line, also on a wider screen."""


def exits(command: str) -> str:
    """What the exit codes of a command mean."""
    means = "0 done; 2 wrong usage"
    if command in _FAILS:
        means = f"{_FAILS[command]}; 2 no corpus there, wrong usage or configuration"
    return f"exit codes: {means}; 130 interrupted"


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of descriptions and examples, and breaks those of prose that are too long."""

    def __init__(self, prog: str, **more: Any) -> None:
        from shutil import get_terminal_size

        super().__init__(prog, **{"width": min(get_terminal_size().columns - 2, _WIDEST), **more})

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        from textwrap import wrap

        lines: list[str] = []
        for line in text.splitlines():
            lines += [line] if line.startswith(" ") or not line else wrap(line, width)
        return "\n".join(indent + line for line in lines)
