"""The command line of `check`: its options, and a quick way to read the lines that are plain.

A hook runs `check` all day, and the import of argparse alone costs as much as half a start of
Python.  What is not plain (an option that is misspelt or without its value, an empty word, a line
that asks for help) is left to the parser that argparse makes of the same options.
"""

from __future__ import annotations

from types import SimpleNamespace

from claims_check.cli.console import COLOURS
from claims_check.findings import SEVERITIES
from claims_check.report import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    class Taker(Protocol):
        """Whoever takes options as a parser of argparse does."""

        def add_argument(self, name: str, /, **how: Any) -> Any:
            """Take one option, or the words that stand without one."""


def take(check: Taker) -> None:
    """Give a parser the options of `check`."""
    check.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a corpus folder, a file of JSON Lines, or files and folders inside a corpus: all of "
        "it is checked, what involves them is shown (default: the corpus configured, else claims, "
        "else the corpus around this folder)",
    )
    check.add_argument(
        "--format", choices=FORMATS, default=None, help="how the report is written (default: full)"
    )
    check.add_argument(
        "--output",
        metavar="FILE",
        help="write the report to a file; the concise report still prints",
    )
    check.add_argument(
        "--as-of",
        metavar="DATE",
        help="the day that staleness and expiry are judged by "
        "(default: the newest day on which a claim was checked)",
    )
    check.add_argument(
        "--select",
        metavar="RULE",
        action="append",
        help="show only what these rules find; comma-separated, repeatable",
    )
    check.add_argument(
        "--ignore",
        metavar="RULE",
        action="append",
        help="leave these rules out; comma-separated, repeatable",
    )
    check.add_argument(
        "--fail-level",
        choices=SEVERITIES,
        help="the mildest finding that makes the exit code 1 (default: error)",
    )
    check.add_argument(
        "--since",
        metavar="REF",
        help="show only findings that the corpus did not have in that commit, branch or tag, and "
        "records that are gone since; REF... is the commit at which this branch left REF",
    )
    check.add_argument(
        "--baseline", metavar="FILE", help="show only findings that are not in this file"
    )
    check.add_argument(
        "--write-baseline",
        action="store_true",
        help="write all findings to the baseline instead of showing them",
    )
    check.add_argument(
        "--fix",
        action="store_true",
        help="write what can be mended for certain: canonical form, misspelt ids, keys and words, "
        "the name of that time; report what is left",
    )
    check.add_argument(
        "--unsafe-fixes",
        metavar="RULE",
        action="append",
        help="with --fix or --diff: make the unsafe fixes of these rules too, to which a person "
        "has to agree; comma-separated, repeatable",
    )
    check.add_argument(
        "--diff", action="store_true", help="write nothing, show what --fix would change"
    )
    check.add_argument(
        "--no-cache",
        action="store_true",
        help="read and judge everything anew, and keep nothing for the next time",
    )
    check.add_argument("--notes", action="store_true", help="show notes too")
    check.add_argument(
        "--statistics",
        action="store_true",
        help="add a table of what each rule found and had to examine",
    )
    check.add_argument(
        "--color",
        choices=COLOURS,
        default="auto",
        help="colour the report: auto (on a terminal, unless NO_COLOR is set), always, never",
    )


def read(arguments: list[str]) -> SimpleNamespace | None:
    """The options of a plain line of `check`, as argparse would read them; None for any other."""
    if arguments and arguments[0] == "check":
        arguments = arguments[1:]
    elif arguments and not arguments[0].startswith("-"):
        return None  # another command, or none
    line = _PlainLine()
    take(line)
    return line.options(arguments)


class _PlainLine:
    """Takes options as argparse does, and reads the lines in which each is spelt out and valid."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Any]] = {}
        self._words = ""

    def add_argument(self, name: str, /, **how: Any) -> None:
        """Take one option, or the words that stand without one."""
        if name.startswith("-"):
            self._known[name] = how
        else:
            self._words = name

    def options(self, arguments: list[str]) -> SimpleNamespace | None:
        """What a line says, by the names that argparse gives; None where it is not plain."""
        words: list[str] = []
        found: dict[str, Any] = {"command": "check", self._words: words}
        for name, how in self._known.items():
            found[_place(name)] = False if _is_switch(how) else how.get("default")
        rest = iter(arguments)
        for argument in rest:
            if argument and not argument.startswith("-"):
                words.append(argument)
                continue
            name, equals, value = argument.partition("=")
            how = self._known.get(name, {"choices": ()})
            if _is_switch(how):
                if equals:
                    return None
                found[_place(name)] = True
                continue
            if not equals:
                value = next(rest, "-")
            if value[:1] in ("", "-") or value not in how.get("choices", (value,)):
                return None
            place = _place(name)
            found[place] = [*(found[place] or ()), value] if how.get("action") else value
        return SimpleNamespace(**found)


def _place(name: str) -> str:
    return name.lstrip("-").replace("-", "_")


def _is_switch(how: dict[str, Any]) -> bool:
    return how.get("action") == "store_true"
