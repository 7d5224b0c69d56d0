"""`croissant`: the CSV tables described for machine-learning tools, in MLCommons Croissant 1.1."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from claims_check.export.claimreview import date_text
from claims_check.export.csv_tables import LICENCES, file_name, tables
from claims_check.export.tables import TABLES

if TYPE_CHECKING:
    from claims_check.export.columns import Column, Table, Type
    from claims_check.export.envelope import Envelope

NAME = "croissant.json"
TYPES: dict[Type, str] = {
    "text": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "texts": "sc:Text",
    "numbers": "sc:Text",
}
"""Lists stand as JSON in the cells of CSV."""
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification prescribes, so that it can be read without network."""


def files(envelope: Envelope) -> dict[str, bytes]:
    """The description, and the tables that it describes."""
    found = tables(envelope)
    text = json.dumps(_dataset(envelope, found), indent=2, ensure_ascii=False) + "\n"
    return {**found, NAME: text.encode()}


def _dataset(envelope: Envelope, found: dict[str, bytes]) -> dict[str, Any]:
    corpus = envelope["corpus"]
    known = {
        "description": corpus["description"],
        "license": LICENCES.get(corpus["licence"], corpus["licence"]),
        "url": corpus["address"],
        "datePublished": date_text(envelope["as_of"]),
        "version": corpus["version"],
        "citeAs": _citation(corpus),
        "publisher": {"@type": "Organization", "name": corpus["publisher"]}
        if corpus["publisher"]
        else None,
        "creator": {"@type": "Organization", "name": corpus["publisher"]}
        if corpus["publisher"]
        else None,
    }
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": corpus["title"] or corpus["id"] or "claims",
        **{name: value for name, value in known.items() if value is not None},
        "distribution": [_file(table, found[file_name(table)]) for table in TABLES],
        "recordSet": [_records(table) for table in TABLES if envelope[table.name]],
    }


def _citation(corpus: dict[str, Any]) -> str | None:
    parts = [corpus[name] for name in ("publisher", "title", "version")]
    return f"{parts[0]}: {parts[1]}, version {parts[2]}" if all(parts) else None


def _file(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file_name(table),
        "name": file_name(table),
        "description": table.meaning,
        "contentUrl": file_name(table),
        "contentSize": f"{len(data)} B",
        "encodingFormat": "text/csv",
        "sha256": sha256(data).hexdigest(),
    }


def _records(table: Table) -> dict[str, Any]:
    keys = [{"@id": f"{table.name}/{name}"} for name in table.key]
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.meaning,
        "key": keys[0] if len(keys) == 1 else keys,
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.meaning,
        "dataType": TYPES[column.type],
        "source": {
            "fileObject": {"@id": file_name(table)},
            "extract": {"column": column.name},
        },
    }
