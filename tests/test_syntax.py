from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_check.findings import Problem, Span
from claims_check.syntax import first_mistake

# A message, and texts that it is for with the place of the mistake.
MISTAKES: list[tuple[str, list[tuple[str, tuple[int, int, int, int]]]]] = [
    (
        "the text is empty; write a record, one object in braces: {…}",
        [("", (1, 1, 1, 1)), (" \r\n\t", (1, 1, 1, 1))],
    ),
    (
        "the text ends inside the object opened at line 1, column 1: it was cut off, or "
        "the closing } is missing; complete it",
        [("{", (1, 2, 1, 2)), ('{"a": 1\n', (1, 8, 1, 8)), ('{"a": 1,\n\n', (1, 9, 1, 9))],
    ),
    (
        "the text ends inside the array opened at line 1, column 7: it was cut off, or "
        "the closing ] is missing; complete it",
        [('{"a": [1, 2\n', (1, 12, 1, 12))],
    ),
    (
        "the text ends inside the array opened at line 1, column 1: it was cut off, or "
        "the closing ] is missing; complete it",
        [("[tru", (1, 5, 1, 5))],
    ),
    (
        'this text never ends: the file was cut off, or the closing " is missing; complete it',
        [
            ('{"a": "b', (1, 7, 1, 9)),
            ('{"a": "b\\', (1, 7, 1, 10)),
            ('{"a": "b\\u00', (1, 7, 1, 13)),
        ],
    ),
    (
        'a comma is missing between 1 and "b"; write it',
        [('{"a": 1 "b": 2}', (1, 8, 1, 8)), ('{\n  "a": 1\n  "b": 2\n}', (2, 9, 2, 9))],
    ),
    (
        'a comma is missing between } and "b"; write it',
        [('{\r  "a": {}\r  "b": 2\r}', (2, 10, 2, 10))],
    ),
    ("a comma is missing between 1 and 2; write it", [('{\r\n  "a": [1 2]\r\n}', (2, 10, 2, 10))]),
    ("a comma is missing between 1 and '; write it", [("[1 'a']", (1, 3, 1, 3))]),
    ('a comma is missing between "a" and "b"; write it', [('["a""b"]', (1, 5, 1, 5))]),
    ('a comma is missing between "b" and c; write it', [('{"a": "b" c: 1}', (1, 10, 1, 10))]),
    (
        "a comma stands before the closing }; remove it",
        [('{"a": 1,}', (1, 8, 1, 9)), ('{\n  "a": 1,\n}', (2, 9, 2, 10))],
    ),
    ("a comma stands before the closing ]; remove it", [("[1,\n 2,\n]", (2, 3, 2, 4))]),
    (
        "one comma too many; remove it",
        [("[1,,2]", (1, 4, 1, 5)), ("{,}", (1, 2, 1, 3)), ('{"a": 1,,"b": 2}', (1, 9, 1, 10))],
    ),
    (
        'texts and keys stand in double quotes, not in single ones; write "a"',
        [("{'a': 1}", (1, 2, 1, 5))],
    ),
    (
        'texts and keys stand in double quotes, not in single ones; write "it\\"s"',
        [('{"a": \'it"s\'}', (1, 7, 1, 13))],
    ),
    (
        'texts and keys stand in double quotes, not in single ones; write "a\'b"',
        [("['a\\'b']", (1, 2, 1, 8))],
    ),
    (
        'texts and keys stand in double quotes, not in single ones; write "',
        [("['a]", (1, 2, 1, 3))],
    ),
    ('“ is a typographic mark; write the straight quote "', [("{“a”: 1}", (1, 2, 1, 3))]),
    ('` is a typographic mark; write the straight quote "', [("[`a`]", (1, 2, 1, 3))]),
    (
        "JSON has no comments, other programs cannot read them; remove it",
        [
            ('{"a": 1} // end', (1, 10, 1, 16)),
            ('{\n  "a": 1, // one\n}', (2, 11, 2, 17)),
            ("[1, /* two */ 2]", (1, 5, 1, 14)),
            ("[/* a\n b */ 2]", (1, 2, 2, 6)),
            ("[/* a\n", (1, 2, 1, 4)),
            ("# a\n{}", (1, 1, 1, 4)),
        ],
    ),
    ('a key stands in double quotes; write "a"', [("{a: 1}", (1, 2, 1, 3))]),
    ('a key stands in double quotes; write "b-c"', [('{"a": 1, b-c: 2}', (1, 10, 1, 13))]),
    ('a key stands in double quotes; write "1"', [("{1: 2}", (1, 2, 1, 3))]),
    ("{ stands where a key belongs; write a key in double quotes", [("{{}: 1}", (1, 2, 1, 3))]),
    ("the key before this colon is missing; write it in double quotes", [("{: 1}", (1, 2, 1, 3))]),
    (
        'a colon is missing after the key "a"; write it',
        [('{"a" 1}', (1, 5, 1, 5)), ('{"a"\n  "b"}', (1, 5, 1, 5))],
    ),
    (
        "a key and its value are separated by a colon, not by =; write :",
        [('{"a" = 1}', (1, 6, 1, 7))],
    ),
    (
        'the key "a" has no value; write "a": and the value',
        [('{"a", "b"}', (1, 2, 1, 5)), ('{"a"}', (1, 2, 1, 5))],
    ),
    (
        "a value is missing after the colon; write it",
        [('{"a": }', (1, 6, 1, 6)), ('{"a":, "b": 1}', (1, 6, 1, 6))],
    ),
    (": cannot follow a value; write a comma or }", [('{"a": "b": 1}', (1, 10, 1, 11))]),
    (
        "an array has no keys; write { … } around the key and its value",
        [('["a": 1]', (1, 5, 1, 6))],
    ),
    (": begins no value; a text stands in double quotes", [('{"a":: 1}', (1, 6, 1, 7))]),
    (
        "] cannot close the object opened at line 1, column 1; write }",
        [('{"a": 1]', (1, 8, 1, 9)), ("{]", (1, 2, 1, 3)), ('{"a"]', (1, 5, 1, 6))],
    ),
    (
        "} cannot close the array opened at line 1, column 8; write ]",
        [('[{"a": [1}]', (1, 10, 1, 11))],
    ),
    ("} cannot close the array opened at line 1, column 1; write ]", [("[}", (1, 2, 1, 3))]),
    ("; cannot follow a value; write a comma or }", [('{"a": 1; "b": 2}', (1, 8, 1, 9))]),
    (
        'the text "say " ends at this quote, but hi follows; write \\" for a quote inside a text',
        [('{"a": "say "hi" now"}', (1, 12, 1, 13)), ('{"say "hi"": 1}', (1, 7, 1, 8))],
    ),
    (
        'this text is not closed on its line; write the " that is missing, or, if it goes'
        " on in the next line, join the two lines with a blank",
        [('["a\nb"]', (1, 2, 1, 4)), ('["a\r\nb"]', (1, 2, 1, 4)), ('{"a: 1\n}', (1, 2, 1, 7))],
    ),
    ("a tab stands in a text; write a blank instead", [('["a\tb"]', (1, 4, 1, 5))]),
    (
        "the control character U+001B stands in a text; write a blank instead",
        [('["a\x1bb"]', (1, 4, 1, 5))],
    ),
    (
        "the control character U+0000 stands in a text; write a blank instead",
        [('["a\x00b"]', (1, 4, 1, 5))],
    ),
    ("\\x means nothing in JSON; for a backslash write \\\\", [('["\\x41"]', (1, 3, 1, 5))]),
    ("\\U means nothing in JSON; for a backslash write \\\\", [('["C:\\Users"]', (1, 5, 1, 7))]),
    (
        "\\u takes four hexadecimal digits, as in \\u00e9; \\u12 has fewer",
        [('["\\u12"]', (1, 3, 1, 7))],
    ),
    (
        "\\u takes four hexadecimal digits, as in \\u00e9; \\uD8 has fewer",
        [('["\\uD8G0"]', (1, 3, 1, 7))],
    ),
    ("\\ means nothing in JSON; for a backslash write \\\\", [('["a\\\nb"]', (1, 4, 1, 5))]),
    ("NaN is no number in JSON; leave the field out if none is known", [("[NaN]", (1, 2, 1, 5))]),
    (
        "Infinity is no number in JSON; leave the field out if none is known",
        [("[Infinity]", (1, 2, 1, 10))],
    ),
    (
        "-Infinity is no number in JSON; leave the field out if none is known",
        [("[-Infinity]", (1, 2, 1, 11))],
    ),
    ("True is not JSON; write true", [("[True]", (1, 2, 1, 6))]),
    ("None is not JSON; leave the field out if nothing is known", [("[None]", (1, 2, 1, 6))]),
    (
        "undefined is not JSON; leave the field out if nothing is known",
        [("[undefined]", (1, 2, 1, 11))],
    ),
    ("nil is not JSON; leave the field out if nothing is known", [("[nil]", (1, 2, 1, 5))]),
    ("007: a number has no leading zeros; write 7", [("[007]", (1, 2, 1, 5))]),
    ("00: a number has no leading zeros; write 0", [("[00]", (1, 2, 1, 4))]),
    ("+1: a number has no plus sign; write 1", [("[+1]", (1, 2, 1, 4))]),
    (".5: a number has a digit before the point; write 0.5", [("[.5]", (1, 2, 1, 4))]),
    ("5.: a number has a digit after the point; write 5", [("[5.]", (1, 2, 1, 4))]),
    (
        "-0x1fffffffffffff is hexadecimal, which JSON does not know; write -9007199254740991",
        [("[-0x1fffffffffffff]", (1, 2, 1, 19))],
    ),
    ("< begins no value; a text stands in double quotes", [("[ <<<<<<< a]", (1, 3, 1, 4))]),
    ("0x1F is hexadecimal, which JSON does not know; write 31", [("[0x1F]", (1, 2, 1, 6))]),
    ("-0xff is hexadecimal, which JSON does not know; write -255", [("[-0xff]", (1, 2, 1, 7))]),
    (
        "0xfffffffffffffffff is hexadecimal, which JSON does not know; write decimal digits",
        [("[0xfffffffffffffffff]", (1, 2, 1, 21))],
    ),
    ("1_000: the digits of a number are not grouped; write 1000", [("[1_000]", (1, 2, 1, 7))]),
    ('a text stands in double quotes; write "1e"', [("[1e]", (1, 2, 1, 4))]),
    ('a text stands in double quotes; write "-"', [("[-]", (1, 2, 1, 3))]),
    ('a text stands in double quotes; write "."', [("[.]", (1, 2, 1, 3))]),
    ('a text stands in double quotes; write "--1"', [("[--1]", (1, 2, 1, 5))]),
    ('a text stands in double quotes; write "1.2.3"', [("[1.2.3]", (1, 2, 1, 7))]),
    ('a date is a text; write "2023-02-24"', [("[2023-02-24]", (1, 2, 1, 12))]),
    ('a date is a text; write "2023-02-24T10:30:00Z"', [("[2023-02-24T10:30:00Z]", (1, 2, 1, 22))]),
    ('a date is a text; write "2023~"', [("[2023~]", (1, 2, 1, 7))]),
    ('a date is a text; write "2023/2024"', [("[2023/2024]", (1, 2, 1, 11))]),
    ('a date is a text; write "2023-02/.."', [("[2023-02/..]", (1, 2, 1, 12))]),
    ("/ cannot follow a value; write a comma or ]", [("[2023/", (1, 6, 1, 7))]),
    ('a date is a text; write "2023-02?"', [("[2023-02?]", (1, 2, 1, 10))]),
    ('a text stands in double quotes; write "hello world"', [("[hello world]", (1, 2, 1, 13))]),
    ("a record is one object and begins with {, not with hello", [("hello", (1, 1, 1, 6))]),
    ("a record is one object and begins with {, not with ---", [("---", (1, 1, 1, 4))]),
    ("( begins no value; a text stands in double quotes", [("[(1)]", (1, 2, 1, 3))]),
    ("@ begins no value; a text stands in double quotes", [("[@a]", (1, 2, 1, 3))]),
    (
        "a second value begins here, after the first ended at line 1, column 3; a file, "
        "or a line of JSON Lines, holds one record",
        [("{} {}", (1, 4, 1, 5)), ('{}\n{"a": 1}\n', (2, 1, 2, 2))],
    ),
    (
        "a second value begins here, after the first ended at line 1, column 2; a file, "
        "or a line of JSON Lines, holds one record",
        [("1 2", (1, 3, 1, 4))],
    ),
    ("one } too many: everything opened is closed; remove it", [("{}}", (1, 3, 1, 4))]),
    ("one ] too many: everything opened is closed; remove it", [("]", (1, 1, 1, 2))]),
    (", stands after the end of the record; remove it", [("{},", (1, 3, 1, 4))]),
    (
        "an invisible character, U+00A0, stands between the values; remove it or write an"
        " ordinary blank",
        [("[1,\xa02]", (1, 4, 1, 5))],
    ),
    (
        "an invisible character, U+200B, stands between the values; remove it or write an"
        " ordinary blank",
        [('{\u200b"a": 1}', (1, 2, 1, 3))],
    ),
    (
        "an invisible character, U+000C, stands between the values; remove it or write an"
        " ordinary blank",
        [("\x0c{}", (1, 1, 1, 2))],
    ),
    (
        "an invisible character, U+0000, stands between the values; remove it or write an"
        " ordinary blank",
        [("[1]\x00\x00", (1, 4, 1, 6))],
    ),
    (
        "<<<<<<< is left over from a merge conflict; choose a side, remove the marks",
        [('{\n<<<<<<< HEAD\n  "a": 1\n}', (2, 1, 2, 8))],
    ),
    (
        "======= is left over from a merge conflict; choose a side, remove the marks",
        [('{\n  "a": 1\n=======\n}', (3, 1, 3, 8))],
    ),
    (
        ">>>>>>> is left over from a merge conflict; choose a side, remove the marks",
        [("[\n>>>>>>> b\n]", (2, 1, 2, 8))],
    ),
]
CASES = [(text, Span(*span), message) for message, cases in MISTAKES for text, span in cases]


