"""Answers that a command needs: from its options, else asked on a terminal, else missing."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from textwrap import fill
from typing import TypeVar
from unicodedata import category

from claims_check.cli import console
from claims_check.report.words import printable
from claims_check.suggestion import closest

Check = Callable[[str], str | None]
"""What is wrong with an answer; None where nothing is."""

Made = TypeVar("Made")

BACK, NONE = "<", "-"
"""What is typed to go back to the question before, and to take back an answer without another."""

WIDTH = 78
"""Columns of what is said on a terminal that has as many."""

_HOW = f"Enter takes what is in brackets, {BACK} goes back, Ctrl-C ends and writes nothing."
_JOINERS = "\u200c\u200d"
"""Format characters that words of some languages are spelt with."""


def is_terminal() -> bool:
    """Whether somebody can be asked: both standard streams are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and console.is_terminal()


def brief(text: str, width: int = 60) -> str:
    """The text on one line with nothing invisible in it, cut to a width."""
    text = printable(text)
    return text if len(text) <= width else text[: width - 1] + "…"


class Questions:
    """Asks for what was not given.

    `given` are answers by option, `needed` the options whose default counts only once somebody
    has seen it.  `told` names an option as whoever gave its answer knows it, such as the heading of
    a form.
    """

    def __init__(
        self,
        given: Mapping[str, str],
        terminal: bool,
        told: Callable[[str], str] = lambda option: option,
        needed: Collection[str] = (),
    ) -> None:
        self.given = dict(given)
        self.terminal = terminal
        self.told = told
        self._needed = needed
        self._missing: list[str] = []
        self._wrong: list[str] = []
        self._asked_for: set[str] = set()
        self._typed: list[tuple[str, str]] = []
        self._at = 0
        self._before: dict[str, str] = {}

    def answered(self, draft: Callable[[], Made]) -> Made:
        """What `draft` makes of the answers.

        On the way back to a question it is made anew, of the answers before that question.
        """
        while True:
            self._at = 0
            self._missing.clear()
            self._wrong.clear()
            self._asked_for.clear()
            try:
                return draft()
            except _Back:
                self._typed.pop()

    @property
    def incomplete(self) -> bool:
        """Whether an answer is missing or cannot be, and nobody could be asked."""
        return bool(self._missing or self._wrong)

    def ask(
        self,
        option: str,
        question: str,
        *,
        default: str = "",
        choices: tuple[str, ...] = (),
        known: tuple[str, ...] = (),
        optional: bool = False,
        check: Check | None = None,
    ) -> str:
        """The answer; empty where it may be left out and is, or where it is missing or cannot be.

        `choices` are all that can be answered, `known` what is offered beside other answers.
        Raises UsageError at the end of the input.
        """
        self._asked_for.add(option)
        if option in self.given:
            answer = _word_of(self.given[option].strip(), choices or known)
            wrong = _wrong(answer, choices, check)
            if wrong is None:
                return answer
            self.object(option, wrong)
            if not self.terminal:
                return ""
        if self.terminal:
            return self._typed_answer(option, question, default, choices, known, optional, check)
        if default and option not in self._needed:
            return default
        if not optional:
            self.lack(option)
        return ""

    def object(self, option: str, wrong: str) -> None:
        """Say what is wrong with the answer to an option: now, or once there is no more to say."""
        text = f"{self.told(option)}: {wrong}"
        if self.terminal:
            self.say(text)
        else:
            self._wrong.append(text)

    def lack(self, option: str, why: str = "") -> None:
        """Note that an option is missing."""
        self._missing.append(self.told(option) + (f" ({why})" if why else ""))

    def drop(self, option: str) -> None:
        """Have an option asked for again, without the answer that there was."""
        self.given.pop(option, None)
        if not self.replays:
            self._before[option] = ""

    def pass_by(self, option: str) -> None:
        """Note that an answer is known to be of no use here, which is no mistake."""
        self._asked_for.add(option)

    def refuse(self) -> None:
        """Raise UsageError for what is missing or cannot be, or for what nothing asks for."""
        if self._missing:
            self._wrong.append(
                "there is no terminal to ask on, and this is missing: " + ", ".join(self._missing)
            )
        if not self._wrong:
            for option in self.given:
                if option not in self._asked_for:
                    cure = "it is left out" if self.terminal else "leave it out"
                    self.object(option, f"nothing here asks for it; {cure}")
        if self._wrong:
            raise console.UsageError(*self._wrong)

    def say(self, text: str) -> None:
        """Tell something on the terminal, if there is one and it was not told before."""
        if self.terminal and not self.replays:
            told = fill(text, _width(), subsequent_indent="  ", break_on_hyphens=False)
            console.write(f"{told}\n")

    @property
    def replays(self) -> bool:
        """Whether what is asked next was answered before somebody went back."""
        return self._at < len(self._typed)

    def retold(self) -> str:
        """What was typed, as words and options of the command; empty where nothing was."""
        words = []
        for option, answer in dict(self._typed).items():
            name, _, member = option.partition(" ")
            if answer and name.startswith("--"):
                words += [name, f"{member}={answer}" if member else answer]
            elif answer and name.isupper():
                words.append(answer)
        return shlex.join(words)

    def _typed_answer(
        self,
        option: str,
        question: str,
        default: str,
        choices: tuple[str, ...],
        known: tuple[str, ...],
        optional: bool,
        check: Check | None,
    ) -> str:
        if self.replays:
            self._at += 1
            return self._typed[self._at - 1][1]
        if not self._before:
            self.say(_HOW)
        offered = choices or known
        if offered:
            console.write(_menu(offered))
        proposed, default = default, self._before.get(option) or default
        hint = " (Enter: none)" if optional and not default else ""
        if default:
            more = f" ({NONE}: none)" if optional else ""
            room = max(20, _width() - len(question) - len(more) - 5)
            hint = f" [{brief(default, room)}]{more}"
        while True:
            typed = _line(f"{question}{hint}: ")
            if typed == BACK:
                if self._typed:
                    raise _Back
                self.say("  this is the first question")
                continue
            answer = "" if optional and typed == NONE else _word_of(typed or default, offered)
            if answer.isdecimal() and 1 <= int(answer) <= len(offered):
                answer = offered[int(answer) - 1]
            wrong = None if optional and not answer else _wrong(answer, choices, check)
            if wrong is None:
                break
            self.say(f"  {wrong}")
        self._before[option] = "" if answer == proposed else answer  # which may be another then
        self._typed.append((option, answer))
        self._at += 1
        return answer


