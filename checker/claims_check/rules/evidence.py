"""Rules on evidence: it is no older than what it reports, and is not the claim's own echo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from claims_check import dates
from claims_check.findings import Certainty, Problem, Related
from claims_check.rules.rule import (
    BEARING,
    Looked,
    View,
    check,
    comes_before,
    constrain,
    established,
    grant,
)
from claims_check.timeline.constraints import Constraint, NotAfter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim
    from claims_check.timeline.points import Key

SLACK = 1
"""Days between a document's day and another's that are granted: they may be of two time zones."""

STALE = 400
"""Days after which a source no longer shows that something is still so."""

OF_SEVERAL = frozenset({"compared", "foremost"})
"""Kinds whose evidence may tell of one of the things compared only."""


def _day_of(source: str, view: View) -> dates.Date | None:
    """The day that a document is of: published, or read where that is not known."""
    return view.once(_days).get(source)


def _days(view: View) -> dict[str, dates.Date | None]:
    """For each source the day that it is of."""
    return {
        id: dates.read_or_none(source.published or source.retrieved, time=True)
        for id, source in view.sources.items()
    }


def report_older_than_the_event(claim: Claim, view: View) -> Iterator[Constraint]:
    """A source that reports an event was published before it.

    It cannot tell what had not happened.  One of the days is wrong, or the source announces the
    event: then its basis is `announcement`.  For a page without a day of publication the day on
    which it was read counts.  A day of slack is granted for time zones.  Of a day on which a state
    held, and of a comparison, older sources may tell a part; there the newest has to be late
    enough.

    Fails at x /proposition/at:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2026-01-20"}
    Fails at x /evidence/0/source with y:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights"}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2026-01-20"}
            {"evidence": [{"source": "late"}]}
        source late {"published": "2026-01-21"}
    Fails at x /proposition/at:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2026-01-20"}
            {"evidence": [{"source": "late"}, {"source": "news"}]}
        source late {"published": "2026-01-21"}
    Fails at x /proposition/at:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "at": "2026-01-20"}
    Possible at x /proposition/at:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2026-01-16"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2026-01-20"}
            {"evidence": [{"basis": "announcement"}]}
        claim y {"kind": "released", "subject": "puma", "stage": "weights", "at": "2026-01"}
        claim z {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "start": "2026-01-15", "end": ".."}
    Passes:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "at": "2026-01-20"} {"evidence": [{"source": "news"}, {"source": "late"}]}
        claim y {"kind": "compared", "subject": "lynx", "object": "puma", "measure": "speed",
            "how": "above", "extent": "all", "at": "2026-01-20"}
            {"evidence": [{"source": "news"}, {"source": "late"}]}
        source late {"published": "2026-01-21"}
    """
    points = view.timeline.points(claim)
    if points is None or claim.verdict.label != "supported":
        return
    days = view.once(_days)
    told = [(n, item) for n, item in enumerate(claim.evidence) if item.stance == "supports"]
    reports = [
        (day.literal.latest, day.wide.latest + SLACK, n)
        for n, item in told
        if item.basis != "announcement" and (day := days.get(item.source)) is not None
    ]
    if not reports:
        return
    p = claim.proposition
    newest = None
    if p.kind in OF_SEVERAL:
        newest = points.start
    else:
        strictest, widely = min(reports), min(reports, key=itemgetter(1))
        yield _no_later(points.start, strictest, claim, days)
        if widely[1] < strictest[1]:
            yield _no_later(points.start, widely, claim, days)
        if points.start != points.end and p.__dict__.get("at") is not None:
            newest = ("claim", claim.id, "day")
    if newest and len(reports) == len(told):  # no announcement, no document without a day
        literal, _, n = max(reports)
        widest = max(wide for _, wide, _ in reports)
        yield _no_later(newest, (literal, widest, n), claim, days)


def _no_later(
    point: Key, report: tuple[int, int, int], claim: Claim, days: dict[str, dates.Date | None]
) -> NotAfter:
    """The constraint that a point is no later than a report of it.

    A report is the last day that it can tell of, as written and as granted, and its place.
    """
    literal, wide, n = report
    source = claim.evidence[n].source
    day = days[source]
    why = f"{source}, which reports it, is dated {day.text if day else ''}"
    return NotAfter(point, literal, wide, ("evidence", n, "source"), why)


def _surest(certainties: Iterable[Certainty | None]) -> Certainty | None:
    """How certain it is that all hold; None where one does not, or there is none."""
    found = set(certainties)
    if not found or None in found:
        return None
    return "possible" if "possible" in found else "definite"


def end_without_a_later_source(claim: Claim, view: View) -> Looked:
    """No source for the end of a state is as late as that end.

    A document cannot tell how long something went on after it.  Add one from the day of the end or
    later, or an announcement of the end, or leave `end` out.

    Fails at x /proposition/end:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "start": "2024", "end": "2026-01-25"}
    Possible at x /proposition/end:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "end": "2026-01-16"}
    Passes:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "end": "2026-01-25"} {"evidence": [{"basis": "announcement"}]}
    Passes:
        claim x {"kind": "role", "subject": "ann", "object": "acme", "title": "Head",
            "end": "2026-01"}
        claim y {"kind": "part-of", "subject": "bolt", "object": "acme", "end": ".."}
    """
    text = getattr(claim.proposition, "end", None)
    end = dates.read_or_none(text, open_end=True)
    if end is None or end.open or not established(claim):
        return
    items = [item for item in claim.evidence if item.stance == "supports"]
    if any(item.basis == "announcement" for item in items):
        yield None
        return
    days = [_day_of(item.source, view) for item in items]
    certainty = _surest(comes_before(day, end, SLACK) if day else None for day in days)
    if certainty is None:
        yield None
        return
    newest = max((day for day in days if day), key=lambda day: day.literal.latest)
    yield Problem(
        f"it ended on {text}, but its newest source is dated {newest.text} and cannot tell; add a later "
        f"source, mark an announcement as one, or leave the end out{grant(certainty)}",
        ("proposition", "end"),
        certainty=certainty,
    )


def present_state_from_an_old_source(claim: Claim, view: View) -> Looked:
    """A state is said to go on still, on the word of a source that is more than 400 days old.

    Much may have changed since.  Look for a newer source, or leave `end` out: then nothing is said
    about how long it went on.

    Fails at x /proposition/end:
        claim x {"kind": "part-of", "subject": "bolt", "object": "acme", "end": ".."}
            {"evidence": [{"source": "old"}]}
        source old {"published": "2024-10"}
    Passes:
        claim x {"kind": "part-of", "subject": "bolt", "object": "acme", "end": ".."}
            {"evidence": [{"source": "old"}]}
        source old {"published": "2024-12"}
    Passes:
        claim x {"kind": "part-of", "subject": "bolt", "object": "acme", "end": ".."}
            {"evidence": [{"source": "old"}, {"source": "news"}]}
        source old {"published": "2024-10"}
    """
    checked = dates.read_or_none(claim.verdict.checked)
    if getattr(claim.proposition, "end", None) != ".." or checked is None:
        return
    if not established(claim):
        return
    days = [_day_of(item.source, view) for item in claim.evidence if item.stance == "supports"]
    certainty = _surest(comes_before(day, checked, gap=STALE) if day else None for day in days)
    if certainty is None:
        yield None
        return
    newest = max((day for day in days if day), key=lambda day: day.literal.latest)
    yield Problem(
        f"`..` says that it was still so on {claim.verdict.checked}, but its newest source is dated "
        f"{newest.text}, more than {STALE} days before; add a newer one, or leave the end out"
        f"{grant(certainty)}",
        ("proposition", "end"),
        certainty=certainty,
    )


def rests_on_the_checked_document(claim: Claim, view: View) -> Looked:
    """The evidence of a claim is the document in which it was made, or an echo of that.

    A document cannot vouch for itself, nor can what repeats it; neither can another document that
    is itself under check.  Only that it says something can be seen in it at first hand.

    Fails at x /evidence/0/source:
        claim x {"appearances": [{"source": "news"}]}
    Fails at x /evidence/1/source:
        claim x {"appearances": [{"source": "news"}]}
            {"evidence": [{"source": "wire"}, {"source": "digest"}]}
        source digest {"derived_from": ["news"]}
    Fails at y /evidence/0/source:
        claim x {"evidence": [{"source": "wire"}], "appearances": [{"source": "article"}]}
        claim y {"evidence": [{"source": "article"}]}
        source article {"passages": [{"id": "second", "section": "2", "from": "The", "to": "end.",
            "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}]}
    Passes:
        claim x {"appearances": [{"source": "news"}]}
            {"evidence": [{"source": "wire"}, {"source": "news", "stance": "context"}]}
        claim y {"kind": "said", "subject": "ann", "how": "stated", "what": "that it works"}
            {"appearances": [{"source": "news"}], "evidence": [{"basis": "first-hand"}]}
    """
    if claim.withdrawn is not None:
        return
    appears_in = [appearance.source for appearance in claim.appearances]
    about_itself = claim.proposition.kind in ("said", "described")
    for n, item in enumerate(claim.evidence):
        if item.stance == "context" or (about_itself and item.basis == "first-hand"):
            continue
        document = _checked_document(item.source, appears_in, view)
        if document is None:
            yield None
            continue
        what = (
            "the document in which the claim appears"
            if document in appears_in
            else "a document under check"
        )
        way = "is" if document == item.source else f"derives from {document},"
        yield Problem(
            f"{item.source} {way} {what}, so it cannot bear the verdict; find another source, or "
            "make this one context",
            ("evidence", n, "source"),
        )


def _checked_document(source: str, appears_in: list[str], view: View) -> str | None:
    """The document under check that a source is or derives from, the nearest first."""
    for id in view.behind(source):
        digest = view.sources.get(id)
        if id in appears_in or (digest and digest.passages):
            return id
    return None


def rests_only_on_withdrawn(claim: Claim, view: View) -> Looked:
    """Every source that bears the verdict of a claim has been withdrawn.

    Nothing stands for it any more.  Find another source, or judge anew.

    Fails at x /evidence with gone:
        claim x {"evidence": [{"source": "gone"}]}
        source gone {"withdrawn": {"on": "2026-01-30", "why": "The paper took it back."}}
    Passes:
        claim x {"evidence": [{"source": "gone"}, {"source": "news"}]}
        source gone {"withdrawn": {"on": "2026-01-30", "why": "The paper took it back."}}
    """
    stance = BEARING[claim.verdict.label][0]
    sources = {item.source for item in claim.evidence if item.stance == stance}
    if claim.withdrawn is not None or claim.verdict.instead or not sources:
        return  # what is named in `instead` bears a verdict too
    withdrawn = {id for id in sources if id in view.sources and not view.sources[id].live}
    if withdrawn != sources:
        yield None
        return
    named = sorted(withdrawn)
    yield Problem(
        f"all that {stance} it has been withdrawn ({', '.join(named)}); find another source, or judge "
        "the claim anew",
        ("evidence",),
        conflict=tuple(sorted({claim.id, *named})),
        related=tuple(Related(id, ("withdrawn",), "withdrawn") for id in named),
    )


def checked_before_its_evidence(claim: Claim, view: View) -> Looked:
    """A claim was last checked before a source of its evidence was there to be read.

    Whoever added the source has to look at the verdict again, and write the day of that.

    Fails at x /verdict/checked with late:
        claim x {"evidence": [{"source": "late"}]}
        source late {"published": "2026-02-05"}
    Fails at x /verdict/checked with late:
        claim x {"evidence": [{"source": "late"}]}
        source late {"published": "2026-01", "retrieved": "2026-02-01"}
    Possible at x /verdict/checked with late:
        claim x {"evidence": [{"source": "late"}]}
        source late {"published": "2026-02-01"}
    Passes:
        claim x {"evidence": [{"source": "late"}]}
        source late {"published": "2026-01-31", "retrieved": "2026-01-31"}
    """
    checked = dates.read_or_none(claim.verdict.checked)
    if checked is None or claim.withdrawn is not None:
        return
    there = view.once(_there_from)
    dated = dict.fromkeys([item.source for item in claim.evidence if item.source in there])
    if dated:
        yield None
    for id in dated:
        if there[id] <= checked.literal.latest:  # as with nearly all
            continue
        source = view.sources[id]
        days = (("published", source.published, SLACK), ("retrieved", source.retrieved, 0))
        found = _checked_too_early(claim, id, checked, days)
        yield found
        if found is not None and found.certainty == "definite":
            return  # one day is wrong, however many sources show it


def _there_from(view: View) -> dict[str, int]:
    """For each source with a day, the first on which it may have been there to be read."""
    found = {}
    for source in view.sources.values():
        texts = [text for text in (source.published, source.retrieved) if text]
        days = [date for text in texts if (date := dates.read_or_none(text, time=True))]
        if texts:
            found[source.id] = max((day.literal.earliest for day in days), default=dates.MIN_DAY)
    return found


def _checked_too_early(
    claim: Claim,
    source: str,
    checked: dates.Date,
    days: tuple[tuple[str, str | None, int], ...],
) -> Problem | None:
    for field, text, slack in days:
        day = dates.read_or_none(text, time=True)
        certainty = comes_before(checked, day, slack) if day else None
        if certainty:
            return Problem(
                f"it was checked on {checked.text}, but {source} was {field} on {text}; check it "
                f"again with that source, and write the day{grant(certainty)}",
                ("verdict", "checked"),
                conflict=tuple(sorted((claim.id, source))),
                certainty=certainty,
                related=(Related(source, (field,), f"{field} on {text}"),),
            )
    return None


RULES = (
    constrain(report_older_than_the_event),
    check(end_without_a_later_source, "claim", severity="warning", needs="end", sees="records"),
    check(
        present_state_from_an_old_source, "claim", severity="warning", needs="end", sees="records"
    ),
    check(rests_on_the_checked_document, "claim", sees="records"),
    check(rests_only_on_withdrawn, "claim", labels=("supported", "refuted"), sees="records"),
    check(checked_before_its_evidence, "claim", sees="records"),
)
