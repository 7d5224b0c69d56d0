"""The catalogue: one defect a name.  Adding a rule touches its own file and one line of a list."""

from __future__ import annotations

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

RULES: tuple[Rule, ...] = (
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
"""All rules, in the order of the catalogue page."""

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
