"""What `check --fix` writes and `check --diff` shows, before the check reports what is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from claims_check.cli import CLEAN, FOUND, console
from claims_check.cli.patch import patch
from claims_check.corpus.reading import read_bytes
from claims_check.findings import SEVERITIES, Finding, Report, Severity
from claims_check.mending.mend import Change, Mended, mend
from claims_check.report.words import counted, printable

if TYPE_CHECKING:
    from argparse import Namespace

    from claims_check.corpus.corpus import Corpus

Judge = Callable[["Corpus"], Report]
"""Gives the findings of a corpus that are wanted."""


def mended(
    options: Namespace,
    corpus: Corpus,
    files: frozenset[str] | None,
    rules: frozenset[str],
    unsafe: frozenset[str],
    judge: Judge,
) -> Mended:
    """The corpus with safe fixes and those unsafe ones of the rules named; nothing is written.

    `files` are the files that were asked for, None for all; `rules` those whose findings are
    wanted.  Canonical form is left aside where `--select` asks for the fixes of some rules.
    Raises UsageError for options that contradict each other.
    """
    _refuse_what_cannot_be(options)

    def wanted(finding: Finding) -> bool:
        if finding.fix is None or finding.rule not in rules:
            return False
        return finding.fix.safe or finding.rule in unsafe

    every = files if files is not None else {entry.file for entry in corpus.entries}
    return mend(corpus, judge, wanted, () if options.select else every)


def _refuse_what_cannot_be(options: Namespace) -> None:
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise console.UsageError(
            "--unsafe-fixes names what --fix may write beside the safe fixes; add --fix or --diff"
        )
    if options.diff and (options.format or options.output):
        raise console.UsageError(
            "--diff shows what would change and no report; leave out --format and --output"
        )


def write(changes: tuple[Change, ...]) -> bool:
    """Write the changes, each file whole or not at all; whether all could be.

    A file that is no longer what was checked is left alone, and that is said.  Raises UsageError
    for one that cannot be written; those before it are.
    """
    all_written = True
    for change in changes:
        try:
            if read_bytes(change.path) != change.before:
                all_written = False
                console.complain(
                    f"{printable(change.file)}: it changed while it was checked, so it is left "
                    "alone; run the command again"
                )
                continue
            console.replace_file(change.path, change.after)
        except OSError as error:
            raise console.UsageError(
                f"{printable(change.file)}: it cannot be written: {error.strerror}"
            ) from error
        console.complain(f"{printable(change.file)}: {printable('; '.join(change.mended))}")
    return all_written


def show(found: Mended, level: Severity) -> int:
    """Print what would change, say what would be left, and give the exit code of `--diff`."""
    console.write("".join(patch(c.file, c.before, c.after) for c in found.changes))
    left = [
        counted(found.report.count(severity), severity)
        for severity in SEVERITIES
        if found.report.count(severity)
    ]
    console.complain(
        f"{counted(len(found.changes), 'file')} to write; "
        f"{', '.join(left) or 'nothing'} would be left to report"
    )
    failing = SEVERITIES[: SEVERITIES.index(level) + 1]
    fails = any(finding.severity in failing for finding in found.report.findings)
    return FOUND if fails or found.changes else CLEAN
