"""Propositions of what happens on a day, `at`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claims_check.records.values import (
    ClaimId,
    Count,
    DateText,
    Entities,
    EntityId,
    Flag,
    Line,
    Many,
    Shape,
)

Number = Annotated[float, Field(ge=-1e15, le=1e15)]
Unit = Literal[
    "parameters",
    "tokens",
    "people",
    "years",
    "months",
    "days",
    "usd",
    "percent",
    "points",
    "users",
    "downloads",
    "gpus",
]
Stage = Literal[
    "announced",
    "previewed",
    "paper",
    "weights",
    "service",
    "leaked",
    "released",
    "withdrawn",
]


class Event(Shape):
    """Something that happened."""

    at: DateText | None = None
    """The day it happened; left out where nothing is known of it."""


class Succeeded(Event):
    """Organisations became others: one body takes over from those in `objects`.

    In a split or spin-off the subject is the body that came out, `objects` what it came out of.
    """

    kind: Literal["succeeded"]
    subject: EntityId
    """The body that was there afterwards."""
    objects: Entities
    """Those that were there before."""
    how: Literal["merger", "split", "spin-off", "absorption"]
    """In which way they became it."""


class Dealt(Event):
    """One firm bought another, took a stake in it, or entered a partnership with it."""

    kind: Literal["dealt"]
    subject: EntityId
    """Who bought, or one of the partners."""
    object: EntityId
    """The other side."""
    how: Literal["acquisition", "stake", "partnership"]
    """What sort of deal it was."""
    what: Line | None = None
    """What the deal was over, in our words."""


class Released(Event):
    """A model, product or work reached a stage of its release.

    `released` is for a release whose stage a source does not tell apart.
    """

    kind: Literal["released"]
    subject: EntityId
    """What was released."""
    stage: Stage
    """The stage that it reached."""
    by: EntityId | None = None
    """Who released it."""


class Planned(Event):
    """A plan was set, moved or dropped; `target` is what was planned for, and binds nothing."""

    kind: Literal["planned"]
    subject: EntityId
    """What the plan is about."""
    object: EntityId | None = None
    """Whom or what else it is about."""
    what: Line
    """What was planned, in our words."""
    how: Literal["set", "moved", "dropped"]
    """What became of the plan on that day."""
    target: DateText | None = None
    """The day that was planned for."""


class Sized(Event):
    """In which sizes something came."""

    kind: Literal["sized"]
    subject: EntityId
    """What came in these sizes."""
    values: Annotated[Many[Number], Field(min_length=1)]
    """The sizes as plain numbers: 7000000000, not 7B."""
    unit: Unit
    """What the numbers count."""
    complete: bool
    """True where these are all."""
    what: Line | None = None
    """What is counted, where there are several counts: active, total, context."""


class Measured(Event):
    """A quantity had a value on a day."""

    kind: Literal["measured"]
    subject: EntityId
    """Whose quantity it is."""
    quantity: Literal[
        "age", "headcount", "jobs-cut", "pay", "share", "cost", "users", "count", "price"
    ]
    """What was measured."""
    value: Number | None = None
    """The value; left out where only bounds are known."""
    low: Number | None = None
    """The least that it was."""
    high: Number | None = None
    """The most that it was."""
    approximate: Flag | None = None
    """True where the source says about or nearly."""
    unit: Unit
    """What the numbers count."""
    per: Literal["year", "month", "day", "total"] | None = None
    """The time that the value is for."""
    what: Line | None = None
    """What is counted, where the quantity does not say it."""


class Ranked(Event):
    """A build stood at a rank or score on a board or benchmark."""

    kind: Literal["ranked"]
    subject: EntityId
    """The very build that was ranked."""
    object: EntityId
    """The board or benchmark."""
    rank: Count | None = None
    """Its place, 1 for the first."""
    score: Number | None = None
    """Its points."""
    what: Line | None = None
    """The category or setting."""


class Compared(Event):
    """One thing did better, as well or worse than another by some measure."""

    kind: Literal["compared"]
    subject: EntityId
    """What is compared."""
    object: EntityId
    """What it is compared with."""
    measure: Line
    """By what: a benchmark, a test, a property."""
    how: Literal["above", "equal", "below"]
    """Where the subject stands to the object."""
    extent: Literal["all", "most", "some"]
    """On how much of the measure."""


class Foremost(Event):
    """Something was first, only, largest, best or leading among others."""

    kind: Literal["foremost"]
    subject: EntityId
    """What was foremost."""
    how: Literal["first", "only", "largest", "best", "leading"]
    """In which way."""
    what: Line
    """Among what, by which measure."""
    against: Entities = ()
    """The others that it is held against."""


class Said(Event):
    """Somebody said something."""

    kind: Literal["said"]
    subject: EntityId
    """Who said it."""
    how: Literal["stated", "quoted", "interviewed", "alleged", "denied", "rumoured"]
    """In which way it was said."""
    object: EntityId | None = None
    """Whom or what it is about."""
    claim: ClaimId | None = None
    """The claim that was said."""
    what: Line | None = None
    """What was said, in our words, where no claim holds it."""
    answers: ClaimId | None = None
    """The claim of kind `said` that it answers."""
