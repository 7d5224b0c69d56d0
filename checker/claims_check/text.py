"""The way from the bytes of one record to a JSON value or to what is wrong with them; excerpts.

A clean record costs one pass of the standard parser and a few searches for single characters.
Only what the hooks or the searches object to is read again, slowly, to say where and why; the
rooms that this needs are imported there, for most runs never do.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

from claims_check.findings import Edit, Fix, Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims_check.positions import Duplicate, Positions

Found = tuple[str, Problem]
"""A rule's name and what it found."""

MAX_DEPTH = 32
"""Objects and arrays inside each other, the record itself counted; no record comes near."""

_CONTROL = "(?:[bfnrt]|u00(?:[01][0-9A-Fa-f]|7[Ff]|[89][0-9A-Fa-f]))"
_HIGH = "u[Dd][89ABab][0-9A-Fa-f]{2}"
_LOW = "u[Dd][C-Fc-f][0-9A-Fa-f]{2}"
# Every escape is consumed, the harmless ones too: \\n is a backslash and an n, no line break.
_ESCAPE = re.compile(
    rf"\\(?:(?P<control>{_CONTROL}(?:\\{_CONTROL})*)|{_HIGH}\\{_LOW}|(?P<half>{_HIGH}|{_LOW})|.)"
)
_RAW_CONTROL = re.compile("[\x7f-\x9f]+")
_STRING_OR_NUMBER = r'"[^"\\]*(?:\\.[^"\\]*)*"|(-?[0-9][0-9.eE+-]*)'

_LARGEST_WHOLE = 2**53  # above it, a double (IEEE 754) no longer holds every whole number
_WHOLE_DIGITS = 16  # of 2^53

# The two first characters of a JSON text are ASCII, so that NULs tell the encoding (RFC 4627, 3).
_NUL_PATTERNS = {"000x": "UTF-32", "x000": "UTF-32", "0x0x": "UTF-16", "x0x0": "UTF-16"}
_OTHER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_HALF_PAIR = rb"\xed[\xa0-\xbf][\x80-\xbf]"
_BINARY = rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]"
_HIGH_BYTES = rb"[\x80-\xff]+"


def read_json(data: bytes) -> tuple[object, tuple[Found, ...]]:
    """The value of a JSON text (RFC 8259), and the problems of the text in its order.

    The rules are `not-utf-8`, `not-json`, `nested-too-deep`, `duplicate-key`, `inexact-number` and
    `control-character`.  Every problem has its span in `decoded(data)`, and `at` if what is wrong
    has a pointer.  A text that is not UTF-8, not JSON or nested too deep gives None; from any other
    a value is read in spite of its problems: of a repeated key the first member, half a surrogate
    pair as U+FFFD, 1.0 as 1, what no double can hold as the largest double.  The JSON text `null`
    gives None and no problem.
    Raises nothing; takes time in proportion to the data.
    """
    try:
        text = data.decode()
        value = _CLEAN.decode(text)
    except (ValueError, RecursionError):
        return _read_closely(data)
    if _hides_a_character(data, text) or _is_too_deep(text, value):
        return _read_closely(data)
    return value, ()


def decoded(data: bytes) -> str:
    """The text in which problems have their places: no byte order mark, bad bytes as U+FFFD."""
    return data.decode("utf-8-sig", "replace")


def _only_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a key is repeated")
    return members


def _exact_integer(written: str) -> int:
    if len(written) >= _WHOLE_DIGITS and _inexact(written):  # a shorter one is always exact
        raise ValueError("not exact")
    return int(written)


def _exact_number(written: str) -> float:
    if _inexact(written):
        raise ValueError("not exact")
    return float(written)


def _first_wins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members: dict[str, object] = {}
    for key, value in pairs:
        members.setdefault(key, value)
    return members


def _nearest_number(written: str) -> int | float:
    if len(written) < 300 and written.lstrip("-").isdigit():
        return int(written)
    largest = sys.float_info.max
    number = min(max(float(written), -largest), largest)
    return int(number) if number.is_integer() else number


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


_CLEAN = json.JSONDecoder(
    object_pairs_hook=_only_once,
    parse_int=_exact_integer,
    parse_float=_exact_number,
    parse_constant=_no_constant,
)
_LENIENT = json.JSONDecoder(
    object_pairs_hook=_first_wins, parse_int=_nearest_number, parse_float=_nearest_number
)


def _hides_a_character(data: bytes, text: str) -> bool:
    if "\\" in text and any(escape.lastgroup for escape in _ESCAPE.finditer(text)):
        return True
    # DEL is itself in UTF-8, U+0080 to U+009F begin with C2.
    return (b"\x7f" in data or b"\xc2" in data) and _RAW_CONTROL.search(text) is not None


def _is_too_deep(text: str, value: object) -> bool:
    if text.count("{") + text.count("[") <= MAX_DEPTH:
        return False
    level = [value]
    for _ in range(MAX_DEPTH):
        lists = [outer for outer in level if isinstance(outer, list)]
        lists += [list(outer.values()) for outer in level if isinstance(outer, dict)]
        level = [item for items in lists for item in items if isinstance(item, (dict, list))]
    return bool(level)


