"""A file or line of a corpus, and what came of reading it."""

from __future__ import annotations

import os
import stat
from functools import lru_cache

from claims_check.corpus.digest import Digest, shared, small_hash
from claims_check.corpus.tree import ChangedFileError
from claims_check.findings import Problem, Severity
from claims_check.named_tuple import NamedTuple
from claims_check.records.references import Reference, walk
from claims_check.records.validation import validator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

_AT_ONCE = getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to must not stop the check
_MOST = 1 << 16
_LINE = 1 << 12  # most lines are shorter

KEPT = 150_000
"""A corpus of no more records keeps them as they were read; of a larger one, each is read again
when it is needed.

A typed record takes three times the memory of its line, and reading it again a tenth of the time
that all rules take.
"""
LET_GO = object()
"""What stands for a record that is not kept."""

LATEST = 64
"""So many of those that were read again are kept: what is asked about one record comes in a row."""


class Said(NamedTuple):
    """What some rules say of a record: their problems, and which of them had to look."""

    problems: tuple[tuple[str, Problem], ...]
    examined: tuple[str, ...]


class Entry:
    """A file or line of a corpus, and what came of reading it.

    `line` is the line of a JSON Lines file, 0 for a file of its own.  `data` is the record's bytes
    where no file has them, as in a state of the corpus that only git still holds, or a text that an
    editor has not saved yet.  `own` is what the rules that see nothing but the record say of it,
    where that is known already.

    Of a large corpus not all records are `kept`: others are LET_GO, and the hash of their bytes
    stays, so that no other record is taken for them.  `again` is what it takes to read one again:
    of a line the lines of its file, of a file the hash.
    """

    __slots__ = (
        "_proposition",
        "again",
        "data",
        "digest",
        "file",
        "id",
        "kept",
        "line",
        "own",
        "path",
        "problems",
        "sort",
    )

    def __init__(
        self,
        file: str,
        path: str,
        id: str,
        sort: str | None,
        record: Any = None,
        digest: Digest | None = None,
        problems: tuple[tuple[str, Problem], ...] = (),
        line: int = 0,
    ) -> None:
        self.file = file
        self.path = path
        self.id = id
        self.sort = sort
        self.kept = record
        self._proposition: Any = None
        self.digest = digest
        self.problems = problems
        self.line = line
        self.again: Lines | int | None = None
        self.data: bytes | None = None
        self.own: Said | None = None

    @property
    def record(self) -> Any:
        """The typed record, None where it could not be read; the same one as long as it is kept.

        Raises ChangedFileError where it has to be read again and is no longer there.
        """
        kept = self.kept
        return kept if kept is not LET_GO else _again(self)

    @property
    def readable(self) -> bool:
        """Whether there is a typed record."""
        return self.kept is not None

    def let_go(self, data: bytes) -> None:
        """No longer keep the record, which is read again from its bytes, these, when it is needed.

        Only of a record without problems the bytes alone tell all; and one that sets findings aside
        is asked for at the end, when nobody wants to read a million others for that.
        """
        if self.readable and not self.problems and not getattr(self.kept, "suppressions", ()):
            if isinstance(self.again, Lines):
                self.again.sums[self.line - 1] = small_hash(data)
            else:
                self.again = small_hash(data)
            if self.digest is not None:
                self.digest = shared(self.digest)
                self.id = self.digest.id
                if self.digest.sort == "claim" and self.digest.establishes:
                    self._proposition = self.kept.proposition
            self.kept = LET_GO

    def keep(self) -> Any:
        """The record, which is kept from now on, as one and the same."""
        self.kept = self.record
        return self.kept

    def take_proposition(self) -> Any:
        """The proposition of a claim, which the timeline is told first: until then it is kept."""
        proposition, self._proposition = self._proposition, None
        return self.record.proposition if proposition is None else proposition

    @property
    def references(self) -> list[Reference]:
        """The places in the record that name others; looked for each time, as few ask."""
        found: list[Reference] = []
        if self.readable:
            walk(self.record, (), found)
        return found

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".json")

    @property
    def misnamed(self) -> bool:
        """Whether the file has another name than the record's id; lines of a file have no names."""
        return not self.line and not self.path.endswith(f"/{self.id}.json")

    def text(self) -> str:
        """The text that the record was read from, in which problems have their places."""
        from claims_check.text import decoded  # only problems have places in the text

        return decoded(self.raw())

    def raw(self) -> bytes:
        """The bytes of the record; raises OSError."""
        if self.data is not None:
            return self.data
        if isinstance(self.again, Lines):
            return _line_at(self.path, self.again.starts[self.line - 1])
        return read_bytes(self.path)


class Lines:
    """The lines of a file: where each begins, and the hash of each that is not kept."""

    __slots__ = ("starts", "sums")

    def __init__(self) -> None:
        from array import array  # not loaded for a folder

        self.starts, self.sums = array("q"), array("i")


@lru_cache(LATEST)
def _again(entry: Entry) -> Any:
    """The record of an entry that does not keep it."""
    try:
        data = entry.raw()
    except OSError as error:
        raise ChangedFileError(error.errno, error.strerror, entry.file) from error
    again = entry.again
    known = again.sums[entry.line - 1] if isinstance(again, Lines) else again
    if small_hash(data) != known or entry.sort is None:
        raise ChangedFileError(0, "it was changed while it was read", entry.file)
    return validator(entry.sort).validate_json(data)


def _line_at(path: str, offset: int) -> bytes:
    """The line of a file that begins at an offset, without its end."""
    handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    try:
        os.lseek(handle, offset, os.SEEK_SET)
        line, end, _ = os.read(handle, _LINE).partition(b"\n")
    finally:
        os.close(handle)
    if end:
        return line
    with open_lines(path) as lines:
        lines.seek(offset)
        return lines.readline().removesuffix(b"\n")


class Found(NamedTuple):
    """A problem with the rule that found it, its severity, and the record it stands in."""

    rule: str
    severity: Severity
    entry: Entry
    problem: Problem

    @property
    def conflict(self) -> tuple[str, ...]:
        """The records that cannot all hold, sorted; the problem's own where it names no others."""
        return tuple(sorted(self.problem.conflict or (self.entry.id,)))


def open_lines(path: str) -> BinaryIO:
    """A file of JSON Lines, to be read line by line; raises OSError as `read_bytes`."""
    handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "it is no ordinary file")
        return open(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_bytes(path: str) -> bytes:
    """All bytes of a file; raises OSError, also for what is no ordinary file."""
    handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    try:
        data = os.read(handle, _MOST)
        if 0 < len(data) < _MOST:  # nearly every record: one read tells all
            return data
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "it is no ordinary file")
        parts = [data]
        while part := os.read(handle, _MOST):
            parts.append(part)
        return b"".join(parts)
    except IsADirectoryError as error:
        raise OSError(0, "it is no ordinary file, but a folder") from error
    finally:
        os.close(handle)
