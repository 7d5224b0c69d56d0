"""Examples in the manuals of rules: corpora of a few lines that must fail, or must pass.

A manual's example is a heading and, indented below it, records:

    Fails at x /proposition/at with y:
        claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02-29"}
        claim y {…} {"verdict": {"label": "refuted"}}
    Possible at x:
        …
    Passes:
        …

`Fails` expects exactly one finding of that rule, at that record and pointer, with that conflict;
`Possible` the same, holding only in the literal reading; `Passes` expects none, of any rule.
A record is its sort, its id, and JSON objects that are laid over a valid record of that sort: one
with a `kind` replaces a claim's proposition, others are merged, the text "absent" removes a member.
What a record names and the example does not give is taken from the `WORLD` below.
`file` gives a file's bytes as a Python literal; `no corpus.json` leaves that file out.
"""

from __future__ import annotations

import ast
import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from claims_check.check import check_corpus
from claims_check.corpus.corpus import open_corpus
from claims_check.findings import Pointer, Report
from claims_check.records.references import REFERENCES, Reference
from claims_check.rules import RULES
from claims_check.rules.rule import Rule

EVIDENCE = {
    "source": "news",
    "stance": "supports",
    "basis": "report",
    "says": "The source says the same in other words.",
    "read": "whole",
}
CLAIM: dict[str, Any] = {
    "$schema": "../../schemas/claim.schema.json",
    "proposition": {"kind": "described", "subject": "acme", "what": "has a property"},
    "verdict": {
        "label": "supported",
        "confidence": "moderate",
        "why": "The source says so in plain words.",
        "checked": "2026-01-31",
    },
    "evidence": [EVIDENCE],
}
ENTITY: dict[str, Any] = {"$schema": "../../schemas/entity.schema.json", "kind": "organisation"}
SOURCE: dict[str, Any] = {
    "$schema": "../../schemas/source.schema.json",
    "kind": "article",
    "title": "What happened",
    "publisher": "The Paper",
    "published": "2026-01-15",
    "address": "https://example.org/what-happened",
    "language": "en",
}
KINDS = {
    "organisation": ["acme", "bolt", "coil", "dyno"],
    "person": ["ann", "bea"],
    "model": ["lynx", "lynx-2", "lynx-tuned", "puma"],
    "product": ["app"],
    "board": ["arena"],
    "benchmark": ["quiz"],
    "licence": ["open-1"],
    "work": ["book"],
    "group": ["crowd"],
}
WORLD: dict[str, dict[str, Any]] = {
    **{
        id: {**ENTITY, "id": id, "kind": kind, "name": id.replace("-", " ").title()}
        for kind, ids in KINDS.items()
        for id in ids
    },
    "news": {**SOURCE, "id": "news"},
    "wire": {**SOURCE, "id": "wire", "publisher": "The Wire", "address": "https://example.net/wire"},
    "journal": {
        **SOURCE, "id": "journal", "publisher": "The Journal", "address": "https://example.com/journal"
    },
}  # fmt: skip


class Example(NamedTuple):
    """One example of a rule's manual: None for `expected` where nothing may be found."""

    rule: str
    number: int
    certainty: str
    expected: tuple[str, str, tuple[str, ...]] | None
    records: str

    def __str__(self) -> str:
        return f"{self.rule}-{'passes' if self.expected is None else 'fails'}-{self.number}"


_HEADING = re.compile(
    r"^ *(?:(Fails|Possible) at (\S+?)(?: (/\S*?))?(?: with ([a-z0-9 -]+))?|(Passes)):$"
)


def examples_of(rule: Rule) -> list[Example]:
    """The examples of a rule's manual, in order."""
    found: list[Example] = []
    lines: list[str] = []
    heading: re.Match[str] | None = None

    def close() -> None:
        if heading is None:
            return
        certainty, record, pointer, others, passes = heading.groups()
        expected = None
        if not passes:
            conflict = tuple(sorted({record, *(others or "").split()}))
            expected = (record, pointer or "", conflict)
        kind = "possible" if certainty == "Possible" else "definite"
        found.append(Example(rule.name, len(found) + 1, kind, expected, "\n".join(lines)))

    for line in rule.manual.splitlines():
        match = _HEADING.match(line)
        if match:
            close()
            heading, lines = match, []
        elif heading is not None and line.strip():
            lines.append(line.strip())
    close()
    return found


