"""`check`: the rules over a corpus, and the report of what they found."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claims_check import dates
from claims_check.check import check_corpus
from claims_check.cli import CLEAN, FOUND, ci, console
from claims_check.cli.configuration import Configuration, rule_problem
from claims_check.cli.target import corpus_of, files_of, involving, target_of
from claims_check.corpus.reading import read_bytes
from claims_check.findings import SEVERITIES, Report, Severity
from claims_check.report import written
from claims_check.report.look import LEAST_WIDTH, WIDTH, Look
from claims_check.report.words import counted, printable
from claims_check.rules import BY_NAME, RULES
from claims_check.text import decoded

if TYPE_CHECKING:
    from argparse import Namespace

    from claims_check.corpus.corpus import Corpus
    from claims_check.rules.rule import Rule

FAULT = "checker-fault"


class Choice(NamedTuple):
    """Which rules are wanted, and the severities that differ from the rules' own."""

    wanted: frozenset[str]
    ignored: frozenset[str]
    severities: dict[str, Severity]

    def severity_of(self, rule: str) -> Severity | None:
        """The severity of a rule's findings, None where the rule is not wanted."""
        if rule not in self.wanted:
            return None
        return self.severities.get(rule, BY_NAME[rule].severity)

    @property
    def running(self) -> list[Rule]:
        """The rules that run.

        Those not selected run too: which sets of records cannot all hold depends on all of them.
        """
        ignored = self.ignored - {FAULT}
        return [rule for rule in RULES if rule.name not in ignored or "file" in rule.sorts]


def run(options: Namespace) -> int:
    """Check, print the report, and say by the exit code whether it is clean."""
    target = target_of(options.paths, "claims-check check PATH")
    configuration = target.configuration
    choice = choice_of(options, configuration)
    as_of = None if options.as_of is None else day_of(options.as_of)
    corpus = corpus_of(target.root)
    # The list of files is short, so look at it before the rules run.
    named = files_of(corpus, target.paths)
    files = None if target.whole else named
    rules = choice.running
    left_alone = False
    level = options.fail_level or configuration.fail_level
    if options.fix or options.diff or options.unsafe_fixes:
        from claims_check.cli import fixing

        def judged(other: Corpus) -> Report:
            report = only_wanted(
                check_corpus(other, rules, as_of, choice.severities).report, choice, other
            )
            return report if files is None else involving(files, report, other)

        unsafe = _names("--unsafe-fixes", options.unsafe_fixes)
        fixed = fixing.fixed(options, corpus, files, choice.wanted, unsafe, judged)
        if options.diff:
            return fixing.show(fixed, level)
        every = fixing.write(fixed)
        corpus = fixed.mended.corpus if every else corpus_of(target.root)
        left_alone = bool(fixed.left) or not every
    day = as_of if as_of is not None else corpus.newest_check()

    form = options.format or ci.format_here(output=options.output is not None)
    shows_notes = options.notes or level == "note" or form not in ("full", "concise")

    def checked(other: Corpus) -> Report:
        return check_corpus(other, rules, day, choice.severities, place_notes=shows_notes).report

    report = only_wanted(checked(corpus), choice, corpus)
    if options.write_baseline:
        from claims_check.cli.earlier import write_baseline

        write_baseline(report, options, configuration)
        return CLEAN
    if (options.since, options.baseline, configuration.baseline) != (None, None, None):
        from claims_check.cli.earlier import gone_below, without_older

        report = without_older(report, corpus, options, configuration, checked, choice.severity_of)
        if files is not None:
            files |= gone_below(report, corpus, target.paths)
    if files is not None:
        report = involving(files, report, corpus)
    about = () if target.whole else target.paths
    _print(options, _counted_again(report), corpus, level, about)
    failing = SEVERITIES[: SEVERITIES.index(level) + 1]
    fails = any(finding.severity in failing for finding in report.findings)
    return FOUND if fails or left_alone else CLEAN


