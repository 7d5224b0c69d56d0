"""The first mistake that keeps a text from being JSON, and what to write instead.

The grammar is RFC 8259.  One loop walks the text without recursion; only where it stops are words
looked for, so that every message has one small function that can be read alone.
"""

from __future__ import annotations

import re
from typing import Literal

from claims_check.findings import Edit, Fix, Problem
from claims_check.named_tuple import NamedTuple
from claims_check.positions import Lines, shown

_STRING = (  # but for its closing quote
    r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*)*'
)
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
# Whatever people write where a number or a literal belongs, dates like 2023-02? included.
_WORD = r"[\w.+$~?%-]"
_TOKEN = re.compile(rf'[ \t\r\n]*({_STRING}"|(?:true|false|null|{_NUMBER})(?!{_WORD})|[][{{}}:,])')
_STRING_BEGINNING = re.compile(_STRING)
_WHOLE_NUMBER = re.compile(_NUMBER)
_WORDS = re.compile(_WORD + "+")

_CLOSERS = {"{": "}", "[": "]"}
_KINDS = {"{": "object", "[": "array"}

_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?![^ \r\n])")
_COMMENT = re.compile(r"//[^\r\n]*|#[^\r\n]*|/\*(?s:.*?)\*/|/\*")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+"
)
_TYPOGRAPHIC = "“”„‟‘’‚‛«»‹›`´＂"
_SINGLE_QUOTED = re.compile(r"'[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*'")
_BAD_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{0,3}|[^\r\n]|)")
_PHRASE = re.compile(r'[^][{}",:\r\n]*[^][{}",:\s]')
_HEXADECIMAL = re.compile(r"[+-]?0[xX][0-9A-Fa-f]+")
_DATE = re.compile(r"-?[0-9X]{4}(?:[~?%]|-[0-9X]{2}|/[0-9X.]{2})[\w.:+~?%/-]*")
_NUMBER_MISTAKES = (
    (re.compile(r"\+"), "a number has no plus sign"),
    (re.compile(r"-?0[0-9_]"), "a number has no leading zeros"),
    (re.compile(r"-?\."), "a number has a digit before the point"),
    (re.compile(r"-?[0-9_]+\.(?![0-9])"), "a number has a digit after the point"),
    (re.compile(r"[^_]*_"), "the digits of a number are not grouped"),
)

_VALUE_PLACES = ("value", "value or ]")
_KEY_PLACES = ("key", "key or }")
_Place = Literal["value", "value or ]", "key", "key or }", "colon", "comma"]


class _Mistake(NamedTuple):
    message: str
    start: int
    end: int
    lacks_comma: bool = False


class _Stop(NamedTuple):
    """Where the walk stopped: the offset, what belonged there, what is open, the token before."""

    text: str
    where: int
    place: _Place
    opened: int  # offset of the innermost open bracket, -1: none
    last: tuple[int, int]
    lines: Lines

    @property
    def mark(self) -> str:
        return self.text[self.where : self.where + 1]

    @property
    def before(self) -> str:
        return shown(self.text, *self.last)

    @property
    def piece(self) -> tuple[int, int]:
        """The string, word or single character at which the walk stopped."""
        match = _STRING_BEGINNING.match(self.text, self.where)
        if match and self.text.startswith('"', match.end()):
            return self.where, match.end() + 1
        word = _WORDS.match(self.text, self.where)
        return self.where, word.end() if word else self.where + 1

    def here(self, message: str) -> _Mistake:
        return _Mistake(message, *self.piece)

    def after_last(self, message: str) -> _Mistake:
        return _Mistake(message, self.last[1], self.last[1])


