"""`csl-json`: the sources as CSL-JSON, which Zotero, pandoc and writers' tools load."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claims_check import dates

if TYPE_CHECKING:
    from claims_check.export.cells import Row
    from claims_check.export.envelope import Envelope

NAME = "sources.csl.json"
TYPES = {
    "article": "article-newspaper",
    "announcement": "post-weblog",
    "paper": "article",
    "model-card": "webpage",
    "repository": "software",
    "licence-text": "document",
    "documentation": "webpage",
    "filing": "report",
    "memo": "document",
    "post": "post",
    "interview": "interview",
    "broadcast": "broadcast",
    "dataset": "dataset",
    "reference-work": "entry-encyclopedia",
}
"""Kinds of sources as types of CSL 1.0.2; others are documents."""


def files(envelope: Envelope) -> dict[str, bytes]:
    """All sources that are not withdrawn."""
    items = [_item(row) for row in envelope["sources"] if not row["withdrawn"]]
    return {NAME: (json.dumps(items, indent=1, ensure_ascii=False) + "\n").encode()}


def _item(source: Row) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": source["id"],
        "type": TYPES.get(source["kind"], "document"),
        "title": source["title"],
        "publisher": source["publisher"],
        "URL": source["address"],
        "language": source["language"],
    }
    if item["type"] in ("article-newspaper", "post-weblog", "webpage", "entry-encyclopedia"):
        item["container-title"] = source["publisher"]
    if source["by_label"]:
        item["author"] = [{"literal": source["by_label"]}]
    for name, column in (("issued", "published"), ("accessed", "retrieved")):
        date = csl_date(source[f"{column}_written"])
        if date is not None:
            item[name] = date
    if source["archive_address"]:
        item["archive_location"] = source["archive_address"]
    return item


def csl_date(text: str | None) -> dict[str, Any] | None:
    """A date as CSL has it: parts as far as they are known, a span where it is none of these.

    `circa` marks a date with a qualifier.  None where a side of it has no bound.
    """
    date = dates.read_or_none(text, time=True)
    if date is None:
        return None
    earliest, latest = date.literal
    if earliest <= dates.MIN_DAY or latest >= dates.MAX_DAY:
        return None
    first = [int(part) for part in dates.day_text(earliest).split("-")]
    last = [int(part) for part in dates.day_text(latest).split("-")]
    exact = {"day": 3, "month": 2, "year": 1}.get(date.precision)
    made: dict[str, Any] = {"date-parts": [first[:exact]] if exact else [first, last]}
    if date.qualifier:
        made["circa"] = True
    return made
