"""The commands and their options, and what is said to a misspelt one."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable
from typing import NoReturn

from claims_check import VERSION
from claims_check.cli import authoring, console
from claims_check.cli.helping import Formatter, exits
from claims_check.export import FORMATS as EXPORTS
from claims_check.findings import SEVERITIES
from claims_check.report import FORMATS
from claims_check.suggestion import closest

SHELLS = ("bash", "zsh", "tcsh")

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
    parser, commands = build()
    first = arguments[0] if arguments else ""
    if not first or (first.startswith("-") and first not in ("-h", "--help", "--version")):
        arguments = ["check", *arguments]
    elif not first.startswith("-") and first not in commands:
        raise console.UsageError(_no_command(first, commands))
    try:
        options, rest = parser.parse_known_args(arguments)
    except SystemExit:
        return None
    if rest:
        _take(rest, options, commands[options.command])
    return options


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
        parser.error(f"{' '.join(rest)} is one word too many")
    options.paths.extend(rest)


def _meant(word: str, known: Iterable[str]) -> str | None:
    meant = closest(word, known)
    return f"did you mean {meant}?" if meant else None


def build() -> tuple[Parser, dict[str, Parser]]:
    """The parser of the command line, and the parsers of the commands by name."""
    parser = Parser(
        prog="claims-check",
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
    parser.add_argument("--version", action="version", version=f"claims-check {VERSION}")
    group = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND")
    commands: dict[str, Parser] = {}

    def command(name: str, does: str, examples: str, more: str = "") -> Parser:
        commands[name] = group.add_parser(
            name,
            help=does,
            description=f"{does[0].upper()}{does[1:]}.{more}",
            epilog=f"examples:\n{examples}\n{exits(name)}",
            formatter_class=Formatter,
            allow_abbrev=False,
        )
        return commands[name]

    _check(
        command(
            "check",
            "check a corpus, or what involves some of its files",
            """\
  claims-check check
  claims-check check claims/llama-2/llama-2-sizes.json
  claims-check check --format json --output report.json
  claims-check check --select impossible-day,backwards-set
  claims-check check --fail-level warning --notes
  claims-check check --since main
  claims-check check --fix
  claims-check check --diff --unsafe-fixes impossible-day
""",
        )
    )
    rules = command(
        "rules", "list all rules", "  claims-check rules\n  claims-check rules --format json\n"
    )
    _form(rules)
    explain = command(
        "explain",
        "print the manual of a rule, kind, record, field, verdict, flaw, other word or date",
        """\
  claims-check explain                 what there is to explain
  claims-check explain kinds           the kinds of propositions, one a line
  claims-check explain organisation-not-yet-founded
  claims-check explain released        a kind of proposition, with its fields
  claims-check explain outdated        a flaw
  claims-check explain dates           how dates are written
  claims-check explain 2023-02~        what one date stands for
""",
    )
    explain.add_argument(
        "name", nargs="?", metavar="NAME", help="what to explain (default: list what there is)"
    )
    _corpus(explain, "the corpus that an example record is taken from")
    _form(explain)
    state = command(
        "state",
        "tell what the corpus establishes about an entity on a day",
        """\
  claims-check state meta --at 2021-10-27
  claims-check state "Meta AI" --at 2023-07
  claims-check state meta --format json
""",
    )
    state.add_argument("entity", metavar="ENTITY", help="id, name or alias of an entity")
    state.add_argument(
        "--at",
        metavar="DATE",
        help="the day, or a date such as 2023-07; certain is then what holds on all its days "
        "(default: the newest day on which a claim was checked)",
    )
    _corpus(state, "the corpus that is asked")
    _form(state)
    fmt = command(
        "fmt",
        "write records in canonical form",
        """\
  claims-check fmt
  claims-check fmt --diff claims/llama-2
  claims-check fmt --check
