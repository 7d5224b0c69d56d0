"""The files made from code and records: schemas, core schema, rule catalogue, findings page.

`python -m claims_check.generate` writes them; a test compares them with fresh ones.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from claims_check.check import check_corpus
from claims_check.corpus.corpus import Corpus, open_corpus
from claims_check.export.schema import export_schema_files
from claims_check.records.compiling import core_text
from claims_check.records.publish import schema_files
from claims_check.report import written
from claims_check.report.document import document_page
from claims_check.report.look import Look
from claims_check.report.schema import report_schema_text
from claims_check.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = "aitoearn-2025-unbalanced-utopia"
"""The document that the first corpus is about."""


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


def generated_files() -> dict[Path, str]:
    """Path to text of every generated file."""
    files = {ROOT / "schemas" / name: text for name, text in schema_files().items()}
    files.update((ROOT / "schemas" / name, text) for name, text in export_schema_files().items())
    files[ROOT / "schemas" / "report.schema.json"] = report_schema_text()
    files[ROOT / "checker" / "claims_check" / "records" / "core.py"] = core_text()
    files[ROOT / "checker" / "docs" / "rules.md"] = catalogue_text()
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