@pytest.mark.parametrize(("text", "span", "message"), CASES, ids=[repr(case[0]) for case in CASES])
def test_a_mistake_is_named_where_it_stands(text: str, span: Span, message: str) -> None:
    found = first_mistake(text, 32)
    assert found is not None
    rule, problem = found
    assert (rule, problem._replace(fix=None)) == ("not-json", Problem(message, span=span))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(ending: str) -> None:
    text = ending.join(["{", '  "a": 1,', '  "b": [', "    1", "    2", "  ]", "}"])
    found = first_mistake(text, 32)
    assert found is not None
    assert found[1].span == Span(4, 6, 4, 6)


def test_columns_count_code_points() -> None:
    found = first_mistake('{"😀名é": "😀" "b": 1}', 32)
    assert found is not None
    assert found[1].span == Span(1, 12, 1, 12)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        " \t\r\n[ ] \t\r\n",
        "null",
        "true",
        "-0",
        "0.5",
        "-12.75e+10",
        "1E-3",
        '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9"',
        '"\x7f\x85\u2028😀"',
        '{"a": {"b": [1, {"c": null}]}, "": ""}',
        '"// no comment"',
        "[" * 32 + "]" * 32,
    ],
)
def test_what_is_json_has_no_mistake(text: str) -> None:
    json.loads(text)
    assert first_mistake(text, 32) is None


