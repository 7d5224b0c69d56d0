"""The manual of everything that has a name: rules, kinds, records and their parts, words, dates."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from claims_check import dates
from claims_check.cli.vocabulary import (
    CERTAINTY,
    CONFIDENCE,
    DATES,
    FLAWS,
    FORMS,
    VERDICTS,
    WORDS_OF_DATES,
)
from claims_check.dates import window_text
from claims_check.rules import BY_NAME, RULES


class Field(NamedTuple):
    """A member of an object: what its value is, and what it means."""

    name: str
    required: bool
    value: str
    meaning: str


class Manual(NamedTuple):
    """What is said about one name; `sort` is what it is a name of.

    `summary` is one sentence, `text` the paragraphs after it, `fields` the members of an object,
    `rows` a table of two columns or more.
    """

    name: str
    sort: str
    summary: str
    text: str = ""
    fields: tuple[Field, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


WORDS = (
    ("verdict", VERDICTS),
    ("flaw", FLAWS),
    ("confidence", CONFIDENCE),
    ("certainty", CERTAINTY),
)


def manual(name: str) -> Manual | None:
    """The manual of a name; None where nothing bears it.

    Raises dates.DateError for what looks like a date and is none.
    """
    if name in BY_NAME:
        return _of_rule(name)
    for sort, meanings in WORDS:
        if name in meanings:
            return Manual(name, sort, meanings[name])
    if name in ("dates", "date"):
        return _of_dates()
    if re.match(r"[0-9\[]|\.\.$", name):
        return _of_date(name)
    return _shapes().get(name) or _of_words(name)


def names() -> list[str]:
    """All names that have a manual, dates aside."""
    words = [word for _, meanings in WORDS for word in meanings]
    return [*BY_NAME, *words, "dates", *_shapes()]


def _of_rule(name: str) -> Manual:
    from textwrap import dedent

    rule = BY_NAME[name]
    first, _, rest = rule.manual.partition("\n")
    *sorts, last = rule.sorts
    records = f"{', '.join(sorts)} and {last} records" if sorts else f"{last} records"
    looks_at = "every file" if "file" in rule.sorts else records
    rows = (("severity", rule.severity), ("looks at", looks_at))
    return Manual(name, "rule", first, dedent(rest).strip(), rows=rows)


def _of_dates() -> Manual:
    rows = tuple((text, meaning, _days(text)) for text, meaning in FORMS)
    return Manual("dates", "page", DATES[0], DATES[1], rows=rows)


def _of_date(text: str) -> Manual:
    date = dates.read(text, open_end=True, time=True)
    if date.open:
        return Manual(
            text, "date", "The end of a state that still held when the claim was checked."
        )
    rows = [("as written", _days(text))]
    if date.wide != date.literal:
        rows.append((f"with {date.qualifier} granted", window_text(date.wide)))
    return Manual(
        text, "date", f"A date with the precision of a {date.precision}.", rows=tuple(rows)
    )


def _of_words(text: str) -> Manual | None:
    """What to write for a date in words, such as `early 2024`; None where it is none."""
    from claims_check.dates.refusals import NO_FORM

    try:
        dates.read(text)
    except dates.DateError as error:
        if NO_FORM in error.message:
            return None
        rows = ((error.instead, _days(error.instead)),) if error.instead else ()
        return Manual(text, "date in words", str(error), WORDS_OF_DATES, rows=rows)
    return None


def _days(text: str) -> str:
    return " or ".join(window_text(run) for run in dates.read(text, time=True).runs)


def _shapes() -> dict[str, Manual]:
    """The manuals of record sorts, of kinds of propositions and of the other parts of records."""
    from claims_check.records.compiling import RECORDS
    from claims_check.records.publish import schema_of

    found: dict[str, Manual] = {}
    parts: dict[str, Manual] = {}
    for sort in RECORDS:
        schema = schema_of(sort)
        found[sort] = _of_object(sort, "record", schema)
        for name, definition in schema.get("$defs", {}).items():
            kind = definition.get("properties", {}).get("kind", {}).get("const")
            if kind is not None:
                found[kind] = _of_object(kind, "kind", definition)
            elif "properties" in definition:
                parts[name.lower()] = _of_object(name.lower(), "part", definition)
    return {**parts, **found}


def _of_object(name: str, sort: str, schema: dict[str, Any]) -> Manual:
    first, _, rest = str(schema.get("description", "")).partition("\n")
    properties: dict[str, Any] = schema["properties"]
    required = schema.get("required", ())
    fields = tuple(
        Field(key, key in required, _value(of), " ".join(str(of.get("description", "")).split()))
        for key, of in properties.items()
    )
    if sort == "kind":
        if "end" in properties:
            family = "A state: it lasts from `start` to `end`."
        elif "at" in properties:
            family = "An event: it happens on one day, `at`."
        else:
            family = "A relation: it has no date of its own."
        rest = f"{rest.strip()}\n{family}"
    return Manual(name, sort, first, rest.strip(), fields)


def _value(schema: dict[str, Any]) -> str:
    """What a value has to be, in a word or two; the list where it is one of few words."""
    if "const" in schema:
        return str(schema["const"]).lower()
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2].lower()
    if schema.get("type") == "array":
        return f"list of {_value(schema['items'])}"
    kind = str(schema.get("type", "proposition"))
    words = {"string": "text", "integer": "whole number", "boolean": "true | false"}
    return words.get(kind, kind)


def built_in_example(kind: str) -> str | None:
    """A proposition of a kind, as JSON, out of the rules' own examples; None where none has it."""
    import json

    for rule in RULES:
        for part in rule.manual.split("Passes:")[1:]:
            text = " ".join(part.split())  # an example may go over several lines
            for match in re.finditer(r"\bclaim \S+ (?=\{)", text):
                value, _ = json.JSONDecoder().raw_decode(text, match.end())
                if value.get("kind") == kind:
                    return json.dumps(value, indent=2, ensure_ascii=False)
    return None
