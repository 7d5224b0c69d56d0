"""Whole reports, kept under the state of the files that they are of, and under what these hold."""

from __future__ import annotations

import json
import os

from claims_check.cache import folder, key, tree
from claims_check.cache.told import many, number, one_of, text, text_or_none, texts, truth
from claims_check.corpus.tree import NoCorpusError
from claims_check.findings import (
    CERTAINTIES,
    FAULT,
    SEVERITIES,
    FileEdit,
    FileFix,
    Finding,
    Place,
    Report,
    RuleCount,
    Span,
)
from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Question(NamedTuple):
    """A corpus, by its root and the folder that files are named from, and what is asked of it."""

    root: str
    base: str
    asked: tuple[str, ...]


class Reports:
    """The reports of one question, while it is answered."""

    def __init__(self, question: Question) -> None:
        who = str(os.getuid()) if hasattr(os, "getuid") else ""  # others may not read all files
        self._key = "\0".join((key.code(), who, *question[:2], *question.asked)).encode(
            "utf-8", "surrogatepass"
        )
        self._name = folder.name_of(question.root, *question.asked)
        self._root = question.root
        self._state, self._settled = b"", False

    def of_this_state(self) -> Report | None:
        """The report on exactly these files, none of which was touched since it was made."""
        try:
            self._state, self._settled = tree.state_of(self._root)
        except (OSError, NoCorpusError):
            return None
        return self._kept(f"{self._name}.state", self._state)

    def of_this_content(self, content: str) -> Report | None:
        """The report on files that hold the same, whenever they were written."""
        report = self._kept(self._content_name(content), content.encode())
        if report is not None:
            self._keep_state(_told(report))
        return report

    def keep(self, report: Report, content: str) -> None:
        """Keep a report for whoever asks the same of the same.

        Not one by a rule that failed, which it might not the next time; nor one whose findings were
        placed in texts that may be other ones than those that were judged.
        """
        if any(finding.rule == FAULT for finding in report.findings):
            return
        if report.findings and not self._unmoved():
            return
        told = _told(report)
        self._keep_state(told)
        self._keep(self._content_name(content), content.encode(), told)

    def _unmoved(self) -> bool:
        """Whether the files are for certain those that they were in the beginning."""
        try:
            return self._settled and tree.state_of(self._root)[0] == self._state
        except (OSError, NoCorpusError):
            return False

    def _content_name(self, content: str) -> str:
        return f"{folder.name_of(self._name, content)}.content"

    def _keep_state(self, told: bytes) -> None:
        if self._settled:
            self._keep(f"{self._name}.state", self._state, told)

    def _keep(self, name: str, of: bytes, told: bytes) -> None:
        folder.write(name, b"%d %d\n" % (len(self._key), len(of)) + self._key + of + told)

    def _kept(self, name: str, of: bytes) -> Report | None:
        data = folder.read(name)
        if data is None:
            return None
        head = b"%d %d\n" % (len(self._key), len(of)) + self._key + of
        if not data.startswith(head):
            return None
        try:
            return _report(json.loads(data[len(head) :]))
        except (ValueError, TypeError, RecursionError):
            return None


def _told(report: Report) -> bytes:
    return json.dumps(report).encode()  # named tuples become arrays


def _report(told: Any) -> Report:
    """The report that was told.  Raises ValueError or TypeError for anything else."""
    as_of, claims, entities, sources, findings, suppressed, rules, older = many(told)
    return Report(
        text(as_of),
        number(claims),
        number(entities),
        number(sources),
        tuple([_finding(*many(each)) for each in many(findings)]),
        number(suppressed),
        tuple([RuleCount(text(rule), number(n), number(m)) for rule, n, m in many(rules)]),
        None if older is None else number(older),
    )


def _finding(
    rule: Any,
    severity: Any,
    certainty: Any,
    message: Any,
    file: Any,
    span: Any,
    pointer: Any,
    record: Any,
    conflict: Any,
    suspect: Any,
    related: Any,
    fix: Any,
) -> Finding:
    return Finding(
        text(rule),
        one_of(severity, SEVERITIES),
        one_of(certainty, CERTAINTIES),
        text(message),
        text(file),
        _span(span),
        text(pointer),
        text(record),
        texts(conflict),
        text_or_none(suspect),
        tuple([Place(text(f), _span(s), text(r), text(m)) for f, s, r, m in many(related)]),
        None if fix is None else _fix(*many(fix)),
    )


def _fix(summary: Any, safe: Any, edits: Any) -> FileFix:
    told = [FileEdit(text(f), text(p), text(v), number(n)) for f, p, v, n in many(edits)]
    return FileFix(text(summary), truth(safe), tuple(told))


def _span(told: Any) -> Span:
    return Span(*[number(each) for each in many(told)])
