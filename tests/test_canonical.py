from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_check.generate import ROOT
from claims_check.records.canonical import canonical_line, canonical_text, in_order
from claims_check.records.publish import schema_of
from claims_check.text import read_json
from tests.records import SAMPLES


def shuffled(value: Any, draw: st.DrawFn) -> Any:
    """The same value with the keys of every object in another order."""
    if isinstance(value, list):
        return [shuffled(item, draw) for item in value]
    if isinstance(value, dict):
        keys = draw(st.permutations(list(value)))
        return {key: shuffled(value[key], draw) for key in keys}
    return value


@st.composite
def records(draw: st.DrawFn) -> tuple[str, Any, Any]:
    """A valid record, and the same with its keys in disorder."""
    sort, value = draw(st.sampled_from(SAMPLES))
    return sort, value, shuffled(value, draw)


def test_keys_stand_in_the_order_of_the_schema_at_every_level() -> None:
    value = {
        "verdict": {"checked": "2026-01-31", "why": "It says so.", "label": "supported"},
        "proposition": {"at": "2023", "stage": "weights", "kind": "released", "subject": "lynx"},
        "evidence": [{"read": "whole", "source": "news"}],
        "id": "x",
        "$schema": "../../schemas/claim.schema.json",
    }
    assert canonical_text("claim", value) == (
        """\
{
  "$schema": "../../schemas/claim.schema.json",
  "id": "x",
  "proposition": {
    "kind": "released",
    "subject": "lynx",
    "stage": "weights",
    "at": "2023"
  },
  "verdict": {
    "label": "supported",
    "why": "It says so.",
    "checked": "2026-01-31"
  },
  "evidence": [
    {
      "source": "news",
      "read": "whole"
    }
  ]
}
"""
    )


def test_keys_that_no_schema_knows_keep_their_order_and_come_last() -> None:
    value = {"zebra": 1, "name": "Lynx", "apple": {"b": 1, "a": 2}, "id": "lynx"}
    assert json.dumps(in_order("entity", value)) == (
        '{"id": "lynx", "name": "Lynx", "zebra": 1, "apple": {"b": 1, "a": 2}}'
    )


def test_a_proposition_of_no_known_kind_keeps_its_order() -> None:
    value = {"proposition": {"subject": "lynx", "kind": "founded", "at": "2023"}, "id": "x"}
    assert json.dumps(in_order("claim", value)) == (
        '{"id": "x", "proposition": {"subject": "lynx", "kind": "founded", "at": "2023"}}'
    )


@pytest.mark.parametrize("odd", [None, 7, "text", [], {}, [[{}]], {"proposition": None}])
def test_values_of_another_shape_than_the_schema_wants_are_kept(odd: Any) -> None:
    for key in ("proposition", "verdict", "evidence", "id", "elsewhere"):
        assert in_order("claim", {key: odd}) == {key: odd}


def test_characters_stand_as_they_are_and_lines_are_single() -> None:
    value = {"name": "Zürich 猫 \u2028 \x7f \t", "id": "x"}
    assert canonical_text("entity", value) == (
        '{\n  "id": "x",\n  "name": "Zürich 猫 \u2028 \x7f \\t"\n}\n'
    )
    assert canonical_line("entity", value) == '{"id":"x","name":"Zürich 猫 \u2028 \x7f \\t"}\n'


@settings(max_examples=150, deadline=None)
@given(records())
def test_the_order_of_keys_is_the_same_from_every_disorder(case: tuple[str, Any, Any]) -> None:
    sort, value, disorder = case
    text = canonical_text(sort, disorder)
    assert text == canonical_text(sort, value)
    assert json.loads(text) == value
    read, found = read_json(text.encode())
    assert found == ()
    assert isinstance(read, dict)
    assert canonical_text(sort, read) == text
    assert json.loads(canonical_line(sort, disorder)) == value
    assert canonical_line(sort, disorder).count("\n") == 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(["id", "proposition", "verdict", "evidence", "kind", "at", "name", "x"])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["claim", "entity", "source", "corpus"]), st.dictionaries(NAMES, VALUES))
def test_no_value_is_changed_whatever_its_shape(sort: str, value: dict[str, Any]) -> None:
    once = in_order(sort, value)
    assert once == value
    assert json.dumps(in_order(sort, once)) == json.dumps(once)


@pytest.mark.parametrize("sort", ["claim", "entity", "source", "corpus"])
def test_the_order_is_that_of_the_published_schema(sort: str) -> None:
    properties = list(schema_of(sort)["properties"])
    assert list(in_order(sort, dict.fromkeys(reversed(properties)))) == properties


def test_the_corpus_itself_is_canonical() -> None:
    for path in sorted((ROOT / "claims").rglob("*.json")):
        text = path.read_text("utf-8")
        sort = json.loads(text)["$schema"].rpartition("/")[2].partition(".")[0]
        assert canonical_text(sort, json.loads(text)) == text, path
