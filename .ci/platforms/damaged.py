"""Puts four mistakes of four sorts into a copy of the corpus: damaged.py CORPUS."""

import sys
from pathlib import Path

corpus = Path(sys.argv[1])


def write_instead(name: str, old: str, new: str) -> None:
    """Replace a piece of a record that is there once."""
    text = (corpus / name).read_text("utf-8")
    assert text.count(old) == 1, name
    (corpus / name).write_text(text.replace(old, new), "utf-8")


# A date that no other record of the lab lets be; a misspelt id, with a fix; no JSON; a stray file.
write_instead("people/lecun-directed-fair.json", '"2013-12-09"', '"2012-12-09"')
write_instead("llama-2/llama-2-weights.json", '"subject": "llama-2"', '"subject": "lama-2"')
write_instead("llama-2/llama-2-paper.json", '"subject": "llama-2",', '"subject": "llama-2"')
(corpus / "llama-2" / "50% of it, [all](1): notes.txt").write_text("")
