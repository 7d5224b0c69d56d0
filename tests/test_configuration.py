from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims_check import VERSION
from claims_check.cli.configuration import KEYS, Configuration, read_configuration
from tests.command import Ran, run
from tests.examples import write_corpus

RECORDS = """
claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-02-29"}
entity bolt {}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: a repository with a corpus that has an error and a warning."""
    write_corpus(tmp_path / "claims", RECORDS.strip())
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(folder: Path, text: str, name: str = "claims-check.toml") -> None:
    (folder / name).write_text(text, "utf-8")


def findings(*arguments: str) -> list[tuple[str, str]]:
    """Severity and rule of each finding."""
    report = json.loads(run("check", "--format", "json", *arguments).out)
    return [(each["severity"], each["rule"]) for each in report["findings"]]


BOTH = [("warning", "unused-record"), ("error", "impossible-day")]


def test_without_a_file_nothing_is_set(folder: Path) -> None:
    assert read_configuration(str(folder)) == Configuration()
    assert findings() == BOTH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('select = ["impossible-day"]', BOTH[1:]),
        ('ignore = ["impossible-day"]', BOTH[:1]),
        ("select = []", BOTH),
        (
            '[severity]\nimpossible-day = "warning"\nunused-record = "note"',
            [("note", "unused-record"), ("warning", "impossible-day")],
        ),
        ('[severity]\nunused-record = "off"', BOTH[1:]),
        ('severity = {unused-record = "error"}', [("error", "unused-record"), BOTH[1]]),
        ('required-version = ">=0.1, <1"', BOTH),
    ],
)
def test_each_key_does_what_it_says(
    text: str, expected: list[tuple[str, str]], folder: Path
) -> None:
    configure(folder, text)
    assert findings() == expected
    table = text.replace("[severity]", "[tool.claims-check.severity]")
    heading = "" if text.startswith("[") else "[tool.claims-check]\n"
    configure(folder, f"[project]\nname = 'x'\n\n{heading}{table}", "pyproject.toml")
    (folder / "claims-check.toml").unlink()
    assert findings() == expected


def test_the_level_that_fails_can_be_set(folder: Path) -> None:
    configure(folder, 'fail-level = "warning"\nignore = ["impossible-day"]')
    assert run().code == 1
    assert run("check", "--fail-level", "error").code == 0


def test_the_corpus_can_be_set_and_leads_from_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "claims").rename(folder / "data")
    configure(folder, 'corpus = "data"')
    here = run("check", "--format", "json")
    assert here.code == 1
    monkeypatch.chdir(folder / "data" / "topic")
    assert run("check", "--format", "json") == here
    assert run("stats").code == 0
    configure(folder, 'corpus = "nowhere"')
    missing = run()
    assert missing.code == 2
    assert "there is no corpus at ../../nowhere (../../claims-check.toml names it)" in missing.err


def test_options_count_before_the_configuration(folder: Path) -> None:
    configure(folder, 'select = ["unused-record"]\nignore = ["impossible-day"]')
    assert findings() == BOTH[:1]
    assert findings("--select", "impossible-day") == BOTH[1:]
    assert findings("--ignore", "backwards-set") == BOTH[:1]
    configure(folder, '[severity]\nimpossible-day = "off"')
    assert findings("--select", "impossible-day") == BOTH[1:]
    assert findings("--ignore", "backwards-set") == BOTH[:1]


def test_the_own_file_counts_before_the_shared_one(folder: Path) -> None:
    configure(folder, '[tool.claims-check]\nselect = ["impossible-day"]', "pyproject.toml")
    assert findings() == BOTH[1:]
    configure(folder, 'select = ["unused-record"]')
    assert findings() == BOTH[:1]


def test_the_nearest_file_counts_and_none_beyond_the_repository(folder: Path) -> None:
    inner = folder / "inner"
    write_corpus(inner / "claims", RECORDS.strip())
    configure(folder, 'select = ["impossible-day"]')
    assert findings("inner/claims") == BOTH[1:]
    configure(inner, 'select = ["unused-record"]')
    assert findings("inner/claims") == BOTH[:1]
    (inner / "claims-check.toml").unlink()
    (inner / ".git").mkdir()
    assert findings("inner/claims") == BOTH


