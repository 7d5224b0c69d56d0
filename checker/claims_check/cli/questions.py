"""Answers that a command needs: from its options, else asked on a terminal, else missing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from textwrap import fill
from unicodedata import category

from claims_check.cli import console
from claims_check.suggestion import closest

Check = Callable[[str], str | None]
"""What is wrong with an answer; None where nothing is."""


def is_terminal() -> bool:
    """Whether somebody can be asked: both standard streams are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and console.is_terminal()


class Questions:
    """Asks for what was not given; `given` are answers by option.

    `told` names an option as whoever gave its answer knows it, such as the heading of a form.
    """

    def __init__(
        self,
        given: Mapping[str, str],
        terminal: bool,
        told: Callable[[str], str] = lambda option: option,
    ) -> None:
        self.given = dict(given)
        self.terminal = terminal
        self.missing: list[str] = []
        self._told = told
        self._asked_for: set[str] = set()

    def ask(
        self,
        option: str,
        question: str,
        *,
        default: str = "",
        choices: tuple[str, ...] = (),
        optional: bool = False,
        check: Check | None = None,
    ) -> str:
        """The answer; empty where it may be left out and is, or where it is missing.

        Raises UsageError for an answer in the options that cannot be, and at the end of the input.
        """
        self._asked_for.add(option)
        if option in self.given:
            answer = self.given[option].strip()
            wrong = self._wrong(answer, choices, check)
            if wrong:
                raise console.UsageError(f"{self._told(option)}: {wrong}")
            return answer
        if not self.terminal:
            if not default and not optional:
                self.missing.append(option)
            return default
        return self._asked(question, default, choices, optional, check)

    def refuse_missing(self) -> None:
        """Raise UsageError where something was missing and nobody could be asked."""
        if self.missing:
            wanted = ", ".join(self._told(option) for option in self.missing)
            raise console.UsageError(
                f"there is no terminal to ask on, and this is missing: {wanted}"
            )

    def refuse_unused(self) -> None:
        """Raise UsageError for an answer that nothing here asks for."""
        for option in self.given:
            if option not in self._asked_for:
                raise console.UsageError(
                    f"{self._told(option)}: nothing here asks for it; leave it out"
                )

    def say(self, text: str) -> None:
        """Tell something on the terminal, if there is one."""
        if self.terminal:
            console.write(f"{fill(text, 78, subsequent_indent='  ', break_on_hyphens=False)}\n")

    def _asked(
        self,
        question: str,
        default: str,
        choices: tuple[str, ...],
        optional: bool,
        check: Check | None,
    ) -> str:
        if choices:
            self.say("  " + "  ".join(f"{n} {word}" for n, word in enumerate(choices, 1)))
        hint = f" [{default}]" if default else " (Enter: none)" if optional else ""
        while True:
            answer = _line(f"{question}{hint}: ") or default
            if choices and answer.isdecimal() and 1 <= int(answer) <= len(choices):
                answer = choices[int(answer) - 1]
            if not answer and optional:
                return ""
            wrong = self._wrong(answer, choices, check)
            if wrong is None:
                return answer
            self.say(f"  {wrong}")

    def _wrong(self, answer: str, choices: tuple[str, ...], check: Check | None) -> str | None:
        if not answer:
            return "an answer is needed here"
        if any(category(mark).startswith("C") for mark in answer):
            return "it has a character that cannot be seen; write it anew"
        if choices and answer not in choices:
            meant = closest(answer, choices)
            cure = f"did you mean {meant}?" if meant else f"write one of {', '.join(choices)}"
            return f"it cannot be {answer}; {cure}"
        return check(answer) if check else None


def _line(prompt: str) -> str:
    """A line from the terminal, without blanks at its ends."""
    while True:
        try:
            return input(prompt).strip()
        except EOFError as error:
            console.write("\n")
            raise console.UsageError(
                "the input ended before all was answered; nothing is written"
            ) from error
        except UnicodeDecodeError:
            console.write("  that is not in the encoding of the terminal; write it anew\n")
