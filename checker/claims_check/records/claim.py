"""Claims: one thing somebody said, or a fact the corpus asserts, with its verdict and evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claims_check.records.propositions import Proposition
from claims_check.records.values import (
    ClaimId,
    Confidence,
    Correction,
    DateText,
    EntityId,
    Flag,
    Flaw,
    Id,
    Label,
    Line,
    Many,
    RecordId,
    RuleName,
    Sentence,
    Shape,
    SourceId,
    Withdrawal,
)


class Appearance(Shape):
    """Where a claim was made.  A claim without one is the corpus's own."""

    source: SourceId
    """The document it stands in."""
    passage: Id | None = None
    """The passage of that document."""
    by: EntityId | None = None
    """Who says it there, if not the document itself."""
    on: DateText | None = None
    """When it was said, if not on the day of publication."""
    implied: Flag | None = None
    """True where the text implies it by placement, heading or omission."""


class Verdict(Shape):
    """Whether the claim holds, judged as of the day it was said."""

    label: Label
    """One of AVeriTeC's four."""
    flaw: Flaw | None = None
    """How a claim that holds still misleads."""
    confidence: Confidence
    """How sure the verdict is, by the criteria of METHODOLOGY.md."""
    why: Sentence
    """The reason, so that a reader can retrace it."""
    searched: Sentence | None = None
    """What was searched, where the evidence is not enough."""
    instead: Annotated[Many[ClaimId], Field(min_length=1)] = ()
    """The supported claims that stand against a claim that fails."""
    checked: DateText
    """The day it was last checked."""


class Evidence(Shape):
    """What one source says for, against or around the claim."""

    source: SourceId
    """The source that says it."""
    stance: Literal["supports", "refutes", "context"]
    """What it does for the claim; supports: it speaks for it; refutes: it speaks against it;
    context: it speaks around it."""
    basis: Literal["first-hand", "report", "announcement"]
    """How near the source is to it; first-hand: from those who did it, or the thing itself;
    report: after the fact, by others; announcement: before the fact, so that it may be older than
    the event."""
    says: Sentence
    """Our account of what it says."""
    where: Line | None = None
    """Where in the source: a section, a line, a commit."""
    read: Literal["whole", "excerpt", "copy"]
    """How much of it was read; whole: all of it; excerpt: the part that matters here; copy: not
    the original but a copy of it."""


class Review(Shape):
    """A second judgement, given without sight of the first.

    Both labels stay as they were given, so that their agreement can be measured before the
    differences were adjudicated.
    """

    label: Label
    """The verdict it gives."""
    flaw: Flaw | None = None
    """The flaw it gives."""
    label_then: Label
    """The first verdict, as it stood when this one was given."""
    flaw_then: Flaw | None = None
    """The first flaw, as it stood then."""
    saw: Literal["sources", "other", "nothing"]
    """What the second judge could look at: the claim's sources, only others, or nothing."""
    on: DateText
    """The day of the judgement."""
    why: Sentence
    """Its reason."""
    adjudicated: Sentence | None = None
    """Where the two differ: which stands, and why."""


class Suppression(Shape):
    """A finding set aside in one record of its conflict.  It hides; it removes no constraint."""

    rule: RuleName
    """The rule whose finding is set aside."""
    records: Annotated[Many[RecordId], Field(min_length=1)]
    """Exactly the records of the finding's conflict."""
    reason: Sentence
    """Why it is right to set it aside."""
    expires: DateText | None = None
    """The last day on which it holds."""


class Claim(Shape):
    """One claim: statement, proposition, verdict, evidence."""

    schema_: Annotated[str, Field(alias="$schema", pattern="(^|/)claim\\.schema\\.json$")]
    """Says what the record is, by its last segment: claim.schema.json."""
    id: Id
    """The file's name without .json; never changed once published."""
    statement: Sentence
    """The claim in one sentence of our own, checkable alone."""
    proposition: Proposition
    """The claim in machine form."""
    appearances: Annotated[Many[Appearance], Field(min_length=1)] = ()
    """Where it was made; none for the corpus's own claims."""
    verdict: Verdict
    """Whether it holds."""
    evidence: Many[Evidence]
    """What the verdict rests on."""
    reviews: Annotated[Many[Review], Field(min_length=1)] = ()
    """Second judgements."""
    corrections: Annotated[Many[Correction], Field(min_length=1)] = ()
    """What was changed since publication."""
    suppressions: Annotated[Many[Suppression], Field(min_length=1)] = ()
    """Findings set aside here."""
    former_ids: Annotated[Many[Id], Field(min_length=1)] = ()
    """Ids that this record had before."""
    withdrawn: Withdrawal | None = None
    """Set where the claim no longer counts."""
