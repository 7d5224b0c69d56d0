"""The Python interface answers as its manual says, and refuses in words."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from claims_check import api
from claims_check.corpus.corpus import Digests
from claims_check.export import FORMATS, MODULES
from claims_check.generate import ROOT
from tests.command import environment
from tests.examples import write_corpus

RECORDS = """
claim founded {"kind": "existed", "subject": "acme", "start": "2004-02-04", "end": ".."}
claim led {"kind": "role", "subject": "ann", "object": "acme", "title": "Head", "start": "2010"}
    {"former_ids": ["heads"]}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> api.LoadedCorpus:
    write_corpus(tmp_path / "claims", RECORDS.strip())
    return api.load(tmp_path / "claims")


def test_the_examples_of_the_manual_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "claims").symlink_to(ROOT / "claims")
    monkeypatch.chdir(tmp_path)
    manual = (ROOT / "checker" / "docs" / "python.md").read_text("utf-8").replace("```", "")
    test = doctest.DocTestParser().get_doctest(manual, {}, "python.md", "python.md", 0)
    assert len(test.examples) > 12
    wrong: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL).run(test, out=wrong.append)
    assert wrong == []
    assert sorted(path.name for path in Path("out-of-python").iterdir()) == [
        "export.json",
        "manifest.json",
        "sources.csl.json",
    ]


def test_states_have_the_bounds_that_records_give(corpus: api.LoadedCorpus) -> None:
    assert corpus.state("acme", "2005-01-01") == [
        api.State(
            "exists",
            "Acme",
            "certain",
            api.Bounds("2004-02-04", "2004-02-04"),
            api.Bounds("2026-01-31", None),
            ("founded",),
        )
    ]


def test_a_former_id_finds_the_record(corpus: api.LoadedCorpus) -> None:
    assert corpus.claim("heads").id == "led"


def test_of_several_records_that_had_an_id_the_first_is_found(tmp_path: Path) -> None:
    same = 'claim {} {{"kind": "existed", "subject": "acme"}} {{"former_ids": ["one"]}}'
    write_corpus(tmp_path / "claims", "\n".join(map(same.format, ("two", "three"))))
    assert api.load(tmp_path / "claims").claim("one").id == "three"


def test_an_id_is_looked_up_without_a_walk_over_all_records(
    corpus: api.LoadedCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert corpus.claim("heads").id == "led"  # the first former id is looked for among all
    monkeypatch.setattr(Digests, "__iter__", lambda _: pytest.fail("all records were asked"))
    monkeypatch.setattr(api, "sorted", lambda *_, **__: pytest.fail("sorted"), raising=False)
    assert [corpus.claim(id).id for id in ("led", "heads", "founded")] == ["led", "led", "founded"]
    assert (corpus.entity("acme").id, corpus.source("news").id) == ("acme", "news")


def test_an_id_of_another_sort_is_unknown(corpus: api.LoadedCorpus) -> None:
    with pytest.raises(api.UnknownRecordError, match="there is no entity led in the corpus"):
        corpus.entity("led")
    with pytest.raises(api.UnknownRecordError, match="there is no source heads in the corpus"):
        corpus.source("heads")


def test_an_unknown_id_is_told_with_what_was_meant(corpus: api.LoadedCorpus) -> None:
    with pytest.raises(
        api.UnknownRecordError, match="no entity acne in the corpus; did you mean acme"
    ):
        corpus.state("acne", "2005")


def test_a_day_that_is_none_is_refused(corpus: api.LoadedCorpus) -> None:
    with pytest.raises(api.DateError):
        corpus.state("acme", "soon")


def test_a_month_is_no_day_to_judge_by(tmp_path: Path, corpus: api.LoadedCorpus) -> None:
    with pytest.raises(ValueError, match="2027-02 is no single day"):
        api.load(tmp_path / "claims", as_of="2027-02")


def test_a_format_that_is_none_is_refused(corpus: api.LoadedCorpus, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no format xml"):
        corpus.export(tmp_path / "out", "xml")


def test_an_export_without_formats_has_all_of_them(
    corpus: api.LoadedCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def module(name: str) -> SimpleNamespace:
        asked.append(name)
        return SimpleNamespace(files=lambda _: {})

    monkeypatch.setattr("claims_check.export.import_module", module)
    assert corpus.export(tmp_path / "out") == ["manifest.json"]
    assert asked == [f"claims_check.export.{MODULES[form]}" for form in FORMATS]


def test_what_the_interface_gives_and_raises_is_in_it(corpus: api.LoadedCorpus) -> None:
    assert isinstance(corpus.check(), api.Report)
    assert issubclass(api.ChangedFileError, OSError)
    assert all(hasattr(api, name) for name in api.__all__)
    assert api.__all__ == sorted(api.__all__)


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("claims_check", {"claims_check.findings", "typing"}),
        ("claims_check.api", {"pydantic", "pydantic_core", "duckdb", "claims_check.cli"}),
    ],
)
def test_an_import_brings_no_more_than_it_needs(module: str, absent: set[str]) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=environment({}), capture_output=True, text=True, timeout=60, check=True
    )
    assert module in done.stdout.split()
    assert absent & set(done.stdout.split()) == set()


def test_no_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(api.NoCorpusError):
        api.load(tmp_path)
    with pytest.raises(api.NoCorpusError):
        api.load(tmp_path / "nowhere")


def test_the_newest_check_is_the_day_unless_another_is_given(
    corpus: api.LoadedCorpus, tmp_path: Path
) -> None:
    assert corpus.check().as_of == "2026-01-31"
    assert api.load(tmp_path / "claims", as_of="2027-02-01").check().as_of == "2027-02-01"
