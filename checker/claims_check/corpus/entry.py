"""A file or line of a corpus, and what came of reading it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from claims_check.records.references import Reference, walk

if TYPE_CHECKING:
    from claims_check.corpus.digest import Digest
    from claims_check.findings import Problem, Severity

_AT_ONCE = getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to must not stop the check
_MOST = 1 << 16


class Said(NamedTuple):
    """What some rules say of a record: their problems, and which of them had to look."""

    problems: tuple[tuple[str, Problem], ...]
    examined: tuple[str, ...]


class Entry:
    """A file or line of a corpus, and what came of reading it.

    `line` is the line of a JSON Lines file, 0 for a file of its own, and `offset` is where it
    begins.  `data` is the record's bytes where no file has them, as in a state of the corpus that
    only git still holds, or a text that an editor has not saved yet.  `own` is what the rules that
    see nothing but the record say of it, where that is known already.
    """

    __slots__ = (
        "data",
        "digest",
        "file",
        "id",
        "line",
        "offset",
        "own",
        "path",
        "problems",
        "readable",
        "record",
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
        self.record = record
        self.readable = record is not None
        self.digest = digest
        self.problems = problems
        self.line = line
        self.offset = 0
        self.data: bytes | None = None
        self.own: Said | None = None

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

        if self.data is not None:
            return decoded(self.data)
        if not self.line:
            return decoded(read_bytes(self.path))
        with open_lines(self.path) as lines:
            lines.seek(self.offset)
            return decoded(lines.readline().removesuffix(b"\n"))


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
