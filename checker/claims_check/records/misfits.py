"""What is wrong with the shape of a record, in words: one problem a mistake."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic_core import SchemaValidator, ValidationError

from claims_check import dates
from claims_check.findings import Pointer, Problem
from claims_check.records.forms import instead_of, missing_members
from claims_check.records.parts import bare, members_of
from claims_check.records.shapes import Sort, kinds, schema_of
from claims_check.records.validation import built

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

EXPECTED_FORMS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "an id is small letters and digits in words joined by single "
    "hyphens, such as llama-2-sizes",
    "^[^ ]$|^[^ ][^\\n]*[^ ]$": "it is one line of text without blanks at its ends",
    "^https?://[^ ]+$": "an address starts with https:// or http:// and has no blanks",
    "^[0-9a-f]{64}$": "a SHA-256 is 64 hexadecimal digits in small letters",
    "^Q[1-9][0-9]*$": "a Wikidata id is Q and a number, such as Q380",
    "^[a-z]{2,3}(-[A-Za-z0-9]+)*$": "a language is a BCP 47 tag such as en or zh-Hans",
    "^[0-9]+\\.[0-9]+\\.[0-9]+$": "a version is three numbers with dots, such as 1.0.0",
}

KINDS_OF_VALUE = {
    "string_type": "a text in quotes",
    "int_type": "a whole number without quotes",
    "float_type": "a number without quotes",
    "bool_type": "true or false without quotes",
    "tuple_type": "a list in square brackets",
    "model_type": "an object in braces",
    "dict_type": "an object in braces",
    "model_attributes_type": "an object in braces",
}


def shape_problems(
    sort: Sort, error: ValidationError, value: dict[str, Any]
) -> list[tuple[str, Problem]]:
    """Rule name and problem for each mistake in the shape of a record."""
    details = error.errors(include_url=False)
    other = _kind_of_its_fields(value, details) if sort == "claim" else None
    if other is not None:
        kind, problem = other
        details = [d for d in details if d["loc"][:2] != ("proposition", kind)]
        rest = _problems_of(sort, details, value)
        return sorted([("not-in-schema", problem), *rest], key=lambda each: str(each[1].at))
    return _problems_of(sort, details, value)


def _kind_of_its_fields(
    value: dict[str, Any], details: list[ErrorDetails]
) -> tuple[str, Problem] | None:
    """The given kind and the problem, where all fields are those of just one other kind."""
    proposition = value.get("proposition")
    wrong = [d["type"] for d in details if d["loc"][:1] == ("proposition",)]
    if not isinstance(proposition, dict) or not {"missing", "extra_forbidden"} <= set(wrong):
        return None
    given = proposition.get("kind")
    fitting = []
    for kind in kinds():
        try:
            _proposition_validator().validate_python({**proposition, "kind": kind})
            fitting.append(kind)
        except ValidationError:
            continue
    if len(fitting) != 1 or given not in kinds():
        return None
    keys = ", ".join(key for key in proposition if key != "kind")
    return str(given), Problem(
        f'a proposition of kind "{given}" has other fields; {keys} are those of "{fitting[0]}": '
        "write that kind, or the fields of this one",
        ("proposition", "kind"),
    )


@cache
def _proposition_validator() -> SchemaValidator:
    return built(members_of(schema_of("claim"))["proposition"])


def _problems_of(
    sort: Sort, details: list[ErrorDetails], value: dict[str, Any]
) -> list[tuple[str, Problem]]:
    missing = [d["loc"] for d in details if d["type"] == "missing"]
    found: list[tuple[str, Problem]] = []
    for detail in details:
        at = _pointer(sort, detail["loc"])
        if detail["type"] == "extra_forbidden":
            found.append(("unknown-key", _unknown_key(sort, detail, at, missing, value)))
        elif detail["type"] != "missing" and not _only_seems_short(detail):
            found.append(_shape_problem(sort, detail, at))
    for loc in dict.fromkeys(loc[:-1] for loc in missing):
        lacking = [str(each[-1]) for each in missing if each[:-1] == loc]
        node = _schema_at(sort, loc)
        found.append(missing_members(sort, node, lacking, _pointer(sort, loc)))
    return found


def _only_seems_short(detail: ErrorDetails) -> bool:
    """Whether a list is called too short because the items that are wrong do not count."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _pointer(sort: Sort, loc: tuple[int | str, ...]) -> Pointer:
    """pydantic's location without the tags that it puts in for the kind of a union."""
    if sort == "claim" and len(loc) > 1 and loc[0] == "proposition":
        return (loc[0], *loc[2:])
    return loc


def _unknown_key(
    sort: Sort,
    detail: ErrorDetails,
    at: Pointer,
    missing: list[tuple[int | str, ...]],
    value: dict[str, Any],
) -> Problem:
    from claims_check.records.spelling import key_fix
    from claims_check.suggestion import closest

    key, loc = str(at[-1]), detail["loc"][:-1]
    lacking = [str(each[-1]) for each in missing if each[:-1] == loc]
    known = list(members_of(_schema_at(sort, loc)))
    meant = closest(key, lacking) or closest(key, known)
    if meant in lacking:
        missing.remove((*loc, meant))  # one mistake, one problem: the misspelt is the missing key
    cure = f'did you mean "{meant}"?' if meant else f"the keys here are {', '.join(known)}"
    fix = key_fix(value, at, meant, known) if meant else None
    return Problem(f'there is no key "{key}" here; {cure}', at, on_key=True, fix=fix)


