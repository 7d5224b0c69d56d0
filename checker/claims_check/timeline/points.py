"""Which time points a claim has: shared with every claim on the same fact, or its own."""

from __future__ import annotations

from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.propositions import Proposition

Key = tuple[str, ...]
"""Name of a point: what it is about, then `start`, `end` or `at`."""

USES = ("leaked", "previewed", "released", "service", "weights")
"""Stages of a release that let somebody use the thing: the earliest is its availability."""

STAGES = {
    "announced": "the announcement of {}",
    "previewed": "the preview of {}",
    "paper": "the paper on {}",
    "weights": "the release of the weights of {}",
    "service": "the first service with {}",
    "leaked": "the leak of {}",
    "released": "the release of {}",
    "withdrawn": "the withdrawal of {}",
}
"""The stages of a release, and each in words."""

RELATIONS = frozenset({"derived", "ordered", "caused"})
"""Kinds without a date of their own."""


class Points(NamedTuple):
    """A claim's points; for an event both are the same."""

    start: Key
    end: Key


def subject_key(id: str, proposition: Proposition) -> Key:
    """What the points of a claim belong to: a shared fact, or the claim itself."""
    p = proposition
    match p.kind:
        case "existed":
            return ("life", p.subject)
        case "named":
            return ("name", p.subject, p.name, _spell(p.spell))
        case "part-of":
            return ("part", p.subject, p.object, _spell(p.spell))
        case "reports-to":
            return ("report", p.subject, p.object, _spell(p.spell))
        case "role":
            return ("role", p.subject, p.object, p.office or p.title, _spell(p.spell))
        case "terms":
            return ("terms", p.subject, p.part, p.act, p.allowed, _spell(p.spell))
        case "available":
            return ("available", p.subject, p.object, _spell(p.spell))
        case "released":
            return stage_key(p.subject, p.stage)
        case "succeeded":
            if p.how == "absorption":  # a body takes in others again and again
                return ("succession", p.subject, p.how, *sorted(p.objects))
            return ("succession", p.subject, p.how)
    return ("claim", id)


def stage_key(subject: str, stage: str) -> Key:
    """What the point of a stage of a release belongs to."""
    return ("stage", subject, stage)


def points_of(id: str, proposition: Proposition) -> Points | None:
    """The points of a claim, or None for a relation."""
    if proposition.kind in RELATIONS:
        return None
    about = subject_key(id, proposition)
    if hasattr(proposition, "end"):
        return Points((*about, "start"), (*about, "end"))
    return Points((*about, "at"), (*about, "at"))


def _spell(spell: int | None) -> str:
    return str(spell) if spell else "1"  # the same text each time
