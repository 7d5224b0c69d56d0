from __future__ import annotations

import json
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_check.findings import Pointer, Span
from claims_check.positions import Lines, locate, shown

Scalar = str | int | float | bool | None


class Members(NamedTuple):
    """An object as it is written: keys may repeat, which a dict cannot say."""

    pairs: list[tuple[str, Tree]]


Tree = Scalar | list["Tree"] | Members


class Written(NamedTuple):
    """A text and what its writer knows about it, in offsets."""

    text: str
    values: dict[Pointer, tuple[int, int]]
    keys: dict[Pointer, tuple[int, int]]
    trees: dict[Pointer, Tree]
    repeats: list[tuple[Pointer, tuple[int, int], int]]  # pointer, key, offset of the first key


# Few keys, so that they repeat; escapes, wide and astral characters, a pointer's own marks.
KEYS = st.sampled_from(["a", "b", "", "0", 'q"', "~1/", "\\", "é", "名", "😀", "\u2028", "{"])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(['"', "\\", '\\"', "{", "]", ",", ":", "a\\u0041"]),
)
TREES: st.SearchStrategy[Tree] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(st.tuples(KEYS, inner), max_size=4).map(Members),
    ),
    max_leaves=12,
)
BLANKS = st.sampled_from(["", "", "", " ", "\t", "\n", "\r\n", "\r", "\n\n", " \r\n  "])


