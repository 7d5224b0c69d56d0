"""Claims that are not supported, put against the timeline that the supported ones make.

What is excluded by the timeline alone should be refuted; what follows from it should not be.  A
claim's own corrections are left out of the witness stand, unless they speak of the same event:
otherwise every refuted claim would be excluded by its own correction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from claims_check import dates
from claims_check.findings import Problem, Related, counted
from claims_check.named_tuple import NamedTuple
from claims_check.network import Network
from claims_check.timeline.constraints import Apart, Constraint, NotAfter, NotBefore, own_dates
from claims_check.timeline.points import Key, points_of, subject_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from claims_check.dates import Window
    from claims_check.network import Solution, Step
    from claims_check.network.rest import Rest
    from claims_check.records.claim import Claim
    from claims_check.timeline.timeline import Timeline

DATES = frozenset({"start", "end", "at", "spell"})
SELF, OTHERS = "\n", "\t"
"""Stand for the claim on the stand and for the timeline; no records' ids."""

EXCLUDED = "excluded-by-the-timeline"
OVERLOOKED = "verdict-overlooks-the-timeline"
ENTAILED = "refuted-yet-entailed"
IDLE = "correction-does-not-contradict"
VERDICT_RULES = frozenset({EXCLUDED, OVERLOOKED, ENTAILED, IDLE})


def verdict_problems(
    claim: Claim, stated: Iterable[Constraint], timeline: Timeline
) -> Iterator[tuple[str, Problem]]:
    """Rule and problem for what the timeline says against the verdict of a claim that fails.

    `stated` is what rules would state of the claim if it were supported.
    """
    label = claim.verdict.label
    out = excluded(claim, stated, timeline)
    if out is not None:
        days = counted(out.short, "day")
        names = ", ".join(out.witnesses)
        if label == "refuted":
            words = f"the timeline alone refutes this claim: against {names} it fails by {days}"
            yield EXCLUDED, _problem(claim, words, out.witnesses)
        else:
            words = (
                f'the verdict is "{label}", but against {names} the claim fails by {days}; '
                "refute it, or mend whichever date is wrong"
            )
            yield OVERLOOKED, _problem(claim, words, out.witnesses)
    elif label == "refuted" and (witnesses := entailed(claim, timeline)):
        words = (
            f"the claim is refuted, yet {', '.join(witnesses)} "
            f"{'says' if len(witnesses) == 1 else 'say'} the same; one of the verdicts is "
            "wrong, or this claim no longer holds what was said: what is so stands in instead"
        )
        yield ENTAILED, _problem(claim, words, witnesses)
    corrections = [timeline.claims[id] for id in claim.verdict.instead if id in timeline.claims]
    idle = [c.id for c in corrections if contradicts(claim, c) is False]
    if label == "refuted" and corrections and len(idle) == len(corrections):
        words = (
            f"{', '.join(idle)} can hold together with this claim, so nothing stands against it; "
            "name the supported claim that does"
        )
        yield IDLE, _problem(claim, words, tuple(idle), "instead")


def _problem(claim: Claim, words: str, witnesses: tuple[str, ...], field: str = "label") -> Problem:
    related = tuple(Related(id, ("proposition",), "the supported claim") for id in witnesses)
    conflict = tuple(sorted({claim.id, *witnesses}))
    return Problem(words, ("verdict", field), conflict=conflict, related=related)


class Excluded(NamedTuple):
    """The claim cannot hold together with the timeline; `witnesses` are the claims that say so.

    Without witnesses, it cannot hold on its own.
    """

    witnesses: tuple[str, ...]
    short: int


def excluded(claim: Claim, stated: Iterable[Constraint], timeline: Timeline) -> Excluded | None:
    """Whether the timeline leaves no room for the claim, in the wide reading of its dates.

    `stated` is what rules would state of the claim if it were supported.
    """
    constraints = [*own_dates(claim), *stated]
    apart_from = _corrections_of_other_events(claim, timeline)
    solution = timeline.solve()
    found = against(constraints, timeline, solution)
    if found is not None and apart_from.intersection(found.witnesses):
        rest = solution.without(apart_from) or timeline.network.without(apart_from).solve()
        found = against(constraints, timeline, rest)
    return found if found and found.witnesses else None


def _corrections_of_other_events(claim: Claim, timeline: Timeline) -> frozenset[str]:
    about = subject_key(claim.id, claim.proposition)
    return frozenset(
        id
        for id in claim.verdict.instead
        if id in timeline.claims and subject_key(id, timeline.claims[id].proposition) != about
    )


