"""`explain`: the manual of a name, with an example where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check.cli import CLEAN, console
from claims_check.cli.manuals import built_in_example, index, manual, names
from claims_check.cli.shapes import Manual
from claims_check.cli.target import corpus_of, target_by_option
from claims_check.dates import DateError
from claims_check.report.look import WIDTH
from claims_check.report.words import printable
from claims_check.suggestion import closest

if TYPE_CHECKING:
    from argparse import Namespace

    from claims_check.corpus.corpus import Corpus
    from claims_check.corpus.entry import Entry


def run(options: Namespace) -> int:
    """Print the manual; without a name, the list of what has one."""
    if options.name is None:
        found: Manual | None = index()
    elif not options.name.strip():
        raise console.UsageError("NAME is empty; `claims-check explain` lists what has a manual")
    else:
        try:
            found = manual(options.name)
        except DateError as error:
            raise console.UsageError(str(error)) from error
    if found is None:
        raise console.UsageError(_nothing(options.name))
    example = _example(found, options.corpus)
    console.write(_json(found, example) if options.format == "json" else _text(found, example))
    return CLEAN


def _nothing(name: str) -> str:
    meant = closest(name, names())
    cure = f"did you mean {meant}?" if meant else "`claims-check explain` lists what has a manual"
    return f"nothing here has the name {printable(name)}; {cure}"


def _example(found: Manual, path: str | None) -> str | None:
    """A record of the corpus at hand that shows what is explained; None without a corpus."""
    if found.sort not in ("record", "kind", "verdict", "flaw", "confidence"):
        return None
    corpus = None
    try:
        corpus = corpus_of(target_by_option(path).root)
    except console.UsageError:
        if path:  # asked for, so not to be passed over
            raise
    entry = _first(found, corpus) if corpus else None
    if entry is not None:
        return entry.text().rstrip()
    return built_in_example(found.name) if found.sort == "kind" else None


def _first(found: Manual, corpus: Corpus) -> Entry | None:
    """The first record that shows it; of kinds, one that the corpus says to be so if it has one."""
    name = found.name
    fitting = []
    for entry in corpus.entries:
        record = entry.record
        if record is None:
            continue
        if found.sort == "record":
            if entry.sort == name:
                return entry
        elif entry.sort == "claim" and name in (
            record.proposition.kind,
            record.verdict.label,
            record.verdict.flaw,
            record.verdict.confidence,
        ):
            fitting.append(entry)
    if found.sort == "kind":
        fitting.sort(key=lambda entry: not getattr(entry.digest, "establishes", False))
    return fitting[0] if fitting else None


def _json(found: Manual, example: str | None) -> str:
    import json

    value = found._asdict()
    value["fields"] = [field._asdict() for field in found.fields]
    value["uses"] = [use._asdict() for use in found.uses]
    value["example"] = None if example is None else json.loads(example)
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _text(found: Manual, example: str | None) -> str:
    from textwrap import fill

    parts = [f"{found.name} ({found.sort})", fill(found.summary, WIDTH)]
    if found.rows:
        parts.append("\n".join(_row_lines(found)))
    if found.text:
        # A rule's manual is laid out by its author; the rest is prose.
        parts.append(found.text if found.sort == "rule" else fill(found.text, WIDTH))
    if found.fields:
        parts.append("\n".join(_field_lines(found)))
    if found.uses:
        parts.append("\n".join(_use_lines(found)))
    if example is not None:
        parts.append("Example:\n" + "\n".join(f"  {line}" for line in example.splitlines()))
    return "\n\n".join(parts) + "\n"


def _row_lines(found: Manual) -> list[str]:
    """A table; what is said of names and words is prose, and broken into lines."""
    from textwrap import wrap

    rows = found.rows
    broad = [max(len(row[n]) for row in rows) for n in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        head = "".join(f"  {cell:<{width}}" for cell, width in zip(row, broad, strict=False)) + "  "
        if found.sort not in ("list", "field"):
            lines.append(head + row[-1])
            continue
        margin = " " * len(head)
        lines += wrap(
            row[-1], WIDTH, initial_indent=head, subsequent_indent=margin, break_on_hyphens=False
        )
    return lines


def _use_lines(found: Manual) -> list[str]:
    """Where a field of that name stands, and what it is there."""
    from textwrap import wrap

    lines = ["As a field:"] if found.sort != "field" else []
    for use in found.uses:
        need = "has to be there" if use.required else "may be left out"
        head = f"In {', '.join(use.within)} ({need}):"
        lines += wrap(head, WIDTH, subsequent_indent="  ", break_on_hyphens=False)
        for text in filter(None, (use.meaning, use.value)):
            lines += wrap(
                text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
            )
    return lines


def _field_lines(found: Manual) -> list[str]:
    from textwrap import wrap

    broad = max(len(field.name) for field in found.fields) + 2
    lines = ["Fields (* has to be there):"]
    for field in found.fields:
        head = f"  {field.name + ('*' if field.required else ''):<{broad}}"
        margin = " " * len(head)
        texts = [f"{field.meaning} ({field.value})"] if field.meaning else [field.value]
        if field.meaning and "|" in field.value:  # a closed list reads better on its own
            texts = [field.meaning, field.value]
        for text in texts:
            lines += wrap(
                text,
                WIDTH,
                initial_indent=head,
                subsequent_indent=margin,
                break_on_hyphens=False,
            )
            head = margin
    return lines
