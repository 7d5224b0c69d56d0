"""The commit that a corpus is at, as git says, without touching the repository."""

from __future__ import annotations

import os

from claims_check.comparison.git import NoStateError, git
from claims_check.named_tuple import NamedTuple


class Commit(NamedTuple):
    """Hash of the commit, and whether the corpus differs from it; None where there is no git."""

    commit: str | None
    modified: bool | None


def commit_of(root: str) -> Commit:
    """The commit of the repository that a corpus lies in, wherever the caller works."""
    folder = root if os.path.isdir(root) else os.path.dirname(root)
    head = _said(folder, "rev-parse", "--verify", "HEAD")
    if head is None:
        return Commit(None, None)
    status = _said(folder, "status", "--porcelain", "--untracked-files=all", "--", root)
    return Commit(head.strip(), None if status is None else bool(status.strip()))


def _said(folder: str, *arguments: str) -> str | None:
    """What git prints; None where it is not installed or refuses."""
    try:
        code, out, _ = git(folder, *arguments)
    except NoStateError:
        return None
    return None if code else out.decode("utf-8", "replace")
