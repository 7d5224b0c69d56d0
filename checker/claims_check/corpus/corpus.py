"""All records of a corpus, read once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from claims_check import dates
from claims_check.corpus.digest import ROWS, TEXTS, ClaimDigest, Digest, EntityDigest, SourceDigest
from claims_check.corpus.entry import KEPT, Entry
from claims_check.corpus.reading import Read, missing_mark, read_file, read_lines
from claims_check.corpus.tree import (
    LINES,
    MARK,
    NoCorpusError,
    base_of,
    files_below,
    is_beside,
    root_of,
)
from claims_check.records.plain import expect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.records.claim import Claim


class Digests(Mapping[str, Digest]):
    """The digests of all records by id, which their entries have."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, id: str) -> Digest:
        digest = self._entries[id].digest
        assert digest is not None  # or it would bear no id
        return digest

    def __contains__(self, id: object) -> bool:
        return id in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class Corpus:
    """The entries of a corpus in the order of their files, and the digests of its records by id."""

    def __init__(self, root: str, base: str, entries: Iterable[Entry]) -> None:
        TEXTS.clear()
        ROWS.clear()
        self.root = root
        self.base = base
        self.entries = sorted(entries, key=lambda entry: (entry.file, entry.line))
        self.claims: dict[str, ClaimDigest] = {}
        self.entities: dict[str, EntityDigest] = {}
        self.sources: dict[str, SourceDigest] = {}
        self.entry_of: dict[str, Entry] = {}
        self.records = Digests(self.entry_of)
        self.bearers: dict[str, list[Entry]] = {}
        self.stems: dict[str, str] = {}
        records = [entry for entry in self.entries if entry.digest is not None]
        for entry in records:
            if not entry.misnamed:
                self._know(entry)
        for entry in records:  # last, so that a copy with its first owner's id hides nothing
            if entry.misnamed:
                self.stems[entry.stem] = entry.id
                self._know(entry)

    def _know(self, entry: Entry) -> None:
        """Keep the digest of an entry; of several with one id the first counts.

        `bearers` has all of them, `stems` the ids of records whose files bear other names.
        """
        digest = entry.digest
        if digest is None:
            return
        if digest.id in self.entry_of:
            bearers = self.bearers.setdefault(digest.id, [self.entry_of[digest.id]])
            bearers.append(entry)
            for each in bearers[-2:]:
                each.keep()  # which of them a record is tells only the record itself
            return
        self.entry_of[digest.id] = entry
        if digest.sort == "claim":
            self.claims[digest.id] = digest
        elif digest.sort == "entity":
            self.entities[digest.id] = digest
        elif digest.sort == "source":
            self.sources[digest.id] = digest

    def statement(self, id: str) -> str:
        """What a claim states, in one sentence."""
        claim: Claim = self.entry_of[id].record
        return claim.statement

    def says_something(self) -> bool:
        """Whether there is any record in it that can be read."""
        return any(entry.readable for entry in self.entries)

    def users(self) -> dict[str, list[str]]:
        """For each id, the records that name it, in the order of their files."""
        found: dict[str, list[str]] = {}
        for entry in self.entries:
            if entry.digest is not None:
                for id in entry.digest.names:
                    found.setdefault(id, []).append(entry.digest.id)
        return found

    def newest_check(self) -> int | None:
        """The newest day on which a claim was checked, as a day number; None without claims."""
        checked = map(dates.read_or_none, (digest.checked for digest in self.claims.values()))
        return max((date.literal.latest for date in checked if date is not None), default=None)


def open_corpus(
    path: str, unsaved: Mapping[str, bytes] | None = None, read: Read | None = None
) -> Corpus:
    """The corpus that a path belongs to, read whole.  Raises NoCorpusError where there is none.

    `unsaved` are the texts of an editor, by their paths in the corpus folder: each counts instead
    of what is on the disk, where its file need not exist.  `read` makes an entry of each record's
    text, where that is not to be read from scratch.
    """
    unsaved = unsaved or {}
    root = root_of(path)
    base = base_of(root)
    name = os.path.relpath(root, base).replace(os.sep, "/")
    if root.endswith(LINES):
        try:
            return Corpus(root, base, read_lines(root, name, read=read))
        except OSError as error:
            raise NoCorpusError(f"{path}: {error.strerror}") from error
    every = sorted({*files_below(root), *unsaved})
    names = [name for name in every if not is_beside(name)]
    if not any(name.endswith(".json") for name in names):
        raise NoCorpusError(f"{path}: there is no record file (.json) in it")
    prefix = "" if name == "." else f"{name}/"
    expect(len(names))
    keep = len(names) <= KEPT
    files = [read_file(root, name, prefix, unsaved.get(name), read, keep) for name in names]
    if MARK not in names:
        files.append(missing_mark(root, prefix))
    return Corpus(root, base, files)


def kept_corpus(root: str, base: str, texts: Mapping[str, bytes]) -> Corpus:
    """A corpus as it would be read from `root`, from the texts of its files by their paths in it.

    Of JSON Lines, the one text stands under the empty path.  Nothing is read from the disk, and no
    text makes it fail; one without records is a corpus too.
    """
    name = os.path.relpath(root, base).replace(os.sep, "/")
    if root.endswith(LINES):
        return Corpus(root, base, read_lines(root, name, texts.get("", b"")))
    prefix = "" if name == "." else f"{name}/"
    names = [name for name in sorted(texts) if not is_beside(name)]
    expect(len(names))
    files = [read_file(root, name, prefix, texts[name]) for name in names]
    if MARK not in texts and any(name.endswith(".json") for name in names):
        files.append(missing_mark(root, prefix))
    return Corpus(root, base, files)
