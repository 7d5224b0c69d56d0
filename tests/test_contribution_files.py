"""What a contributor meets before any command: forms, editor settings, suggested changes."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from claims_check.drafting.fields import field_of
from claims_check.drafting.issue_form import LABELS, PROMISE
from claims_check.generate import ROOT
from claims_check.records.shapes import kinds
from tests.command import run
from tests.examples import write_corpus
from tests.repository import commit, git, repository

FORM = (ROOT / ".github" / "ISSUE_TEMPLATE" / "new-claim.yml").read_text("utf-8")
SCRIPT = ROOT / ".github" / "scripts" / "suggest.py"


def form_choices(label: str) -> tuple[str, ...]:
    """The options of a dropdown of the form; YAML is read by its layout, which is ours."""
    field = FORM.partition(f"      label: {label}\n")[2].partition("\n  - type:")[0]
    return tuple(re.findall(r"^        - (\S+)$", field, re.MULTILINE))


def test_the_form_asks_what_the_command_reads() -> None:
    labels = re.findall(r"^      label: (.*)$", FORM, re.MULTILINE)
    assert set(labels) == {*LABELS, PROMISE}
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("label", "choices"),
    [
        ("Kind", kinds()),
        ("Verdict", field_of("claim", "verdict", "label").choices),
        ("Flaw", field_of("claim", "verdict", "flaw").choices),
        ("Confidence", field_of("claim", "verdict", "confidence").choices),
        ("Kind of source", field_of("source", "kind").choices),
        ("Stance", field_of("claim", "evidence", "stance").choices),
        ("Basis", field_of("claim", "evidence", "basis").choices),
        ("How it was read", field_of("claim", "evidence", "read").choices),
    ],
)
def test_a_choice_of_the_form_offers_the_words_of_the_schema(
    label: str, choices: tuple[str, ...]
) -> None:
    assert choices
    assert form_choices(label) == choices


def test_the_editor_gives_every_record_the_schema_of_its_sort() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    for path in sorted((ROOT / "claims").rglob("*.json")):
        name = "/" + path.relative_to(ROOT).as_posix()
        wanted = json.loads(path.read_text("utf-8"))["$schema"].rpartition("/")[2]
        given = [each["url"] for each in settings["json.schemas"] if fits(name, each["fileMatch"])]
        assert given == [f"./schemas/{wanted}"], name
    assert all((ROOT / each["url"]).is_file() for each in settings["json.schemas"])


def fits(name: str, patterns: list[str]) -> bool:
    """Whether a file is meant: the last pattern that fits counts, `*` stays in its folder."""
    meant = False
    for pattern in patterns:
        bare = pattern.removeprefix("!")
        if bare.count("/") == name.count("/") and fnmatch(name, bare):
            meant = bare == pattern
    return meant


@pytest.fixture(scope="module")
def suggest() -> Iterator[ModuleType]:
    """The script that posts suggestions, as a module."""
    specification = importlib.util.spec_from_file_location("suggest", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["suggest"] = module
    specification.loader.exec_module(module)
    yield module
    del sys.modules["suggest"]


CI = (ROOT / "checker" / "docs" / "ci.md").read_text("utf-8")


def test_the_samples_use_the_actions_that_the_workflows_use() -> None:
    workflows = (ROOT / ".github" / "workflows").glob("*.yml")
    text = "".join(path.read_text("utf-8") for path in workflows)
    used = dict(re.findall(r"uses: (actions/[a-z-]+)@[0-9a-f]{40} # (v\d+)", text))
    sampled = re.findall(r"uses: (actions/[a-z-]+)@(v\d+)$", CI, re.MULTILINE)
    assert sampled
    assert [(action, used[action]) for action, _ in sampled] == sampled


OLD = 'claim old {"kind": "existed", "subject": "acme", "start": "2004-02-30"}'
NEW = 'claim new {"kind": "existed", "subject": "bolt", "start": "2004-02-31"}'


@pytest.mark.parametrize(("records", "code"), [(OLD, 0), (f"{OLD}\n{NEW}", 1)])
def test_the_option_for_pull_requests_fails_for_what_they_break(
    records: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a clone as of actions/checkout: the merge of the pull request, on no branch."""
    [option] = re.findall(r"github.base_ref && format\('(.*)', github.base_ref\)", CI)
    repository(tmp_path / "origin", OLD)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "origin", "clone")
    git(clone, "switch", "--quiet", "--create", "request")
    write_corpus(clone / "claims", records)
    (clone / "README.md").write_text("A page.\n", "utf-8")
    request = commit(clone)
    git(clone, "switch", "--quiet", "--detach", "origin/main")
    git(clone, "merge", "--quiet", "--no-ff", request)
    monkeypatch.chdir(clone)
    ran = run("check", option.format("main"))
    assert ran.code == code
    assert "1 older finding not shown" in ran.out
    assert ("2004-02-31" in ran.out, "2004-02-30" in ran.out) == (code == 1, False)


def diagnostic(**changed: Any) -> dict[str, Any]:
    place = {"start": {"line": 2, "column": 9}, "end": {"line": 2, "column": 21}}
    value = {
        "message": "2023-18-07 does not exist",
        "location": {"path": "claims/x.json", "range": place},
        "code": {"value": "impossible-day"},
        "suggestions": [{"range": place, "text": '"2023-07-18"'}],
    }
    return {**value, **changed}


CONTENT = '{\n  "at": "2023-18-07"\n}\n'
PATCH = '@@ -1,3 +1,3 @@ {\n {\n-  "at": "2023"\n+  "at": "2023-18-07"\n }\n'


