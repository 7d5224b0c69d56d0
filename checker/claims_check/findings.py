"""What a check says: problems as rules yield them, findings as reports show them.

A *problem* is where and what, in terms of one record.  A *finding* is a problem that has been
given its rule, severity, file and place in the text.  A *report* is all findings of one run.
"""

from __future__ import annotations

from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Severity = Literal["error", "warning", "note"]
    Certainty = Literal["definite", "possible"]
else:
    Severity = Certainty = str

Pointer = tuple[str | int, ...]
"""Steps from the top of a record to a value, as in RFC 6901, before escaping."""


SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
CERTAINTIES: tuple[Certainty, ...] = ("definite", "possible")


FAULT = "checker-fault"
"""What the finding is named that a rule itself has failed."""


def failing(level: Severity) -> tuple[Severity, ...]:
    """The severities at or above a level."""
    return SEVERITIES[: SEVERITIES.index(level) + 1]


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 claim, 2 claims, 2 days, 2 entities."""
    if number == 1:
        return f"1 {noun}"
    changes = noun[-1] == "y" and noun[-2] not in "aeiou"
    return f"{number} {noun[:-1]}ies" if changes else f"{number} {noun}s"


class Span(NamedTuple):
    """A stretch of text; lines and columns are 1-based, columns count code points.

    `end_column` is one past the last character, as in the language server protocol and SARIF.
    """

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""Where a problem of a whole file is shown."""


class Related(NamedTuple):
    """Another place that a reader needs in order to follow the problem."""

    record: str
    at: Pointer
    message: str


class Edit(NamedTuple):
    """A new value for one place of one record; `value` is JSON text.

    `record` is its id, empty for the record that the problem stands in.
    """

    record: str
    at: Pointer
    value: str


class Fix(NamedTuple):
    """Edits that mend the problem; unsafe where a person has to agree to the meaning."""

    summary: str
    safe: bool
    edits: tuple[Edit, ...]


class Problem(NamedTuple):
    """What a rule found in one record.

    `at` points at the value, or at its key where `on_key`; a problem of the text itself (it is not
    JSON, so nothing has a pointer) gives its `span` instead.  `conflict` names the records that
    cannot all hold where there are several; empty means this record alone.
    """

    message: str
    at: Pointer = ()
    on_key: bool = False
    span: Span | None = None
    conflict: tuple[str, ...] = ()
    certainty: Certainty = "definite"
    related: tuple[Related, ...] = ()
    suspect: str | None = None
    fix: Fix | None = None


def pointer_text(at: Pointer) -> str:
    """The pointer as RFC 6901 writes it."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in at)


class Place(NamedTuple):
    """Another place of a finding, found in the text."""

    file: str
    span: Span
    record: str
    message: str


class FileEdit(NamedTuple):
    """An edit with the file it belongs to; `line` is that of a JSON Lines file, else 0."""

    file: str
    pointer: str
    value: str
    line: int = 0


class FileFix(NamedTuple):
    """A fix whose edits name files."""

    summary: str
    safe: bool
    edits: tuple[FileEdit, ...]


def fingerprint(rule: str, conflict: tuple[str, ...], pointer: str) -> str:
    """The fingerprint of a rule's finding on these records; 16 hexadecimal digits."""
    from hashlib import sha256

    own = [pointer] if len(conflict) == 1 else []
    text = "\n".join([rule, *conflict, *own])
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Finding(NamedTuple):
    """A problem with its rule, severity, file and place, as the contract's section 6 has it."""

    rule: str
    severity: Severity
    certainty: Certainty
    message: str
    file: str
    span: Span
    pointer: str
    record: str
    conflict: tuple[str, ...]
    suspect: str | None
    related: tuple[Place, ...]
    fix: FileFix | None

    @property
    def fingerprint(self) -> str:
        """What stays of a finding when lines move and words change: rule and conflict.

        A problem of one record is told from others of the same rule by its pointer.
        """
        return fingerprint(self.rule, self.conflict, self.pointer)

    @property
    def order(self) -> tuple[object, ...]:
        """By place in the corpus, then rule: the order of reports."""
        return (self.file, self.span, self.rule, self.conflict, self.message)


class RuleCount(NamedTuple):
    """How many records a rule examined, and how many findings it made."""

    rule: str
    examined: int
    findings: int


class Report(NamedTuple):
    """All findings of one run, sorted, and what was looked at.

    `older` is how many more there are that an earlier state had too, None where none was asked for.
    """

    as_of: str
    claims: int
    entities: int
    sources: int
    findings: tuple[Finding, ...]
    suppressed: int
    rules: tuple[RuleCount, ...]
    older: int | None = None

    def count(self, severity: Severity) -> int:
        """How many findings are of one severity."""
        return sum(finding.severity == severity for finding in self.findings)
