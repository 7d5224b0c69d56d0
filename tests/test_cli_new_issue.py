"""New records: from the body of an issue form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from claims_check.drafting.issue_form import (
    LABELS,
    OTHER_FORMS,
    PROMISE,
    REQUIRED,
    IssueFormError,
    sections,
)
from claims_check.generate import ROOT
from tests.new_records import BODY, body, corpus_in, new, texts


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return corpus_in(tmp_path, monkeypatch)


TICK = (
    "evidence is what somebody has read: read the source and tick the box, as in - [x], or leave "
    "the claim to somebody who has read it"
)
ABOVE = (
    "this stands above all headings of the form, so that it answers nothing; put it below its "
    "heading, or remove it"
)
MISSING = "there is no terminal to ask on, and this is missing: "


def test_the_body_of_an_issue_becomes_a_claim(root: Path, tmp_path: Path) -> None:
    (tmp_path / "body.md").write_text(body())
    ran = new("--from-issue", "body.md")
    assert (ran.code, ran.err) == (0, "")
    [path] = (root / "models").iterdir()
    record = json.loads(path.read_text())
    assert record["proposition"]["subject"] == "puma-9"
    assert record["verdict"]["why"] == "The maker says so itself."
    assert record["evidence"][0]["says"] == "The maker announces the weights."
    again = new("claim", "--from-issue", "-", given=body())
    assert (again.code, again.out) == (2, "")
    assert again.err == f'claims-check: <stdin>:3: "Statement": the corpus has it: {path.stem}\n'


def records(root: Path) -> dict[str, bytes]:
    """What was written for the body, or for another that means the same."""
    return {name: data for name, data in texts(root).items() if b"uma 9" in data}


@pytest.mark.parametrize(
    "other",
    [
        body().replace("\n", "\r\n"),
        body().replace("\n", "\r"),
        "\ufeff" + body().replace("### ", "###").replace("\n\n", "\n \t\n"),
        "".join(f"### {label}\n{text}\n" for label, text in reversed(BODY.items())),
        body().replace("### Verdict", "**Verdict:**").replace("### Why", "#### why"),
        body(Fields="- subject: `Puma 9`\n* **stage**: weights\n+ at=2025-05-01"),
        body(Fields="`subject = puma-9`\n> stage=weights\n\nat: 2025-05-01"),
        body(New_entities="Puma 9 = model\nAcme: organisation"),
        body(Source="<https://example.org/puma-9>"),
        body(Source="- [the page](https://example.org/puma-9)"),
        body(
            Publisher="[Acme Corp](https://acme.example/x_(y))", Why="> The maker says so itself."
        ),
        body(Where_it_was_said="`_No response_`", Flaw="n/a"),
        body(Verdict=" Supported ", Kind_of_source="ANNOUNCEMENT", Basis="First hand"),
        body(Why="<!-- ### Flaw\n\noutdated -->The maker says\n<!-- -->so itself."),
        body(Topic="Models"),
        body(Before_you_file="* [X] I have read it.\n* [x] The words are mine."),
    ],
)
def test_a_form_may_be_written_in_other_ways(other: str, root: Path, tmp_path: Path) -> None:
    (root / "models").mkdir()
    (root / "topic" / "x.json").rename(root / "models" / "x.json")
    (tmp_path / "body.md").write_bytes(body().encode())
    assert new("--from-issue", "body.md").code == 0
    wanted = records(root)
    assert len(wanted) == 3
    for name in wanted:
        (root / name).unlink()
    (tmp_path / "body.md").write_bytes(other.encode())
    ran = new("--from-issue", "body.md")
    assert (ran.code, ran.err) == (0, "")
    assert records(root) == wanted


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"Statement": None}, f'{MISSING}body.md: "Statement"\n'),
        ({"Why": "_No response_"}, f'{MISSING}body.md:42: "Why"\n'),
        ({"Verdict": " _No response_ "}, f'{MISSING}body.md:30: "Verdict"\n'),
        ({"Verdict": None}, f'{MISSING}body.md: "Verdict"\n'),
        ({"How_it_was_read": "None"}, f'{MISSING}body.md:81: "How it was read"\n'),
        ({"Kind": "founded"}, 'body.md:7: "Kind": it cannot be founded; write one of existed, '),
        (
            {"Fields": "subject\n=x\nstage=\nat=2025\nat: 2024"},
            'body.md:11: "Fields": "subject" is not of the form NAME=VALUE\n'
            'claims-check: body.md:12: "Fields": "=x" is not of the form NAME=VALUE\n'
            'claims-check: body.md:13: "Fields": "stage=" is not of the form NAME=VALUE\n'
            'claims-check: body.md:15: "Fields": at is given twice (before in line 14)\n',
        ),
        (
            {"Fields": "- subject: acme\n- stage: weights\n- at: July 2023"},
            'body.md:13: "Fields" at: "July 2023" is not how dates are written here: write 2023-07',
        ),
        (
            {"Fields": "starts: 2023"},
            'body.md:11: "Fields" starts: released has no field starts; its fields are subject, ',
        ),
        (
            {"Fields": "subject: akme\nstage: weights"},
            'body.md:11: "Fields" subject: there is no entity akme (did you mean acme?); if it is '
            'new, add akme=KIND to body.md:14: "New entities"\n',
        ),
        (
            {"New_entities": "Puma 9=model\nAcme=person"},
            'body.md:21: "New entities" Acme: the corpus has it: acme, of kind organisation, not ',
        ),
        ({"Topic": "../../etc"}, 'body.md:24: "Topic": a topic is small letters and digits '),
        (
            {"Where_it_was_said": "page 7"},
            'body.md:28: "Where it was said": there is no source page 7; give the id or the address '
            "of a source that the corpus has, or leave it out where nobody said it but the corpus ",
        ),
        (
            {"Source": "the paper"},
            'body.md:49: "Source": there is no source the paper; give the address of a new one, '
            "which begins with https://\n",
        ),
        (
            {"Source": "https://example.org/a\nhttps://example.org/b"},
            'body.md:49: "Source": write one address and nothing else; further evidence is ',
        ),
        (
            {"Why": "It is so.\x1b[2J"},
            'body.md:44: "Why": it has a character that cannot be seen, U+001B; write it anew\n',
        ),
        (
            {"Publisher": "A\n\n### Why\n\nb"},
            'body.md:63: the heading "Why" stands twice (before in line 42); leave one of them\n',
        ),
        (
            {"What_was_searched": "Everything there is."},
            'body.md:91: "What was searched": only a claim that is not-enough-evidence has one; ',
        ),
        (
            {"Why": "It is.\n\n## Details\n\nmore\n\n### Sorce"},
            'body.md:46: the form has no heading "Details"; if it belongs to the answer above it, '
            "leave ## out, as answers have none\n"
            'claims-check: body.md:50: the form has no heading "Sorce"; did you mean "Source"?\n',
        ),
        (
            {"Fields": "```\nsubject=acme"},
            'body.md:14: the heading "New entities" stands in the block of code that begins in line '
            "11; end that block above it\n",
        ),
        (
            {"Why": "<!-- It is so."},
            "body.md:44: the comment that begins here has no end (-->); end it\n",
        ),
        (
            {"Before_you_file": "- [ ] I have read it."},
            'body.md:85: "Before you file": the box is ',
        ),
        ({"Before_you_file": "- [x] a\n- [ ] b"}, 'body.md:85: "Before you file": the box is not '),
        (
            {"Before_you_file": "yes"},
            f'body.md:85: "Before you file": the box is not ticked; {TICK}',
        ),
        (
            {"Before_you_file": None},
            f'body.md: the heading "Before you file" with its box is missing; {TICK}\n',
        ),
        (
            {"Kind": "relased", "Confidence": "sure", "Basis": "_No response_"},
            'body.md:7: "Kind": it cannot be relased; did you mean released?\n'
            'claims-check: body.md:40: "Confidence": it cannot be sure; write one of low, moderate, '
            f'high\nclaims-check: {MISSING}body.md:77: "Basis"\n',
        ),
        (
            {"Topic": "topics"},
            'body.md:24: "Topic": there is no topic topics; topic is there: write that, or '
            "--new-topic topics if it is another\n",
        ),
        (
            {
                **dict.fromkeys(BODY),
                "Record": "acme",
                "What_is_wrong": "It is no organisation.",
                "Evidence": "https://example.org",
                "How_it_was_read": "whole",
            },
            'body.md: this is the form "Wrong fact"; only the form "New claim" makes records: change '
            "by hand what this one is about\n",
        ),
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
    assert ran.err.startswith(f"claims-check: {message}"), ran.err
    assert texts(root) == before


def test_a_heading_that_is_misspelt_is_no_part_of_the_answer_above_it() -> None:
    with pytest.raises(IssueFormError) as refused:
        sections(
            "hello\n\n" + body().replace("### Verdict", "### Verdct").replace("### Why", "#Why")
        )
    assert refused.value.problems == [
        (1, ABOVE),
        (32, 'the form has no heading "Verdct"; did you mean "Verdict"?'),
    ]


def test_a_number_sign_before_a_word_makes_no_heading() -> None:
    [line] = sections(body(Why="#1 of all"))["--why"].answer
    assert line.text == "#1 of all"


@pytest.mark.parametrize(
    "hostile",
    ["### " + "a " * 30_000 + "b", "<!--" * 20_000, "[" * 60_000, "`" * 60_000, "*" * 60_000],
)
def test_a_long_body_is_judged_like_a_short_one(hostile: str) -> None:
    with pytest.raises(IssueFormError) as refused:
        sections(body(Why=f"It is.\n{hostile}", Before_you_file=None))
    assert all(len(text) < 300 for _, text in refused.value.problems)


def test_options_count_before_the_form_and_are_told_as_such(root: Path, tmp_path: Path) -> None:
    (tmp_path / "body.md").write_text(body(Topic=None, Confidence="sure"))
    ran = new("--from-issue", "body.md", "--topic", "models", "--confidence", "hihg")
    assert ran.err == "claims-check: --confidence: it cannot be hihg; did you mean high?\n"
    assert new("--from-issue", "body.md", "--topic", "models", "--confidence", "low").code == 0
    assert [path.parent.name for path in root.rglob("acme-released*.json")] == ["models"]


def test_what_the_check_finds_is_put_down_to_the_answer(root: Path, tmp_path: Path) -> None:
    before = texts(root)
    text = body(Confidence="high", How_it_was_read="copy", Published="2031-05-01")
    (tmp_path / "body.md").write_text(text)
    ran = new("--from-issue", "body.md", "--retrieved", "2026-01-31", "--checked", "2026-01-31")
    assert (ran.code, ran.err) == (
        1,
        "claims-check: nothing is written, as the new records would not pass the check: change "
        'body.md:40: "Confidence" or --checked or --retrieved, or write them as they are with --with-errors\n',
    )
    assert texts(root) == before


def test_evidence_that_does_not_bear_the_verdict_is_put_down_to_the_stance(
    root: Path, tmp_path: Path
) -> None:
    (tmp_path / "body.md").write_text(body(Verdict="refuted"))
    assert new("--from-issue", "body.md").err == (
        "claims-check: nothing is written, as the new records would not pass the check: change "
        'body.md:75: "Stance" or body.md: "What holds instead" or body.md:32: "Verdict", or write '
        "them as they are with --with-errors\n"
    )


def test_the_other_forms_are_told_by_what_they_require() -> None:
    for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"):
        form = path.read_text("utf-8")
        [name] = re.findall(r"^name: (.+)$", form, re.MULTILINE)
        labels = re.findall(r"^      label: (.+)$", form, re.MULTILINE)
        if name == "New claim":
            assert not any(set(told) <= set(labels) for told in OTHER_FORMS.values())
        else:
            assert set(OTHER_FORMS[name]) <= set(labels)


def test_a_body_that_cannot_be_read_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "body.md").write_bytes(b"### Statement\n\ncaf\xe9")
    assert (
        new("--from-issue", "body.md").err == "claims-check: body.md: it is not UTF-8 (byte 18)\n"
    )
    assert new("--from-issue", "no.md").err == "claims-check: no.md: No such file or directory\n"


def test_every_label_of_the_form_is_an_option() -> None:
    headings = "".join(f"### {label}\n\nx=y\n\n" for label in LABELS)
    found = sections(f"{headings}### {PROMISE}\n\n- [x] I have.\n")
    assert list(found) == list(LABELS.values())


def test_what_the_form_requires_is_required() -> None:
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / "new-claim.yml").read_text("utf-8")
    blocks = re.split(r"^  - type: ", form, flags=re.MULTILINE)
    required = {
        LABELS[label[1]]
        for block in blocks
        if "\n    validations:\n      required: true\n" in block
        if (label := re.search(r"^      label: (.+)$", block, re.MULTILINE))
    }
    assert required == REQUIRED
