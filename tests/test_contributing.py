"""Every command of CONTRIBUTING.md is run, in order, in a clone, and its claim is new and clean.

Whoever follows the page to the letter has its records; the copies here are made without them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claims_check.generate import ROOT
from tests.command import environment, run
from tests.examples import write_corpus
from tests.repository import SETTINGS, commit, git

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PROGRAMS = ("claims-check", "git", "pytest", "ruff", "mypy", "python", "python3", ".", ".ci/run")
MEANT = {"NAME": "released", "DATE": "2023-07-18"}
"""What stands for the words in capitals that a reader replaces."""

NEW = "claims-check new claim"
CLAIM = "llama-1/redpajama-announced.json"
ENTITY = "entities/redpajama.json"
TODAY = "2026-11-24"
"""The day on which the claim of the page is said to be checked, for what is stale hangs on it."""

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
    joined = [re.sub(r" \\\n *", " ", block) for block in blocks]
    lines = [line.strip() for block in joined for line in block.splitlines()]
    prose = re.sub(r"^ *```.*?^ *```", "", PAGE, flags=re.DOTALL | re.MULTILINE)
    spans = [span for span in re.findall(r"`([^`\n]+)`", prose) if span.split()[0] in PROGRAMS]
    return list(dict.fromkeys(line for line in [*lines, *spans] if line and line[0] != "#"))


def without_the_example(clone: Path) -> bool:
    """Take the records of the page out of a clone; whether there were any."""
    known = [path for name in (CLAIM, ENTITY) if (path := clone / "claims" / name).exists()]
    for path in known:
        path.unlink()
    return bool(known)


def repository(folder: Path) -> Path:
    """A clone on its branch main."""
    copy = folder / "clone"
    left_out = shutil.ignore_patterns(
        ".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info", "build", "dist"
    )
    shutil.copytree(ROOT, copy, ignore=left_out)
    if without_the_example(copy):
        shell("python -m claims_check.generate", copy)
    git(copy, "init", "--quiet", "--initial-branch", "main")
    commit(copy)
    return copy


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as in an activated environment."""
    programs = Path(sys.executable).parent
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    variables = environment({"PATH": path, "PYTHONPATH": str(folder / "checker"), **SETTINGS})
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


def test_every_command_of_the_guide_runs_and_its_claim_is_clean(tmp_path: Path) -> None:
    clone = repository(tmp_path)
    ran = {}
    for command in commands():
        if command in IN_CI or command == NEW:  # which asks, where there is a terminal
            continue
        for word, instead in MEANT.items():
            command = re.sub(rf"\b{word}\b", instead, command)
        assert not re.search(r"(?<!-)\b[A-Z]{2,}\b(?!\.)", command), (
            f"what stands for it in {command}?"
        )
        command = command.replace(NEW, f"{NEW} --checked {TODAY}")
        done = shell(command, clone)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        ran[command] = done.stdout
    assert NEW in commands()
    for command in ("check --since main", "check --fix", "diff main"):
        assert f"claims-check {command}" in ran
    assert f"claims/{ENTITY}: written" in "".join(ran.values())
    assert "`redpajama-announced`" in ran["claims-check diff main"]
    assert git(clone, "status", "--porcelain", "--branch") == "## main", "the page leads back"
    git(clone, "switch", "--quiet", "redpajama")
    assert git(clone, "diff", "--name-status", "main").splitlines() == [
        "M\tREADME.md",
        f"A\tclaims/{ENTITY}",
        f"A\tclaims/{CLAIM}",
    ]
    record = json.loads((clone / "claims" / CLAIM).read_text("utf-8"))
    [item] = record["evidence"]
    assert (ROOT / "claims" / "sources" / f"{item['source']}.json").exists()
    for command in ("claims-check --fail-level warning", "claims-check fmt --check"):
        done = shell(command, clone)
        assert done.returncode == 0, done.stdout + done.stderr


def test_whoever_has_the_records_of_the_page_can_run_its_test(tmp_path: Path) -> None:
    for name in (CLAIM, ENTITY):
        path = tmp_path / "claims" / name
        path.parent.mkdir(parents=True)
        path.write_text("{}", "utf-8")
    assert without_the_example(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not without_the_example(tmp_path)


def members() -> list[dict[str, Any]]:
    """The members of a record that the section on corrections shows."""
    section = PAGE.partition("\n## Correct a fact\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
    return [json.loads(f"{{{block}}}") for block in blocks]


CORRECTED = """
claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2023-04-17"}
    {"verdict": {"checked": "2026-12-01"}}
claim redpajama-released {"kind": "released", "subject": "lynx", "stage": "weights"}
"""


@pytest.mark.parametrize("member", members(), ids=lambda member: next(iter(member)))
def test_a_record_with_what_the_page_shows_of_corrections_is_clean(
    member: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", CORRECTED.strip())
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "claims" / "topic" / "x.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **member}), "utf-8")
    ran = run("check", "claims", "--fail-level", "warning")
    assert (ran.code, ran.out.partition(":")[0]) == (0, "clean")


def test_the_page_shows_each_way_to_correct_a_record() -> None:
    assert [next(iter(each)) for each in members()] == ["corrections", "withdrawn", "former_ids"]
