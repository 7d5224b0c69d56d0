from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_check.findings import Problem, Span
from claims_check.text import read_json

FRACTION = "{} is a whole number, but many programs read it as a fraction; write {}"
BEYOND = (
    "{} is beyond 2^53 (9007199254740992), where programs round whole numbers; write a smaller"
    " number, or a text"
)
TOO_LARGE = "{} is too large: programs read infinity; write a smaller number, or a text"
ROUNDED = "{} is not kept exactly: programs read it as {}; write that"
LARGEST = int(1.7976931348623157e308)


@pytest.mark.parametrize(
    ("number", "message", "value"),
    [
        ("1.0", FRACTION.format("1.0", "1"), 1),
        ("-7.00", FRACTION.format("-7.00", "-7"), -7),
        ("0.0", FRACTION.format("0.0", "0"), 0),
        ("-0.0", FRACTION.format("-0.0", "0"), 0),
        ("0e5", FRACTION.format("0e5", "0"), 0),
        ("1e3", FRACTION.format("1e3", "1000"), 1000),
        ("1E+3", FRACTION.format("1E+3", "1000"), 1000),
        ("1.5e3", FRACTION.format("1.5e3", "1500"), 1500),
        ("100e-2", FRACTION.format("100e-2", "1"), 1),
        ("1e000000000000000002", FRACTION.format("1e000000000000000002", "100"), 100),
        ("9007199254740992.0", FRACTION.format("9007199254740992.0", 2**53), 2**53),
        ("9007199254740993", BEYOND.format("9007199254740993"), 2**53 + 1),
        ("-9007199254740993", BEYOND.format("-9007199254740993"), -(2**53) - 1),
        ("12345678901234567890", BEYOND.format("12345678901234567890"), 12345678901234567890),
        ("9007199254740993.5", BEYOND.format("9007199254740993.5"), 2**53 + 2),
        ("1e22", BEYOND.format("1e22"), 10**22),
        ("1e400", TOO_LARGE.format("1e400"), LARGEST),
        ("-1e400", TOO_LARGE.format("-1e400"), -LARGEST),
        ("1e99999999999999999999", TOO_LARGE.format("1e99999999999999999999"), LARGEST),
        ("9" * 5000, TOO_LARGE.format("9" * 40 + "…"), LARGEST),
        ("1" + "0" * 400, TOO_LARGE.format("1" + "0" * 39 + "…"), LARGEST),
        ("1e-400", ROUNDED.format("1e-400", "0"), 0),
        ("1e-99999999999999999999", ROUNDED.format("1e-99999999999999999999", "0"), 0),
        ("4e-324", ROUNDED.format("4e-324", "5e-324"), 5e-324),
        (
            "0.12345678901234567890",
            ROUNDED.format("0.12345678901234567890", "0.12345678901234568"),
            0.12345678901234568,
        ),
        ("0.30000000000000001", ROUNDED.format("0.30000000000000001", "0.3"), 0.3),
        ("1.00000000000000000001", ROUNDED.format("1.00000000000000000001", "1"), 1),
        ("0." + "3" * 5000, ROUNDED.format("0." + "3" * 38 + "…", 1 / 3), 1 / 3),
    ],
)
def test_a_number_that_programs_take_for_another_is_named(
    number: str, message: str, value: int | float
) -> None:
    data = f'{{"a": [0.5, {number}]}}'.encode()
    span = Span(1, 13, 1, 13 + len(number))
    read, found = read_json(data)
    assert found == (("inexact-number", Problem(message, at=("a", 1), span=span)),)
    assert read == {"a": [0.5, value]}
    assert repr(read) == repr({"a": [0.5, value]})


@given(st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: number % 1 != 0))
def test_a_double_as_it_is_usually_written_is_exact(number: float) -> None:
    assert read_json(repr(number).encode()) == (number, ())


@given(st.integers())
def test_a_whole_number_is_exact_up_to_two_to_the_fifty_three(number: int) -> None:
    assert (read_json(str(number).encode())[1] == ()) == (abs(number) <= 2**53)


@given(
    st.from_regex(r"-?(0|[1-9][0-9]{0,18})(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?", fullmatch=True)
)
def test_numbers_agree_with_decimal_arithmetic(written: str) -> None:
    exact, double = Decimal(written), float(written)
    whole = exact == exact.to_integral_value() if exact.adjusted() < 400 else True
    if math.isinf(double) or abs(exact) > 2**53:
        fine = False
    elif whole:
        fine = written.lstrip("-").isdigit()
    else:
        fine = Decimal(repr(double)) == exact
    assert (read_json(written.encode())[1] == ()) == fine


def test_digits_inside_texts_are_no_numbers() -> None:
    assert read_json(b'{"1.0": "1.0, \\" 1e3 9007199254740993"}')[1] == ()
