"""The files made from code and records: schemas, core schema, pages on rules, kinds and findings.

`python -m claims_check.generate` writes them; a test compares them with fresh ones.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

from claims_check.check import check_corpus
from claims_check.cli.shapes import Field, object_manual
from claims_check.corpus.corpus import Corpus, open_corpus
from claims_check.export.schema import export_schema_files
from claims_check.records.casting import ALLOWED
from claims_check.records.compiling import core_text
from claims_check.records.publish import schema_files
from claims_check.records.shapes import kinds
from claims_check.report import written
from claims_check.report.document import document_page
from claims_check.report.look import Look
from claims_check.report.schema import report_schema_text
from claims_check.rules import RULES
from claims_check.timeline.points import RELATIONS, subject_key

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = "aitoearn-2025-unbalanced-utopia"
"""The document that the first corpus is about."""

FAMILIES = {
    "states": "A state lasts: it has a begin and an end.",
    "events": "An event happens on one day.",
    "relations": "A relation has no date of its own: it says how two things stand together.",
}
"""The families of kinds, each with what its kinds have in common."""


def catalogue_text() -> str:
    """The page that lists all rules with their manuals."""
    lines = [
        "# The rules",
        "",
        "<!-- Made by `python -m claims_check.generate` from the rules themselves. -->",
        "",
        f"{len(RULES)} rules, each named for the defect that it finds.",
        "`claims-check explain NAME` prints the same manual.",
        "The examples are the rules' tests: each runs through the whole rulebook, and gives",
        "exactly the finding that it states, or none.",
        "They are of [kinds of propositions](kinds.md) that have a page of their own.",
        "",
        "| rule | severity | finds |",
        "| --- | --- | --- |",
        *(f"| [{r.name}](#{r.name}) | {r.severity} | {r.summary} |" for r in RULES),
    ]
    for rule in RULES:
        summary, _, rest = rule.manual.partition("\n")
        lines += ["", f"## {rule.name}", "", f"{summary} *({rule.severity})*", ""]
        lines += _manual(rest)
    return "\n".join(lines).rstrip() + "\n"


def _manual(text: str) -> list[str]:
    """The rest of a manual: prose as it stands, examples as blocks of code."""
    lines: list[str] = []
    block = False
    # From Python 3.13 on the compiler takes a docstring's indentation away itself.
    for line in (raw.rstrip() for raw in dedent(text.strip("\n")).splitlines()):
        indented = line.startswith("    ")
        if indented and not block:
            lines += ["", "```text"]
        elif block and not indented:
            lines += ["```", ""] if line else ["```"]
        block = indented
        lines.append(line.removeprefix("    ") if indented else line)
    return [*lines, "```"] if block else lines


def kinds_text() -> str:
    """The page that lists all kinds of propositions with their fields and points."""
    lines = [
        "# The kinds of propositions",
        "",
        "<!-- Made by `python -m claims_check.generate` from the schemas and the timeline. -->",
        "",
        "A proposition is the claim in machine form: its kind, and the fields of that kind.",
        "`claims-check explain KIND` prints the fields of one, with a record that shows it.",
        "Fields with `*` have to be there; what is not known is left out.",
        "Behind `entity id` stand the kinds of entities that can be meant, where not all can.",
        "",
        f"{len(kinds())} kinds, in three families.",
        "A *point* is a begin, an end or a day.",
        "Where several claims speak of one fact, its points are shared: days that do not meet are",
        "[a contradiction](chronology.md). Else they are the claim's own.",
        "",
        "| kind | says |",
        "| --- | --- |",
        *(f"| [{kind}](#{kind}) | {_said(kind)[0]} |" for kind in kinds()),
    ]
    for family, meaning in FAMILIES.items():
        members = [kind for kind in kinds() if _family(kind) == family]
        common = [f for f in _fields(members[0]) if all(f in _fields(kind) for kind in members)]
        lines += ["", f"## {family.capitalize()}", "", meaning]
        if common:
            lines += [f"All {family} have these fields:", "", *_table(common)]
        for kind in members:
            summary, rest = _said(kind)
            lines += ["", f"### {kind}", "", summary, *filter(None, [rest, _points(kind)]), ""]
            lines += _table([field for field in _fields(kind) if field not in common], kind)
    return "\n".join(lines) + "\n"


def _said(kind: str) -> tuple[str, str]:
    """What a kind says, and what else there is to know of it, but for its family."""
    found = object_manual(kind)
    assert found is not None
    return found.summary, found.text.rpartition("\n")[0]


def _fields(kind: str) -> list[Field]:
    found = object_manual(kind)
    assert found is not None
    return [field for field in found.fields if field.name != "kind"]


def _family(kind: str) -> str:
    names = {field.name for field in _fields(kind)}
    return "relations" if kind in RELATIONS else "states" if "end" in names else "events"


def _table(fields: list[Field], kind: str = "") -> list[str]:
    rows = []
    for field in fields:
        words = ", ".join(f"`{word}`" for word in field.value.split(" | "))
        value = words if " | " in field.value or field.value == "true" else field.value
        if entities := ALLOWED.get((kind, field.name)):
            value += f" ({', '.join(sorted(entities))})"
        rows.append(f"| `{field.name}`{'*' * field.required} | {value} | {field.meaning} |")
    return ["| field | is | means |", "| --- | --- | --- |", *rows]


def _points(kind: str) -> str:
    """Whose the points of a kind are, as the timeline has it."""
    if kind in RELATIONS:
        return ""
    points = "Its begin and end are" if _family(kind) == "states" else "Its day is"
    fields = _fields(kind)
    given: dict[str, Any] = {field.name: field.name for field in fields}
    given |= {field.name: [field.name] for field in fields if field.value.startswith("list")}
    same = _same(kind, given)
    if not same:
        return f"{points} the claim's own."
    told = []
    for name in same:
        instead = [other for other in _same(kind, {**given, name: None}) if other not in same]
        told.append(f"`{name}`" + "".join(f" (without one, `{other}`)" for other in instead))
    text = f"{points} shared by all claims with the same {', '.join(told)}"
    for field in fields:
        for word in field.value.split(" | "):
            more = [n for n in _same(kind, {**given, field.name: word}) if n not in same]
            text += "".join(f"; of `{word}` also the same `{name}`" for name in more)
    return f"{text}."


def _same(kind: str, given: dict[str, Any]) -> list[str]:
    """The fields in which claims on one fact agree; `given` has for each its own name."""
    about = subject_key("", SimpleNamespace(kind=kind, **given))  # type: ignore[arg-type]
    return [name for name in about[1:] if name in given]


def generated_files() -> dict[Path, str]:
    """Path to text of every generated file."""
    files = {ROOT / "schemas" / name: text for name, text in schema_files().items()}
    files.update((ROOT / "schemas" / name, text) for name, text in export_schema_files().items())
    files[ROOT / "schemas" / "report.schema.json"] = report_schema_text()
    files[ROOT / "checker" / "claims_check" / "records" / "core.py"] = core_text()
    files[ROOT / "checker" / "docs" / "rules.md"] = catalogue_text()
    files[ROOT / "checker" / "docs" / "kinds.md"] = kinds_text()
    corpus = open_corpus(str(ROOT / "claims"))
    files[ROOT / "claims" / "FINDINGS.md"] = document_page(corpus, DOCUMENT)
    files[ROOT / "README.md"] = readme_text(corpus)
    return files


def readme_text(corpus: Corpus) -> str:
    """The front page as it stands, with what a run on the corpus prints today."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    before, block, rest = page.partition("```text\n")
    _, fence, after = rest.partition("```")
    printed = written("full", check_corpus(corpus, RULES).report, Look())
    return f"{before}{block}{printed}{fence}{after}"


def main() -> None:
    """Write all of them."""
    for path, text in generated_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
