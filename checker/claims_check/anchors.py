"""Passages of a document that you hold: found by their first and last words, verified by a hash.

The document's sentences stay out of the corpus; whoever holds it can check that each passage is
still what was judged.  Text is compared in Unicode normal form C, with Markdown's markup and links
reduced to their text and white space to single blanks.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

from claims_check.named_tuple import NamedTuple

if TYPE_CHECKING:
    from claims_check.records.source import Passage, Source

OPENING = "opening"
"""The section before the first heading of the second level."""

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LINE_MARK = re.compile(r"^[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+|[0-9]+\.[ \t]+)?", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*)$", re.MULTILINE)
_HEADING_MARK = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
_NUMBER = re.compile(r"^0*([0-9]+(?:\.[0-9]+)*)\b")


class Anchored(NamedTuple):
    """What became of one passage: its hash as found, or why it was not found."""

    passage: str
    sha256: str | None
    trouble: str | None


def normalise(text: str) -> str:
    """The text of a stretch of Markdown, as it is hashed."""
    text = _RULE.sub("", _IMAGE.sub("", text))
    text = _LINE_MARK.sub("", _HEADING_MARK.sub("", _LINK.sub(r"\1", text)))
    text = re.sub(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)", "", text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def section_text(document: str, section: str) -> str | None:
    """A section's text, normalised, heading included; None where no heading bears the name.

    A section is named by its heading, or by the number that the heading begins with.
    """
    headings = list(_HEADING.finditer(document))
    if section == OPENING:
        second = next((h.start() for h in headings if len(h[1]) == 2), len(document))
        return normalise(document[:second])
    for n, heading in enumerate(headings):
        title = normalise(heading[2])
        number = _NUMBER.match(title)
        if section == title or (number is not None and number[1] == section):
            end = headings[n + 1].start() if n + 1 < len(headings) else len(document)
            return normalise(document[heading.start() : end])
    return None


def span(document: str, passage: Passage) -> tuple[str | None, str | None]:
    """The passage's text, or None and what went wrong."""
    text = section_text(document, passage.section)
    if text is None:
        return None, f'the document has no section "{passage.section}"'
    first, last = normalise(passage.from_), normalise(passage.to)
    start = -1
    for _ in range(passage.nth or 1):
        start = text.find(first, start + 1)
        if start < 0:
            return None, f'section {passage.section} does not hold the words "{first}" that often'
    end = text.find(last, start)
    if end < 0:
        return None, f'the words "{last}" do not follow "{first}" in section {passage.section}'
    return text[start : end + len(last)], None


def verify(document: str, source: Source) -> list[Anchored]:
    """Each passage of a source against the document, in the order of the record."""
    results = []
    for passage in source.passages:
        text, trouble = span(document, passage)
        found = sha256(text.encode()).hexdigest() if text is not None else None
        if found is not None and found != passage.sha256:
            trouble = f"the span's hash is {found[:12]}…, the record says {passage.sha256[:12]}…"
        results.append(Anchored(passage.id, found, trouble))
    return results
