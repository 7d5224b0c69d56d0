"""What tests of `new` start from: a small corpus, and the options of a claim that it lacks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import Ran, environment
from tests.examples import write_corpus

ENTITY = ["--new-entity", "Puma 9=model"]
SOURCE = [
    *("--source", "https://example.org/puma-9", "--source-kind", "announcement"),
    *("--title", "Puma 9 is here", "--publisher", "Acme Corp", "--published", "2025-05-01"),
    *("--retrieved", "2026-01-31"),
]
CLAIM = [
    *("--statement", "Acme released the weights of Puma 9 on 1 May 2025.", "--kind", "released"),
    *("--field", "subject=Puma 9", "--field", "stage=weights", "--field", "at=2025-05-01"),
    *("--why", "The maker says so itself.", "--checked", "2026-01-31", "--basis", "first-hand"),
    *("--says", "The maker announces the weights.", "--topic", "models"),
]


def corpus_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus in a folder that becomes the working directory: Acme, a source, a claim."""
    write_corpus(folder / "claims", 'claim x {"statement": "Acme has a property."}')
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    return folder / "claims"


def texts(root: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too, by their paths in it."""
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def new(*arguments: str, given: str = "") -> Ran:
    """A run in a process of its own, with no terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "claims_check", "new", *arguments],
        env=environment({}),
        input=given.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


BODY = {
    "Statement": "Acme released the weights of Puma 9 on 1 May 2025.",
    "Kind": "released",
    "Fields": "```text\nsubject: Puma 9\nstage: weights\n\nat = 2025-05-01\n```",
    "New entities": "Puma 9: model",
    "Topic": "models",
    "Where it was said": "_No response_",
    "Verdict": "supported",
    "Flaw": "None",
    "Confidence": "moderate",
    "Why": "The maker\r\nsays so itself.",
    "Source": "https://example.org/puma-9",
    "Kind of source": "announcement",
    "Title of the source": "Puma 9 is here",
    "Publisher": "Acme Corp",
    "Published": "2025-05-01",
    "What the source says": "The maker announces\n\nthe weights.",
    "Stance": "supports",
    "Basis": "first-hand",
    "How it was read": "whole",
    "Before you file": "- [x] I have read the source myself, and these sentences are my own.",
}


def body(**changed: str | None) -> str:
    """The body of an issue with some answers changed, or left out with their headings."""
    given = {**BODY, **{label.replace("_", " "): text for label, text in changed.items()}}
    return "".join(f"### {k}\n\n{text}\n\n" for k, text in given.items() if text is not None)
