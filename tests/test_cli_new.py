"""New records: from options, from a terminal, from the body of an issue."""

from __future__ import annotations

import codecs
import json
import os
import pty
import re
import select
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claims_check.corpus.corpus import open_corpus
from claims_check.drafting.fields import field_of, fields_of, kinds, value_of
from claims_check.drafting.ids import free_id, slug, taken_ids
from claims_check.drafting.issue_form import IGNORED, LABELS, answers
from claims_check.generate import ROOT
from tests.command import Ran, environment, run, run_alone
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


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory's corpus: Acme, a source, a claim."""
    write_corpus(tmp_path / "claims", 'claim x {"statement": "Acme has a property."}')
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "claims"


def texts(root: Path) -> dict[str, bytes]:
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


def test_a_claim_is_written_with_all_that_it_needs_and_checked(root: Path) -> None:
    ran = new("claim", *CLAIM, *ENTITY, *SOURCE)
    assert (ran.code, ran.err) == (0, "")
    id = "acme-released-weights-puma-9-1-may-2025"
    lines = ran.out.splitlines()
    assert lines[:3] == [
        "claims/entities/puma-9.json: written",
        "claims/sources/acme-corp-2025-puma-9-here.json: written",
        f"claims/models/{id}.json: written",
    ]
    assert lines[3].startswith("clean: nothing involves 3 paths; 2 claims, 2 entities, 2 sources ")
    assert json.loads((root / "models" / f"{id}.json").read_text()) == {
        "$schema": "../../schemas/claim.schema.json",
        "id": id,
        "statement": "Acme released the weights of Puma 9 on 1 May 2025.",
        "proposition": {
            "kind": "released",
            "subject": "puma-9",
            "stage": "weights",
            "at": "2025-05-01",
        },
        "verdict": {
            "label": "supported",
            "confidence": "moderate",
            "why": "The maker says so itself.",
            "checked": "2026-01-31",
        },
        "evidence": [
            {
                "source": "acme-corp-2025-puma-9-here",
                "stance": "supports",
                "basis": "first-hand",
                "says": "The maker announces the weights.",
                "read": "whole",
            }
        ],
    }
    assert run("fmt", "--check", "claims/models", "claims/entities/puma-9.json").code == 0


def test_without_a_terminal_the_missing_options_are_named_and_nothing_is_written(
    root: Path,
) -> None:
    before = texts(root)
    ran = new("claim")
    assert ran == Ran(
        2,
        "",
        "claims-check: there is no terminal to ask on, and this is missing: --statement, --kind, "
        "--why, --source, --basis, --says, --topic\n",
    )
    ran = new("claim", *CLAIM, *SOURCE[:4])
    assert ran.err == (
        "claims-check: there is no terminal to ask on, and this is missing: "
        "--new-entity Puma 9=KIND (there is no entity Puma 9), --title, --publisher\n"
    )
    assert new("entity").err.endswith("missing: --name, --kind\n")
    assert new("source").err.endswith("missing: --address, --kind, --title, --publisher\n")
    assert texts(root) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["claim", "--kind", "relased"], "--kind: it cannot be relased; did you mean released?"),
        (
            ["claim", "--statement", "Short."],
            '--statement: "statement" is shorter than 8 characters: "Short."',
        ),
        (
            ["claim", "--statement", "Acme has a property."],
            "--statement: the corpus has it: x",
        ),
        (
            ["claim", "--kind", "released", "--field", "at=18 July 2023"],
            '--field at: "18 July 2023" is not how dates are written here: write 2023-07-18',
        ),
        (
            ["claim", "--kind", "released", "--field", "starts=2023"],
            "--field: released has no field starts; its fields are subject, stage, by, at",
        ),
        (["claim", "--field", "at"], "--field: at is not of the form NAME=VALUE"),
        (["claim", "--topic", "../x"], "--topic: a topic is small letters and digits in words "),
        (["claim", "--topic", "sources"], "--topic: sources holds no claims; name a folder "),
        (["claim", "--source", "newz"], "--source: there is no source newz; did you mean news?"),
        (["claim", "--id", "acme"], "--id: acme is the id of another record, or was"),
        (["claim", "--id", "../../x"], '--id: "id" cannot be "../../x": an id is small letters '),
        (["entity", "--name", "acme"], "--name: the corpus has it: acme"),
        (["entity", "--name", "Bad\x1b[2J"], "--name: it has a character that cannot be seen"),
        (["entity", "--title", "Acme"], "a new entity has no --title; `claims-check new --help` "),
        (
            ["entity", "--name", "A", "--kind", "group", "--wikidata", "380"],
            '--wikidata: "wikidata" cannot be "380": a Wikidata id is Q and a number',
        ),
        (
            ["source", "--address", "http://example.org/what-happened/"],
            "--address: the corpus has it: news",
        ),
        (["source", "--address", "example.org"], '--address: "address" cannot be "example.org"'),
        (
            ["claim", *CLAIM, *ENTITY, "--source", "news", "--title", "No source is new"],
            "--title: nothing here asks for it; leave it out",
        ),
        ([], "say what is new: claims-check new claim|source|entity; "),
        (["thing"], "argument SORT: it cannot be thing; write one of claim, source, entity"),
        (["entity", "--from-issue", "x"], "--from-issue reads the form of a new claim; "),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_written(
    arguments: list[str], message: str, root: Path
) -> None:
    before = texts(root)
    ran = new(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"claims-check: {message}"), ran.err
    assert texts(root) == before


