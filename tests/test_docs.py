"""The pages lead where they say, and the one on kinds is as the timeline has it."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from claims_check.generate import ROOT
from claims_check.records.shapes import kinds
from claims_check.timeline.points import RELATIONS, subject_key
from tests.command import run
from tests.examples import write_corpus
from tests.records import EVERY_KIND

DOCS = ROOT / "checker" / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *(ROOT / "claims").glob("*.md")])
FORM = ROOT / ".github" / "ISSUE_TEMPLATE" / "new-claim.yml"
FROM_FORM = "../blob/HEAD/"
"""The way from the page on which GitHub shows a form to the files of the repository."""


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def links(page: Path) -> list[str]:
    found = re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text("utf-8")))
    return [link for link in found if not re.match("<?[a-z]+:", link)]


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def test_the_links_of_the_form_lead_to_pages() -> None:
    found = re.findall(r"\]\(([^)]+)\)", FORM.read_text("utf-8"))
    assert found
    for link in found:
        assert link.startswith(FROM_FORM), link
        assert (ROOT / link.removeprefix(FROM_FORM)).is_file(), link


def test_the_front_page_leads_to_every_page() -> None:
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in links(ROOT / "README.md")}
    assert set(DOCS.glob("*.md")) - linked == set()


def section(kind: str) -> str:
    page = (DOCS / "kinds.md").read_text("utf-8")
    return re.split(r"\n##", page.partition(f"\n### {kind}\n")[2])[0]


def about(proposition: dict[str, Any]) -> tuple[str, ...]:
    return subject_key("x", SimpleNamespace(**proposition))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind not in RELATIONS])
def test_points_are_shared_by_claims_that_agree_in_the_fields_that_the_page_names(
    kind: str,
) -> None:
    told = re.search(r"^Its .*$", section(kind), re.MULTILINE)
    assert told is not None
    always = re.sub(r" \(.*?\)|;.*", "", told[0])
    named = set(re.findall(r"`(\w+)`", always))
    assert bool(named) != told[0].endswith("the claim's own.")
    proposition = EVERY_KIND[kind]["proposition"]
    for name in set(proposition) - {"kind"}:
        other = ["puma"] if isinstance(proposition[name], list) else "other"
        moved = about({**proposition, name: other}) != about(proposition)
        assert moved == (name in named), name


def test_points_that_are_shared_in_two_ways_are_told_with_both() -> None:
    assert "`office` (without one, `title`)" in section("role")
    assert "; of `absorption` also the same `objects`." in section("succeeded")


@pytest.mark.parametrize("kind", kinds())
def test_every_field_of_a_kind_is_on_the_page(kind: str) -> None:
    page = (DOCS / "kinds.md").read_text("utf-8")
    family = page.partition(f"\n### {kind}\n")[0].rpartition("\n## ")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| `(\w+)`", family + section(kind), re.MULTILINE)
    assert {"kind", *rows} == set(EVERY_KIND[kind]["proposition"])


def test_the_table_of_points_names_every_kind_of_fact() -> None:
    table = (DOCS / "chronology.md").read_text("utf-8").partition("| point |")[2]
    table = table.partition("\n\n")[0]
    shared = {kind for kind in kinds() if "shared by all claims" in section(kind)}
    assert shared | RELATIONS == set(re.findall(r"`([a-z-]+)`", table)) - {"withdrawn"}


def test_the_settings_of_the_page_on_stability_are_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (DOCS / "stability.md").read_text("utf-8")
    settings = page.partition("```toml\n")[2].partition("```")[0]
    write_corpus(tmp_path / "claims", "claim x {}")
    (tmp_path / "claims-check.toml").write_text(settings, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("check").code == 0
    (tmp_path / "claims-check.toml").write_text(settings.replace("<0.2", "<0.1"), "utf-8")
    assert run("check").code == 2
