"""What `check --fix` writes and `check --diff` shows, before the check reports what is left."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from claims_check.cli import CLEAN, FOUND, console
from claims_check.cli.patch import patch
from claims_check.cli.rewriting import reason_to_leave
from claims_check.cli.target import refuse_unmarked
from claims_check.corpus.entry import read_bytes
from claims_check.findings import SEVERITIES, Finding, Report, Severity, counted, failing
from claims_check.mending.mend import Change, Mended, mend
from claims_check.named_tuple import NamedTuple

if TYPE_CHECKING:
    from argparse import Namespace

    from claims_check.corpus.corpus import Corpus

Judge = Callable[["Corpus"], Report]
"""Gives the findings of a corpus that are wanted."""


class Fixed(NamedTuple):
    """What is mended, and why some files that could be are left as they are."""

    mended: Mended
    left: dict[str, str]


def fixed(
    options: Namespace,
    corpus: Corpus,
    files: frozenset[str] | None,
    rules: frozenset[str],
    unsafe: frozenset[str],
    judge: Judge,
) -> Fixed:
    """The corpus with safe fixes and those unsafe ones of the rules named; nothing is written.

    `files` are the files that were asked for, None for all; `rules` those whose findings are
    wanted.  Canonical form is left aside where `--select` asks for the fixes of some rules.
    Raises UsageError for options that contradict each other.
    """
    _refuse_what_cannot_be(options)
    if options.fix and not options.diff:
        refuse_unmarked(corpus.root)

    def wanted(finding: Finding) -> bool:
        if finding.fix is None or finding.rule not in rules:
            return False
        return finding.fix.safe or finding.rule in unsafe

    every = files if files is not None else {entry.file for entry in corpus.entries}
    to_form = () if options.select else every
    found = mend(corpus, judge, wanted, to_form)
    reasons = {each.file: reason_to_leave(each.path, corpus.root) for each in found.changes}
    left = {file: reason for file, reason in reasons.items() if reason}
    return Fixed(mend(corpus, judge, wanted, to_form, left) if left else found, left)


def _refuse_what_cannot_be(options: Namespace) -> None:
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise console.UsageError(
            "--unsafe-fixes names what --fix may write beside the safe fixes; add --fix or --diff"
        )
    if options.diff and (options.format or options.output):
        raise console.UsageError(
            "--diff shows what would change and no report; leave out --format and --output"
        )


def write(found: Fixed) -> bool:
    """Write the changes, each file whole or not at all; whether all of them could be.

    A file that is no longer what was checked is left alone, and that is said, as of those that may
    not be written.  Raises UsageError where the system fails; what is written before that stays.
    """
    every = True
    _tell_left(found)
    for change in found.mended.changes:
        reason = _overtaken(change)
        try:
            if reason is None:
                console.replace_file(change.path, change.after)
        except PermissionError as error:
            reason = f"not written: {error.strerror}"
        except OSError as error:
            raise console.UsageError(
                f"{change.file}: it cannot be written: {error.strerror}"
            ) from error
        every = every and reason is None
        console.complain(f"{change.file}: {reason or '; '.join(change.mended)}")
    return every


def _overtaken(change: Change) -> str | None:
    """That a file is no longer what was checked; a link in the corpus may be written already."""
    with contextlib.suppress(OSError):  # it is gone
        if read_bytes(change.path) in (change.before, change.after):
            return None
    return "it changed while it was checked, so it is left alone; run the command again"


def _tell_left(found: Fixed) -> None:
    for file, reason in sorted(found.left.items()):
        console.complain(f"{file}: not written: {reason}")


def show(found: Fixed, level: Severity) -> int:
    """Print what would change, say what would be left, and give the exit code of `--diff`."""
    changes, report = found.mended.changes, found.mended.report
    console.write("".join(patch(c.file, c.before, c.after) for c in changes))
    _tell_left(found)
    left = [
        counted(report.count(severity), severity)
        for severity in SEVERITIES
        if report.count(severity)
    ]
    console.complain(
        f"{counted(len(changes), 'file')} to write; "
        f"{', '.join(left) or 'nothing'} would be left to report"
    )
    fails = any(finding.severity in failing(level) for finding in report.findings)
    return FOUND if fails or changes or found.left else CLEAN
