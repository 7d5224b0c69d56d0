"""What a kept answer may hold: each form is checked, and anything else raises TypeError."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn


def text(told: Any) -> str:
    """A text."""
    return told if isinstance(told, str) else refuse(told)


def text_or_none(told: Any) -> str | None:
    """A text, or nothing."""
    return None if told is None else text(told)


def number(told: Any) -> int:
    """A count or place: a whole number that no text is too short for."""
    return told if type(told) is int and 0 <= told < 1 << 31 else refuse(told)


def truth(told: Any) -> bool:
    """Yes or no."""
    return told if isinstance(told, bool) else refuse(told)


def many(told: Any) -> list[Any]:
    """A list; without this look, a text would do as one, and an empty text as an empty one."""
    return told if isinstance(told, list) else refuse(told)


def texts(told: Any) -> tuple[str, ...]:
    """A list of texts."""
    return tuple([text(each) for each in many(told)])


def one_of(told: Any, allowed: tuple[Any, ...]) -> Any:
    """One of a few texts."""
    return told if isinstance(told, str) and told in allowed else refuse(told)


def refuse(told: object) -> NoReturn:
    """Raise TypeError for what is not told in its form."""
    raise TypeError(f"{type(told).__name__} is not what is kept here")
