"""What a command is, before its parser is made."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from claims_check.named_tuple import NamedTuple


class Command(NamedTuple):
    """What a command does, examples of its use, what gives its parser options, and more on it."""

    does: str
    examples: str
    take: Callable[[ArgumentParser], None]
    more: str = ""
