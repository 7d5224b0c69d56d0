"""What a CI platform tells a run (which one it is, which files a change touches) and takes from it.

Sources: GitHub's documentation, "Variables reference" and "Workflow commands"; GitLab's,
"Predefined CI/CD variables reference".
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from claims_check.cli import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ASKED = 10
"""Seconds that git may take to say what has changed."""

FORMATS = (("GITHUB_ACTIONS", "github"), ("GITLAB_CI", "gitlab"))
"""The variable that each platform sets to `true`, and its format."""


def format_here(output: bool) -> str:
    """The format where none is asked for: that of the platform, else `full`.

    GitHub reads its commands from standard output alone, so a file there gets the full report.
    """
    for variable, form in FORMATS:
        if os.environ.get(variable, "").lower() == "true" and not (output and form == "github"):
            return form
    return "full"


def below_repository(base: str) -> str:
    """The way from the repository's root to a folder, with a slash behind; empty where it is that.

    Empty also where there is no repository.
    """
    here = base
    while True:
        if os.path.exists(os.path.join(here, ".git")):
            way = os.path.relpath(base, here).replace(os.sep, "/")
            return "" if way == "." else f"{way}/"
        above = os.path.dirname(here)
        if above == here:
            return ""
        here = above


def changed_files(base: str) -> frozenset[str]:
    """Files that the pull request or push of this run changes, named from the folder `base`.

    Asked of git, from the commit that the event names as the one before; empty where that commit is
    not at hand, as in a shallow clone, or where there is no git.
    """
    for before in _commits_before():
        for between in (f"{before}...HEAD", f"{before}..HEAD"):
            names = _names(base, between)
            if names is not None:
                return frozenset(names)
    return frozenset()


def _commits_before() -> Iterator[str]:
    event = _event()
    pull = event.get("pull_request")
    pull_base = pull.get("base") if isinstance(pull, dict) else None
    for commit in (
        pull_base.get("sha") if isinstance(pull_base, dict) else None,
        event.get("before"),
    ):
        if isinstance(commit, str) and commit.isalnum():
            yield commit
    if pull_base:
        yield "HEAD^1"  # the platform checks out the merge of the two


def _event() -> dict[str, Any]:
    """What the platform tells about the event that started the run; empty where that is nothing."""
    import json

    try:
        with open(os.environ.get("GITHUB_EVENT_PATH", ""), encoding="utf-8") as file:
            event = json.load(file)
    except (OSError, ValueError):
        return {}
    return event if isinstance(event, dict) else {}


def _names(folder: str, between: str) -> list[str] | None:
    from claims_check.comparison.git import NoStateError, git

    wanted = ("diff", "--name-only", "--no-renames", "--relative", "-z", between, "--")
    try:
        code, out, _ = git(folder, *wanted, seconds=ASKED)
    except NoStateError:
        return None
    return None if code else [os.fsdecode(name) for name in out.split(b"\0") if name]


def tree_address() -> str:
    """The address of this commit's files on GitHub; empty elsewhere."""
    parts = [os.environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    server, repository, commit = parts
    return f"{server}/{repository}/blob/{commit}" if all(parts) else ""


def add_to_step_summary(text: str) -> None:
    """Put a text into the summary of the step, where the platform has one.

    A summary that cannot be written costs no report: it is said on standard error.
    """
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with open(path, "a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        console.complain(f"GITHUB_STEP_SUMMARY {path}: {error.strerror}")
