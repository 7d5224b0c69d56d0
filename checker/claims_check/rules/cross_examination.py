"""Rules on verdicts that the timeline contradicts; the engine puts the claims on the stand."""

from __future__ import annotations

from claims_check.rules.rule import Looked, View, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim


def excluded_by_the_timeline(claim: Claim, view: View) -> Looked:
    """A refuted claim is excluded by the timeline alone.

    Nothing is wrong: supported claims on other matters leave it no room, so the verdict has a second
    leg to stand on.  Claims that it names in `instead` are not heard, unless they speak of the same
    event.

    Fails at x /verdict/label with y:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2024-06"}
            {"verdict": {"label": "refuted", "instead": ["y"]}, "evidence": [{"stance": "refutes"}]}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2024-06"}
            {"verdict": {"label": "refuted", "instead": ["y"]}, "evidence": [{"stance": "refutes"}]}
        claim y {"kind": "released", "subject": "lynx", "stage": "paper", "at": "2023-07-18"}
    """
    return _on_the_stand(claim)


def verdict_overlooks_the_timeline(claim: Claim, view: View) -> Looked:
    """A claim is left open although the timeline leaves it no room.

    Supported claims exclude it, on every reading of the dates.  Refute it, or mend a date.

    Fails at x /verdict/label with y:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2024-06"}
            {"verdict": {"label": "not-enough-evidence", "searched": "The paper's archive of 2024."}}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023"}
            {"verdict": {"label": "not-enough-evidence", "searched": "The paper's archive of 2024."}}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
    """
    return _on_the_stand(claim)


def refuted_yet_entailed(claim: Claim, view: View) -> Looked:
    """A claim is refuted although a supported one says the same.

    Fact, fields and dates of the supported claim lie within those of the refuted one.

    Fails at x /verdict/label with y:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07"}
            {"verdict": {"label": "refuted", "instead": ["z"]}, "evidence": [{"stance": "refutes"}]}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
        claim z {"kind": "described", "subject": "lynx", "what": "is a model"}
    Passes:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
            {"verdict": {"label": "refuted", "instead": ["z"]}, "evidence": [{"stance": "refutes"}]}
        claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07"}
        claim z {"kind": "described", "subject": "lynx", "what": "is a model"}
    """
    return _on_the_stand(claim)


def correction_does_not_contradict(claim: Claim, view: View) -> Looked:
    """What stands instead of a refuted claim can be true together with it.

    A correction has to say something that the claim denies: of the same subject, another value or
    days that cannot meet.

    Fails at x /verdict/instead with y:
        claim x {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2, "at": "2025-04"}
            {"verdict": {"label": "refuted", "instead": ["y"]}, "evidence": [{"stance": "refutes"}]}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2, "at": "2025-04-07"}
    Passes:
        claim x {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 2, "at": "2025-04"}
            {"verdict": {"label": "refuted", "instead": ["y"]}, "evidence": [{"stance": "refutes"}]}
        claim y {"kind": "ranked", "subject": "lynx", "object": "arena", "rank": 32, "at": "2025-04-07"}
    """
    return _on_the_stand(claim)


def _on_the_stand(claim: Claim) -> Looked:
    """Examined are the live claims with such a verdict; what is found, the engine says."""
    if claim.withdrawn is None:
        yield None


REFUTED = ("refuted",)
UNDECIDED = ("conflicting-evidence", "not-enough-evidence")

RULES = (
    check(excluded_by_the_timeline, "claim", severity="note", labels=REFUTED),
    check(verdict_overlooks_the_timeline, "claim", severity="warning", labels=UNDECIDED),
    check(refuted_yet_entailed, "claim", labels=REFUTED),
    check(correction_does_not_contradict, "claim", severity="warning", labels=REFUTED),
)