def first_mistake(text: str, max_depth: int, *, mends: bool = True) -> tuple[str, Problem] | None:
    """The rule that the text breaks first, `not-json` or `nested-too-deep`, and how.

    None means that `text` is JSON, with at most `max_depth` brackets open at a time.  The problem
    has a fix where `mends` and it is certain.  Takes time in proportion to the text.
    """
    stack: list[int] = []
    place: _Place = "value"
    last = 0, 0
    while token := _TOKEN.match(text, last[1]):
        start, end = token.span(1)
        mark = text[start]
        if mark in "{[":
            if place not in _VALUE_PLACES:
                break
            if len(stack) == max_depth:
                return "nested-too-deep", _problem(Lines(text), _too_deep(start, max_depth))
            stack.append(start)
            place = "key or }" if mark == "{" else "value or ]"
        elif mark in "}]":
            closes = stack and _CLOSERS[text[stack[-1]]] == mark
            if not closes or place not in ("comma", "key or }", "value or ]"):
                break
            stack.pop()
            place = "comma"
        elif mark == ",":
            if place != "comma" or not stack:
                break
            place = "key" if text[stack[-1]] == "{" else "value"
        elif mark == ":":
            if place != "colon":
                break
            place = "value"
        elif place in _VALUE_PLACES:
            place = "comma"
        elif place in _KEY_PLACES and mark == '"':
            place = "colon"
        else:
            break
        last = start, end
    where = len(text) - len(text[last[1] :].lstrip(" \t\r\n"))
    if where == len(text) and place == "comma" and not stack:
        return None
    stop = _Stop(text, where, place, stack[-1] if stack else -1, last, Lines(text))
    mistake = _explain(stop)
    fix = _with_comma(stop, max_depth) if mends and mistake.lacks_comma else None
    return "not-json", _problem(stop.lines, mistake)._replace(fix=fix)


def _with_comma(stop: _Stop, max_depth: int) -> Fix | None:
    """The text with the comma that is missing, where that is all it lacks and can have meant."""
    text, end = stop.text, stop.last[1]
    # What stands on one line of an array may be one value: `1 000`, `"the "best" one"`.
    apart = text[end - 1] in "}]" or stop.mark in "{[" or "\n" in text[end : stop.where]
    mended = f"{text[:end]},{text[end:]}"
    if (text[stop.opened] == "[" and not apart) or first_mistake(mended, max_depth, mends=False):
        return None
    return Fix("write the comma that is missing", True, (Edit("", (), mended.lstrip("\n")),))


def _problem(lines: Lines, mistake: _Mistake) -> Problem:
    return Problem(mistake.message, span=lines.span(mistake.start, mistake.end))


def _too_deep(start: int, max_depth: int) -> _Mistake:
    message = (
        f"this bracket is nested deeper than {max_depth} levels: no record needs that, and many"
        " programs fail on it; write a flatter value"
    )
    return _Mistake(message, start, start + 1)


def _explain(stop: _Stop) -> _Mistake:
    if not stop.mark:
        return _cut_off(stop)
    if strange := _strange_mark(stop):
        return strange
    if stop.mark == '"' and stop.place in _VALUE_PLACES + _KEY_PLACES:
        return _broken_string(stop)
    if stop.mark in "}]" and stop.opened < 0:
        return stop.here(f"one {stop.mark} too many: everything opened is closed; remove it")
    if stop.place == "comma":
        return _no_comma(stop) if stop.opened >= 0 else _after_the_end(stop)
    if stop.place == "colon":
        return _no_colon(stop)
    return _no_key(stop) if stop.place in _KEY_PLACES else _no_value(stop)


def _cut_off(stop: _Stop) -> _Mistake:
    if stop.opened < 0:
        return _Mistake("the text is empty; write a record, one object in braces: {…}", 0, 0)
    bracket = stop.text[stop.opened]
    line, column = stop.lines.place(stop.opened)
    return stop.after_last(
        f"the text ends inside the {_KINDS[bracket]} opened at line {line}, column {column}: it was"
        f" cut off, or the closing {_CLOSERS[bracket]} is missing; complete it"
    )


def _strange_mark(stop: _Stop) -> _Mistake | None:
    """What is a mistake wherever a token may begin."""
    text, where = stop.text, stop.where
    if (where == 0 or text[where - 1] in "\r\n") and (found := _CONFLICT.match(text, where)):
        message = f"{found[0]} is left over from a merge conflict; choose a side, remove the marks"
    elif found := _COMMENT.match(text, where):
        message = "JSON has no comments, other programs cannot read them; remove it"
    elif found := _UNSEEN.match(text, where):
        message = (
            f"an invisible character, U+{ord(text[where]):04X}, stands between the values;"
            " remove it or write an ordinary blank"
        )
    elif stop.mark in _TYPOGRAPHIC:
        return stop.here(f'{stop.mark} is a typographic mark; write the straight quote "')
    else:
        return None
    return _Mistake(message, *found.span())