class _Back(Exception):  # noqa: N818 - no error: a way through the questions
    """Somebody wants to answer the question before again."""


def _word_of(answer: str, words: tuple[str, ...]) -> str:
    """The word that is meant but for capitals and blanks; else the answer as it is."""
    word = "-".join(answer.lower().split())
    return word if word in words else answer


def _wrong(answer: str, choices: tuple[str, ...], check: Check | None) -> str | None:
    if not answer:
        return "an answer is needed here"
    for mark in answer:
        if category(mark) in ("Cc", "Cf", "Co", "Cs") and mark not in _JOINERS:
            return f"it has a character that cannot be seen, U+{ord(mark):04X}; write it anew"
    if choices and answer not in choices:
        meant = closest(answer, choices)
        cure = f"did you mean {meant}?" if meant else f"write one of {', '.join(choices)}"
        return f"it cannot be {brief(answer)}; {cure}"
    return check(answer) if check else None


def _width() -> int:
    return min(WIDTH, console.width(WIDTH, 40))


def _menu(words: tuple[str, ...]) -> str:
    """The words with their numbers, in columns."""
    digits = len(str(len(words)))
    cells = [f"{number:>{digits}} {word}" for number, word in enumerate(words, 1)]
    broad = max(map(len, cells)) + 2
    across = max(1, (_width() + 2) // broad)
    rows = (cells[first : first + across] for first in range(0, len(cells), across))
    return "".join("  " + "".join(f"{c:<{broad}}" for c in row).rstrip() + "\n" for row in rows)


def _line(prompt: str) -> str:
    """A line from the terminal, white space reduced to single blanks."""
    with suppress(ImportError):
        import readline  # noqa: F401 - arrow keys, and several lines pasted at once
    while True:
        try:
            return " ".join(input(prompt).split())
        except EOFError as error:
            console.write("\n")
            raise console.UsageError(
                "the input ended before all was answered; nothing is written"
            ) from error
        except UnicodeDecodeError:
            console.write("  that is not in the encoding of the terminal; write it anew\n")
