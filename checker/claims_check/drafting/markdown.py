"""What people type into a form, which is Markdown: its lines, blocks of code, comments, links."""

from __future__ import annotations

import re

from claims_check.named_tuple import NamedTuple

COMMENT, COMMENT_END = "<!--", "-->"

_LINE_END = re.compile(r"\r\n?|\n")
_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
_ADDRESS = r"<?(https?://(?:[^\s()<>]|\([^\s()<>]*\))+)>?"
_LINK = re.compile(rf'\[([^\[\]]*)\]\({_ADDRESS}(?: +"[^"]*")?\)')
_BARE_LINK = re.compile(r"<(https?://[^\s<>]+)>")
_MARK = re.compile(r"(?:[-*+•>] +)+")


class Line(NamedTuple):
    """A line by its number from 1, without comments, white space reduced to single blanks.

    `block` is the number of the line that begins the block of code around it, 0 outside of any.
    """

    number: int
    text: str
    block: int


def lines_of(text: str) -> list[Line]:
    """The lines of a text that say something, without the fences of blocks of code.

    A comment that does not end is none.
    """
    found: list[Line] = []
    fence, block = "", 0
    for number, raw in enumerate(_LINE_END.split(_without_comments(text)), 1):
        line = " ".join(raw.split())
        opening = _FENCE.match(line)
        if fence and line.startswith(fence) and not line.strip(fence[0]):
            fence, block = "", 0
        elif opening and not fence:
            fence, block = opening[1], number
        elif line:
            found.append(Line(number, line, block))
    return found


def _without_comments(text: str) -> str:
    """The text with comments taken out, and their line ends left in."""
    parts = []
    at = 0
    while (start := text.find(COMMENT, at)) >= 0:
        end = text.find(COMMENT_END, start + len(COMMENT))
        if end < 0:
            break
        parts += [text[at:start], *_LINE_END.findall(text, start, end)]
        at = end + len(COMMENT_END)
    return "".join([*parts, text[at:]])


def heading(line: str) -> tuple[int, str]:
    """Level and text of a heading; level 0 for a line in bold, and no text for what is neither."""
    text = line.lstrip("#")
    level = len(line) - len(text)
    if 1 < level <= 6 or (level and text.startswith(" ")):  # #1 is no heading, ##Why was to be one
        return level, text.rstrip("#").strip(" *_:")
    if line.startswith("**") and line.rstrip(":").endswith("**"):
        return 0, line.strip(" *:")
    return 0, ""


def item(line: str) -> str:
    """A line without the bullet of a list or the mark of a quotation."""
    mark = _MARK.match(line)
    return line[mark.end() :] if mark else line


def plain(text: str) -> str:
    """The text without the marks of code around it, and of links what is written on them."""
    text = text.strip("`").strip()
    return _BARE_LINK.sub(r"\1", _LINK.sub(r"\1", text))


def address_of(text: str) -> str:
    """Where a link leads that is all of the text; else the text."""
    text = text.strip("`").strip()
    link = _LINK.fullmatch(text)
    if link:
        return link[2]
    bare = _BARE_LINK.fullmatch(text)
    return bare[1] if bare else text