DEEP = (
    "this bracket is nested deeper than 32 levels: no record needs that, and many programs fail on"
    " it; write a flatter value"
)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[" * 33 + "]" * 33, 33),
        ("[" * 1_000_000, 33),
        ("[" * 1_000_000 + "]" * 1_000_000, 33),
        ('{"a":' * 1_000_000 + "1" + "}" * 1_000_000, 161),
        ("[" * 31 + "[], [], [[]]" + "]" * 31, 41),
        ("[" * 33 + "," + "]" * 33, 33),
    ],
    ids=["arrays", "never closed", "a million", "objects", "beside flat ones", "before a mistake"],
)
def test_only_the_first_bracket_beyond_the_depth_is_named(text: str, column: int) -> None:
    expected = Problem(DEEP, span=Span(1, column, 1, column + 1))
    assert first_mistake(text, 32) == ("nested-too-deep", expected)


# The characters of JSON and of its mistakes, so that many texts nearly are JSON.
NEARLY = st.lists(
    st.sampled_from(
        [*"{}[],:\"\\1-.e0 \n\r\t\0'/#+_xé\u00a0“", '"a"', "/*", "true", "null", "NaN"]
    ),
    max_size=12,
).map("".join)


def refuse(name: str) -> object:
    raise ValueError(name)


