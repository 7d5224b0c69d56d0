"""Rules on sources: their days, what their addresses say about them, and what they derive from."""

from __future__ import annotations

from collections.abc import Iterator

from claims_check import addresses, dates
from claims_check.findings import Certainty, Pointer, Problem, Related
from claims_check.rules.rule import (
    Looked,
    View,
    check,
    comes_before,
    grant,
    shortest_circle,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.source import Source

SLACK = 1
"""Days that two days of one document may differ by: they may be told in two time zones."""

LATE_NUMBER = 5
"""Days by which a paper may be older than the month of its arXiv number: numbers are given when it
is announced, after a weekend or holiday."""
HELD_BACK = 26
"""More such days, for a paper that the moderators held back."""


def _out_of_order(
    then: str | None, first: str | None, at: Pointer, message: str
) -> Iterator[Problem | None]:
    """A problem where the day that has to be the later is certainly the earlier."""
    later, earlier = dates.read_or_none(then, time=True), dates.read_or_none(first, time=True)
    if later is None or earlier is None:
        return
    certainty = comes_before(later, earlier, SLACK)
    yield _certain(message, at, certainty)


def _certain(message: str, at: Pointer, certainty: Certainty | None) -> Problem | None:
    """The problem of two dates that contradict each other so surely, if they do."""
    return Problem(message + grant(certainty), at, certainty=certainty) if certainty else None


def retrieved_before_published(source: Source, view: View) -> Looked:
    """A source was read before it was published.

    One of the two days is mistyped; or what was read was an earlier version, then give its day.

    Fails at late /retrieved:
        claim x {"evidence": [{"source": "late"}]}
        source late {"published": "2026-01-15", "retrieved": "2026-01-10"}
    Possible at late /retrieved:
        claim x {"evidence": [{"source": "late"}]}
        source late {"published": "2026-01-15", "retrieved": "2026-01-14"}
    Passes:
        claim x {"evidence": [{"source": "late"}]}
        source late {"published": "2026-01", "retrieved": "2026-01-10"}
    """
    return _out_of_order(
        source.retrieved,
        source.published,
        ("retrieved",),
        f"it was retrieved on {source.retrieved}, before it was published on {source.published}; "
        "correct one of the two",
    )


def archived_before_published(source: Source, view: View) -> Looked:
    """The archived copy of a source is older than the source.

    A copy of what did not exist yet is a copy of something else, or one of the days is mistyped.

    Waits for sources with an archived copy.

    Fails at late /archive/on:
        claim x {"evidence": [{"source": "late"}]}
        source late {"published": "2026-01-15", "archive":
            {"address": "https://archive.example/1", "on": "2025-12-31"}}
    Possible at late /archive/on:
        claim x {"evidence": [{"source": "late"}]}
        source late {"published": "2026-01-15", "archive":
            {"address": "https://archive.example/1", "on": "2026-01-14"}}
    Passes:
        claim x {"evidence": [{"source": "late"}]}
        source late {"published": "2026-01-15", "archive":
            {"address": "https://archive.example/1", "on": "2026-01-15"}}
    """
    if source.archive is None:
        return iter(())
    return _out_of_order(
        source.archive.on,
        source.published,
        ("archive", "on"),
        f"the copy is dated {source.archive.on}, before the source was published on "
        f"{source.published}; correct one of the two, or name a later copy",
    )


def address_contradicts_date(source: Source, view: View) -> Looked:
    """The address of a source carries a day that its own dates contradict.

    An arXiv number begins with the year and month in which the paper was announced, and a web
    archive writes the day of the copy into its address.  Either the day is wrong or the address.
    A paper may be some days older than the month of its number, and weeks if it was held back.

    Fails at paper /published:
        claim x {"evidence": [{"source": "paper"}]}
        source paper {"published": "2022-12-20", "address": "https://arxiv.org/abs/2302.13971v1"}
    Fails at copy /archive/on:
        claim x {"evidence": [{"source": "copy"}]}
        source copy {"archive": {"on": "2026-01-25", "address":
            "https://web.archive.org/web/20260120093000/https://example.org/copy"}}
    Fails at copy /published:
        claim x {"evidence": [{"source": "copy"}]}
        source copy {"published": "2026-01-15", "address":
            "https://web.archive.org/web/20260112093000id_/https://example.org/copy"}
    Possible at paper /published:
        claim x {"evidence": [{"source": "paper"}]}
        source paper {"published": "2023-01-20", "address": "https://arxiv.org/pdf/2302.13971"}
    Passes:
        claim x {"evidence": [{"source": "paper"}]}
        source paper {"published": "2023-01-30", "address": "https://arxiv.org/abs/2302.00013"}
    Passes:
        claim x {"evidence": [{"source": "paper"}]}
        source paper {"published": "2023-07-18", "address": "https://arxiv.org/abs/2302.13971v3"}
    Passes:
        claim x {"evidence": [{"source": "copy"}]}
        source copy {"archive": {"on": "2026-01-20", "address":
            "https://web.archive.org/web/20260120235959/https://example.org/copy"}}
    """
    published = dates.read_or_none(source.published, time=True)
    if published is not None:
        yield from _against_number(source, published)
        yield from _after_its_copy(source, published)
    if source.archive is not None:
        yield from _against_stamp(source.archive.address, source.archive.on)


def _against_number(source: Source, published: dates.Date) -> Looked:
    month = addresses.month_of_number(source.address)
    if month is None:
        return
    certainty = comes_before(published, month, HELD_BACK, LATE_NUMBER)
    if certainty is None:
        yield None
        return
    held_back = "" if certainty == "definite" else " (which it may be if it was held back)"
    yield Problem(
        f"it was published on {source.published}, but its arXiv number was given in {month.text}{held_back}; "
        "correct the day or the address, or give the address where it stood before",
        ("published",),
        certainty=certainty,
    )


def _after_its_copy(source: Source, published: dates.Date) -> Looked:
    stamp = addresses.day_of_copy(source.address)
    if stamp is None:
        return
    certainty = comes_before(stamp, published, SLACK)
    message = (
        f"it was published on {source.published}, after the archive's copy of {stamp.text} that its "
        "address names; correct the day or the address"
    )
    yield _certain(message, ("published",), certainty)


def _against_stamp(address: str, on: str) -> Looked:
    stamp, said = addresses.day_of_copy(address), dates.read_or_none(on, time=True)
    if stamp is None or said is None:
        return
    certainty = _apart(stamp, said)
    message = (
        f"the copy is said to be of {on}, but its address says {stamp.text}; correct one of them"
    )
    yield _certain(message, ("archive", "on"), certainty)


def _apart(one: dates.Date, other: dates.Date) -> Certainty | None:
    return comes_before(one, other, SLACK) or comes_before(other, one, SLACK)


def dated_path_contradicts_date(source: Source, view: View) -> Looked:
    """A source was not published on the day that its address shows.

    Papers and logs write the day of publication into their addresses; a mistyped day shows here.  A
    path on a code host names a file of any day and is not looked at.

    Fails at post /published:
        claim x {"evidence": [{"source": "post"}]}
        source post {"published": "2026-01-15", "address": "https://example.org/2026/01/05/news"}
    Fails at post /published:
        claim x {"evidence": [{"source": "post"}]}
        source post {"published": "2026-01-15", "address": "https://example.org/news-2025-01-15"}
    Fails at post /published:
        claim x {"evidence": [{"source": "post"}]}
        source post {"published": "2026-01-15", "address": "https://example.org/2025/11/news"}
    Possible at post /published:
        claim x {"evidence": [{"source": "post"}]}
        source post {"published": "2026-01-15", "address": "https://example.org/2026/1/14/news"}
    Passes:
        claim x {"evidence": [{"source": "post"}]}
        source post {"published": "2026-01-15", "address": "https://example.org/2026/01/news"}
    Passes:
        claim x {"evidence": [{"source": "post"}]}
        source post {"published": "2026-01-15", "address":
            "https://github.com/a/b/blob/0123456789abcdef0123456789abcdef01234567/2025-11-04-a.md"}
    """
    published = dates.read_or_none(source.published, time=True)
    shown = addresses.day_in_path(source.address)
    if published is None or shown is None:
        return
    message = (
        f"it was published on {source.published}, but its address shows {shown.text}; correct the "
        "day, or the address if it is that of another document"
    )
    yield _certain(message, ("published",), _apart(shown, published))


def copy_older_than_its_original(source: Source, view: View) -> Looked:
    """A source is older than a source that it is said to repeat.

    What repeats another comes after it: the two are swapped, or a day is mistyped.

    Fails at digest /derived_from/0 with news:
        claim x {"evidence": [{"source": "digest"}]}
        source digest {"published": "2025-12-24", "derived_from": ["news"]}
    Possible at digest /derived_from/0 with news:
        claim x {"evidence": [{"source": "digest"}]}
        source digest {"published": "2026-01-14", "derived_from": ["news"]}
    Passes:
        claim x {"evidence": [{"source": "digest"}]}
        source digest {"published": "2026-01-15", "derived_from": ["news"]}
    """
    published = dates.read_or_none(source.published, time=True)
    for n, id in enumerate(source.derived_from):
        original = view.sources.get(id)
        first = dates.read_or_none(original.published, time=True) if original else None
        if published is None or original is None or first is None:
            continue
        certainty = comes_before(published, first, SLACK)
        if certainty is None:
            yield None
            continue
        yield Problem(
            f"it was published on {source.published}, before {id}, which it is said to repeat, on "
            f"{original.published}; correct one of the days, or what it derives from"
            f"{grant(certainty)}",
            ("derived_from", n),
            conflict=tuple(sorted({source.id, id})),
            certainty=certainty,
            related=(Related(id, ("published",), f"published on {original.published}"),),
        )


def evidence_runs_in_a_circle(source: Source, view: View) -> Looked:
    """Sources derive from one another in a circle.

    Then none of them is the origin, and what they say rests on nothing.  One of them did not take
    it from the next.

    Fails at b /derived_from/0 with a:
        claim x {"evidence": [{"source": "a"}]}
        source a {"derived_from": ["b"]}
        source b {"derived_from": ["a"]}
    Fails at a /derived_from/0:
        claim x {"evidence": [{"source": "a"}]}
        source a {"derived_from": ["a"]}
    Passes:
        claim x {"evidence": [{"source": "a"}]}
        source a {"derived_from": ["b", "news"]}
        source b {"derived_from": ["news"]}
    """
    if not source.derived_from:
        return
    circular = view.once(_leading_into_circles)
    circle: list[str] = []
    if source.id in circular:
        circle = shortest_circle(source.id, lambda id: circular.get(id, ()))
    if not circle or max(circle) != source.id:  # shown once, at the last by id
        yield None
        return
    following = circle[1] if len(circle) > 1 else source.id
    yield Problem(
        f"{circle[0]} derives from {', which derives from '.join((*circle[1:], source.id))}; remove "
        "the step that is not so",
        ("derived_from", source.derived_from.index(following)),
        conflict=tuple(sorted(circle)),
        related=tuple(
            Related(id, ("derived_from",), "it is part of the circle") for id in circle[1:]
        ),
    )


def _leading_into_circles(view: View) -> dict[str, tuple[str, ...]]:
    """What the sources that lie on a circle or lead into one derive from.

    All others are taken away, from the origins on: whatever is left leads back to itself.
    """
    left = {id: set(s.derived_from) & view.sources.keys() for id, s in view.sources.items()}
    repeated_by: dict[str, list[str]] = {}
    for id, originals in left.items():
        for original in originals:
            repeated_by.setdefault(original, []).append(id)
    origins = [id for id, originals in left.items() if not originals]
    for origin in origins:
        for id in repeated_by.get(origin, ()):
            left[id].discard(origin)
            if not left[id]:
                origins.append(id)
    return {id: tuple(sorted(originals)) for id, originals in left.items() if originals}


RULES = (
    check(retrieved_before_published, "source", sees="itself"),
    check(archived_before_published, "source", sees="itself"),
    check(address_contradicts_date, "source", sees="itself"),
    check(dated_path_contradicts_date, "source", severity="warning", sees="itself"),
    check(copy_older_than_its_original, "source", sees="records"),
    check(evidence_runs_in_a_circle, "source", sees="records"),
)
