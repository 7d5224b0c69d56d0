"""The command as tests run it: in this process for speed, or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import claims_check
from claims_check.cli import main

PACKAGE = Path(claims_check.__file__).parents[1]


class Ran(NamedTuple):
    """What a run of the command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Ran:
    """Run the command in this process."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")  # the command has to see to its encoding
    err = io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return Ran(code, out.buffer.getvalue().decode(), err.getvalue())


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a run: this process's own, the package on the path, and more."""
    without = {"NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8", "COLUMNS"}
    own = {key: value for key, value in os.environ.items() if key not in without}
    return {**own, "PYTHONPATH": str(PACKAGE), **more}


def run_alone(*arguments: str | Path, cwd: Path | None = None, **variables: str) -> Ran:
    """Run the command in a process of its own, with more environment variables."""
    done = subprocess.run(
        [sys.executable, "-m", "claims_check", *map(str, arguments)],
        cwd=cwd,
        env=environment(variables),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
