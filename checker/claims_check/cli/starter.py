"""The files of a new corpus: example records, configuration, a CI job and a pre-commit hook."""

from __future__ import annotations

from typing import Any

from claims_check import VERSION
from claims_check.records.canonical import canonical_text
from claims_check.records.publish import schema_files

CHECKED = "2024-06-01"
"""The day of the example's checks; a date of the example, not of whoever makes the corpus."""

LAB, MODEL = "example-lab", "example-model"
NEWS, REPORT = "example-lab-2024-announcement", "example-paper-2024-report"


def files(title: str, publisher: str) -> dict[str, str]:
    """Path from the new folder to text, of all files."""
    made = {f"schemas/{name}": text for name, text in schema_files().items()}
    made["claims/corpus.json"] = canonical_text("corpus", _corpus(title, publisher))
    for sort, folder, record in _records():
        schema = {"$schema": f"../../schemas/{sort}.schema.json"}
        made[f"claims/{folder}/{record['id']}.json"] = canonical_text(sort, {**schema, **record})
    wanted = _versions()
    made["claims-check.toml"] = _CONFIGURATION.format(wanted=wanted)
    made[".github/workflows/claims.yml"] = _WORKFLOW.replace("WANTED", wanted)
    made[".pre-commit-config.yaml"] = _HOOK.format(wanted=wanted)
    made["README.md"] = _README.format(title=title)
    return made


def _versions() -> str:
    """This minor version and its patches: the next one may know rules that this corpus breaks."""
    major, minor, _ = (int(part) for part in VERSION.split("."))
    return f">={major}.{minor},<{major}.{minor + 1}"


def _corpus(title: str, publisher: str) -> dict[str, Any]:
    return {
        "$schema": "../schemas/corpus.schema.json",
        "id": "claims",
        "title": title,
        "version": "0.1.0",
        "licence": "CC-BY-4.0",
        "publisher": publisher,
    }


def _records() -> list[tuple[str, str, dict[str, Any]]]:
    lab = {"id": LAB, "kind": "organisation", "name": "Example Lab"}
    model = {"id": MODEL, "kind": "model", "name": "Example Model"}
    news = {
        "id": NEWS,
        "kind": "announcement",
        "title": "Introducing Example Model",
        "publisher": "Example Lab",
        "by": LAB,
        "published": "2024-05-14",
        "address": "https://example.com/introducing-example-model",
        "retrieved": CHECKED,
        "language": "en",
    }
    report = {
        "id": REPORT,
        "kind": "article",
        "title": "Who is behind Example Model",
        "publisher": "The Example Paper",
        "published": "2024-05-20",
        "address": "https://example.org/who-is-behind-example-model",
        "retrieved": CHECKED,
        "language": "en",
    }
    return [
        ("entity", "entities", lab),
        ("entity", "entities", model),
        ("source", "sources", news),
        ("source", "sources", report),
        ("claim", "examples", _founded()),
        ("claim", "examples", _released()),
        ("claim", "examples", _misdated()),
    ]


def _founded() -> dict[str, Any]:
    return {
        "id": "example-lab-founded",
        "statement": "Example Lab was founded in 2021.",
        "proposition": {"kind": "existed", "subject": LAB, "start": "2021", "end": ".."},
        "verdict": _verdict("supported", "moderate", "One good report gives the year."),
        "evidence": [
            _evidence(REPORT, "supports", "report", "The report gives the year of the founding.")
        ],
    }


def _released() -> dict[str, Any]:
    return {
        "id": "example-model-released",
        "statement": "Example Lab released the weights of Example Model on 14 May 2024.",
        "proposition": {
            "kind": "released",
            "subject": MODEL,
            "stage": "weights",
            "by": LAB,
            "at": "2024-05-14",
        },
        "verdict": _verdict("supported", "high", "The maker's own page carries this day."),
        "evidence": [
            _evidence(NEWS, "supports", "first-hand", "The page offers the weights to download."),
            _evidence(REPORT, "supports", "report", "The report dates the release alike."),
        ],
    }


def _misdated() -> dict[str, Any]:
    return {
        "id": "example-model-released-in-2023",
        "statement": "Example Lab released the weights of Example Model in 2023.",
        "proposition": {
            "kind": "released",
            "subject": MODEL,
            "stage": "weights",
            "by": LAB,
            "at": "2023",
        },
        "appearances": [{"source": REPORT}],
        "verdict": {
            **_verdict("refuted", "high", "The weights came out in May 2024."),
            "instead": ["example-model-released"],
            "checked": CHECKED,
        },
        "evidence": [
            _evidence(NEWS, "refutes", "first-hand", "The page is dated 14 May 2024."),
        ],
    }


def _verdict(label: str, confidence: str, why: str) -> dict[str, Any]:
    return {"label": label, "confidence": confidence, "why": why, "checked": CHECKED}


def _evidence(source: str, stance: str, basis: str, says: str) -> dict[str, Any]:
    return {"source": source, "stance": stance, "basis": basis, "says": says, "read": "whole"}


_CONFIGURATION = """\
corpus = "claims"

# A newer claims-check may know rules that these records break. It runs here only after somebody
# has raised this, and looked at what it finds.
required-version = "{wanted}"

[severity]
# Other severities than the rules' own, such as
# unused-record = "note"
"""

_WORKFLOW = """\
name: claims
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    # Pushes to the default branch, whatever its name; those to others come with a pull request.
    if: >-
      github.event_name == 'pull_request' ||
      github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      # To take it from a repository, here and in .pre-commit-config.yaml:
      # "claims-check @ git+https://example.org/OWNER/NAME@v0.1.0"
      - run: pip install "claims-check WANTED"
      - run: claims-check
      - run: claims-check fmt --check
"""

_HOOK = """\
repos:
  - repo: local
    hooks:
      - id: claims-check
        name: claims-check
        entry: claims-check check claims
        language: python
        # To take it from a repository, here and in .github/workflows/claims.yml:
        # "claims-check @ git+https://example.org/OWNER/NAME@v0.1.0"
        additional_dependencies: ["claims-check{wanted}"]
        files: ^(claims/|claims-check\\.toml$)
        # Which records cannot all hold depends on all of them.
        pass_filenames: false
"""

_README = """\
# {title}

Claims with their evidence and their place in time, one record a file, under `claims/`.

| to | run |
| --- | --- |
| check them | `claims-check` |
| add one | `claims-check new claim` |
| mend what can be mended | `claims-check check --fix` |
| know what a word or rule means | `claims-check explain NAME` |
| keep them in git | `git init` |
| check before each commit | `pip install pre-commit`, then `pre-commit install` |

The records under `claims/examples/`, and the entities and sources that they name, are examples:
replace them by your own.
"""
