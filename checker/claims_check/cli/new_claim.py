"""A new claim from answers, with the entities and the source that it needs."""

from __future__ import annotations

from typing import Any

from claims_check.cli.drafts import Desk, shaped
from claims_check.cli.new_entity import pass_by_known_entities
from claims_check.cli.new_manuals import manual_of, text_manual
from claims_check.cli.new_passage import passage_of
from claims_check.cli.new_proposition import claim_saying, proposition_of
from claims_check.cli.new_source import source_named, source_trouble
from claims_check.cli.new_verdict import BOTH_SIDES, at_fault, evidence_of, verdict_of
from claims_check.cli.questions import Question
from claims_check.drafting.ids import slug
from claims_check.suggestion import misspelt

NO_TOPICS = frozenset({"entities", "sources"})
"""Folders that hold no claims."""


def draft_claim(desk: Desk) -> None:
    """A claim, and before it whatever it names that the corpus does not have."""
    statement = desk.questions.ask(
        Question(
            "--statement",
            "The claim in one sentence of your own",
            check=lambda text: _said(desk, text) or shaped("claim", "statement")(text),
            manual=manual_of("claim", "statement"),
        )
    )
    proposition = proposition_of(desk)
    pass_by_known_entities(desk)
    appearance = _appearance(desk)
    verdict = verdict_of(desk)
    label = verdict.get("label") or ""
    evidence = evidence_of(desk, label)
    topic = _topic(desk)
    id = desk.id_for("--id", statement)
    record = {
        "id": id,
        "statement": statement,
        "proposition": proposition,
        "appearances": [appearance] if appearance else None,
        "verdict": verdict,
        "evidence": [evidence],
    }
    asked = {
        "/id": "--id",
        "/statement": "--statement",
        "/appearances/0/source": "--appears-in",
        "/appearances/0/passage": "--passage",
        "/proposition/kind": "--kind",
        "/verdict": "--instead" if label == "refuted" else "--label",
        **{f"/proposition/{name}": f"--field {name}" for name in proposition if name != "kind"},
        **{f"/verdict/{name}": f"--{name}" for name in verdict},
        **{f"/evidence/0/{name}": f"--{name}" for name in evidence},
    }
    options = {pointer: (option,) for pointer, option in asked.items()}
    if label == "conflicting-evidence":
        desk.by_hand["/evidence"] = BOTH_SIDES
    desk.draft("claim", topic, record, {**options, "/evidence": at_fault(label)})


def _said(desk: Desk, statement: str) -> str | None:
    id = claim_saying(desk, statement)
    return f"the corpus has it: {id}" if id else None


def _topic(desk: Desk) -> str:
    below = len(desk.corpus.root) + 1
    claims = (entry.path[below:] for entry in desk.corpus.entries if entry.sort == "claim")
    folders = {name.split("/")[0] for name in claims if "/" in name}
    topics = tuple(sorted(folders - NO_TOPICS))
    questions = desk.questions
    if "--new-topic" in questions.given:
        questions.pass_by("--topic")
        return questions.ask(_folder("--new-topic", topics))
    topic = questions.ask(_folder("--topic", topics))
    meant = None if topic in topics else misspelt(topic, topics)
    if meant is None:
        return topic
    trouble = f"there is no topic {topic}; {meant} is there"
    if not questions.terminal:
        questions.object(
            "--topic", f"{trouble}: write that, or --new-topic {topic} if it is another"
        )
        return topic
    questions.say(trouble[0].upper() + trouble[1:])
    either = (meant, topic)
    return questions.ask(_folder("--new-topic", either)._replace(default=meant, choices=either))


def _folder(option: str, topics: tuple[str, ...]) -> Question:
    return Question(
        option,
        "Folder of its topic",
        known=topics,
        check=_topic_trouble,
        meant=slug,
        manual=text_manual(
            "The folder of the corpus that holds the claims on one topic; a name that is not there "
            "yet makes a new one."
        ),
    )


def _topic_trouble(topic: str) -> str | None:
    if topic in NO_TOPICS:
        return f"{topic} holds no claims; name a folder for the topic"
    if shaped("claim", "id")(topic) is None:
        return None
    meant = slug(topic)
    return "a topic is small letters and digits in words joined by single hyphens" + (
        f"; write {meant}" if meant else ""
    )


def _appearance(desk: Desk) -> dict[str, Any] | None:
    word = desk.questions.ask(
        Question(
            "--appears-in",
            "Where it was said: id, address or title of a source",
            optional=True,
            check=lambda text: source_trouble(desk, text, new=False),
            manual=manual_of("appearance", "source"),
        )
    )
    if not word:
        return None
    source = source_named(desk, word)
    passage = passage_of(desk, source) if source else ""
    return {"source": source, **({"passage": passage} if passage else {})}
