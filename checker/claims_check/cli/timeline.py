"""`timeline`: events in order, with the windows that all records together leave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check.cli import CLEAN, console
from claims_check.cli.state import bounds, edge, entity_named, view_of
from claims_check.cli.target import corpus_of, target_by_option
from claims_check.report.words import printable
from claims_check.timeline.moments import Moment, moments

if TYPE_CHECKING:
    from argparse import Namespace


def run(options: Namespace) -> int:
    """Print the events of some entities, or of all."""
    target = target_by_option(options.corpus)
    corpus = corpus_of(target.root)
    entities = [entity_named(word, corpus).id for word in options.entities]
    view = view_of(corpus, target.configuration)
    found = moments(view.timeline, entities, view.name)
    if options.format == "json":
        import json

        rows = [
            {
                "what": moment.what,
                **bounds(moment.window),
                "claims": list(moment.claims),
                "inferred_from": list(moment.inferred),
            }
            for moment in found
        ]
        text = json.dumps({"entities": entities, "moments": rows}, indent=2, ensure_ascii=False)
        console.write(text + "\n")
    else:
        console.write("".join(map(_line, found)) or "nothing: no supported claim has a date here\n")
    return CLEAN


def _line(moment: Moment) -> str:
    leans = f"; inferred from {', '.join(moment.inferred)}" if moment.inferred else ""
    return (
        printable(f"{edge(moment.window):<26} {moment.what} ({', '.join(moment.claims)}{leans})")
        + "\n"
    )