class Writer:
    """Writes a tree with random white space and escapes, noting where everything stands."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.values: dict[Pointer, tuple[int, int]] = {}
        self.keys: dict[Pointer, tuple[int, int]] = {}
        self.trees: dict[Pointer, Tree] = {}
        self.repeats: list[tuple[Pointer, tuple[int, int], int]] = []

    def blank(self) -> None:
        self.text += self.draw(BLANKS)

    def scalar(self, value: Scalar) -> tuple[int, int]:
        start = len(self.text)
        self.text += json.dumps(value, ensure_ascii=self.draw(st.booleans()))
        return start, len(self.text)

    def tree(self, tree: Tree, at: Pointer, kept: bool) -> None:
        start = len(self.text)
        if isinstance(tree, Members):
            self.members(tree, at, kept)
        elif isinstance(tree, list):
            self.text += "["
            for index, item in enumerate(tree):
                self.text += "," if index else ""
                self.blank()
                self.tree(item, (*at, index), kept)
                self.blank()
            self.text += "]"
        else:
            self.scalar(tree)
        if kept:
            self.values[at] = start, len(self.text)
            self.trees[at] = tree

    def members(self, tree: Members, at: Pointer, kept: bool) -> None:
        first_keys: dict[str, int] = {}
        self.text += "{"
        for index, (key, value) in enumerate(tree.pairs):
            self.text += "," if index else ""
            self.blank()
            place = self.scalar(key)
            again = key in first_keys
            if again:
                self.repeats.append(((*at, key), place, first_keys[key]))
            elif kept:
                self.keys[(*at, key)] = place
            first_keys.setdefault(key, place[0])
            self.blank()
            self.text += ":"
            self.blank()
            self.tree(value, (*at, key), kept and not again)
            self.blank()
        self.blank()
        self.text += "}"


@st.composite
def written(draw: st.DrawFn) -> Written:
    writer = Writer(draw)
    writer.blank()
    writer.tree(draw(TREES), (), True)
    writer.blank()
    return Written(writer.text, writer.values, writer.keys, writer.trees, writer.repeats)


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, counted the slow way."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def span(text: str, stretch: tuple[int, int]) -> Span:
    return Span(*place(text, stretch[0]), *place(text, stretch[1]))


def plain(tree: Tree) -> object:
    """The tree as a reader gives it that keeps the first of repeated members."""
    if isinstance(tree, Members):
        return {key: plain(value) for key, value in reversed(tree.pairs)}
    return [plain(item) for item in tree] if isinstance(tree, list) else tree


@settings(max_examples=400)
@given(written())
def test_every_value_stands_where_its_writer_put_it(made: Written) -> None:
    positions = locate(made.text)
    for at, stretch in made.values.items():
        assert positions.value(at) == span(made.text, stretch)


@given(written())
def test_every_key_stands_where_its_writer_put_it_and_what_has_none_gives_its_value(
    made: Written,
) -> None:
    positions = locate(made.text)
    for at, stretch in made.values.items():
        assert positions.key(at) == span(made.text, made.keys.get(at, stretch))


@given(written())
def test_the_writer_itself_is_right(made: Written) -> None:
    for at, (start, end) in made.values.items():
        read = json.loads(
            made.text[start:end], object_pairs_hook=lambda pairs: dict(reversed(pairs))
        )
        assert read == plain(made.trees[at])


@settings(max_examples=400)
@given(written())
def test_exactly_the_repeated_keys_are_duplicates(made: Written) -> None:
    found = [(each.at, each.key, each.first_line) for each in locate(made.text).duplicates]
    expected = [
        (at, span(made.text, key), place(made.text, first)[0]) for at, key, first in made.repeats
    ]
    assert sorted(found, key=lambda each: each[1]) == sorted(expected, key=lambda each: each[1])


@given(written(), st.data())
def test_an_offset_belongs_to_the_innermost_value_or_key_around_it(
    made: Written, data: st.DataObject
) -> None:
    if made.repeats:
        return  # what stands in a dropped member shares the pointers of the kept one
    offset = data.draw(st.integers(0, len(made.text)))
    in_key = [at for at, (start, end) in made.keys.items() if start <= offset < end]
    # From its key to its end belongs to the member: colon and blanks are not the object's own.
    around = [
        at
        for at, (start, end) in made.values.items()
        if made.keys.get(at, (start, end))[0] <= offset < end
    ]
    expected = (in_key[0], True) if in_key else (max(around, key=len, default=()), False)
    assert locate(made.text).at_offset(offset) == expected


@given(written(), st.sampled_from(["none such", 99, -1]), st.sampled_from(["x", 0]))
def test_what_does_not_exist_is_shown_at_the_nearest_value_around_it(
    made: Written, missing: str | int, below: str | int
) -> None:
    positions = locate(made.text)
    for at, stretch in made.values.items():
        assert positions.value((*at, missing)) == span(made.text, stretch)
        assert positions.value((*at, missing, below)) == span(made.text, stretch)
        assert positions.key((*at, missing)) == span(made.text, stretch)


def test_what_lies_between_members_belongs_to_the_object() -> None:
    positions = locate('{"a" : 1, "b": [2 ]}')
    assert [
        positions.at_offset(offset) for offset in (0, 1, 3, 4, 7, 8, 9, 10, 16, 17, 18, 19)
    ] == [
        ((), False),
        (("a",), True),
        (("a",), True),
        (("a",), False),
        (("a",), False),
        ((), False),
        ((), False),
        (("b",), True),
        (("b", 0), False),
        (("b",), False),
        (("b",), False),
        ((), False),
    ]


def test_a_duplicate_names_its_line_the_line_of_the_first_and_both_values() -> None:
    text = '{\n  "a": 1,\n  "b": {"a": 2},\n  "\\u0061": "two",\n  "a": [\n    3,\n    4\n  ]\n}'
    second, third = locate(text).duplicates
    assert second == (("a",), Span(4, 3, 4, 11), 2, "1", '"two"')
    assert third == (("a",), Span(5, 3, 5, 6), 2, "1", "[ 3, 4 ]")


def test_a_repeated_key_leads_to_the_first_member() -> None:
    positions = locate('{"a": {"x": 1}, "a": {"y": 2}}')
    assert positions.key(("a",)) == Span(1, 2, 1, 5)
    assert positions.value(("a",)) == Span(1, 7, 1, 15)
    assert positions.value(("a", "y")) == Span(1, 7, 1, 15)


def test_duplicates_inside_a_dropped_member_are_found_too() -> None:
    inner, outer = sorted(locate('{"a": 1, "a": {"x": 1, "x": 2}}').duplicates, reverse=True)
    assert (outer.at, outer.key) == (("a",), Span(1, 10, 1, 13))
    assert (inner.at, inner.key) == (("a", "x"), Span(1, 24, 1, 27))


def test_the_same_key_in_different_objects_is_no_duplicate() -> None:
    assert locate('[{"a": {"a": 1}}, {"a": {"a": 1}}]').duplicates == ()


def test_keys_with_half_a_surrogate_pair_are_found_under_the_replacement_character() -> None:
    assert locate('{"\\ud83d": 1}').key(("\ufffd",)) == Span(1, 2, 1, 10)
    assert locate('{"\\ud83d\\ude00": 1}').key(("😀",)) == Span(1, 2, 1, 16)


def test_lines_end_at_each_kind_of_line_end_even_mixed_and_nowhere_else() -> None:
    text = "a\nb\r\nc\rd\n\re\r\r\nf\x0bg\x0ch\x85i\u2028j"
    lines = Lines(text)
    assert [lines.place(text.index(letter)) for letter in "abcdef"] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
        (6, 1),
        (8, 1),
    ]
    assert [lines.place(text.index(letter)) for letter in "ghij"] == [
        (8, 3),
        (8, 5),
        (8, 7),
        (8, 9),
    ]


def test_columns_count_code_points_and_the_end_is_one_past_the_last() -> None:
    positions = locate('{"😀": "名é", "b": 1}')
    assert positions.key(("😀",)) == Span(1, 2, 1, 5)
    assert positions.value(("😀",)) == Span(1, 7, 1, 11)
    assert positions.value(("b",)) == Span(1, 18, 1, 19)


def test_an_end_of_text_after_a_line_end_is_on_the_next_line() -> None:
    assert Lines("a\n").span(0, 2) == Span(1, 1, 2, 1)
    assert Lines("").span(0, 0) == Span(1, 1, 1, 1)


@pytest.mark.parametrize(
    "text", ["", " ", "{", "]", "{}}", "[1", '{"a": [}', "1 2", "[] []", '{"\\x": 1}']
)
def test_what_is_no_json_is_refused_as_a_wrong_value(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(not JSON|Invalid)"):
        locate(text)


@given(st.text(st.sampled_from('{}[]",:\\a1 \n\x00')), st.integers(-1, 20), st.text(max_size=1))
def test_what_is_no_json_never_breaks_anything(text: str, offset: int, key: str) -> None:
    try:
        positions = locate(text)
    except ValueError:
        return
    positions.value((key, 0))
    positions.key((0, key))
    positions.at_offset(offset)


def test_a_million_brackets_are_located_without_recursion() -> None:
    depth = 1_000_000
    positions = locate("[" * depth + "]" * depth)
    assert positions.value((0,) * 999_999) == Span(1, depth, 1, depth + 2)
    assert positions.at_offset(2)[0] == (0, 0)


def test_one_line_of_many_members_is_located() -> None:
    text = "{" + ", ".join(f'"k{number}": {number}' for number in range(100_000)) + "}"
    positions = locate(text)
    start = text.index('"k99999"')
    assert positions.key(("k99999",)) == Span(1, start + 1, 1, start + 9)
    assert positions.value(("k99999",)) == Span(1, start + 11, 1, start + 16)


def test_what_a_message_shows_is_one_short_line_without_anything_invisible() -> None:
    assert shown("a \n b\tc") == "a b c"
    assert shown("x" * 40) == "x" * 40
    assert shown("x" * 41) == "x" * 40 + "…"
    assert shown(" " * 500 + "x") == "…"
    assert shown("a\x1b[31m\u202e\U000e0041é") == "a<U+001B>[31m<U+202E><U+E0041>é"
    assert shown("abcdef", 1, 3) == "bc"
