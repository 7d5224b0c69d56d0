"""`json`: the envelope as it is, one object with all tables."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_check.export.envelope import Envelope

NAME = "export.json"
"""Not `corpus.json`, which would make the folder a corpus."""

AT_ONCE = 100_000
"""Pieces of JSON, a few letters each, that are put together at once: all would need gigabytes."""


def files(envelope: Envelope) -> dict[str, bytes]:
    """One file, indented by one blank so that versions can be compared line by line."""
    pieces = json.JSONEncoder(indent=1, ensure_ascii=False).iterencode(envelope)
    parts = iter(lambda: "".join(islice(pieces, AT_ONCE)).encode(), b"")
    return {NAME: b"".join((*parts, b"\n"))}
