"""What the windows make certain: one point before another, two states at once, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from claims_check.dates import Date, day_text
from claims_check.findings import Certainty
from claims_check.named_tuple import NamedTuple
from claims_check.timeline.points import Key, Points

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.timeline.timeline import Fact, Timeline


class Certain(NamedTuple):
    """Some points come before others on every reading of the dates, or of the dates as written.

    `latest` is the last possible day of what comes first, `earliest` the first possible day of what
    comes then; `owners` are the records that make these bounds, sorted.
    """

    certainty: Certainty
    latest: int
    earliest: int
    owners: tuple[str, ...]


def before(
    timeline: Timeline, firsts: Collection[Key], thens: Collection[Key], days: int = 0
) -> Certain | None:
    """Whether some points all come before others, by more than so many days; None if unsure."""
    return _all_before(timeline, [(first, then) for first in firsts for then in thens], days)


def _all_before(timeline: Timeline, pairs: list[tuple[Key, Key]], days: int = 0) -> Certain | None:
    """Whether of each pair the first comes before the other, by more than so many days."""
    found = None
    for wide in (False, True):
        latest = [timeline.window(first, wide).latest for first, _ in pairs]
        earliest = [timeline.window(then, wide).earliest for _, then in pairs]
        if any(one + days >= other for one, other in zip(latest, earliest, strict=True)):
            return found
        owners = frozenset[str]().union(
            *(timeline.owners(first, "latest", wide) for first, _ in pairs),
            *(timeline.owners(then, "earliest", wide) for _, then in pairs),
        )
        certainty: Certainty = "definite" if wide else "possible"
        found = Certain(certainty, max(latest), min(earliest), tuple(sorted(owners)))
    return found


def dated_before(timeline: Timeline, date: Date, then: Key, slack: int = 0) -> Certain | None:
    """Whether a day from elsewhere, such as a source's, comes before a point; `slack` in days.

    The slack is granted in the wide reading only.
    """
    found = None
    for wide in (False, True):
        latest = date.wide.latest + slack if wide else date.literal.latest
        earliest = timeline.window(then, wide).earliest
        if latest >= earliest:
            return found
        owners = tuple(sorted(timeline.owners(then, "earliest", wide)))
        found = Certain("definite" if wide else "possible", latest, earliest, owners)
    return found


def together(timeline: Timeline, one: Points, other: Points) -> Certain | None:
    """Whether two states hold at once for certain, and not only on a day of hand-over.

    Each begins before the other ends.  `latest` is the last possible day of the later beginning,
    `earliest` the first possible day of the earlier end, as `overlap_text` tells; an end that is
    not known may be the day of the start.
    """
    return _all_before(timeline, [(one.start, other.end), (other.start, one.end)])


def overlap_text(certain: Certain) -> str:
    """When two states hold at once, in words."""
    first, last = day_text(certain.latest), day_text(certain.earliest)
    if certain.latest < certain.earliest:
        return f"at least from {first} to {last}"
    return f"on {first}" if first == last else f"at some time from {last} to {first}"


def speaks_for(id: str, fact: Fact, owners: Collection[str]) -> bool:
    """Whether this claim is the one at which something about a fact is shown.

    Of several claims that say the same, the last of those that make the bounds.
    """
    return id == max((c for c in fact.claims if c in owners), default=fact.claims[0])


class Rivals:
    """States of which only one holds at a time: the posts of an office, the names of a body."""

    __slots__ = ("_before", "_lasting", "_places", "_timeline", "facts")

    def __init__(self, facts: Collection[Fact], timeline: Timeline) -> None:
        self._timeline = timeline
        rows = sorted(
            (timeline.window(fact.points.start).latest, fact.about, fact) for fact in facts
        )
        self.facts = [fact for _, _, fact in rows]
        self._places: dict[Key, int] | None = None
        self._lasting: list[int] = []  # the last certain day of the states up to here
        for fact in self.facts:
            end = timeline.window(fact.points.end).earliest
            self._lasting.append(max(end, self._lasting[-1] if self._lasting else end))
        self._before: dict[bool, tuple[list[int], list[Fact]]] | None = None

    def clashes(self, claim: str, fact: Fact) -> Iterator[tuple[Fact, Certain]]:
        """The states before this one, by start, that hold together with it for certain.

        Each pair is told once: at the state that begins later, by the claim that speaks for it.
        """
        start = self._timeline.window(fact.points.start).latest
        if self._places is None:  # of most there is one only, and nobody asks
            self._places = {fact.about: place for place, fact in enumerate(self.facts)}
        place = self._places.get(fact.about, 0)
        while place and self._lasting[place - 1] > start:
            place -= 1
            other = self.facts[place]
            found = together(self._timeline, fact.points, other.points)
            if found and speaks_for(claim, fact, found.owners):
                yield other, found

    def lasting_longest_before(self, fact: Fact, wide: bool) -> Fact | None:
        """Of the states that may have begun before another does, one that may have lasted longest.

        None where no other can have begun before.
        """
        from bisect import bisect_left  # few corpora have rivals that this is asked of

        if self._before is None:
            self._before = {}
        if wide not in self._before:
            self._before[wide] = self._by_start(wide)
        starts, longest = self._before[wide]
        number = bisect_left(starts, self._timeline.window(fact.points.start, wide).earliest)
        return longest[number - 1] if number else None

    def _by_start(self, wide: bool) -> tuple[list[int], list[Fact]]:
        """First days in order, and for each the state of those up to it that may last longest."""
        window = self._timeline.window
        rows = sorted((window(f.points.start, wide).earliest, f.about, f) for f in self.facts)
        longest: list[Fact] = []
        for _, _, fact in rows:
            best = longest[-1] if longest else fact
            longer = window(fact.points.end, wide).latest > window(best.points.end, wide).latest
            longest.append(fact if longer else best)
        return [earliest for earliest, _, _ in rows], longest


def groups(
    facts: Iterable[Fact], by: Callable[[Fact], Key | None], timeline: Timeline
) -> dict[Key, Rivals]:
    """Facts that have a key in common, each group as rivals; those without a key are left out."""
    found: dict[Key, list[Fact]] = {}
    for fact in facts:
        key = by(fact)
        if key is not None:
            found.setdefault(key, []).append(fact)
    return {key: Rivals(group, timeline) for key, group in found.items()}
