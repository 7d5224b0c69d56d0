"""The commit that a corpus is at, as git says, without touching the repository."""

from __future__ import annotations

import os
import subprocess

from claims_check.comparison.git import LOCAL
from claims_check.named_tuple import NamedTuple


class Commit(NamedTuple):
    """Hash of the commit, and whether the corpus differs from it; None where there is no git."""

    commit: str | None
    modified: bool | None


def commit_of(root: str) -> Commit:
    """The commit of the repository that a corpus lies in, wherever the caller works."""
    folder = root if os.path.isdir(root) else os.path.dirname(root)
    head = _git(folder, "rev-parse", "--verify", "HEAD")
    if head is None:
        return Commit(None, None)
    status = _git(folder, "status", "--porcelain", "--untracked-files=all", "--", root)
    return Commit(head.strip(), None if status is None else bool(status.strip()))


def _git(folder: str, *arguments: str) -> str | None:
    """What git prints; None where it is not installed or refuses."""
    # A hook's own repository is none of ours; without optional locks nothing is written.
    variables = {key: value for key, value in os.environ.items() if key not in LOCAL}
    variables |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "-C", folder, *arguments],
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
