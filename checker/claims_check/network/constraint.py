"""What a network is made of: constraints between time points, and the words of its answers.

Every constraint has one form, `then >= first + days`.  A bound of a single point is the same with
the origin, day 0, as the other end.  This is the Simple Temporal Problem (Dechter, Meiri and Pearl,
"Temporal constraint networks", Artificial Intelligence 49, 1991): the constraints cannot all hold
exactly if some circle of them adds up to more than no days.
"""

from __future__ import annotations

from claims_check.findings import Certainty
from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, Literal

    Reading = Literal[2, 3]
    End = Literal[0, 1]
    Kind = Literal["not-before", "not-after", "apart"]
    Side = Literal["earliest", "latest"]
else:
    Reading = End = int
    Kind = Side = str

UNBOUNDED: Final = 10**9
"""A day, or a number of days, this far out or farther says nothing."""

FAR: Final = 1 << 59
"""Where a point without bounds is put.

Sums of days stay far below this number, so what starts here stays out here, and no sum has to ask
first whether there is a bound at all.
"""

ORIGIN: Final = -1
"""The fixed point, day 0, that bounds are measured from."""

Owners = tuple[str, ...]
"""Ids of the records that state a constraint together, sorted."""

Constraint = tuple[int, int, int, int, Owners, str]
"""First point, then point, least days between them as written and as read widely, owners, rule.

A plain tuple: a network makes hundreds of thousands of them.
"""

LITERAL: Final = 2
WIDE: Final = 3
"""A reading is the place in a constraint that holds its days, an end one that holds a point."""

Limit = tuple[int, int, int]
"""What a constraint says in one reading, whoever says it: first point, then point, days."""


class Step(NamedTuple):
    """One constraint as an explanation shows it.

    A bound has one point and a day; `apart` has two points and the least number of days from the
    first to the second, which may be negative.
    """

    kind: Kind
    points: tuple[int, ...]
    days: int
    owners: Owners
    rule: str


class Contradiction(NamedTuple):
    """A set of owners whose constraints cannot all hold, while those of any fewer of them can.

    It is `definite` if they cannot hold in the wide reading; then `steps` and `short` are in that
    reading.  `steps` runs from a lower bound through order to the upper bound that it breaks, or
    once round a circle; `short` is by how many days it fails.  `exact` is false where the search
    met its bound: then the set cannot hold, but a smaller one may have been missed.  `same` lists
    the steps that others state as well, each with those owners.  `dropped` is what has been set
    aside so that the rest can be read; where several constraints state the same, all of them.
    """

    owners: Owners
    certainty: Certainty
    steps: tuple[Step, ...]
    short: int
    exact: bool
    same: tuple[tuple[Step, Owners], ...]
    dropped: tuple[Step, ...]


def limit(constraint: Constraint, reading: Reading) -> Limit:
    """What the constraint says."""
    return constraint[0], constraint[1], constraint[reading]


def step(constraint: Constraint, reading: Reading) -> Step:
    """The constraint as an explanation shows it."""
    first, then, owners, rule = constraint[0], constraint[1], constraint[4], constraint[5]
    days = constraint[reading]
    if first == ORIGIN:
        return Step("not-before", (then,), days, owners, rule)
    if then == ORIGIN:
        return Step("not-after", (first,), -days, owners, rule)
    return Step("apart", (first, then), days, owners, rule)


def constraint_of(step: Step) -> Constraint:
    """The constraint that a step of an explanation shows, as it is in that reading."""
    if step.kind == "not-before":
        first, then, days = ORIGIN, step.points[0], step.days
    elif step.kind == "not-after":
        first, then, days = step.points[0], ORIGIN, -step.days
    else:
        first, then, days = *step.points, step.days
    return first, then, days, days, step.owners, step.rule
