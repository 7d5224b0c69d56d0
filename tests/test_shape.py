"""What is wrong with the shape of a record: one mistake, one problem, with what to write."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_check.cli.manuals import manual
from claims_check.corpus.reading import read_record
from claims_check.findings import Problem
from claims_check.records.publish import schema_of
from claims_check.rules.order import SPELLS
from claims_check.timeline.explanation import RECURRING
from claims_check.timeline.points import subject_key
from tests.records import EVERY_KIND, SAMPLES

ADD = re.compile(r"(?:is|are) missing; add (.*): `claims-check explain (\S+)` tells more$")


def problems(sort: str, value: Any) -> list[tuple[str, Problem]]:
    """What the reader of a file says of a record in the place of its sort."""
    data = json.dumps(value).encode()
    return list(read_record(data, "x.json", "c/x.json", "x", sort).problems)


def one(sort: str, value: Any) -> tuple[str, Problem]:
    """The one problem of a record."""
    [found] = problems(sort, value)
    return found


def changed(**members: Any) -> dict[str, Any]:
    """A claim with other members."""
    return {**deepcopy(EVERY_KIND["released"]), **members}


def required(sort: str) -> list[str]:
    schema = schema_of(sort)
    return [name for name in schema["properties"] if name in schema["required"]]


@pytest.mark.parametrize("sort", ["claim", "entity", "source", "corpus"])
def test_an_empty_record_is_one_problem_with_all_that_it_lacks(sort: str) -> None:
    rule, problem = one(sort, {})
    assert (rule, problem.at) == ("not-in-schema", ())
    found = ADD.search(problem.message)
    assert found is not None
    assert list(json.loads(f"{{{found[1]}}}")) == required(sort)
    assert found[2] == sort


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_proposition_with_its_kind_alone_is_one_problem_that_names_its_manual(kind: str) -> None:
    rule, problem = one("claim", changed(proposition={"kind": kind}))
    assert (rule, problem.at) == ("not-in-schema", ("proposition",))
    found = ADD.search(problem.message)
    assert found is not None
    lacking = list(json.loads(f"{{{found[1]}}}"))
    assert found[2] == (kind if len(lacking) > 1 else lacking[0])


def test_an_empty_entity_is_told_what_to_write() -> None:
    assert one("entity", {})[1].message == (
        '"$schema", "id", "kind" and "name" are missing; add "$schema": "…/entity.schema.json", '
        '"id": "some-id", "kind": "person | organisation | model | …", "name": "…": '
        "`claims-check explain entity` tells more"
    )


def test_a_verdict_that_is_missing_is_told_whole() -> None:
    value = changed()
    del value["verdict"]
    rule, problem = one("claim", value)
    assert (rule, problem.at) == ("not-in-schema", ())
    assert problem.message == (
        '"verdict" is missing; add "verdict": {"label": "supported | refuted | '
        'conflicting-evidence | not-enough-evidence", "confidence": "low | moderate | high", '
        '"why": "…", "checked": "YYYY-MM-DD"}: `claims-check explain verdict` tells more'
    )


def test_a_record_that_lacks_its_first_line_alone_has_a_rule_for_it() -> None:
    value = changed()
    del value["$schema"]
    rule, problem = one("claim", value)
    assert (rule, problem.at) == ("wrong-schema-line", ())
    assert '"$schema": "…/claim.schema.json"' in problem.message
    [line] = read_record(b"{}", "x.jsonl", "x.jsonl", None, None, 1).problems
    assert line[0] == "wrong-schema-line"
    assert "claim.schema.json (or entity, source, corpus)" in line[1].message


def objects(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The places of all objects below a value."""
    steps: list[Any] = []
    if isinstance(value, dict):
        steps = list(value)
    elif isinstance(value, list):
        steps = list(range(len(value)))
    below = [place for step in steps for place in objects(value[step], (*at, step))]
    return ([at] if isinstance(value, dict) else []) + below


def inside(value: Any, at: tuple[Any, ...]) -> Any:
    for step in at:
        value = value[step]
    return value


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_what_an_object_lacks_is_one_problem_and_what_it_says_to_add_is_all(
    data: st.DataObject,
) -> None:
    sort, sample = data.draw(st.sampled_from(SAMPLES))
    value = deepcopy(sample)
    at = data.draw(st.sampled_from(objects(value)))
    around = inside(value, at)
    gone = data.draw(st.sets(st.sampled_from(sorted(around)), min_size=1)) - {"kind"}
    for name in gone:
        del around[name]
    found = [problem for _, problem in problems(sort, value) if "missing" in problem.message]
    if gone == {"$schema"}:  # a rule of its own
        found = []
    assert len(found) <= 1
    for problem in found:
        add = ADD.search(problem.message)
        assert add is not None
        assert problem.at == at
        lacking = json.loads(f"{{{add[1]}}}")
        assert set(lacking) <= gone
        assert manual(add[2]) is not None
        around.update(lacking)
        assert not any("missing" in each.message for _, each in problems(sort, value))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            changed(evidence={"source": "news"}),
            '"evidence" has to be a list in square brackets, not {"source": "news"}; '
            'write [{"source": "news"}]',
        ),
        (
            changed(appearances=["news"]),
            'item 1 of "appearances" has to be an object in braces, not "news"; '
            'write {"source": "some-id"}',
        ),
        (
            changed(former_ids="y"),
            '"former_ids" has to be a list in square brackets, not "y"; write ["y"]',
        ),
        (
            changed(former_ids=[]),
            '"former_ids" is an empty list; leave it out or name at least one',
        ),
        (
            changed(proposition="released"),
            '"proposition" has to be an object in braces, not "released"; '
            'write {"kind": "existed | named | part-of | …"}',
        ),
        (
            changed(proposition={}),
            'the proposition has no "kind"; add one, such as "kind": "released": '
            "`claims-check explain kinds` lists them",
        ),
        (changed(statement=2023), '"statement" has to be a text in quotes, not 2023; write "2023"'),
    ],
)
def test_a_value_of_another_type_is_one_problem_with_what_to_write(
    value: dict[str, Any], message: str
) -> None:
    assert one("claim", value)[1].message == message


def test_a_number_in_quotes_is_told_without_a_guess() -> None:
    sized = {**EVERY_KIND["sized"]["proposition"], "values": ["7 billion"]}
    assert one("claim", changed(proposition=sized))[1].message == (
        'item 1 of "values" has to be a number without quotes, not "7 billion"'
    )


def test_what_may_come_again_is_the_same_to_shapes_rules_and_words() -> None:
    again = [c["proposition"] for c in EVERY_KIND.values() if "spell" in c["proposition"]]
    assert sorted(SPELLS) == sorted(p["kind"] for p in again)
    keys = {subject_key("x", cast("Any", SimpleNamespace(**{"office": None, **p}))) for p in again}
    assert {key[0] for key in keys} == RECURRING
    assert {key[-1] for key in keys} == {"2"}
