"""The answers of an issue form: headings of the third level, each with an answer below it.

GitHub writes the body of an issue so: `### Label`, an empty line, the answer, an empty line; where
nothing was filled in, `_No response_`.  Whoever files the issue can edit the body afterwards, so
nothing in it is taken for granted.
"""

from __future__ import annotations

import re

LABELS = {
    "Statement": "--statement",
    "Kind": "--kind",
    "Fields": "--field",
    "New entities": "--new-entity",
    "Topic": "--topic",
    "Where it was said": "--appears-in",
    "Verdict": "--label",
    "Flaw": "--flaw",
    "Confidence": "--confidence",
    "Why": "--why",
    "What was searched": "--searched",
    "What holds instead": "--instead",
    "Source": "--source",
    "Kind of source": "--source-kind",
    "Title of the source": "--title",
    "Publisher": "--publisher",
    "Published": "--published",
    "Language": "--language",
    "What the source says": "--says",
    "Where in the source": "--where",
    "Stance": "--stance",
    "Basis": "--basis",
    "How it was read": "--read",
}
"""The labels of the form `new-claim.yml`, each with the option that asks the same."""

IGNORED = frozenset({"Before you file"})
"""Labels of the form whose answers are of no use to a record."""

BY_LINE = frozenset({"--field", "--new-entity"})
"""Options whose answer has several, one a line."""

NOTHING = frozenset({"", "_No response_", "None", "N/A"})

_HEADING = re.compile(r"### +(.+?) *#*")
_FENCE = re.compile(r"```\w*")


class IssueFormError(ValueError):
    """A text that is no body of the form; the message says what is wrong and what to do."""


def answers(body: str) -> dict[str, list[str]]:
    """The answers of a body by option; those of BY_LINE line by line, others as one line.

    Raises IssueFormError where no heading of the form is found, or one stands twice.
    """
    sections: dict[str, list[str]] = {}
    below: list[str] = []
    for line in body.splitlines():
        heading = _HEADING.fullmatch(line.rstrip())
        label = heading[1] if heading else None
        if label not in LABELS and label not in IGNORED:
            below.append(line)  # a heading that is none of ours is a part of the answer
            continue
        assert label is not None
        if label in sections:
            raise IssueFormError(f'the heading "{label}" stands twice; leave one of them')
        below = sections[label] = []
    if not sections:
        raise IssueFormError(
            "it has none of the headings of the form, such as ### Statement; give the body of an "
            "issue that was filed with it, as it is"
        )
    found: dict[str, list[str]] = {}
    for label, lines in sections.items():
        given = [] if label in IGNORED else _lines(lines)
        if given:
            option = LABELS[label]
            found[option] = given if option in BY_LINE else [" ".join(given)]
    return found


def label_of(option: str) -> str:
    """The label that asks what an option asks; empty where none does."""
    return next((label for label, each in LABELS.items() if each == option), "")


def _lines(lines: list[str]) -> list[str]:
    """The lines of an answer that say something, white space reduced to single blanks."""
    tidy = [" ".join(line.split()) for line in lines]
    kept = [line for line in tidy if line and not _FENCE.fullmatch(line)]
    return [] if " ".join(kept) in NOTHING else kept
