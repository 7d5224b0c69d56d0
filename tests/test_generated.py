"""Generated files are fresh, and the three forms of a shape give one verdict."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from claims_check.generate import ROOT, generated_files
from claims_check.records.compiling import RECORDS
from claims_check.records.publish import schema_of
from claims_check.records.validation import validate
from tests.examples import WORLD
from tests.records import EVERY_KIND, SAMPLES

VALIDATORS = {sort: Draft202012Validator(schema_of(sort)) for sort in RECORDS}
ANNOTATIONS = {"$schema", "$id", "$ref", "$defs", "title", "description", "examples"}
KEYWORDS = ANNOTATIONS | {
    "type", "const", "enum", "pattern", "required", "properties", "items", "additionalProperties",
    "minLength", "maxLength", "minItems", "minimum", "maximum", "allOf", "if", "then",
}  # fmt: skip


@pytest.mark.parametrize("path", generated_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_generated_file_is_fresh(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == generated_files()[path], (
        "run `python -m claims_check.generate`"
    )


@pytest.mark.parametrize("sort", RECORDS)
def test_a_schema_is_valid_and_uses_standard_keywords_only(sort: str) -> None:
    schema = schema_of(sort)
    Draft202012Validator.check_schema(schema)
    used: set[str] = set()

    def walk(node: Any, names: bool) -> None:
        if isinstance(node, dict):
            if not names:
                used.update(node)
            for key, value in node.items():
                if key not in {"enum", "const", "examples"} or names:
                    walk(value, key in {"properties", "$defs"} and not names)
        elif isinstance(node, list):
            for item in node:
                walk(item, False)

    walk(schema, False)
    assert used <= KEYWORDS


@pytest.mark.parametrize("sort", RECORDS)
def test_every_member_is_described_in_its_own_words(sort: str) -> None:
    schema = schema_of(sort)
    for name, definition in {sort: schema, **schema.get("$defs", {})}.items():
        for member, of in definition.get("properties", {}).items():
            said = of.get("description", "")
            assert "const" in of or said.endswith("."), f"{name}.{member}"
            assert not said.startswith(("Id of a", "A date at the")), f"{name}.{member}: its type's"


def verdicts(sort: str, value: Any) -> tuple[bool, bool, bool]:
    """What the published schema, the model and the generated core say of a value."""
    by_schema = VALIDATORS[sort].is_valid(value)
    try:
        RECORDS[sort].model_validate(value)
        by_model = True
    except ValidationError:
        by_model = False
    try:
        validate(sort, value)
        by_core = True
    except ValidationError:
        by_core = False
    return by_schema, by_model, by_core


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_kind_has_a_sample_that_all_three_accept(kind: str) -> None:
    assert verdicts("claim", EVERY_KIND[kind]) == (True, True, True)


def test_the_samples_cover_every_kind() -> None:
    choices = schema_of("claim")["properties"]["proposition"]["properties"]["kind"]["enum"]
    assert sorted(EVERY_KIND) == choices


def test_one_wrong_kind_is_one_error_of_the_schema() -> None:
    value = deepcopy(EVERY_KIND["existed"])
    value["proposition"]["kind"] = "founded"
    assert len(list(VALIDATORS["claim"].iter_errors(value))) == 1


TEXTS = st.one_of(
    st.sampled_from(
        ["", " ", "x", " x", "x ", "acme", "Acme", "a--b", "2023-07", "July 2023", "Q1"]
    ),
    st.sampled_from(["supported", "weights", "existed", "high", "https://x.y", "..", "é" * 61]),
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc")), max_size=9
    ),  # the reader lets no control character through
)
SCALARS = st.one_of(TEXTS, st.booleans(), st.integers(-3, 3), st.just(0.5), st.just(2**60))
VALUES = st.one_of(
    SCALARS, st.lists(SCALARS, max_size=2), st.dictionaries(TEXTS, SCALARS, max_size=2)
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place below a JSON value."""
    steps: list[Any] = []
    if isinstance(value, dict):
        steps = list(value)
    elif isinstance(value, list):
        steps = list(range(len(value)))
    return [at] + [p for step in steps for p in places(value[step], (*at, step))]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, Any]:
    """A valid record with one to three places replaced, removed or added."""
    sort, value = draw(st.sampled_from(SAMPLES))
    value = deepcopy(value)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.sampled_from(places(value)))
        if not at:
            continue
        parent = value
        for step in at[:-1]:
            parent = parent[step]
        match draw(st.sampled_from(["replace", "remove", "add", "copy"])):
            case "replace":
                parent[at[-1]] = draw(VALUES)
            case "remove":
                del parent[at[-1]]
            case "add" if isinstance(parent, dict):
                parent[draw(st.sampled_from(["at", "end", "flaw", "nme", "withdrawn"]))] = draw(
                    VALUES
                )
            case _ if isinstance(parent, list):
                parent.append(parent[at[-1]])
    return sort, value


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_schema_model_and_core_agree_on_damaged_records(case: tuple[str, Any]) -> None:
    sort, value = case
    by_schema, by_model, by_core = verdicts(sort, value)
    assert by_schema == by_model == by_core, json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("value", [1, 1.0, 0, False, "true", [True]])
def test_a_flag_is_true_and_nothing_else(value: object) -> None:
    [claim] = [deepcopy(made) for sort, made in SAMPLES if "appearances" in made][:1]
    claim["appearances"][0]["implied"] = True
    assert verdicts("claim", claim) == (True, True, True)
    claim["appearances"][0]["implied"] = value
    assert verdicts("claim", claim) == (False, False, False)


def test_the_example_world_is_valid() -> None:
    for value in WORLD.values():
        sort = "source" if "source.schema" in value["$schema"] else "entity"
        assert verdicts(sort, value) == (True, True, True)
