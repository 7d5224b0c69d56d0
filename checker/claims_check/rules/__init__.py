"""The catalogue: one defect a name.  Adding a rule touches its own file and one line of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims_check import VERSION
from claims_check.rules import (
    boards,
    chronology,
    claims,
    cross_examination,
    evidence,
    housekeeping,
    kinds,
    lineage,
    lives,
    names,
    numbers,
    offices,
    order,
    organisations,
    reading,
    references,
    releases,
    rubric,
    sources,
)
from claims_check.rules.rule import Rule

BROUGHT: dict[str, tuple[str, ...]] = {}
"""The rules that each minor version brought, by their names; those of the first are not listed."""


def as_in(version: str, rules: Iterable[Rule]) -> Iterator[Rule]:
    """The rules as they are in a version: those that its minor version brought are no errors yet.

    So a corpus that fails on errors has until the next minor version to look at what they find.
    """
    new = BROUGHT.get(version.rpartition(".")[0], ())
    for rule in rules:
        enters = rule.name in new and rule.severity == "error"
        yield rule._replace(severity="warning") if enters else rule


_EVERY = (
    *reading.RULES,
    *references.RULES,
    *kinds.RULES,
    *chronology.RULES,
    *lives.RULES,
    *names.RULES,
    *organisations.RULES,
    *releases.RULES,
    *lineage.RULES,
    *offices.RULES,
    *order.RULES,
    *cross_examination.RULES,
    *sources.RULES,
    *evidence.RULES,
    *rubric.RULES,
    *boards.RULES,
    *claims.RULES,
    *numbers.RULES,
    *housekeeping.RULES,
)

RULES: tuple[Rule, ...] = tuple(as_in(VERSION, _EVERY))
"""All rules, in the order of the catalogue page."""

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
