"""What leaves the process: text on the terminal or a pipe, files, complaints."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Colours = Literal["auto", "always", "never"]
else:
    Colours = str

COLOURS: tuple[Colours, ...] = ("auto", "always", "never")


WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
"""The bits of a mode of which a file has one or more unless it is read-only."""


class UsageError(Exception):
    """Wrong usage or configuration; exit code 2.

    Each of its arguments is a message of its own, which says what is wrong and what to do.
    """


def prepare() -> None:
    """Make standard output take every text: UTF-8 where no terminal reads it, whatever the locale.

    A terminal keeps its own encoding, and what that cannot show is escaped.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        if is_terminal():
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            # Lone surrogates of a file's name come out as \udcXX, which JSON reads as well.
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def is_watched() -> bool:
    """Whether somebody sees standard error as it is written."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str) -> None:
    """Put a text on standard output, now.

    A reader that has gone away, as `head` does, is no fault of the caller's: the rest is dropped.
    Raises UsageError where the text cannot be written, such as on a full disk.
    """
    if sys.stdout is None:  # closed by whoever started us
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_the_rest()
    except OSError as error:
        _drop_the_rest()
        raise UsageError(f"standard output cannot be written: {error.strerror}") from error


def _drop_the_rest() -> None:
    """Without this, the interpreter would complain when it flushes on the way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError, ValueError):  # a stream without a descriptor needs nothing
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def complain(message: str) -> None:
    """Put a message on standard error, on one line with nothing invisible in it."""
    if sys.stderr is not None:
        from claims_check.report.words import printable

        with contextlib.suppress(OSError):
            sys.stderr.write(f"claims-check: {printable(message)}\n")


def coloured(choice: Colours) -> bool:
    """Whether to colour: as told, else as NO_COLOR and FORCE_COLOR say, else on a terminal.

    NO_COLOR (no-color.org) counts before FORCE_COLOR, as in Python itself; empty ones do not count.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal() and os.environ.get("TERM") != "dumb"


def width(fixed: int, least: int) -> int:
    """Columns of the terminal, `least` or more; `fixed` where there is none."""
    if not is_terminal():
        return fixed
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return fixed
    return max(columns, least) if columns else fixed


def replace_file(path: str, data: bytes) -> None:
    """Give a file new contents, whole or not at all, and leave its mode as it is.

    They are written beside the file and take its place in one step.  What is no ordinary file (a
    device, a pipe) is written to.  Raises OSError, for a read-only file too.
    """
    path = os.path.realpath(path)
    try:
        before = os.stat(path)
    except FileNotFoundError:
        before = None
    if before is not None and not stat.S_ISREG(before.st_mode):
        with open(path, "wb") as device:
            device.write(data)
        return
    if before is not None and not before.st_mode & WRITABLE:
        raise PermissionError(13, "it is read-only")
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        with open(beside, "xb") as file:
            file.write(data)
        if before is not None:
            os.chmod(beside, stat.S_IMODE(before.st_mode))
        os.replace(beside, path)
    except BaseException:  # an interrupt too must leave nothing behind
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
