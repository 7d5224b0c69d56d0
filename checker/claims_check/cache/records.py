"""Records by their content: the digest of each, and what its own rules found in it.

A record that has been read before need not be looked at again: its text is known to be clean, and
rules that see nothing but the record would find the same.  It is typed when a rule asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from typing import Any, NoReturn

from pydantic_core import from_json, to_json

from claims_check.asking import FAULT
from claims_check.cache import folder, key
from claims_check.corpus.digest import ClaimDigest, Digest, EntityDigest, SourceDigest
from claims_check.corpus.entry import Entry, Own
from claims_check.corpus.reading import read_record
from claims_check.findings import Edit, Fix, Problem

DIGESTS: dict[str, type[ClaimDigest | EntityDigest | SourceDigest]] = {
    "claim": ClaimDigest,
    "entity": EntityDigest,
    "source": SourceDigest,
}


class Records:
    """The records of one corpus that are known by their content."""

    def __init__(self, root: str) -> None:
        self._name = f"{folder.name_of(root)}.records"
        self._key = key.code()
        self._known: dict[str, Any] = {}
        self._contents: dict[int, str] = {}
        self._kept: dict[str, Any] = {}
        self._new = 0
        self._all = sha256()
        data = folder.read(self._name)
        if data is not None:
            try:
                of, known = from_json(data)
            except (ValueError, TypeError):
                return
            if of == self._key and isinstance(known, dict):
                self._known = known

    def read(
        self, data: bytes, file: str, path: str, stem: str | None, place: str | None, line: int = 0
    ) -> Entry:
        """The entry of a record, as `read_record` gives it."""
        content = f"{sha256(data).hexdigest()} {place or ''}"
        self._all.update(f"{file}\0{line}\0{content}\0".encode("utf-8", "surrogateescape"))
        entry = self._remembered(content, data, file, path, line)
        if entry is None:
            entry = read_record(data, file, path, stem, place, line)
            self._new += 1
        self._contents[id(entry)] = content
        return entry

    def content(self, entries: Iterable[Entry]) -> str:
        """What tells the content of all records that were read from any other, with their files.

        Empty where a file could not be read: the next time it might.
        """
        for entry in entries:
            if any(rule == "unreadable-file" for rule, _ in entry.problems):
                return ""
            self._all.update(f"{entry.file}\0".encode("utf-8", "surrogateescape"))
        return self._all.hexdigest()

    def remember(self, entry: Entry, own: Own) -> None:
        """Take what the own rules of a record found in it."""
        content, digest = self._contents.get(id(entry)), entry.digest
        failed = any(rule == FAULT for rule, _ in own.problems)
        if content is not None and digest is not None and not entry.problems and not failed:
            told = [getattr(digest, name) for name in _fields(digest.sort)]
            self._kept[content] = [entry.sort, told, own]

    def keep(self) -> None:
        """Keep what is known of the records that are there now, where any of it is new."""
        if self._new or len(self._kept) != len(self._known):
            folder.write(self._name, to_json([self._key, self._kept]))

    def _remembered(
        self, content: str, data: bytes, file: str, path: str, line: int
    ) -> Entry | None:
        known = self._known.get(content)
        if known is None:
            return None
        try:
            sort, told, (problems, examined) = known
            digest = _digest(sort, told, file)
            own = Own(
                tuple([(_text(rule), _problem(*problem)) for rule, problem in problems]),
                tuple([_text(rule) for rule in examined]),
            )
        except (ValueError, TypeError, KeyError):
            return None
        return Entry.remembered(data, file, path, line, digest, own)


def _digest(sort: str, told: list[Any], file: str) -> Digest:
    """The digest that was told.  Raises ValueError, TypeError or KeyError for anything else."""
    kind = DIGESTS[sort]
    id, *others = [form(value) for form, value in zip(_forms(sort), told, strict=True)]
    return kind(id, file, *others)


@cache
def _fields(sort: str) -> tuple[str, ...]:
    """The fields of a digest that its record's text decides."""
    return tuple(name for name in DIGESTS[sort]._fields if name not in ("file", "sort"))


@cache
def _forms(sort: str) -> tuple[Callable[[Any], Any], ...]:
    """What each of these fields has to be."""
    types: dict[str, Any] = DIGESTS[sort].__annotations__
    written = [types[name] for name in _fields(sort)]
    return tuple(_FORMS[getattr(form, "__forward_arg__", form)] for form in written)


def _problem(
    message: Any,
    at: Any,
    on_key: Any,
    span: Any,
    conflict: Any,
    certainty: Any,
    related: Any,
    suspect: Any,
    fix: Any,
) -> Problem:
    """The problem that was told; own rules give neither spans nor other records."""
    if span is not None or conflict or related or suspect is not None:
        _refuse(span)
    return Problem(
        _text(message),
        _pointer(at),
        _truth(on_key),
        certainty=certainty if certainty in ("definite", "possible") else _refuse(certainty),
        fix=None if fix is None else _fix(*fix),
    )


def _fix(summary: Any, safe: Any, edits: Any) -> Fix:
    told = tuple([Edit(_text(record), _pointer(at), _text(value)) for record, at, value in edits])
    return Fix(_text(summary), _truth(safe), told)


def _pointer(told: Any) -> tuple[str | int, ...]:
    return tuple([step if type(step) in (str, int) else _refuse(step) for step in told])


def _text(told: Any) -> str:
    return told if isinstance(told, str) else _refuse(told)


def _truth(told: Any) -> bool:
    return told if isinstance(told, bool) else _refuse(told)


def _texts(told: Any) -> tuple[str, ...]:
    return tuple([_text(each) for each in told]) if isinstance(told, list) else _refuse(told)


def _text_or_none(told: Any) -> str | None:
    return None if told is None else _text(told)


def _refuse(told: object) -> NoReturn:
    raise TypeError(f"{told!r} is not what a record's digest holds")


_FORMS: dict[str, Callable[[Any], Any]] = {
    "str": _text,
    "bool": _truth,
    "tuple[str, ...]": _texts,
    "str | None": _text_or_none,
}
