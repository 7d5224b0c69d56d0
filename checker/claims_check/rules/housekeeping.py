"""Rules on the checker's own business: suppressions and faults; the engine makes the findings."""

from __future__ import annotations

from claims_check.rules.rule import Looked, View, check, reported

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim


def unused_suppression(claim: Claim, view: View) -> Looked:
    """A suppression sets no finding aside.

    What it hid has been mended, or its rule or records are not those of the finding: they have to
    be exactly the records of its conflict.  One that stayed would hide the next finding unseen.

    Waits for suppressions.

    Fails at x /suppressions/0:
        claim x {"suppressions": [{"rule": "high-without-two-origins", "records": ["x"],
            "reason": "There will never be another source."}]}
    Passes:
        claim x {"verdict": {"confidence": "high"}, "suppressions": [
            {"rule": "high-without-two-origins", "records": ["x"],
            "reason": "There will never be another source."}]}
    """
    return iter(())


def expired_suppression(claim: Claim, view: View) -> Looked:
    """A suppression was set for a time that is over.

    It hides nothing any more.  Mend what it hid, or look again and set a later day.

    Waits for suppressions with a last day.

    Fails at x /suppressions/0/expires:
        claim x {"suppressions": [{"rule": "high-without-two-origins", "records": ["x"],
            "reason": "The second source is on its way.", "expires": "2026-01-30"}]}
    Passes:
        claim x {"verdict": {"confidence": "high"}, "suppressions": [
            {"rule": "high-without-two-origins", "records": ["x"],
            "reason": "The second source is on its way.", "expires": "2026-01-31"}]}
    """
    return iter(())


def checker_fault() -> None:
    """A rule failed on a record.

    This is a fault of claims-check, not of the record, and what the rule would have found there is
    not known.  All other rules went on.  Please report it with the message.

    Needs a rule that raises; shown by a test of its own.
    """


def record_deleted(claim: Claim, view: View) -> Looked:
    """A record that an earlier state of the corpus has is gone.

    Others may cite it by its id.  What no longer counts is kept and gets `withdrawn`, with the day
    and the reason; a record that takes the place of another names its id in `former_ids`.

    Needs an earlier state (`--since`); shown by tests of its own.

    Waits for `--since REF`.
    """
    return iter(())


def changed_without_correction(claim: Claim, view: View) -> Looked:
    """A published verdict or date was changed, and no correction says so.

    Whoever has used the claim has to learn of it: `corrections` gets an entry with the day, what was
    wrong, and what it says now.  A claim that was not published yet needs none: compare with the
    state that was.

    Needs an earlier state (`--since`); shown by tests of its own.

    Waits for `--since REF`.
    """
    return iter(())


def unused_baseline_entry(claim: Claim, view: View) -> Looked:
    """An entry of the baseline answers to no finding.

    What it stood for has been mended.  An entry that stayed would hide the same finding when it
    comes again.

    Needs a baseline (`--baseline`); shown by tests of its own.

    Waits for `--baseline FILE`.
    """
    return iter(())


RULES = (
    check(unused_suppression, "claim", needs="suppressions"),
    check(expired_suppression, "claim", severity="warning", needs="suppressions"),
    reported(checker_fault),
    check(record_deleted),  # no record is asked: the comparison tells
    check(changed_without_correction, severity="warning"),
    check(unused_baseline_entry, severity="warning"),
)
