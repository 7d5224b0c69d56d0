"""The envelope: one JSON value that holds a whole export, from which every format is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims_check import VERSION
from claims_check.export.commit import Commit, commit_of
from claims_check.export.rows import rows_of
from claims_check.export.tables import SCHEMA_VERSION
from claims_check.findings import SEVERITIES

if TYPE_CHECKING:
    from claims_check.check import Checked
    from claims_check.corpus.corpus import Corpus

Envelope = dict[str, Any]
"""Head and tables; `schemas/export.schema.json` says what is in it."""

CORPUS_MEMBERS = ("id", "title", "description", "version", "licence", "publisher", "address")
HEAD = (
    *("schema_version", "made_by", "corpus", "commit", "modified", "as_of", "clean"),
    *("summary", "unreadable", "site_url"),
)
"""Members of the envelope that are no tables, in their order."""


def envelope_of(
    corpus: Corpus, checked: Checked, commit: Commit | None = None, site_url: str | None = None
) -> Envelope:
    """The export of a checked corpus, errors and all; whether it has any, `clean` says.

    `commit` is the state that the corpus is, by default that of the files on the disk; the name of
    a record's file behind `site_url` is its address.

    Raises ChangedFileError where a file is not what it was when the corpus was read.
    """
    report = checked.report
    record = next((e.record for e in corpus.entries if e.sort == "corpus" and e.record), None)
    commit = commit or commit_of(corpus.root)
    return {
        "schema_version": SCHEMA_VERSION,
        "made_by": f"claims-check {VERSION}",
        "corpus": {name: getattr(record, name, None) for name in CORPUS_MEMBERS},
        "commit": commit.commit,
        "modified": commit.modified,
        "as_of": report.as_of,
        "clean": report.count("error") == 0,
        "summary": {
            **{severity: report.count(severity) for severity in SEVERITIES},
            "suppressed": report.suppressed,
        },
        "unreadable": sorted(
            {e.file for e in corpus.entries if not e.readable and (e.digest or e.line)}
        ),
        "site_url": site_url,
        **rows_of(corpus, checked),
    }


def head_of(envelope: Envelope) -> Envelope:
    """The envelope without its tables."""
    return {name: envelope[name] for name in HEAD}