def test_another_projects_file_says_nothing_and_is_not_read(folder: Path) -> None:
    configure(folder, "this is [no TOML", "pyproject.toml")
    assert findings() == BOTH
    configure(folder, '[tool.other]\nselect = ["x"]', "pyproject.toml")
    assert findings() == BOTH


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('fail_level = "error"', 1, "there is no key fail_level; did you mean fail-level?"),
        ("\n\nqqq = 1", 3, f"there is no key qqq; the keys are {', '.join(KEYS)}"),
        (
            '[tool.claims-check]\ncorpus = "x"',
            1,
            "there is no key tool here: in claims-check.toml, keys stand without a table",
        ),
        ("corpus = 7", 1, "corpus has to be a path in quotes"),
        ('corpus = ""', 1, "corpus has to be a path in quotes"),
        (
            'select = "impossible-day"',
            1,
            'select has to be a list of rules, such as ["unused-record"]',
        ),
        (
            '# imposible-day\nselect = [\n  "unused-record",\n  "imposible-day",\n]',
            4,
            "there is no rule imposible-day; did you mean impossible-day?",
        ),
        ("ignore = [7]", 1, "there is no rule 7; `claims-check rules` lists them"),
        ('severity = "error"', 1, "severity has to be a table of rules and their severities"),
        (
            '[severity]\nimposible-day = "off"',
            2,
            "there is no rule imposible-day; did you mean impossible-day?",
        ),
        (
            '[severity]\nimpossible-day = "eror"',
            2,
            "impossible-day cannot be eror; did you mean error?",
        ),
        (
            "[severity]\nimpossible-day = false",
            2,
            "impossible-day cannot be False; write one of error, warning, note, off",
        ),
        ('fail-level = "off"', 1, "fail-level cannot be off; write one of error, warning, note"),
        (
            'required-version = "latest"',
            1,
            'required-version has to be comparisons in quotes, such as ">=0.1,<0.3"',
        ),
        ("required-version = 0.1", 1, "required-version has to be comparisons in quotes"),
        ('site-url = "https://x.org/no-slash"', 1, "site-url has to be an address in quotes"),
        ("site-url = 3", 1, "site-url has to be an address in quotes"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    text: str, line: int, message: str, folder: Path
) -> None:
    configure(folder, text)
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"claims-check: claims-check.toml:{line}: {message}")
    for command in (["stats"], ["fmt", "--check"], ["state", "lynx"]):
        assert run(*command) == ran


def test_lines_of_a_shared_file_are_those_of_our_table(folder: Path) -> None:
    configure(
        folder,
        '[tool.other]\ncorpos = "x"\n\n[tool.claims-check]\n# corpos\ncorpos = "x"\n',
        "pyproject.toml",
    )
    assert run().err == (
        "claims-check: pyproject.toml:6: there is no key corpos; did you mean corpus?\n"
    )
    configure(folder, "[tool]\nclaims-check = 7 # [tool.claims-check]\n", "pyproject.toml")
    assert run().err.startswith("claims-check: pyproject.toml:")
    assert run().err.endswith("[tool.claims-check] has to be a table\n")


@pytest.mark.parametrize(
    ("data", "place", "why"),
    [
        (b"corpus = ", "1:10", "Invalid value (at end of document)"),
        (b"ignore = []\ncorpus = 'a\xff'", "2:12", "byte 0xFF is not UTF-8"),
        (b"\xff\xfec\0", "1:1", "byte 0xFF is not UTF-8"),
        (b"\n\n[severity]\n!", "4:1", "Invalid statement"),
        (
            b"\xef\xbb\xbfcorpus = 'a'",
            "1:1",
            "a byte order mark; save the file as UTF-8 without it",
        ),
    ],
)
def test_a_file_that_is_no_toml_is_refused_at_its_place(
    data: bytes, place: str, why: str, folder: Path
) -> None:
    (folder / "claims-check.toml").write_bytes(data)
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"claims-check: claims-check.toml:{place}: this is no TOML: {why}\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[tool.claims-check\ncorpus = 'x'\n", "1:19"),
        ("[tool claims-check]\n", "1:7"),
        ("  tool.claims-check]\n", "1:20"),
        ("[ tool . claims-check ]\n\ncorpus = = 'x'\n", "3:10"),
        ("[tool]\nclaims-check.corpus = x\n", "2:23"),
        ("[project\n[tool.claims-check]\n", "1:9"),
        ("<<<<<<< HEAD\n[tool.claims-check]\n", "1:1"),
    ],
)
def test_a_broken_shared_file_that_has_our_table_is_told_however_it_is_written(
    text: str, place: str, folder: Path
) -> None:
    configure(folder, text, "pyproject.toml")
    for command in (["check"], ["stats"], ["fmt", "--check"]):
        ran = run(*command)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"claims-check: pyproject.toml:{place}: this is no TOML: ")


@pytest.mark.parametrize(
    "text",
    [
        '[ tool . "claims-check" ]\nignore = ["impossible-day"]',
        '[tool]\nclaims-check.ignore = ["impossible-day"]',
        'tool.claims-check.ignore = ["impossible-day"]',
        'tool = {claims-check = {ignore = ["impossible-day"]}}',
    ],
)
def test_a_table_counts_however_it_is_written(text: str, folder: Path) -> None:
    configure(folder, text, "pyproject.toml")
    assert findings() == BOTH[:1]


def required(folder: Path, wanted: str) -> Ran:
    configure(folder, f'required-version = "{wanted}"\nfrom-the-future = true')
    return run()


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (f"=={VERSION}", True),
        ("==0.1", True),
        (">=0.1", True),
        (">= 0.1.0 , <0.2", True),
        (">0.0.9.9", True),
        ("<=0.1", True),
        ("!=0.1.1", True),
        (">0.1", False),
        ("<0.1", False),
        ("!=0.1.0.0", False),
        (">=0.10", False),
        (">=0.1,<0.1", False),
    ],
)
def test_versions_are_compared_number_by_number(wanted: str, fits: bool, folder: Path) -> None:
    assert VERSION == "0.1.0"
    ran = required(folder, wanted)
    assert ran.code == 2
    if fits:
        assert "there is no key from-the-future" in ran.err
    else:
        assert f"this corpus asks for claims-check {wanted}, and this is 0.1.0" in ran.err
