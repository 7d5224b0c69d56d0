"""The schema that a JSON report keeps, JSON Schema 2020-12, for whoever reads reports."""

from __future__ import annotations

import json
from typing import Any

from claims_check.findings import CERTAINTIES, SEVERITIES
from claims_check.records.references import ID_PATTERN

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = "report.schema.json"

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_PLACE = {"type": "integer", "minimum": 1}


Members = dict[str, tuple[dict[str, Any], str]]
"""Shape and meaning of each member of an object."""


def _object(description: str, members: Members, at_times: Members | None = None) -> dict[str, Any]:
    """An object that has all of the members, and some at times.

    Others may come with a later minor version.
    """
    return {
        "type": "object",
        "description": description,
        "required": list(members),
        "properties": {
            name: {"description": meaning, **shape}
            for name, (shape, meaning) in {**members, **(at_times or {})}.items()
        },
    }


def _array(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


_CORPUS = _object(
    "What was checked.",
    {
        "claims": (_COUNT, "Claims that could be read."),
        "entities": (_COUNT, "Entities that could be read."),
        "sources": (_COUNT, "Sources that could be read."),
    },
)
_RULE = {"type": "string", "pattern": ID_PATTERN}
_FILE = "Path from the folder with the configuration or .git, else from the corpus's parent."
_COLUMN = "1-based, counted in code points."

_RELATED = _object(
    "Another place that a reader needs in order to follow the finding.",
    {
        "file": (_TEXT, _FILE),
        "line": (_PLACE, "1-based."),
        "column": (_PLACE, _COLUMN),
        "record": (_TEXT, "Id of the record."),
        "message": (_TEXT, "What stands there."),
    },
)
_EDIT = _object(
    "A new value for one place of one record.",
    {
        "file": (_TEXT, _FILE),
        "pointer": (_TEXT, "JSON Pointer (RFC 6901) of the place."),
        "value": (_TEXT, "The new value, as JSON text."),
        "record_line": (
            {"anyOf": [_PLACE, {"type": "null"}]},
            "Line of the record in a file of JSON Lines; null where the file is one record.",
        ),
    },
)
_FIX = _object(
    "Edits that mend the finding.",
    {
        "summary": (_TEXT, "What they do."),
        "safe": ({"type": "boolean"}, "False where a person has to agree to the meaning."),
        "edits": (_array({"$ref": "#/$defs/edit"}), "The edits, all of them together."),
    },
)
_FINDING = _object(
    "A problem with its rule, severity, file and place.",
    {
        "rule": (_RULE, "Name of the rule; `claims-check explain` has its manual."),
        "severity": ({"enum": list(SEVERITIES)}, "How bad it is."),
        "certainty": (
            {"enum": list(CERTAINTIES)},
            "definite: no reading of the dates lets the records all hold; possible: they all hold "
            "only if a ~, a ? or a day of slack is granted.",
        ),
        "message": (_TEXT, "What is wrong, why, and what to write instead."),
        "file": (_TEXT, _FILE),
        "line": (_PLACE, "1-based."),
        "column": (_PLACE, _COLUMN),
        "end_line": (_PLACE, "Line of the end."),
        "end_column": (_PLACE, "One past the last character."),
        "pointer": (_TEXT, "JSON Pointer (RFC 6901) of the value; empty for the whole record."),
        "record": (_TEXT, "Id of the record."),
        "conflict": (
            _array(_TEXT, minItems=1, uniqueItems=True),
            "The smallest set of records that cannot all hold, sorted; of one record, that record.",
        ),
        "suspect": (
            {"type": ["string", "null"]},
            "Id of the record most likely at fault, where one is.",
        ),
        "related": (_array({"$ref": "#/$defs/related"}), "Other places, in order."),
        "fix": (
            {"oneOf": [{"$ref": "#/$defs/fix"}, {"type": "null"}]},
            "A fix, where one is known.",
        ),
        "fingerprint": (
            {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "Stays when lines move and words change: made from rule and conflict, and the pointer "
            "where the conflict is one record.",
        ),
    },
)
_SUMMARY = _object(
    "How many findings there are.",
    {
        **{severity: (_COUNT, f"Findings of severity {severity}.") for severity in SEVERITIES},
        "suppressed": (_COUNT, "Findings set aside by records; they are not in the list."),
    },
    {
        "older": (
            _COUNT,
            "Findings that the earlier state or the baseline has too, where one was given; they "
            "are not in the list.",
        ),
    },
)
_RULE_COUNT = _object(
    "What one rule did.",
    {
        "rule": (_RULE, "Name of the rule."),
        "examined": (_COUNT, "Records that had all it needs, so that it could have objected."),
        "findings": (_COUNT, "Findings of the rule in the list."),
    },
)


def report_schema() -> dict[str, Any]:
    """The schema of the JSON report.

    Rule names are a pattern, so that a reader need not change when a rule is added; objects are
    open, so that a schema outlives minor versions of the report.
    """
    whole = _object(
        "All findings of one run of claims-check.",
        {
            "schema_version": (
                {"type": "string", "pattern": "^1\\.[0-9]+$"},
                "Minor versions add members, major versions change them.",
            ),
            "as_of": (
                {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$|^\\.\\.$"},
                "The day that staleness and expiry were judged by; .. where a corpus gives none.",
            ),
            "corpus": ({"$ref": "#/$defs/corpus"}, "How much was checked."),
            "findings": (_array({"$ref": "#/$defs/finding"}), "In the order of files and lines."),
            "summary": ({"$ref": "#/$defs/summary"}, "The findings, counted."),
            "rules": (_array({"$ref": "#/$defs/rule"}), "The rules that ran, by name."),
        },
    )
    definitions = {
        "corpus": _CORPUS,
        "finding": _FINDING,
        "related": _RELATED,
        "fix": _FIX,
        "edit": _EDIT,
        "summary": _SUMMARY,
        "rule": _RULE_COUNT,
    }
    head = {"$schema": DIALECT, "$id": NAME, "title": "claims-check report"}
    return {**head, **whole, "$defs": definitions}


def report_schema_text() -> str:
    """The text of `schemas/report.schema.json`."""
    return json.dumps(report_schema(), indent=2, ensure_ascii=False) + "\n"
