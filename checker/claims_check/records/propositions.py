"""Propositions: what a claim says in machine form, a closed list of kinds.

Three families.  A *state* lasts (`states`), an *event* happens (`events`), a *relation* (here) has
no date.  One name has one type and one meaning across all kinds: `subject`, `object`, `objects`,
`by` and `against` are entities; `claim`, `first`, `then`, `cause`, `effect` and `answers` are
claims; `how` is the kind's own closed list; `what` is our own words.  The docstring's first line of
each kind is its manual, the docstrings of its fields are what `explain` says of them; `timeline`
says what its points are.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claims_check.records.events import (
    Compared,
    Dealt,
    Foremost,
    Measured,
    Planned,
    Ranked,
    Released,
    Said,
    Sized,
    Succeeded,
)
from claims_check.records.states import (
    Arranged,
    Available,
    Described,
    Existed,
    Named,
    Other,
    PartOf,
    Received,
    ReportsTo,
    Role,
    Terms,
    WorksOn,
)
from claims_check.records.values import ClaimId, Days, EntityId, Line, Shape


class Derived(Shape):
    """A model came from another: next in line, variant, tuned or distilled."""

    kind: Literal["derived"]
    subject: EntityId
    """The one that came from the other."""
    object: EntityId
    """The one that it came from."""
    how: Literal["succeeds", "variant-of", "tuned-from", "distilled-from"]
    """In which way."""


class Ordered(Shape):
    """One claim's event came after another's, by a stated number of days where given."""

    kind: Literal["ordered"]
    first: ClaimId
    """The claim whose event came first."""
    then: ClaimId
    """The claim whose event came after it."""
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
    """The claim whose event brought the other about."""
    effect: ClaimId
    """The claim whose event was brought about."""


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
