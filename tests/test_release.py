"""What is released names the versions that it is, and carries its types."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

import claims_check
from claims_check import rules
from claims_check.generate import ROOT


def test_the_citation_names_the_versions_of_checker_and_corpus() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    corpus = json.loads((ROOT / "claims" / "corpus.json").read_text("utf-8"))
    assert re.findall(r"^ *version: (.*)$", citation, re.MULTILINE) == [
        claims_check.VERSION,
        corpus["version"],
    ]
    assert re.findall(r"^ *license: (.*)$", citation, re.MULTILINE) == [
        "Apache-2.0",
        corpus["licence"],
    ]


def test_a_new_rule_is_no_error_in_the_version_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(rules.BROUGHT, "0.7", ("name-gap", "impossible-day", "unused-record"))
    declared = {rule.name: rule.severity for rule in rules.RULES}
    assert declared["impossible-day"] == "error"
    for version, expected in (("0.6.9", "error"), ("0.7.0", "warning"), ("0.8.0", "error")):
        severities = {rule.name: rule.severity for rule in rules.as_in(version, rules.RULES)}
        assert severities == {**declared, "impossible-day": expected}
        assert rules.BY_NAME["impossible-day"].severity == "error"  # nothing else is touched


def test_a_minor_version_says_which_rules_it_brought_and_the_changelog_names_them() -> None:
    major, minor, _ = claims_check.VERSION.split(".")
    assert f"{major}.{minor}" == "0.1" or f"{major}.{minor}" in rules.BROUGHT
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    for names in rules.BROUGHT.values():
        for name in names:
            assert name in rules.BY_NAME
            assert f"`{name}`" in changelog


def test_the_package_says_that_it_is_typed() -> None:
    assert files("claims_check").joinpath("py.typed").is_file()
