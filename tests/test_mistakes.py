"""Each mistake of the page on beginners' mistakes gives the one finding that stands there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from claims_check.generate import ROOT
from tests.command import Ran, run
from tests.test_contributing import NEW, TODAY, commands, without_the_example

PAGE = (ROOT / "checker" / "docs" / "mistakes.md").read_text("utf-8")
RIGHT = "llama-1/redpajama-announced.json"
ENTITY = """\
{
  "$schema": "../../schemas/entity.schema.json",
  "id": "redpajama",
  "kind": "product",
  "name": "RedPajama"
}
"""
"""The one that is made with it."""


class Mistake(NamedTuple):
    """One mistake of the page: the file it is made in, the lines it changes, and what is printed."""

    title: str
    file: str
    changed: str
    finding: str


def mistakes() -> list[Mistake]:
    found = []
    for section in PAGE.split("\n## ")[2:]:
        title = section.partition("\n")[0]
        file = re.search(r"In `claims/(\S+)`", section)
        changed = re.search(r"```diff\n(.*?)```", section, re.DOTALL)
        finding = re.search(r"```text\n(.*?)```", section, re.DOTALL)
        assert file is not None, title
        assert finding is not None, title
        found.append(Mistake(title, file[1], changed[1] if changed else "", finding[1]))
    return found


def right_text() -> str:
    match = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert match is not None
    return match[1]


def lines_of(changed: str, mark: str) -> str:
    """The lines of a difference that are on one of its two sides."""
    return "".join(f"{line[1:]}\n" for line in changed.splitlines() if line[:1] in (mark, " "))


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the corpus, for all tests here: each takes away what it has put there."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "claims", folder / "claims")
    without_the_example(folder)
    (folder / ".git").mkdir()
    return folder


def checked(clone: Path, records: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Ran:
    """Check the corpus with these records."""
    monkeypatch.chdir(clone)
    texts = {clone / "claims" / name: text for name, text in records.items()}
    entity = clone / "claims" / "entities" / "redpajama.json"
    try:
        for path, text in {entity: ENTITY, **texts}.items():
            path.write_text(text, "utf-8")
        return run("check")
    finally:
        for path in (entity, *texts):
            path.unlink()


def test_the_page_has_the_ten_mistakes() -> None:
    titles = [mistake.title for mistake in mistakes()]
    assert len(titles) == 10
    assert [title.partition(".")[0] for title in titles] == [str(n) for n in range(1, 11)]


def test_the_record_without_a_mistake_is_what_the_guide_writes(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [guide] = [command for command in commands() if command.startswith(f"{NEW} ")]
    monkeypatch.chdir(clone)
    entity, claim = (clone / "claims" / name for name in ("entities/redpajama.json", RIGHT))
    try:
        ran = run(*shlex.split(guide)[1:], "--checked", TODAY)
        assert (ran.code, ran.err) == (0, "")
        assert claim.read_text("utf-8") == right_text()
        assert entity.read_text("utf-8") == ENTITY
    finally:
        for path in (entity, claim):
            path.unlink(missing_ok=True)


def test_the_record_without_a_mistake_is_clean(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = checked(clone, {RIGHT: right_text()}, monkeypatch)
    assert (ran.code, ran.out.partition(":")[0]) == (0, "clean")


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda mistake: mistake.title)
def test_a_mistake_gives_the_one_finding_that_the_page_shows(
    mistake: Mistake, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, cure = lines_of(mistake.changed, "-"), lines_of(mistake.changed, "+")
    text = right_text()
    assert text.count(cure) >= 1, "what the page mends is the record at its head"
    records = {mistake.file: text.replace(cure, wrong, 1) if cure else text}
    if "beside the record above" in PAGE.partition(mistake.title)[2].partition("\n## ")[0]:
        records[RIGHT] = text
    ran = checked(clone, records, monkeypatch)
    finding, _, summary = ran.out.rpartition("\n\n")
    assert f"{finding}\n" == mistake.finding
    assert re.match(r"1 (error|warning) in ", summary)
    assert "\n\n" not in finding
