"""What `?` prints at a question of `new`: the manuals that `explain` has, as far as they answer it.

Their modules know all rules and schemas, and are loaded once somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from textwrap import wrap

from claims_check.cli.questions import columns

LISTS = {
    ("proposition", "kind"): "kinds",
    ("verdict", "label"): "verdicts",
    ("verdict", "flaw"): "flaws",
    ("verdict", "confidence"): "confidence",
}
"""Members whose words have a manual each; the name is that of the list of them."""


def manual_of(within: str, member: str) -> Callable[[], str]:
    """Prints what a member of an object means, and each word that it may be.

    `within` is a record, a part of one, or a kind of proposition.
    """
    return lambda: _of_list(within, member) or _of_member(within, member)


def records_manual() -> str:
    """What can be new."""
    from claims_check.cli.manuals import manual

    found = manual("records")
    return "" if found is None else _table(row for row in found.rows if row[0] != "corpus")


def text_manual(text: str) -> Callable[[], str]:
    """Prints what is said of a question that no member of a record answers."""
    return lambda: _paragraph(text)


def _of_list(within: str, member: str) -> str:
    from claims_check.cli.manuals import manual

    name = LISTS.get((within, member))
    found = manual(name) if name else None
    return "" if found is None else _paragraph(found.summary) + _table(found.rows)


def _of_member(within: str, member: str) -> str:
    from claims_check.cli.shapes import field_manual, object_manual

    shape = object_manual(within)
    field = next((each for each in shape.fields if each.name == member), None) if shape else None
    if field is None:
        return ""
    found = field_manual(member)
    if found is not None and found.rows:  # a word of it has a meaning of its own
        return _paragraph(found.summary) + _table(found.rows)
    return _paragraph(field.meaning) + _of_value(within, member, field.value)


def _of_value(within: str, member: str, value: str) -> str:
    """What may be written: the words, the forms of a date, how a record is named."""
    from claims_check.cli.vocabulary import FORMS
    from claims_check.records.casting import ALLOWED

    if "|" in value:
        return _paragraph(value.replace(" | ", ", "))
    if value == "date":
        more = "..: still so when the claim was checked. " if member == "end" else ""
        return _table(FORMS) + _paragraph(f"{more}What a source leaves open is left open.")
    if "entity id" in value:
        kinds = sorted(ALLOWED.get((within, member), ()))
        of = f" It is a {', '.join(kinds[:-1])} or {kinds[-1]}." if len(kinds) > 1 else ""
        of = of or "".join(f" It is a {kind}." for kind in kinds)
        return _paragraph(f"An entity by its id, a name of it, or the name of a new one.{of}")
    if "source id" in value:
        new = " The address of one that the corpus lacks makes a new one."
        more = new if within == "evidence" else ""
        return _paragraph(f"A source by its id, its address or its title.{more}")
    if "claim id" in value:
        return _paragraph("A claim by its id or its statement.")
    return _paragraph("Several, with commas.") if value.startswith("list") else ""


def _paragraph(text: str) -> str:
    return _lines(text, "  ", "  ")


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    """Words with what each means, below one another."""
    rows = list(rows)
    broad = max(len(row[0]) for row in rows)
    margin = " " * (broad + 6)
    return "".join(_lines(row[1], f"    {row[0]:<{broad}}  ", margin) for row in rows)


def _lines(text: str, first: str, rest: str) -> str:
    broken = wrap(
        text, columns(), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
    return "".join(f"{line}\n" for line in broken)