def against(
    constraints: list[Constraint], timeline: Timeline, solution: Solution | Rest
) -> Excluded | None:
    """Whether a claim's constraints fail in what a solution leaves of the timeline's points."""
    if not any(point in timeline.numbers for c in constraints for point in c.points):
        return None  # nothing of what it speaks of is known to the timeline
    found = breach(constraints, timeline, solution.window)
    if found is None:
        return None
    short, steps, keys = found
    witnesses: set[str] = set()
    for step in steps:
        if step.rule in ("earliest", "latest"):
            number = timeline.numbers[keys[step.points[0]]]
            side: Any = step.rule
            for reason in solution.why(number, side):
                witnesses.update(reason.owners)
    return Excluded(tuple(sorted(witnesses)), short)


def breach(
    constraints: list[Constraint], timeline: Timeline, window: Callable[[int], tuple[int, int]]
) -> tuple[int, tuple[Step, ...], list[Key]] | None:
    """By how many days a claim's constraints fail in the windows of the timeline's points.

    With the steps that show it, and the keys of their points; None where they hold.  Decided on a
    small network: the claim's constraints, and the tightened window of each point.
    """
    network = Network()
    keys: list[Key] = []

    def point(key: Key) -> int:
        number = network.point(key)
        if number == len(keys):
            keys.append(key)
            known = timeline.numbers.get(key)
            if known is not None:
                earliest, latest = window(known)
                network.not_before(number, earliest, (OTHERS,), "earliest")
                network.not_after(number, latest, (OTHERS,), "latest")
        return number

    for c in constraints:
        if isinstance(c, Apart):
            network.apart(point(c.first), point(c.then), _wide(c, c.days), (SELF,))
        elif isinstance(c, NotBefore):
            network.not_before(point(c.point), _wide(c, c.day), (SELF,))
        elif isinstance(c, NotAfter):
            network.not_after(point(c.point), _wide(c, c.day), (SELF,))
    found = network.breach()
    return None if found is None else (*found, keys)


def _wide(constraint: Constraint, literal: int) -> int:
    return literal if constraint.wide is None else constraint.wide


def entailed(claim: Claim, timeline: Timeline) -> tuple[str, ...]:
    """The supported claims from which a claim follows: the same fact, within its dates; else none.

    Only facts that claims share can follow from others, and only where nothing but dates differs.
    """
    p = claim.proposition
    about = subject_key(claim.id, p)
    fact = timeline.facts.get(about)
    points = points_of(claim.id, p)
    if fact is None or points is None or about[0] == "claim":
        return ()
    alike = [id for id in fact.claims if _same_but_dates(p, timeline.claims[id].proposition)]
    if not alike:
        return ()
    for field, key in (("start", points.start), ("end", points.end), ("at", points.start)):
        text = getattr(p, field, None)
        if text is None or (field == "at" and points.start != points.end):
            continue
        if text == ".." or not _within(timeline.window(key), text):
            return ()
    held = getattr(p, "at", None) if points.start != points.end else None
    if held is not None and not _holds_on(timeline, points, held):
        return ()
    return tuple(sorted(alike))


def _within(window: Window, text: str) -> bool:
    date = dates.read_or_none(text)
    return date is not None and (
        date.literal.earliest <= window.earliest and window.latest <= date.literal.latest
    )


def _holds_on(timeline: Timeline, points: Any, text: str) -> bool:
    date = dates.read_or_none(text)
    if date is None:
        return False
    began, ended = timeline.window(points.start), timeline.window(points.end)
    return began.latest <= date.literal.earliest and date.literal.latest <= ended.earliest


def _same_but_dates(one: Any, other: Any) -> bool:
    return bool(one.kind == other.kind) and _fields(one) == _fields(other)


def _fields(proposition: Any) -> dict[str, Any]:
    return {k: v for k, v in vars(proposition).items() if k not in DATES and v not in (None, ())}


def contradicts(claim: Claim, correction: Claim) -> bool | None:
    """Whether a correction says something else than the claim; None where kinds do not compare.

    Of one kind and subject, they differ where a field differs or their dates cannot meet.
    """
    one, other = claim.proposition, correction.proposition
    if one.kind != other.kind or _subject(one) != _subject(other):
        return None
    mine, theirs = _fields(one), _fields(other)
    if any(mine[k] != theirs[k] for k in mine.keys() & theirs.keys()):
        return True
    if mine.keys() != theirs.keys():
        return None
    network = Network()
    for of, record in (("claim", claim), ("correction", correction)):
        for c in own_dates(record):
            _put(network, c, of)
    return network.breach() is not None


def _put(network: Network, c: Constraint, of: str) -> None:
    """A date's constraint, with the points of the event shared by both who speak of it."""

    def point(key: Key) -> int:
        return network.point(key[-1] if key[-1] != "day" else f"day of the {of}")

    if isinstance(c, Apart):
        network.apart(point(c.first), point(c.then), c.days, (of,))
    elif isinstance(c, NotBefore):
        network.not_before(point(c.point), c.day, (of,))
    else:
        network.not_after(point(c.point), c.day, (of,))


def _subject(proposition: Any) -> object:
    return getattr(proposition, "subject", None)
