"""The corpus as its files say it, read without the checker: what every client must see."""

from __future__ import annotations

import json
import re
import sys
from calendar import monthrange
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "claims"
DATES = ("at", "start", "end")

Seen = dict[str, Any]


def records() -> tuple[dict[str, Seen], dict[str, Seen], dict[str, Seen]]:
    """Claims, sources and entities by id."""
    found: dict[str, dict[str, Seen]] = {"claim": {}, "source": {}, "entity": {}}
    for path in sorted(CORPUS.rglob("*.json")):
        value = json.loads(path.read_text("utf-8"))
        sort = value["$schema"].rpartition("/")[2].partition(".")[0]
        if sort in found:
            found[sort][value["id"]] = value
    return found["claim"], found["source"], found["entity"]


CLAIMS, SOURCES, ENTITIES = records()


def bounds(text: str | None) -> tuple[str | None, str | None] | None:
    """First and last day of the plainest dates; None where a date takes more than a calendar."""
    if text is None:
        return None, None
    if not re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", text) or text[5:7] > "12":
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    last = day or monthrange(year, month or 12)[1]
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{last:02}"


def same_claims(rows: list[Seen], where: str) -> None:
    """Compare the claims that a client read with the corpus: ids, words, verdicts, dates."""
    by_id = {row["id"]: row for row in rows}
    wrong: list[str] = []
    if len(rows) != len(by_id) or by_id.keys() != CLAIMS.keys():
        wrong.append(f"{len(rows)} rows for {len(CLAIMS)} claims")
    dates = 0
    for id, claim in CLAIMS.items():
        row, verdict = by_id.get(id, {}), claim["verdict"]
        want: Seen = {
            "statement": claim["statement"],
            "kind": claim["proposition"]["kind"],
            "subject": claim["proposition"].get("subject"),
            "verdict": verdict["label"],
            "flaw": verdict.get("flaw"),
            "confidence": verdict["confidence"],
            "checked_written": verdict["checked"],
            "established": verdict["label"] == "supported" and "withdrawn" not in claim,
        }
        for name in DATES:
            text = claim["proposition"].get(name)
            want[f"{name}_written"] = text
            if text != ".." and (days := bounds(text)):
                want[f"{name}_earliest"], want[f"{name}_latest"] = days
                dates += text is not None
        wrong += [
            f"{id}.{name}: {row.get(name)!r}, not {value!r}"
            for name, value in want.items()
            if row.get(name) != value
        ]
    finish(wrong, f"{where}: {len(rows)} claims with {dates} dates as in the corpus")


def counted(label: str = "label") -> dict[str, int]:
    """How many live claims have each verdict."""
    found: dict[str, int] = {}
    for claim in CLAIMS.values():
        if "withdrawn" not in claim:
            verdict = claim["verdict"][label]
            found[verdict] = found.get(verdict, 0) + 1
    return found


def same(found: object, wanted: object, where: str) -> None:
    """Compare one value."""
    finish([] if found == wanted else [f"{found!r}, not {wanted!r}"], where)


def finish(wrong: list[str], where: str) -> None:
    """Say that all is well, or what is not, and leave."""
    if wrong:
        print(f"{where}: {len(wrong)} wrong", *wrong[:5], sep="\n  ")
        sys.exit(1)
    print(f"  {where}")
