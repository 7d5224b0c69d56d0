"""What is released names the versions that it is, and carries its types."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import claims_check
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


def test_the_package_says_that_it_is_typed() -> None:
    assert files("claims_check").joinpath("py.typed").is_file()
