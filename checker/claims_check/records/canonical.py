"""The one way to write a record: keys in the order of its shape, two blanks a level.

Only the form changes, never what is said: members that the shape does not know keep their order
and come last, arrays keep theirs, and reading the canonical text gives the value it was made from.
"""

from __future__ import annotations

import json
from typing import Any

from claims_check.findings import Pointer
from claims_check.records.shapes import Sort, members


def canonical_text(sort: Sort, value: dict[str, Any]) -> str:
    """The text of a record in a file of its own.

    Non-ASCII characters stand as they are; of a value from `read_json` every text has an encoding.
    """
    return json.dumps(in_order(sort, value), indent=2, ensure_ascii=False) + "\n"


def canonical_line(sort: Sort, value: dict[str, Any]) -> str:
    """The text of a record in JSON Lines: one line, without blanks between its parts."""
    return json.dumps(in_order(sort, value), ensure_ascii=False, separators=(",", ":")) + "\n"


def in_order(sort: Sort, value: dict[str, Any]) -> dict[str, Any]:
    """The same record with the keys of all its objects in the order of the shape."""
    ordered: dict[str, Any] = _ordered(sort, (), value, value)
    return ordered


def _ordered(sort: Sort, at: Pointer, value: Any, record: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_ordered(sort, (*at, n), item, record) for n, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    known = [key for key in members(sort, at, record) if key in value]
    keys = dict.fromkeys([*known, *value])
    return {key: _ordered(sort, (*at, key), value[key], record) for key in keys}
