"""The baseline: a file of findings that are known and not held against anybody.

It is one JSON object: `baseline_version`, and `findings` by fingerprint, each with its rule, the
records of its conflict and, for one record, the pointer, so that a reader can tell what it is.  An
entry that no finding answers to any more is a finding itself, so that the file only ever shrinks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Set

from claims_check.findings import Finding, Severity, fingerprint, pointer_text
from claims_check.named_tuple import NamedTuple
from claims_check.positions import locate
from claims_check.rules import BY_NAME

VERSION = "1.0"
"""Its first number rises when what stands in the file changes its meaning."""
UNUSED = "unused-baseline-entry"

_ANEW = "write it anew with --write-baseline"


class BaselineError(ValueError):
    """A baseline that cannot be used; the message says why and what to do."""


class Known(NamedTuple):
    """A finding as the baseline has it."""

    rule: str
    records: tuple[str, ...]
    pointer: str


class Baseline(NamedTuple):
    """The known findings by fingerprint, and the text they stand in."""

    findings: dict[str, Known]
    text: str


def baseline_text(findings: Iterable[Finding]) -> str:
    """The text of a baseline of these findings; the same findings give the same bytes."""
    lines: dict[str, str] = {}
    for each in sorted(findings, key=lambda f: (f.rule, f.conflict, f.pointer)):
        entry: dict[str, object] = {"rule": each.rule, "records": each.conflict}
        if len(each.conflict) == 1:
            entry["pointer"] = each.pointer
        text = json.dumps(entry, ensure_ascii=False)
        lines[each.fingerprint] = f'    "{each.fingerprint}": {text}'  # one a line: they merge well
    inner = ",\n".join(lines.values())
    held = f"{{\n{inner}\n  }}" if inner else "{}"
    return f'{{\n  "baseline_version": "{VERSION}",\n  "findings": {held}\n}}\n'


def read_baseline(data: bytes) -> Baseline:
    """The baseline that a file holds.

    Raises BaselineError for one of another version, and for what is none.
    """
    try:
        text = data.decode()
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"it is no JSON ({error}); {_ANEW}") from error
    if not isinstance(value, dict) or not isinstance(value.get("findings"), dict):
        raise BaselineError(f"it is no baseline: an object with findings in it; {_ANEW}")
    version = value.get("baseline_version")
    if version != VERSION:
        raise BaselineError(
            f"it is a baseline of version {json.dumps(version)}, and this claims-check reads "
            f'"{VERSION}"; {_ANEW}'
        )
    known = {key: _known(key, entry) for key, entry in value["findings"].items()}
    return Baseline(known, text)


def _known(key: str, entry: object) -> Known:
    if isinstance(entry, dict):
        rule, records, pointer = (entry.get(k) for k in ("rule", "records", "pointer"))
        pointer = "" if pointer is None else pointer
        if (
            isinstance(rule, str)
            and isinstance(pointer, str)
            and isinstance(records, list)
            and records
            and all(isinstance(record, str) for record in records)
        ):
            known = Known(rule, tuple(records), pointer)
            if fingerprint(*known) == key:
                return known
            raise BaselineError(
                f"the fingerprint {key} is not that of its rule {rule} and its records "
                f"{', '.join(records)}: one of them was edited by hand; {_ANEW}"
            )
    raise BaselineError(f"the entry {key} has no rule and records; {_ANEW}")


def unused(
    baseline: Baseline, file: str, judged: Set[str], present: Set[str], severity: Severity
) -> Iterator[Finding]:
    """A finding for each entry that no finding answers to, of rules that ran or are no more.

    `file` is the name of the baseline in reports, `judged` the rules that ran, `present` the
    fingerprints of what they found.
    """
    stale = {
        key: known
        for key, known in baseline.findings.items()
        if key not in present and (known.rule in judged or known.rule not in BY_NAME)
    }
    if not stale:
        return
    positions = locate(baseline.text)
    for key, known in stale.items():
        at = ("findings", key)
        yield Finding(
            UNUSED,
            severity,
            "definite",
            f"there is no finding of {known.rule} on {', '.join(known.records)} any more; remove "
            f"this entry, or write the baseline anew: claims-check check --baseline {file} "
            "--write-baseline",
            file,
            positions.key(at),
            pointer_text(at),
            known.records[0],
            known.records[:1],  # so that the pointer tells two entries on the same records apart
            None,
            (),
            None,
        )
