"""Records by their content: which texts are known to be clean, and what their own rules found.

A record of the same text need not be looked at closely again, and rules that see nothing but the
record would find the same.  Its digest is made of it anew: that costs less than keeping it.

The file has the key on its first line, then a line for each record, told as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from json import JSONDecoder, JSONEncoder

from blake3 import blake3

from claims_check.cache import folder, key
from claims_check.cache.told import many, number, one_of, refuse, text, texts, truth
from claims_check.corpus.entry import Entry, Said
from claims_check.corpus.reading import read_clean, read_record
from claims_check.findings import CERTAINTIES, FAULT, Edit, Fix, Problem
from claims_check.records.shapes import SORTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WORTH = 16
"""Of so many records one has to be new, or to read it closely again costs less than to keep all."""

_decoded = JSONDecoder().decode
_encoded = JSONEncoder(separators=(",", ":")).encode


class Records:
    """The records of one corpus that are known by their content."""

    def __init__(self, root: str) -> None:
        self._name = f"{folder.name_of(root)}.records"
        code = key.code().encode("utf-8", "surrogatepass")
        self._key = blake3(code).hexdigest()
        self._contents: dict[int, str] = {}
        self._known: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        # What most records say, many say: each text is read once, and written once.
        self._told: dict[str, tuple[str, Said]] = {}
        self._telling: dict[tuple[str | None, Said], str] = {}
        # We write ASCII; whatever another may have written is read and written as it is.
        of, *lines = (folder.read(self._name) or b"").decode("latin-1").split("\n")
        if of == self._key:
            self._known = {x[0]: x[2] for x in (line.partition("\t") for line in lines)}

    def read(
        self, data: bytes, file: str, path: str, stem: str | None, place: str | None, line: int = 0
    ) -> Entry:
        """The entry of a record, as `read_record` gives it."""
        content = blake3(data).hexdigest()
        entry = self._remembered(content, data, file, path, place, line)
        if entry is None:
            entry = read_record(data, file, path, stem, place, line)
        self._contents[id(entry)] = content
        return entry

    def content(self, entries: Iterable[Entry]) -> str:
        """What tells the content of all records that were read from any other, with their files.

        Empty where a file could not be read: the next time it might.
        """
        parts = []
        for entry in entries:
            if entry.problems and any(rule == "unreadable-file" for rule, _ in entry.problems):
                return ""
            content = self._contents.get(id(entry), "")  # of what is no record at all there is none
            parts.append(f"{entry.file}\0{entry.line}\0{content}")
        return blake3("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def remember(self, entry: Entry, own: Said) -> None:
        """Take what the own rules of a record, which was not known yet, found in it."""
        content = self._contents.get(id(entry))
        if content is None or entry.problems:
            return
        if any(rule == FAULT for rule, _ in own.problems):
            return  # the next time it might not fail
        said = (entry.sort, own)
        if said not in self._telling:
            self._telling[said] = _encoded([entry.sort, *own])
        self._kept[content] = self._telling[said]

    def keep(self) -> None:
        """Keep what is known of the records that are there now, unless little of it is new."""
        new = sum(content not in self._known for content in self._kept)
        if new * WORTH > len(self._kept):
            lines = [f"{content}\t{said}" for content, said in self._kept.items()]
            folder.write(self._name, "\n".join([self._key, *lines]).encode("latin-1"))

    def _remembered(
        self, content: str, data: bytes, file: str, path: str, place: str | None, line: int
    ) -> Entry | None:
        said = self._known.get(content)
        if said is None:
            return None
        try:
            if said not in self._told:
                self._told[said] = _said(said)
            sort, own = self._told[said]
            entry = read_clean(data, file, path, one_of(sort, (place,) if place else SORTS), line)
        except (ValueError, TypeError, RecursionError):
            del self._known[content]
            return None
        entry.own = own
        self._kept[content] = said
        return entry


def _said(told: str) -> tuple[str, Said]:
    """The sort of a record and what its own rules said of it, as they were told."""
    sort, problems, examined = many(_decoded(told))
    found = [(text(rule), _problem(*many(problem))) for rule, problem in many(problems)]
    return text(sort), Said(tuple(found), texts(examined))


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
    if [span, conflict, related, suspect] != [None, [], [], None]:
        refuse(span)
    return Problem(
        text(message),
        _pointer(at),
        truth(on_key),
        certainty=one_of(certainty, CERTAINTIES),
        fix=None if fix is None else _fix(*many(fix)),
    )


def _fix(summary: Any, safe: Any, edits: Any) -> Fix:
    told = [Edit(text(record), _pointer(at), text(value)) for record, at, value in many(edits)]
    return Fix(text(summary), truth(safe), tuple(told))


def _pointer(told: Any) -> tuple[str | int, ...]:
    return tuple([s if isinstance(s, str) else number(s) for s in many(told)])
