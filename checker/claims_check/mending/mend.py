"""Check, mend, check again: the fixes of findings, until none is left that may be made.

One engine with the check: what it finds is what is mended, and what is left is what the last check
found.  All happens in memory, on the very texts that were checked; each file comes out whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import groupby

from claims_check.corpus.corpus import Corpus, kept_corpus, open_corpus
from claims_check.corpus.entry import Entry, read_bytes
from claims_check.corpus.tree import LINES
from claims_check.findings import FileFix, Finding, Report
from claims_check.mending.edits import RecordText, Replacement
from claims_check.mending.form import LOSSY, in_form
from claims_check.named_tuple import NamedTuple

ROUNDS = 10
"""Checks after which no more is mended; a fix seldom uncovers another, and none a third."""

FORM = "canonical form"
"""What is said of a file that was written anew without a fix of a finding."""

Place = tuple[str, int]
"""A file and a line of it, 0 where the record has the file to itself."""


class Change(NamedTuple):
    """A file with its bytes before and after, and what was mended in it."""

    file: str
    path: str
    before: bytes
    after: bytes
    mended: tuple[str, ...]


class Mended(NamedTuple):
    """The corpus as it is after the changes, what is left to report, and the changes."""

    corpus: Corpus
    report: Report
    changes: tuple[Change, ...]


def mend(
    corpus: Corpus,
    check: Callable[[Corpus], Report],
    wanted: Callable[[Finding], bool],
    to_form: Collection[str],
    left: Collection[str] = (),
) -> Mended:
    """Make the fixes of the findings that are wanted, and put the files `to_form` in that form.

    `check` gives the report of a corpus.  Of fixes that want the same place the first counts; a
    record whose text would lose something is left as it is, and so are the files that are `left`.
    """
    to_form = set(to_form).difference(left)
    texts = _Texts(corpus)
    texts.write_in_form(to_form)
    now = texts.corpus()
    report = check(now)
    for _ in range(ROUNDS):
        fixes = [f.fix for f in report.findings if f.fix is not None and wanted(f)]
        fixes = [fix for fix in fixes if not any(edit.file in left for edit in fix.edits)]
        edited = texts.edit(list(dict.fromkeys(fixes)))
        if not edited:
            break
        now = texts.corpus()
        if texts.write_in_form(edited & to_form):  # now that they can be read, perhaps
            now = texts.corpus()
        report = check(now)
    return Mended(now, report, tuple(texts.changes()))


class _Texts:
    """The texts of a corpus: as they were read, and as they are to be."""

    def __init__(self, corpus: Corpus) -> None:
        self._root, self._base = corpus.root, corpus.base
        self._lined = corpus.root.endswith(LINES)
        self._path = {e.file: e.path for e in corpus.entries if e.path.endswith((".json", *LINES))}
        self._before: dict[str, bytes] = {}
        for file, path in self._path.items():
            try:
                self._before[file] = read_bytes(path)
            except OSError:
                continue  # the check reports it
        self._now = dict(self._before)
        self._mended: dict[str, list[str]] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._made: set[FileFix] = set()  # none is made twice, so that no two take turns
        self.corpus()

    def corpus(self) -> Corpus:
        """The corpus of the texts as they are now."""
        if self._lined:
            text = next(iter(self._now.values()), b"")
            corpus = kept_corpus(self._root, self._base, {"": text})
        else:
            below = len(self._root) + 1
            kept = {self._path[file][below:]: data for file, data in self._now.items()}
            corpus = open_corpus(self._root, kept)
        self._entries = {
            file: list(entries) for file, entries in groupby(corpus.entries, lambda e: e.file)
        }
        return corpus

    def write_in_form(self, files: Collection[str]) -> bool:
        """Put files in canonical form, those aside that would lose something; whether any was not.

        They are as `corpus` has read them last.
        """
        changed = False
        for file in sorted(files):
            if file in self._now:
                data, problems = in_form(self._entries[file], self._now[file], lined=self._lined)
                if not problems and data != self._now[file]:
                    self._now[file] = data
                    self._mended.setdefault(file, []).append(FORM)
                    changed = True
        return changed

    def edit(self, fixes: list[FileFix]) -> set[str]:
        """Make fixes, each whole or not at all; gives the files that they changed."""
        records: dict[Place, RecordText | None] = {}
        taken: dict[Place, list[Replacement]] = {}
        for fix in fixes:
            found = list(self._replacements(fix, records))
            if fix in self._made or len(found) < len(fix.edits):
                continue
            if all((record := records[place]) and record.says(new) for place, new in found):
                self._made.add(fix)  # an earlier one did the same, and is in nobody's way
                continue
            if any(new.overlaps(old) for place, new in found for old in taken.get(place, ())):
                continue
            self._made.add(fix)
            for place, new in found:
                taken.setdefault(place, []).append(new)
                self._mended.setdefault(place[0], []).append(fix.summary)
        before = dict(self._now)
        for place, replacements in taken.items():
            record = records[place]
            assert record is not None
            self._put(place, record.edited(replacements))
        return {file for file, _ in taken if self._now[file] != before[file]}

    def _replacements(
        self, fix: FileFix, records: dict[Place, RecordText | None]
    ) -> Iterator[tuple[Place, Replacement]]:
        for edit in fix.edits:
            place = edit.file, edit.line
            if place not in records:
                records[place] = self._record(place)
            record = records[place]
            new = record.replacement(edit.pointer, edit.value) if record else None
            if new is not None:
                yield place, new

    def _record(self, place: Place) -> RecordText | None:
        file, line = place
        for entry in self._entries.get(file, ()):
            if entry.line == line and entry.data is not None:
                if any(rule in LOSSY for rule, _ in entry.problems):
                    text = entry.data.decode("utf-8", "surrogateescape")
                    return RecordText(text, broken=True)
                return RecordText(entry.text(), lined=self._lined)
        return None

    def _put(self, place: Place, text: str) -> None:
        file, line = place
        data = text.encode("utf-8", "surrogateescape")
        if line:
            lines = self._now[file].split(b"\n")
            lines[line - 1] = data
            data = b"\n".join(lines)
        self._now[file] = data

    def changes(self) -> Iterator[Change]:
        """The files that are to be written, in their order."""
        for file, before in sorted(self._before.items()):
            if self._now[file] != before:
                mended = dict.fromkeys(self._mended[file])
                if len(mended) > 1:
                    mended.pop(FORM, None)  # goes without saying
                yield Change(file, self._path[file], before, self._now[file], tuple(mended))
