"""What `check` does where no report is kept: read, mend if asked to, run the rules, compare."""

from __future__ import annotations

import contextlib
import os

from claims_check.check import check_corpus
from claims_check.cli import CLEAN, HELD, console
from claims_check.cli.choice import choice_of, day_of, names_of, only_wanted
from claims_check.cli.target import corpus_of, files_of, involving
from claims_check.findings import Report, RuleCount, Severity
from claims_check.named_tuple import NamedTuple
from claims_check.rules import BY_NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from claims_check.cache.records import Records
    from claims_check.cache.reports import Reports
    from claims_check.cli.progress import Watch
    from claims_check.cli.target import Target
    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.entry import Entry
    from claims_check.corpus.reading import Read


class Answer(NamedTuple):
    """A report, and whether something that was to be mended had to be left alone."""

    report: Report
    left_alone: bool = False


def answer(
    options: Namespace, target: Target, level: Severity, notes: bool, reports: Reports | None
) -> Answer | int:
    """What there is to report, or the exit code where nothing is.

    `notes`: whether notes are shown, so that they need a place.  `reports` keeps the report for the
    next time, None where it is for this time only.
    """
    configuration = target.configuration
    choice = choice_of(configuration, options.select, options.ignore)
    as_of = None if options.as_of is None else day_of(options.as_of)
    records = _records(options, target)
    corpus = _corpus(target.root, None if records is None else records.read)
    if reports is not None and records is not None:
        content = records.content(corpus.entries)
        kept = reports.of_this_content(content) if content else None
        if kept is not None:
            return Answer(kept)
    # The list of files is short, so look at it before the rules run.
    named = files_of(corpus, target.paths)
    files = None if target.whole else named
    rules = choice.running
    left_alone = False
    if _mends(options):
        from claims_check.cli import fixing

        def judged(other: Corpus) -> Report:
            report = only_wanted(
                check_corpus(other, rules, as_of, choice.severities).report, choice, other
            )
            return report if files is None else involving(files, report, other)

        unsafe = names_of("--unsafe-fixes", options.unsafe_fixes)
        fixed = fixing.fixed(options, corpus, files, choice.wanted, unsafe, judged)
        if options.diff:
            return fixing.show(fixed, level)
        every = fixing.write(fixed)
        corpus = fixed.mended.corpus if every else corpus_of(target.root)
        left_alone = bool(fixed.left) or not every
    day = as_of if as_of is not None else corpus.newest_check()
    heard = not any(BY_NAME[name].sees == "itself" for name in choice.ignored)
    remember = records.remember if records is not None and heard else None

    def checked(other: Corpus) -> Report:
        with _watching("checking") as watch:
            made = check_corpus(
                other,
                rules,
                day,
                choice.severities,
                place_notes=notes,
                remember=remember if other is corpus else None,
                watch=watch,
            )
        if other is corpus:
            HELD.append((corpus, made))
        return made.report

    report = only_wanted(checked(corpus), choice, corpus)
    if records is not None and remember is not None:
        records.keep()
    if options.write_baseline:
        from claims_check.cli.earlier import write_baseline

        write_baseline(report, options, configuration, target.root)
        return CLEAN
    if (options.since, options.baseline, configuration.baseline) != (None, None, None):
        from claims_check.cli.earlier import gone_below, without_older

        report = without_older(report, corpus, options, configuration, checked, choice.severity_of)
        if files is not None:
            files |= gone_below(report, corpus, target.paths)
    if files is not None:
        report = involving(files, report, corpus)
    report = _counted_again(report)
    if reports is not None and content:
        reports.keep(report, content)
    return Answer(report, left_alone)


def _watching(what: str) -> contextlib.AbstractContextManager[Watch | None]:
    if not console.is_watched():
        return contextlib.nullcontext()
    from claims_check.cli.progress import watching

    return watching(what)


def _corpus(root: str, read: Read | None) -> Corpus:
    """The corpus, read whole, with a word on how far that is where somebody watches."""
    if not console.is_watched():
        return corpus_of(root, read)
    from claims_check.cli.progress import watching
    from claims_check.corpus.reading import read_record
    from claims_check.corpus.tree import NoCorpusError, files_below

    done, folder = 0, os.path.isdir(root)
    try:
        of = len(files_below(root)) if folder else os.path.getsize(root)
    except (OSError, NoCorpusError):
        of = 0
    with watching("reading") as watch:

        def watched(data: bytes, *about: Any) -> Entry:
            nonlocal done
            done += 1 if folder else len(data) + 1
            watch(done, of)
            return (read or read_record)(data, *about)

        return corpus_of(root, watched)


def _records(options: Namespace, target: Target) -> Records | None:
    """The records that are known by their content; None where everything is to be read anew."""
    if options.no_cache or _mends(options):
        return None
    from claims_check.cache.records import Records

    return Records(target.root)


def _mends(options: Namespace) -> bool:
    return bool(options.fix or options.diff or options.unsafe_fixes)


def _counted_again(report: Report) -> Report:
    """The report with its rules' findings counted as they are now."""
    made: dict[str, int] = {}
    for finding in report.findings:
        made[finding.rule] = made.get(finding.rule, 0) + 1
    rules = tuple(
        RuleCount(rule, examined, made.get(rule, 0)) for rule, examined, _ in report.rules
    )
    return report._replace(rules=rules)
