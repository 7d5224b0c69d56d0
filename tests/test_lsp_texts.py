"""How the language server finds its way in a text: quoted texts, and places in three encodings."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_check.corpus.corpus import open_corpus
from tests.examples import write_corpus

pytest.importorskip("lsprotocol", reason="the extra lsp is not installed")

from lsprotocol import types

from claims_check.findings import Span
from claims_check.lsp.hovers import escaped
from claims_check.lsp.ruler import UNITS, Ruler
from claims_check.lsp.tokens import token_at, tokens_of, value_at
from claims_check.positions import locate

TEXTS = st.text(st.sampled_from('ab{}[]:,"\\\n\r\u2028é猫🦙 '), max_size=60)
VALUES = st.recursive(
    st.text(max_size=6) | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


def strings(value: Any, at: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], str]:
    """The pointer of each text in a JSON value."""
    if isinstance(value, str):
        return {at: value}
    steps: Any = ()
    if isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
    return {p: text for step, inner in steps for p, text in strings(inner, (*at, step)).items()}


@given(VALUES, st.sampled_from([None, 2]), st.booleans())
def test_the_quoted_texts_of_json_are_its_texts_and_stand_where_they_do(
    value: Any, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    found = [token for token in tokens_of(text) if not token.is_key]
    assert {token.at: token.text for token in found} == strings(value)
    positions = locate(text)
    assert all(positions.stretch(token.at) == (token.start, token.end) for token in found)


@given(TEXTS)
def test_no_text_is_too_broken_for_its_quoted_texts(text: str) -> None:
    tokens = tokens_of(text)
    assert all(text[token.start] == '"' and token.start < token.end for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


def test_a_quote_that_is_not_closed_ends_before_the_comma_of_its_line() -> None:
    text = '{"subject": "ly,\n "objects": ["a", "b'
    tokens = tokens_of(text)
    subject, last = value_at(tokens, ("subject",)), value_at(tokens, ("objects", 1))
    assert subject is not None
    assert text[subject.start : subject.end] == '"ly'
    assert (subject.wanted, subject.inner_end) == ("entity", subject.end)
    assert last is not None
    assert last.text == "b"


def test_a_missing_comma_makes_no_key_a_value() -> None:
    tokens = tokens_of('{"id": "x" "kind": "model"}')
    assert [(token.text, token.is_key) for token in tokens] == [
        ("id", True),
        ("x", False),
        ("kind", True),
        ("model", False),
    ]


@given(TEXTS, st.data(), st.sampled_from(sorted(UNITS)))
def test_every_offset_comes_back_from_its_position(
    text: str, data: st.DataObject, encoding: str
) -> None:
    ruler = Ruler(text, encoding)
    offset = data.draw(st.integers(0, len(text)))
    place = ruler.range(offset, offset).start
    # Between \r and \n there is no place.
    assert ruler.offset(place) == offset - (text[offset - 1 : offset + 1] == "\r\n")


def test_columns_count_units_of_the_encoding_agreed_on() -> None:
    text = '\n"é🦙x"'
    ends = {encoding: Ruler(text, encoding).range(1, 5).end for encoding in UNITS}
    assert ends == {
        "utf-8": types.Position(1, 8),
        "utf-16": types.Position(1, 5),
        "utf-32": types.Position(1, 4),
    }


def test_a_place_outside_the_text_is_moved_into_it() -> None:
    ruler = Ruler("ab\ncd")
    assert ruler.offset(types.Position(0, 99)) == 2
    assert ruler.offset(types.Position(99, 99)) == 5
    assert ruler.span(Span(9, 1, 9, 9)).start.line == 1
    assert token_at([], 3) is None


def test_what_records_say_is_no_markup() -> None:
    assert escaped("[x](http://e) *a* <b> \u202e") == (
        "\\[x\\](http://e) \\*a\\* \\<b\\> \\<U+202E\\>"
    )


def test_unsaved_texts_count_instead_of_files_and_need_none(tmp_path: Path) -> None:
    write_corpus(tmp_path, "claim x {}\nclaim y {}")
    there = json.loads((tmp_path / "topic" / "x.json").read_text("utf-8"))
    new = json.dumps({**there, "id": "w", "statement": "It is new here."}).encode()
    corpus = open_corpus(str(tmp_path), {"topic/w.json": new, "topic/x.json": b"{"})
    assert list(corpus.claims) == ["w", "y"]
    assert corpus.entry_of["w"].text() == new.decode()
    assert corpus.entry_of["x"].text() == "{"
    assert "x" in corpus.records  # it exists, although it cannot be read
