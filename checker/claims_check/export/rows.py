"""From a checked corpus to the rows of the tables, each table in the order of its key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from claims_check.export.cells import Row, content_hash, dated, inferred, number
from claims_check.export.columns import Table
from claims_check.export.facts import fact_rows
from claims_check.export.tables import FINDINGS, PROPOSITIONS, TABLES
from claims_check.timeline.points import points_of

if TYPE_CHECKING:
    from claims_check.check import Checked
    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.entry import Entry
    from claims_check.records.claim import Claim
    from claims_check.records.entity import Entity
    from claims_check.records.source import Source
    from claims_check.rules.rule import View
    from claims_check.timeline.points import Key
    from claims_check.timeline.timeline import Timeline


def rows_of(corpus: Corpus, checked: Checked) -> dict[str, list[Row]]:
    """Table name to rows, every row with all columns of its table in their order.

    Records that could not be read have no rows.
    """
    made = _Rows(corpus, checked.view)
    tables: dict[str, list[Row]] = {
        "claims": [made.claim(entry) for entry in made.of("claim")],
        "propositions": [made.proposition(entry.record) for entry in made.of("claim")],
        "appearances": [row for e in made.of("claim") for row in made.appearances(e.record)],
        "evidence": [row for e in made.of("claim") for row in made.evidence(e.record)],
        "facts": fact_rows(checked.view),
        "sources": [made.source(entry) for entry in made.of("source")],
        "entities": [made.entity(entry) for entry in made.of("entity")],
        "passages": [row for e in made.of("source") for row in _passages(e.record)],
        "corrections": [row for e in made.of("claim") for row in _corrections(e.record)],
        "redirects": made.redirects(),
        "findings": _findings(checked),
    }
    return {table.name: _complete(table, tables[table.name]) for table in TABLES}


def _complete(table: Table, rows: list[Row]) -> list[Row]:
    """The rows with all columns of their table in order; raises ValueError for a stray one."""
    whole: Row = dict.fromkeys(column.name for column in table.columns)
    complete = [{**whole, **row} for row in rows]
    for row in complete:
        if len(row) > len(whole):
            raise ValueError(f"{table.name} has no columns {sorted(row.keys() - whole.keys())}")
    return complete


class _Rows:
    """The rows of records, in the order of their ids."""

    def __init__(self, corpus: Corpus, view: View) -> None:
        self.corpus = corpus
        self.view = view

    def of(self, sort: str) -> list[Entry]:
        """The entries of one sort that could be read; of several with one id the first."""
        found = {
            digest.id: self.corpus.entry_of[digest.id]
            for digest in self.corpus.records.values()
            if digest.sort == sort
        }
        return [found[id] for id in sorted(found)]

    def named(self, name: str, id: str | None) -> Row:
        label = self.view.name(id) if id in self.view.entities else None
        return {name: id, f"{name}_label": label}

    def title(self, id: str) -> str | None:
        source = self.view.sources.get(id)
        return source.title if source else None

    def record(self, entry: Entry) -> Row:
        gone = entry.record.withdrawn
        return {
            "withdrawn": gone is not None,
            **dated("withdrawn", gone.on if gone else None),
            "withdrawn_why": gone.why if gone else None,
            "replaced_by": gone.replaced_by if gone else None,
            "former_ids": list(entry.record.former_ids),
            "file": entry.file,
            "record_sha256": content_hash(entry),
        }

    def claim(self, entry: Entry) -> Row:
        claim: Claim = entry.record
        p, verdict = claim.proposition, claim.verdict
        timeline = self.view.timeline
        row: Row = {
            "id": claim.id,
            "statement": claim.statement,
            "topic": self.topic(entry),
            "kind": p.kind,
            **self.named("subject", getattr(p, "subject", None)),
            **self.named("object", getattr(p, "object", None)),
            "verdict": verdict.label,
            "flaw": verdict.flaw,
            "confidence": verdict.confidence,
            "why": verdict.why,
            "searched": verdict.searched,
            "instead": list(verdict.instead),
            "established": timeline.has(claim),
            **dated("checked", verdict.checked),
        }
        for name, key in _keys(claim, timeline).items():
            row.update(dated(name, getattr(p, name, None), verdict.checked))
            row.update(inferred(name, timeline, [claim.id], key))
        return {**row, **self.record(entry)}

    def topic(self, entry: Entry) -> str | None:
        if entry.line:
            return None
        below = entry.path[len(self.corpus.root) + 1 :]
        return below.rpartition("/")[0] or None

    def proposition(self, claim: Claim) -> Row:
        p: Any = claim.proposition
        row: Row = {"id": claim.id, "kind": p.kind, "objects": [], "against": [], "values": []}
        for column in PROPOSITIONS.columns:
            value = getattr(p, column.name, None)
            if value is None:
                continue
            if column.to == "entities":
                row.update(self.named(column.name, value))
            elif column.type == "texts":
                row[column.name] = list(value)
            elif column.type == "numbers":
                row[column.name] = [number(item) for item in value]
            else:
                row[column.name] = number(value) if column.type == "number" else value
        return {**row, "id": claim.id, **dated("target", getattr(p, "target", None))}

    def appearances(self, claim: Claim) -> Iterator[Row]:
        for position, item in enumerate(claim.appearances, 1):
            yield {
                "claim": claim.id,
                "position": position,
                "source": item.source,
                "source_label": self.title(item.source),
                "passage": item.passage,
                **self.named("by", item.by),
                **dated("said", item.on),
                "implied": item.implied,
            }

    def evidence(self, claim: Claim) -> Iterator[Row]:
        for position, item in enumerate(claim.evidence, 1):
            yield {
                "claim": claim.id,
                "position": position,
                "source": item.source,
                "source_label": self.title(item.source),
                "stance": item.stance,
                "basis": item.basis,
                "says": item.says,
                "place": item.where,
                "read": item.read,
            }

    def source(self, entry: Entry) -> Row:
        source: Source = entry.record
        return {
            "id": source.id,
            "kind": source.kind,
            "title": source.title,
            "publisher": source.publisher,
            **self.named("by", source.by),
            **dated("published", source.published),
            "address": source.address,
            **dated("retrieved", source.retrieved),
            "archive_address": source.archive.address if source.archive else None,
            **dated("archived", source.archive.on if source.archive else None),
            "derived_from": list(source.derived_from),
            "origins": list(self.view.origin(source.id)),
            "language": source.language,
            **self.record(entry),
        }

    def entity(self, entry: Entry) -> Row:
        entity: Entity = entry.record
        return {
            "id": entity.id,
            "kind": entity.kind,
            "name": entity.name,
            "aliases": list(entity.aliases),
            "wikidata": entity.wikidata,
            **self.record(entry),
        }

    def redirects(self) -> list[Row]:
        """Former ids, each once: an id that a record bears now is not redirected."""
        found: dict[str, Row] = {}
        for sort in ("claim", "entity", "source"):
            for entry in self.of(sort):
                for former in entry.record.former_ids:
                    if former not in self.view.records:
                        row = {"former_id": former, "id": entry.record.id, "sort": sort}
                        found.setdefault(former, row)
        return [found[former] for former in sorted(found)]


def _keys(claim: Claim, timeline: Timeline) -> dict[str, Key | None]:
    """The points of a claim by the names of their dates; None where it has none on the timeline."""
    keys: dict[str, Key | None] = {"at": None, "start": None, "end": None}
    points = points_of(claim.id, claim.proposition) if timeline.has(claim) else None
    if points is None:
        return keys
    if points.start == points.end:
        return {**keys, "at": points.start}
    held: Key | None = (
        ("claim", claim.id, "day") if getattr(claim.proposition, "at", None) else None
    )
    return {"at": held, "start": points.start, "end": points.end}


def _passages(source: Source) -> Iterator[Row]:
    for position, passage in enumerate(source.passages, 1):
        yield {
            "source": source.id,
            "position": position,
            "passage": passage.id,
            "section": passage.section,
            "first_words": passage.from_,
            "last_words": passage.to,
            "nth": passage.nth,
            "span_sha256": passage.sha256,
            "unchecked": passage.unchecked,
        }


def _corrections(claim: Claim) -> Iterator[Row]:
    for position, correction in enumerate(claim.corrections, 1):
        yield {
            "claim": claim.id,
            "position": position,
            **dated("corrected", correction.on),
            "what": correction.what,
        }


def _findings(checked: Checked) -> list[Row]:
    same = {column.name for column in FINDINGS.columns} - {"position", "line", "column"}
    return [
        {
            "position": position,
            **{name: getattr(finding, name) for name in same},
            "line": finding.span.line,
            "column": finding.span.column,
            "pointer": finding.pointer or None,
            "record": finding.record or None,
            "conflict": list(finding.conflict),
        }
        for position, finding in enumerate(checked.report.findings, 1)
    ]
