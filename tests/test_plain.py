"""The quick ways to a record agree with the close one: what they take is clean, and the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_check.corpus import reading
from claims_check.corpus.entry import Entry
from claims_check.corpus.reading import read_record
from claims_check.corpus.tree import files_below
from claims_check.generate import ROOT
from claims_check.records import light, plain
from claims_check.records.parts import Record
from claims_check.records.plain import plain_record
from claims_check.records.shapes import SORTS, schema_of
from claims_check.records.validation import validator
from tests.examples import references
from tests.records import SAMPLES

TEXTS = [
    (sort, json.dumps(value, ensure_ascii=False, indent=indent))
    for sort, value in SAMPLES
    for indent in (None, 2)
]


PIECES = [
    *("", " ", '"', "\n", "\t", ":", ",", "{", "}", "[", "]", "é", "\x7f", "\u0085", "\\u0000"),
    *(
        "\r",
        "0",
        "-0",
        ".0",
        "1.0",
        "1e2",
        "1" * 17,
        "1e400",
        "NaN",
        "null",
        '"id": "y",',
        ' "id" : "y",',
    ),
]


def told(value: object) -> Any:
    """A typed record as plain values, so that two can be compared."""
    if isinstance(value, Record):
        return {name: told(inner) for name, inner in value.__dict__.items()}
    if isinstance(value, tuple):
        return [told(item) for item in value]
    return type(value), value


def as_read(entry: Entry) -> Any:
    return (
        entry.id,
        entry.sort,
        told(entry.record),
        list(entry.references),
        entry.digest,
        entry.problems,
    )


def all_ways(sort: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Entry]:
    yield read_record(data, f"{sort}/x.json", f"/{sort}/x.json", "x", sort)
    with monkeypatch.context() as lightly:
        lightly.setattr(plain, "typed_record", light.record_of)
        yield read_record(data, f"{sort}/x.json", f"/{sort}/x.json", "x", sort)
    with monkeypatch.context() as closely:
        closely.setattr(reading, "plain_record", lambda sort, data: None)
        yield read_record(data, f"{sort}/x.json", f"/{sort}/x.json", "x", sort)


@pytest.mark.parametrize(("sort", "text"), TEXTS)
def test_a_clean_text_is_read_alike_and_names_what_it_names(
    sort: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, small, close = all_ways(sort, text.encode(), monkeypatch)
    assert as_read(quick) == as_read(small) == as_read(close)
    assert sorted(map(str, quick.references)) == sorted(map(str, references(json.loads(text))))


@pytest.mark.parametrize("way", ["pydantic_core", "light"])
def test_nearly_all_records_of_the_corpus_are_plain(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "light":
        monkeypatch.setattr(plain, "typed_record", light.record_of)
    root = ROOT / "claims"
    files = [name for name in files_below(str(root)) if name.endswith(".json")]
    sorts = {"entities": "entity", "sources": "source", "corpus.json": "corpus"}
    closely = [
        name
        for name in files
        if plain_record(sorts.get(name.split("/")[0], "claim"), Path(root, name).read_bytes())
        is None
    ]
    assert len(closely) < len(files) / 20


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A clean text with a piece of it left out, repeated, or something put in."""
    sort, text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start, min(len(text), start + 60)))
    put = draw(st.sampled_from(PIECES))
    middle = draw(st.sampled_from(["", text[start:end] * 2, text[start:end]]))
    return sort, (text[:start] + middle + put + text[end:]).encode()


@given(damaged())
def test_whatever_the_damage_all_ways_read_the_same(case: tuple[str, bytes]) -> None:
    sort, data = case
    with pytest.MonkeyPatch.context() as monkeypatch:
        quick, small, close = all_ways(sort, data, monkeypatch)
    assert as_read(quick) == as_read(small) == as_read(close)


@given(damaged())
def test_what_is_read_without_pydantic_core_is_what_that_reads(case: tuple[str, bytes]) -> None:
    sort, data = case
    try:
        record = light.record_of(sort, data)
    except ValueError:
        return
    assert told(record) == told(validator(sort).validate_json(data))


@pytest.mark.parametrize(("sort", "text"), TEXTS)
def test_what_pydantic_core_reads_is_read_without_it(sort: str, text: str) -> None:
    data = text.encode()
    assert told(light.record_of(sort, data)) == told(validator(sort).validate_json(data))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e400", "7.0", "1e3", "12345678901234567"])
def test_an_inexact_number_is_not_plain(number: str) -> None:
    sized = next(text for _, text in TEXTS if '"sized"' in text).replace(
        "[2024-04..2024-09]", "2024"
    )
    assert plain_record("claim", sized.encode()) is not None
    assert plain_record("claim", sized.replace("0.5", number).encode()) is None


@pytest.mark.parametrize("space", ["", " ", "\n", "\t", "\r"])
@pytest.mark.parametrize("again", ['"id": "y"', '"former_ids": ["y"]', '"evidence": []'])
def test_a_repeated_key_is_not_plain_however_far_from_its_colon(space: str, again: str) -> None:
    sort, text = TEXTS[0]
    apart = text.replace(":", f"{space}:").replace(f"https{space}:", "https:")
    assert plain_record(sort, apart.encode()) is not None
    key, _, value = again.partition(":")
    twice = f"{{{key}{space}:{value},{key}{space}:{value},{apart[1:]}"
    assert plain_record(sort, twice.encode()) is None


@pytest.mark.parametrize("space", ["", " ", "\n", "\t"])
def test_an_inexact_number_is_not_plain_however_far_from_its_key(space: str) -> None:
    sized = (
        next(text for _, text in TEXTS if '"sized"' in text)
        .replace("[2024-04..2024-09]", "2024")
        .replace('"values":', f'"values"{space}:')
    )
    assert plain_record("claim", sized.encode()) is not None
    assert plain_record("claim", sized.replace("0.5", "0.10").encode()) is None


def patterns(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from patterns(inner)


def test_a_dollar_in_a_pattern_is_its_end() -> None:
    found = {p for sort in SORTS for p in patterns(schema_of(sort))}
    assert len(found) > 10
    for pattern in found:
        assert re.search(r"\\\$|\[[^\]]*\$", pattern) is None  # which `light` takes for granted


@pytest.mark.parametrize("value", [1, True, None, ["x"], {"x": 1}, "x" * 81, "x\n", "X"])
@pytest.mark.parametrize("member", ["id", "former_ids", "statement", "verdict", "appearances"])
def test_what_does_not_fit_is_refused_whatever_was_met_before(member: str, value: object) -> None:
    sort, text = next((sort, text) for sort, text in TEXTS if sort == "claim")
    record = json.loads(text)
    for put in (record.get(member, ["x"]), value):
        data = json.dumps({**record, member: put}).encode()
        try:
            expected = told(validator(sort).validate_json(data))
        except ValueError:
            with pytest.raises(light.UnfitError):
                light.record_of(sort, data)
        else:
            assert told(light.record_of(sort, data)) == expected
