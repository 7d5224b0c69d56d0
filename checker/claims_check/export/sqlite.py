"""`sqlite`: one data base with keys, views for the commonest questions, and full-text search.

Booleans are 1 and 0, days text, lists JSON text for `json_each`.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from claims_check.export import UnavailableFormatError
from claims_check.export.envelope import CORPUS_MEMBERS
from claims_check.export.tables import ENTITIES, SOURCES, TABLES

if TYPE_CHECKING:
    from claims_check.export.cells import Cell
    from claims_check.export.columns import Column, Table
    from claims_check.export.envelope import Envelope

NAME = "corpus.db"
AFFINITIES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
"""Types of columns that are not TEXT."""

VIEWS = """
CREATE VIEW "live_claims" AS SELECT * FROM "claims" WHERE NOT "withdrawn";
CREATE VIEW "verdict_counts" AS
  SELECT "verdict", count(*) AS "claims" FROM "live_claims" GROUP BY "verdict";
CREATE VIEW "claim_evidence" AS
  SELECT "claims"."id" AS "claim", "claims"."statement", "claims"."verdict",
    "evidence"."stance", "evidence"."says", "sources"."title", "sources"."publisher",
    "sources"."published_written", "sources"."address"
  FROM "claims"
  JOIN "evidence" ON "evidence"."claim" = "claims"."id"
  JOIN "sources" ON "sources"."id" = "evidence"."source";
CREATE VIEW "fact_claims" AS
  SELECT "facts"."id" AS "fact", "claims"."id" AS "claim", "claims"."statement"
  FROM "facts", json_each("facts"."said_by") AS "said"
  JOIN "claims" ON "claims"."id" = "said"."value";
"""
SEARCH = """
CREATE VIRTUAL TABLE "claims_search" USING fts5("statement", "why", content="claims");
INSERT INTO "claims_search" ("claims_search") VALUES ('rebuild');
"""


def files(envelope: Envelope) -> dict[str, bytes]:
    """One data base.

    Raises UnavailableFormatError where SQLite has no full-text search.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("BEGIN")
        for statement in _head(envelope):
            connection.execute(*statement)
        for table in _referenced_first():
            connection.execute(_definition(table))
            marks = ", ".join("?" * len(table.columns))
            rows = ([_value(cell) for cell in row.values()] for row in envelope[table.name])
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
        for table in TABLES:
            for column in table.columns:
                if column.to and column.name != table.key[0]:
                    name = f"{table.name}_{column.name}"
                    connection.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")')
        connection.commit()
        connection.executescript(VIEWS + SEARCH)
        return {NAME: connection.serialize()}
    except sqlite3.OperationalError as error:
        if "fts5" not in str(error):
            raise
        raise UnavailableFormatError(
            "sqlite needs full-text search, and the SQLite of this Python has no fts5; "
            "use a Python whose SQLite has it, or leave this format out"
        ) from error
    finally:
        connection.close()


def _head(envelope: Envelope) -> list[tuple[str, list[str | int | float | None]]]:
    """A table of one row that says which corpus this is."""
    corpus = {name: envelope["corpus"][name] for name in CORPUS_MEMBERS}
    row = {
        **corpus,
        **{name: envelope[name] for name in ("schema_version", "made_by", "commit", "modified")},
        **{name: envelope[name] for name in ("as_of", "clean", "site_url")},
    }
    columns = ", ".join(
        f'"{name}" {"INTEGER" if name in ("modified", "clean") else "TEXT"}' for name in row
    )
    values: list[str | int | float | None] = [_value(value) for value in row.values()]
    marks = ", ".join("?" * len(values))
    return [
        (f'CREATE TABLE "corpus" ({columns})', []),
        (f'INSERT INTO "corpus" VALUES ({marks})', values),
    ]


def _referenced_first() -> list[Table]:
    first = [ENTITIES, SOURCES]
    return first + [table for table in TABLES if table not in first]


def _definition(table: Table) -> str:
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(_quoted(name) for name in table.key)})")
    lines += [
        f'FOREIGN KEY ("{column.name}") REFERENCES "{column.to}" ("id")'
        for column in table.columns
        if column.to
    ]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _column(column: Column) -> str:
    parts = [_quoted(column.name), AFFINITIES.get(column.type, "TEXT")]
    if column.needed:
        parts.append("NOT NULL")
    if column.choices:
        choices = ", ".join(f"'{choice}'" for choice in column.choices)
        parts.append(f"CHECK ({_quoted(column.name)} IN ({choices}))")
    return " ".join(parts)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _value(cell: Cell) -> str | int | float | None:
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    return int(cell) if isinstance(cell, bool) else cell
