"""`jsonl`: one file a table, one row a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from claims_check.export.tables import TABLES

if TYPE_CHECKING:
    from claims_check.export.columns import Table
    from claims_check.export.envelope import Envelope


def files(envelope: Envelope) -> dict[str, bytes]:
    """All tables."""
    return {f"{table.name}.jsonl": lines(envelope, table) for table in TABLES}


def lines(envelope: Envelope, table: Table) -> bytes:
    """The rows of one table."""
    rows = envelope[table.name]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
