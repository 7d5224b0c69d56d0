"""`json`: the envelope as it is, one object with all tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_check.export.envelope import Envelope

NAME = "export.json"
"""Not `corpus.json`, which would make the folder a corpus."""


def files(envelope: Envelope) -> dict[str, bytes]:
    """One file, indented by one blank so that versions can be compared line by line."""
    return {NAME: (json.dumps(envelope, indent=1, ensure_ascii=False) + "\n").encode()}
