from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_check import text as reading
from claims_check.findings import Pointer, Span
from claims_check.text import decoded, excerpt, read_json

RECORD = {
    "$schema": "https://example.org/claim.schema.json",
    "id": "lynx-released",
    "statement": 'Acme released “Lynx”, a "small" model – 12.5 % smaller – in 2023.',
    "proposition": {"kind": "released", "subject": "lynx", "at": "2023-02-24", "sizes": [7, 13]},
    "evidence": [{"source": "acme-2023-lynx", "stance": "supports", "share": 12.5, "ok": True}],
}
BYTES = json.dumps(RECORD, indent=2, ensure_ascii=False).encode()


def all_found(data: bytes) -> list[tuple[str, Pointer, Span | None, str]]:
    return [(rule, each.at, each.span, each.message) for rule, each in read_json(data)[1]]


# What a clean text is


@pytest.mark.parametrize(
    "data",
    [
        BYTES,
        json.dumps(RECORD).encode(),
        b'"\\ud83d\\ude00 \\\\n \\\\u0007 \\/ \\" \\u00a0"',
        '"\u00a0 \u00ad \u2028 😀 «»"'.encode(),
        b"[0, -0, 1, -1, 0.5, 12.75, 1.5e-3, 15e-1, 123456789012345, 9007199254740992]",
        b"[0.30000000000000004, 0.1234567890123456, -9007199254740992, 2.5E-10, 1e-7]",
        b"[" * 32 + b"]" * 32,
        b"[[], " + b"[" * 31 + b"]" * 32,
        b"[" + b"[{}], " * 40 + b"0]",
        b"null",
    ],
)
def test_a_clean_text_is_read_in_one_pass(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(reading, "_read_closely")
    assert read_json(data) == (json.loads(data), ())


CLEAN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(-1e6, 1e6).filter(lambda number: number % 1 != 0)
    | st.text(st.characters(exclude_categories=["Cc", "Cs"])),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text('ab\\"é'), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(CLEAN, st.booleans(), st.sampled_from([None, 0, 2]))
def test_a_clean_text_gives_what_the_standard_parser_gives(
    value: object, ascii_only: bool, indent: int | None
) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    assert read_json(data) == (json.loads(data), ())


# What is not UTF-8

LATIN_1 = (
    "byte 0xE9 is not UTF-8: it looks like Latin-1 or Windows-1252, where it is é; save as UTF-8"
)
UTF_8 = [
    (
        b'"\xad"',
        (1, 2, 1, 3),
        "byte 0xAD is not UTF-8: it looks like Latin-1 or Windows-1252, where it is U+00AD; save as"
        " UTF-8",
    ),
    (
        b'{"a": "caf\xe9"}',
        (1, 11, 1, 12),
        LATIN_1,
    ),
    (
        'é\n"名\u0093hi\u0094"'.encode().replace(b"\xc2", b""),
        (2, 3, 2, 4),
        "byte 0x93 is not UTF-8: it looks like Windows-1252, where it is “; save as UTF-8",
    ),
    (
        b'"\x9f"',
        (1, 2, 1, 3),
        "byte 0x9F is not UTF-8: it looks like Windows-1252, where it is Ÿ; save as UTF-8",
    ),
    (
        '{"имя": "Мир"}'.encode("cp1251"),
        (1, 3, 1, 4),
        "byte 0xE8 is not UTF-8: it looks like an encoding other than Western; save as UTF-8",
    ),
    (
        b'"\x81"',
        (1, 2, 1, 3),
        "byte 0x81 is not UTF-8: it looks like an encoding other than Western; save as UTF-8",
    ),
    (
        '{"a": "é"}'.encode("utf-16"),
        (1, 1, 1, 2),
        "byte 0xFF is not UTF-8: the file looks like UTF-16; save as UTF-8",
    ),
    (
        '\ufeff{"a": 1}'.encode("utf-16-be"),
        (1, 1, 1, 2),
        "byte 0xFE is not UTF-8: the file looks like UTF-16; save as UTF-8",
    ),
    (
        '{"a": "é"}'.encode("utf-16-le"),
        (1, 2, 1, 3),
        "byte 0x00 stands in the text: the file looks like UTF-16; save as UTF-8",
    ),
    (
        '{"a": 1}'.encode("utf-16-be"),
        (1, 1, 1, 2),
        "byte 0x00 stands in the text: the file looks like UTF-16; save as UTF-8",
    ),
    (
        '{"a": 1}'.encode("utf-32"),
        (1, 1, 1, 2),
        "byte 0xFF is not UTF-8: the file looks like UTF-32; save as UTF-8",
    ),
    (
        '{"a": 1}'.encode("utf-32-le"),
        (1, 2, 1, 3),
        "byte 0x00 stands in the text: the file looks like UTF-32; save as UTF-8",
    ),
    (
        b'{\r"a":\r\n "\xe2\x82',
        (3, 3, 3, 4),
        "the file ends at byte 0xE2, inside a character: it was cut off; copy it whole",
    ),
    (
        b'"\xed\xa0\xbd\xed\xb8\x80"',
        (1, 2, 1, 3),
        "byte 0xED begins half of a surrogate pair, as in CESU-8; save as UTF-8",
    ),
    (
        b'"caf\xc3\xa9 \xe2\x80"',
        (1, 7, 1, 8),
        "byte 0xE2 begins a character that breaks off; write the character again, in UTF-8",
    ),
    (
        b'"\xed\xe9"',
        (1, 2, 1, 3),
        LATIN_1.replace("0xE9", "0xED").replace("é", "í"),
    ),
    (
        b"\x1f\x8b\x08\x00\x00\x00",
        (1, 2, 1, 3),
        "byte 0x8B is not UTF-8: the file looks like binary data; a record is text",
    ),
    (
        b'\xef\xbb\xbf"\xe9 "',
        (1, 2, 1, 3),
        LATIN_1,
    ),
]


@pytest.mark.parametrize(("data", "span", "message"), UTF_8)
def test_the_first_bad_byte_is_shown_with_the_encoding_it_looks_like(
    data: bytes, span: tuple[int, int, int, int], message: str
) -> None:
    assert read_json(data)[0] is None
    assert all_found(data) == [("not-utf-8", (), Span(*span), message)]


BYTE_ORDER_MARK = (
    "not-utf-8",
    (),
    Span(1, 1, 1, 1),
    "the file begins with a byte order mark, at which many JSON parsers fail; save as UTF-8 without"
    " it",
)


def test_a_byte_order_mark_is_a_problem_but_the_value_is_read_and_columns_do_not_count_it() -> None:
    data = b'\xef\xbb\xbf{"a": 1.0}'
    assert read_json(data)[0] == {"a": 1}
    mark, number = all_found(data)
    assert mark == BYTE_ORDER_MARK
    assert number[1:3] == (("a",), Span(1, 7, 1, 10))
    assert decoded(data) == '{"a": 1.0}'


def test_a_byte_order_mark_does_not_hide_the_first_mistake() -> None:
    mark, mistake = all_found(b"\xef\xbb\xbf{,}")
    assert mark == BYTE_ORDER_MARK
    assert mistake == ("not-json", (), Span(1, 2, 1, 3), "one comma too many; remove it")


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        (r'{"a": "x\ud83d y"}', (1, 9, 1, 15), {"a": "x\ufffd y"}),
        (r'{"a": "\uDE00"}', (1, 8, 1, 14), {"a": "\ufffd"}),
        (r'{"a": "\\\ud83d\\ude00"}', (1, 10, 1, 16), {"a": "\\\ufffd\\ude00"}),
        (r'{"a": "\ud83d\ud83d\ude00"}', (1, 8, 1, 14), {"a": "\ufffd😀"}),
    ],
)
def test_half_a_surrogate_pair_is_no_character(
    text: str, span: tuple[int, int, int, int], value: object
) -> None:
    half = text[span[1] - 1 : span[3] - 1]
    message = (
        f"{half} is half of a surrogate pair without its other half, which no UTF-8 text can hold;"
        " write the character itself"
    )
    assert all_found(text.encode()) == [("not-utf-8", ("a",), Span(*span), message)]
    assert read_json(text.encode())[0] == value


