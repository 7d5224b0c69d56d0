"""The commands and their options, and what is said to a misspelt one."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from claims_check import VERSION
from claims_check.cli import console
from claims_check.cli.commands import COMMANDS
from claims_check.cli.helping import Formatter, exits
from claims_check.suggestion import closest

PROGRAM = "claims-check"

PLACES = {
    "output": "--output",
    "corpus": "--corpus",
    "baseline": "--baseline",
    "from_issue": "--from-issue",
    "paths": "PATH",
    "path": "PATH",
    "document": "DOCUMENT",
}
"""Arguments that name a file or folder, as they are shown."""

_ABOUT = "Keeps a corpus of dated, fact-checked claims true: schema, sources and chronology."


class Parser(argparse.ArgumentParser):
    """A parser whose refusals name what was most likely meant."""

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments; raises UsageError."""
        raise console.UsageError(f"{message}; `{self.prog} --help` shows how it is used")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        choices = [str(choice) for choice in action.choices or ()]
        if choices and value not in choices:
            cure = _meant(str(value), choices) or f"write one of {', '.join(choices)}"
            raise argparse.ArgumentError(action, f"it cannot be {value}; {cure}")

    def _print_message(self, message: str, file: object = None) -> None:
        console.write(message)


def parse(arguments: list[str]) -> argparse.Namespace | None:
    """The options of a command; None where `--help` or `--version` was all that was asked for.

    Raises UsageError for everything that is no command line.
    """
    first = arguments[0] if arguments else ""
    try:
        if first in ("-h", "--help", "--version"):
            build()[0].parse_args(arguments)
        if not first or first.startswith("-"):
            first, arguments = "check", ["check", *arguments]
        elif first not in COMMANDS:
            raise console.UsageError(_no_command(first, COMMANDS))
        parser = _with_options(Parser(prog=f"{PROGRAM} {first}", **_words(first)), first)
        options, rest = parser.parse_known_args(arguments[1:])
    except SystemExit:
        return None
    options.command = first
    if rest:
        _take(rest, options, parser)
    _refuse_empty(options)
    return options


def _refuse_empty(options: argparse.Namespace) -> None:
    """Refuse an empty path, which a shell makes of a variable that is not set."""
    for name, shown in PLACES.items():
        value = getattr(options, name, None)
        if value == "" or (isinstance(value, list) and "" in value):
            raise console.UsageError(f"{shown} is empty; name a file or folder")


def _no_command(word: str, commands: Iterable[str]) -> str:
    cure = _meant(word, commands)
    if cure is None and os.path.exists(word):
        cure = f"to check it, write `claims-check check {word}`"
    return f"there is no command {word}; {cure or 'the commands are ' + ', '.join(commands)}"


def _take(rest: list[str], options: argparse.Namespace, parser: Parser) -> None:
    """What argparse leaves over: paths behind an option, unknown options, or too many words."""
    for word in rest:
        if word.startswith("-") and word != "-":
            name = word.partition("=")[0]
            known = re.findall(r"(?<![\w-])--[a-z-]+", parser.format_help())
            cure = _meant(name, known) or f"`{parser.prog} --help` lists those there are"
            raise console.UsageError(f"`{parser.prog}` has no option {name}; {cure}")
    if not hasattr(options, "paths"):
        parser.error(f"unexpected: {' '.join(rest)}")
    options.paths.extend(rest)


def _meant(word: str, known: Iterable[str]) -> str | None:
    meant = closest(word, known)
    return f"did you mean {meant}?" if meant else None


def build() -> tuple[Parser, dict[str, Parser]]:
    """The parser of the whole command line, and the parsers of the commands by name.

    A run needs one of them only: this is for the front page of `--help` and for completions.
    """
    parser = Parser(
        prog=PROGRAM,
        description=_ABOUT,
        epilog="""\
examples:
  claims-check                        check the corpus in claims/ (or the one configured)
  claims-check check other/claims     check another corpus
  claims-check explain impossible-day the manual of a rule

`claims-check COMMAND --help` has its options, examples and exit codes.""",
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {VERSION}")
    group = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    commands = {
        name: _with_options(group.add_parser(name, help=command.does, **_words(name)), name)
        for name, command in COMMANDS.items()
    }
    return parser, commands


def _words(name: str) -> dict[str, Any]:
    command = COMMANDS[name]
    return {
        "description": f"{command.does[0].upper()}{command.does[1:]}.{command.more}",
        "epilog": f"examples:\n{command.examples}\n{exits(name)}",
        "formatter_class": Formatter,
        "allow_abbrev": False,
    }


def _with_options(parser: Parser, name: str) -> Parser:
    COMMANDS[name].take(parser)
    return parser
