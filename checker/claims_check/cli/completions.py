"""`completions`: a shell's script that completes commands, options and paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check.cli import CLEAN, console
from claims_check.cli.parser import build

if TYPE_CHECKING:
    from argparse import Namespace

PATHS = ("PATH", "FILE")
"""Names of arguments that are completed with files."""


def run(options: Namespace) -> int:
    """Print the script; it is made by shtab, which an extra installs."""
    try:
        import shtab
    except ImportError as error:
        raise console.UsageError(
            "completion scripts are made by shtab, which is not installed: "
            'pip install "claims-check[completions]"'
        ) from error
    parser, commands = build()
    for command in commands.values():
        for action in command._actions:
            if action.metavar in PATHS:
                vars(action)["complete"] = shtab.FILE  # where shtab looks for it
    console.write(shtab.complete(parser, options.shell) + "\n")
    return CLEAN
