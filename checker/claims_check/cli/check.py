"""`check`: the rules over a corpus, and the report of what they found.

A report that was made before, of exactly these files, is given again; else `checking` makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from claims_check.cli import CLEAN, FOUND, ci, console
from claims_check.cli.target import refuse_records, target_of
from claims_check.corpus.tree import base_of
from claims_check.findings import Report, Severity, counted, failing
from claims_check.report import written
from claims_check.report.look import LEAST_WIDTH, WIDTH, Look
from claims_check.report.words import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from claims_check.cache.reports import Reports
    from claims_check.cli.target import Target


def run(options: Namespace) -> int:
    """Check, print the report, and say by the exit code whether it is clean."""
    target = target_of(options.paths, "claims-check check PATH")
    if options.output == "-":
        raise console.UsageError("leave out --output: the report goes to standard output then")
    if options.output is not None:
        refuse_records("--output", options.output, target.root)
    base = base_of(target.root)
    level = options.fail_level or target.configuration.fail_level
    form = options.format or ci.format_here(output=options.output is not None)
    notes = options.notes or level == "note" or form not in ("full", "concise")
    reports = _reports(options, target, base, notes)
    report = None if reports is None else reports.of_this_state()
    left_alone = False
    if report is None:
        from claims_check.cli.checking import answer

        given = answer(options, target, level, notes, reports)
        if isinstance(given, int):
            return given
        report, left_alone = given
    _print(options, form, report, base, level, () if target.whole else target.paths)
    fails = any(finding.severity in failing(level) for finding in report.findings)
    return FOUND if fails or left_alone else CLEAN


def _reports(options: Namespace, target: Target, base: str, notes: bool) -> Reports | None:
    """The reports that are kept of what is asked; None where it is not asked of a corpus alone."""
    configuration = target.configuration
    alone = not (
        target.paths
        or options.no_cache
        or options.fix
        or options.diff
        or options.unsafe_fixes
        or options.write_baseline
        or options.since
        or options.baseline
        or configuration.baseline
    )
    if not alone:
        return None
    from claims_check.cache.reports import Question, Reports

    asked = (
        options.as_of,
        options.select,
        options.ignore,
        configuration.select,
        configuration.ignore,
        configuration.severity,
        notes,
    )
    return Reports(Question(target.root, base, tuple(map(repr, asked))))


def _print(
    options: Namespace,
    form: str,
    report: Report,
    base: str,
    level: Severity,
    paths: tuple[str, ...],
) -> None:
    plain = Look(
        notes=options.notes or level == "note",
        statistics=options.statistics,
        about=_about(paths),
        text_of=_texts(base),
        prefix=ci.below_repository(base),
        changed=ci.changed_files(base) if form == "github" else frozenset(),
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


def _texts(base: str) -> Callable[[str], str | None]:
    """Reads the texts of the corpus's files for excerpts, each once."""

    @cache
    def text_of(file: str) -> str | None:
        from claims_check.corpus.entry import read_bytes
        from claims_check.text import decoded

        try:
            return decoded(read_bytes(f"{base}/{file}"))
        except OSError:
            return None

    return text_of
