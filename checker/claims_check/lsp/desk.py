"""The open texts of an editor, and their corpora: each checked again a moment after a change.

A corpus is checked whole, with the open texts instead of what is on the disk, in a thread of its
own, so that questions are answered meanwhile from the check before.  Only folders that
`corpus.json` marks are corpora here: an editor opens many files that are none of our business.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from claims_check.corpus.entry import Entry, read_bytes
from claims_check.corpus.tree import MARK, ChangedFileError, NoCorpusError
from claims_check.named_tuple import NamedTuple
from claims_check.text import decoded

if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus
    from claims_check.findings import Finding
    from claims_check.rules.rule import View

PAUSE = 0.15
"""Seconds without a change after which a corpus is checked."""


class CannotCheckError(ValueError):
    """A corpus that cannot be checked as it is configured; the message is for the person."""


class Text(NamedTuple):
    """An open text: its address and version as the editor has them."""

    uri: str
    text: str
    version: int


class Known(NamedTuple):
    """A corpus as it was last checked, and the open texts that it was checked with, by path."""

    corpus: Corpus
    view: View
    findings: tuple[Finding, ...]
    texts: Mapping[str, Text]

    def paths(self) -> dict[str, str]:
        """The path of each file of the corpus by its name in findings."""
        return {entry.file: entry.path for entry in self.corpus.entries}

    def entry_at(self, path: str) -> Entry | None:
        """The record in a file; None where the corpus has no such file."""
        return next((entry for entry in self.corpus.entries if entry.path == path), None)


Check = Callable[[str, Mapping[str, bytes]], Known]
"""Checks the corpus of a root with unsaved texts by their paths in it; gives no `texts`.

Raises CannotCheckError or NoCorpusError.
"""


class Desk:
    """All open texts, and the corpora that any of them belongs to."""

    def __init__(
        self,
        check: Check,
        show: Callable[[Watched], None],
        complain: Callable[[str], None],
    ) -> None:
        self.check = check
        self.show = show
        self.complain = complain
        self.open: dict[str, Text] = {}
        self.corpora: dict[str, Watched] = {}

    def put(self, path: str, text: Text) -> None:
        """Take note of a text that was opened or changed."""
        self.open[path] = text
        self.touch(path)

    def drop(self, path: str) -> None:
        """Take note that a text was closed: what is on the disk counts again."""
        self.open.pop(path, None)
        self.touch(path)

    def touch(self, path: str) -> None:
        """Check the corpus of a file or folder soon, where it belongs to one."""
        root = self.root_of(path)
        if root is not None:
            self.corpora.setdefault(root, Watched(root, self)).touch()

    def touch_all(self) -> None:
        """Check all corpora soon."""
        for watched in self.corpora.values():
            watched.touch()

    def root_of(self, path: str) -> str | None:
        """The corpus that a file or folder is in, None where it is in none."""
        folder = path
        while not self.is_root(folder):
            above = os.path.dirname(folder)
            if above == folder:
                return None
            folder = above
        return folder

    def is_root(self, folder: str) -> bool:
        """Whether a folder is marked as a corpus, on the disk or by an open text."""
        mark = os.path.join(folder, MARK)
        return mark in self.open or os.path.isfile(mark)

    async def known(self, path: str) -> Known | None:
        """What is known of the corpus that a file is in; waits where it was not checked yet."""
        root = self.root_of(path)
        if root is None or root not in self.corpora:
            return None
        watched = self.corpora[root]
        await watched.checked.wait()
        return watched.known

    def text(self, path: str) -> str:
        """What a file says: as it is open, else as it is on the disk; empty where it is neither."""
        if path in self.open:
            return self.open[path].text
        try:
            return decoded(read_bytes(path))
        except OSError:
            return ""

    def unsaved(self, root: str) -> dict[str, bytes]:
        """The open texts of a corpus that differ from what is on the disk, by their paths in it."""
        found = {}
        for path, open_text in self.open.items():
            name = os.path.relpath(path, root).replace(os.sep, "/")
            hidden = any(part.startswith(".") for part in name.split("/"))  # what is above too
            if not hidden and not self._is_saved(path, open_text.text):
                found[name] = open_text.text.encode("utf-8", "surrogatepass")
        return found

    def _is_saved(self, path: str, text: str) -> bool:
        """Whether the disk has the same text: then its bytes count, which may tell more."""
        try:
            return decoded(read_bytes(path)) == text
        except OSError:
            return False


class Watched:
    """One corpus: what is known of it, and when it is checked next."""

    def __init__(self, root: str, desk: Desk) -> None:
        self.root = root
        self.desk = desk
        self.known: Known | None = None
        self.checked = asyncio.Event()
        self._complaint = ""
        self._again = False
        self._timer: asyncio.TimerHandle | None = None
        self._running: asyncio.Task[None] | None = None

    def touch(self) -> None:
        """Check soon, and not while somebody goes on typing."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(PAUSE, self._start)

    def _start(self) -> None:
        if self._running is not None and not self._running.done():
            self._again = True  # one check at a time; the next begins with what is then open
            return
        self._running = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        self._again = True
        while self._again:
            self._again = False
            await self._guarded()
            self.checked.set()

    async def _guarded(self) -> None:
        complaint = ""
        try:
            await self._check()
            self.desk.show(self)
        except CannotCheckError as error:
            complaint = str(error)  # what was found before stays
        except ChangedFileError as error:
            complaint = f"{error.filename}: {error.strerror}"  # and so it is checked again
        except Exception as error:  # a fault of ours must not end the session
            complaint = (
                f"{self.root} could not be checked ({type(error).__name__}: {error}); "
                "this is a fault of claims-check: please report it"
            )
        if complaint and complaint != self._complaint:  # once, not at every key
            self.desk.complain(complaint)
        self._complaint = complaint

    async def _check(self) -> None:
        texts = dict(self.desk.open)
        if not self.desk.is_root(self.root):  # its mark was deleted
            self.known = None
            return
        unsaved = self.desk.unsaved(self.root)
        loop = asyncio.get_running_loop()
        try:
            known = await loop.run_in_executor(None, self.desk.check, self.root, unsaved)
        except NoCorpusError:
            self.known = None  # deleted while it was read
        else:
            self.known = known._replace(texts=texts)
