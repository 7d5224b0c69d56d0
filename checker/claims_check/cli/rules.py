"""`rules`: the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_check.cli import CLEAN, console
from claims_check.rules import RULES

if TYPE_CHECKING:
    from argparse import Namespace


def run(options: Namespace) -> int:
    """Print all rules in the order of the catalogue."""
    if options.format == "json":
        import json

        rules = [
            {
                "rule": rule.name,
                "severity": rule.severity,
                "sorts": list(rule.sorts),
                "summary": rule.summary,
            }
            for rule in RULES
        ]
        console.write(json.dumps({"rules": rules}, indent=2, ensure_ascii=False) + "\n")
    else:
        broad = max(len(rule.name) for rule in RULES)
        lines = [f"{rule.severity:<7}  {rule.name:<{broad}}  {rule.summary}\n" for rule in RULES]
        console.write("".join(lines))
    return CLEAN