def test_a_suggestion_gives_the_whole_line_anew(suggest: ModuleType) -> None:
    [found] = suggest.suggestions({"diagnostics": [diagnostic()]})
    assert suggest.comment(found, CONTENT) == {
        "path": "claims/x.json",
        "line": 2,
        "side": "RIGHT",
        "body": "**impossible-day**: 2023-18-07 does not exist\n\n"
        '```suggestion\n  "at": "2023-07-18"\n```\n\n<!-- claims-check -->',
    }


def test_a_message_cannot_mention_anybody_or_leave_its_block(suggest: ModuleType) -> None:
    hostile = diagnostic(message="@all see #1 [x](y) <img>\n## no", code={"value": "<b>"})
    hostile["suggestions"][0]["text"] = '"````\\n@all"'
    [found] = suggest.suggestions({"diagnostics": [hostile]})
    made = suggest.comment(found, CONTENT)
    assert made["body"] == (
        r"**claims-check**: &#64;all see &#35;1 \[x\](y) &lt;img&gt; &#35;&#35; no"
        '\n\n`````suggestion\n  "at": "````\\n@all"\n`````\n\n<!-- claims-check -->'
    )


@pytest.mark.parametrize(
    "report",
    [
        None,
        [],
        {},
        {"diagnostics": 7},
        {"diagnostics": [None, 7, {}]},
        {"diagnostics": [diagnostic(suggestions=[])]},
        {"diagnostics": [diagnostic(suggestions=[{"text": "x"}])]},
        {"diagnostics": [diagnostic(message=7)]},
        {"diagnostics": [diagnostic(location={"path": 7})]},
    ],
)
def test_a_report_of_another_shape_suggests_nothing(suggest: ModuleType, report: Any) -> None:
    assert suggest.suggestions(report) == []


@pytest.mark.parametrize("text", ["a\nb", "a\r```\r@all", "a\u2028b", "x" * 2001])
def test_a_change_that_is_no_single_short_line_is_passed_over(
    suggest: ModuleType, text: str
) -> None:
    [found] = suggest.suggestions({"diagnostics": [diagnostic()]})
    assert suggest.comment(found._replace(text=text), CONTENT) is None


@pytest.mark.parametrize("line", [0, -1, 9])
def test_a_line_that_the_file_does_not_have_is_passed_over(suggest: ModuleType, line: int) -> None:
    found = suggest.Suggestion("claims/x.json", line, 1, 2, "x", "m", "r")
    assert suggest.comment(found, CONTENT) is None


def test_only_lines_that_the_difference_shows_can_be_commented_on(suggest: ModuleType) -> None:
    assert suggest.lines_shown(PATCH) == {1, 2, 3}
    assert suggest.lines_shown("@@ -0,0 +7,2 @@\n+a\n+b\n\\ No newline at end of file") == {7, 8}
    assert suggest.lines_shown("") == set()


GH = """\
#!{python}
import json, os, sys
folder = os.path.dirname(os.path.abspath(__file__))
path = sys.argv[2]
answers = json.load(open(os.path.join(folder, "answers.json")))
if "--input" in sys.argv:
    open(os.path.join(folder, "posted.json"), "w").write(sys.stdin.read())
    print("{{}}")
else:
    answer = answers[path.partition("?")[0]]
    print(answer if isinstance(answer, str) else json.dumps(answer), end="")
"""


def post(folder: Path, report: Any, comments: list[Any], sha: str = "c0") -> tuple[Any, str]:
    """Run the script against a stand-in for GitHub; what it posts, and what it prints."""
    (folder / "gh").write_text(GH.format(python=sys.executable))
    (folder / "gh").chmod(0o755)
    answers = {
        "repos/o/r/pulls": [{"number": 7, "head": {"sha": sha}}],
        "repos/o/r/pulls/7/files": [[{"filename": "claims/x.json", "patch": PATCH}]],
        "repos/o/r/pulls/7/comments": [comments],
        "repos/o/r/contents/claims/x.json": CONTENT,
    }
    (folder / "answers.json").write_text(json.dumps(answers))
    (folder / "review.json").write_text(report if isinstance(report, str) else json.dumps(report))
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder / "review.json")],
        env={
            **os.environ,
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "REPOSITORY": "o/r",
            "HEAD": "c0",
            "HEAD_OWNER": "a&b",
            "HEAD_BRANCH": "fix/x y",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    posted = folder / "posted.json"
    return (json.loads(posted.read_text()) if posted.exists() else None), done.stdout


def test_suggestions_are_posted_as_one_review(tmp_path: Path) -> None:
    elsewhere = diagnostic(location={"path": "../../etc/passwd"})
    report = {"diagnostics": [diagnostic(), elsewhere]}
    posted, said = post(tmp_path, report, [])
    assert (posted["commit_id"], posted["event"]) == ("c0", "COMMENT")
    assert [each["path"] for each in posted["comments"]] == ["claims/x.json"]
    assert said == "suggestions posted on pull request 7: 1\n"


def test_what_has_been_said_is_not_said_again(tmp_path: Path) -> None:
    report = {"diagnostics": [diagnostic()]}
    first, _ = post(tmp_path, report, [])
    (tmp_path / "posted.json").unlink()
    assert post(tmp_path, report, first["comments"])[0] is None


@pytest.mark.parametrize(
    ("report", "sha", "said"),
    [
        ({"diagnostics": [diagnostic()]}, "c1", "has a newer commit"),
        ("no JSON", "c0", "the report is no JSON"),
        (" " * ((1 << 22) + 1), "c0", "too large"),
    ],
)
def test_nothing_is_posted_where_the_report_cannot_be_meant(
    tmp_path: Path, report: Any, sha: str, said: str
) -> None:
    posted, printed = post(tmp_path, report, [], sha)
    assert posted is None
    assert said in printed
