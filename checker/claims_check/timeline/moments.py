"""The timeline as a list: each point of each fact with its window, in order of time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from claims_check.dates import MAX_DAY, MIN_DAY, Window
from claims_check.named_tuple import NamedTuple
from claims_check.timeline.constraints import NotAfter, NotBefore, own_dates
from claims_check.timeline.explanation import point_name

if TYPE_CHECKING:
    from claims_check.timeline.points import Key
    from claims_check.timeline.timeline import Fact, Timeline


class Moment(NamedTuple):
    """A point in time: what it is, its tightened window, and the claims that speak of it.

    `inferred` are other claims that make the window narrower than these say.
    """

    what: str
    window: Window
    claims: tuple[str, ...]
    inferred: tuple[str, ...]


def moments(
    timeline: Timeline, entities: Iterable[str], name: Callable[[str], str]
) -> list[Moment]:
    """All bounded points of the facts on some entities, or on all where none is named."""
    wanted = list(entities)
    facts: dict[Key, Fact] = {}
    for entity in wanted or timeline.entities:
        facts.update((fact.about, fact) for fact in timeline.facts_on(entity))
    found = []
    for fact in facts.values():
        for key in dict.fromkeys(fact.points):
            window, others = tightened(timeline, fact.claims, key)
            if window.earliest > MIN_DAY or window.latest < MAX_DAY:
                found.append(Moment(point_name(key, name), window, tuple(fact.claims), others))
    return sorted(found, key=lambda m: (_anchor(m.window), m.window, m.what))


def _anchor(window: Window) -> int:
    """Where a window stands in the order: by its first day, or its last where it has no first."""
    return window.earliest if window.earliest > MIN_DAY else window.latest


def tightened(
    timeline: Timeline, claims: Collection[str], key: Key
) -> tuple[Window, tuple[str, ...]]:
    """What all records leave of a point, and which others make that less than these claims say."""
    window, said = timeline.window(key), _said(timeline, claims, key)
    inferred: set[str] = set()
    if window.earliest > said.earliest:
        inferred.update(timeline.owners(key, "earliest"))
    if window.latest < said.latest:
        inferred.update(timeline.owners(key, "latest"))
    return window, tuple(sorted(inferred.difference(claims)))


def _said(timeline: Timeline, claims: Collection[str], key: Key) -> Window:
    """What some claims themselves say of a point."""
    earliest, latest = MIN_DAY, MAX_DAY
    for id in claims:
        for constraint in own_dates(timeline.claims[id]):
            if isinstance(constraint, NotBefore) and constraint.point == key:
                earliest = max(earliest, constraint.day)
            elif isinstance(constraint, NotAfter) and constraint.point == key:
                latest = min(latest, constraint.day)
    return Window(earliest, latest)
