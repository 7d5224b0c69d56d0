"""Passages are found by their first and last words and verified by a hash."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from claims_check.anchors import normalise, section_text
from tests.command import run
from tests.examples import write_corpus

DOCUMENT = """\
# A story

Opening words, with **bold** and [a link](https://example.org).

## 01 — The start

- First: **7B**, 13B
- Second: 7B, 70B

### 1.1 Details

> A *quoted* line over
> two lines.

---

## Summary

The end.
"""


def passage(section: str, first: str, last: str, text: str, **more: object) -> dict[str, object]:
    digest = sha256(text.encode()).hexdigest()
    return {"id": "p", "section": section, "from": first, "to": last, **more, "sha256": digest}


def verified(folder: Path, passage: dict[str, object], document: str = DOCUMENT) -> tuple[int, str]:
    source = json.dumps({"passages": [passage]})
    write_corpus(folder / "claims", f"claim x {{}}\nsource doc {source}")
    (folder / "doc.md").write_text(document, encoding="utf-8")
    ran = run("anchors", folder / "doc.md", "--source", "doc", "--corpus", folder / "claims")
    return ran.code, ran.out


@pytest.mark.parametrize(
    "passage",
    [
        passage("opening", "Opening words,", "a link.", "Opening words, with bold and a link."),
        passage("1", "First:", "13B", "First: 7B, 13B"),
        passage("1", "7B,", "70B", "7B, 70B", nth=2),
        passage("1.1", "A quoted", "two lines.", "A quoted line over two lines."),
        passage("Summary", "The end", "end.", "The end."),
    ],
    ids=lambda p: f"{p['section']}-{p['from']}",
)
def test_a_passage_is_found_by_section_words_and_occurrence(
    passage: dict[str, object], tmp_path: Path
) -> None:
    assert verified(tmp_path, passage) == (0, "1 of 1 passages verified\n")


def test_a_changed_digit_is_noticed(tmp_path: Path) -> None:
    one = passage("1", "First:", "13B", "First: 7B, 13B")
    code, out = verified(tmp_path, one, DOCUMENT.replace("7B**", "8B**"))
    assert code == 1
    assert out.startswith("doc p: the span's hash is ")
    assert out.endswith("0 of 1 passages verified\n")


@pytest.mark.parametrize(
    ("one", "trouble"),
    [
        (passage("3", "First:", "13B", ""), 'the document has no section "3"'),
        (
            passage("1", "Third:", "13B", ""),
            'section 1 does not hold the words "Third:" that often',
        ),
        (
            passage("1", "7B,", "70B", "", nth=3),
            'section 1 does not hold the words "7B," that often',
        ),
        (
            passage("1", "First:", "12B", ""),
            'the words "12B" do not follow "First:" in section 1',
        ),
    ],
)
def test_a_passage_that_is_not_there_says_what_is_missing(
    one: dict[str, object], trouble: str, tmp_path: Path
) -> None:
    assert verified(tmp_path, one) == (1, f"doc p: {trouble}\n0 of 1 passages verified\n")


def test_a_document_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", "claim x {}")
    arguments = ("--source", "news", "--corpus", str(tmp_path / "claims"))
    ran = run("anchors", tmp_path / "none.md", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "No such file" in ran.err
    (tmp_path / "latin.md").write_bytes(b"caf\xe9")
    assert "it is not UTF-8 (byte 3)" in run("anchors", tmp_path / "latin.md", *arguments).err
    arguments = ("--source", "newz", "--corpus", str(tmp_path / "claims"))
    assert "did you mean news?" in run("anchors", tmp_path / "latin.md", *arguments).err


def test_a_source_without_passages_is_not_called_verified(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", "claim x {}")
    (tmp_path / "doc.md").write_text(DOCUMENT)
    where = ("--source", "news", "--corpus", str(tmp_path / "claims"))
    for form in ("text", "json"):
        assert run("anchors", tmp_path / "doc.md", *where, "--format", form) == (
            2,
            "",
            "claims-check: the source news has no passages to verify; add some to "
            "claims/sources/news.json: `claims-check explain passage` shows how one is written\n",
        )


def test_text_is_compared_without_markup() -> None:
    assert normalise("> **Tian**: `x` and [y](z)\n\n![i](j)") == "Tian: x and y"
    assert normalise("snake_case stays, _this_ does not") == "snake_case stays, this does not"
    assert (
        section_text(DOCUMENT, "01 — The start") == "01 — The start First: 7B, 13B Second: 7B, 70B"
    )
