"""Exports for other programs: one module a downstream format, and what they share.

`columns` is what tables are made of, `tables` the tables themselves: the contract.  `rows`, `facts`
and `cells` fill them from a checked corpus, `envelope` puts a head before them; every format is
made from the envelope alone, so all say the same.  `schema` makes the published schemas, `manifest`
the list of files, `directory` writes them, `publication` is all of it, `delta` compares two
envelopes.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_check.export.envelope import Envelope

MODULES = {
    "json": "json_envelope",
    "jsonl": "json_lines",
    "csv": "csv_tables",
    "sqlite": "sqlite",
    "parquet": "parquet",
    "claimreview": "claimreview",
    "croissant": "croissant",
    "csl-json": "csl_json",
    "typescript": "typescript",
}
FORMATS = tuple(MODULES)
ALL = "all"


class UnavailableFormatError(Exception):
    """A format needs what is not installed here; the message says what to install."""


def files_of(envelope: Envelope, formats: Sequence[str]) -> dict[str, bytes]:
    """File name to contents of some of the FORMATS, in the order of FORMATS, and the manifest.

    Raises UnavailableFormatError.
    """
    from claims_check.export.manifest import MANIFEST, manifest_text

    found: dict[str, bytes] = {}
    for form in FORMATS:
        if form in formats:
            found.update(import_module(f"{__name__}.{MODULES[form]}").files(envelope))
    return {**found, MANIFEST: manifest_text(envelope, found).encode()}
