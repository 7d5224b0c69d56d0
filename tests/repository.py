"""Real git repositories for tests, made by git itself, blind to this machine's settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.examples import write_corpus

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_NAME": "Ann" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "ann@example.org" for who in ("AUTHOR", "COMMITTER")},
}


def git(folder: Path, *arguments: str | Path) -> str:
    """What git prints when it is run in a folder."""
    done = subprocess.run(
        ["git", "-C", str(folder), *map(str, arguments)],
        env={**os.environ, **SETTINGS},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "change") -> str:
    """Commit everything in the working tree, and give the id of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path, records: str) -> Path:
    """A repository on its branch main whose one commit has a corpus in claims/; gives that."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    write_corpus(folder / "claims", records.strip())
    commit(folder)
    return folder / "claims"
