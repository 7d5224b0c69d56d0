"""`export`: the corpus in the formats of other programs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from claims_check.check import check_corpus
from claims_check.cli import CLEAN, FOUND, console
from claims_check.cli.choice import choice_of, day_of
from claims_check.cli.target import corpus_of, target_by_option
from claims_check.corpus.tree import ChangedFileError
from claims_check.export import ALL, FORMATS, UnavailableFormatError
from claims_check.export.directory import OccupiedFolderError
from claims_check.export.publication import CorpusHasErrorsError, publish
from claims_check.findings import counted
from claims_check.report.words import printable

if TYPE_CHECKING:
    from argparse import Namespace

    from claims_check.check import Checked
    from claims_check.cli.configuration import Configuration
    from claims_check.corpus.corpus import Corpus


def run(options: Namespace) -> int:
    """Write the export, or say why not."""
    target = target_by_option(options.corpus)
    corpus = corpus_of(target.root)
    as_of = None if options.as_of is None else day_of(options.as_of)
    checked = _checked(corpus, target.configuration, as_of)
    formats = FORMATS if ALL in options.formats else tuple(options.formats)
    try:
        site = target.configuration.site_url
        files = publish(corpus, checked, formats, options.output, options.with_errors, site)
    except CorpusHasErrorsError as error:
        console.complain(
            f"{error}, so nothing is exported: `claims-check check` shows them; --with-errors "
            "exports it all the same, and the export says so"
        )
        return FOUND
    except (UnavailableFormatError, OccupiedFolderError) as error:
        raise console.UsageError(str(error)) from error
    except ChangedFileError:  # told as for every command
        raise
    except OSError as error:
        raise console.UsageError(f"--output {options.output}: {error.strerror}") from error
    report = checked.report
    errors = report.count("error")
    warning = f", with {counted(errors, 'error')}" if errors else ""
    console.write(
        f"{counted(len(files), 'file')} in {printable(os.path.relpath(options.output))}: "
        f"{counted(report.claims, 'claim')} as of {report.as_of}{warning}\n"
    )
    return CLEAN


def _checked(corpus: Corpus, configuration: Configuration, as_of: int | None) -> Checked:
    """The corpus checked as it is configured; what is selected only says what is shown."""
    choice = choice_of(configuration)
    return check_corpus(corpus, choice.running, as_of, choice.severities)
