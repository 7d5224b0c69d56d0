"""What the corpus establishes about an entity on a day: lives, names, wholes, posts, releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from claims_check.dates import Window
from claims_check.named_tuple import NamedTuple
from claims_check.timeline.points import STAGES
from claims_check.timeline.timeline import Fact, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable


class State(NamedTuple):
    """One thing that held, certainly or possibly, on the day asked for.

    `since` and `until` are the tightened windows of its first and last day; for a stage of a
    release, which does not end, `until` is unbounded.
    """

    what: str
    value: str
    certainty: Literal["certain", "possible"]
    since: Window
    until: Window
    claims: tuple[str, ...]


TOLD = frozenset({"life", "name", "part", "report", "role", "stage", "available", "terms"})
"""What the facts are about that are told as states."""

OFFICIAL = "official name"


def states(
    timeline: Timeline,
    entity: str,
    day: int,
    name: Callable[[str], str],
    last: int | None = None,
) -> list[State]:
    """All states of an entity that hold or may hold on a day, in a fixed order.

    With `last`, the days from `day` to it are asked for: certain is what holds on all of them,
    possible what may hold on any.  A state whose end is not known holds for certain only on the
    days that some claim gives; after them it is possible.
    """
    last = day if last is None else last
    found = []
    for fact in timeline.facts_on(entity):
        if fact.about[0] not in TOLD:
            continue
        since, until = timeline.window(fact.points.start), timeline.window(fact.points.end)
        if fact.about[0] == "stage":
            until = Window(since.earliest, Timeline.FOREVER)
        if since.earliest <= last and day <= until.latest:
            certain = since.latest <= day and last <= _known_end(timeline, fact, until)
            what, value = _words(timeline, fact, entity, name)
            certainty: Literal["certain", "possible"] = "certain" if certain else "possible"
            found.append(State(what, value, certainty, since, until, tuple(sorted(fact.claims))))
    found.sort(key=lambda s: (_rank(s.what), s.certainty, s.since, s.value))
    return found


def _known_end(timeline: Timeline, fact: Fact, until: Window) -> int:
    if fact.about[0] == "stage":
        return Timeline.FOREVER
    held = (timeline.window(("claim", id, "day")).earliest for id in fact.claims)
    return max(until.earliest, *held)


_WHATS = (
    "exists",
    OFFICIAL,
    "name",
    "part of",
    "has part",
    "reports to",
    "has reporting to it",
    "post",
    "held by",
    "stage",
    "available on",
    "offers",
    "terms",
)
"""The order in which states are told."""


def _rank(what: str) -> int:
    return _WHATS.index(what)


def _words(
    timeline: Timeline, fact: Fact, entity: str, name: Callable[[str], str]
) -> tuple[str, str]:
    about = fact.about
    own = about[1] == entity
    match about[0]:
        case "life":
            return "exists", name(entity)
        case "name":
            propositions = [timeline.claims[id].proposition for id in fact.claims]
            official = any(getattr(p, "official", None) for p in propositions)
            return (OFFICIAL if official else "name"), about[2]
        case "part":
            return ("part of", name(about[2])) if own else ("has part", name(about[1]))
        case "report":
            return (
                ("reports to", name(about[2])) if own else ("has reporting to it", name(about[1]))
            )
        case "role":
            title = getattr(timeline.claims[fact.claims[0]].proposition, "title", about[3])
            return (
                ("post", f"{title}, {name(about[2])}")
                if own
                else ("held by", f"{name(about[1])}: {title}")
            )
        case "stage":
            return "stage", STAGES[about[2]].format(name(entity))
        case "available":
            return ("available on", name(about[2])) if own else ("offers", name(about[1]))
    thing = "" if own else f" of {name(about[1])}"
    return "terms", f"{about[3]} of the {about[2]}{thing}: {about[4]}"
