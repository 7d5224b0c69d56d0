"""Arguments in, exit code out: the command `claims-check`.

`parser` knows the commands and their options, `check_line` reads the commonest lines without it;
each command is the module of its name and has `run(options)`, which gives the exit code.  `target`
finds the corpus that is meant, `configuration` reads what is set for it, `console` is all that
leaves the process.  Modules are loaded when their command runs, so that `--help` waits for nothing.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # typing itself is one of the modules that come after `main` has begun
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn

CLEAN, FOUND, REFUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: nothing to object to, findings, wrong usage or configuration, Ctrl-C."""

HELD: list[object] = []
"""What nobody takes apart, object by object, before the process ends: a fiftieth of a run."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (default: the process's own) and give its exit code."""
    import gc

    HELD.clear()
    gc.disable()  # a run makes many objects, from its imports on, few circles, and then ends
    try:
        return _guarded(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        return INTERRUPTED


def _guarded(arguments: list[str]) -> int:
    from claims_check.cli import console

    try:
        console.prepare()
        return _run(arguments)
    except console.UsageError as error:
        for message in error.args:
            console.complain(message)
        return REFUSED
    except OSError as error:
        from claims_check.corpus.tree import ChangedFileError

        if not isinstance(error, ChangedFileError):
            raise
        console.complain(f"{error.filename}: {error.strerror}; try again")
        return REFUSED


def run() -> NoReturn:
    """The command as a process: run it, and leave at once, with all that is held."""
    code = main()
    import os
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        # There may be none, and whoever read it may have gone.
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)


def _run(arguments: list[str]) -> int:
    from importlib import import_module

    from claims_check.cli import check_line

    options: Any = check_line.read(arguments)
    if options is None:
        from claims_check.cli.parser import parse

        options = parse(arguments)
    if options is None:  # --help or --version have had their say
        return CLEAN
    code: int = import_module(f"claims_check.cli.{options.command}").run(options)
    return code
