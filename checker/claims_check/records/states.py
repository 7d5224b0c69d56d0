"""Propositions of what lasts: `start`, `end`, and `at`, a day on which it held."""

from __future__ import annotations

from typing import Literal

from claims_check.records.values import (
    ClaimId,
    Count,
    DateText,
    EndText,
    Entities,
    EntityId,
    Flag,
    Id,
    Line,
    Shape,
)


class State(Shape):
    """Something that lasts."""

    start: DateText | None = None
    """The day it began."""
    end: EndText | None = None
    """The day it ended; `..` means still so on the day of the check, left out means not known."""
    at: DateText | None = None
    """A day on which it held, where that is all a source says."""


class Recurring(State):
    """Something that lasts and may come again; all claims on one of its times speak of one fact."""

    spell: Count | None = None
    """2 for the second time, where the same state held twice."""


class Existed(State):
    """Something existed: founded, born, opened at `start`; dissolved, died, closed at `end`."""

    kind: Literal["existed"]
    subject: EntityId
    """Who or what existed."""
    by: EntityId | None = None
    """Who founded or made it."""


class Named(Recurring):
    """Something bore a name."""

    kind: Literal["named"]
    subject: EntityId
    """Who or what bore it."""
    name: Line
    """The name, letter by letter."""
    official: Flag | None = None
    """True for the one official name; short forms and translations may overlap."""


class PartOf(Recurring):
    """Something belonged to a larger whole."""

    kind: Literal["part-of"]
    subject: EntityId
    """The part."""
    object: EntityId
    """The whole."""


class ReportsTo(Recurring):
    """A person or unit reported to another."""

    kind: Literal["reports-to"]
    subject: EntityId
    """Who reported."""
    object: EntityId
    """To whom."""


class Role(Recurring):
    """A person held a post."""

    kind: Literal["role"]
    subject: EntityId
    """The person."""
    object: EntityId
    """The organisation or product that the post belongs to."""
    title: Line
    """The post as its organisation calls it."""
    office: Id | None = None
    """The post's name in this corpus, where one person at a time holds it."""
    shared: Flag | None = None
    """True where several hold the office together."""


class WorksOn(State):
    """A person or unit worked on something."""

    kind: Literal["works-on"]
    subject: EntityId
    """Who worked."""
    object: EntityId | None = None
    """What they worked on, where it is an entity."""
    what: Line | None = None
    """What the work was, in our words."""


class Arranged(State):
    """A condition, privilege, duty or policy held for somebody."""

    kind: Literal["arranged"]
    subject: EntityId
    """For whom it held, or whose condition it was."""
    object: EntityId | None = None
    """The other side: who granted it or set it."""
    how: Literal["condition", "privilege", "duty", "policy"]
    """Which of the four it was."""
    what: Line
    """What was arranged, in our words."""
    claim: ClaimId | None = None
    """The claim that it was a condition of."""


class Terms(Recurring):
    """On which terms a part of a work could be had or used."""

    kind: Literal["terms"]
    subject: EntityId
    """What could be had or used."""
    part: Literal["weights", "code", "training-code", "data", "whole"]
    """Which part of it."""
    act: Literal["obtain", "use", "commercial-use", "redistribute", "train-others"]
    """What somebody would do with it."""
    allowed: Literal["yes", "no", "on-condition", "on-request"]
    """Whether they may."""
    object: EntityId | None = None
    """The licence that says so."""
    what: Line | None = None
    """The condition."""


class Available(Recurring):
    """Something could be had on a platform or in a product."""

    kind: Literal["available"]
    subject: EntityId
    """What could be had."""
    object: EntityId
    """The platform or product."""


class Described(State):
    """Something had a property that no other kind holds."""

    kind: Literal["described"]
    subject: EntityId
    """Who or what had it."""
    object: EntityId | None = None
    """Whom or what the property relates it to."""
    what: Line
    """The property, in our words."""


class Received(State):
    """How something was received by others."""

    kind: Literal["received"]
    subject: EntityId
    """What was received."""
    how: Literal["praised", "criticised", "discussed", "disappointed", "harmed"]
    """How it was received."""
    by: EntityId | None = None
    """By whom."""
    what: Line | None = None
    """What about it, in our words."""


class Other(State):
    """What fits no other kind, with the reason."""

    kind: Literal["other"]
    objects: Entities
    """Whom and what it is about."""
    what: Line
    """What was so, in our words."""
    why: Line
    """Why no other kind fits."""
