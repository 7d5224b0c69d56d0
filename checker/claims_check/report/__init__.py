"""How a report is written: one module an output format, and what they share.

`look` is how a report is shown, `words` what the formats for people say alike; `full` and `concise`
are for people, `json_report` for programs, and `schema` makes the schema that it keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_check.findings import Report
    from claims_check.report.look import Look

FORMATS = ("full", "concise", "json")
"""The formats by their names; `full` is the one a person wants who asks for none."""


def written(form: str, report: Report, look: Look) -> str:
    """The whole text of a report in one of the FORMATS, the last line ended."""
    if form == "json":
        from claims_check.report.json_report import render
    elif form == "concise":
        from claims_check.report.concise import render
    else:
        from claims_check.report.full import render
    return render(report, look)
