"""Rules on verdicts: each meets the written criteria of its label, flaw and confidence."""

from __future__ import annotations

from claims_check.findings import Problem, Related
from claims_check.rules.rule import BEARING, Looked, View, check

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim, Evidence


def _has(claim: Claim, stance: str) -> bool:
    return stance in [item.stance for item in claim.evidence]


def supported_without_support(claim: Claim, view: View) -> Looked:
    """A claim is supported, but none of its evidence supports it.

    A verdict rests on evidence that somebody can look up.  Give the source that says so, or judge
    it `not-enough-evidence` and say what was searched.

    Fails at x /evidence:
        claim x {"evidence": [{"stance": "context"}]}
    Fails at x /evidence:
        claim x {"evidence": [], "verdict": {"confidence": "high"}}
    Passes:
        claim x {"evidence": [{"stance": "context"}, {"source": "wire"}]}
    """
    if claim.withdrawn is not None:
        return
    if _has(claim, "supports"):
        yield None
        return
    what = "none of its evidence supports it" if claim.evidence else "it has no evidence"
    yield Problem(
        f'the verdict is supported, but {what}; add an item with "stance": "supports" and the source '
        'that says so, or write "label": "not-enough-evidence" and what was searched',
        ("evidence",),
    )


def refuted_without_refutation(claim: Claim, view: View) -> Looked:
    """A claim is refuted, but nothing refutes it.

    Neither does its evidence speak against it, nor does it name a supported claim that does; where
    some of its evidence supports it, what it names is not enough.

    Fails at x /evidence:
        claim x {"verdict": {"label": "refuted"}, "evidence": [{"stance": "context"}]}
    Fails at x /evidence:
        claim x {"verdict": {"label": "refuted"}, "evidence": []}
    Fails at x /evidence:
        claim x {"verdict": {"label": "refuted", "instead": ["y"]}}
        claim y {"kind": "described", "subject": "acme", "what": "lacks the property"}
    Passes:
        claim x {"verdict": {"label": "refuted", "instead": ["y"]}, "evidence": []}
        claim y {"kind": "described", "subject": "acme", "what": "lacks the property"}
    """
    if claim.withdrawn is not None:
        return
    supports = _has(claim, "supports")
    if _has(claim, "refutes") or (claim.verdict.instead and not supports):
        yield None  # whether what it names stands is instead-does-not-stand's question
        return
    what = "no evidence refutes it, and some supports it" if supports else "no evidence refutes it"
    other = "" if supports else ', or name the supported claims that stand against it in "instead"'
    yield Problem(
        f'the verdict is refuted, but {what}; add an item with "stance": "refutes" and the source '
        f"that speaks against it{other}",
        ("evidence",),
    )


def refuted_without_a_correction(claim: Claim, view: View) -> Looked:
    """A refuted claim does not say what is so instead.

    A reader who learns that something is not so wants to know what is.  Name supported claims that
    stand against it in `verdict.instead`; they carry their own evidence, so they are checked too.

    Fails at x /verdict:
        claim x {"verdict": {"label": "refuted"}, "evidence": [{"stance": "refutes"}]}
    Passes:
        claim x {"verdict": {"label": "refuted", "instead": ["y"]}}
            {"evidence": [{"stance": "refutes"}]}
        claim y {"kind": "described", "subject": "acme", "what": "lacks the property"}
    """
    if claim.withdrawn is not None or not (_has(claim, "refutes") or claim.verdict.instead):
        return
    if claim.verdict.instead:
        yield None
        return
    yield Problem(
        "the claim is refuted, but nothing says what is so; write the ids of supported claims that "
        'stand against it in "instead"',
        ("verdict",),
    )


def conflict_with_one_side(claim: Claim, view: View) -> Looked:
    """A verdict of conflicting evidence has evidence on one side only.

    Good independent sources have to disagree: at least one that supports, and one that refutes.

    Fails at x /evidence:
        claim x {"verdict": {"label": "conflicting-evidence"}}
    Fails at x /evidence:
        claim x {"verdict": {"label": "conflicting-evidence"}, "evidence": []}
    Passes:
        claim x {"verdict": {"label": "conflicting-evidence"}}
            {"evidence": [{}, {"source": "wire", "stance": "refutes"}]}
    """
    if claim.withdrawn is not None:
        return
    missing = [stance for stance in ("supports", "refutes") if not _has(claim, stance)]
    if not missing:
        yield None
        return
    yield Problem(
        f"the verdict is conflicting-evidence, but no item {' and none '.join(missing)} it; add the "
        "side that is missing, or judge by the one that is there",
        ("evidence",),
    )


