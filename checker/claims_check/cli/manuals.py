"""The manual of everything that has a name: rules, records and their parts, words, dates."""

from __future__ import annotations

import re

from claims_check import dates
from claims_check.cli import shapes
from claims_check.cli.shapes import Manual
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

WORDS = (
    ("verdict", VERDICTS),
    ("flaw", FLAWS),
    ("confidence", CONFIDENCE),
    ("certainty", CERTAINTY),
)

LISTS = {
    "rules": "The rules, each named for the defect that it finds.",
    "kinds": "The kinds of propositions: what a claim says, in machine form.",
    "records": "The sorts of records.",
    "parts": "The parts that records are made of.",
    "fields": "The fields of records, their parts and propositions.",
    "verdicts": "The verdicts: whether a claim holds.",
    "flaws": "The flaws: how a claim that holds still misleads.",
    "confidence": "How sure a verdict is.",
    "stances": "The stances: what evidence does for a claim.",
    "bases": "The bases of evidence: how near a source stands to what it tells.",
    "certainty": "How sure a finding is.",
}
"""Groups of names, in the order in which a reader meets them; each has a manual that lists it."""


def manual(name: str) -> Manual | None:
    """The manual of a name; None where nothing bears it.

    Raises dates.DateError for what looks like a date and is none.
    """
    if name in BY_NAME:
        return _of_rule(name)
    for sort, meanings in WORDS:
        if name in meanings:
            return Manual(name, sort, meanings[name], uses=shapes.uses_of(name))
    if name in LISTS:
        return _of_list(name)
    if name in ("dates", "date"):
        return _of_dates()
    if re.match(r"[0-9\[]|\.\.$", name):
        return _of_date(name)
    shape = shapes.object_manual(name) or shapes.field_manual(name)
    if shape is None:
        return shapes.word_manual(name) or _of_words(name)
    lists = shapes.lists_with(name)
    also = f"It is also a word of {lists}." if lists else ""
    return shape._replace(text="\n".join(filter(None, (shape.text, also))))


def names() -> list[str]:
    """All names that have a manual, dates aside."""
    words = [word for _, meanings in WORDS for word in meanings]
    objects = [name for sort in ("record", "part", "kind") for name in shapes.objects_of(sort)]
    every = [*BY_NAME, *words, *LISTS, "dates", *objects, *shapes.fields(), *shapes.words()]
    return list(dict.fromkeys(every))


def index() -> Manual:
    """The manual of manuals: what has one, by group."""
    rows = []
    for name in LISTS:
        told = [name for name, _ in _listed(name)]
        where = {"rules": "`claims-check rules`", "fields": "`claims-check explain fields`"}
        rows.append((name, str(len(told)), where.get(name, "") or ", ".join(told)))
    written = ", ".join(text for text, _ in FORMS[:2])
    rows.append(("dates", str(len(FORMS)), f'{written}, …; any date, and "early 2024" in words'))
    return Manual(
        "names",
        "list",
        "What has a manual: `claims-check explain NAME` prints it.",
        "The name of a group lists it. Words of closed lists, such as `weights`, have one too.",
        rows=tuple(rows),
    )


def _of_list(name: str) -> Manual:
    return Manual(name, "list", LISTS[name], uses=shapes.uses_of(name), rows=tuple(_listed(name)))


def _listed(name: str) -> list[tuple[str, str]]:
    """The names of a group, each with what it is in a sentence."""
    if name == "rules":
        return [(rule.name, rule.summary) for rule in RULES]
    if name in ("stances", "bases"):
        field = shapes.field_manual({"stances": "stance", "bases": "basis"}[name])
        return [(row[0], row[1]) for row in field.rows] if field else []
    sort = name.removesuffix("s")
    for group, meanings in WORDS:
        if group == sort:
            return [(word, _sentence(text)) for word, text in meanings.items()]
    if name == "fields":
        told = [shapes.field_manual(field) for field in shapes.fields()]
        return [(each.name, _of_field(each)) for each in told if each]
    told = [shapes.object_manual(each) for each in shapes.objects_of(sort)]
    return [(each.name, each.summary) for each in told if each]


def _sentence(text: str) -> str:
    first, stop, _ = text.partition(". ")
    return f"{first}." if stop else first


def _of_field(field: Manual) -> str:
    if any(use.meaning for use in field.uses):
        return f"in {', '.join(name for use in field.uses for name in use.within)}"
    return field.summary


def _of_rule(name: str) -> Manual:
    from textwrap import dedent

    rule = BY_NAME[name]
    first, _, rest = rule.manual.partition("\n")
    rows = (("severity", rule.severity), ("looks at", _looks_at(rule.sorts)))
    return Manual(name, "rule", first, dedent(rest).strip(), rows=rows)


def _looks_at(sorts: tuple[str, ...]) -> str:
    if not sorts:
        return "earlier states of the corpus"
    if "file" in sorts:
        return "every file"
    *others, last = sorts
    return f"{', '.join(others)} and {last} records" if others else f"{last} records"


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
