"""Propositions: what a claim says in machine form, a closed list of kinds.

Three families.  A *state* lasts (`start`, `end`, and `at`, a day on which it held), an *event*
happens (`at`), a *relation* has no date.  One name has one type and one meaning across all kinds:
`subject`, `object`, `objects`, `by` and `against` are entities; `claim`, `first`, `then`, `cause`,
`effect` and `answers` are claims; `how` is the kind's own closed list; `what` is our own words.
The docstring's first line of each kind is its manual; `timeline` says what its points are.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claims_check.records.values import (
    ClaimId,
    Count,
    DateText,
    Days,
    EndText,
    EntityId,
    Id,
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
Entities = Annotated[Many[EntityId], Field(min_length=1)]
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


class State(Shape):
    """Something that lasts."""

    start: DateText | None = None
    """The day it began."""
    end: EndText | None = None
    """The day it ended; `..` means still so on the day of the check, left out means not known."""
    at: DateText | None = None
    """A day on which it held, where that is all a source says."""
    spell: Count | None = None
    """2 for the second time, where the same state held twice."""


class Event(Shape):
    """Something that happened."""

    at: DateText | None = None
    """The day it happened; left out where nothing is known of it."""


class Existed(State):
    """Something existed: founded, born, opened at `start`; dissolved, died, closed at `end`."""

    kind: Literal["existed"]
    subject: EntityId
    by: EntityId | None = None
    """Who founded or made it."""


class Named(State):
    """Something bore a name."""

    kind: Literal["named"]
    subject: EntityId
    name: Line
    """The name, letter by letter."""
    official: Literal[True] | None = None
    """True for the one official name; short forms and translations may overlap."""


class PartOf(State):
    """Something belonged to a larger whole."""

    kind: Literal["part-of"]
    subject: EntityId
    object: EntityId


class ReportsTo(State):
    """A person or unit reported to another."""

    kind: Literal["reports-to"]
    subject: EntityId
    object: EntityId


class Role(State):
    """A person held a post."""

    kind: Literal["role"]
    subject: EntityId
    object: EntityId
    """The organisation or product that the post belongs to."""
    title: Line
    """The post as its organisation calls it."""
    office: Id | None = None
    """The post's name in this corpus, where one person at a time holds it."""
    shared: Literal[True] | None = None
    """True where several hold the office together."""


class WorksOn(State):
    """A person or unit worked on something."""

    kind: Literal["works-on"]
    subject: EntityId
    object: EntityId | None = None
    what: Line | None = None


class Arranged(State):
    """A condition, privilege, duty or policy held for somebody."""

    kind: Literal["arranged"]
    subject: EntityId
    object: EntityId | None = None
    how: Literal["condition", "privilege", "duty", "policy"]
    what: Line
    claim: ClaimId | None = None
    """The claim that it was a condition of."""


class Terms(State):
    """On which terms a part of a work could be had or used."""

    kind: Literal["terms"]
    subject: EntityId
    part: Literal["weights", "code", "training-code", "data", "whole"]
    act: Literal["obtain", "use", "commercial-use", "redistribute", "train-others"]
    allowed: Literal["yes", "no", "on-condition", "on-request"]
    object: EntityId | None = None
    """The licence that says so."""
    what: Line | None = None
    """The condition."""


class Available(State):
    """Something could be had on a platform or in a product."""

    kind: Literal["available"]
    subject: EntityId
    object: EntityId


class Described(State):
    """Something had a property that no other kind holds."""

    kind: Literal["described"]
    subject: EntityId
    object: EntityId | None = None
    what: Line


class Received(State):
    """How something was received by others."""

    kind: Literal["received"]
    subject: EntityId
    how: Literal["praised", "criticised", "discussed", "disappointed", "harmed"]
    by: EntityId | None = None
    what: Line | None = None


class Succeeded(Event):
    """Organisations became others: one body takes over from those in `objects`.

    In a split or spin-off the subject is the body that came out, `objects` what it came out of.
    """

    kind: Literal["succeeded"]
    subject: EntityId
    objects: Entities
    how: Literal["merger", "split", "spin-off", "absorption"]


