from __future__ import annotations

from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_check import positions
from claims_check.findings import Span
from claims_check.text import excerpt

TEXT = '{\n\t"名": "é😀",\r\n  "b": 1\r}'


@pytest.mark.parametrize(
    ("span", "line", "carets"),
    [
        (Span(1, 1, 1, 2), "{", "^"),
        (Span(2, 2, 2, 5), ' "名": "é😀",', " ^^^^"),
        (Span(2, 7, 2, 11), ' "名": "é😀",', "       ^^^^^"),
        (Span(2, 11, 2, 12), ' "名": "é😀",', "            ^"),
        (Span(3, 8, 3, 9), '  "b": 1', "       ^"),
        (Span(4, 1, 4, 2), "}", "^"),
    ],
)
def test_carets_stand_under_the_span_whatever_cells_its_line_takes(
    span: Span, line: str, carets: str
) -> None:
    assert excerpt(TEXT, span) == (line, carets)


def test_an_empty_span_has_one_caret_even_behind_the_line() -> None:
    assert excerpt("[1 2]", Span(1, 3, 1, 3)) == ("[1 2]", "  ^")
    assert excerpt("[1\n2]", Span(1, 3, 1, 3)) == ("[1", "  ^")
    assert excerpt("", Span(1, 1, 1, 1)) == ("", "^")


def test_carets_of_a_span_over_several_lines_end_with_the_first() -> None:
    assert excerpt('{"a": [\n1\n]}', Span(1, 7, 3, 2)) == ('{"a": [', "      ^")
    assert excerpt("[1, 2,\n3]", Span(1, 1, 2, 3)) == ("[1, 2,", "^^^^^^")


def test_a_span_of_another_text_breaks_nothing() -> None:
    assert excerpt("a\nb", Span(9, 9, 9, 10)) == ("", "^")
    assert excerpt("a\nb", Span(1, 9, 1, 10)) == ("a", " ^")
    assert excerpt("ab" * 100, Span(1, 205, 1, 206), 10) == ("…ababab", " " * 7 + "^")


def test_what_a_terminal_would_obey_or_hide_is_replaced() -> None:
    line, carets = excerpt("a\x1b[31m\u202eb\u00a0\u0301\u3000c", Span(1, 1, 1, 13))
    assert line == "a\ufffd[31m\ufffdb\u00a0\u0301\u3000c"
    assert carets == "^" * 12


def test_a_long_line_is_cut_around_the_span() -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(1000))
    assert excerpt(text, Span(1, 1, 1, 3), 20) == ("abcdefghijklmnopqr…", "^^")
    assert excerpt(text, Span(1, 501, 1, 503), 20) == ("…" + text[494:512] + "…", " " * 7 + "^^")
    assert excerpt(text, Span(1, 999, 1, 1001), 20) == ("…" + text[982:], " " * 17 + "^^")
    assert excerpt(text, Span(1, 1001, 1, 1001), 20) == ("…" + text[982:], " " * 19 + "^")
    assert excerpt(text, Span(1, 501, 1, 900), 20) == (
        "…" + text[494:512] + "…",
        " " * 7 + "^" * 12,
    )


def test_a_line_as_wide_as_allowed_is_not_cut() -> None:
    assert excerpt("x" * 100, Span(1, 100, 1, 101)) == ("x" * 100, " " * 99 + "^")
    assert excerpt("名" * 50, Span(1, 50, 1, 51)) == ("名" * 50, " " * 98 + "^^")
    assert excerpt("x" * 101, Span(1, 1, 1, 2)) == ("x" * 98 + "…", "^")
    assert excerpt("名" * 51, Span(1, 1, 1, 2)) == ("名" * 49 + "…", "^^")


@pytest.mark.parametrize("width", [9, 1, 0, -5])
def test_no_terminal_is_narrower_than_ten_cells(width: int) -> None:
    assert excerpt("x" * 50, Span(1, 1, 1, 2), width) == ("x" * 8 + "…", "^")


def test_a_cut_line_may_be_any_line() -> None:
    text = "a\r" + "x" * 300 + "名" + "y" * 300 + "\r\nb"
    assert excerpt(text, Span(2, 301, 2, 302), 11) == ("…xxx名yyyy…", "    ^^")
    assert excerpt(text, Span(3, 1, 3, 2), 11) == ("b", "^")


def test_marks_without_width_do_not_hide_that_a_line_is_cut() -> None:
    line, carets = excerpt("x" + "\u0301" * 300 + "y", Span(1, 302, 1, 303), 20)
    assert (line, carets) == ("…" + "\u0301" * 20 + "y", " ^")


def test_an_excerpt_of_a_huge_line_looks_only_at_what_is_near() -> None:
    text = "x" * 5_000_000 + "!" + "x" * 5_000_000
    expected = "…" + "x" * 32 + "!" + "x" * 65 + "…", " " * 33 + "^"
    assert [excerpt(text, Span(1, 5_000_001, 1, 5_000_002)) for _ in range(1000)] == [
        expected
    ] * 1000


@given(
    st.lists(st.text(st.sampled_from("ab 名😀\t\x00é\u0301"), max_size=40), min_size=1, max_size=3),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.integers(10, 40),
    st.data(),
)
def test_the_first_caret_stands_under_the_first_character_of_the_span(
    lines: list[str], ending: str, width: int, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(lines)))
    line = lines[number - 1]
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown, carets = excerpt(ending.join(lines), Span(number, start + 1, number, end + 1), width)
    indent = len(carets) - len(carets.lstrip(" "))
    assert set(carets.lstrip(" ")) == {"^"}
    assert sum(cells(mark) for mark in shown) <= width
    if line[start : start + 1] in [*"ab名😀é"]:
        standing = [
            mark
            for place, mark in enumerate(shown)
            if cells(mark) and sum(cells(before) for before in shown[:place]) == indent
        ]
        assert standing == [line[start]]


def cells(mark: str) -> int:
    """The cells of the characters that these tests use."""
    return 0 if mark == "\u0301" else 2 if east_asian_width(mark) == "W" else 1


def test_the_lines_of_a_text_are_counted_once_however_many_findings_stand_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted: list[str] = []

    class Counting(positions.Lines):
        def __init__(self, text: str) -> None:
            counted.append(text)
            super().__init__(text)

    monkeypatch.setattr(positions, "Lines", Counting)
    text = "".join(f'{{"line": {n}}}\n' for n in range(1, 101))
    for n in range(1, 101):
        assert excerpt(text, Span(n, 1, n, 2))[0] == f'{{"line": {n}}}'
    assert counted == [text]