def unproven_without_a_search(claim: Claim, view: View) -> Looked:
    """A claim is left unproven without a word on what was searched.

    Whoever takes it up again has to know where nobody need look twice.

    Fails at x /verdict:
        claim x {"verdict": {"label": "not-enough-evidence"}, "evidence": []}
    Passes:
        claim x {"verdict": {"label": "not-enough-evidence", "searched": "The archive of The Paper."}}
            {"evidence": []}
    """
    if claim.withdrawn is not None:
        return
    if claim.verdict.searched:
        yield None
        return
    yield Problem(
        'the verdict is not-enough-evidence; say in "searched" where you looked and for what',
        ("verdict",),
    )


def high_without_two_origins(claim: Claim, view: View) -> Looked:
    """Confidence is high without two origins or a first-hand item.

    Ten articles on one report are one origin.  At least one item must also have been read itself,
    not as a copy of it.  Sources that were withdrawn do not count.

    Fails at x /verdict/confidence:
        claim x {"verdict": {"confidence": "high"}, "evidence": [{}, {"source": "digest"}]}
        source digest {"derived_from": ["news"]}
    Fails at x /verdict/confidence:
        claim x {"verdict": {"confidence": "high"}}
            {"evidence": [{"read": "copy"}, {"source": "wire", "read": "copy"}]}
    Fails at x /verdict/confidence:
        claim x {"verdict": {"confidence": "high"}}
            {"evidence": [{}, {"source": "wire", "stance": "context"}]}
    Passes:
        claim x {"verdict": {"confidence": "high"}}
            {"evidence": [{"read": "copy"}, {"source": "wire", "read": "excerpt"}]}
        claim y {"verdict": {"confidence": "high"}, "evidence": [{"basis": "first-hand"}]}
        claim z {"evidence": [{}, {"source": "digest"}]}
        source digest {"derived_from": ["news"]}
    """
    stances = BEARING[claim.verdict.label]
    if claim.withdrawn is not None or claim.verdict.confidence != "high":
        return
    items = [item for item in claim.evidence if item.stance in stances]
    if not items:
        return
    sources = view.sources
    standing = [i for i in items if (source := sources.get(i.source)) is None or source.live]
    lacking = _lacking(standing, view)
    if lacking is None:
        yield None
        return
    yield Problem(
        f"confidence is high, but {lacking}; find what is missing, or write moderate",
        ("verdict", "confidence"),
    )


def _lacking(items: list[Evidence], view: View) -> str | None:
    """What the evidence of a verdict lacks for high confidence; None if nothing."""
    origins = {origin for item in items for origin in view.origin(item.source)}
    if len(origins) < 2 and "first-hand" not in [item.basis for item in items]:
        named = f"of one origin ({', '.join(origins)})" if origins else "withdrawn"
        return f"all that bears the verdict is {named} and not first-hand"
    if {item.read for item in items} == {"copy"}:
        return "all that bears the verdict was only read in copies"
    return None


def flaw_on_a_claim_that_fails(claim: Claim, view: View) -> Looked:
    """A claim that does not hold is given a flaw.

    A flaw says how a claim that holds still misleads.  One that fails has a reason, in `why`.

    Fails at x /verdict/flaw:
        claim x {"verdict": {"label": "refuted", "flaw": "outdated", "instead": ["y"]}}
            {"evidence": [{"stance": "refutes"}]}
        claim y {"kind": "described", "subject": "acme", "what": "lacks the property"}
    Passes:
        claim x {"verdict": {"flaw": "outdated"}}
    """
    if claim.verdict.flaw is None or claim.withdrawn is not None:
        return
    if claim.verdict.label == "supported":
        yield None
        return
    yield Problem(
        f"the flaw {claim.verdict.flaw} stands beside {claim.verdict.label}; remove it, or judge the "
        "claim supported if it holds and only misleads",
        ("verdict", "flaw"),
    )


def instead_of_a_claim_that_holds(claim: Claim, view: View) -> Looked:
    """A supported claim names others that stand against it.

    What is so needs no correction.  Where it misleads, a flaw says how.

    Fails at x /verdict/instead:
        claim x {"verdict": {"instead": ["y"]}}
        claim y {"kind": "described", "subject": "acme", "what": "lacks the property"}
    Passes:
        claim x {"verdict": {"label": "refuted", "instead": ["y"]}}
            {"evidence": [{"stance": "refutes"}]}
        claim y {"kind": "described", "subject": "acme", "what": "lacks the property"}
    """
    if not claim.verdict.instead or claim.withdrawn is not None:
        return
    if claim.verdict.label != "supported":
        yield None
        return
    yield Problem(
        f"the claim is supported, yet {', '.join(claim.verdict.instead)} is to stand against it; "
        'remove "instead", or judge the claim refuted',
        ("verdict", "instead"),
    )


