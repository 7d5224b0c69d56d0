"""Findings as the protocol shows them: range, severity, rule, the other places of a conflict."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

from claims_check.findings import Place
from claims_check.lsp.ruler import Ruler
from claims_check.report.words import printable

if TYPE_CHECKING:
    from claims_check.findings import Finding, Severity

SOURCE = "claims-check"

SEVERITY: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}


class Diagnostics:
    """Makes diagnostics; measures each text once.

    `text_of` gives the text of a file of the corpus, `uri_of` its address.
    """

    def __init__(
        self, text_of: Callable[[str], str], uri_of: Callable[[str], str], encoding: str
    ) -> None:
        self._uri_of = uri_of
        self._ruler_of = cache(lambda file: Ruler(text_of(file), encoding))

    def of(self, finding: Finding, place: Place) -> types.Diagnostic:
        """The diagnostic of a finding at one of its places; the others are related to it."""
        possible = "(possible) " if finding.certainty == "possible" else ""
        page = _rule_pages()
        related = [
            types.DiagnosticRelatedInformation(
                types.Location(self._uri_of(other.file), self.range(other)),
                printable(f"{other.record}: {other.message}"),
            )
            for other in (_reported(finding), *finding.related)
            if other[:2] != place[:2]
        ]
        return types.Diagnostic(
            range=self.range(place),
            message=f"{possible}{printable(finding.message)}",
            severity=SEVERITY[finding.severity],
            code=finding.rule,
            code_description=types.CodeDescription(f"{page}#{finding.rule}") if page else None,
            source=SOURCE,
            related_information=related or None,
        )

    def range(self, place: Place) -> types.Range:
        """The range of a place in the text of its file."""
        return self._ruler_of(place.file).span(place.span)


def places_of(finding: Finding, is_open: Callable[[str], bool]) -> list[Place]:
    """Where a finding is shown: where it stands, and in open files at the other records at odds.

    A conflict stands in one of its records; whoever edits another of them has to see it there.
    A note asks nothing of the others.
    """
    own = _reported(finding)
    if finding.severity == "note":
        return [own]
    others = (
        place
        for place in finding.related
        if place.record in finding.conflict and place.file != own.file and is_open(place.file)
    )
    return [own, *others]


def _reported(finding: Finding) -> Place:
    return Place(finding.file, finding.span, finding.record, "at odds with this")


@cache
def _rule_pages() -> str:
    """The address of the page with the rules' manuals where it lies beside this package."""
    page = Path(__file__).parents[2] / "docs" / "rules.md"
    return page.as_uri() if page.is_file() else ""