def test_an_id_that_is_taken_gets_a_number(root: Path) -> None:
    for name, wanted in (("Bolt!", "bolt"), ("Bolt?", "bolt-2"), ("Bölt", "bolt-3")):
        assert new("entity", "--name", name, "--kind", "group").code == 0
        assert json.loads((root / "entities" / f"{wanted}.json").read_text())["name"] == name


def test_ids_are_made_of_the_telling_words() -> None:
    assert slug("The weights of Llama 2 were released.") == "weights-llama-2-released"
    assert slug("Zürich's Straße — 猫") == "zurichs-strae"
    assert slug("猫") == ""
    assert slug("the of") == "the-of"
    assert free_id("x", {"x", "x-2"}) == "x-3"
    long = "-".join(["word"] * 40)
    assert len(free_id(slug(long, 40), {slug(long, 40)})) <= 80


def test_an_id_that_a_record_had_before_is_taken(root: Path) -> None:
    path = root / "entities" / "acme.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "former_ids": ["bolt"]}))
    (root / "topic" / "broken.json").write_text("{")
    assert {"bolt", "acme", "x", "news", "broken"} <= taken_ids(open_corpus(str(root)))
    new("entity", "--name", "Bolt", "--kind", "group")
    assert (root / "entities" / "bolt-2.json").exists()


def test_what_the_check_finds_decides_the_exit(root: Path) -> None:
    ran = new("claim", *CLAIM, *ENTITY, *SOURCE, "--confidence", "high", "--read", "copy")
    assert ran.code == 1
    assert "claims/models/acme-released-weights-puma-9-1-may-2025.json:" in ran.out


def test_a_disk_that_is_full_leaves_nothing_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(root)
    folders = sorted(p for p in root.rglob("*") if p.is_dir())
    link, made = os.link, []

    def full(beside: str, path: str) -> None:
        made.append(path)
        if len(made) == 3:
            raise FileExistsError(17, "File exists", path)
        link(beside, path)

    monkeypatch.setattr(os, "link", full)
    ran = run("new", "claim", *CLAIM, *ENTITY, *SOURCE)
    assert (ran.code, ran.out, len(made)) == (2, "", 3)
    assert ran.err.endswith("it cannot be written: File exists; nothing is\n")
    assert texts(root) == before
    assert sorted(p for p in root.rglob("*") if p.is_dir()) == folders


def test_every_kind_has_fields_that_answers_can_fill() -> None:
    for kind in kinds():
        fields = fields_of("claim", ("proposition",), {"proposition": {"kind": kind}})
        assert fields[0].name == "kind"
    values = {
        f.name: f for f in fields_of("claim", ("proposition",), {"proposition": {"kind": "sized"}})
    }
    assert value_of(values["values"], "7000000000, 0.5") == [7000000000, 0.5]
    assert value_of(values["complete"], "yes") is True
    with pytest.raises(ValueError, match="many is not a number"):
        value_of(values["values"], "many")
    assert field_of("claim", "evidence", "read").choices == ("whole", "excerpt", "copy")


