"""New records: what is asked on a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claims_check.cli.questions import Question, Questions
from claims_check.records.shapes import kinds
from tests.command import run
from tests.new_records import CLAIM, ENTITY, SOURCE, body, corpus_in, new, texts
from tests.terminal import Terminal


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return corpus_in(tmp_path, monkeypatch)


def test_on_a_terminal_what_is_missing_is_asked_for(root: Path) -> None:
    terminal = Terminal("new", "claim", *CLAIM[:4], "--topic", "models")
    terminal.answer("subject (entity): ", "akme")
    terminal.answer("Kind of the new entity akme (Enter: none): ", "")
    assert "There is no entity akme (did you mean acme?)" in terminal.seen
    terminal.answer("subject (entity) [acme]: ", "Puma 9")
    terminal.answer("(Enter: none): ", "model")
    terminal.answer("stage: ", "weight")
    terminal.answer("stage [weights]: ", "4")
    assert "it cannot be weight; did you mean weights?" in terminal.seen
    terminal.answer("by (entity) (Enter: none): ", "ACME")
    terminal.answer("at (Enter: none): ", "1 May 2025")
    terminal.answer("at [2025-05-01] (-: none): ", "")
    assert "write 2025-05-01" in terminal.seen
    terminal.answer("Where it was said: id, address or title of a source (Enter: none): ", "")
    terminal.answer("Verdict [supported]: ", "")
    terminal.answer("Flaw (Enter: none): ", "")
    terminal.answer("Confidence [moderate]: ", "")
    terminal.answer("Why: ", "")
    terminal.answer("Why: ", "The paper says so in plain words.")
    assert "an answer is needed here" in terminal.seen
    terminal.answer("Checked on [", "2026-01-31")
    terminal.answer("Evidence: id of a source, or the address of a new one: ", "news")
    terminal.answer("Stance [supports]: ", "")
    terminal.answer("Basis: ", "report")
    terminal.answer("What the source says, in your own words: ", "It names the day of the release.")
    terminal.answer("Where in the source (Enter: none): ", "")
    terminal.answer("How much of it was read [whole]: ", "")
    terminal.answer("Id [acme-released-weights-puma-9-1-may-2025]: ", "puma-9-weights")
    assert terminal.end() in (0, 1), terminal.seen
    assert "claims/models/puma-9-weights.json: written" in terminal.seen
    record: dict[str, Any] = json.loads((root / "models" / "puma-9-weights.json").read_text())
    assert record["proposition"] == {
        "kind": "released",
        "subject": "puma-9",
        "stage": "weights",
        "by": "acme",
        "at": "2025-05-01",
    }
    assert json.loads((root / "entities" / "puma-9.json").read_text())["kind"] == "model"


@pytest.mark.parametrize(("key", "code"), [(b"\x03", 130), (b"\x04", 2)])
def test_an_interrupted_conversation_writes_nothing(key: bytes, code: int, root: Path) -> None:
    before = texts(root)
    terminal = Terminal("new", "entity")
    terminal.answer("Name: ", "Bolt")
    terminal.press("Kind: ", key)
    assert terminal.end() == code
    if code == 2:
        assert "the input ended before all was answered; nothing is written" in terminal.seen
    assert "Traceback" not in terminal.seen
    assert texts(root) == before


SOURCE_BUT_FOR_DAYS = [
    *("--address", "https://example.org/puma", "--kind", "paper"),
    *("--title", "Puma", "--publisher", "Acme"),
]
HOW = (
    "? explains a question, Enter takes what is in brackets, < goes back, Ctrl-C\n"
    "  ends and writes nothing.\n"
)
KINDS = (
    "   1 person         2 organisation   3 model          4 product\n"
    "   5 board          6 benchmark      7 licence        8 work\n"
    "   9 event         10 group\n"
)


def test_new_alone_asks_what_is_new_and_keeps_numbers_with_their_words(root: Path) -> None:
    terminal = Terminal("new")
    terminal.answer("What is new: ", "<")
    terminal.answer("What is new: ", "3")
    terminal.answer("Name: ", "Bolt")
    terminal.answer("Kind: ", "10")
    terminal.answer("Other names, with commas (Enter: none): ", "")
    terminal.answer("Item in Wikidata (Enter: none): ", "")
    terminal.answer("Id [bolt]: ", "")
    assert terminal.end() == 0
    assert terminal.seen.startswith(
        f"{HOW}  1 claim   2 source  3 entity\n"
        "What is new: <\n  this is the first question\n"
        f"What is new: 3\nName: Bolt\n{KINDS}Kind: 10\n"
    )
    assert max(map(len, terminal.seen.split("\nclaims")[0].splitlines())) <= 80
    assert json.loads((root / "entities" / "bolt.json").read_text())["kind"] == "group"


def test_a_way_back_keeps_the_answers(root: Path) -> None:
    terminal = Terminal("new", "entity")
    terminal.answer("Name: ", "Bolt")
    terminal.answer("Kind: ", "group")
    terminal.answer("(Enter: none): ", "The Bolts")
    terminal.answer("Item in Wikidata (Enter: none): ", "<")
    terminal.answer("Other names, with commas [The Bolts] (-: none): ", "<")
    terminal.answer("Kind [group]: ", "<")
    terminal.answer("Name [Bolt]: ", "Nut")
    terminal.answer("Kind [group]: ", "")
    terminal.answer("Other names, with commas [The Bolts] (-: none): ", "-")
    terminal.answer("Item in Wikidata (Enter: none): ", "")
    terminal.answer("Id [nut]: ", "")
    assert terminal.end() == 0
    assert terminal.seen.count(HOW) == 1
    record = json.loads((root / "entities" / "nut.json").read_text())
    assert record == {
        "$schema": record["$schema"],
        "id": "nut",
        "kind": "group",
        "name": "Nut",
    }


def test_a_way_back_over_a_new_entity_forgets_it(root: Path) -> None:
    terminal = Terminal("new", "claim", *CLAIM[:4], "--field", "subject=akme", *CLAIM[6:])
    terminal.answer("Kind of the new entity akme (Enter: none): ", "model")
    terminal.answer("by (entity) (Enter: none): ", "<")
    terminal.answer("Kind of the new entity akme [model] (-: none): ", "-")
    terminal.answer("subject (entity) [acme]: ", "lynx")
    terminal.answer("Kind of the new entity lynx (Enter: none): ", "model")
    terminal.answer("by (entity) (Enter: none): ", "")
    terminal.answer("Where it was said: id, address or title of a source (Enter: none): ", "page 7")
    terminal.answer("(Enter: none): ", "")
    for question in ("Verdict [supported]: ", "Flaw (Enter: none): ", "Confidence [moderate]: "):
        terminal.answer(question, "")
    terminal.answer("Evidence: id of a source, or the address of a new one: ", "news")
    terminal.answer("Stance [supports]: ", "")
    terminal.answer("Where in the source (Enter: none): ", "")
    terminal.answer("How much of it was read [whole]: ", "")
    terminal.answer("Id [acme-released-weights-puma-9-1-may-2025]: ", "")
    assert terminal.end() == 0
    assert sorted(path.name for path in (root / "entities").iterdir()) == ["acme.json", "lynx.json"]


def test_on_a_terminal_records_that_would_fail_can_be_mended_on_the_way_back(root: Path) -> None:
    before = texts(root)
    terminal = Terminal("new", "source", *SOURCE_BUT_FOR_DAYS)
    terminal.answer("Published (Enter: none): ", "2026-03-01")
    terminal.answer("Read on [", "2026-01-31")
    terminal.answer("Language [en]: ", "")
    terminal.answer("Id [acme-2026-puma]: ", "")
    terminal.answer("Write it as it is (< goes back to Read on) [no]: ", "<")
    assert "error[retrieved-before-published]" in terminal.seen
    assert "\nTo pass the check, change Read on.\n" in terminal.seen
    assert texts(root) == before
    terminal.answer("Read on [2026-01-31]: ", "2026-03-02")
    terminal.answer("Language [en]: ", "")
    terminal.answer("Id [acme-2026-puma]: ", "")
    assert terminal.end() == 0
    assert (root / "sources" / "acme-2026-puma.json").exists()


@pytest.mark.parametrize("answer", ["yes", ""])
def test_on_a_terminal_records_that_would_fail_are_written_only_if_that_is_wanted(
    answer: str, root: Path
) -> None:
    before = texts(root)
    terminal = Terminal("new", "source", *SOURCE_BUT_FOR_DAYS, "--language", "en")
    terminal.answer("Published (Enter: none): ", "2026-03-01")
    terminal.answer("Read on [", "2026-01-31")
    terminal.answer("Id [", "")
    terminal.answer("Write it as it is (< goes back to Read on) [no]: ", answer)
    assert terminal.end() == 1
    assert terminal.seen.count("error[retrieved-before-published]") == 1
    if answer:
        assert (
            "claims/sources/acme-2026-puma.json: written (nothing names it yet)\n" in terminal.seen
        )
        return
    assert texts(root) == before
    assert (
        "claims-check: what you typed, to give it with another run: --published 2026-03-01 "
        "--retrieved 2026-01-31 --id acme-2026-puma\n"
    ) in terminal.seen


def test_a_wrong_option_is_asked_for_again_on_a_terminal(root: Path) -> None:
    terminal = Terminal("new", "entity", "--name", "猫", "--kind", "modle", "--aliases", "a")
    terminal.answer("Kind: ", "model")
    assert "--kind: it cannot be modle; did you mean model?\n" in terminal.seen
    terminal.answer("Item in Wikidata (Enter: none): ", "")
    terminal.answer("Id: ", "")
    terminal.answer("Id: ", "mao")
    assert terminal.end() == 0
    assert (
        "猫 has no Latin letters to make an id of; write one of small letters, digits\n"
        "  and hyphens\nId: \n  an answer is needed here\nId: mao\n"
    ) in terminal.seen
    assert (root / "entities" / "mao.json").exists()


def test_a_form_is_asked_for_what_it_leaves_out(root: Path, tmp_path: Path) -> None:
    (tmp_path / "body.md").write_text(body(Verdict="_No response_", Kind="relased"))
    terminal = Terminal("new", "--from-issue", "body.md")
    terminal.answer("Kind of proposition: ", "released")
    assert 'body.md:7: "Kind": it cannot be relased; did you mean released?\n' in terminal.seen
    terminal.answer("by (entity) (Enter: none): ", "")
    for question in ("Where it was said", "Verdict [supported]: ", "Flaw", "Checked on"):
        terminal.answer(question, "")
    for question in ("Read on", "Language", "Id [acme-corp-2025", "Where in", "Id [acme-released"):
        terminal.answer(question, "")
    assert terminal.end() == 0, terminal.seen


def test_a_question_mark_prints_the_manual_of_the_question(root: Path) -> None:
    terminal = Terminal("new", "claim", *CLAIM[:2])
    terminal.answer("Kind of proposition: ", "?")
    terminal.answer("Kind of proposition: ", "released")
    assert "    named       Something bore a name.\n" in terminal.seen
    terminal.answer("subject (entity): ", "?")
    terminal.answer("subject (entity): ", "acme")
    assert (
        "  What was released.\n  An entity by its id, a name of it, or the name of a new one. It is a\n"
        "  benchmark, board, model, product or work.\n"
    ) in terminal.seen
    terminal.answer("stage: ", "?")
    terminal.answer("stage: ", "weights")
    assert "  The stage that it reached.\n  announced, previewed, paper, " in terminal.seen
    terminal.answer("by (entity) (Enter: none): ", "")
    terminal.answer("at (Enter: none): ", "?")
    terminal.answer("at (Enter: none): ", "")
    assert "    2023-07             a month: some day in it\n" in terminal.seen
    terminal.answer("(Enter: none): ", "?")
    terminal.answer("(Enter: none): ", "")
    assert "  A source by its id, its address or its title.\n" in terminal.seen
    terminal.answer("Verdict [supported]: ", "?")
    terminal.answer("Verdict [supported]: ", "")
    assert "    refuted               The claim does not hold.\n" in terminal.seen
    terminal.answer("Flaw (Enter: none): ", "?")
    terminal.answer("Flaw (Enter: none): ", "")
    assert "    overstated      It holds in a weaker form than it was said in.\n" in terminal.seen
    terminal.answer("Confidence [moderate]: ", "")
    terminal.answer("Why: ", "<")
    terminal.answer("Confidence [moderate]: ", "")
    terminal.press("Why: ", b"\x03")
    assert terminal.end() == 130
    assert max(map(len, terminal.seen.splitlines())) <= 80


def test_every_question_has_a_manual(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    asked: list[Question] = []
    ask = Questions.ask

    def keep(questions: Questions, question: Question) -> str:
        asked.append(question)
        return ask(questions, question)

    monkeypatch.setattr(Questions, "ask", keep)
    for kind in kinds():
        run("new", "claim", "--kind", kind, "--source", "https://example.org/x")
    for label in ("refuted", "not-enough-evidence"):
        run("new", "claim", "--kind", "released", "--label", label)
    for sort in ("entity", "source"):
        run("new", sort)
    assert len(asked) > 200
    for question in asked:
        text = question.manual() if question.manual else ""
        assert text.startswith("  "), question.option
        assert text.endswith("\n"), question.option


def test_the_way_back_leads_to_an_answer_that_an_option_gave(root: Path) -> None:
    days = ["--published", "2026-03-01", "--retrieved", "2026-01-31", "--language", "en"]
    terminal = Terminal("new", "source", *SOURCE_BUT_FOR_DAYS, *days)
    terminal.answer("Id [acme-2026-puma]: ", "other")
    terminal.answer("Write it as it is (< goes back to Read on) [no]: ", "<")
    terminal.answer("Read on [2026-01-31]: ", "2026-03-02")
    terminal.answer("Id [other]: ", "")
    assert terminal.end() == 0
    record = json.loads((root / "sources" / "other.json").read_text())
    assert record["retrieved"] == "2026-03-02"


def test_a_topic_that_looks_misspelt_is_asked_for_again(root: Path) -> None:
    for answer, folder in (("", "topic"), ("2", "topics")):
        terminal = Terminal("new", "claim", *CLAIM[:-2], *ENTITY, *SOURCE, "--language", "en")
        for question in ("by (", "Where it was said", "Verdict", "Flaw", "Confidence"):
            terminal.answer(question, "")
        for question in ("Id [", "Stance", "Where in", "How much"):
            terminal.answer(question, "")
        terminal.answer("Folder of its topic: ", "topics")
        terminal.answer("Folder of its topic [topic]: ", answer)
        assert "There is no topic topics; topic is there\n" in terminal.seen
        terminal.answer("Id [", "")
        assert terminal.end() == 0
        [path] = root.rglob("acme-released-weights*.json")
        assert path.parent.name == folder
        for written in (path, root / "entities" / "puma-9.json", *root.rglob("acme-corp-*.json")):
            written.unlink()


PASSAGES = [
    {
        "id": f"p{number}",
        "section": f"Part {number % 4}",
        "from": f"{word} began",
        "to": "so it was.",
    }
    for number, word in enumerate(["Acme", "Bolt", *["Others"] * 12])
]


def test_a_passage_is_found_by_its_words(root: Path) -> None:
    path = root / "sources" / "news.json"
    passages = [{**passage, "sha256": "0" * 64} for passage in PASSAGES]
    path.write_text(json.dumps({**json.loads(path.read_text()), "passages": passages}))
    question = "Passage: words of its heading or beginning (14) "
    terminal = Terminal("new", "claim", *CLAIM, *ENTITY, *SOURCE, "--appears-in", "news")
    terminal.answer("by (entity) (Enter: none): ", "")
    terminal.answer(f"{question}(Enter: none): ", "zebra")
    terminal.answer(f"{question}(Enter: none): ", "part")
    assert "  news has no passage zebra; write an id, or words of its heading\n" in terminal.seen
    terminal.answer(f"{question}(Enter: none): ", "bolt began")
    assert (
        "    p11: Part 3: Others began …\n  and 2 more; write more words of the one"
        in terminal.seen
    )
    terminal.answer(f"{question}[p1] (-: none): ", "?")
    assert "\n    p1: Part 1: Bolt began …\n" in terminal.seen
    terminal.answer(f"{question}[p1] (-: none): ", "")
    assert "\n  p13: Part 1: Others began …\n" in terminal.seen
    for question in ("Verdict", "Flaw", "Confidence", "Language", "Id [", "Stance"):
        terminal.answer(question, "")
    for question in ("Where in", "How much", "Id ["):
        terminal.answer(question, "")
    assert terminal.end() in (0, 1), terminal.seen
    ran = new("claim", *CLAIM[2:], "--appears-in", "news", "--passage", "bolt")
    assert ran.err.startswith(
        "claims-check: --passage: 1 passage of news with these words; write the id: p1: Part 1: Bolt "
        "began …\n"
    )
