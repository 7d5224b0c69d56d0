"""The options of what writes records: the commands `new` and `init`."""

from __future__ import annotations

import argparse
from typing import Any

from claims_check.cli.command import Command

SORTS = ("claim", "source", "entity")

COMMON = ("corpus", "id")
SOURCE = {
    "title": ("TEXT", "the title of the source, or a description where it has none"),
    "publisher": ("NAME", "who published it, as they name themselves"),
    "published": ("DATE", "the day of publication"),
    "retrieved": ("DATE", "the day it was read (default: today)"),
    "language": ("TAG", "its language as a BCP 47 tag (default: en)"),
}
OPTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "claim": {
        "statement": ("TEXT", "the claim in one sentence of your own"),
        "kind": ("WORD", "kind of proposition"),
        "field": ("NAME=VALUE", "a field of the proposition, such as at=2023-07; repeatable"),
        "new-entity": ("NAME=KIND", "an entity to add, and its kind; repeatable"),
        "topic": ("FOLDER", "the folder of the claim"),
        "new-topic": ("FOLDER", "the same, where it is new and spelt much like one that is there"),
        "appears-in": ("SOURCE", "where it was said: a source by id, address or title"),
        "passage": ("ID", "the passage of that source"),
        "label": ("WORD", "the verdict (default: supported)"),
        "flaw": ("WORD", "how a claim that holds still misleads"),
        "confidence": ("WORD", "how sure the verdict is (default: moderate)"),
        "why": ("TEXT", "the reason of the verdict"),
        "searched": ("TEXT", "what was searched, where the evidence is not enough"),
        "instead": ("IDS", "the supported claims that stand against it, with commas"),
        "checked": ("DATE", "the day it was checked (default: today)"),
        "source": ("SOURCE", "the evidence: id of a source, or the address of a new one"),
        "source-kind": ("WORD", "what sort of document a new source is"),
        "source-id": ("ID", "the id of a new source (default: publisher, year if known, title)"),
        **SOURCE,
        "stance": ("WORD", "whether the evidence speaks for or against the claim"),
        "basis": ("WORD", "first-hand, report or announcement"),
        "says": ("TEXT", "what the source says, in your own words"),
        "where": ("TEXT", "where in the source"),
        "read": ("WORD", "how much of it was read (default: whole)"),
    },
    "source": {
        "address": ("URL", "where the source is"),
        "kind": ("WORD", "kind of source"),
        **SOURCE,
    },
    "entity": {
        "name": ("TEXT", "a name to show"),
        "kind": ("WORD", "kind of entity"),
        "aliases": ("NAMES", "other names, with commas"),
        "wikidata": ("ITEM", "the item in Wikidata, opened and compared"),
    },
}
"""What each sort of record takes beside COMMON: its option, its value, what it is."""

REPEATABLE = frozenset({"field", "new-entity"})


class _Sort(argparse.Action):
    """Takes SORT, from which on `--help` shows what a record of that sort takes."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        options: argparse.Namespace,
        sort: Any,
        option_string: str | None = None,
    ) -> None:
        options.sort = sort
        for action in parser._actions if sort else ():
            name = action.option_strings[-1].removeprefix("--") if action.option_strings else ""
            if name in OPTIONS[sort]:
                action.help = OPTIONS[sort][name][1]
            elif name in _takers():
                action.help = argparse.SUPPRESS


def _take_new(parser: argparse.ArgumentParser) -> None:
    """The options of `new`."""
    parser.add_argument(
        "sort", nargs="?", choices=SORTS, metavar="SORT", action=_Sort, help=", ".join(SORTS)
    )
    parser.add_argument("--corpus", metavar="PATH", help="the corpus (default: as for check)")
    parser.add_argument(
        "--from-issue",
        metavar="FILE",
        help="take the answers from the body of an issue form; - is standard input",
    )
    parser.add_argument(
        "--with-errors",
        action="store_true",
        help="write the records although the check objects to them, to mend them in their files",
    )
    parser.add_argument("--id", metavar="ID", help="the id of the record (default: of its words)")
    for name, sorts in _takers().items():
        told = dict.fromkeys(OPTIONS[sort][name][1] for sort in sorts)
        action = "append" if name in REPEATABLE else "store"
        value = OPTIONS[sorts[0]][name][0]
        parser.add_argument(f"--{name}", metavar=value, action=action, help="; ".join(told))


def _takers() -> dict[str, list[str]]:
    """The sorts of records that take an option, by its name."""
    takers: dict[str, list[str]] = {}
    for sort in SORTS:
        for name in OPTIONS[sort]:
            takers.setdefault(name, []).append(sort)
    return takers


def _take_init(parser: argparse.ArgumentParser) -> None:
    """The options of `init`."""
    parser.add_argument("folder", metavar="DIR", help="a folder that is empty or not there yet")
    parser.add_argument("--title", metavar="TEXT", help="what the corpus is called")
    parser.add_argument("--publisher", metavar="NAME", help="who answers for it")


NEW = Command(
    "write a new claim, source or entity, with all records that it needs",
    """\
  claims-check new claim
  claims-check new claim --help
  claims-check new entity --name "Llama 5" --kind model
  claims-check new source --address https://example.org/report
  claims-check new --from-issue body.md --topic llama-2
""",
    _take_new,
    " What the options do not say is asked on a terminal. The records are checked "
    "with the corpus first; they are written together or not at all.",
)

INIT = Command(
    "make a corpus of your own, with example records, configuration and a CI job",
    "  claims-check init my-corpus --title 'What they said' --publisher 'Me'\n",
    _take_init,
)
