"""One file or line of a corpus: its record, or what is wrong with it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from io import BytesIO

from claims_check.corpus.digest import (
    Digest,
    claim_digest,
    entity_digest,
    source_digest,
    unread_digest,
)
from claims_check.corpus.entry import KEPT, Entry, Lines, open_lines, read_bytes
from claims_check.corpus.tree import FOLDERS, MARK
from claims_check.findings import Pointer, Problem
from claims_check.records.plain import expect, plain_record, typed_record
from claims_check.records.references import Names, names_in
from claims_check.records.shapes import SORTS
from claims_check.records.validation import validate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


UNMARKED = (
    "there is no corpus.json here, which marks where the corpus begins and says what it is; bring "
    'it back, or write one: {"$schema": "corpus.schema.json", "id": "claims", "title": "…", '
    '"version": "0.1.0", "licence": "CC-BY-4.0", "publisher": "…"}'
)


LINE = 1000
"""Bytes of a record of JSON Lines, about."""

Read = Callable[[bytes, str, str, str | None, str | None, int], Entry]
"""Makes the entry of a record of its text, file, path, stem, place and line, as `read_record`."""


def read_file(
    root: str,
    name: str,
    prefix: str,
    kept: bytes | None = None,
    read: Read | None = None,
    keep: bool = True,
) -> Entry:
    """The entry of one file of a corpus folder; `prefix` leads from the base to the corpus.

    `kept` is what the file holds where it is not to be read from the disk.  Not to `keep` the typed
    record, since there are too many, is to read it again when it is asked for.
    """
    path, file = f"{root}/{name}", prefix + name
    last = name.rpartition("/")[2]
    stem = last.removesuffix(".json")
    if stem == last:
        stem = last.rpartition(".")[0] or last
        problem = Problem(
            f"{last} is no record: the corpus holds .json files (and Markdown "
            "beside them); move it elsewhere or rename it"
        )
        return Entry(file, path, stem, None, problems=(("stray-file", problem),))
    try:
        data = read_bytes(path) if kept is None else kept
    except OSError as error:
        cure = "; check its permissions" if isinstance(error, PermissionError) else ""
        problem = Problem(f"the file cannot be read: {error.strerror}{cure}")
        digest = unread_digest(stem, file, b"")
        problems = (("unreadable-file", problem),)
        return Entry(file, path, stem, None, digest=digest, problems=problems)
    entry = (read or read_record)(data, file, path, stem, _sort_by_place(name), 0)
    entry.data = kept
    if not keep:
        entry.let_go(data)
    return entry


def missing_mark(root: str, prefix: str) -> Entry:
    """The entry that a corpus folder without corpus.json has in its place."""
    found = (("missing-corpus-file", Problem(UNMARKED)),)
    return Entry(prefix + MARK, f"{root}/{MARK}", "corpus", None, problems=found)


def read_record(
    data: bytes, file: str, path: str, stem: str | None, place: str | None, line: int = 0
) -> Entry:
    """The entry of one record; `stem` and `place` are None in JSON Lines, which know neither."""
    sort = place or _said_sort(data)
    plain = plain_record(sort, data) if sort else None
    if plain is None:
        return _read_closely(data, file, path, stem, place, line)
    record, names = plain
    digest = _digest(sort, record, file, names)
    return Entry(file, path, record.id, sort, record, digest, (), line)


def read_clean(data: bytes, file: str, path: str, sort: str, line: int = 0) -> Entry:
    """The entry of a record whose text is known to be clean, at half the cost of `read_record`.

    Raises ValueError where it is not even valid.
    """
    record = typed_record(sort, data)
    names: Names = {}
    names_in(record, names, [])
    return Entry(file, path, record.id, sort, record, _digest(sort, record, file, names), (), line)


def _said_sort(data: bytes) -> str | None:
    """The sort that a text names first; None where it names none at once."""
    found = re.match(_SCHEMA_LINE, data)
    return found[1].decode() if found else None


def _read_closely(
    data: bytes, file: str, path: str, stem: str | None, place: str | None, line: int
) -> Entry:
    """The entry of a record whose text is not plainly clean: all that is wrong with it is found."""
    from claims_check.text import read_json  # nearly every record is plainly clean

    value, found = read_json(data)
    if found and line > 1:  # once more, with the lines above it, for the numbers of lines
        value, found = read_json(b"\n" * (line - 1) + data)
    problems = list(found)
    if not isinstance(value, dict):
        if not problems:
            problems.append(("not-in-schema", Problem("a record is an object in braces: {…}")))
        id = stem or _quoted_id(data)  # a record that cannot be read still exists under its id
        unread = unread_digest(id, file, data) if id else None
        return Entry(file, path, id or "", place, None, unread, tuple(problems), line)
    sort, wrong_line = _sort(value, place)
    if wrong_line:
        problems.append(("wrong-schema-line", wrong_line))
    elif sort and place and sort != place:
        problems.append(("stray-file", _misplaced(sort, place)))
        if not _fits(sort, value) and _fits(place, value):
            sort = place  # only its first line is wrong
    id = value.get("id") if isinstance(value.get("id"), str) else stem
    record: Any = None
    if sort:
        nulls = set(_nulls(value)) if b"null" in data else set()
        problems.extend(("explicit-null", _null_problem(at)) for at in sorted(nulls, key=str))
        try:
            record = validate(sort, value)
        except ValueError as error:
            from claims_check.records.misfits import shape_problems

            told = {("$schema",), *nulls} if problems else nulls
            unfit: Any = error  # pydantic_core's ValidationError
            shape = shape_problems(sort, unfit, value)
            problems.extend((rule, problem) for rule, problem in shape if problem.at not in told)
    names: Names = {}
    digest: Digest | None = None
    if record is not None:
        names_in(record, names, [])
        digest = _digest(sort, record, file, names)
    elif id:
        digest = unread_digest(id, file, data)
    return Entry(file, path, id or "", sort, record, digest, tuple(problems), line)


def read_lines(
    path: str, file: str, kept: bytes | None = None, read: Read | None = None
) -> list[Entry]:
    """The entries of a file of JSON Lines, one a line; blank lines are passed over.

    `kept` is what the file holds where it is not to be read from the disk.
    """
    entries: list[Entry] = []
    known, offset = Lines(), 0
    with open_lines(path) if kept is None else BytesIO(kept) as lines:
        size = os.fstat(lines.fileno()).st_size if kept is None else len(kept)
        expect(size // LINE)
        keep = size // LINE <= KEPT
        for number, whole in enumerate(lines, 1):
            data = whole.removesuffix(b"\n")
            known.starts.append(offset)
            known.sums.append(0)
            if data.strip():
                entry = (read or read_record)(data, file, path, None, None, number)
                entry.again = known
                entry.data = None if kept is None else data
                if not keep:
                    entry.let_go(data)
                entries.append(entry)
            offset += len(whole)
    return entries


_SCHEMA_LINE = rb'\s*\{\s*"\$schema":\s*"(?:[^"]*/)?(claim|entity|source|corpus)\.schema\.json"'
_ID = rb'"id"\s*:\s*"([a-z0-9]+(?:-[a-z0-9]+)*)"'


def _quoted_id(data: bytes) -> str | None:
    """The id that the text of a broken record gives itself."""
    found = re.search(_ID, data)
    return found[1].decode() if found else None


def _fits(sort: str, value: dict[str, Any]) -> bool:
    """Whether a value has the shape of a sort of records, but for the line that names it."""
    try:
        validate(sort, {**value, "$schema": f"{sort}.schema.json"})
    except ValueError:
        return False
    return True


def _sort_by_place(name: str) -> str:
    if name == MARK:
        return "corpus"
    return FOLDERS.get(name.split("/")[0], "claim") if "/" in name else "claim"


def _sort(value: dict[str, Any], place: str | None) -> tuple[str | None, Problem | None]:
    """What the record says it is, else what its folder says; a problem where it says neither."""
    said = value.get("$schema")
    if isinstance(said, str):
        last = said.rsplit("/", 1)[-1]
        for sort in SORTS:
            if last == f"{sort}.schema.json":
                return sort, None
    if said is None and place and "$schema" not in value:
        return place, None  # its shape says that the line is missing, and what else is
    wanted = f"{place}.schema.json" if place else "claim.schema.json (or entity, source, corpus)"
    if said is None:
        return place, Problem(
            f'the record has no "$schema"; begin it with "$schema": "…/{wanted}", '
            "which says what it is"
        )
    shown = said if isinstance(said, str) else type(said).__name__
    return place, Problem(
        f"$schema is {shown}, which names no sort of record; its last part has to be {wanted}",
        ("$schema",),
    )


def _misplaced(sort: str, place: str) -> Problem:
    homes = {
        "entity": "entities/",
        "source": "sources/",
        "claim": "a topic folder, not in entities/ or sources/",
        "corpus": "corpus.json at the root",
    }
    return Problem(
        f"this is the record of {'an' if sort == 'entity' else 'a'} {sort}, in a place for "
        f"{place} records; move it to {homes[sort]}, or mend its $schema",
        ("$schema",),
    )


def _nulls(value: object, at: Pointer = ()) -> list[Pointer]:
    if value is None:
        return [at]
    steps: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    return [found for step, inner in steps for found in _nulls(inner, (*at, step))]


def _null_problem(at: Pointer) -> Problem:
    return Problem(
        f'"{at[-1]}" is null; a value that is not known is left out: remove the whole member', at
    )


def _digest(sort: str | None, record: Any, file: str, names: Names) -> Digest | None:
    if sort == "claim":
        return claim_digest(record, file, names)
    if sort == "entity":
        return entity_digest(record, file, names)
    if sort == "source":
        return source_digest(record, file, names)
    return None
