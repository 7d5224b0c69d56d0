"""The Croissant description through mlcroissant: what it loads equals the corpus."""

import math
import os
import sys

import mlcroissant
from truth import CLAIMS, same, same_claims

os.chdir(sys.argv[1])
dataset = mlcroissant.Dataset("croissant.json")


def plain(value: object) -> object:
    """A value of a record as JSON would have it."""
    if isinstance(value, bytes):
        return value.decode()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    day = getattr(value, "date", None)
    if day is None:
        return value
    return None if str(value) == "NaT" else day().isoformat()


def rows(table: str) -> list[dict[str, object]]:
    """All records of a table."""
    return [
        {key.partition("/")[2]: plain(value) for key, value in record.items()}
        for record in dataset.records(table)
    ]


same_claims(rows("claims"), "mlcroissant")
for records in dataset.metadata.record_sets:
    same(len(list(dataset.records(records.id))) > 0, True, f"mlcroissant: {records.id} loads")
number = sum(len(claim["evidence"]) for claim in CLAIMS.values())
same(len(rows("evidence")), number, f"mlcroissant: {number} items of evidence")
