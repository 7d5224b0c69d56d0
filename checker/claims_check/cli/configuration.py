"""What is set for a corpus: `[tool.claims-check]` of pyproject.toml, or claims-check.toml."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from claims_check import VERSION
from claims_check.cli.console import UsageError
from claims_check.corpus.tree import has_our_table
from claims_check.findings import FAULT, SEVERITIES, Severity
from claims_check.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal, NoReturn

    Level = Literal["error", "warning", "note", "off"]
else:
    Level = str

KEYS = (
    *("corpus", "select", "ignore", "severity", "fail-level", "baseline", "site-url"),
    "required-version",
)
LEVELS = (*SEVERITIES, "off")
NOT_READ = (
    "unreadable-file",
    "not-utf-8",
    "not-json",
    "nested-too-deep",
    "not-in-schema",
    "unknown-kind",
    FAULT,
)
"""Rules whose findings say that a record, or a judgement of it, is missing from the check."""


_AT = r" \(at line ([0-9]+), column ([0-9]+)\)$"
"""Where something is wrong, in the words of tomllib."""
_CLAUSE = r" *(>=|<=|==|!=|>|<) *([0-9]+(?:\.[0-9]+)*) *"


class Configuration(NamedTuple):
    """What is set; `file` is where, empty where nothing is.

    `corpus` and `baseline` lead from here.  The name of a record's file behind `site_url` is the
    address of the record.
    """

    file: str = ""
    corpus: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Level], ...] = ()
    fail_level: Severity = "error"
    baseline: str | None = None
    site_url: str | None = None


def read_configuration(folder: str) -> Configuration:
    """What the folder's claims-check.toml sets, else its pyproject.toml; maybe nothing.

    Raises UsageError with file and line for a key that does not exist, a value that cannot be, and
    a version of claims-check that is not the one asked for; OSError for a file that cannot be read.
    """
    for name, table in (("claims-check.toml", ""), ("pyproject.toml", "tool.claims-check")):
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            with open(path, "rb") as file:
                data = file.read()
            if not table or has_our_table(data):  # most have nothing for us
                return _Reader(path, data, table).configuration()
    return Configuration()


class _Reader:
    """Reads one file and says where in it something is wrong."""

    def __init__(self, path: str, data: bytes, table: str) -> None:
        import tomllib

        self.path = os.path.relpath(path)
        self.table = table
        self.text = data.decode("utf-8", "replace")
        try:
            values: Any = tomllib.loads(data.decode())
        except ValueError as error:  # no TOML, or no UTF-8
            raise UsageError(f"{self.path}:{_no_toml(data, error)}") from error
        for step in table.split(".") if table else ():
            values = values.get(step, {}) if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            self.refuse(table.rpartition(".")[2], f"[{table}] has to be a table")
        self.values = values

    def configuration(self) -> Configuration:
        """All that is set, checked; the wanted version first, since newer ones know more keys."""
        if not self.values:
            return Configuration()
        self.required_version()
        for key in self.values:
            if key not in KEYS:
                self.refuse(key, self._no_key(key))
        level = self.values.get("fail-level", "error")
        fail_level: Any = self.one_of("fail-level", level, SEVERITIES)
        return Configuration(
            self.path,
            self.path_of("corpus"),
            self.rules("select"),
            self.rules("ignore"),
            self.severities(),
            fail_level,
            self.path_of("baseline"),
            self.site_url(),
        )

    def path_of(self, key: str) -> str | None:
        """The path that a key names, from here; None where it is not set."""
        path = self.values.get(key)
        if path is None:
            return None
        if not isinstance(path, str) or not path:
            self.refuse(key, f"{key} has to be a path in quotes")
        return os.path.join(os.path.dirname(self.path), path)

    def required_version(self) -> None:
        """Refuse to run where another version of claims-check is asked for."""
        wanted = self.values.get("required-version")
        if wanted is None:
            return
        clauses = wanted.split(",") if isinstance(wanted, str) else [""]
        found = [re.fullmatch(_CLAUSE, clause) for clause in clauses]
        if not all(found):
            self.refuse(
                "required-version",
                'required-version has to be comparisons in quotes, such as ">=0.1,<0.3"',
            )
        if not all(clause and _satisfies(VERSION, clause[1], clause[2]) for clause in found):
            self.refuse(
                "required-version",
                f"this corpus asks for claims-check {wanted}, and this is {VERSION}; "
                f'install it with: pip install "claims-check{wanted.replace(" ", "")}"',
            )

    def rules(self, key: str) -> tuple[str, ...]:
        """A list of names of rules."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.refuse(key, f'{key} has to be a list of rules, such as ["unused-record"]')
        for name in value:
            self.rule(name)
        return tuple(value)

    def rule(self, name: object) -> None:
        """Refuse what is not the name of a rule."""
        problem = rule_problem(name)
        if problem:
            self.refuse(str(name), problem)

    def site_url(self) -> str | None:
        """The address before the names of files."""
        value = self.values.get("site-url")
        if value is not None and not re.fullmatch(r"https?://\S+/", str(value)):
            self.refuse(
                "site-url",
                "site-url has to be an address in quotes that a file name can follow, such as "
                '"https://example.org/corpus/"',
            )
        return None if value is None else str(value)

    def severities(self) -> tuple[tuple[str, Level], ...]:
        """The severities that differ from the rules' own."""
        table = self.values.get("severity", {})
        if not isinstance(table, dict):
            self.refuse("severity", "severity has to be a table of rules and their severities")
        for name, level in table.items():
            self.rule(name)
            self.one_of(name, level, LEVELS)
            if name in NOT_READ and level not in ("error", "off"):
                self.refuse(name, f"{name} says that a record was not read, and stays an error")
        return tuple(table.items())

    def one_of(self, key: str, value: object, allowed: tuple[str, ...]) -> str:
        """The value, if it is one of those allowed."""
        if not isinstance(value, str) or value not in allowed:
            meant = _meant(value, allowed)
            cure = f"did you mean {meant}?" if meant else f"write one of {', '.join(allowed)}"
            self.refuse(key, f"{key} cannot be {value}; {cure}")
        return value

    def _no_key(self, key: str) -> str:
        if key == "tool" and not self.table:
            return "there is no key tool here: in claims-check.toml, keys stand without a table"
        meant = _meant(key, KEYS)
        cure = f"did you mean {meant}?" if meant else f"the keys are {', '.join(KEYS)}"
        return f"there is no key {key}; {cure}"

    def refuse(self, word: str, message: str) -> NoReturn:
        """Raise UsageError with the line on which the word stands."""
        raise UsageError(f"{self.path}:{self._line_of(word)}: {message}")

    def _line_of(self, word: str) -> int:
        """The first line of our table that has the word outside a comment; 1 where none has."""
        whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        lines = self.text.splitlines()
        ours = not self.table
        for number, line in enumerate(lines, 1):
            if self.table and line.lstrip().startswith("["):
                ours = line.lstrip().lstrip("[ ").startswith(self.table)
            if ours and whole.search(line.partition("#")[0].replace(self.table or "\0", "")):
                return number
        return 1


