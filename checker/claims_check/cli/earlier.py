"""What `check` does not hold against a change: findings of an earlier state, or of a baseline."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from claims_check.cli import console
from claims_check.cli.configuration import NOT_READ, Configuration
from claims_check.cli.target import is_below, name_below, refuse_records
from claims_check.comparison import baseline, older
from claims_check.comparison.git import (
    NoStateError,
    corpora_on_disk,
    corpus_at,
    place_in,
    repository_of,
    state_of,
)
from claims_check.corpus.entry import read_bytes
from claims_check.corpus.tree import LINES
from claims_check.findings import Report, Severity, counted
from claims_check.report.words import printable

if TYPE_CHECKING:
    from argparse import Namespace

    from claims_check.corpus.corpus import Corpus

Again = Callable[["Corpus"], Report]
"""The same check on another state of the corpus."""
SeverityOf = Callable[[str], Severity | None]
"""The severity of a rule's findings, None where the rule is not wanted."""


def without_older(
    report: Report,
    corpus: Corpus,
    options: Namespace,
    configuration: Configuration,
    again: Again,
    severity_of: SeverityOf,
) -> Report:
    """The report with what comparing finds, and without what a commit or the baseline has too.

    Raises UsageError where one of them cannot be had.
    """
    file = _file(options, configuration)
    present = older.fingerprints(report)
    before: frozenset[str] = frozenset()
    if options.since is not None:
        report, before = _beside_a_state(report, corpus, options.since, again, severity_of)
    if file is not None:
        known = _read(file)
        severity = severity_of(baseline.UNUSED)
        if severity is not None:
            name = os.path.relpath(os.path.realpath(file), corpus.base).replace(os.sep, "/")
            ran = frozenset(count.rule for count in report.rules)
            stale = baseline.unused(known, name, ran, present, severity)
            report = older.with_more(report, baseline.UNUSED, len(known.findings), stale)
        before |= {key for key, each in known.findings.items() if each.rule not in NOT_READ}
    return older.without_older(report, before)


def _beside_a_state(
    report: Report, corpus: Corpus, ref: str, again: Again, severity_of: SeverityOf
) -> tuple[Report, frozenset[str]]:
    """The report with the records that are gone, and the fingerprints of a commit's findings."""
    folder, name = corpus.root, ""
    if corpus.root.endswith(LINES):
        folder, name = os.path.split(corpus.root)
    lines = bool(name)
    try:
        repository = repository_of(folder)
        state = state_of(repository, ref)
        now = (repository.prefix + name).strip("/")
        place = place_in(repository, state, now, lines, corpora_on_disk(repository, lines))
        earlier = corpus_at(repository, state, corpus.root, corpus.base, place)
        if not earlier.says_something():
            raise NoStateError(
                f"{ref} has no corpus at {now or '.'}, so there is nothing to compare with; name "
                "a commit that has it, or check without --since"
            )
    except NoStateError as error:
        raise console.UsageError(f"--since {ref}: {error}") from error
    tell_moved(ref, place, now)
    severity = severity_of(older.DELETED)
    if severity is not None:
        gone = older.deletions(earlier, corpus, ref, state.behind, severity)
        report = older.with_more(report, older.DELETED, len(earlier.records), gone)
    severity = severity_of(older.UNCORRECTED)
    if severity is not None:
        silent = older.uncorrected(earlier, corpus, ref, severity)
        report = older.with_more(report, older.UNCORRECTED, len(earlier.claims), silent)
    return report, older.fingerprints(again(earlier))


def tell_moved(ref: str, then: str, now: str) -> None:
    """Say where a corpus was in a state, if it was not where it is now."""
    if then != now:
        console.complain(
            f"{ref} has the corpus at {then or '.'}, which is gone; "
            f"compared with what is at {now or '.'} now"
        )


def gone_below(report: Report, corpus: Corpus, paths: tuple[str, ...]) -> frozenset[str]:
    """The files of records that are gone, of those that the paths name or hold."""
    names = [name_below(corpus.root, path) for path in paths]
    files = (finding.file for finding in report.findings if finding.rule == older.DELETED)
    return frozenset(
        file
        for file in files
        if any(is_below(name_below(corpus.root, os.path.join(corpus.base, file)), n) for n in names)
    )


def _file(options: Namespace, configuration: Configuration) -> str | None:
    file: str | None = options.baseline
    return configuration.baseline if file is None else file


def _read(file: str) -> baseline.Baseline:
    try:
        return baseline.read_baseline(read_bytes(file))
    except FileNotFoundError as error:
        raise console.UsageError(
            f"{file}: there is no such baseline; write one with --write-baseline"
        ) from error
    except OSError as error:
        raise console.UsageError(
            f"{file}: the baseline cannot be read: {error.strerror}"
        ) from error
    except baseline.BaselineError as error:
        raise console.UsageError(f"{file}: {error}") from error


def write_baseline(
    report: Report, options: Namespace, configuration: Configuration, root: str
) -> None:
    """Write the findings of a whole check to the baseline, in one step.

    What says that a record was not read stays out: it would hide all that is wrong with the record.
    Raises UsageError where there is no file to write, or the check was not whole.
    """
    _refuse_parts(options)
    file = _file(options, configuration)
    if file is None:
        raise console.UsageError(
            "--write-baseline does not know where to: add --baseline FILE, or set baseline in the "
            "configuration"
        )
    refuse_records("--baseline", file, root)
    kept = [finding for finding in report.findings if finding.rule not in NOT_READ]
    try:
        console.replace_file(file, baseline.baseline_text(kept).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise console.UsageError(f"--baseline {file}: {error.strerror}") from error
    rest = len(report.findings) - len(kept)
    out = f"; {counted(rest, 'finding')} left out, of records not read" if rest else ""
    entries = counted(len(older.fingerprints(report._replace(findings=tuple(kept)))), "entry")
    console.write(f"{printable(file)}: {entries} written{out}\n")


def _refuse_parts(options: Namespace) -> None:
    """Raise UsageError where only a part of the check would go into the baseline."""
    parts = {
        "PATH": options.paths,
        "--since": options.since,
        "--select": options.select,
        "--ignore": options.ignore,
        "--output": options.output,
        "--format": options.format,
    }
    for name, given in parts.items():
        if given:
            raise console.UsageError(
                f"--write-baseline holds all findings of the corpus and prints none: "
                f"leave out {name}"
            )
