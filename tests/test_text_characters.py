from __future__ import annotations

import json

import pytest

from claims_check.findings import Problem, Span
from claims_check.text import read_json

LINE_BREAK = "a line break stands in this text, but texts are single lines; write a blank instead"
TAB = "a tab stands in this text, but texts are single lines; write a blank instead"
HIDDEN = (
    "the control character U+{} stands in this text: nobody sees it, and it can break screens and"
    " exports; remove it"
)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (r"\n", LINE_BREAK),
        (r"\r\n", LINE_BREAK),
        (r"\u000a\u000A", LINE_BREAK),
        (r"\t", TAB),
        (r"\u0009", TAB),
        (r"\b", HIDDEN.format("0008")),
        (r"\f", HIDDEN.format("000C")),
        (r"\u0000", HIDDEN.format("0000")),
        (r"\u0007", HIDDEN.format("0007")),
        (r"\n\u001b", HIDDEN.format("001B")),
        (r"\u007f", HIDDEN.format("007F")),
        (r"\u007F", HIDDEN.format("007F")),
        ("\x7f", HIDDEN.format("007F")),
        (r"\u0081", HIDDEN.format("0081")),
        ("\x9d", HIDDEN.format("009D")),
        (
            r"\u0092",
            "the control character U+0092 stands in this text: in Windows-1252 it is ’; write that",
        ),
        (
            "\x80",
            "the control character U+0080 stands in this text: in Windows-1252 it is €; write that",
        ),
    ],
)
def test_a_control_character_is_named_in_a_value_and_in_a_key(written: str, message: str) -> None:
    value = f'{{"x": ["é\\\\{written}z"]}}'
    span = Span(1, 12, 1, 12 + len(written))
    assert read_json(value.encode()) == (
        json.loads(value),
        (("control-character", Problem(message, at=("x", 0), span=span)),),
    )
    key = f'{{"é\\\\{written}z": 1}}'
    span = Span(1, 6, 1, 6 + len(written))
    read, ((rule, problem),) = read_json(key.encode())
    assert read == json.loads(key)
    assert (rule, problem.on_key, problem.span) == ("control-character", True, span)
    assert problem.at == tuple(json.loads(key))
    assert problem.message == message


def test_every_control_character_is_found_neighbours_as_one() -> None:
    _, found = read_json(b'["a\\r\\nb\\nc", "\\t", "\\\\n", "\\u00a0"]')
    assert [(each.at, each.span) for _, each in found] == [
        ((0,), Span(1, 4, 1, 8)),
        ((0,), Span(1, 9, 1, 11)),
        ((1,), Span(1, 16, 1, 18)),
    ]