""",
        " Keys in the order of the schema, two blanks a level, UTF-8, a line break at the end. "
        "A file whose text is no record or would lose something is reported and left alone.",
    )
    fmt.add_argument(
        "paths", nargs="*", metavar="PATH", help="corpus, folder or file (default: as for check)"
    )
    how = fmt.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="write nothing, list what would change")
    how.add_argument("--diff", action="store_true", help="write nothing, show what would change")
    stats = command(
        "stats",
        "show the corpus in numbers",
        "  claims-check stats\n  claims-check stats --format json claims\n",
    )
    stats.add_argument("path", nargs="?", metavar="PATH", help="the corpus (default: as for check)")
    _form(stats)
    timeline = command(
        "timeline",
        "list events in order, with the days that all records together leave them",
        """\
  claims-check timeline llama-2
  claims-check timeline meta fair --format json
""",
        " Without an ENTITY it lists the events of all of them.",
    )
    timeline.add_argument("entities", nargs="*", metavar="ENTITY", help="id, name or alias")
    _corpus(timeline, "the corpus that is asked")
    _form(timeline)
    anchors = command(
        "anchors",
        "verify every passage of a document that you hold",
        "  claims-check anchors article.txt --source aitoearn-2025-unbalanced-utopia\n",
        " The corpus keeps no sentence of a document, only a passage's first and last words and "
        "a hash: this finds each and compares.",
    )
    anchors.add_argument("document", metavar="DOCUMENT", help="the document, as text or Markdown")
    anchors.add_argument("--source", metavar="ID", required=True, help="the source it is")
    _corpus(anchors, "the corpus that has the source")
    _form(anchors)
    diff = command(
        "diff",
        "tell what a change means: records, dates, verdicts, findings",
        """\
  claims-check diff main               from main to the working tree
  claims-check diff main...            from where this branch left main
  claims-check diff v1.0 v1.1 --format json
""",
        " As text it is Markdown, made to be posted on a pull request.",
    )
    diff.add_argument("earlier", metavar="BASE", help="a commit, branch or tag")
    diff.add_argument(
        "later", metavar="HEAD", nargs="?", help="another (default: the working tree)"
    )
    _corpus(diff, "the corpus that is compared")
    _form(diff)
    export = command(
        "export",
        "write the corpus in formats that other programs load",
        """\
  claims-check export json csv --output out
  claims-check export all --output out
""",
        " A corpus with errors is not exported unless told so. "
        "An earlier export in the folder is replaced as a whole, once the new one is complete.",
    )
    export.add_argument(
        "formats",
        nargs="+",
        metavar="FORMAT",
        choices=(*EXPORTS, "all"),
        help=f"{', '.join(EXPORTS)}; all is every one",
    )
    export.add_argument("--output", metavar="DIR", required=True, help="the folder to write")
    _corpus(export, "the corpus that is exported")
    export.add_argument(
        "--as-of",
        metavar="DATE",
        help="the day that staleness and expiry are judged by "
        "(default: the newest day on which a claim was checked)",
    )
    export.add_argument(
        "--with-errors",
        action="store_true",
        help="export a corpus that has errors; the export says that it has",
    )
    lsp = command(
        "lsp",
        "show the findings in an editor, which starts this as a language server",
        "  claims-check lsp                     what an editor is set up to run\n",
        " Not for a terminal: it speaks the language server protocol over standard input and "
        'output. Needs `pip install "pygls>=2.1,<3"`.',
    )
    lsp.add_argument(
        "--stdio", action="store_true", help="what some editors add: the only way there is"
    )
    authoring.add(command)
    completions = command(
        "completions",
        "print a script that completes commands and options in a shell",
        """\
  claims-check completions bash > ~/.local/share/bash-completion/completions/claims-check
  claims-check completions zsh > ~/.zfunc/_claims-check
""",
    )
    completions.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))
    return parser, commands


def _check(check: Parser) -> None:
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
    authoring.take_fixes(check)
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
        choices=console.COLOURS,
        default="auto",
        help="colour the report: auto (on a terminal, unless NO_COLOR is set), always, never",
    )


def _form(parser: Parser) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people or for programs"
    )


def _corpus(parser: Parser, what: str) -> None:
    parser.add_argument("--corpus", metavar="PATH", help=f"{what} (default: as for check)")