def instead_does_not_stand(claim: Claim, view: View) -> Looked:
    """A claim that is to stand against a failing one does not stand itself.

    Only supported claims that were not withdrawn can take its place.

    Fails at x /verdict/instead/0 with y:
        claim x {"verdict": {"label": "refuted", "instead": ["y"]}}
            {"evidence": [{"stance": "refutes"}]}
        claim y {"verdict": {"label": "not-enough-evidence", "searched": "The archive of 2025."}}
    Fails at x /verdict/instead/1 with z:
        claim x {"verdict": {"label": "refuted", "instead": ["y", "z"]}, "evidence": []}
        claim y {"kind": "described", "subject": "acme", "what": "lacks the property"}
        claim z {"withdrawn": {"on": "2026-01-30", "why": "It repeats another claim."}}
    Passes:
        claim x {"verdict": {"label": "refuted", "instead": ["y"]}}
            {"evidence": [{"stance": "refutes"}]}
        claim y {"kind": "described", "subject": "acme", "what": "lacks the property"}
    """
    if claim.withdrawn is not None:
        return
    for n, id in enumerate(claim.verdict.instead):
        other = view.claims.get(id)
        if other is None:
            continue
        if other.establishes:
            yield None
            continue
        state = f"judged {other.label}" if other.live else "withdrawn"
        at = ("verdict", "label") if other.live else ("withdrawn",)
        yield Problem(
            f"{id} is {state}, so it cannot stand against this claim; name a supported claim",
            ("verdict", "instead", n),
            conflict=tuple(sorted({claim.id, id})),
            related=(Related(id, at, state),),
        )


def difference_without_adjudication(claim: Claim, view: View) -> Looked:
    """Two judgements of a claim differ, or the verdict from both, and nothing says what stands.

    A second judgement is worth its trouble only where each difference is settled with a reason:
    write it in `adjudicated`, and mend the verdict where the second one was right.  A verdict that
    was changed since says there what changed it.

    Fails at x /reviews/0:
        claim x {"reviews": [{"label": "refuted", "label_then": "supported", "saw": "sources",
            "on": "2026-01-30", "why": "The source speaks of another build."}]}
    Fails at x /reviews/0:
        claim x {"reviews": [{"label": "supported", "flaw": "imprecise", "label_then": "supported",
            "saw": "other", "on": "2026-01-30", "why": "The day is not what the source says."}]}
    Fails at x /reviews/0:
        claim x {"reviews": [{"label": "refuted", "label_then": "refuted", "saw": "other",
            "on": "2026-01-30", "why": "The day is not what the source says."}]}
    Passes:
        claim x {"reviews": [{"label": "refuted", "label_then": "supported", "saw": "sources",
            "on": "2026-01-30", "why": "The source speaks of another build.",
            "adjudicated": "The first stands: the build is the one that the source names."}]}
    Passes:
        claim x {"reviews": [{"label": "supported", "label_then": "supported", "saw": "nothing",
            "on": "2026-01-30", "why": "It is as the source list suggests."}]}
    """
    now = _judgement(claim.verdict.label, claim.verdict.flaw)
    for n, review in enumerate(claim.reviews):
        given, before = (
            _judgement(review.label, review.flaw),
            _judgement(review.label_then, review.flaw_then),
        )
        if review.adjudicated or given == before == now:
            yield None
            continue
        what = f'the first judgement was "{before}", the second "{given}"'
        if given == before:
            what = f'the verdict is "{now}", where two judgements were "{given}"'
        yield Problem(f'{what}; say in "adjudicated" what stands and why', ("reviews", n))


def _judgement(label: str, flaw: str | None) -> str:
    return f"{label}, {flaw}" if flaw else label


FAILING = ("refuted", "conflicting-evidence", "not-enough-evidence")

RULES = (
    check(supported_without_support, "claim", labels=("supported",), sees="itself"),
    check(refuted_without_refutation, "claim", labels=("refuted",), sees="itself"),
    check(
        refuted_without_a_correction,
        "claim",
        severity="warning",
        labels=("refuted",),
        sees="itself",
    ),
    check(conflict_with_one_side, "claim", labels=("conflicting-evidence",), sees="itself"),
    check(unproven_without_a_search, "claim", labels=("not-enough-evidence",), sees="itself"),
    check(high_without_two_origins, "claim", labels=BEARING, sees="records"),
    check(flaw_on_a_claim_that_fails, "claim", needs="flaw", sees="itself"),
    check(instead_of_a_claim_that_holds, "claim", needs="instead", sees="itself"),
    check(instead_does_not_stand, "claim", labels=FAILING, needs="instead", sees="records"),
    check(difference_without_adjudication, "claim", needs="reviews", sees="itself"),
)