def _read_closely(data: bytes) -> tuple[object, tuple[Found, ...]]:
    from claims_check.positions import locate
    from claims_check.syntax import first_mistake

    problem = _wrong_encoding(data)
    if problem:
        return None, (("not-utf-8", problem),)
    text = decoded(data)
    found: list[Found] = []
    if data.startswith(b"\xef\xbb\xbf"):
        message = (
            "the file begins with a byte order mark, at which many JSON parsers fail;"
            " save as UTF-8 without it"
        )
        fix = Fix("save it without the byte order mark", True, (Edit("", (), text),))
        found.append(("not-utf-8", Problem(message, span=Span(1, 1, 1, 1), fix=fix)))
    mistake = first_mistake(text, MAX_DEPTH)
    if mistake:
        return None, (*found, mistake)
    positions = locate(text)
    found += (("duplicate-key", _repeated_key(key)) for key in positions.duplicates)
    found += _hidden_characters(text, positions)
    found += _inexact_numbers(text, positions)
    value = _LENIENT.decode(_ESCAPE.sub(_whole_characters, text))
    return value, tuple(sorted(found, key=lambda each: each[1].span or ()))


def _whole_characters(escape: re.Match[str]) -> str:
    return r"\ufffd" if escape["half"] else escape[0]


def _wrong_encoding(data: bytes) -> Problem | None:
    """The first byte that is not UTF-8, and the encoding that the text looks like."""
    from claims_check.positions import Lines

    start = after = len(data)
    reason = ""
    encoding = _NUL_PATTERNS.get("".join("x" if byte else "0" for byte in data[:4]))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        start, after, reason = error.start, error.end, error.reason
        encoding = next((name for mark, name in _OTHER_MARKS if data.startswith(mark)), encoding)
    if encoding and b"\0" in data:
        start = min(start, data.index(0))
    if start == len(data):
        return None
    byte = f"byte 0x{data[start]:02X}"
    if encoding and data[start] == 0:
        message = f"{byte} stands in the text: the file looks like {encoding}; save as UTF-8"
    elif encoding:
        message = f"{byte} is not UTF-8: the file looks like {encoding}; save as UTF-8"
    elif reason == "unexpected end of data":
        message = f"the file ends at {byte}, inside a character: it was cut off; copy it whole"
    elif re.match(_HALF_PAIR, data[start : start + 3]):
        message = f"{byte} begins half of a surrogate pair, as in CESU-8; save as UTF-8"
    elif re.search(_BINARY, data):
        message = f"{byte} is not UTF-8: the file looks like binary data; a record is text"
    elif after - start > 1:
        message = f"{byte} begins a character that breaks off; write the character again, in UTF-8"
    else:
        message = f"{byte} is not UTF-8: it looks like {_guess(data, start)}; save as UTF-8"
    lines = Lines(before := decoded(data[:start]))
    return Problem(message, span=lines.span(len(before), len(before) + 1))


def _guess(data: bytes, start: int) -> str:
    run = re.match(_HIGH_BYTES, data[start:])
    mark = data[start : start + 1].decode("cp1252", "replace")
    # Western texts have single letters and marks above ASCII; other alphabets have whole words.
    if mark == "\ufffd" or (run and len(run[0]) > 2):
        return "an encoding other than Western"
    name = "Windows-1252" if data[start] < 0xA0 else "Latin-1 or Windows-1252"
    return f"{name}, where it is {mark if mark.isprintable() else f'U+{ord(mark):04X}'}"


def _repeated_key(key: Duplicate) -> Problem:
    from claims_check.positions import shown

    name = shown(json.dumps(key.at[-1], ensure_ascii=False))
    if key.first == key.again:
        values = f"line {key.first_line} has it with the same value; remove this one"
    else:
        values = (
            f"line {key.first_line} says {key.first}, this one {key.again}, and programs differ in"
            " which they keep; remove the wrong one"
        )
    message = f"the key {name} is already in this object: {values}"
    return Problem(message, at=key.at, on_key=True, span=key.key)


def _hidden_characters(text: str, positions: Positions) -> Iterator[Found]:
    for escape in _ESCAPE.finditer(text):
        if escape["control"]:
            message = _control_message(json.loads(f'"{escape[0]}"'))
            yield "control-character", _problem(message, escape.span(), positions)
        elif escape["half"]:
            message = (
                f"{escape[0]} is half of a surrogate pair without its other half, which no UTF-8 "
                "text can hold; write the character itself"
            )
            yield "not-utf-8", _problem(message, escape.span(), positions)
    for raw in _RAW_CONTROL.finditer(text):
        message = _control_message(raw[0])
        yield "control-character", _problem(message, raw.span(), positions)


