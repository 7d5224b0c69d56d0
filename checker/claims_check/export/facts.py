"""The facts that people come for: lives, names, parents, posts, releases, on all claims' word.

A fact is a state or event that several claims may speak of; its windows are what all records
together leave of its first and last day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check.export.cells import Row, inferred, inferred_columns

if TYPE_CHECKING:
    from claims_check.rules.rule import View
    from claims_check.timeline.timeline import Fact


def fact_rows(view: View) -> list[Row]:
    """One row a fact, in the order of ids; an event has a first day and no last."""
    timeline = view.timeline
    rows = []
    for fact in timeline.facts.values():
        if fact.about[0] == "claim":  # what one claim alone says is in its own row
            continue
        start, end = fact.points
        last = None if start == end else end
        propositions = [timeline.claims[id].proposition for id in fact.claims]
        first = propositions[0]
        other = _object(fact)
        rows.append(
            {
                "id": ":".join((first.kind, *fact.about[1:])),
                "kind": first.kind,
                "subject": fact.about[1],
                "subject_label": _label(view, fact.about[1]),
                "object": other,
                "object_label": _label(view, other),
                "detail": _detail(fact, [getattr(p, "title", None) for p in propositions]),
                "official": any(getattr(p, "official", None) for p in propositions)
                if first.kind == "named"
                else None,
                "still": any(getattr(p, "end", None) == ".." for p in propositions)
                if last
                else None,
                **inferred("start", timeline, fact.claims, start),
                **(
                    inferred("end", timeline, fact.claims, last)
                    if last
                    else inferred_columns("end", None, None, None)
                ),
                "said_by": sorted(fact.claims),
            }
        )
    return sorted(rows, key=lambda row: str(row["id"]))


def _label(view: View, id: str | None) -> str | None:
    return view.name(id) if id in view.entities else None


def _object(fact: Fact) -> str | None:
    """The second entity of a fact, where it has one."""
    return fact.about[2] if fact.about[0] in ("part", "report", "role", "available") else None


def _detail(fact: Fact, titles: list[str | None]) -> str | None:
    """What tells this fact from others of its kind on the same entities."""
    match fact.about[0]:
        case "name" | "stage" | "succession":
            return fact.about[2]
        case "role":
            return titles[0]
        case "terms":
            return f"{fact.about[3]} of {fact.about[2]}: {fact.about[4]}"
    return None