def write_corpus(folder: Path, records: str) -> None:
    """Write the corpus that an example's lines describe."""
    made: dict[str, tuple[str, Any]] = {}
    for statement in _statements(records):
        sort, id, rest = (*statement.split(None, 2), "")[:3]
        if sort == "no":
            continue
        if sort == "file":
            path = folder / id
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(ast.literal_eval(rest))
            made[path.stem] = ("file", path.read_text("utf-8", "replace"))
        else:
            made[id] = (sort, _fill(sort, id, rest))
    _add_world(made)
    homes = {"claim": "topic", "entity": "entities", "source": "sources"}
    for id, (sort, value) in made.items():
        if sort != "file":
            path = folder / homes[sort] / f"{id}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    corpus = {
        "$schema": "../schemas/corpus.schema.json",
        "id": "example",
        "title": "An example",
        "version": "1.0.0",
        "licence": "CC-BY-4.0",
        "publisher": "Nobody",
    }
    if "no corpus.json" not in records:
        (folder / "corpus.json").write_text(json.dumps(corpus))


def check_example(folder: Path, records: str) -> Report:
    """The report of the whole rulebook on an example's corpus."""
    write_corpus(folder, records)
    return check_corpus(open_corpus(str(folder)), RULES).report


def _statements(records: str) -> list[str]:
    """Records, each on one line: a line that begins no record continues the one before."""
    joined: list[str] = []
    for line in filter(None, map(str.strip, records.splitlines())):
        if re.match(r"(claim|entity|source|file|no) \S", line):
            joined.append(line)
        else:
            joined[-1] += " " + line
    return joined


def _fill(sort: str, id: str, text: str) -> Any:
    base = {
        "claim": {**CLAIM, "id": id, "statement": f"The statement of claim {id} can be checked."},
        "entity": {**ENTITY, "id": id, "name": id.title()},
        "source": {**SOURCE, "id": id, "address": f"https://example.org/{id}"},
    }[sort]
    value: Any = deepcopy(base)
    rest = text.strip()
    while rest:
        patch, end = json.JSONDecoder().raw_decode(rest)
        rest = rest[end:].strip()
        if sort == "claim" and "kind" in patch:
            value["proposition"] = patch
        else:
            value = _lay(value, patch)
    return value


def _lay(under: Any, over: Any) -> Any:
    if isinstance(under, dict) and isinstance(over, dict):
        made = {**under}
        for key, value in over.items():
            if value == "absent":
                made.pop(key, None)
            elif key == "evidence" and isinstance(value, list):
                made[key] = [_lay(EVIDENCE, item) for item in value]
            else:
                made[key] = _lay(under.get(key), value)
        return made
    return over


def _add_world(made: dict[str, tuple[str, Any]]) -> None:
    waiting = list(made.values())
    while waiting:
        sort, value = waiting.pop()
        if sort == "file":
            named = re.findall(r'"([a-z0-9-]+)"', value)
        else:
            named = [ref.id for ref in references(value)]
        for id in named:
            if id in WORLD and id not in made:
                kind = "source" if "source.schema" in WORLD[id]["$schema"] else "entity"
                made[id] = (kind, WORLD[id])
                waiting.append(made[id])


def references(value: object, at: Pointer = ()) -> list[Reference]:
    """All places below a JSON value that name other records, in the order of the text."""
    found: list[Reference] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in REFERENCES and isinstance(inner, str):
                found.append(Reference((*at, key), REFERENCES[key], inner))
            elif key in REFERENCES and isinstance(inner, list):
                found += (
                    Reference((*at, key, n), REFERENCES[key], id)
                    for n, id in enumerate(inner)
                    if isinstance(id, str)
                )
            else:
                found += references(inner, (*at, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            found += references(item, (*at, n))
    return found
