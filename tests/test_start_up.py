"""What a clean run imports: by names, which no busy machine changes."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.command import environment
from tests.examples import write_corpus

CLEAN = """
claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
"""

LATER = """\
import sys, time
before = set(sys.modules)
now = time.time_ns
time.time_ns = lambda: now() + 10**10  # files that were just written prove nothing
from claims_check.cli import main
code = main(sys.argv[1:])
sys.stderr.write(" ".join([str(code), *sorted(set(sys.modules) - before)]))
"""
"""A run ten seconds later, and the modules that it has loaded by its end."""

NEVER = {
    *("argparse", "gettext", "locale", "shutil", "textwrap", "difflib", "hashlib"),
    *("typing", "tomllib", "subprocess", "multiprocessing", "pydantic", "dataclasses", "pathlib"),
    *("claims_check.cli.parser", "claims_check.cli.commands", "claims_check.cli.earlier"),
    "claims_check.cli.progress",
    *("claims_check.text", "claims_check.syntax", "claims_check.positions"),
    *("claims_check.suggestion", "claims_check.suspicion", "claims_check.records.spelling"),
}
"""What no clean run of a small corpus has any use for, however it comes by its report."""

ONLY_FOR_MISTAKES = {
    *("unicodedata", "bisect", "pickle", "signal", "pydantic_core"),
    *("claims_check.records.misfits", "claims_check.records.forms"),
    *("claims_check.dates.refusals", "claims_check.dates.spellings"),
    *("claims_check.network.circles", "claims_check.network.contradictions"),
    *("claims_check.network.search", "claims_check.network.owner_sets"),
    *("claims_check.placing", "claims_check.timeline.explanation"),
}

ENOUGH_FOR_A_KEPT_REPORT = {
    *("claims_check", "claims_check.cli", "claims_check.cli.console", "claims_check.cli.ci"),
    *("claims_check.cli.check", "claims_check.cli.check_line", "claims_check.cli.target"),
    *("claims_check.cli.configuration", "claims_check.corpus", "claims_check.corpus.tree"),
    *("claims_check.cache", "claims_check.cache.folder", "claims_check.cache.key"),
    *("claims_check.cache.reports", "claims_check.cache.told", "claims_check.cache.tree"),
    *("claims_check.findings", "claims_check.named_tuple"),
    *("claims_check.report", "claims_check.report.full", "claims_check.report.look"),
    *("claims_check.report.words", "claims_check.workers"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus in which nothing is wrong."""
    made = tmp_path_factory.mktemp("start-up")
    write_corpus(made / "claims", CLEAN.strip())
    return made


def loaded(*arguments: str, cwd: Path, code: str = LATER) -> set[str]:
    """The modules that a clean run loads beside those of a bare start."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env=environment({"XDG_CACHE_HOME": str(cwd / "caches")}),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    exit_code, *modules = done.stderr.split()
    assert exit_code == "0", done.stdout
    return set(modules)


def ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith("claims_check")}


def test_a_clean_corpus_is_checked_without_what_mistakes_need(folder: Path) -> None:
    modules = loaded("check", "--no-cache", cwd=folder)
    assert modules & (NEVER | ONLY_FOR_MISTAKES) == set()
    assert not any(name.startswith("claims_check.cache") for name in modules)
    assert {"claims_check.rules", "claims_check.records.light"} <= modules


def test_what_is_kept_for_the_next_time_needs_little_more(tmp_path: Path) -> None:
    write_corpus(tmp_path / "claims", CLEAN.strip())
    modules = loaded("check", cwd=tmp_path)
    assert modules & (NEVER | ONLY_FOR_MISTAKES) == set()
    assert {"claims_check.cache.records", "blake3"} <= modules


def test_many_records_are_worth_the_import_of_pydantic_core(folder: Path) -> None:
    code = LATER.replace(
        "\ncode = ", "\nfrom claims_check.records import plain\nplain.LIGHT = 1\ncode = "
    )
    modules = loaded("check", "--no-cache", cwd=folder, code=code)
    assert "pydantic_core" in modules
    assert "claims_check.records.light" not in modules


def test_a_kept_report_is_shown_without_rules_and_without_pydantic(folder: Path) -> None:
    loaded("check", cwd=folder)
    modules = loaded("check", cwd=folder)
    assert modules & NEVER == set()
    assert ours(modules) == ENOUGH_FOR_A_KEPT_REPORT
    assert not any(name.startswith("pydantic") for name in modules)
    assert "signal" not in modules  # which makes an enumeration of all signals


def test_nothing_is_loaded_before_the_collector_of_circles_is_told_to_rest() -> None:
    code = (
        "import sys; bare = set(sys.modules); import claims_check.cli; "
        "print(*sorted(set(sys.modules) - bare))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=environment({}), capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["__future__", "claims_check", "claims_check.cli"]


def test_every_module_that_is_told_to_stay_away_is_there_to_come() -> None:
    known = NEVER | ONLY_FOR_MISTAKES | ENOUGH_FOR_A_KEPT_REPORT
    assert [name for name in sorted(known) if find_spec(name) is None] == []


def test_a_record_that_is_clean_but_not_plain_needs_no_pydantic_core(tmp_path: Path) -> None:
    quoted = CLEAN.strip() + r' {"statement": "The weights of \"Lynx\" are out."}'
    write_corpus(tmp_path / "claims", quoted)
    modules = loaded("check", "--no-cache", cwd=tmp_path)
    assert "claims_check.text" in modules
    assert "pydantic_core" not in modules


def test_no_named_tuple_compiles_an_annotation(folder: Path) -> None:
    # The first that is compiled makes Python build the types of its syntax trees besides.
    code = (
        "import builtins, sys\n"
        "plain = builtins.compile\n"
        "def compile(source, *more, **others):\n"
        "    if isinstance(source, str):\n"  # a module is compiled of bytes
        "        sys.modules[f'compiled:{source}'] = None\n"
        "    return plain(source, *more, **others)\n"
        "builtins.compile = compile\n" + LATER
    )
    for options in (["--no-cache"], []):
        modules = loaded("check", *options, "--as-of", "2031-01-01", cwd=folder, code=code)
        assert [name for name in sorted(modules) if name.startswith("compiled:")] == []