def choice_of(options: Namespace, configuration: Configuration) -> Choice:
    """Options count before the configuration, and what is ignored before what is selected."""
    selected, ignored = _names("--select", options.select), _names("--ignore", options.ignore)
    configured = {name for name, level in configuration.severity if level == "off"}
    if options.ignore is None:
        configured |= set(configuration.ignore)
    ignored |= configured - selected
    wanted = selected or frozenset(configuration.select) or frozenset(rule.name for rule in RULES)
    if not wanted - ignored:
        raise console.UsageError("all rules are ignored, so nothing would be checked")
    severities = {name: level for name, level in configuration.severity if level != "off"}
    return Choice(wanted - ignored, ignored, severities)


def _names(option: str, values: list[str] | None) -> frozenset[str]:
    names = [name.strip() for value in values or () for name in value.split(",") if name.strip()]
    if values and not names:
        raise console.UsageError(f"{option} names no rule; `claims-check rules` lists them")
    for name in names:
        if problem := rule_problem(name):
            raise console.UsageError(f"{option}: {problem}")
    return frozenset(names)


def day_of(text: str) -> int:
    """The day that --as-of names.  Raises UsageError where it names none."""
    try:
        window = dates.read(text).literal
    except dates.DateError as error:
        raise console.UsageError(f"--as-of: {error}") from error
    if window.earliest != window.latest:
        raise console.UsageError(f"--as-of: {text} is no single day; write one, such as 2026-01-31")
    return window.earliest


def only_wanted(report: Report, choice: Choice, corpus: Corpus) -> Report:
    """The report with the findings of the rules that are wanted.

    What says that a record could not be read, or a rule not run, is never left out: without it a
    corpus would look clean that nobody has looked at.
    """
    unread = {
        (entry.file, entry.id)
        for entry in corpus.entries
        if entry.record is None and (entry.digest is not None or entry.line)  # no stray file
    }
    kept = [
        finding
        for finding in report.findings
        if finding.rule in choice.wanted
        or finding.rule == FAULT
        or (finding.file, finding.record) in unread
    ]
    names = choice.wanted | {finding.rule for finding in kept}
    rules = tuple(count for count in report.rules if count.rule in names)
    return report._replace(findings=tuple(kept), rules=rules)


def _counted_again(report: Report) -> Report:
    """The report with its rules' findings counted as they are now."""
    made: dict[str, int] = {}
    for finding in report.findings:
        made[finding.rule] = made.get(finding.rule, 0) + 1
    rules = tuple(count._replace(findings=made.get(count.rule, 0)) for count in report.rules)
    return report._replace(rules=rules)


def _print(
    options: Namespace, report: Report, corpus: Corpus, level: Severity, paths: tuple[str, ...]
) -> None:
    form = options.format or ci.format_here(output=options.output is not None)
    plain = Look(
        notes=options.notes or level == "note",
        statistics=options.statistics,
        about=_about(paths),
        text_of=_texts(corpus),
        prefix=ci.below_repository(corpus.base),
        changed=ci.changed_files(corpus.base) if form == "github" else frozenset(),
    )
    if form == "github":
        from claims_check.report.github import step_summary

        ci.add_to_step_summary(step_summary(report, plain, ci.tree_address()))
    screen = plain._replace(
        colour=console.coloured(options.color), width=console.width(WIDTH, LEAST_WIDTH)
    )
    if options.output is None:
        console.write(written(form, report, screen))
        return
    try:
        text = written(form, report, plain)
        console.replace_file(options.output, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise console.UsageError(f"--output {options.output}: {error.strerror}") from error
    console.write(written("concise", report, screen))


def _about(paths: tuple[str, ...]) -> str:
    if len(paths) == 1:
        return printable(paths[0])
    return counted(len(paths), "path") if paths else ""


def _texts(corpus: Corpus) -> Callable[[str], str | None]:
    """Reads the texts of the corpus's files for excerpts, each once."""
    paths = {entry.file: entry.path for entry in corpus.entries}

    @cache
    def text_of(file: str) -> str | None:
        try:
            return decoded(read_bytes(paths.get(file, f"{corpus.base}/{file}")))
        except OSError:
            return None

    return text_of
