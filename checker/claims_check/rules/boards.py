"""Rules on boards: ranks that cannot be, or cannot all be."""

from __future__ import annotations

from collections.abc import Iterator

from claims_check import dates
from claims_check.corpus.digest import folded
from claims_check.findings import Problem, Related
from claims_check.named_tuple import NamedTuple
from claims_check.rules.rule import (
    Looked,
    View,
    check,
    constrain,
    exact_day,
)
from claims_check.timeline.constraints import Apart, Constraint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.records.events import Ranked

Listing = tuple[str, str, int]
"""One list of ranks: board, category, day number."""


def ranked_before_available(claim: Claim, view: View) -> Iterator[Constraint]:
    """A build stands on a board before anybody could have used it.

    Most likely another build was ranked, such as a test version under a name of its own: make that
    the subject.  A build of which no release is known is not held to any.

    Fails at y /proposition/at with x:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2025-04-05"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2, "at": "2025-03"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2025-04-05"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2,
            "at": "2025-04-05"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "announced", "at": "2025-04-05"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2, "at": "2025-03"}
        claim z {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2025-05"}
    Passes:
        claim w {"kind": "released", "subject": "lynx", "stage": "leaked", "at": "2025-03-01"}
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2025-04-05"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2, "at": "2025-03"}
    """
    points = view.timeline.points(claim)
    if claim.proposition.kind == "ranked" and points is not None:
        available = view.timeline.availability(claim.proposition.subject)
        if available is not None:
            yield Apart(available, points.start, at=("proposition", "at"))


def _listing(p: Ranked) -> Listing | None:
    """The list that a rank was read from; None where it has no rank or no exact day."""
    day = exact_day(dates.read_or_none(p.at))
    return (p.object, folded(p.what or ""), day) if day is not None and p.rank else None


class Ranks(NamedTuple):
    """The supported ranks of one list, with their claims, sorted by these."""

    earliest: str
    """The smallest id of these claims."""
    of_build: dict[str, list[tuple[str, Ranked]]]
    first_places: list[tuple[str, Ranked]]


def _listings(view: View) -> dict[Listing, Ranks]:
    found: dict[Listing, Ranks] = {}
    for id, p in sorted((c.id, c.proposition) for c in view.timeline.claims.of("ranked")):
        listing = _listing(p) if p.kind == "ranked" else None
        if p.kind != "ranked" or listing is None:
            continue
        ranks = found.setdefault(listing, Ranks(id, {}, []))
        ranks.of_build.setdefault(p.subject, []).append((id, p))
        if p.rank == 1:
            ranks.first_places.append((id, p))
    return found


def _ranks_beside(claim: Claim, view: View) -> Ranks | None:
    """The ranks of the list that a claim is of; None where none is in a claim of smaller id."""
    own = claim.proposition
    listing = _listing(own) if own.kind == "ranked" and view.timeline.has(claim) else None
    ranks = view.once(_listings).get(listing) if listing else None
    return ranks if ranks is not None and ranks.earliest < claim.id else None


def two_first_places(claim: Claim, view: View) -> Looked:
    """Two builds are first on one board on the same day.

    One of the days is wrong, or the lists differ: then `what` has to say how.  Where the board
    itself shows a tie, set the finding aside with that reason.

    Fails at y /proposition/rank with x:
        claim x {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 1,
            "at": "2025-04-06"}
        claim y {"kind": "ranked", "subject": "puma", "object": "arena", "rank": 1,
            "at": "2025-04-06"}
    Passes:
        claim x {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 1, "what": "text",
            "at": "2025-04-06"}
        claim y {"kind": "ranked", "subject": "puma", "object": "arena", "rank": 1, "what": "vision",
            "at": "2025-04-06"}
        claim z {"kind": "ranked", "subject": "lynx-2", "object": "arena", "rank": 1, "what": "text",
            "at": "2025-04"}
    """
    own, ranks = claim.proposition, _ranks_beside(claim, view)
    if own.kind != "ranked" or ranks is None:
        return
    yield None
    for other, theirs in ranks.first_places if own.rank == 1 else ():
        if theirs.subject == own.subject or other >= claim.id:
            continue
        yield Problem(
            f"{view.name(own.subject)} and {view.name(theirs.subject)} ({other}) are both first on "
            f"{view.name(own.object)} on {own.at}; correct a rank or day, or say in `what` how the "
            "lists differ",
            ("proposition", "rank"),
            conflict=(other, claim.id),
            related=(Related(other, ("proposition", "rank"), "the other first place"),),
        )


def two_ranks_at_once(claim: Claim, view: View) -> Looked:
    """One build has two ranks on one board on the same day.

    One of them belongs to another build, another day or another category.

    Fails at y /proposition/rank with x:
        claim x {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2,
            "at": "2025-04-06"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 32,
            "at": "2025-04-06"}
    Passes:
        claim x {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2,
            "at": "2025-04-06"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 32,
            "at": "2025-04-12"}
        claim z {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 5,
            "what": "with style control", "at": "2025-04-06"}
    Passes:
        claim x {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2,
            "at": "2025-04-06"}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 1,
            "at": "2025-04-06"} {"verdict": {"label": "refuted", "instead": ["x"]}, "evidence": []}
    """
    own, ranks = claim.proposition, _ranks_beside(claim, view)
    if own.kind != "ranked" or ranks is None:
        return
    yield None
    for other, theirs in ranks.of_build[own.subject]:
        if theirs.rank == own.rank or other >= claim.id:
            continue
        yield Problem(
            f"{view.name(own.subject)} is at rank {own.rank} here and at {theirs.rank} in {other}, "
            f"both on {own.at}; correct one, or say in `what` how the lists differ",
            ("proposition", "rank"),
            conflict=(other, claim.id),
            related=(Related(other, ("proposition", "rank"), f"rank {theirs.rank}"),),
        )


RULES = (
    constrain(ranked_before_available, kinds=("ranked",)),
    check(two_first_places, "claim", kinds=("ranked",)),
    check(two_ranks_at_once, "claim", kinds=("ranked",)),
)
