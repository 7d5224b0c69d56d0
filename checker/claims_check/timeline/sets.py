"""Dates that are one of several days with gaps between them, beyond what windows can say.

The network knows such a date by its hull.  Alone, it fits exactly if one of its runs meets what the
network leaves of its point; together, several are tried run by run, within a bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from claims_check import dates
from claims_check.dates import Window
from claims_check.findings import Certainty, Pointer
from claims_check.named_tuple import NamedTuple
from claims_check.timeline.points import Key, points_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.timeline.timeline import Timeline

MOST_COMBINATIONS = 64
"""So many choices of runs are tried; beyond them sets are judged one by one only."""


class Holed(NamedTuple):
    """A date with holes: whose it is, where it stands, its point and its runs of days."""

    claim: str
    at: Pointer
    point: Key
    text: str
    runs: tuple[Window, ...]


def holed(claim: Claim) -> Iterator[Holed]:
    """The dates of a claim that are sets with holes."""
    p = claim.proposition
    texts = [(field, getattr(p, field, None)) for field in ("start", "end", "at")]
    lists = [(field, text) for field, text in texts if text is not None and "," in text]
    points = points_of(claim.id, p) if lists else None  # only a list of days has holes
    if points is None:
        return
    at: Key = points.start if points.start == points.end else ("claim", claim.id, "day")
    ends = {"start": points.start, "end": points.end, "at": at}
    for field, text in lists:
        date = dates.read_or_none(text, open_end=True)
        if date is not None and len(date.runs) > 1:
            yield Holed(claim.id, ("proposition", field), ends[field], text, date.runs)


def meeting(date: Holed, window: Window) -> tuple[Window, ...]:
    """The runs of a date that meet a window."""
    return tuple(
        run for run in date.runs if run.earliest <= window.latest and window.earliest <= run.latest
    )


class Clash(NamedTuple):
    """Dates that each fit alone, but not together, and the records that leave them no choice.

    It is definite where no choice fits in the wide reading of all other dates either.
    """

    dates: tuple[Holed, ...]
    owners: frozenset[str]
    certainty: Certainty


def clash(timeline: Timeline) -> Clash | None:
    """The dates with holes that do not fit together; None where some choice of runs does.

    Also None where there are too many choices to try.
    """
    found = _clash(timeline, wide=False)
    return found and (_clash(timeline, wide=True) or found)


def _clash(timeline: Timeline, wide: bool) -> Clash | None:
    listed = [date for id in sorted(timeline.listed) for date in holed(timeline.claims[id])]
    choices = [meeting(date, timeline.window(date.point, wide)) for date in listed]
    several = [(date, runs) for date, runs in zip(listed, choices, strict=True) if runs]
    number = 1
    for _, runs in several:
        number *= len(runs)
    if len(several) < 2 or number > MOST_COMBINATIONS:
        return None
    known = {contradiction.owners for contradiction in timeline.solve(wide).contradictions}
    owners: set[str] = set()
    for chosen in product(*(runs for _, runs in several)):
        network = timeline.network.widened() if wide else timeline.network.without(frozenset())
        for (date, _), run in zip(several, chosen, strict=True):
            point = timeline.numbers[date.point]
            network.not_before(point, run.earliest, (date.claim,))
            network.not_after(point, run.latest, (date.claim,))
        new = [c.owners for c in network.solve().contradictions if c.owners not in known]
        if not new:
            return None
        owners.update(*new)
    clashing = tuple(date for date, _ in several if date.claim in owners)
    for date in clashing:
        owners |= _barring(date, timeline, wide)
    return Clash(clashing, frozenset(owners), "definite" if wide else "possible")


def _barring(date: Holed, timeline: Timeline, wide: bool) -> frozenset[str]:
    """The records that bar runs of a date before any choice is made: they make its window."""
    window = timeline.window(date.point, wide)
    late = any(run.latest < window.earliest for run in date.runs)
    early = any(run.earliest > window.latest for run in date.runs)
    return (timeline.owners(date.point, "earliest", wide) if late else frozenset()) | (
        timeline.owners(date.point, "latest", wide) if early else frozenset()
    )