def _control_message(characters: str) -> str:
    if not characters.strip("\t\r\n"):
        name = "tab" if characters[0] == "\t" else "line break"
        return f"a {name} stands in this text, but texts are single lines; write a blank instead"
    code = ord(characters.strip("\t\r\n")[0])
    message = f"the control character U+{code:04X} stands in this text"
    meant = bytes([code]).decode("cp1252", "replace")
    if code >= 0x80 and meant != "\ufffd":
        return f"{message}: in Windows-1252 it is {meant}; write that"
    return f"{message}: nobody sees it, and it can break screens and exports; remove it"


def _inexact_numbers(text: str, positions: Positions) -> Iterator[Found]:
    from claims_check.positions import shown

    for token in re.finditer(_STRING_OR_NUMBER, text):
        flaw = token[1] and _inexact(token[1])
        if flaw:
            message = f"{shown(token[1])} {flaw}"
            yield "inexact-number", _problem(message, token.span(), positions)


def _problem(message: str, where: tuple[int, int], positions: Positions) -> Problem:
    at, on_key = positions.at_offset(where[0])
    return Problem(message, at=at, on_key=on_key, span=positions.span(*where))


def _inexact(written: str) -> str:
    """What is wrong with a number for programs that hold it as a double; empty if nothing is."""
    plain = written.lstrip("-").isdigit()
    if plain and len(written) < _WHOLE_DIGITS:
        return ""
    digits, power = _decimal(written)
    size = len(digits) + power
    number = float(written)
    if abs(number) > sys.float_info.max:
        return "is too large: programs read infinity; write a smaller number, or a text"
    whole = (digits + "0" * power)[: max(size, 0)] or "0" if size <= _WHOLE_DIGITS else ""
    if not whole or int(whole) > _LARGEST_WHOLE:
        return (
            f"is beyond 2^53 ({_LARGEST_WHOLE}), where programs round whole numbers;"
            " write a smaller number, or a text"
        )
    if power < 0:
        if _decimal(repr(number)) == (digits, power):  # the shortest text of a double
            return ""
        read = int(number) if number.is_integer() else number
        return f"is not kept exactly: programs read it as {read}; write that"
    if plain:
        return ""
    sign = "-" if written[0] == "-" and digits else ""
    return f"is a whole number, but many programs read it as a fraction; write {sign}{whole}"


def _decimal(written: str) -> tuple[str, int]:
    """The digits and the power of ten of a number, its sign aside: digits x 10^power.

    Without zeros at either end of the digits; zero has none.
    """
    mantissa, _, exponent = written.lstrip("-").lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    kept = digits.rstrip("0")
    if not kept:
        return "", 0
    # Twelve digits are out of every range already, and int() refuses some thousand.
    power = int(exponent.lstrip("+-").lstrip("0")[:12] or 0)
    power = -power if exponent.startswith("-") else power
    return kept, power - len(fraction) + len(digits) - len(kept)


def excerpt(text: str, span: Span, width: int = 100) -> tuple[str, str]:
    """The line in which a span begins, and the line of carets that belongs under it.

    The line is cut to `width` cells of a terminal (ten at least) around the beginning of the span,
    with … where it goes on.  A tab shows as one blank, what is invisible as U+FFFD; East Asian wide
    characters take two cells (Unicode, UAX 11).  Carets end with the line; an empty span has one.
    """
    from claims_check.positions import LINE_END, lines_of

    width = max(width, 10)
    start = lines_of(text).start(span.line)
    caret = start + span.column - 1
    left = max(start, caret - width)
    right = min(len(text), caret + width)
    ending = LINE_END.search(text, left, right + 1)
    goes_on = ending is None and right < len(text)
    marks = [_mark(each) for each in text[left : ending.start() if ending else right]]
    cells = [size for _, size in marks]
    at = min(caret - left, len(marks))
    until = at + span.end_column - span.column if span.line == span.end_line else len(marks)
    first, last = 0, len(marks)
    if left > start or goes_on or sum(cells) > width:
        first, last = _window(cells, at, width - 2)  # an ellipsis on either side
    before = "…" if first > 0 or left > start else ""
    after = "…" if last < len(marks) or goes_on else ""
    line = before + "".join(mark for mark, _ in marks[first:last]) + after
    indent = " " * (len(before) + sum(cells[first:at]))
    return line, indent + "^" * max(1, sum(cells[at : min(until, last)]))


def _mark(character: str) -> tuple[str, int]:
    """What to print for a character, and how many cells of a terminal that takes."""
    from unicodedata import category, east_asian_width

    if character == "\t":
        return " ", 1
    kind = category(character)
    if kind in ("Mn", "Me"):  # drawn over the character before
        return character, 0
    if not character.isprintable() and kind != "Zs":
        return "\ufffd", 1
    return character, 2 if east_asian_width(character) in ("W", "F") else 1


def _window(cells: list[int], at: int, room: int) -> tuple[int, int]:
    """The characters to show around one of them: a third of the room before it, the rest after."""
    first = last = at
    used = 0
    while first > 0 and used + cells[first - 1] <= room // 3:
        first -= 1
        used += cells[first]
    while last < len(cells) and used + cells[last] <= room:
        used += cells[last]
        last += 1
    while first > 0 and used + cells[first - 1] <= room:
        first -= 1
        used += cells[first]
    return first, last