class Terminal:
    """A run of the command on a terminal of its own, with somebody who answers."""

    def __init__(self, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "claims_check", *arguments],
            env=environment({"TERM": "dumb"}),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(theirs)
        self.seen = ""
        self._decode = codecs.getincrementaldecoder("utf-8")().decode

    def answer(self, question: str, answer: str) -> None:
        """Wait for a question, and type the answer."""
        self._read_until(question)
        os.write(self._ours, f"{answer}\n".encode())

    def press(self, question: str, key: bytes) -> None:
        """Wait for a question, and press a key until it is heeded.

        A question is shown a moment before its answer is waited for; a Ctrl-C that comes in between
        is only heeded with the next key, on a real terminal too.
        """
        self._read_until(question)
        for _ in range(60):
            os.write(self._ours, key)
            try:
                self._process.wait(timeout=1)
            except subprocess.TimeoutExpired:
                continue
            return

    def _read_until(self, question: str) -> None:
        start = len(self.seen)
        while question not in self.seen[start:]:
            assert self._read(), self.seen

    def _read(self) -> bool:
        """Read what is shown next; False once nobody has the other end any more."""
        if not select.select([self._ours], [], [], 60)[0]:
            self._process.kill()
            raise AssertionError(f"it says nothing more after: {self.seen}")
        try:
            part = os.read(self._ours, 4096)
        except OSError:
            return False
        self.seen += self._decode(part).replace("\r\n", "\n")
        return bool(part)

    def end(self) -> int:
        """The exit code, once all is said."""
        while self._read():
            continue
        os.close(self._ours)
        return self._process.wait(timeout=60)


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_on_a_terminal_what_is_missing_is_asked_for(root: Path) -> None:
    terminal = Terminal("new", "claim", *CLAIM[:4], "--topic", "models")
    terminal.answer("subject (entity): ", "akme")
    terminal.answer("Kind of the new entity akme (Enter: none): ", "")
    assert "There is no entity akme; did you mean acme?" in terminal.seen
    terminal.answer("subject (entity): ", "Puma 9")
    terminal.answer("(Enter: none): ", "model")
    terminal.answer("stage: ", "weight")
    terminal.answer("stage: ", "4")
    assert "it cannot be weight; did you mean weights?" in terminal.seen
    terminal.answer("by (entity) (Enter: none): ", "ACME")
    terminal.answer("at (Enter: none): ", "1 May 2025")
    terminal.answer("at (Enter: none): ", "2025-05-01")
    assert "write 2025-05-01" in terminal.seen
    terminal.answer("Where it was said: id or address of a source (Enter: none): ", "")
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
    "What the source says": "The maker announces the weights.\n### In its own heading",
    "Stance": "supports",
    "Basis": "first-hand",
    "How it was read": "whole",
}


def body(**changed: str | None) -> str:
    """The body of an issue with some answers changed, or left out with their headings."""
    given = {**BODY, **{label.replace("_", " "): text for label, text in changed.items()}}
    return "".join(f"### {k}\n\n{text}\n\n" for k, text in given.items() if text is not None)


def test_the_body_of_an_issue_becomes_a_claim(root: Path, tmp_path: Path) -> None:
    (tmp_path / "body.md").write_text(body())
    ran = new("--from-issue", "body.md")
    assert (ran.code, ran.err) == (0, "")
    [path] = (root / "models").iterdir()
    record = json.loads(path.read_text())
    assert record["proposition"]["subject"] == "puma-9"
    assert record["verdict"]["why"] == "The maker says so itself."
    assert record["evidence"][0]["says"] == (
        "The maker announces the weights. ### In its own heading"
    )
    again = new("claim", "--from-issue", "-", given=body())
    assert (again.code, again.out) == (2, "")
    assert again.err == f'claims-check: -: "Statement": the corpus has it: {path.stem}\n'


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"Statement": None}, 'this is missing: body.md: "Statement"\n'),
        ({"Why": "_No response_"}, 'this is missing: body.md: "Why"\n'),
        ({"Kind": "founded"}, 'body.md: "Kind": it cannot be founded; write one of existed, '),
        ({"Fields": "subject"}, 'body.md: "Fields": subject is not of the form NAME=VALUE\n'),
        (
            {"Fields": "subject: acme\nstage: weights\nat: July 2023"},
            'body.md: "Fields" at: "July 2023" is not how dates are written here: write 2023-07\n',
        ),
        ({"Topic": "../../etc"}, 'body.md: "Topic": a topic is small letters and digits '),
        ({"Source": "none"}, 'body.md: "Source": there is no source none; '),
        ({"Why": "It is so.\x1b[2J"}, 'body.md: "Why": it has a character that cannot be seen'),
        ({"Publisher": "A\n\n### Why\n\nb"}, 'body.md: the heading "Why" stands twice; leave one '),
        ({"What_was_searched": "Everything there is."}, 'body.md: "What was searched": nothing '),
        (
            dict.fromkeys(BODY),
            "body.md: it has none of the headings of the form, such as ### Statement; ",
        ),
    ],
)
def test_a_form_filled_in_wrongly_is_refused_and_nothing_is_written(
    changed: dict[str, str | None], message: str, root: Path, tmp_path: Path
) -> None:
    before = texts(root)
    (tmp_path / "body.md").write_text(body(**changed))
    ran = new("--from-issue", "body.md")
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert texts(root) == before


