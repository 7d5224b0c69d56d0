"""`fmt`: records in canonical form, written, listed or shown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims_check.cli import CLEAN, FOUND, console
from claims_check.cli.patch import patch
from claims_check.cli.rewriting import reason_to_leave
from claims_check.cli.target import Target, is_below, name_below, refuse_unmarked, target_of
from claims_check.corpus.entry import Entry, read_bytes
from claims_check.corpus.reading import read_file, read_lines
from claims_check.corpus.tree import LINES, NoCorpusError, base_of, files_below
from claims_check.findings import START, Problem, counted
from claims_check.mending.form import in_form
from claims_check.named_tuple import NamedTuple
from claims_check.report.words import printable
from claims_check.text import Found

if TYPE_CHECKING:
    from argparse import Namespace


class Formatted(NamedTuple):
    """A file with its canonical text, or with what keeps it from having one."""

    file: str
    path: str
    before: bytes
    after: bytes
    problems: tuple[Found, ...]


def run(options: Namespace) -> int:
    """Format the files; the exit code is 1 where one is left that is not in canonical form."""
    target = target_of(options.paths, "claims-check fmt PATH")
    dry = options.check or options.diff
    if not dry:
        refuse_unmarked(target.root)
    said: list[str] = []
    total = changed = refused = 0
    for formatted in _formatted(target):
        total += 1
        file = printable(formatted.file)
        if formatted.problems:
            refused += 1
            said += (_line(file, rule, problem) for rule, problem in formatted.problems)
        elif formatted.after != formatted.before:
            reason = None if dry else _written(formatted, target.root)
            if reason:
                refused += 1
                said.append(f"{file}: not written: {printable(reason)}\n")
                continue
            changed += 1
            if options.diff:
                said.append(patch(formatted.file, formatted.before, formatted.after))
            else:
                said.append(f"{file}: {'not in canonical form' if dry else 'written'}\n")
    console.write("".join(said) + _summary(total, changed, refused, dry))
    return FOUND if refused or (changed and dry) else CLEAN


def _formatted(target: Target) -> Iterator[Formatted]:
    root, base = target.root, base_of(target.root)
    name = os.path.relpath(root, base).replace(os.sep, "/")
    if root.endswith(LINES):
        yield _formatted_lines(root, name)
        return
    try:
        names = files_below(root)
    except NoCorpusError as error:
        raise console.UsageError(str(error)) from error
    prefix = "" if name == "." else f"{name}/"
    records = [below for below in names if below.endswith(".json")]
    wanted = {path: name_below(root, path) for path in target.paths}
    for path, one in wanted.items():
        if not any(is_below(below, one) for below in records):
            raise console.UsageError(f"{path}: there is no record file (.json) in it")
    if not records:
        raise console.UsageError(f"{os.path.relpath(root)}: there is no record file (.json) in it")
    for below in records:
        if target.whole or any(is_below(below, one) for one in wanted.values()):
            yield _formatted_file(read_file(root, below, prefix))


def _formatted_file(entry: Entry) -> Formatted:
    try:
        data = read_bytes(entry.path)
    except OSError:
        return Formatted(entry.file, entry.path, b"", b"", entry.problems)
    after, problems = in_form([entry], data, lined=False)
    return Formatted(entry.file, entry.path, data, after, problems)


def _formatted_lines(path: str, file: str) -> Formatted:
    try:
        data = read_bytes(path)
        entries = read_lines(path, file, data)
    except OSError as error:
        raise console.UsageError(f"{path}: {error.strerror}") from error
    after, problems = in_form(entries, data, lined=True)
    return Formatted(file, path, data, after, problems)


def _written(formatted: Formatted, root: str) -> str | None:
    """Write a file; what keeps it from being written, None where nothing does."""
    if reason := reason_to_leave(formatted.path, root):
        return reason
    try:
        console.replace_file(formatted.path, formatted.after)
    except PermissionError as error:
        return error.strerror
    except OSError as error:
        raise console.UsageError(
            f"{formatted.file}: it cannot be written: {error.strerror}"
        ) from error
    return None


def _line(file: str, rule: str, problem: Problem) -> str:
    span = problem.span or START
    return f"{file}:{span.line}:{span.column}: error[{rule}] {printable(problem.message)}\n"


def _summary(total: int, changed: int, refused: int, dry: bool) -> str:
    parts = []
    if changed:
        parts.append(f"{counted(changed, 'file')} {'to write' if dry else 'written'}")
    if refused:
        parts.append(f"{counted(refused, 'file')} left alone")
    parts.append(f"{counted(total - changed - refused, 'file')} in canonical form")
    return f"{', '.join(parts)}\n"
