"""Rules on the life of records: repeated, withdrawn, replaced, renamed."""

from __future__ import annotations

from claims_check import dates
from claims_check.corpus.digest import folded
from claims_check.dates import day_text
from claims_check.findings import Problem, Related
from claims_check.rules.rule import (
    Looked,
    View,
    check,
    named_in,
    shortest_circle,
    without_loose_ends,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.records.entity import Entity
    from claims_check.records.source import Source


def same_statement_twice(claim: Claim, view: View) -> Looked:
    """Two claims make the same statement.

    They will be corrected one by one and drift apart.  Keep one, with the appearances of both, and
    withdraw the other; where they say two things, let the statements say so.

    Fails at y /statement with x:
        claim x {"statement": "Acme makes bolts and nuts."}
        claim y {"statement": "ACME makes  bolts and nuts."}
    Passes:
        claim x {"statement": "Acme makes bolts and nuts."}
        claim y {"statement": "Acme makes bolts and nuts."}
            {"withdrawn": {"on": "2026-01-30", "why": "It repeats x.", "replaced_by": "x"}}
        claim z {"statement": "Acme makes bolts."}
    """
    if claim.withdrawn is not None:
        return
    first = view.once(_repeated).get(claim.id)
    if first is None or folded(view.statement(first)) != folded(claim.statement):
        yield None  # they differ where this is another record of the same id
        return
    yield Problem(
        f"{first} says the same; keep one of the two and withdraw the other",
        ("statement",),
        conflict=(first, claim.id),
        related=(Related(first, ("statement",), "the same statement"),),
    )


def _repeated(view: View) -> dict[str, str]:
    """For each live claim whose statement another makes too, the first of these, by id."""
    alone: dict[int, str] = {}
    alike: dict[int, list[str]] = {}
    for id, digest in view.claims.items():
        if digest.live:
            first = alone.setdefault(digest.said, id)
            if first is not id:
                alike.setdefault(digest.said, [first]).append(id)
    texts = {id: folded(view.statement(id)) for ids in alike.values() for id in ids}
    firsts = {text: id for id, text in sorted(texts.items(), reverse=True)}
    return {id: firsts[text] for id, text in texts.items() if firsts[text] != id}


def rests_on_a_withdrawn_claim(claim: Claim, view: View) -> Looked:
    """A claim is about another that has been withdrawn.

    What it says of it holds of nothing any more.  Let it speak of the claim that took its place, or
    withdraw it too.

    Fails at x /proposition/cause with y:
        claim x {"kind": "caused", "cause": "y", "effect": "z"}
        claim y {"withdrawn": {"on": "2026-01-30", "why": "It repeats another claim."}}
        claim z {}
    Passes:
        claim x {"kind": "caused", "cause": "y", "effect": "z"}
        claim y {}
        claim z {}
    """
    if claim.withdrawn is not None:
        return
    for reference in named_in(claim):
        other = view.claims.get(reference.id)
        if other is None:
            continue
        if other.live:
            yield None
            continue
        successor = _replacement(other.id, view)
        way = f"name {successor}, which took its place" if successor else "name another claim"
        yield Problem(
            f"{other.id} has been withdrawn; {way}, or withdraw this claim too",
            reference.at,
            conflict=tuple(sorted({claim.id, other.id})),
            related=(Related(other.id, ("withdrawn",), "withdrawn"),),
        )


def _replacement(id: str, view: View) -> str | None:
    """What took the place of a withdrawn record."""
    digest = view.records.get(id)
    return digest.replaced_by if digest and digest.sort != "unread" else None


def _replacements(view: View) -> dict[str, list[str]]:
    """What took the place of each withdrawn record, of those from which a circle can be reached."""
    following = {id: found for id in view.records if (found := _replacement(id, view)) is not None}
    ends: dict[str, list[str]] = {id: [] for id in following.values()}
    return without_loose_ends(ends | {id: [found] for id, found in following.items()})


def replaced_in_a_circle(record: Claim | Entity | Source, view: View) -> Looked:
    """Withdrawn records replace one another in a circle.

    Whoever follows them never comes to one that counts.

    Waits for withdrawn records that name another in their place.

    Fails at b /withdrawn/replaced_by with a:
        claim x {}
        claim a {"withdrawn": {"on": "2026-01-30", "why": "It repeats b.", "replaced_by": "b"}}
        claim b {"withdrawn": {"on": "2026-01-30", "why": "It repeats a.", "replaced_by": "a"}}
    Fails at a /withdrawn/replaced_by:
        claim x {}
        claim a {"withdrawn": {"on": "2026-01-30", "why": "It is wrong.", "replaced_by": "a"}}
    Passes:
        claim a {"withdrawn": {"on": "2026-01-30", "why": "It repeats b.", "replaced_by": "b"}}
        claim b {"withdrawn": {"on": "2026-01-30", "why": "It repeats c.", "replaced_by": "c"}}
        claim c {}
    """
    if record.withdrawn is None or record.withdrawn.replaced_by is None:
        return
    replacements = view.once(_replacements)
    circle = shortest_circle(record.id, lambda id: replacements.get(id, ()))
    if not circle or max(circle) != record.id:  # shown once, at the last by id
        yield None
        return
    yield Problem(
        f"{circle[0]} is replaced by {', which is replaced by '.join((*circle[1:], record.id))}; name "
        "a record that counts",
        ("withdrawn", "replaced_by"),
        conflict=tuple(sorted(circle)),
        related=tuple(Related(id, ("withdrawn",), "part of the circle") for id in circle[1:]),
    )


def replaced_by_nothing_live(record: Claim | Entity | Source, view: View) -> Looked:
    """The record that replaces a withdrawn one is withdrawn itself, and nothing replaces it.

    Whoever follows the replacement ends at a record that does not count.

    Waits for withdrawn records that name another in their place.

    Fails at a /withdrawn/replaced_by with b:
        claim x {}
        claim a {"withdrawn": {"on": "2026-01-30", "why": "It repeats b.", "replaced_by": "b"}}
        claim b {"withdrawn": {"on": "2026-01-30", "why": "It is wrong."}}
    Passes:
        claim a {"withdrawn": {"on": "2026-01-30", "why": "It repeats b.", "replaced_by": "b"}}
        claim b {"withdrawn": {"on": "2026-01-30", "why": "It repeats c.", "replaced_by": "c"}}
        claim c {}
        claim d {"withdrawn": {"on": "2026-01-30", "why": "It is wrong."}}
    """
    if record.withdrawn is None or record.withdrawn.replaced_by is None:
        return
    id = record.withdrawn.replaced_by
    digest = view.records.get(id)
    if digest is None or digest.sort == "unread":
        return
    if digest.live or _replacement(id, view) is not None:
        yield None
        return
    yield Problem(
        f"{id} is to replace it, but has been withdrawn too and names no replacement; name a record "
        'that counts, or remove "replaced_by"',
        ("withdrawn", "replaced_by"),
        conflict=tuple(sorted({record.id, id})),
        related=(Related(id, ("withdrawn",), "withdrawn without a replacement"),),
    )


def former_id_in_use(record: Claim | Entity | Source, view: View) -> Looked:
    """A former id of a record is an id that it has, that another has, or that another had too.

    An id keeps its meaning for ever, so that what names it from outside leads to the same record.

    Waits for records that had other ids before.

    Fails at x /former_ids/0 with y:
        claim x {"former_ids": ["y"]}
        claim y {}
    Fails at y /former_ids/0 with x:
        claim x {"former_ids": ["old"]}
        claim y {"former_ids": ["old"]}
    Fails at x /former_ids/0:
        claim x {"former_ids": ["x"]}
    Passes:
        claim x {"former_ids": ["z"]}
        claim y {}
    """
    for n, id in enumerate(record.former_ids):
        others = [other for other in view.once(_formerly).get(id, ()) if other < record.id]
        if id == record.id:
            yield Problem(f"{id} is the id of this record still; remove it here", ("former_ids", n))
        elif id in view.records:
            yield Problem(
                f"{id} was an id of this record and is now that of another; give the other an id of "
                "its own, or remove it here if it was never published",
                ("former_ids", n),
                conflict=tuple(sorted((record.id, id))),
                related=(Related(id, ("id",), "the record that has the id now"),),
            )
        elif others:
            yield Problem(
                f"{id} was an id of this record and of {others[0]}; remove it where it was not",
                ("former_ids", n),
                conflict=(others[0], record.id),
                related=(Related(others[0], ("former_ids",), "the other record that had it"),),
            )
        else:
            yield None


def _formerly(view: View) -> dict[str, list[str]]:
    """The records that had each former id, sorted."""
    found: dict[str, list[str]] = {}
    for id in sorted(view.records):
        digest = view.records[id]
        for former in () if digest.sort == "unread" else digest.former_ids:
            found.setdefault(former, []).append(id)
    return found


def checked_out_of_line(claim: Claim, view: View) -> Looked:
    """A claim was checked more than a year after anything else in the corpus.

    Its year was mistyped, most likely.  The newest day of a check is the day that staleness and
    expiry are judged by, so one such slip moves it for the whole corpus.

    Fails at x /verdict/checked:
        claim x {"verdict": {"checked": "2062-01-31"}}
        claim y {}
    Passes:
        claim x {"verdict": {"checked": "2027-01-31"}}
        claim y {}
    Passes:
        claim x {"verdict": {"checked": "2062-01-31"}}
    """
    checked, others = dates.read_or_none(claim.verdict.checked), view.once(_newest_days)
    if checked is None or claim.withdrawn is not None or len(others) < 2:
        return
    newest = others[1] if others[0] == checked.literal.earliest else others[0]
    gap = checked.literal.earliest - newest
    if gap <= YEAR:
        yield None
        return
    yield Problem(
        f"it was checked on {claim.verdict.checked}, {gap} days after anything else in the corpus was "
        f"checked or read ({day_text(newest)}); correct the year",
        ("verdict", "checked"),
    )


YEAR = 366


def _newest_days(view: View) -> list[int]:
    """The two newest days on which a claim was checked or a source read, the newest first."""
    texts = [claim.checked for claim in view.claims.values()]
    texts += [source.retrieved for source in view.sources.values() if source.retrieved]
    days = [
        date.literal.earliest for text in texts if (date := dates.read_or_none(text, time=True))
    ]
    return sorted(days, reverse=True)[:2]


RULES = (
    check(same_statement_twice, "claim", severity="warning", sees="records"),
    check(
        rests_on_a_withdrawn_claim,
        "claim",
        kinds=("arranged", "said", "ordered", "caused"),
        sees="records",
    ),
    check(replaced_in_a_circle, "claim", "entity", "source", needs="withdrawn", sees="records"),
    check(replaced_by_nothing_live, "claim", "entity", "source", needs="withdrawn", sees="records"),
    check(former_id_in_use, "claim", "entity", "source", needs="former_ids", sees="records"),
    check(checked_out_of_line, "claim", severity="warning", sees="records"),
)
