"""The manifest of an export: which files it has, and the hash of each."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from claims_check.export.envelope import head_of

if TYPE_CHECKING:
    from claims_check.export.envelope import Envelope

MANIFEST = "manifest.json"


def manifest_text(envelope: Envelope, files: dict[str, bytes]) -> str:
    """The head of the envelope, and name, size and hash of each file by name."""
    rows = [
        {"path": name, "bytes": len(data), "sha256": sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    ]
    value = {**head_of(envelope), "files": rows}
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
