"""Posts the suggestions of an rdjson report as a review of the pull request that it was made for.

    suggest.py REPORT

The report was made by a stranger's pull request, so nothing in it is believed: which pull request
it belongs to is asked of GitHub, by the commit and branch that GitHub itself names in HEAD,
HEAD_OWNER and HEAD_BRANCH; only files that this pull request changes can be commented on, at lines
that its difference shows; texts are cut short and cannot mention anybody or leave their block.  All
that a suggestion can do is to wait for somebody to press a button.
Needs `gh` with GH_TOKEN and REPOSITORY; only the standard library otherwise.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

MOST_BYTES = 1 << 22
"""A larger report is no report of ours."""

MOST_LOOKED_AT = 200
"""Suggestions that are looked at, so that no report can make us ask GitHub without end."""

MOST_COMMENTS = 20
"""Comments of one review; more would bury the people who read them."""

MOST_CHARACTERS = 2000
"""Characters of a message or of a changed line."""

MARK = "<!-- claims-check -->"
"""Stands in every comment, so that the next run knows what has been said."""


class Suggestion(NamedTuple):
    """New text for a stretch of one line; columns count bytes of UTF-8, from 1."""

    path: str
    line: int
    start: int
    end: int
    text: str
    message: str
    rule: str


def suggestions(report: Any) -> list[Suggestion]:
    """Those of the report that change one stretch of one line; other shapes are passed over."""
    found = []
    diagnostics = report.get("diagnostics") if isinstance(report, dict) else None
    for diagnostic in diagnostics if isinstance(diagnostics, list) else ():
        try:
            [suggestion] = diagnostic["suggestions"]
            first, last = suggestion["range"]["start"], suggestion["range"]["end"]
            made = Suggestion(
                diagnostic["location"]["path"],
                first["line"],
                first["column"],
                last["column"],
                suggestion["text"],
                diagnostic["message"],
                diagnostic["code"]["value"],
            )
            fits = first["line"] == last["line"] and 1 <= made.start <= made.end
        except (KeyError, TypeError, ValueError):
            continue
        texts = (made.path, made.text, made.message, made.rule)
        if fits and all(isinstance(text, str) for text in texts):
            found.append(made)
    return found


def lines_shown(patch: str) -> set[int]:
    """The lines of the new file that a difference shows, which alone can be commented on."""
    shown: set[int] = set()
    number = 0
    for line in patch.split("\n"):
        hunk = re.match(r"@@ -\d+(?:,\d+)? \+(\d+)", line)
        if hunk:
            number = int(hunk[1])
        elif line[:1] in ("+", " "):
            shown.add(number)
            number += 1
    return shown


def comment(suggestion: Suggestion, content: str) -> dict[str, Any] | None:
    """The comment of a suggestion on the text of its file; None where it changes nothing there."""
    lines = content.split("\n")
    if not 1 <= suggestion.line <= len(lines):
        return None
    old = lines[suggestion.line - 1].encode()
    new = old[: suggestion.start - 1] + suggestion.text.encode() + old[suggestion.end - 1 :]
    text = new.decode("utf-8", "replace")
    text = text.removesuffix("\r")
    if new == old or len(text) > MOST_CHARACTERS or not text.replace("\t", " ").isprintable():
        return None  # a lone carriage return too would end the line, and the block with it
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    rule = suggestion.rule if re.fullmatch("[a-z0-9-]{1,80}", suggestion.rule) else "claims-check"
    body = (
        f"**{rule}**: {plain(suggestion.message)}\n\n{fence}suggestion\n{text}\n{fence}\n\n{MARK}"
    )
    return {"path": suggestion.path, "line": suggestion.line, "side": "RIGHT", "body": body}


def plain(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would read as a command."""
    line = " ".join(text[:MOST_CHARACTERS].split())
    escaped = re.sub(r"([\\`*_\[\]{}|~#!])", r"\\\1", line)
    for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("@", "&#64;")):
        escaped = escaped.replace(mark, entity)
    return escaped.replace("\\#", "&#35;")  # #1 would link to an issue


def ask(path: str, *options: str, given: str | None = None) -> str:
    """What GitHub answers; raises CalledProcessError where it refuses."""
    command = ["gh", "api", path, *options]
    return subprocess.run(
        command, input=given, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def pages(path: str) -> list[Any]:
    """All items of a list of GitHub's."""
    return [item for page in json.loads(ask(path, "--paginate", "--slurp")) for item in page]


def main(report_file: str) -> int:
    """Post what is new; gives the exit code."""
    repository = f"repos/{os.environ['REPOSITORY']}"
    head = os.environ["HEAD"]
    if os.path.getsize(report_file) > MOST_BYTES:
        print("the report is too large to be one of claims-check; nothing is posted")
        return 0
    try:
        with open(report_file, encoding="utf-8") as file:
            wanted = suggestions(json.load(file))
    except (ValueError, RecursionError):
        print("the report is no JSON; nothing is posted")
        return 0
    branch = urlencode({"head": f"{os.environ['HEAD_OWNER']}:{os.environ['HEAD_BRANCH']}"})
    pulls = json.loads(ask(f"{repository}/pulls?state=open&{branch}"))
    pull = next((each for each in pulls if each["head"]["sha"] == head), None)
    if pull is None:
        print("the pull request has gone or has a newer commit; nothing is posted")
        return 0
    number = pull["number"]
    patches = {
        f["filename"]: f.get("patch", "") for f in pages(f"{repository}/pulls/{number}/files")
    }
    said = {
        (each["path"], each["body"])
        for each in pages(f"{repository}/pulls/{number}/comments")
        if MARK in each["body"]
    }
    comments: list[dict[str, Any]] = []
    contents: dict[str, str] = {}
    for suggestion in wanted[:MOST_LOOKED_AT]:
        path = suggestion.path
        if suggestion.line not in lines_shown(patches.get(path, "")):
            continue
        if path not in contents:
            address = f"{repository}/contents/{quote(path)}?ref={head}"
            contents[path] = ask(address, "--header", "Accept: application/vnd.github.raw+json")
        made = comment(suggestion, contents[path])
        if made is not None and (made["path"], made["body"]) not in said:
            comments.append(made)
            said.add((made["path"], made["body"]))
        if len(comments) == MOST_COMMENTS:
            break
    if comments:
        review = {"commit_id": head, "event": "COMMENT", "comments": comments}
        ask(f"{repository}/pulls/{number}/reviews", "--input", "-", given=json.dumps(review))
    print(f"suggestions posted on pull request {number}: {len(comments)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
