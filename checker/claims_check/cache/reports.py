"""Whole reports, kept under the state of the files that they are of, and under what these hold."""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple, NoReturn

from claims_check.cache import folder, key, tree
from claims_check.corpus.tree import NoCorpusError
from claims_check.findings import FileEdit, FileFix, Finding, Place, Report, RuleCount, Span


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
            "utf-8", "surrogateescape"
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
            self._keep_state(report)
        return report

    def keep(self, report: Report, content: str) -> None:
        """Keep a report for whoever asks the same of the same."""
        self._keep_state(report)
        self._keep(self._content_name(content), content.encode(), report)

    def _content_name(self, content: str) -> str:
        return f"{folder.name_of(self._name, content)}.content"

    def _keep_state(self, report: Report) -> None:
        if self._settled:
            self._keep(f"{self._name}.state", self._state, report)

    def _keep(self, name: str, of: bytes, report: Report) -> None:
        told = json.dumps(_told(report)).encode()
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


def _told(report: Report) -> list[Any]:
    """A report as JSON has it: named tuples as arrays, which json does by itself."""
    return list(report)


def _report(told: Any) -> Report:
    """The report that was told.  Raises ValueError or TypeError for anything else."""
    as_of, claims, entities, sources, findings, suppressed, rules, older = told
    if older is not None:
        _refuse(older)
    return Report(
        _text(as_of),
        _number(claims),
        _number(entities),
        _number(sources),
        tuple(_finding(*each) for each in findings),
        _number(suppressed),
        tuple(RuleCount(_text(rule), _number(n), _number(m)) for rule, n, m in rules),
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
        _text(rule),
        severity if severity in ("error", "warning", "note") else _refuse(severity),
        certainty if certainty in ("definite", "possible") else _refuse(certainty),
        _text(message),
        _text(file),
        _span(span),
        _text(pointer),
        _text(record),
        tuple(map(_text, conflict)),
        None if suspect is None else _text(suspect),
        tuple(Place(_text(f), _span(s), _text(r), _text(m)) for f, s, r, m in related),
        None if fix is None else _fix(*fix),
    )


def _fix(summary: Any, safe: Any, edits: Any) -> FileFix:
    return FileFix(
        _text(summary),
        safe if isinstance(safe, bool) else _refuse(safe),
        tuple(FileEdit(_text(f), _text(p), _text(v), _number(n)) for f, p, v, n in edits),
    )


def _span(told: Any) -> Span:
    return Span(*(_number(each) for each in told))


def _text(told: Any) -> str:
    return told if isinstance(told, str) else _refuse(told)


def _number(told: Any) -> int:
    return told if type(told) is int else _refuse(told)


def _refuse(told: object) -> NoReturn:
    raise TypeError(f"{told!r} is not what a report holds")
