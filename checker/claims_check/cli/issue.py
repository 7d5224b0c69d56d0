"""The body of an issue form as answers to the options of `new claim`."""

from __future__ import annotations

import sys

from claims_check.cli import console
from claims_check.cli.questions import brief
from claims_check.corpus.entry import read_bytes
from claims_check.drafting.fields import pair_of
from claims_check.drafting.issue_form import BY_LINE, IssueFormError, Section, label_of, sections
from claims_check.drafting.markdown import Line, address_of, item, plain
from claims_check.named_tuple import NamedTuple
from claims_check.report.words import printable

ADDRESSES = frozenset({"--source", "--appears-in"})
"""Options whose answer may be an address, so that of a link its address counts."""


class Issue(NamedTuple):
    """Answers by option, and by the same options the lines of the body that give them."""

    file: str
    given: dict[str, str]
    lines: dict[str, int]

    def told(self, option: str) -> str:
        """The option as whoever filled in the form knows it: file, line and label."""
        name, _, member = option.partition(" ")
        label = label_of(name)
        if not label:
            return option
        line = self.lines.get(option) or self.lines.get(name)
        place = f"{self.file}:{line}" if line else self.file
        return f'{place}: "{label}"' + (f" {member}" if member else "")


def read_issue(file: str) -> Issue:
    """The answers of a file; `-` is standard input.

    Raises UsageError for what cannot be read or is no body of the form.
    """
    name = "<stdin>" if file == "-" else printable(file)
    try:
        data = sys.stdin.buffer.read() if file == "-" else read_bytes(file)
        found = sections(data.decode())
    except OSError as error:
        raise console.UsageError(f"{name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise console.UsageError(f"{name}: it is not UTF-8 (byte {error.start})") from error
    except IssueFormError as error:
        places = ((f"{name}:{line}" if line else name, text) for line, text in error.problems)
        raise console.UsageError(*(f"{place}: {text}" for place, text in places)) from error
    issue = Issue(name, {}, {option: section.line for option, section in found.items()})
    wrong = [text for option, section in found.items() for text in _take(issue, option, section)]
    if wrong:
        raise console.UsageError(*wrong)
    return issue


def _take(issue: Issue, option: str, section: Section) -> list[str]:
    """Add the answer of a section to the issue; gives what is wrong with its lines."""
    if option in BY_LINE:
        return [wrong for line in section.answer if (wrong := _take_pair(issue, option, line))]
    if section.answer:
        text = " ".join(item(line.text) for line in section.answer)
        issue.given[option] = address_of(text) if option in ADDRESSES else plain(text)
        issue.lines[option] = section.answer[0].number
    return []


def _take_pair(issue: Issue, option: str, line: Line) -> str | None:
    place = f'{issue.file}:{line.number}: "{label_of(option)}"'
    try:
        name, value = pair_of(option, plain(item(line.text)))
    except ValueError as error:
        return f"{place}: {error}"
    if f"{option} {name}" in issue.given:
        before = issue.lines[f"{option} {name}"]
        return f"{place}: {brief(name)} is given twice (before in line {before})"
    issue.given[f"{option} {name}"] = value
    issue.lines[f"{option} {name}"] = line.number
    return None