def test_a_body_that_cannot_be_read_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "body.md").write_bytes(b"### Statement\n\ncaf\xe9")
    assert (
        new("--from-issue", "body.md").err == "claims-check: body.md: it is not UTF-8 (byte 18)\n"
    )
    assert new("--from-issue", "no.md").err == "claims-check: no.md: No such file or directory\n"


def test_the_form_asks_what_the_command_reads() -> None:
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / "new-claim.yml").read_text("utf-8")
    labels = re.findall(r"^      label: (.+)$", form, re.MULTILINE)
    assert set(labels) - IGNORED == set(LABELS)
    blocks = re.split(r"^  - type: ", form, flags=re.MULTILINE)
    choices = {
        label[1]: tuple(re.findall(r"^        - (.+)$", block, re.MULTILINE))
        for block in blocks
        if (label := re.search(r"^      label: (.+)$", block, re.MULTILINE))
        if block.startswith("dropdown")
    }
    assert choices == {
        "Kind": kinds(),
        "Verdict": field_of("claim", "verdict", "label").choices,
        "Flaw": field_of("claim", "verdict", "flaw").choices,
        "Confidence": field_of("claim", "verdict", "confidence").choices,
        "Kind of source": field_of("source", "kind").choices,
        "Stance": field_of("claim", "evidence", "stance").choices,
        "Basis": field_of("claim", "evidence", "basis").choices,
        "How it was read": field_of("claim", "evidence", "read").choices,
    }


def test_every_label_of_the_form_is_an_option() -> None:
    found = answers("".join(f"### {label}\n\nx=y\n\n" for label in LABELS))
    assert list(found) == list(LABELS.values())


def test_lines_take_no_new_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(tmp_path / "folder", "claim x {}")
    monkeypatch.chdir(tmp_path)
    records = [json.loads(p.read_text()) for p in Path("folder").rglob("*.json")]
    Path("all.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    ran = run_alone("new", "entity", "--corpus", "all.jsonl", cwd=tmp_path)
    assert (ran.code, ran.err) == (
        2,
        "claims-check: all.jsonl is JSON Lines; new records are files of a folder\n",
    )


def test_a_folder_that_leads_out_of_the_corpus_takes_no_record(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "models").symlink_to(tmp_path / "elsewhere")
    before = texts(tmp_path)
    ran = new("claim", *CLAIM, *ENTITY, *SOURCE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "claims-check: claims/models/acme-released-weights-puma-9-1-may-2025.json: its folder is a "
        "link that leads out of the corpus; nothing is written\n"
    )
    assert texts(tmp_path) == before


def test_the_command_of_the_page_on_writing_works(root: Path) -> None:
    page = (ROOT / "checker" / "docs" / "writing.md").read_text("utf-8")
    [command] = [block for block in re.findall(r"```sh\n(.+?)```", page, re.S) if "--kind" in block]
    arguments = shlex.split(command.replace("\\\n", " "))
    assert arguments[:2] == ["claims-check", "new"]
    ran = new(*arguments[2:], "--checked", "2026-11-24", "--retrieved", "2026-11-24")
    assert (ran.code, ran.err) == (0, "")
