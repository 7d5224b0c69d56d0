"""The answers of an issue form: headings of the third level, each with an answer below it.

GitHub writes the body of an issue so: `### Label`, an empty line, the answer, an empty line; where
nothing was filled in, `_No response_`.  Whoever files the issue can edit the body afterwards, so
nothing in it is taken for granted, and nothing in it is passed over in silence: a heading that is
misspelt would make what is below it a part of the answer above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims_check.drafting.markdown import COMMENT, COMMENT_END, Line, heading, lines_of
from claims_check.named_tuple import NamedTuple
from claims_check.records.misfits import json_text
from claims_check.suggestion import closest

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

OTHER_FORMS = {
    "Wrong fact": ("Record", "What is wrong", "Evidence"),
    "Rule problem": ("Rule", "Problem", "Records", "What should be printed instead, and why"),
}
"""The other forms of the repository, with labels that only they have and require."""

PROMISE = "Before you file"
"""The label of the form whose boxes have to be ticked."""

REQUIRED = frozenset({"--statement", "--label", "--why", "--source", "--says", "--read"})
"""What the form wants an answer to: none is taken for granted where it has none."""

BY_LINE = frozenset({"--field", "--new-entity"})
"""Options whose answer has several, one a line."""

NOTHING = frozenset({"", "_no response_", "no response", "none", "n/a", "-"})
"""Answers, in small letters, that say nothing."""

ALIKE = 0.75
"""Likeness from which on a heading is a label misspelt, and not a heading within an answer."""

_BOX = re.compile(r"[-*+] +\[(.?)\]")
_TICK = (
    "evidence is what somebody has read: read the source and tick the box, as in - [x], or leave "
    "the claim to somebody who has read it"
)
_NO_FORM = (
    "it has none of the headings of the form, such as ### Statement; give the body of an issue "
    "that was filed with it, as it is"
)
_ABOVE = (
    "this stands above all headings of the form, so that it answers nothing; put it below its "
    "heading, or remove it"
)
_LABEL_OF = {label.lower(): label for label in (*LABELS, PROMISE)}


class IssueFormError(ValueError):
    """A text that is no body of the form: what is wrong and what to do, each with its line.

    The line is 0 where it is the whole text.
    """

    def __init__(self, problems: list[tuple[int, str]]) -> None:
        super().__init__("; ".join(text for _, text in problems))
        self.problems = problems


class Section(NamedTuple):
    """A heading of the form, the number of its line, and the lines of the answer below it."""

    label: str
    line: int
    answer: list[Line]


def sections(body: str) -> dict[str, Section]:
    """The headings of a body, in any order, by the options that ask the same.

    Raises IssueFormError where there is none, where one is unknown, stands twice or in a block of
    code, where text belongs to none, and where a box is not ticked.
    """
    found: dict[str, Section] = {}
    problems: list[tuple[int, str]] = []
    below: list[Line] = []
    above = below
    block = 0
    lines = lines_of(body.removeprefix("\ufeff"))
    _refuse_another_form(lines)
    for line in lines:
        if block and line.block == block:
            continue  # that it holds a heading was said
        label, wrong = _heading(line)
        if label in found:
            wrong = (
                f'the heading "{label}" stands twice (before in line {found[label].line}); '
                "leave one of them"
            )
        if wrong:
            below, block = [], line.block
            problems.append((line.number, wrong))
        elif label:
            below = []
            found[label] = Section(label, line.number, below)
        else:
            below.append(line)
    if not found and not problems:
        raise IssueFormError([(0, _NO_FORM)])
    if above:
        problems.append((above[0].number, _ABOVE))
    problems += _open_comments(found.values())
    promise = found.pop(PROMISE, None)
    if not problems:
        problems += _broken_promise(promise)
    if problems:
        raise IssueFormError(sorted(problems))
    return {LABELS[label]: _answered(section) for label, section in found.items()}


def _refuse_another_form(lines: list[Line]) -> None:
    """Raise IssueFormError for the body of another form of the repository."""
    headings = {text for line in lines if not line.block and (text := heading(line.text)[1])}
    for form, labels in OTHER_FORMS.items():
        if headings.issuperset(labels) and "Statement" not in headings:
            raise IssueFormError(
                [
                    (
                        0,
                        f'this is the form {json_text(form)}; only the form "New claim" makes '
                        "records: change by hand what this one is about",
                    )
                ]
            )


def _heading(line: Line) -> tuple[str, str]:
    """The label of the form that a line is the heading of, and what is wrong with the heading."""
    level, text = heading(line.text)
    label = _LABEL_OF.get(text.lower(), "")
    if label and line.block:
        return "", (
            f'the heading "{label}" stands in the block of code that begins in line {line.block}; '
            "end that block above it"
        )
    if label or not level or not text or line.block:
        return label, ""
    meant = closest(text, _LABEL_OF, ALIKE)
    cure = (
        f'did you mean "{_LABEL_OF[meant]}"?'
        if meant
        else f"if it belongs to the answer above it, leave {'#' * level} out, as answers have none"
    )
    return "", f"the form has no heading {json_text(text)}; {cure}"


def _open_comments(found: Iterable[Section]) -> list[tuple[int, str]]:
    return [
        (line.number, f"the comment that begins here has no end ({COMMENT_END}); end it")
        for section in found
        for line in section.answer
        if COMMENT in line.text and not line.block
    ]


def _broken_promise(section: Section | None) -> list[tuple[int, str]]:
    """What is wrong where a box is not ticked: what nobody has read is no evidence."""
    if section is None:
        return [(0, f'the heading "{PROMISE}" with its box is missing; {_TICK}')]
    boxes = [box for line in section.answer if (box := _BOX.match(line.text))]
    if boxes and all(box[1] in "xX" for box in boxes):
        return []
    return [(section.line, f'"{PROMISE}": the box is not ticked; {_TICK}')]


def _answered(section: Section) -> Section:
    """The section without what only says that there is no answer."""
    said = " ".join(line.text for line in section.answer).lower()
    return section._replace(answer=[]) if said.strip("` ") in NOTHING else section


def label_of(option: str) -> str:
    """The label that asks what an option asks; empty where none does."""
    return next((label for label, each in LABELS.items() if each == option), "")
