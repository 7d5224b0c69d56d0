"""`stats`: the corpus in numbers, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims_check import dates
from claims_check.cli import CLEAN, console
from claims_check.cli.agreement import Agreement
from claims_check.cli.numbers import Document, Numbers, numbers_of
from claims_check.cli.target import corpus_of, target_of
from claims_check.findings import counted
from claims_check.report.words import printable
from claims_check.rules.rule import View
from claims_check.timeline.timeline import Timeline

if TYPE_CHECKING:
    from argparse import Namespace


def run(options: Namespace) -> int:
    """Print the numbers."""
    corpus = corpus_of(
        target_of([options.path] if options.path else [], "claims-check stats PATH").root
    )
    view = View(corpus, Timeline(), corpus.newest_check() or dates.MIN_DAY)
    numbers = numbers_of(corpus, view)
    console.write(_json(numbers) if options.format == "json" else _text(numbers))
    return CLEAN


def _json(numbers: Numbers) -> str:
    import json

    value: dict[str, Any] = numbers._asdict()
    value["backing"] = numbers.backing._asdict()
    agreement = numbers.agreement._asdict()
    agreement["table"] = [
        {"first": first, "second": second, "claims": number}
        for (first, second), number in numbers.agreement.table.items()
    ]
    value["agreement"] = agreement
    value["documents"] = [
        {**document._asdict(), "passages": [passage._asdict() for passage in document.passages]}
        for document in numbers.documents
    ]
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _text(numbers: Numbers) -> str:
    head = f"{printable(numbers.title)} {numbers.version}\n\n" if numbers.title else ""
    backing, claims = numbers.backing, numbers.claims
    blocks = [
        _table("records", numbers.records),
        _table("claims by topic", numbers.topics),
        _table("claims by verdict", numbers.verdicts),
        _table("claims by flaw", numbers.flaws),
        _table("claims by confidence", numbers.confidence),
        _table("claims by kind", numbers.kinds),
        _table(
            f"of {counted(claims, 'claim')}",
            {
                "were made by somebody": claims - numbers.own,
                "are the corpus's own": numbers.own,
                "have first-hand evidence": backing.first_hand,
                "have evidence of two origins": backing.two_origins,
                "have evidence at a permanent address": backing.permanent_address,
            },
            claims,
        ),
        _table(
            f"of {counted(numbers.evidence, 'item')} of evidence, read as",
            numbers.readings,
            numbers.evidence,
        ),
        _agreement(numbers.agreement),
        *(_document(document) for document in numbers.documents),
    ]
    return head + "\n".join(block for block in blocks if block)


def _table(title: str, rows: dict[str, int], whole: int = 0) -> str:
    """A title and its numbers, with shares of a whole where one is given; empty without rows."""
    lines = [f"{title}\n"] if rows else []
    for name, number in rows.items():
        share = f"  {100 * number / whole:>3.0f} %" if whole else ""
        lines.append(f"{number:>7}{share}  {printable(name)}\n")
    return "".join(lines)


def _agreement(agreement: Agreement) -> str:
    """Two judgements compared; empty where nothing was judged twice."""
    if not agreement.claims:
        return ""
    rows = {
        f"{first}, then {second}": number for (first, second), number in agreement.table.items()
    }
    kappas = (agreement.kappa, agreement.kappa_of_statements)
    every, made = ("not defined" if k is None else f"{k:.2f}" for k in kappas)
    saw = ", ".join(f"{what} {number}" for what, number in agreement.saw.items())
    return (
        _table(f"{counted(agreement.claims, 'claim')} judged twice, before adjudication", rows)
        + f"{agreement.same_label:>7}  with the same label, {agreement.same_flaw} with the same "
        f"flaw too; {agreement.adjudicated} adjudicated\n"
        + f"{'':>7}  Cohen's kappa of the labels: {every}; of what somebody said: {made}\n"
        + f"{'':>7}  the second judge saw: {saw}\n"
    )


def _document(document: Document) -> str:
    passages = document.passages
    fruitful = sum(bool(passage.claims) for passage in passages)
    unchecked = sum(passage.unchecked is not None for passage in passages)
    missed = sum(passage.missed for passage in passages)
    lines = [
        f"{document.source}: {counted(len(passages), 'passage')}, "
        f"{fruitful} with claims, {unchecked} not checked, {missed} missed\n"
    ]
    for passage in passages:
        number = str(len(passage.claims)) if passage.claims else ""
        remark = "  missed: no claim appears in it" if passage.missed else ""
        if passage.unchecked is not None:
            remark = f"  not checked: {printable(passage.unchecked)}"
        lines.append(f"{number:>7}  {passage.passage}{remark}\n")
    if document.elsewhere:
        lines.append(f"{len(document.elsewhere):>7}  without a passage\n")
    return "".join(lines)
