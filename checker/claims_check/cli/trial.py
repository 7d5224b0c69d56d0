"""New records checked with the corpus before they are written."""

from __future__ import annotations

from collections.abc import Mapping

from claims_check.check import check_corpus
from claims_check.cli import console
from claims_check.cli.choice import choice_of, only_wanted
from claims_check.cli.target import Target, involving
from claims_check.corpus.corpus import Corpus, open_corpus
from claims_check.findings import Finding, Report, counted, failing
from claims_check.named_tuple import NamedTuple
from claims_check.report import written
from claims_check.report.look import LEAST_WIDTH, WIDTH, Look

UNUSED = "unused-record"
"""The rule whose findings are none on a new record: what names it may be written next."""


class Trial(NamedTuple):
    """What the check says that involves new records; for the `failing` findings it exits with 1.

    `files` are the names of their files in findings, by their paths; `unnamed` are the paths of
    those that nothing names yet, which is no finding on a record that was written just now.
    """

    corpus: Corpus
    files: dict[str, str]
    report: Report
    failing: tuple[Finding, ...]
    unnamed: frozenset[str]

    def show(self) -> None:
        """Print the report, with excerpts of records that need not be on the disk."""
        texts = {entry.file: entry for entry in self.corpus.entries}
        number = len(self.files)

        def text_of(file: str) -> str | None:
            try:
                return texts[file].text()
            except (KeyError, OSError):
                return None

        look = Look(
            colour=console.coloured("auto"),
            width=console.width(WIDTH, LEAST_WIDTH),
            about=f"the {counted(number, 'new record')}" if number > 1 else "the new record",
            text_of=text_of,
        )
        console.write(written("full", self.report, look))


def tried(target: Target, texts: Mapping[str, bytes]) -> Trial:
    """Check the corpus as if it had these files, by their paths, as the configuration wants it."""
    choice = choice_of(target.configuration)
    corpus = open_corpus(target.root, {path[len(target.root) + 1 :]: texts[path] for path in texts})
    files = {entry.path: entry.file for entry in corpus.entries if entry.path in texts}
    report = check_corpus(corpus, choice.running, None, choice.severities).report
    report = involving(frozenset(files.values()), only_wanted(report, choice, corpus), corpus)
    levels = failing(target.configuration.fail_level)
    lone = {f.file for f in report.findings if f.rule == UNUSED}.intersection(files.values())
    kept = tuple(f for f in report.findings if f.rule != UNUSED or f.file not in lone)
    return Trial(
        corpus,
        files,
        report._replace(findings=kept),
        tuple(f for f in kept if f.severity in levels),
        frozenset(path for path, file in files.items() if file in lone),
    )
