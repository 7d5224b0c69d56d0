"""A terminal of its own for a run of the command, with somebody who answers."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios

from tests.command import environment

ROWS, COLUMNS = 50, 80


class Terminal:
    """A run of the command on a terminal of its own, with somebody who answers."""

    def __init__(self, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", ROWS, COLUMNS, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "claims_check", *arguments],
            env=environment({"TERM": "dumb"}),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(theirs)
        self.seen = ""
        self._decode = codecs.getincrementaldecoder("utf-8")().decode

    def answer(self, question: str, answer: str) -> None:
        """Wait for a question, and type the answer."""
        self._read_until(question)
        os.write(self._ours, f"{answer}\n".encode())

    def press(self, question: str, key: bytes) -> None:
        """Wait for a question, and press a key until it is heeded.

        A question is shown a moment before its answer is waited for; a Ctrl-C that comes in between
        is only heeded with the next key, on a real terminal too.
        """
        self._read_until(question)
        for _ in range(60):
            os.write(self._ours, key)
            try:
                self._process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                continue
            return

    def _read_until(self, question: str) -> None:
        start = len(self.seen)
        while question not in self.seen[start:]:
            assert self._read(), self.seen

    def _read(self) -> bool:
        """Read what is shown next; False once nobody has the other end any more."""
        if not select.select([self._ours], [], [], 60)[0]:
            self._process.kill()
            raise AssertionError(f"it says nothing more after: {self.seen}")
        try:
            part = os.read(self._ours, 4096)
        except OSError:
            return False
        self.seen += self._decode(part).replace("\r\n", "\n")
        return bool(part)

    def end(self) -> int:
        """The exit code, once all is said."""
        while self._read():
            continue
        os.close(self._ours)
        return self._process.wait(timeout=60)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
