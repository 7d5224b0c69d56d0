"""Our named tuples do what those of typing do."""

from __future__ import annotations

import pickle
import typing
from collections.abc import Callable
from copy import copy, deepcopy
from inspect import signature
from operator import attrgetter
from typing import Any

import pytest

from claims_check import named_tuple


class Ours(named_tuple.NamedTuple):
    """A place and what is there."""

    place: tuple[int, ...]
    name: str
    sort: str = "lake"
    depth: float | None = None

    @property
    def known(self) -> bool:
        """Whether it was sounded."""
        return self.depth is not None


class Theirs(typing.NamedTuple):
    """A place and what is there."""

    place: tuple[int, ...]
    name: str
    sort: str = "lake"
    depth: float | None = None

    @property
    def known(self) -> bool:
        """Whether it was sounded."""
        return self.depth is not None


LAKE = ((46, 6), "Léman")


def matched(value: object) -> Any:
    match value:
        case Ours(place, name, "lake") | Theirs(place, name, "lake"):
            return place, name
        case Ours(depth=depth) | Theirs(depth=depth):
            return depth
    return value


@pytest.mark.parametrize(
    "of",
    [
        lambda made: made(*LAKE),
        lambda made: made(*LAKE, "sea", 310.0),
        lambda made: made(*LAKE, depth=310.0),
        lambda made: made(depth=None, name="Léman", place=(46, 6), sort="sea"),
        lambda made: made._make([*LAKE, "sea", 310.0]),
        lambda made: made(*LAKE)._replace(name="Geneva", depth=310.0),
        lambda made: made(*LAKE)._replace(),
        lambda made: made(*LAKE)._asdict(),
        lambda made: made(*LAKE)[1:3],
        lambda made: [*made(*LAKE)],
        lambda made: made(*LAKE) == (*LAKE, "lake", None),
        lambda made: made(*LAKE) < made(*LAKE, "pond"),
        lambda made: hash(made(*LAKE)),
        lambda made: {made(*LAKE): 1}[(*LAKE, "lake", None)],
        lambda made: pickle.loads(pickle.dumps(made(*LAKE, depth=310.0))),
        lambda made: [copy(made(*LAKE)), deepcopy(made([46, 6], "Léman"))],
        lambda made: attrgetter("place", "name", "sort", "depth", "known")(made(*LAKE)),
        lambda made: [matched(made(*LAKE)), matched(made(*LAKE, "sea", 310.0))],
        lambda made: [made._fields, made._field_defaults, made.__match_args__, made.__slots__],
        lambda made: [made.__name__, made.__doc__, made.__bases__[-1].__mro__[-1]],
        lambda made: signature(made).replace(return_annotation=None).parameters.keys(),
        lambda made: [p.default for p in signature(made).parameters.values()],
        lambda made: typing.get_type_hints(made),
    ],
)
def test_it_does_what_typing_does(of: Callable[[Any], object]) -> None:
    assert repr(of(Ours)).replace("Ours", "Theirs") == repr(of(Theirs))


@pytest.mark.parametrize(
    "of",
    [
        lambda made: made(),
        lambda made: made((46, 6)),
        lambda made: made(*LAKE, "sea", 310.0, "more"),
        lambda made: made(*LAKE, name="Geneva"),
        lambda made: made._make(LAKE),
        lambda made: made(*LAKE, area=580),
        lambda made: setattr(made(*LAKE), "name", "Geneva"),
        lambda made: setattr(made(*LAKE), "area", 580),
        lambda made: vars(made(*LAKE)),
        lambda made: made(*LAKE).area,
    ],
)
def test_it_refuses_what_typing_refuses(of: Callable[[Any], object]) -> None:
    with pytest.raises((TypeError, AttributeError)) as theirs:
        of(Theirs)
    with pytest.raises(theirs.type) as ours:
        of(Ours)
    assert str(ours.value).replace("Ours", "Theirs") == str(theirs.value)


def test_a_field_that_it_has_not_cannot_be_replaced() -> None:
    lake: Any = Ours(*LAKE)
    with pytest.raises(TypeError, match="Ours has no field area, age"):
        lake._replace(area=580, name="Geneva", age=3)


def test_what_is_inherited_from_it_is_no_other_tuple() -> None:
    class Deep(Ours):
        def __new__(cls, name: str) -> Deep:
            return super().__new__(cls, (0, 0), name, "sea", 11_000.0)

    assert repr(Deep("Challenger")._replace(place=(11, 142))) == (
        "Deep(place=(11, 142), name='Challenger', sort='sea', depth=11000.0)"
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("name: str = ''\n    place: int", "a field without a default follows one that has one"),
        ("pass", "needs fields, and from __future__ import annotations"),
    ],
)
def test_a_class_that_cannot_be_is_refused(body: str, why: str) -> None:
    text = f"class Wrong(NamedTuple):\n    {body}\n"
    with pytest.raises(TypeError, match=why):
        exec(text, {"NamedTuple": named_tuple.NamedTuple, "__name__": __name__})
