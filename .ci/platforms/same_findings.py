"""Whether every format says what the JSON report says: same_findings.py FOLDER CLIMATE.

FOLDER has the reports as `report.FORMAT`; CLIMATE is what sarif-tools makes of the SARIF log.
"""

import json
import sys
from pathlib import Path
from urllib.parse import unquote

import junitparser
from sarif_pydantic import Sarif

folder, climate = Path(sys.argv[1]), Path(sys.argv[2])


def read(form: str) -> str:
    """The report of one format."""
    return (folder / f"report.{form}").read_text("utf-8")


findings = json.loads(read("json"))["findings"]
wanted = sorted((f["rule"], f["file"], f["line"]) for f in findings)
assert [json.loads(line) for line in read("jsonl").splitlines()] == findings

issues = json.loads(read("gitlab"))
places = [(i["check_name"], i["location"]["path"], i["location"]["lines"]["begin"]) for i in issues]
assert sorted(places) == wanted
assert len({issue["fingerprint"] for issue in issues}) == len(findings)
severities = {"error": "major", "warning": "minor", "note": "info"}
assert [i["severity"] for i in issues] == [severities[f["severity"]] for f in findings]
theirs = json.loads(climate.read_text("utf-8"))
places = [
    (i["check_name"], unquote(i["location"]["path"]), i["location"]["lines"]["begin"])
    for i in theirs
]
assert sorted(places) == wanted
assert all(set(theirs[0]) >= set(issue) for issue in issues)

run = Sarif.model_validate(json.loads(read("sarif"))).runs[0]
rules = run.tool.driver.rules
assert rules is not None
assert run.results is not None
assert all(rules[r.rule_index or 0].id == r.rule_id for r in run.results)
assert len(run.results) == len(findings)

suites = junitparser.JUnitXml.fromfile(str(folder / "report.junit"))
assert suites.tests == len(findings)
assert suites.failures == sum(finding["severity"] != "note" for finding in findings)
assert [suite.name for suite in suites] == list(dict.fromkeys(f["file"] for f in findings))
print(f"  {len(findings)} findings, the same in every format")
