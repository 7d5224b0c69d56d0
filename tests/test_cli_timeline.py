"""`timeline` answers from the same windows as the check, and marks what is inferred."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Ran, run
from tests.examples import write_corpus

RECORDS = """
claim founded {"kind": "existed", "subject": "acme", "start": "2004-02-04"}
claim wrote {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023", "by": "acme"}
claim tuned {"kind": "released", "subject": "lynx-2", "stage": "weights", "at": "2023-07-18"}
claim line {"kind": "derived", "subject": "lynx-2", "object": "lynx", "how": "succeeds"}
claim refuted {"kind": "existed", "subject": "acme", "start": "2005"}
    {"verdict": {"label": "refuted", "instead": ["founded"]}}
    {"evidence": [{"stance": "refutes"}]}
"""


@pytest.fixture(autouse=True)
def _corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path / "claims", RECORDS.strip())
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def test_events_stand_in_order_and_say_what_they_are_inferred_from() -> None:
    assert run("timeline") == Ran(
        0,
        """\
2004-02-04                 the beginning of Acme (founded)
[2023-01-01..2023-07-18]   the release of the weights of Lynx (wrote; inferred from line, tuned)
[2023-01-01..]             the end of Acme (founded; inferred from wrote)
2023-07-18                 the release of the weights of Lynx 2 (tuned)
""",
        "",
    )


def test_one_entity_is_asked_for_by_id_or_name() -> None:
    assert run("timeline", "lynx").out == run("timeline", "Lynx").out
    assert "Acme" not in run("timeline", "lynx").out


def test_json_gives_the_ends_of_each_window() -> None:
    value = json.loads(run("timeline", "lynx", "--format", "json").out)
    assert value == {
        "entities": ["lynx"],
        "moments": [
            {
                "what": "the release of the weights of Lynx",
                "earliest": "2023-01-01",
                "latest": "2023-07-18",
                "claims": ["wrote"],
                "inferred_from": ["line", "tuned"],
            }
        ],
    }


def test_an_unknown_entity_is_refused_with_what_was_meant() -> None:
    ran = run("timeline", "lynks")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean lynx" in ran.err
