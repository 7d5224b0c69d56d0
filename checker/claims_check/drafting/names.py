"""Names of entities: which two spellings are one name."""

from __future__ import annotations

import re

_PARTS = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*|[+#]")
"""Words, numbers, and the two marks that tell names apart: C, C++ and C#."""


def spelling(name: str) -> str:
    """What all spellings of a name share: not capitals, accents, blanks, dashes and other marks.

    `GPT 3`, `gpt-3` and `GPT3` are one name; `GPT-3.5` is another.  Where a word ends and a number
    begins is the same with a blank between them as without.
    """
    from unicodedata import combining, normalize

    plain = normalize("NFKD", re.sub("['’]", "", name).casefold())
    parts = _PARTS.findall("".join(mark for mark in plain if not combining(mark)))
    return " ".join(parts) or plain
