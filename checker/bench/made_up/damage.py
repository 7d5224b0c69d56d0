"""Known mistakes in a made-up corpus, each in a record of its own, with the finding it gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from random import Random
from typing import Any, NamedTuple

from bench.made_up.claims import Made
from bench.made_up.world import SORTS_OF_NAMES

Record = dict[str, Any]

MODELS = tuple(f"-{sort.lower().replace(' ', '-')}" for sort in SORTS_OF_NAMES["model"])
"""How the ids of models end: they have no lives that a date could be outside of."""


class Expected(NamedTuple):
    """The one finding that a damaged record gives."""

    rule: str
    record: str


class Mistake(NamedTuple):
    """A way to damage a record; `spoil` changes it, or returns the text to write instead."""

    rule: str
    sort: str
    fits: Callable[[Record], bool]
    spoil: Callable[[Record], str | None]

    def can_hit(self, one: Made) -> bool:
        """Whether a record is whole and has what the mistake needs."""
        return one.text is None and one.sort == self.sort and self.fits(one.record)


def damage(made: list[Made], number: int, seed: int = 0) -> list[Expected]:
    """Put so many mistakes into the records of a clean corpus, all kinds in turn.

    Only records that no claim is about are damaged, so that each mistake gives one finding.
    Raises ValueError where the corpus has too few records for so many.
    """
    pointed_at = {id for one in made for id in _claims_named(one.record)}
    order = [place for place, one in enumerate(made) if one.record["id"] not in pointed_at]
    Random(seed).shuffle(order)
    expected: list[Expected] = []
    left = list(MISTAKES)
    while len(expected) < number:
        if not left:
            raise ValueError(f"the corpus has room for {len(expected)} mistakes, not {number}")
        mistake = left.pop(0)
        place = next((place for place in order if mistake.can_hit(made[place])), None)
        if place is not None:
            sort, record, _ = made[place]
            spoilt = mistake.spoil(record) or json.dumps(record, ensure_ascii=False, indent=2)
            made[place] = Made(sort, record, spoilt)
            expected.append(Expected(mistake.rule, record["id"]))
            left.append(mistake)
    return expected


def _claims_named(record: Record) -> Iterable[str]:
    p = record.get("proposition", {})
    yield from (p[key] for key in ("first", "then", "cause", "effect", "answers") if key in p)
    yield from record.get("verdict", {}).get("instead", ())


def _any(record: Record) -> bool:
    return True


def _supports(record: Record) -> list[Record]:
    return [item for item in record["evidence"] if item["stance"] == "supports"]


def _weak(record: Record) -> bool:
    """Supported by one report only."""
    items = _supports(record)
    supported: bool = record["verdict"]["label"] == "supported"
    return supported and len(items) == 1 and items[0]["basis"] == "report"


def _counts(record: Record) -> bool:
    p = record["proposition"]
    supported: bool = record["verdict"]["label"] == "supported"
    return supported and p["kind"] == "measured" and p["quantity"] != "age" and "value" in p


def _happened(record: Record) -> bool:
    """Told to the day, and without an end for which there would have to be a late source."""
    p = record["proposition"]
    return p["kind"] in ("described", "said") and len(p.get("at", "")) == 10


def _began(record: Record) -> bool:
    p = record["proposition"]
    began = p["kind"] in ("described", "received") and p.get("start", "")[:1].isdigit()
    supported: bool = record["verdict"]["label"] == "supported"
    return began and supported and "at" not in p and p["subject"].endswith(MODELS)


def _dated(record: Record) -> bool:
    return len(record.get("published", "")) == 10


def _unclosed(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2)[:-2]


def _twice(record: Record) -> str:
    again = f'  "statement": {json.dumps(record["statement"], ensure_ascii=False)},\n'
    head, line, rest = json.dumps(record, ensure_ascii=False, indent=2).partition('  "proposition"')
    return head + again + line + rest


def _certain(record: Record) -> None:
    record["verdict"]["confidence"] = "certain"


def _high(record: Record) -> None:
    record["verdict"]["confidence"] = "high"


def _too_early(record: Record) -> None:
    record["verdict"]["checked"] = "2026-01-05"


def _remark(record: Record) -> None:
    record["verdict"]["remark"] = "A remark that no schema knows."


def _lost(record: Record) -> None:
    lost = {"source": "lost-and-not-found", "stance": "context", "basis": "report"}
    record["evidence"].append({**lost, "says": "Nobody can tell.", "read": "copy"})


def _no_such_day(record: Record) -> None:
    record["proposition"]["at"] = record["proposition"]["at"][:4] + "-02-30"


def _long_before(record: Record) -> None:
    record["proposition"]["at"] = "1985-05-05"
    record["statement"] = f"Long before it was as {record['id']} says."  # names no other day


def _reversed(record: Record) -> None:
    value = record["proposition"].pop("value")
    record["proposition"] |= {"low": value + 5, "high": value}


def _backwards(record: Record) -> None:
    record["proposition"]["end"] = str(int(record["proposition"]["start"][:4]) - 2)


def _read_before(record: Record) -> None:
    record["retrieved"] = "1990-01-05"


def _without(record: Record) -> None:
    for item in record["evidence"]:
        item["stance"] = "context"
    record["verdict"]["confidence"] = "low"


MISTAKES = (
    Mistake("high-without-two-origins", "claim", _weak, _high),
    Mistake("ends-before-it-starts", "claim", _began, _backwards),
    Mistake("organisation-not-yet-founded", "claim", _counts, _long_before),
    Mistake("limits-reversed", "claim", _counts, _reversed),
    Mistake("impossible-day", "claim", _happened, _no_such_day),
    Mistake("supported-without-support", "claim", _weak, _without),
    Mistake("retrieved-before-published", "source", _dated, _read_before),
    Mistake("checked-before-its-evidence", "claim", _any, _too_early),
    Mistake("unknown-id", "claim", _any, _lost),
    Mistake("not-json", "claim", _any, _unclosed),
    Mistake("duplicate-key", "claim", _any, _twice),
    Mistake("not-in-schema", "claim", _any, _certain),
    Mistake("unknown-key", "claim", _any, _remark),
)
"""All kinds of mistakes, those that fit few records first."""
