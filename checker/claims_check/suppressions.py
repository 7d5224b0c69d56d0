"""Findings that a record of their conflict sets aside, with reason and perhaps an expiry.

A suppression hides exactly the conflict that it names, and removes no constraint.  One that hides
nothing, or that has expired, is a finding itself, so that none outlives what it was for.
"""

from __future__ import annotations

from claims_check import dates
from claims_check.corpus.entry import LET_GO, Found
from claims_check.findings import Problem
from claims_check.rules import BY_NAME
from claims_check.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.entry import Entry
    from claims_check.records.claim import Claim, Suppression

EXPIRED = "expired-suppression"
UNUSED = "unused-suppression"


def set_aside(
    found: list[Found],
    corpus: Corpus,
    rules: dict[str, Rule],
    as_of: int,
    examined: dict[str, int],
) -> tuple[list[Found], int]:
    """What is left of the findings, and how many were hidden; counts what it examined."""
    kept = found
    hidden = 0
    for entry in corpus.entries:
        if entry.sort != "claim" or entry.kept is None or entry.kept is LET_GO:
            continue
        claim: Claim = entry.kept  # none is let go that has any
        for n, suppression in enumerate(claim.suppressions):
            for name in (EXPIRED, UNUSED):
                examined[name] = examined.get(name, 0) + 1
            problem = _expired(n, suppression, as_of)
            if problem is not None:
                kept = [*kept, *_finding(EXPIRED, rules, entry, problem)]
                continue
            rest = [each for each in kept if not _matches(suppression, entry.id, each)]
            chosen = suppression.rule in rules or suppression.rule not in BY_NAME
            if len(rest) == len(kept) and chosen:
                rest += _finding(UNUSED, rules, entry, _unused(n, suppression, entry.id, kept))
            else:
                hidden += len(kept) - len(rest)
            kept = rest
    return kept, hidden


def _expired(n: int, suppression: Suppression, as_of: int) -> Problem | None:
    expires = dates.read_or_none(suppression.expires)
    if expires is None or expires.literal.latest >= as_of:
        return None
    return Problem(
        f"the suppression of {suppression.rule} expired on {suppression.expires}, before "
        f"{dates.day_text(as_of)}; mend what it hides, or look again and set a later day",
        ("suppressions", n, "expires"),
    )


def _unused(n: int, suppression: Suppression, id: str, kept: list[Found]) -> Problem:
    if suppression.rule not in BY_NAME:
        from claims_check.suggestion import closest

        meant = closest(suppression.rule, BY_NAME)
        cure = f"did you mean {meant}?" if meant else "`claims-check rules` lists those there are"
        return Problem(f"there is no rule {suppression.rule}; {cure}", ("suppressions", n, "rule"))
    others = {each.conflict for each in kept if each.rule == suppression.rule}
    near = sorted(conflict for conflict in others if id in conflict)
    exactly = " or exactly ".join(", ".join(conflict) for conflict in near)
    return Problem(
        f"no finding of {suppression.rule} concerns exactly {', '.join(suppression.records)}; "
        + (f"there is one of exactly {exactly}: write these" if near else "remove the suppression"),
        ("suppressions", n),
    )


def _finding(name: str, rules: dict[str, Rule], entry: Entry, problem: Problem) -> list[Found]:
    rule = rules.get(name)
    return [Found(name, rule.severity, entry, problem)] if rule else []


def _matches(suppression: Suppression, id: str, found: Found) -> bool:
    return (
        suppression.rule == found.rule
        and id in found.conflict
        and tuple(sorted(suppression.records)) == found.conflict
    )
