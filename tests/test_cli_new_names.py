"""New records: which ids they get, and which names are those of records that are there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims_check.corpus.corpus import open_corpus
from claims_check.drafting.ids import free_id, slug, taken_ids
from claims_check.drafting.names import spelling
from tests.new_records import CLAIM, ENTITY, SOURCE, corpus_in, new, texts


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return corpus_in(tmp_path, monkeypatch)


def test_an_id_that_is_taken_gets_a_number(root: Path) -> None:
    for name, wanted in (("Bolt", "bolt"), ("Bolt+", "bolt-2"), ("Bolt#", "bolt-3"), ("X", "x-2")):
        assert new("entity", "--name", name, "--kind", "group").code == 0
        assert json.loads((root / "entities" / f"{wanted}.json").read_text())["name"] == name


@pytest.mark.parametrize("name", ["PUMA 9", "Puma-9", "puma9", "Púma  9", "puma_9!"])
def test_another_spelling_of_a_name_is_that_entity_and_no_second_one(name: str, root: Path) -> None:
    assert new("entity", "--name", "Puma 9", "--kind", "model").code == 0
    before = texts(root)
    claim = [word.replace("subject=Puma 9", f"subject={name}") for word in CLAIM]
    ran = new("entity", "--name", name, "--kind", "model")
    assert ran.err == (
        "claims-check: --name: puma-9 (Puma 9) is there; take it, or tell another apart by its "
        "name or with --id\n"
    )
    if name.lower() not in ("puma 9", "puma-9"):
        refused = new("claim", *claim, "--new-entity", f"{name}=model", *SOURCE)
        assert refused.err.startswith(
            f"claims-check: --new-entity {name}: puma-9 (Puma 9) is there; leave it "
            "out to take that one, or, for another, write it first, under an id of its own: "
            "claims-check new entity --name "
        ), refused.err
    assert texts(root) == before
    assert new("claim", *claim, *SOURCE).code == 0
    [written] = (root / "models").iterdir()
    assert json.loads(written.read_text())["proposition"]["subject"] == "puma-9"


def test_two_entities_of_one_name_are_told_apart_by_their_ids(root: Path) -> None:
    assert new("entity", "--name", "Puma 9", "--kind", "model").code == 0
    ran = new("entity", "--name", "Puma-9", "--kind", "group", "--id", "puma-9-fans")
    assert ran.code == 0
    claim = [word.replace("subject=Puma 9", "subject=puma9") for word in CLAIM]
    assert new("claim", *claim, *SOURCE).err == (
        "claims-check: --field subject: puma9 is the name of several; write an id: puma-9, "
        "puma-9-fans\n"
    )
    claim = [word.replace("subject=Puma 9", "subject=puma-9") for word in CLAIM]
    assert new("claim", *claim, *SOURCE).code == 0


def test_what_is_meant_is_looked_for_among_the_kinds_that_fit(root: Path) -> None:
    for name, kind in (("GPL-3", "licence"), ("GPT-4", "model"), ("Model", "group")):
        assert new("entity", "--name", name, "--kind", kind).code == 0
    for name, meant in (("GPL 4", "gpt-4"), ("Model A", "model")):
        claim = [word.replace("subject=Puma 9", f"subject={name}") for word in CLAIM]
        assert f"there is no entity {name} (did you mean {meant}?)" in new("claim", *claim).err


def test_ids_are_made_of_the_telling_words() -> None:
    assert slug("The weights of Llama 2 were released.") == "weights-llama-2-released"
    assert slug("Zürich's Straße — 猫") == "zurichs-strae"
    assert slug("猫") == ""
    assert slug("the of") == "the-of"
    assert free_id("x", {"x", "x-2"}) == "x-3"
    long = "-".join(["word"] * 40)
    assert len(free_id(slug(long, 40), {slug(long, 40)})) <= 80


@pytest.mark.parametrize(
    "names",
    [
        ("GPT-3", "gpt 3", "GPT3", "gpt_3"),
        ("GPT-3.5", "GPT 3.5"),
        ("GPT-35",),
        ("Llama 2 7B", "llama-2-7b", "Llama2 7B"),
        ("Llama 27B", "LLaMA-27B"),
        ("Zoë’s Lab", "zoes-lab", "Zoe's Lab"),
        ("C++",),
        ("C#",),
        ("C", "c"),
        ("Q*",),
        ("Q",),
        ("राम",),
        ("रीमा",),
        ("バリ",),
        ("パリ",),
        ("Йота",),
        ("Иота",),
        ("猫",),
        ("犬",),
        ("🦙",),
        ("🔥",),
    ],
)
def test_spellings_of_a_name_are_one_and_names_that_differ_are_not(names: tuple[str, ...]) -> None:
    assert len({spelling(name) for name in names}) == 1
    others = [
        "GPT-3",
        "GPT-3.5",
        "GPT-35",
        "Llama 2 7B",
        "Llama 27B",
        "C++",
        "C",
        "猫",
        "犬",
        "🦙",
        "🔥",
    ]
    assert [name for name in others if spelling(name) == spelling(names[0])] in ([names[0]], [])


def test_an_id_that_a_record_had_before_is_taken(root: Path) -> None:
    path = root / "entities" / "acme.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "former_ids": ["bolt"]}))
    (root / "topic" / "broken.json").write_text("{")
    assert {"bolt", "acme", "x", "news", "broken"} <= taken_ids(open_corpus(str(root))).keys()
    new("entity", "--name", "Bolt", "--kind", "group")
    assert (root / "entities" / "bolt-2.json").exists()


@pytest.mark.parametrize(
    "text",
    ['{"former_ids": ["bolt"]}', '{"former_ids" : [ "bolt", "other" ], "id": }', '["former_ids"'],
)
def test_an_id_that_an_unreadable_record_had_before_is_taken(text: str, root: Path) -> None:
    (root / "topic" / "broken.json").write_text(text)
    taken = taken_ids(open_corpus(str(root)))
    assert taken.get("bolt") == ("claims/topic/broken.json" if "bolt" in text else None)


def test_a_withdrawn_record_keeps_its_id_and_the_number_is_told(root: Path) -> None:
    path = root / "entities" / "acme.json"
    withdrawn = {"on": "2026-01-31", "why": "It is no organisation."}
    path.write_text(json.dumps({**json.loads(path.read_text()), "withdrawn": withdrawn}))
    ran = new("entity", "--name", "Acme!", "--kind", "group")
    assert ran.out.splitlines()[0] == (
        "claims/entities/acme-2.json: written (acme is taken: claims/entities/acme.json; nothing "
        "names it yet)"
    )
    assert ran.code == 0


def test_a_source_of_no_known_day_has_no_year_in_its_id(root: Path) -> None:
    without = [*SOURCE[4:8], "--address", SOURCE[1], "--kind", "paper", "--retrieved", "2026-01-31"]
    assert new("source", *without).out.startswith("claims/sources/acme-corp-puma-9-here.json: ")


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        (
            ["entity", "--name", "中文", "--kind", "model"],
            "--id (中文 has no Latin letters to make an id of: write one, such as --id some-words)",
        ),
        (
            ["source", *SOURCE[:2], "--kind", "paper", "--title", "題 9", "--publisher", "元"],
            "--id (元 題 9 has no Latin letters to make an id of: write one, such as --id some-words)",
        ),
    ],
)
def test_a_text_without_latin_letters_says_why_an_id_is_missing(
    arguments: list[str], missing: str, root: Path
) -> None:
    ran = new(*[word.replace("--source", "--address") for word in arguments])
    assert ran.code == 2
    assert ran.err == (
        f"claims-check: there is no terminal to ask on, and this is missing: {missing}\n"
    )


def test_a_new_entity_without_latin_letters_is_to_be_written_first(root: Path) -> None:
    claim = [word.replace("subject=Puma 9", "subject=猫") for word in CLAIM]
    ran = new("claim", *claim, "--new-entity", "猫=model", *SOURCE)
    assert (ran.code, ran.err) == (
        2,
        "claims-check: --new-entity 猫: it has no Latin letters to make an id of; write it first, "
        "under an id of its own: claims-check new entity --name '猫' --kind model --id ID\n",
    )


def test_a_new_entity_may_be_named_by_the_id_that_it_gets(root: Path) -> None:
    claim = [word.replace("subject=Puma 9", "subject=puma-9") for word in CLAIM]
    assert new("claim", *claim, *ENTITY, *SOURCE).code == 0
    assert json.loads((root / "entities" / "puma-9.json").read_text())["name"] == "Puma 9"
