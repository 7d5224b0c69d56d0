"""How far two judgements of the same claims agree, before their differences were adjudicated.

Cohen's kappa (J. Cohen, "A coefficient of agreement for nominal scales", Educational and
Psychological Measurement 20, 1960): the share on which both agree, less what chance would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from claims_check.named_tuple import NamedTuple

if TYPE_CHECKING:
    from claims_check.records.claim import Claim


class Agreement(NamedTuple):
    """Two judgements compared: `table` counts pairs of first and second label.

    `kappa` is None where chance alone would give full agreement, or nothing was judged twice.
    `saw` counts what the second judge could look at.
    """

    claims: int
    table: dict[tuple[str, str], int]
    same_label: int
    same_flaw: int
    kappa: float | None
    kappa_of_statements: float | None
    adjudicated: int
    saw: dict[str, int]


def agreement_of(claims: Iterable[Claim]) -> Agreement:
    """The agreement of the reviews of some claims with the verdicts as they stood then.

    `kappa_of_statements` is that of the claims that somebody made: the corpus's own are nearly all
    supported, so that agreeing on them is easy.
    """
    reviewed = [(claim, review) for claim in claims for review in claim.reviews]
    pairs = [(review.label_then, review.label) for _, review in reviewed]
    made = [(r.label_then, r.label) for claim, r in reviewed if claim.appearances]
    return Agreement(
        len(reviewed),
        dict(sorted(Counter(pairs).items())),
        sum(one == other for one, other in pairs),
        sum(r.label_then == r.label and r.flaw_then == r.flaw for _, r in reviewed),
        kappa(pairs),
        kappa(made),
        sum(review.adjudicated is not None for _, review in reviewed),
        dict(sorted(Counter(review.saw for _, review in reviewed).items())),
    )


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of labels; None where it is not defined."""
    if not pairs:
        return None
    total = len(pairs)
    first = Counter(one for one, _ in pairs)
    second = Counter(other for _, other in pairs)
    chance = sum(first[label] * second[label] for label in first) / total**2
    if chance == 1:
        return None
    seen = sum(one == other for one, other in pairs) / total
    return (seen - chance) / (1 - chance)
