"""What may be kept for the next time and what may not; which texts and rules it may rest on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_check.asking import _Asked
from claims_check.cache import key, records, tree
from claims_check.check import check_corpus
from claims_check.cli import choice
from claims_check.corpus.corpus import Corpus, open_corpus
from claims_check.corpus.reading import read_clean, read_record
from claims_check.cross_examination import VERDICT_RULES
from claims_check.findings import Problem
from claims_check.generate import ROOT
from claims_check.rules import RULES
from claims_check.rules.rule import Rule, View
from claims_check.timeline.timeline import Timeline
from tests.command import run
from tests.examples import examples_of, write_corpus
from tests.keeping import (
    WORLD,
    both,
    count_judged,
    next_tick,
)
from tests.records import SAMPLES
from tests.repository import commit, repository

# A text that is known to be clean is typed as a close reading would.


def plain(value: Any) -> Any:
    """A typed record without its types, but for those of numbers."""
    if hasattr(value, "__dict__"):
        return {name: plain(inner) for name, inner in vars(value).items()}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    return (type(value).__name__, value)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_clean_text_is_typed_as_by_a_close_reading(data: st.DataObject) -> None:
    sort, value = data.draw(st.sampled_from(SAMPLES))
    layout: dict[str, Any] = data.draw(
        st.fixed_dictionaries(
            {
                "indent": st.sampled_from([None, 2, "\t"]),
                "ensure_ascii": st.booleans(),
                "separators": st.sampled_from([(",", ":"), (" ,", " : "), (", ", ": ")]),
            }
        )
    )
    text = json.dumps(value, **layout).encode()
    for _ in range(data.draw(st.integers(0, 2))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 2))
        put = data.draw(st.sampled_from([b"", b" ", b"\n", b"\r\n", b"0", b"-", b".0", b"e1",
                                         b"\\u00e9", "é".encode(), b"\xef\xbb\xbf", b"\x00", b"9" * 20]))  # fmt: skip
        text = text[:at] + put + text[at + cut :]
    entry = read_record(text, "f", "f/x.json", "x", sort)
    if entry.readable and not entry.problems:
        again = read_clean(text, "f", "f/x.json", str(entry.sort))
        told = [(e.id, e.sort, e.digest, e.references, plain(e.record)) for e in (entry, again)]
        assert told[0] == told[1]


# The marking of the rules by what they see.


class Bare:
    """A view of nothing."""

    def __init__(self, corpus: Corpus) -> None:
        self.latest: dict[object, tuple[object, Any]] = {}


class Untimed(View):
    """A view of the records, without a timeline."""

    def __init__(self, corpus: Corpus) -> None:
        super().__init__(corpus, Timeline(), corpus.newest_check() or 0)
        del self.timeline


@pytest.mark.parametrize(
    ("view_of", "marks"), [(Bare, {"itself"}), (Untimed, {"itself", "records"})]
)
def test_the_rules_that_see_no_more_are_those_marked_so(
    view_of: type[Any], marks: set[str], tmp_path: Path
) -> None:
    asked = _Asked(RULES)
    marked = {rule.name for rule in RULES if rule.sees in marks}
    answered: set[str] = set()
    looked_away: dict[str, str] = {}
    texts = [example.records for rule in RULES for example in examples_of(rule)]
    corpora = [ROOT / "claims"]
    for number, text in enumerate(texts):
        corpora.append(tmp_path / str(number))
        write_corpus(corpora[-1], text)
    for path in corpora:
        corpus = open_corpus(str(path))
        view = view_of(corpus)
        for entry in corpus.entries:
            asks = [(rule, entry) for rule in asked.of_files] if view_of is Untimed else []
            if entry.readable:
                asks += [(rule, entry.record) for part in asked.about(entry) for rule in part]
            for (name, check), subject in asks:
                if name in looked_away:
                    continue
                try:
                    said = list(check(subject, view))
                    if said:
                        answered.add(name)
                    if name in marked and view_of is Bare:
                        kept = json.loads(json.dumps([problem for problem in said if problem]))
                        assert [records._problem(*told) for told in kept] == [*filter(None, said)]
                except Exception as error:  # what it looked for is not there
                    looked_away[name] = f"{path.name}: {type(error).__name__}: {error}"
    assert {name: looked_away[name] for name in marked & looked_away.keys()} == {}
    # The findings of the last are said by others: they themselves only count.
    assert marked == answered - looked_away.keys() - VERDICT_RULES


# What may not be kept.


def test_a_place_that_was_found_in_another_text_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", WORLD)
    path = tmp_path / "claims" / "topic" / "x.json"
    text = path.read_bytes()

    def changed_meanwhile(*arguments: Any, **more: Any) -> Any:
        path.write_bytes(b"\n\n" + text)
        return check_corpus(*arguments, **more)

    for settled in (tree.SETTLED, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tree, "SETTLED", settled)
            patch.setattr("claims_check.cli.checking.check_corpus", changed_meanwhile)
            next_tick(tmp_path)
            run("check", tmp_path / "claims")
        path.write_bytes(text)
        assert ":1:" in both(tmp_path / "claims", "--format", "concise").out


def test_a_rule_that_failed_fails_again_or_not_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(record: Any, view: View) -> Iterator[Problem | None]:
        raise ValueError("it fails")

    failing = Rule("impossible-day", ("claim",), "error", "It fails.", fails, sees="itself")
    rules = tuple(failing if rule.name == failing.name else rule for rule in RULES)
    write_corpus(tmp_path / "claims", "claim x {}\nclaim y {}")
    monkeypatch.setattr(choice, "RULES", rules)
    monkeypatch.setattr(tree, "SETTLED", 0)
    next_tick(tmp_path)
    assert both(tmp_path / "claims").out.count("it fails") == 2
    assert both(tmp_path / "claims").out.count("it fails") == 2
    (tmp_path / "claims" / "topic" / "y.json").unlink()
    assert both(tmp_path / "claims").out.count("it fails") == 1
    monkeypatch.setattr(choice, "RULES", RULES)
    assert both(tmp_path / "claims").code == 0


def test_the_records_of_another_rulebook_are_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def says_otherwise(claim: Any, view: View) -> Iterator[Problem | None]:
        yield Problem("a day is impossible") if claim.id == "y" else None

    write_corpus(tmp_path / "claims", WORLD)
    assert "topic/x.json" in both(tmp_path / "claims", "--select", "impossible-day").out
    other = Rule("impossible-day", ("claim",), "error", "", says_otherwise, sees="itself")
    monkeypatch.setattr(choice, "RULES", [other, *(r for r in RULES if r.name != other.name)])
    monkeypatch.setattr(key, "code", lambda: "another")
    assert "topic/y.json" in both(tmp_path / "claims", "--select", "impossible-day").out


def test_a_clean_text_in_a_place_for_others_is_no_longer_clean(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", "claim x {}\nclaim y {}")
    assert both(tmp_path / "claims").code == 0
    (tmp_path / "claims" / "topic" / "x.json").rename(tmp_path / "claims" / "entities" / "x.json")
    for _ in range(2):
        assert "stray-file" in both(tmp_path / "claims").out
        (tmp_path / "claims" / "topic" / "y.json").unlink(missing_ok=True)


@pytest.mark.parametrize("slip", [b'{"id": "x", ', b'{"tags": null, '])
def test_a_record_that_is_read_with_a_problem_has_it_the_next_time_too(
    slip: bytes, tmp_path: Path
) -> None:
    write_corpus(tmp_path / "claims", "claim x {}\nclaim y {}")
    path = tmp_path / "claims" / "topic" / "x.json"
    path.write_bytes(path.read_bytes().replace(b"{", slip, 1))
    assert both(tmp_path / "claims").code == 1
    (tmp_path / "claims" / "topic" / "y.json").unlink()
    assert both(tmp_path / "claims").code == 1


def test_what_could_not_be_read_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", "claim x {}")
    (tmp_path / "claims" / "topic" / "y.json").mkdir()
    monkeypatch.setattr(tree, "SETTLED", 0)
    next_tick(tmp_path)
    judged = count_judged(monkeypatch)
    for _ in range(2):
        assert "unreadable-file" in run("check", tmp_path / "claims").out
    assert len(judged) == 2


@pytest.mark.parametrize("more", [["--since", "main"], ["--baseline", "old.json"], ["--fix"],
                                  ["--diff"], ["--no-cache"]], ids=" ".join)  # fmt: skip
def test_what_is_not_asked_of_the_corpus_alone_is_not_taken_from_a_kept_report(
    more: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = repository(tmp_path, WORLD.strip())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tree, "SETTLED", 0)
    next_tick(tmp_path)
    run("fmt", corpus)
    commit(tmp_path)
    assert run("check", "--baseline", "old.json", "--write-baseline").code == 0
    assert run("check", corpus).code == 1
    judged = count_judged(monkeypatch)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("claims_check.cache.reports.Reports.__init__", None)
        ran = run("check", corpus, *more)
    assert ran.code == int(more[0] not in ("--since", "--baseline"))
    assert "Traceback" not in ran.err
    assert judged


def test_without_the_cache_nothing_is_kept(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", "claim x {}")
    run("check", tmp_path / "claims", "--no-cache")
    assert not Path(os.environ["XDG_CACHE_HOME"]).exists()


# Corpora of other shapes.


def test_json_lines_are_known_by_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "claims", WORLD)
    texts = [path.read_bytes() for path in sorted((tmp_path / "claims").rglob("*.json"))]
    lines = tmp_path / "claims.jsonl"
    monkeypatch.setattr(tree, "SETTLED", 0)
    for order in (texts, texts, [b"", *texts], texts[::-1], texts[1:], [*texts, texts[-1]], texts):
        lines.write_bytes(b"\n".join(order))
        next_tick(tmp_path)
        both(lines, "--format", "json")
        judged = count_judged(monkeypatch)
        both(lines, "--format", "json")
        assert len(judged) == 1  # the one that may not use the cache


@pytest.mark.parametrize("name", [b"\xff\xfe", b"two\nlines", " b l a n k ö".encode()])
def test_a_corpus_may_have_any_name(
    name: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = os.fsdecode(name)
    root = tmp_path / odd / odd
    try:
        write_corpus(root, WORLD)
        (root / "topic" / "x.json").rename(root / "topic" / f"{odd}.json")
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    monkeypatch.setattr(tree, "SETTLED", 0)
    next_tick(tmp_path)
    judged = count_judged(monkeypatch)
    first = both(root, "--format", "json")
    assert first.code == 1
    assert both(root, "--format", "json") == first
    assert len(judged) == 3


def test_a_newline_in_a_name_does_not_make_two_trees_alike(tmp_path: Path) -> None:
    states = set()
    for number, names in enumerate((["a", "b"], ["a\nb"], ["a\n", "b"])):
        place = tmp_path / str(number)
        place.mkdir()
        for name in names:
            (place / f"{name}.json").write_bytes(b"")
        states.add(tree.state_of(str(place))[0])
    assert len(states) == 3
