"""`completions`: a shell's script that completes commands, options and paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check.cli import CLEAN, console
from claims_check.cli.parser import build

if TYPE_CHECKING:
    from argparse import Namespace

PATHS = ("PATH", "FILE", "DIR", "FOLDER", "DOCUMENT")
"""Names of arguments that are completed with files and folders."""


def run(options: Namespace) -> int:
    """Print the script; it is made by shtab, which an extra installs."""
    try:
        import shtab
    except ImportError as error:
        raise console.UsageError(
            "completion scripts are made by shtab, which is not installed: pip install shtab"
        ) from error
    parser, commands = build()
    known = _words()
    for name, command in commands.items():
        for action in command._actions:
            if action.metavar in PATHS:
                vars(action)["complete"] = shtab.FILE  # where shtab looks for it
            elif not action.choices:
                action.choices = known.get((name, action.dest))
    console.write(shtab.complete(parser, options.shell) + "\n")
    return CLEAN


VERDICT, EVIDENCE = ("label", "flaw", "confidence"), ("stance", "basis", "read")
"""Options of `new` that take a word of a closed list."""


def _words() -> dict[tuple[str, str], tuple[str, ...]]:
    """What an argument of a command may be, where that is on a list.

    Only what the command itself knows: the ids of a corpus change with every record.
    """
    from claims_check.cli.manuals import names
    from claims_check.drafting.fields import field_of
    from claims_check.records.shapes import kinds
    from claims_check.rules import RULES

    rules = tuple(rule.name for rule in RULES)
    sources, entities = field_of("source", "kind").choices, field_of("entity", "kind").choices
    return {
        ("explain", "name"): tuple(name for name in names() if name[0].isalnum()),  # not $schema
        **{("check", option): rules for option in ("select", "ignore", "unsafe_fixes")},
        ("new", "kind"): tuple(dict.fromkeys((*kinds(), *sources, *entities))),
        ("new", "source_kind"): sources,
        **{("new", name): field_of("claim", "verdict", name).choices for name in VERDICT},
        **{("new", name): field_of("claim", "evidence", name).choices for name in EVIDENCE},
    }