def _schema_at(sort: Sort, loc: tuple[int | str, ...]) -> dict[str, Any]:
    """The schema of what pydantic's location leads to."""
    node = schema_of(sort)
    for step in loc:
        if node["type"] == "tagged-union":
            node = node["choices"][step]
        elif node["type"] == "tuple":
            node = node["items_schema"][0]
        else:
            node = members_of(node)[str(step)]
        node = bare(node)
    return node


def _shape_problem(sort: Sort, detail: ErrorDetails, at: Pointer) -> tuple[str, Problem]:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = _told(at)
    if kind == "union_tag_not_found":
        return "unknown-kind", Problem(
            'the proposition has no "kind"; add one, such as "kind": "released": '
            "`claims-check explain kinds` lists them",
            at,
        )
    if kind == "union_tag_invalid":
        return "unknown-kind", _unknown_kind(str(context["tag"]), context["expected_tags"], at)
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'|\b(True|False)\b", context["expected"])
        return "not-in-schema", _not_allowed(value, [a or b.lower() for a, b in allowed], name, at)
    if kind == "string_pattern_mismatch":
        return _pattern_problem(str(value), context["pattern"], name, at)
    if kind in KINDS_OF_VALUE:
        wrong = f"{name} has to be {KINDS_OF_VALUE[kind]}, not {json_text(value)}"
        cure = instead_of(_schema_at(sort, detail["loc"]), value)
        return "not-in-schema", Problem(f"{wrong}; write {cure}" if cure else wrong, at)
    return "not-in-schema", Problem(_plain_message(kind, value, context, name), at)


def _told(at: Pointer) -> str:
    """How a message names a place: by its key, the item of a list by its number from 1."""
    if not at:
        return "the record"
    if isinstance(at[-1], int):
        return f"item {at[-1] + 1} of {_told(at[:-1])}"
    return f'"{at[-1]}"'


def _unknown_kind(given: str, expected: str, at: Pointer) -> Problem:
    from claims_check.records.spelling import word_fix
    from claims_check.suggestion import closest

    kinds = re.findall(r"'([^']*)'", expected)
    meant = closest(given, kinds, 0.75)  # a kind that only sounds alike leads astray
    cure = (
        f'did you mean "{meant}"?'
        if meant
        else f"the kinds are {', '.join(kinds)}: `claims-check explain kinds` tells them apart"
    )
    fix = word_fix(given, (*at, "kind"), meant, kinds) if meant else None
    return Problem(f'there is no kind "{given}"; {cure}', (*at, "kind"), fix=fix)


def _not_allowed(value: object, allowed: list[str], name: str, at: Pointer) -> Problem:
    from claims_check.records.spelling import word_fix
    from claims_check.suggestion import closest

    words = ", ".join(f'"{word}"' if word not in {"true", "false"} else word for word in allowed)
    meant = closest(value, allowed) if isinstance(value, str) else None
    cure = (
        f'did you mean "{meant}"?'
        if meant
        else f"write {'one of ' if len(allowed) > 1 else ''}{words}"
    )
    fix = word_fix(value, at, meant, allowed) if meant and '"' in words else None
    return Problem(f"{name} cannot be {json_text(value)}; {cure}", at, fix=fix)


def _pattern_problem(value: str, pattern: str, name: str, at: Pointer) -> tuple[str, Problem]:
    if pattern.startswith("^[0-9X"):
        try:
            dates.read(value, open_end=True, time=True)
        except dates.DateError as error:
            from claims_check.records.spelling import date_fix

            return "date-outside-profile", Problem(str(error), at, fix=date_fix(error, at))
    if pattern.startswith("(^|/)"):
        want = pattern.removeprefix("(^|/)").removesuffix("$").replace("\\", "")
        return "wrong-schema-line", Problem(f"this record's $schema has to end in {want}", at)
    form = EXPECTED_FORMS[pattern]
    return "not-in-schema", Problem(f"{name} cannot be {json_text(value)}: {form}", at)


def _plain_message(kind: str, value: object, context: dict[str, Any], name: str) -> str:
    if kind == "string_too_short":
        least = f"{context['min_length']} characters"
        return f"{name} is {json_text(value)}, which is shorter than {least}; say it in full"
    if kind == "string_too_long":
        return f"{name} is longer than {context['max_length']} characters; say it shorter"
    if kind == "too_short":
        return f"{name} is an empty list; leave it out or name at least one"
    bounds = {
        "greater_than_equal": ("ge", "less than the least allowed"),
        "less_than_equal": ("le", "more than the most allowed"),
    }
    if kind in bounds:
        key, words = bounds[kind]
        return f"{name} is {json_text(value)}, {words}, {context[key]:g}"
    return f"{name} is not as the schema wants it: {kind.replace('_', ' ')}"


def json_text(value: object, width: int = 60) -> str:
    """The value as JSON, cut to a width, for messages."""
    import json

    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= width else text[: width - 1] + "…"
