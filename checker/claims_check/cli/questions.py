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
from claims_check.named_tuple import NamedTuple
from claims_check.report.words import printable
from claims_check.suggestion import closest

Check = Callable[[str], str | None]
"""What is wrong with an answer; None where nothing is."""

Meant = Callable[[str], str | None]
"""What was most likely meant by an answer that cannot be; nothing where that is not known."""

Made = TypeVar("Made")

BACK, NONE, WHAT = "<", "-", "?"
"""What is typed to go back to the question before, to take back an answer without another, and to
learn what is asked."""

WIDTH = 78
"""Columns of what is said on a terminal that has as many."""

_HOW = (
    f"{WHAT} explains a question, Enter takes what is in brackets, {BACK} goes back, Ctrl-C ends "
    "and writes nothing."
)
_JOINERS = "\u200c\u200d"
"""Format characters that words of some languages are spelt with."""


def is_terminal() -> bool:
    """Whether somebody can be asked: both standard streams are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and console.is_terminal()


def brief(text: str, width: int = 60) -> str:
    """The text on one line with nothing invisible in it, cut to a width."""
    text = printable(text)
    return text if len(text) <= width else text[: width - 1] + "…"


class Question(NamedTuple):
    """What is asked for an option, and what may be answered.

    `choices` are all that can be answered, `known` what is offered beside other answers.  `manual`
    tells what is asked, `meant` what to put in the brackets once an answer cannot be, and `leads`
    names options whose question the way back leads to, instead of the one before.
    """

    option: str
    text: str
    default: str = ""
    choices: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    optional: bool = False
    check: Check | None = None
    meant: Meant | None = None
    manual: Callable[[], str] | None = None
    leads: Collection[str] = ()

    def wrong(self, answer: str) -> str | None:
        """What is wrong with an answer; None where nothing is."""
        if not answer:
            return "an answer is needed here"
        for mark in answer:
            if category(mark) in ("Cc", "Cf", "Co", "Cs") and mark not in _JOINERS:
                return f"it has a character that cannot be seen, U+{ord(mark):04X}; write it anew"
        if self.choices and answer not in self.choices:
            meant = closest(answer, self.choices)
            cure = f"did you mean {meant}?" if meant else f"write one of {', '.join(self.choices)}"
            return f"it cannot be {brief(answer)}; {cure}"
        return self.check(answer) if self.check else None

    def instead(self, answer: str) -> str:
        """What is proposed for an answer that cannot be; empty where nothing is."""
        if self.choices:
            return closest(answer, self.choices) or ""
        meant = self.meant(answer) if self.meant else None
        return meant if meant and self.wrong(meant) is None else ""

    def line(self, default: str) -> str:
        """The line that asks, with what Enter gives in brackets."""
        if not default:
            return f"{self.text}{' (Enter: none)' if self.optional else ''}: "
        more = f" ({NONE}: none)" if self.optional else ""
        room = max(20, columns() - len(self.text) - len(more) - 5)
        return f"{self.text} [{brief(default, room)}]{more}: "


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
        self._asked: dict[str, tuple[int, str]] = {}
        self._typed: list[tuple[str, str]] = []
        self._at = 0
        self._before: dict[str, str] = {}
        self._reopened: set[str] = set()

    def answered(self, draft: Callable[[], Made]) -> Made:
        """What `draft` makes of the answers.

        On the way back to a question it is made anew, of the answers before that question.
        """
        while True:
            self._at = 0
            self._missing.clear()
            self._wrong.clear()
            self._asked.clear()
            try:
                return draft()
            except _Back as back:
                del self._typed[back.to :]

    @property
    def incomplete(self) -> bool:
        """Whether an answer is missing or cannot be, and nobody could be asked."""
        return bool(self._missing or self._wrong)

    def ask(self, question: Question) -> str:
        """The answer; empty where it may be left out and is, or where it is missing or cannot be.

        Raises UsageError at the end of the input.
        """
        option = question.option
        self._asked[option] = self._at, question.text
        if option in self.given and option not in self._reopened:
            answer = _word_of(self.given[option].strip(), question.choices or question.known)
            wrong = question.wrong(answer)
            if wrong is None:
                return answer
            self.object(option, wrong)
            if not self.terminal:
                return ""
        if self.terminal:
            return self._typed_answer(question)
        if question.default and option not in self._needed:
            return question.default
        if not question.optional:
            self.lack(option)
        return ""

    def object(self, option: str, wrong: str) -> None:
        """Say what is wrong with the answer to an option: now, or once there is no more to say."""
        text = f"{self.told(option)}: {wrong}"
        if self.terminal:
            self.say(text)
        else:
            self._wrong.append(" ".join(line.strip() for line in text.splitlines()))

    def lack(self, option: str, why: str = "") -> None:
        """Note that an option is missing."""
        self._missing.append(self.told(option) + (f" ({why})" if why else ""))

    def drop(self, option: str, meant: str = "") -> None:
        """Have an option asked for again; what was most likely meant stands in the brackets."""
        self.given.pop(option, None)
        if not self.replays:
            self._before[option] = meant

    def pass_by(self, option: str) -> None:
        """Note that an answer is known to be of no use here, which is no mistake."""
        self._asked[option] = self._at, option

    def texts_of(self, options: Collection[str]) -> list[str]:
        """What the questions for these options ask, in the order in which they were asked."""
        asked = [text for option, (_, text) in self._asked.items() if option in options]
        return [text.partition(" (")[0].partition(":")[0] for text in asked]

    def refuse(self) -> None:
        """Raise UsageError for what is missing or cannot be, or for what nothing asks for."""
        if self._missing:
            self._wrong.append(
                "there is no terminal to ask on, and this is missing: " + ", ".join(self._missing)
            )
        if not self._wrong:
            for option in self.given:
                if option not in self._asked:
                    cure = "it is left out" if self.terminal else "leave it out"
                    self.object(option, f"nothing here asks for it; {cure}")
        if self._wrong:
            raise console.UsageError(*self._wrong)

    def say(self, text: str) -> None:
        """Tell something on the terminal, if there is one and it was not told before."""
        if self.terminal and not self.replays:
            for line in text.splitlines():
                told = fill(line, columns(), subsequent_indent="  ", break_on_hyphens=False)
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

    def _typed_answer(self, question: Question) -> str:
        if self.replays:
            self._at += 1
            return self._typed[self._at - 1][1]
        if not self._before:
            self.say(_HOW)
        offered = question.choices or question.known
        if offered:
            console.write(_menu(offered))
        default = self._before.get(question.option) or question.default
        while True:
            typed = _line(question.line(default))
            if typed == BACK:
                self._go_back(question.leads)
                continue
            if typed == WHAT:
                self._explain(question)
                continue
            none = question.optional and typed == NONE
            answer = "" if none else _word_of(typed or default, offered)
            if answer.isdecimal() and 1 <= int(answer) <= len(offered):
                answer = offered[int(answer) - 1]
            wrong = None if question.optional and not answer else question.wrong(answer)
            if wrong is None:
                break
            self.say("\n".join(f"  {line}" for line in wrong.splitlines()))
            default = question.instead(answer) or default
        # What was proposed may be another the next time, so that it does not count as an answer.
        self._before[question.option] = "" if answer == question.default else answer
        self._typed.append((question.option, answer))
        self._at += 1
        return answer

    def _go_back(self, options: Collection[str]) -> None:
        """To the first question that was asked for one of the options, else to the one before."""
        for option, (at, _) in self._asked.items():
            if option in options:
                if option in self.given:
                    self._reopened.add(option)
                    self._before[option] = self._before.get(option) or self.given[option]
                raise _Back(at)
        if self._typed:
            raise _Back(len(self._typed) - 1)
        self.say("  this is the first question")

    def _explain(self, question: Question) -> None:
        """What is asked, as its manual has it, and what may be answered."""
        text = question.manual() if question.manual else ""
        if not text and question.choices:
            text = f"One of {', '.join(question.choices)}."
        console.write(text.rstrip("\n") + "\n" if text else "  no more is known of it\n")


class _Back(Exception):  # noqa: N818 - no error: a way through the questions
    """Somebody wants to answer again, from the question on that came after so many answers."""

    def __init__(self, to: int) -> None:
        super().__init__()
        self.to = to


def _word_of(answer: str, words: tuple[str, ...]) -> str:
    """The word that is meant but for capitals and blanks; else the answer as it is."""
    word = "-".join(answer.lower().split())
    return word if word in words else answer


def columns() -> int:
    """How wide a line of what is said on a terminal may be."""
    return min(WIDTH, console.width(WIDTH, 40))


def _menu(words: tuple[str, ...]) -> str:
    """The words with their numbers, in columns."""
    digits = len(str(len(words)))
    cells = [f"{number:>{digits}} {word}" for number, word in enumerate(words, 1)]
    broad = max(map(len, cells)) + 2
    across = max(1, (columns() + 2) // broad)
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
