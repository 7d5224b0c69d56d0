"""`csv`: one file a table, and the Data Package (version 2) that says what stands in them.

An empty cell is null; lists stand as JSON in their cell; true and false are written out.
"""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from claims_check.export.tables import TABLES

if TYPE_CHECKING:
    from claims_check.export.cells import Cell
    from claims_check.export.columns import Column, Table
    from claims_check.export.envelope import Envelope

PACKAGE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELD_TYPES = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "texts": "array",
    "numbers": "array",
}
LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Addresses of the licences that data come under most often."""


def files(envelope: Envelope) -> dict[str, bytes]:
    """All tables, and their description."""
    found = tables(envelope)
    package = json.dumps(_package(envelope, found), indent=2, ensure_ascii=False) + "\n"
    return {**found, PACKAGE: package.encode()}


def tables(envelope: Envelope) -> dict[str, bytes]:
    """The tables alone."""
    return {file_name(table): _table(envelope, table) for table in TABLES}


def file_name(table: Table) -> str:
    """The file of a table."""
    return f"{table.name}.csv"


def _table(envelope: Envelope, table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in envelope[table.name]:
        writer.writerow([cell_text(value) for value in row.values()])
    return text.getvalue().encode()


def cell_text(value: Cell) -> str:
    """A cell as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _package(envelope: Envelope, found: dict[str, bytes]) -> dict[str, Any]:
    corpus = envelope["corpus"]
    licence = corpus["licence"]
    package: dict[str, Any] = {"$schema": PROFILE, "name": corpus["id"] or "claims"}
    for member in ("title", "description", "version"):
        if corpus[member] is not None:
            package[member] = corpus[member]
    if corpus["address"] is not None:
        package["homepage"] = corpus["address"]
    if licence is not None:
        path = {"path": LICENCES[licence]} if licence in LICENCES else {}
        package["licenses"] = [{"name": licence, **path}]
    if corpus["publisher"] is not None:
        package["contributors"] = [{"title": corpus["publisher"], "roles": ["publisher"]}]
    package["commit"] = envelope["commit"]
    package["as_of"] = envelope["as_of"]
    package["clean"] = envelope["clean"]
    package["resources"] = [_resource(table, found[file_name(table)]) for table in TABLES]
    return package


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    foreign = [
        {"fields": [column.name], "reference": {"resource": column.to, "fields": ["id"]}}
        for column in table.columns
        if column.to
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name,
        "path": file_name(table),
        "description": table.meaning,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.needed else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    field: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES[column.type],
        "description": column.meaning,
    }
    return {**field, "constraints": constraints} if constraints else field