def test_half_a_surrogate_pair_in_a_key_keeps_the_pointer_and_the_value_together() -> None:
    value, ((rule, problem),) = read_json(b'{"\\ud800": 1}')
    assert (rule, problem.at, problem.on_key) == ("not-utf-8", ("\ufffd",), True)
    assert value == {"\ufffd": 1}


# What is not JSON: test_syntax has the mistakes


def test_a_text_that_is_not_json_has_one_problem_and_no_value() -> None:
    data = b'{"a": 1, "a": 1.0, "\\u0007": 2,}'
    assert read_json(data)[0] is None
    message = "a comma stands before the closing }; remove it"
    assert all_found(data) == [("not-json", (), Span(1, 31, 1, 32), message)]


@pytest.mark.parametrize("text", ["[" * 1_000_000, '{"a":' * 100_000 + "1" + "}" * 100_000])
def test_a_text_nested_too_deep_has_one_problem_and_no_value(text: str) -> None:
    value, ((rule, _),) = read_json(text.encode())
    assert (value, rule) == (None, "nested-too-deep")


@pytest.mark.parametrize(
    ("around", "levels"),
    [("[%s]", 1), ('{"a": %s}', 1), ('["[{", %s, 1]', 1), ('[{"a": 1, "b": %s}]', 2)],
)
def test_thirty_two_levels_are_read_and_one_more_is_not(around: str, levels: int) -> None:
    text = "0"
    for _ in range(32 // levels):
        text = around % text
    assert read_json(text.encode()) == (json.loads(text), ())
    assert [rule for rule, _ in read_json(f"[{text}]".encode())[1]] == ["nested-too-deep"]


# Keys that are repeated


def test_every_repeated_key_is_found_and_the_first_member_is_kept() -> None:
    data = b'{\n  "id": "a",\n  "x": 1,\n  "id": "b",\n  "\\u0069d": {"x": 2, "x": 2}\n}'
    assert read_json(data)[0] == {"id": "a", "x": 1}
    where = 'the key "id" is already in this object: line 2 says "a", this one'
    why = "and programs differ in which they keep; remove the wrong one"
    same = (
        'the key "x" is already in this object: line 5 has it with the same value; remove this one'
    )
    assert all_found(data) == [
        ("duplicate-key", ("id",), Span(4, 3, 4, 7), f'{where} "b", {why}'),
        ("duplicate-key", ("id",), Span(5, 3, 5, 12), f'{where} {{"x": 2, "x": 2}}, {why}'),
        ("duplicate-key", ("id", "x"), Span(5, 23, 5, 26), same),
    ]
    assert all(problem.on_key for _, problem in read_json(data)[1])


def test_long_values_of_a_repeated_key_are_shortened() -> None:
    (_, _, _, message), *_ = all_found(b'{"a": "%s", "a": [\n1,\n2]}' % (b"x" * 1000))
    assert f'line 1 says "{"x" * 39}…, this one [ 1, 2], and' in message


# Everything at once


def test_problems_come_in_the_order_of_the_text() -> None:
    data = b'{"a": 1.0, "b": "\\n", "a": 2, "c": "\\ud800",\n"d": 1e400}'
    assert [rule for rule, _ in read_json(data)[1]] == [
        "inexact-number",
        "control-character",
        "duplicate-key",
        "not-utf-8",
        "inexact-number",
    ]


def damaged() -> st.SearchStrategy[bytes]:
    """A valid record with a stretch replaced by bytes that matter."""
    marks = [bytes([mark]) for mark in b"\"\\{],\n\r\x00\x7f\xff\xe2-'"]
    words = [b"", b"\xc2\x85", b"\xef\xbb\xbf", b"1.0", b"1e999", b"\\ud800", b"\\u0001", b"\\n"]
    piece = st.sampled_from([*marks, *words, b"//", b'"id": 1, ', b"NaN"])
    place = st.integers(0, len(BYTES))
    return st.lists(st.tuples(place, st.integers(0, 3), piece), min_size=1, max_size=4).map(damage)


def damage(changes: list[tuple[int, int, bytes]]) -> bytes:
    data = BYTES
    for start, length, piece in changes:
        data = data[:start] + piece + data[start + length :]
    return data


def holds_what_it_promises(data: bytes) -> None:
    value, found = read_json(data)
    text = decoded(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for _, problem in found:
        span = problem.span
        assert span is not None
        assert (1, 1) <= span[:2] <= span[2:]
        assert span.end_line <= len(lines)
        assert span.column <= len(lines[span.line - 1]) + 1
        assert span.end_column <= len(lines[span.end_line - 1]) + 1
        line, carets = excerpt(text, span)
        assert len(line) <= 100
        assert carets.strip(" ").strip("^") == ""
        assert problem.message.isprintable()
    if not found:
        assert value == json.loads(data)
    json.dumps(value, allow_nan=False).encode()


@settings(max_examples=500)
@given(damaged())
def test_a_damaged_record_is_read_or_refused_with_a_place(data: bytes) -> None:
    holds_what_it_promises(data)


@settings(max_examples=300)
@given(
    st.binary(max_size=40)
    | st.text(max_size=30).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_are_read_or_refused_with_a_place(data: bytes) -> None:
    holds_what_it_promises(data)


def test_a_line_of_ten_megabytes_is_read() -> None:
    members = ", ".join(f'"k{number}": "{"x" * 100}"' for number in range(90_000))
    data = f'{{{members}, "k0": 1}}'.encode()
    assert len(data) > 10_000_000
    value, ((rule, problem),) = read_json(data)
    assert isinstance(value, dict)
    assert len(value) == 90_000
    assert (rule, problem.span) == ("duplicate-key", Span(1, len(data) - 7, 1, len(data) - 3))