def _no_toml(data: bytes, error: ValueError) -> str:
    """What keeps a text from being TOML, after line and column."""
    why = str(error)
    text = data.decode("utf-8", "replace")
    if isinstance(error, UnicodeDecodeError):
        text = data[: error.start].decode("utf-8", "replace")
        why = f"byte 0x{data[error.start]:02X} is not UTF-8"
    elif text.startswith("\ufeff"):
        text, why = "", "a byte order mark; save the file as UTF-8 without it"
    place = re.search(_AT, why)
    lines = text.split("\n")
    line, column = place.groups() if place else (len(lines), len(lines[-1]) + 1)
    return f"{line}:{column}: this is no TOML: {re.sub(_AT, '', why)}"


def rule_problem(name: object) -> str | None:
    """What is wrong with the name of a rule; None where there is such a rule."""
    from claims_check.rules import BY_NAME

    if isinstance(name, str) and name in BY_NAME:
        return None
    meant = _meant(name, BY_NAME)
    cure = f"did you mean {meant}?" if meant else "`claims-check rules` lists them"
    return f"there is no rule {name}; {cure}"


def _meant(word: object, known: Iterable[str]) -> str | None:
    from claims_check.suggestion import closest  # for mistakes only

    return closest(word, known) if isinstance(word, str) else None


def _satisfies(version: str, relation: str, other: str) -> bool:
    """Whether a version of whole numbers stands in a relation to another; 0.1 is 0.1.0."""
    have, want = _numbers(version), _numbers(other)
    length = max(len(have), len(want))
    have += [0] * (length - len(have))
    want += [0] * (length - len(want))
    return {
        ">=": have >= want,
        "<=": have <= want,
        "==": have == want,
        "!=": have != want,
        ">": have > want,
        "<": have < want,
    }[relation]


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
