"""The commands: what each does, examples of it, and the options that it takes."""

from __future__ import annotations

from argparse import ArgumentParser

from claims_check.cli import authoring, check_line
from claims_check.cli.command import Command
from claims_check.export import FORMATS as EXPORTS

SHELLS = ("bash", "zsh", "tcsh")


def _rules(parser: ArgumentParser) -> None:
    _form(parser)


def _explain(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="what to explain (default: list what there is)"
    )
    _corpus(parser, "the corpus that an example record is taken from")
    _form(parser)


def _state(parser: ArgumentParser) -> None:
    parser.add_argument("entity", metavar="ENTITY", help="id, name or alias of an entity")
    parser.add_argument(
        "--at",
        metavar="DATE",
        help="the day, or a date such as 2023-07; certain is then what holds on all its days "
        "(default: the newest day on which a claim was checked)",
    )
    _corpus(parser, "the corpus that is asked")
    _form(parser)


def _fmt(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="corpus, folder or file (default: as for check)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="write nothing, list what would change")
    how.add_argument("--diff", action="store_true", help="write nothing, show what would change")


def _stats(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="?", metavar="PATH", help="the corpus (default: as for check)"
    )
    _form(parser)


def _timeline(parser: ArgumentParser) -> None:
    parser.add_argument("entities", nargs="*", metavar="ENTITY", help="id, name or alias")
    _corpus(parser, "the corpus that is asked")
    _form(parser)


def _anchors(parser: ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="the document, as text or Markdown")
    parser.add_argument("--source", metavar="ID", required=True, help="the source it is")
    _corpus(parser, "the corpus that has the source")
    _form(parser)


def _diff(parser: ArgumentParser) -> None:
    parser.add_argument("earlier", metavar="BASE", help="a commit, branch or tag")
    parser.add_argument(
        "later", metavar="HEAD", nargs="?", help="another (default: the working tree)"
    )
    _corpus(parser, "the corpus that is compared")
    _form(parser)


def _export(parser: ArgumentParser) -> None:
    parser.add_argument(
        "formats",
        nargs="+",
        metavar="FORMAT",
        choices=(*EXPORTS, "all"),
        help=f"{', '.join(EXPORTS)}; all is every one",
    )
    parser.add_argument("--output", metavar="DIR", required=True, help="the folder to write")
    _corpus(parser, "the corpus that is exported")
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help="the day that staleness and expiry are judged by "
        "(default: the newest day on which a claim was checked)",
    )
    parser.add_argument(
        "--with-errors",
        action="store_true",
        help="export a corpus that has errors; the export says that it has",
    )


def _lsp(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--stdio", action="store_true", help="what some editors add: the only way there is"
    )


def _completions(parser: ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))


def _form(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people or for programs"
    )


def _corpus(parser: ArgumentParser, what: str) -> None:
    parser.add_argument("--corpus", metavar="PATH", help=f"{what} (default: as for check)")


COMMANDS: dict[str, Command] = {
    "check": Command(
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
        check_line.take,
    ),
    "rules": Command(
        "list all rules", "  claims-check rules\n  claims-check rules --format json\n", _rules
    ),
    "explain": Command(
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
        _explain,
    ),
    "state": Command(
        "tell what the corpus establishes about an entity on a day",
        """\
  claims-check state meta --at 2021-10-27
  claims-check state "Meta AI" --at 2023-07
  claims-check state meta --format json
""",
        _state,
    ),
    "fmt": Command(
        "write records in canonical form",
        """\
  claims-check fmt
  claims-check fmt --diff claims/llama-2
  claims-check fmt --check
""",
        _fmt,
        " Keys in the order of the schema, two blanks a level, UTF-8, a line break at the end. "
        "A file whose text is no record or would lose something is reported and left alone.",
    ),
    "stats": Command(
        "show the corpus in numbers",
        "  claims-check stats\n  claims-check stats --format json claims\n",
        _stats,
    ),
    "timeline": Command(
        "list events in order, with the days that all records together leave them",
        """\
  claims-check timeline llama-2
  claims-check timeline meta fair --format json
""",
        _timeline,
        " Without an ENTITY it lists the events of all of them.",
    ),
    "anchors": Command(
        "verify every passage of a document that you hold",
        "  claims-check anchors article.txt --source aitoearn-2025-unbalanced-utopia\n",
        _anchors,
        " The corpus keeps no sentence of a document, only a passage's first and last words and "
        "a hash: this finds each and compares.",
    ),
    "diff": Command(
        "tell what a change means: records, dates, verdicts, findings",
        """\
  claims-check diff main               from main to the working tree
  claims-check diff main...            from where this branch left main
  claims-check diff v1.0 v1.1 --format json
""",
        _diff,
        " As text it is Markdown, made to be posted on a pull request.",
    ),
    "export": Command(
        "write the corpus in formats that other programs load",
        """\
  claims-check export json csv --output out
  claims-check export all --output out
""",
        _export,
        " A corpus with errors is not exported unless told so. "
        "An earlier export in the folder is replaced as a whole, once the new one is complete.",
    ),
    "lsp": Command(
        "show the findings in an editor, which starts this as a language server",
        "  claims-check lsp                     what an editor is set up to run\n",
        _lsp,
        " Not for a terminal: it speaks the language server protocol over standard input and "
        'output. Needs `pip install "pygls>=2.1,<3"`.',
    ),
    "new": authoring.NEW,
    "init": authoring.INIT,
    "completions": Command(
        "print a script that completes commands and options in a shell",
        """\
  claims-check completions bash > ~/.local/share/bash-completion/completions/claims-check
  claims-check completions zsh > ~/.zfunc/_claims-check
""",
        _completions,
    ),
}
"""All commands by their names, in the order in which `--help` lists them."""
