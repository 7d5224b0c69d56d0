"""How much of a corpus the checker holds: for each date the smallest shift that it would notice.

    python checker/bench/power.py [CORPUS]

Each date of a supported claim is moved away from what it says, on its own, until something else
of the corpus forbids it.  Each order, name and whole is reversed or replaced, and the whole
rulebook is run on the changed corpus.
"""

from __future__ import annotations

import json
import sys
from typing import Any, NamedTuple

from claims_check.check import check_corpus
from claims_check.corpus.corpus import Corpus, open_corpus
from claims_check.corpus.entry import Entry
from claims_check.corpus.reading import read_record
from claims_check.network import UNBOUNDED
from claims_check.rules import RULES
from claims_check.timeline.constraints import NotAfter, NotBefore, own_dates

LIMITS = (1, 31, 92, 366, 3660)


class Held(NamedTuple):
    """One date, and by how many days it can move each way before the checker notices."""

    claim: str
    field: str
    earlier: int | None
    later: int | None

    @property
    def least(self) -> int | None:
        """The smaller of the two; None where it can move as far as it likes."""
        return min((n for n in (self.earlier, self.later) if n is not None), default=None)


def held_dates(corpus: Corpus) -> list[Held]:
    """For each date of the timeline, the smallest shift each way that is noticed."""
    timeline = check_corpus(corpus, RULES).view.timeline
    found = []
    for id in sorted(timeline.claims):
        bounds: dict[tuple[Any, str], list[int | None]] = {}
        for constraint in own_dates(timeline.claims[id]):
            if isinstance(constraint, NotBefore | NotAfter):
                place = (constraint.point, str(constraint.at[-1]))
                ends = bounds.setdefault(place, [None, None])
                ends[isinstance(constraint, NotAfter)] = constraint.day
        for (key, field), (low, high) in sorted(bounds.items()):
            if low is None or high is None:
                continue  # still so when checked: no date that was written down
            number = timeline.numbers[key]
            earliest, latest = (
                timeline.network.without(frozenset({id}), number).solve().window(number)
            )
            earlier = high - earliest + 1 if earliest > -UNBOUNDED else None
            later = latest - low + 1 if latest < UNBOUNDED else None
            found.append(Held(id, field, earlier, later))
    return found


def changed(corpus: Corpus, entry: Entry, proposition: dict[str, Any]) -> Corpus:
    """The corpus with another proposition in one claim."""
    value = json.loads(entry.text())
    value["proposition"] = proposition
    data = json.dumps(value).encode()
    made = read_record(data, entry.file, entry.path, entry.id, "claim")
    return Corpus(corpus.root, corpus.base, [made if e is entry else e for e in corpus.entries])


def reversals(corpus: Corpus) -> dict[str, list[bool]]:
    """For orders, names and wholes: of each claim, whether its reversal is noticed."""
    before = len(check_corpus(corpus, RULES).report.findings)
    organisations = sorted(e.id for e in corpus.entities.values() if e.kind == "organisation")
    names: dict[str, set[str]] = {}
    for entry in corpus.entries:
        if entry.sort == "claim" and entry.record and entry.record.proposition.kind == "named":
            p = entry.record.proposition
            names.setdefault(p.subject, set()).add(p.name)
    results: dict[str, list[bool]] = {"orders": [], "names": [], "wholes": []}
    for entry in corpus.entries:
        if entry.digest is None or entry.digest.sort != "claim" or not entry.digest.establishes:
            continue
        p = json.loads(entry.text())["proposition"]
        if p["kind"] == "ordered":
            other, what = {**p, "first": p["then"], "then": p["first"]}, "orders"
        elif p["kind"] == "derived" and p["how"] == "succeeds":
            other, what = {**p, "subject": p["object"], "object": p["subject"]}, "orders"
        elif p["kind"] == "named" and (rest := sorted(names[p["subject"]] - {p["name"]})):
            other, what = {**p, "name": rest[0]}, "names"
        elif p["kind"] == "part-of" and p["object"] in organisations:
            rest = [o for o in organisations if o not in (p["object"], p["subject"])]
            other, what = {**p, "object": rest[0]}, "wholes"
        else:
            continue
        after = check_corpus(changed(corpus, entry, other), RULES).report.findings
        results[what].append(len(after) > before)
    return results


def main() -> None:
    """Print the distribution, the dates that nothing holds, and the reversals."""
    corpus = open_corpus(sys.argv[1] if len(sys.argv) > 1 else "claims")
    dates = held_dates(corpus)
    print(f"{len(dates)} dates of supported claims")
    for limit in LIMITS:
        share = sum(d.least is not None and d.least <= limit for d in dates)
        both = sum(
            d.earlier is not None and d.later is not None and max(d.earlier, d.later) <= limit
            for d in dates
        )
        print(
            f"  held within {limit:4} days: {share:4} ({share / len(dates):.0%}) in one direction, "
            f"{both:4} ({both / len(dates):.0%}) in both"
        )
    loose = [d for d in dates if d.least is None]
    print(f"  held by nothing: {len(loose)}")
    for date in loose:
        print(f"    {date.claim} {date.field}")
    for what, noticed in reversals(corpus).items():
        print(f"{what}: {sum(noticed)} of {len(noticed)} reversals or replacements noticed")


if __name__ == "__main__":
    main()
