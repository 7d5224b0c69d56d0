"""The verdict of a new claim and the evidence that it rests on, from answers."""

from __future__ import annotations

from typing import Any

from claims_check.cli.drafts import Desk, shaped
from claims_check.cli.new_manuals import manual_of
from claims_check.cli.new_proposition import claim_named, claim_trouble
from claims_check.cli.new_source import source_at, source_named, source_trouble
from claims_check.cli.questions import Question, brief
from claims_check.drafting.fields import field_of

ONLY = {"flaw": "supported", "searched": "not-enough-evidence", "instead": "refuted"}
"""Members of a verdict that go with one label, and that label."""

STANCES = {"supported": "supports", "refuted": "refutes", "conflicting-evidence": ""}


def verdict_of(desk: Desk) -> dict[str, Any]:
    """The verdict, without what is missing."""

    def member(name: str, text: str, **how: Any) -> Any:
        field = field_of("claim", "verdict", name)
        more = {"more": shaped("claim", "verdict", name), **how}
        return desk.member(f"--{name}", text, "verdict", field, **more)

    label = member("label", "Verdict", default="supported")
    verdict = {"label": label}
    for name, wanted in ONLY.items():
        if label and label != wanted and f"--{name}" in desk.questions.given:
            desk.questions.pass_by(f"--{name}")
            desk.questions.object(
                f"--{name}", f"only a claim that is {wanted} has one; leave it out"
            )
    if label == "supported":
        verdict["flaw"] = member("flaw", "Flaw", optional=True)
    verdict["confidence"] = member("confidence", "Confidence", default="moderate")
    verdict["why"] = member("why", "Why")
    if label == "not-enough-evidence":
        verdict["searched"] = member("searched", "What was searched")
    if label == "refuted":

        def wrong(word: str) -> str | None:
            return claim_trouble(desk, word.strip()) if word.strip() else None

        instead = member(
            "instead",
            "Claims that hold instead (with commas)",
            optional=True,
            more=lambda text: next(filter(None, map(wrong, text.split(","))), None),
        )
        verdict["instead"] = instead and [claim_named(desk, word) for word in instead]
    verdict["checked"] = member("checked", "Checked on", default=desk.today(), more=desk.to_come)
    return {key: value for key, value in verdict.items() if value is not None}


def evidence_of(desk: Desk, label: str) -> dict[str, Any]:
    """The item of evidence that a verdict of this label rests on, without what is missing."""
    word = desk.questions.ask(
        Question(
            "--source",
            "Evidence: id of a source, or the address of a new one",
            check=lambda text: source_trouble(desk, text, new=True),
            manual=manual_of("evidence", "source"),
        )
    )
    source = source_named(desk, word)
    if source is not None:
        _pass_by_what_is_known(desk, source)
    elif word:
        source = source_at(desk, word, "source-")

    def member(name: str, text: str, **how: Any) -> Any:
        field = field_of("claim", "evidence", name)
        more = shaped("claim", "evidence", 0, name)
        return desk.member(f"--{name}", text, "evidence", field, more=more, **how)

    item = {
        "source": source,
        "stance": member("stance", "Stance", default=STANCES.get(label, "context")),
        "basis": member("basis", "Basis"),
        "says": member("says", "What the source says, in your own words"),
        "where": member("where", "Where in the source", optional=True),
        "read": member("read", "How much of it was read", default="whole"),
    }
    return {key: value for key, value in item.items() if value is not None}


def at_fault(label: str) -> tuple[str, ...]:
    """The options whose answers do not go together where the evidence does not bear the verdict."""
    stance = () if label == "conflicting-evidence" else ("--stance",)
    return (*stance, *(("--instead",) if label == "refuted" else ()), "--label")


BOTH_SIDES = (
    "conflicting-evidence wants an item on each side, and one is asked for here: write the claim "
    "with errors, and add the other side to the evidence in its file"
)


def _pass_by_what_is_known(desk: Desk, id: str) -> None:
    """What is said of a source that the corpus has is no mistake, where its record says the same.

    A form asks for it before anybody has looked.
    """
    record = desk.corpus.entry_of[id].record
    for member in ("kind", "title", "publisher", "published", "language"):
        option = "--source-kind" if member == "kind" else f"--{member}"
        said = desk.questions.given.get(option)
        if said is None:
            continue
        desk.questions.pass_by(option)
        known = getattr(record, member)
        if said.lower() != str(known or "").lower():
            desk.questions.object(
                option,
                f"the corpus has this source, {id}, with "
                + (f"the {member} {known}" if known else f"no {member}")
                + f", not {brief(said)}; leave it out, or mend that record",
            )
