"""The schemas that exports keep, JSON Schema 2020-12: of the envelope, its rows, the manifest.

Apart from the schemas of records: those are for whoever writes a corpus, these for whoever loads
one.  Objects are open, so that a schema outlives minor versions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claims_check.export.columns import SCALARS
from claims_check.export.envelope import CORPUS_MEMBERS
from claims_check.export.tables import SCHEMA_VERSION, TABLES
from claims_check.findings import SEVERITIES

if TYPE_CHECKING:
    from claims_check.export.columns import Column, Table, Type

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES: dict[Type, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}
_COUNT = {"type": "integer", "minimum": 0}
_TEXT_OR_NULL = {"type": ["string", "null"]}


def _object(description: str, members: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "required": list(members),
        "properties": members,
    }


def _cell(column: Column) -> dict[str, Any]:
    if column.type in SCALARS:
        shape: dict[str, Any] = {"type": "array", "items": TYPES[SCALARS[column.type]]}
    else:
        shape = dict(TYPES[column.type])
    if column.choices:
        shape["enum"] = [*column.choices, *([] if column.needed else [None])]
    if not column.needed:
        shape["type"] = [shape["type"], "null"]
    return {**shape, "description": column.meaning}


def _row(table: Table) -> dict[str, Any]:
    return _object(table.meaning, {column.name: _cell(column) for column in table.columns})


def _head() -> dict[str, dict[str, Any]]:
    return {
        "schema_version": {
            "type": "string",
            "pattern": f"^{SCHEMA_VERSION.partition('.')[0]}\\.[0-9]+$",
            "description": "Minor versions add tables, columns and values, major versions change.",
        },
        "made_by": {"type": "string", "description": "Program and version that wrote it."},
        "corpus": _object("Which corpus this is.", dict.fromkeys(CORPUS_MEMBERS, _TEXT_OR_NULL)),
        "commit": {**_TEXT_OR_NULL, "description": "Commit that the corpus was at, if in git."},
        "modified": {
            "type": ["boolean", "null"],
            "description": "True where the corpus differed from that commit.",
        },
        "as_of": {
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$|^\\.\\.$",
            "description": "Day that staleness and expiry were judged by; .. without claims.",
        },
        "clean": {"type": "boolean", "description": "False where the check found errors."},
        "summary": _object(
            "The findings of the check, counted.",
            dict.fromkeys((*SEVERITIES, "suppressed"), _COUNT),
        ),
        "unreadable": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Files whose records could not be read and are in no table.",
        },
        "site_url": {
            **_TEXT_OR_NULL,
            "description": "Followed by a record's `file`, the address of the record.",
        },
    }


def export_schema() -> dict[str, Any]:
    """The schema of `export.json`; a line of a table's JSON Lines keeps one of its `$defs`."""
    tables = {
        table.name: {"type": "array", "items": {"$ref": f"#/$defs/{table.row}"}} for table in TABLES
    }
    whole = _object("A corpus, whole, for other programs.", {**_head(), **tables})
    head = {"$schema": DIALECT, "$id": "export.schema.json", "title": "claims-check export"}
    return {**head, **whole, "$defs": {table.row: _row(table) for table in TABLES}}


def manifest_schema() -> dict[str, Any]:
    """The schema of `manifest.json`."""
    file = _object(
        "One file of the export.",
        {
            "path": {"type": "string", "description": "Its name in the folder."},
            "bytes": {**_COUNT, "description": "Its size."},
            "sha256": {
                "type": "string",
                "pattern": "^[0-9a-f]{64}$",
                "description": "SHA-256 of its bytes.",
            },
        },
    )
    files = {"files": {"type": "array", "items": file}}
    whole = _object("Which files an export has.", {**_head(), **files})
    name = "export-manifest.schema.json"
    return {"$schema": DIALECT, "$id": name, "title": "claims-check export manifest", **whole}


def export_schema_files() -> dict[str, str]:
    """File name to text of the published schemas of exports."""
    return {
        schema["$id"]: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for schema in (export_schema(), manifest_schema())
    }