class Dealt(Event):
    """One firm bought another, took a stake in it, or entered a partnership with it."""

    kind: Literal["dealt"]
    subject: EntityId
    object: EntityId
    how: Literal["acquisition", "stake", "partnership"]
    what: Line | None = None


class Released(Event):
    """A model, product or work reached a stage of its release.

    `released` is for a release whose stage a source does not tell apart.
    """

    kind: Literal["released"]
    subject: EntityId
    stage: Stage
    by: EntityId | None = None


class Planned(Event):
    """A plan was set, moved or dropped; `target` is what was planned for, and binds nothing."""

    kind: Literal["planned"]
    subject: EntityId
    object: EntityId | None = None
    what: Line
    how: Literal["set", "moved", "dropped"]
    target: DateText | None = None


class Sized(Event):
    """In which sizes something came."""

    kind: Literal["sized"]
    subject: EntityId
    values: Annotated[Many[Number], Field(min_length=1)]
    unit: Unit
    complete: bool
    """True where these are all."""
    what: Line | None = None
    """What is counted, where there are several counts: active, total, context."""


class Measured(Event):
    """A quantity had a value on a day."""

    kind: Literal["measured"]
    subject: EntityId
    quantity: Literal[
        "age", "headcount", "jobs-cut", "pay", "share", "cost", "users", "count", "price"
    ]
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    approximate: Literal[True] | None = None
    unit: Unit
    per: Literal["year", "month", "day", "total"] | None = None
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
    score: Number | None = None
    what: Line | None = None
    """The category or setting."""


class Compared(Event):
    """One thing did better, as well or worse than another by some measure."""

    kind: Literal["compared"]
    subject: EntityId
    object: EntityId
    measure: Line
    how: Literal["above", "equal", "below"]
    extent: Literal["all", "most", "some"]


class Foremost(Event):
    """Something was first, only, largest, best or leading among others."""

    kind: Literal["foremost"]
    subject: EntityId
    how: Literal["first", "only", "largest", "best", "leading"]
    what: Line
    """Among what, by which measure."""
    against: Entities = ()
    """The others that it is held against."""


class Said(Event):
    """Somebody said something."""

    kind: Literal["said"]
    subject: EntityId
    how: Literal["stated", "quoted", "interviewed", "alleged", "denied", "rumoured"]
    object: EntityId | None = None
    """Whom or what it is about."""
    claim: ClaimId | None = None
    """The claim that was said."""
    what: Line | None = None
    """What was said, in our words, where no claim holds it."""
    answers: ClaimId | None = None
    """The claim of kind `said` that it answers."""


class Derived(Shape):
    """A model came from another: next in line, variant, tuned or distilled."""

    kind: Literal["derived"]
    subject: EntityId
    object: EntityId
    how: Literal["succeeds", "variant-of", "tuned-from", "distilled-from"]


class Ordered(Shape):
    """One claim's event came after another's, by a stated number of days where given."""

    kind: Literal["ordered"]
    first: ClaimId
    then: ClaimId
    min_days: Days | None = None
    """Fewest days between them; 0 where they may share the day."""
    max_days: Days | None = None
    """Most days between them."""
    words: Line | None = None
    """The words that the limits stand for, such as `a year later`."""


class Caused(Shape):
    """One claim's event brought about another's."""

    kind: Literal["caused"]
    cause: ClaimId
    effect: ClaimId


class Other(State):
    """What fits no other kind, with the reason."""

    kind: Literal["other"]
    objects: Entities
    what: Line
    why: Line
    """Why no other kind fits."""


Proposition = Annotated[
    Existed
    | Named
    | PartOf
    | ReportsTo
    | Role
    | WorksOn
    | Arranged
    | Terms
    | Available
    | Described
    | Received
    | Succeeded
    | Dealt
    | Released
    | Planned
    | Sized
    | Measured
    | Ranked
    | Compared
    | Foremost
    | Said
    | Derived
    | Ordered
    | Caused
    | Other,
    Field(discriminator="kind"),
]
