"""How a report is shown: which findings, how wide, in colour or not."""

from __future__ import annotations

from collections.abc import Callable

from claims_check.findings import Finding, Report
from claims_check.named_tuple import NamedTuple

WIDTH = 100
"""Columns of a text that goes to no terminal, so that it is the same everywhere."""

LEAST_WIDTH = 60
"""Columns below which sentences are no longer broken: the terminal may do it."""

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;34",
    "place": "1",
    "gutter": "34",
    "help": "2",
}
"""Select Graphic Rendition parameters of ECMA-48 for each part of a report."""


def _no_text(file: str) -> str | None:
    return None


class Look(NamedTuple):
    """How a report is shown; formats for programs heed none of it, they hold everything.

    `notes`: whether notes are shown or only counted.  `about` names what was asked about where
    that is not the whole corpus.  `text_of` gives the text of a file by its name in the report,
    None where it cannot be read (any more).  `prefix` leads from the root of the repository to the
    folder that files are named from, and ends with a slash where it is not empty.  `changed` are
    the files that a pull request or a push changes, named as in the report.
    """

    colour: bool = False
    width: int = WIDTH
    notes: bool = False
    statistics: bool = False
    about: str = ""
    text_of: Callable[[str], str | None] = _no_text
    prefix: str = ""
    changed: frozenset[str] = frozenset()

    def path_of(self, file: str) -> str:
        """The file's path from the root of the repository, as platforms name files."""
        return self.prefix + file

    def shown(self, report: Report) -> list[Finding]:
        """The findings that are shown, in the order of the report."""
        return [f for f in report.findings if self.notes or f.severity != "note"]

    def paint(self, part: str, text: str) -> str:
        """The text in the colour of a part of the report; as it is where there are no colours."""
        return f"\x1b[{_CODES[part]}m{text}\x1b[0m" if self.colour else text