@settings(max_examples=1000)
@given(NEARLY)
def test_a_text_has_a_mistake_exactly_if_the_standard_parser_refuses_it(text: str) -> None:
    try:
        json.loads(text, parse_constant=refuse)
        expected = False
    except ValueError:
        expected = True
    assert (first_mistake(text, 32) is not None) == expected


@settings(max_examples=300)
@given(NEARLY)
def test_a_mistake_lies_inside_the_text(text: str) -> None:
    found = first_mistake(text, 32)
    if found is not None:
        line, column, end_line, end_column = found[1].span or (0, 0, 0, 0)
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert (1, 1) <= (line, column) <= (end_line, end_column)
        assert end_line <= len(lines)
        assert column <= len(lines[line - 1]) + 1
        assert end_column <= len(lines[end_line - 1]) + 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" + "1" * 2_000_000 + "_1]", "digits of a number are not grouped"),
        ('["' + "x" * 2_000_000, "this text never ends"),
        ("[/*" + "*" * 2_000_000, "no comments"),
        ("['" + "\\a" * 1_000_000, "not in single ones"),
        ("[a" + " b" * 1_000_000 + "]", "a text stands in double quotes"),
        ("[0x" + "f" * 2_000_000 + "]", "write decimal digits"),
        ("[" + "+" * 2_000_000 + "]", "a text stands in double quotes"),
    ],
    ids=["digits", "string", "comment", "quotes", "words", "hexadecimal", "signs"],
)
def test_long_mistakes_are_told_in_short_messages(text: str, message: str) -> None:
    found = first_mistake(text, 32)
    assert found is not None
    assert message in found[1].message
    assert len(found[1].message) < 200