def _broken_string(stop: _Stop) -> _Mistake:
    text, start = stop.text, stop.where
    found = _STRING_BEGINNING.match(text, start)
    end = found.end() if found else start
    mark = text[end : end + 1]
    if mark == "\\":
        escape = _BAD_ESCAPE.match(text, end)
        wrong = escape[0] if escape else mark
        if end + len(wrong) < len(text):
            return _Mistake(
                f"\\u takes four hexadecimal digits, as in \\u00e9; {shown(wrong)} has fewer"
                if wrong.startswith("\\u")
                else f"{shown(wrong)} means nothing in JSON; for a backslash write \\\\",
                end,
                end + len(wrong),
            )
    elif mark in ("\r", "\n"):
        return _Mistake(
            'this text is not closed on its line; write the " that is missing, or, if it goes on'
            " in the next line, join the two lines with a blank",
            start,
            end,
        )
    elif mark:
        name = "a tab" if mark == "\t" else f"the control character U+{ord(mark):04X}"
        return _Mistake(f"{name} stands in a text; write a blank instead", end, end + 1)
    message = 'this text never ends: the file was cut off, or the closing " is missing; complete it'
    return _Mistake(message, start, len(text))


def _inner_quote(stop: _Stop) -> _Mistake | None:
    """A text that ended early: something that is no punctuation touches its closing quote."""
    end = stop.last[1]
    if stop.where > end or stop.text[end - 1] != '"' or stop.mark in '"{}[],:;=':
        return None
    return _Mistake(
        f"the text {stop.before} ends at this quote, but {shown(stop.text, *stop.piece)} follows;"
        ' write \\" for a quote inside a text',
        end - 1,
        end,
    )


def _wrong_closer(stop: _Stop) -> _Mistake | None:
    bracket = stop.text[stop.opened]
    if stop.mark not in "}]" or stop.mark == _CLOSERS[bracket]:
        return None
    line, column = stop.lines.place(stop.opened)
    return stop.here(
        f"{stop.mark} cannot close the {_KINDS[bracket]} opened at line {line}, column {column};"
        f" write {_CLOSERS[bracket]}"
    )


def _after_the_end(stop: _Stop) -> _Mistake:
    if stop.mark in '{["' or _WORDS.match(stop.text, stop.where):
        line, column = stop.lines.place(stop.last[1])
        return stop.here(
            f"a second value begins here, after the first ended at line {line}, column {column};"
            " a file, or a line of JSON Lines, holds one record"
        )
    return stop.here(f"{shown(stop.mark)} stands after the end of the record; remove it")


def _no_comma(stop: _Stop) -> _Mistake:
    text, mark = stop.text, stop.mark
    found = _inner_quote(stop) or _wrong_closer(stop)
    if mark == "/" and not found:  # 2023 is a number, 2023/2024 an interval
        found = _bare_date(text, stop.last[0])
    if found:
        return found
    if mark in "\"{['" or _WORDS.match(text, stop.where):
        after = shown(text, *stop.piece)
        found = stop.after_last(f"a comma is missing between {stop.before} and {after}; write it")
        return found._replace(lacks_comma=True)
    if mark == ":" and text[stop.opened] == "[":
        return stop.here("an array has no keys; write { … } around the key and its value")
    closer = _CLOSERS[text[stop.opened]]
    return stop.here(f"{shown(mark)} cannot follow a value; write a comma or {closer}")


def _no_colon(stop: _Stop) -> _Mistake:
    if found := _inner_quote(stop) or _wrong_closer(stop):
        return found
    if stop.mark in ",}":
        return _Mistake(
            f"the key {stop.before} has no value; write {stop.before}: and the value", *stop.last
        )
    if stop.mark == "=":
        return stop.here("a key and its value are separated by a colon, not by =; write :")
    return stop.after_last(f"a colon is missing after the key {stop.before}; write it")


