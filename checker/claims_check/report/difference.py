"""What a change means: as Markdown, to be posted on a pull request, and as JSON values.

What records say may come from a stranger, so nothing in it is left to mean anything in Markdown or
HTML, and it can call nobody by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from claims_check.comparison.change import BECAME, Change
from claims_check.findings import SEVERITIES, counted
from claims_check.report.json_report import finding_object
from claims_check.report.words import place_text, printable

if TYPE_CHECKING:
    from claims_check.comparison.consequences import Consequence, Difference

MOST = 50
"""Lines that a list has at most: a comment on GitHub holds 65,536 characters."""

_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>|~&$])")
_LINKS_ITSELF = re.compile(r"([@#]|\bw(?=ww\.)|:(?=//))")
"""What GitHub makes a mention, a reference or a link of, even where it is escaped."""


def markdown(
    difference: Difference, export: dict[str, Any], earlier: str, later: str | None
) -> str:
    """The difference as Markdown.

    `export` is what differs in the export; `earlier` and `later` are what the two states are
    called, None for the working tree.
    """
    there = "the working tree" if later is None else code(later)
    said = [f"**{_headline(difference)}**, from {code(earlier)} to {there}", ""]
    effects = {"causes": difference.caused, "cures": difference.cured}
    at_work = {id for own in effects.values() for each in own for id in each.by}
    # What has consequences first, then what was there before, so that a cut hides the least.
    ordered = sorted(difference.changes, key=lambda c: (c.id not in at_work, c.became == "added"))
    said += _listed([_line(change, effects) for change in ordered])
    for name, consequences in (("caused", difference.caused), ("cured", difference.cured)):
        if consequences:
            worst = sorted(consequences, key=lambda c: SEVERITIES.index(c.finding.severity))
            said += [f"Findings {name}:", ""]
            said += _listed([_finding(consequence) for consequence in worst])
    if exported := _exported(difference, export):
        said += [f"In the export: {exported}.", ""]
    if difference.older:
        said += [f"{counted(difference.older, 'older finding')} not shown.", ""]
    return "\n".join(said).rstrip() + "\n"


def _exported(difference: Difference, export: dict[str, Any]) -> str:
    """What the export shows that the records do not: days inferred otherwise, and facts."""
    parts = []
    touched = {change.id for change in difference.changes}
    if moved := [id for id in export["claims"]["moved"] if id not in touched]:
        others = counted(len(moved), "claim")
        parts.append(f"the days inferred for {others} that nobody touched move: {_names(moved)}")
    facts = {what: len(export["facts"][what]) for what in ("added", "changed", "removed")}
    if told := [f"{number} {what}" for what, number in facts.items() if number]:
        parts.append(f"of the facts, {', '.join(told)}")
    return "; ".join(parts)


def _names(ids: list[str]) -> str:
    more = f" and {len(ids) - MOST} more" if len(ids) > MOST else ""
    return ", ".join(code(id) for id in ids[:MOST]) + more


def _headline(difference: Difference) -> str:
    if not difference.changes and not difference.caused and not difference.cured:
        return "No record differs"
    numbers = {b: sum(change.became == b for change in difference.changes) for b in BECAME}
    parts = [f"{number} {became}" for became, number in numbers.items() if number]
    if parts:
        first, *rest = parts
        number, became = first.split(" ")
        parts = [f"{counted(int(number), 'record')} {became}", *rest]
    records = ", ".join(parts) or "No record differs"
    caused, cured = len(difference.caused), len(difference.cured)
    return f"{records}; {counted(caused, 'finding')} caused, {cured} cured"


def _listed(lines: list[str]) -> list[str]:
    shown = [f"- {line}" for line in lines[:MOST]]
    if len(lines) > MOST:
        shown.append(f"- and {len(lines) - MOST} more")
    return [*shown, ""] if shown else []


def _line(change: Change, effects: dict[str, tuple[Consequence, ...]]) -> str:
    """All that became of one record, on one line."""
    head = f"{change.became} {change.sort} {code(change.id)}"
    if change.was:
        head += f", formerly {code(change.was)}"
    moves = [_move(move.words, move.before, move.after) for move in change.moves]
    told = {move.at for move in change.moves}
    others = [field for field in change.fields if field not in told]
    if others and change.became in ("changed", "renamed"):
        moves.append(("also " if moves else "") + ", ".join(code(field) for field in others))
    if not moves and change.title:
        moves.append(plain(change.title))
    for verb, consequences in effects.items():
        if own := [c for c in consequences if change.id in c.by or change.was in c.by]:
            moves.append(f"{verb} {_counts(own)}{_untouched(own)}")
    return f"{head}: {'; '.join(moves)}" if moves else head


def _move(words: str, before: str | None, after: str | None) -> str:
    if before is None or after is None or f"{after} instead of {before}" in words:
        return plain(words)
    return f"{plain(words)} ({code(before)} → {code(after)})"


def _counts(consequences: list[Consequence]) -> str:
    numbers = {s: sum(c.finding.severity == s for c in consequences) for s in SEVERITIES}
    return ", ".join(counted(number, severity) for severity, number in numbers.items() if number)


def _untouched(consequences: list[Consequence]) -> str:
    """Whose records nobody touched, which is where a reviewer would not look."""
    ids = sorted({id for c in consequences for id in c.untouched})
    if not ids:
        return ""
    return f" with records that nobody touched: {_names(ids)}"


def _finding(consequence: Consequence) -> str:
    finding = consequence.finding
    by = f", by {', '.join(code(id) for id in consequence.by)}" if consequence.by else ""
    doubt = " (possible)" if finding.certainty == "possible" else ""
    place = code(place_text(finding))
    return (
        f"{finding.severity} {code(finding.rule)}{doubt} at {place}{by}: {plain(finding.message)}"
    )


def plain(text: str) -> str:
    """The text as Markdown that shows it and nothing else, calls nobody and links nowhere."""
    return _LINKS_ITSELF.sub(r"\1<!-- -->", _MEANS_SOMETHING.sub(r"\\\1", printable(text)))


def code(text: str) -> str:
    """The text as a span of code."""
    inner = printable(text)
    if "`" not in inner:
        return f"`{inner}`"
    longest = max(len(run) for run in re.findall("`+", inner))
    fence = "`" * (longest + 1)
    return f"{fence} {inner} {fence}"


def difference_object(
    difference: Difference, export: dict[str, Any], earlier: str, later: str | None
) -> dict[str, Any]:
    """The difference as JSON values; what they are is said at `markdown`."""
    return {
        "base": earlier,
        "head": later,
        "records": {
            became: [_change(c) for c in difference.changes if c.became == became]
            for became in BECAME
        },
        "findings": {
            "caused": _consequences(difference.caused),
            "cured": _consequences(difference.cured),
            "older": difference.older,
        },
        "export": export,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "sort": change.sort,
        "title": change.title,
        "file": change.file,
        "was": change.was,
        "fields": list(change.fields),
        "moves": [move._asdict() for move in change.moves],
    }


def _consequences(consequences: Iterable[Consequence]) -> list[dict[str, Any]]:
    return [
        {"by": list(c.by), "untouched": list(c.untouched), **finding_object(c.finding)}
        for c in consequences
    ]
