"""`typescript`: types of the JSON export, for tsc and editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check.export.envelope import CORPUS_MEMBERS
from claims_check.export.tables import SCHEMA_VERSION, TABLES
from claims_check.findings import SEVERITIES

if TYPE_CHECKING:
    from claims_check.export.columns import Column, Table, Type
    from claims_check.export.envelope import Envelope

NAME = "export.d.ts"
TYPES: dict[Type, str] = {
    "text": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "date": "string",
    "texts": "string[]",
    "numbers": "number[]",
}


def files(envelope: Envelope) -> dict[str, bytes]:
    """The types, the same for every corpus."""
    return {NAME: types_text().encode()}


def types_text() -> str:
    """One interface a table, and one for the envelope."""
    head = [
        f"/* Types of export.json and of the lines of *.jsonl, schema version {SCHEMA_VERSION}. */",
        "",
        "/** Which corpus this is. */",
        "export interface Corpus {",
        *(f"  {name}: string | null;" for name in CORPUS_MEMBERS),
        "}",
        "",
        "/** How many findings the check of the corpus has. */",
        "export interface Summary {",
        *(f"  {name}: number;" for name in (*SEVERITIES, "suppressed")),
        "}",
    ]
    whole = [
        "",
        "/** A whole export. */",
        "export interface Export {",
        "  schema_version: string;",
        "  made_by: string;",
        "  corpus: Corpus;",
        "  commit: string | null;",
        "  modified: boolean | null;",
        "  as_of: string;",
        "  clean: boolean;",
        "  summary: Summary;",
        "  unreadable: string[];",
        "  site_url: string | null;",
        *(f"  {table.name}: {table.row}[];" for table in TABLES),
        "}",
    ]
    tables = [line for table in TABLES for line in _interface(table)]
    return "\n".join([*head, *tables, *whole]) + "\n"


def _interface(table: Table) -> list[str]:
    lines = ["", f"/** {table.meaning} */", f"export interface {table.row} {{"]
    for column in table.columns:
        lines += [f"  /** {column.meaning} */", f"  {column.name}: {_type(column)};"]
    return [*lines, "}"]


def _type(column: Column) -> str:
    shape = " | ".join(f'"{choice}"' for choice in column.choices) or TYPES[column.type]
    return shape if column.needed else f"{shape} | null"
