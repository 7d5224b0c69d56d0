"""What became of each record between two states of a corpus, and what moved in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from claims_check.comparison.movement import moved
from claims_check.comparison.older import gone, is_own, own
from claims_check.corpus.corpus import Corpus
from claims_check.corpus.digest import Digest
from claims_check.corpus.entry import Entry
from claims_check.named_tuple import NamedTuple
from claims_check.text import read_json
from claims_check.timeline.explanation import point_name
from claims_check.timeline.points import points_of

Became = Literal["added", "changed", "renamed", "withdrawn", "deleted"]

BECAME: tuple[Became, ...] = ("added", "changed", "renamed", "withdrawn", "deleted")

JUDGED = ("label", "flaw", "confidence")
"""What of a verdict counts as moved; its words and days are among the fields."""

_READABLE = {True: "it can be read now", False: "it can no longer be read"}
EDGES = {"start": "the beginning", "end": "the end", "at": "the date"}
STATED = {"published": "the publication", "retrieved": "the retrieval"}


class Move(NamedTuple):
    """A date or a verdict that is another now; `words` say so in a sentence without its end.

    `before` and `after` are None where there is none.
    """

    at: str
    before: str | None
    after: str | None
    words: str


class Change(NamedTuple):
    """What became of a record.

    `title` is a claim's statement, an entity's name or a source's title, empty where it cannot be
    read; `file` is where it is now, or was; `was` its former id where it was renamed.  `fields` are
    the keys whose values differ, those of proposition and verdict with a dot (`proposition.at`);
    `moves` tell of the dates and verdicts among them.
    """

    id: str
    sort: str
    title: str
    file: str
    became: Became
    was: str | None = None
    fields: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()


def changes(earlier: Corpus, now: Corpus) -> list[Change]:
    """All records that differ in more than their layout, by what became of them, then by id."""
    deleted = (
        Change(
            digest.id, _sort(earlier, digest.id), _title(digest, earlier), digest.file, "deleted"
        )
        for digest in gone(earlier, now)
    )
    found = [*_kept_or_new(earlier, now), *deleted, *_own(earlier, now)]
    return sorted(found, key=lambda change: (BECAME.index(change.became), change.id))


def _kept_or_new(earlier: Corpus, now: Corpus) -> Iterator[Change]:
    for id, digest in now.records.items():
        if is_own(now, id):
            continue
        was = _former_id(earlier, now, digest)
        if not was:
            yield Change(id, _sort(now, id), _title(digest, now), digest.file, "added")
            continue
        before, after = _value(earlier.entry_of[was]), _value(now.entry_of[id])
        moved_file = was == id and earlier.records[was].file != digest.file
        if before == after and not moved_file:
            continue
        fields = tuple(_differing(before, after)) if before and after else ()  # else it is no JSON
        moves = [*_moves(earlier, was, before, now, id, after)]
        if moved_file:
            file = earlier.records[was].file
            moves.append(Move("", file, digest.file, "the file has moved"))
        became: Became = "changed"
        if was != id:
            became = "renamed"
            if digest.sort != "unread" and was not in digest.former_ids:
                moves.append(Move("former_ids", None, None, f"its former_ids do not name {was}"))
        elif digest.sort != "unread" and "withdrawn" in after and "withdrawn" not in before:
            became = "withdrawn"
        yield Change(
            id,
            _sort(now, id),
            _title(digest, now),
            digest.file,
            became,
            was if was != id else None,
            fields,
            tuple(moves),
        )


def _former_id(earlier: Corpus, now: Corpus, digest: Digest) -> str:
    """The id that a record had earlier: its own, a former one, or that of its file; else empty."""
    id = digest.id
    if id in earlier.records:
        return id
    formerly = () if digest.sort == "unread" else digest.former_ids
    entry = now.entry_of[id]
    for former in (*formerly, *([entry.stem] if entry.misnamed else [])):
        if former in earlier.records and former not in now.records:
            return former
    return ""


def _own(earlier: Corpus, now: Corpus) -> Iterator[Change]:
    """What became of the record that says what the corpus itself is."""
    one, other = own(earlier), own(now)
    shown = other or one
    before, after = _value(one), _value(other)
    if shown is None or before == after:
        return
    readable = [entry is not None and entry.readable for entry in (one, other)]
    fields = [key for key in {**after, **before} if before.get(key) != after.get(key)]
    moves = [Move("", None, None, _READABLE[readable[1]])] if readable[0] != readable[1] else []
    became: Became = "changed" if one and other else "added" if other else "deleted"
    yield Change(
        shown.id if all(readable) or shown.line else shown.stem,  # as in findings on it
        "corpus",
        shown.record.title if shown.record else "",
        shown.file,
        became,
        None,
        tuple(fields if all(readable) else ()),
        tuple(moves if became == "changed" else ()),
    )


def _sort(corpus: Corpus, id: str) -> str:
    sort = corpus.records[id].sort
    return corpus.entry_of[id].sort or "record" if sort == "unread" else sort


def _title(digest: Digest, corpus: Corpus) -> str:
    match digest.sort:
        case "claim":
            return corpus.statement(digest.id)
        case "entity":
            return digest.name
        case "source":
            return digest.title
    return ""


def _value(entry: Entry | None) -> dict[str, Any]:
    """A record as JSON; empty where there is none, or where it is gone since it was read."""
    try:
        text = entry.text() if entry else ""
    except OSError:
        return {}
    value, _ = read_json(text.encode("utf-8", "surrogatepass"))
    return value if isinstance(value, dict) else {}


def _differing(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """The keys whose values differ, in the order of the record."""
    for key in dict.fromkeys((*after, *before)):
        one, other = before.get(key), after.get(key)
        if one == other or key in ("$schema", "id"):
            continue
        if key in ("proposition", "verdict") and isinstance(one, dict) and isinstance(other, dict):
            for inner in dict.fromkeys((*other, *one)):
                if one.get(inner) != other.get(inner):
                    yield f"{key}.{inner}"
        else:
            yield key


def _moves(
    earlier: Corpus, was: str, before: dict[str, Any], now: Corpus, id: str, after: dict[str, Any]
) -> Iterator[Move]:
    """What is said in words of a record: dates and verdicts that moved, and what cannot be read."""
    readable = [corpus.records[one].sort != "unread" for corpus, one in ((earlier, was), (now, id))]
    if readable != [True, True]:
        if any(readable):
            yield Move("", None, None, _READABLE[readable[1]])
        return
    if "withdrawn" in before and "withdrawn" not in after:
        yield Move("withdrawn", None, None, "it is no longer withdrawn")
    yield from _verdict_moves(before.get("verdict", {}), after.get("verdict", {}))
    for at, one, other, what in _dates(now, id, before, after):
        if one != other:
            yield Move(at, one, other, f"{what} {moved(one, other)}")


def _verdict_moves(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Move]:
    for part in JUDGED:
        one, other = before.get(part), after.get(part)
        if one != other:
            what = "the verdict" if part == "label" else f"the {part}"
            words = f"{what} {other} instead of {one}"
            if one is None:
                words = f"{what} {other}"
            elif other is None:
                words = f"no longer {what} {one}"
            yield Move(f"verdict.{part}", one, other, words)


def _dates(
    now: Corpus, id: str, before: dict[str, Any], after: dict[str, Any]
) -> Iterator[tuple[str, str | None, str | None, str]]:
    """The dates of a record: key, earlier value, present value, and what it dates."""
    for key, what in STATED.items():
        yield key, before.get(key), after.get(key), what
    one, other = before.get("proposition", {}), after.get("proposition", {})
    for key in EDGES:
        yield f"proposition.{key}", one.get(key), other.get(key), _dated(now, id, key)


def _dated(corpus: Corpus, id: str, key: str) -> str:
    """What a date of a claim is the date of."""
    if corpus.records[id].sort != "claim":
        return EDGES[key]
    points = points_of(id, corpus.entry_of[id].record.proposition)
    if points is None or points.start[0] == "claim":
        return EDGES[key]
    if key == "at" and points.start != points.end:
        return "the day on which it held"
    return point_name(points.end if key == "end" else points.start, _names(corpus))


def _names(corpus: Corpus) -> Callable[[str], str]:
    return lambda id: corpus.entities[id].name if id in corpus.entities else id
