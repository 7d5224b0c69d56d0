"""Every command of CONTRIBUTING.md is run, in a copy of the repository, and its example is clean."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from claims_check.generate import ROOT
from tests.command import environment

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PROGRAMS = ("claims-check", "pytest", "ruff", "mypy", "python", "python3", ".", ".ci/run")
MEANT = {"NAME": "released", "DATE": "2023-07-18"}
"""What stands for the words in capitals that a reader replaces."""

IN_CI = {
    "python3 -m venv .venv && .venv/bin/pip install --quiet -e '.[dev]'": "-e '.[dev]'",
    ". .venv/bin/activate": '"$venv/bin/',
    "pytest": '"$venv/bin/pytest"\n',
    "mypy": '"$venv/bin/mypy"\n',
    ".ci/run": "#!/usr/bin/env bash",
}
"""Commands too long for a test, each with what runs it in `.ci/run`."""


def commands() -> list[str]:
    """The lines of shell blocks, and the code in sentences and tables that begins with a program."""
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", PAGE, re.DOTALL | re.MULTILINE)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    prose = re.sub(r"^ *```.*?^ *```", "", PAGE, flags=re.DOTALL | re.MULTILINE)
    spans = [span for span in re.findall(r"`([^`\n]+)`", prose) if span.split()[0] in PROGRAMS]
    return list(dict.fromkeys(line for line in [*lines, *spans] if line and line[0] != "#"))


def repository(folder: Path) -> Path:
    """A copy of what a clone has."""
    copy = folder / "clone"
    left_out = shutil.ignore_patterns(
        ".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info", "build", "dist"
    )
    shutil.copytree(ROOT, copy, ignore=left_out)
    (copy / ".git").mkdir()
    return copy


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as in an activated environment."""
    programs = Path(sys.executable).parent
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    variables = environment({"PATH": path, "PYTHONPATH": str(folder / "checker")})
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={key: value for key, value in variables.items() if not key.startswith("PYTEST_")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_what_ci_runs_is_told_from_what_is_run_here() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert all(part in script for part in IN_CI.values())
    assert set(IN_CI) <= set(commands())


def test_every_command_of_the_guide_runs(tmp_path: Path) -> None:
    clone = repository(tmp_path)
    ran = 0
    for command in commands():
        if command in IN_CI:
            continue
        for word, instead in MEANT.items():
            command = re.sub(rf"\b{word}\b", instead, command)
        assert not re.search(r"(?<!-)\b[A-Z]{2,}\b", command), f"what stands for it in {command}?"
        done = shell(command, clone)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        ran += 1
    assert ran >= 5


def test_the_example_claim_of_the_guide_is_clean_and_canonical(tmp_path: Path) -> None:
    clone = repository(tmp_path)
    example = re.search(r"^ *```json\n( *\{\n.*?)^ *```", PAGE, re.DOTALL | re.MULTILINE)
    assert example is not None
    text = re.sub(r"^   ", "", example[1], flags=re.MULTILINE)
    id = json.loads(text)["id"]
    path = clone / "claims" / "llama-2" / f"{id}.json"
    path.write_text(text, "utf-8")
    for command in (f"claims-check check {path} --fail-level warning", "claims-check fmt --check"):
        done = shell(command, clone)
        assert done.returncode == 0, done.stdout + done.stderr
