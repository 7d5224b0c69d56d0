"""How a report is written: one module an output format, and what they share.

`look` is how a report is shown, `words` what the formats for people say alike; `full` and `concise`
are for people.  `json_report` and `jsonl` are for programs, and `schema` makes the schema that they
keep; `sarif` and `junit` keep the standards of others; `github`, `gitlab` and `rdjson` follow their
platforms.  `replacements` are fixes as text, `fingerprints` what tells two findings apart.
`difference` says what a change means.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.findings import Report
    from claims_check.report.look import Look

FORMATS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson")
"""The formats by their names; `full` is the one a person wants who asks for none."""


def written(form: str, report: Report, look: Look) -> str:
    """The whole text of a report in one of the FORMATS, the last line ended."""
    module = import_module(f"claims_check.report.{'json_report' if form == 'json' else form}")
    text: str = module.render(report, look)
    return text