def _no_key(stop: _Stop) -> _Mistake:
    if found := _trailing_comma(stop) or _wrong_closer(stop) or _single_quoted(stop):
        return found
    if stop.mark == ",":
        return stop.here("one comma too many; remove it")
    if stop.mark == ":":
        return stop.here("the key before this colon is missing; write it in double quotes")
    word = shown(stop.text, *stop.piece)
    if _WORDS.match(stop.text, stop.where):
        return stop.here(f'a key stands in double quotes; write "{word}"')
    return stop.here(f"{word} stands where a key belongs; write a key in double quotes")


def _no_value(stop: _Stop) -> _Mistake:
    text, mark = stop.text, stop.mark
    if mark in ",}]" and text[slice(*stop.last)] == ":":
        return stop.after_last("a value is missing after the colon; write it")
    found = _single_quoted(stop) or _wrong_word(stop)
    if stop.opened >= 0:
        found = found or _trailing_comma(stop) or _wrong_closer(stop)
    if found:
        return found
    if mark == ",":
        return stop.here("one comma too many; remove it")
    return stop.here(f"{shown(mark)} begins no value; a text stands in double quotes")


def _trailing_comma(stop: _Stop) -> _Mistake | None:
    closer = _CLOSERS[stop.text[stop.opened]]
    if stop.mark != closer or stop.text[slice(*stop.last)] != ",":
        return None
    return _Mistake(f"a comma stands before the closing {closer}; remove it", *stop.last)


def _single_quoted(stop: _Stop) -> _Mistake | None:
    if stop.mark != "'":
        return None
    message = "texts and keys stand in double quotes, not in single ones"
    found = _SINGLE_QUOTED.match(stop.text, stop.where)
    if not found:
        return stop.here(f'{message}; write "')
    inner = shown(found[0][1:-1]).replace("\\'", "'").replace('"', '\\"')
    return _Mistake(f'{message}; write "{inner}"', *found.span())


def _bare_date(text: str, start: int) -> _Mistake | None:
    found = _DATE.match(text, start)
    return found and _Mistake(f'a date is a text; write "{shown(found[0])}"', *found.span())


def _wrong_word(stop: _Stop) -> _Mistake | None:
    """A word that is neither a number nor true, false or null."""
    found = _WORDS.match(stop.text, stop.where)
    if not found:
        return None
    word = found[0]
    if found.end() == len(stop.text) and stop.opened >= 0:
        return _cut_off(stop._replace(last=found.span()))
    name = shown(word)
    plain = word.lstrip("+-").lower()
    if plain in ("true", "false"):
        return stop.here(f"{name} is not JSON; write {plain}")
    if plain in ("nan", "inf", "infinity"):
        return stop.here(f"{name} is no number in JSON; leave the field out if none is known")
    if plain in ("null", "none", "nil", "undefined"):
        return stop.here(f"{name} is not JSON; leave the field out if nothing is known")
    if date := _bare_date(stop.text, stop.where):
        return date
    if _HEXADECIMAL.fullmatch(word):
        short = len(word) <= len("-0x1fffffffffffff")
        number = f"write {int(word, 16)}" if short else "write decimal digits"
        return stop.here(f"{name} is hexadecimal, which JSON does not know; {number}")
    number = _mended_number(word)
    for pattern, why in _NUMBER_MISTAKES:
        if number and pattern.match(word):
            return stop.here(f"{name}: {why}; write {shown(number)}")
    if stop.opened < 0:
        return stop.here(f"a record is one object and begins with {{, not with {name}")
    phrase = _PHRASE.match(stop.text, stop.where) or found
    message = f'a text stands in double quotes; write "{shown(phrase[0])}"'
    return _Mistake(message, *phrase.span())


def _mended_number(word: str) -> str:
    """The JSON number that a word was meant to be; empty if it was none."""
    plain = word.replace("_", "").lstrip("+")
    sign = "-" if plain.startswith("-") else ""
    whole, point, rest = plain[len(sign) :].partition(".")
    if not re.match("[0-9]", whole + rest):
        return ""
    whole = re.sub("^0+(?=[0-9])", "", whole) or "0"
    number = sign + whole + (point if re.match("[0-9]", rest) else "") + rest
    return number if _WHOLE_NUMBER.fullmatch(number) else ""
