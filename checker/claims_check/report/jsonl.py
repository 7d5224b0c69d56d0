"""The report as JSON Lines: one finding a line, for streams, `grep` and `jq`.

Each line is what `findings` of the JSON report holds (`report.schema.json`, `#/$defs/finding`); a
clean corpus gives no line.
"""

from __future__ import annotations

import json

from claims_check.findings import Report
from claims_check.report.json_report import finding_object
from claims_check.report.look import Look


def render(report: Report, look: Look) -> str:
    """One JSON object a finding, without blanks between its parts; notes are among them."""
    return "".join(
        json.dumps(finding_object(finding), ensure_ascii=False, separators=(",", ":")) + "\n"
        for finding in report.findings
    )
