"""What depends on the process: imports, environment, pipes and terminals."""

from __future__ import annotations

import fcntl
import os
import pty
import shutil
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from claims_check import VERSION
from tests.command import environment, run, run_alone
from tests.examples import write_corpus

BROKEN = """
claim x {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-07-18"}
claim y {"kind": "released", "subject": "lynx", "stage": "weights", "at": "2023-08"}
claim z {"statement": "Ein Satz über 猫 und Zürich steht hier."}
    {"kind": "released", "subject": "puma", "stage": "weights", "at": "2023-02-29"}
entity café {"id": "cafe", "name": "Café"}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus that has something to report, and a name that is not ASCII."""
    made = tmp_path_factory.mktemp("process") / "Übung"
    write_corpus(made / "claims", BROKEN.strip())
    (made / ".git").mkdir()
    return made


LOADED = """\
import sys
from claims_check.cli import main
code = main(sys.argv[1:])
sys.stderr.write(" ".join([str(code), *sorted(sys.modules)]))
"""


def loaded(*arguments: str, cwd: Path) -> tuple[int, set[str]]:
    """The exit code of a run, and the modules that it has loaded by its end."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=cwd,
        env=environment({}),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    code, *modules = done.stderr.splitlines()[-1].split()
    return int(code), set(modules)


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"], ["chek"]])
def test_help_waits_for_no_library(arguments: list[str], folder: Path) -> None:
    code, modules = loaded(*arguments, cwd=folder)
    assert code == (2 if arguments == ["chek"] else 0)
    assert modules.isdisjoint(
        {"pydantic", "pydantic_core", "json", "tomllib", "inspect", "dataclasses", "pathlib"}
    )
    assert not any(m.startswith(("claims_check.rules", "claims_check.corpus")) for m in modules)


def test_a_check_loads_no_model_and_no_schema(folder: Path) -> None:
    code, modules = loaded("check", "--format", "json", cwd=folder)
    assert code == 1
    assert modules.isdisjoint(
        {"pydantic", "tomllib", "claims_check.records.values", "claims_check.records.claim"}
    )
    assert modules.isdisjoint({"claims_check.records.publish", "claims_check.report.schema"})
    assert "claims_check.report.full" not in modules


def test_explaining_a_rule_loads_no_model(folder: Path) -> None:
    code, modules = loaded("explain", "impossible-day", cwd=folder)
    assert code == 0
    assert "pydantic" not in modules


@pytest.mark.parametrize("form", ["json", "full", "concise"])
def test_the_same_corpus_gives_the_same_bytes_everywhere(form: str, folder: Path) -> None:
    here = run_alone("check", "--format", form, cwd=folder)
    assert here.code == 1
    there = run_alone(
        "check",
        folder / "claims",
        "--format",
        form,
        cwd=Path("/"),
        PYTHONHASHSEED="7",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANG="de_DE.ISO-8859-1",
        PYTHONIOENCODING="ascii",
        COLUMNS="40",
        TERM="xterm-256color",
    )
    assert there == here
    assert run("check", folder / "claims", "--format", form) == here
    again = run_alone("check", "--format", form, cwd=folder, PYTHONHASHSEED="1", PYTHONUTF8="0")
    assert again == here


def test_the_order_in_which_files_were_made_changes_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for path in sorted((folder / "claims").rglob("*.json"), reverse=True):
        copy = tmp_path / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    first = run("check", folder / "claims", "--format", "json")
    assert run("check", tmp_path / "claims", "--format", "json") == first


def test_version_and_help_are_on_standard_output() -> None:
    assert run_alone("--version") == (0, f"claims-check {VERSION}\n", "")
    ran = run_alone("--help")
    assert (ran.code, ran.err) == (0, "")
    for command in ("check", "rules", "explain", "state", "fmt", "stats", "completions"):
        assert f"\n    {command}" in ran.out
        of_command = run(command, "--help")
        assert (of_command.code, of_command.err) == (0, "")
        assert f"examples:\n  claims-check {command}" in of_command.out


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "claims_check", "check", "--format", "json"],
        cwd=folder,
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 1


def test_a_full_disk_is_refused_without_a_traceback(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "claims_check", "check"],
            cwd=folder,
            env=environment({}),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert (
        done.stderr == b"claims-check: standard output cannot be written: No space left on device\n"
    )


def test_without_standard_output_the_exit_code_still_counts(folder: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m claims_check >&-'],
        cwd=folder,
        env=environment({}),
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")


def test_the_report_can_go_to_a_device(folder: Path) -> None:
    ran = run_alone("check", "--format", "concise", "--output", "/dev/null", cwd=folder)
    assert ran == run_alone("check", "--format", "concise", cwd=folder)


SLOW = """\
import os, signal, sys
import claims_check.cli.checking as check

def interrupt(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGINT)
    while True:
        signal.pause()

check.check_corpus = interrupt
from claims_check.cli import main
sys.exit(main(["check"]))
"""


def test_ctrl_c_exits_with_130_and_says_nothing(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW],
        cwd=folder,
        env=environment({}),
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def on_terminal(
    *arguments: str, cwd: Path, columns: int = 80, variables: Mapping[str, str] | None = None
) -> str:
    """What a run of the command prints on a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "claims_check", *arguments],
        cwd=cwd,
        env=environment({"TERM": "xterm", **(variables or {})}),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        printed = b"".join(_read_all(ours))
        os.close(ours)
        assert process.wait(timeout=60) == 1
    return printed.decode().replace("\r\n", "\n")


def _read_all(handle: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(handle, 1 << 16)
        except OSError:  # Linux says that nobody has the other end any more
            return
        if not part:
            return
        yield part


def test_colours_are_for_terminals_unless_told(folder: Path) -> None:
    def coloured(*arguments: str, **variables: str) -> bool:
        return "\x1b[" in on_terminal("check", *arguments, cwd=folder, variables=variables)

    assert coloured()
    assert not coloured(NO_COLOR="1")
    assert coloured(NO_COLOR="")
    assert not coloured(TERM="dumb")
    assert coloured(TERM="dumb", FORCE_COLOR="1")
    assert not coloured("--color", "never")
    assert not coloured("--color", "never", FORCE_COLOR="1")
    assert coloured("--color", "always", NO_COLOR="1")
    assert not coloured("--format", "json")


def test_a_pipe_gets_colours_only_if_asked(folder: Path) -> None:
    def coloured(*arguments: str, **variables: str) -> bool:
        return "\x1b[" in run_alone("check", *arguments, cwd=folder, **variables).out

    assert not coloured()
    assert coloured("--color", "always")
    assert coloured(FORCE_COLOR="1")
    assert not coloured(FORCE_COLOR="")
    assert not coloured(FORCE_COLOR="1", NO_COLOR="1")
    assert coloured("--format", "concise", "--color", "always", NO_COLOR="1")
    assert not coloured("--format", "json", "--color", "always", FORCE_COLOR="1")


@pytest.mark.parametrize(("columns", "width"), [(60, 60), (72, 72), (140, 140), (20, 60)])
def test_a_full_report_fits_the_terminal(columns: int, width: int, folder: Path) -> None:
    printed = on_terminal("check", "--color", "never", cwd=folder, columns=columns)
    *blocks, _ = printed.rstrip("\n").split("\n")
    sentences = [line for line in blocks if line.startswith("  ")]
    assert sentences
    assert max(len(line) for line in sentences) <= width


def test_a_terminal_of_another_encoding_gets_escapes(folder: Path) -> None:
    printed = on_terminal(
        "check", "--color", "never", cwd=folder, variables={"PYTHONIOENCODING": "ascii"}
    )
    assert printed.isascii()
    assert "entities/caf\\xe9.json" in printed


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["check", "--output", ""], "--output"),
        (["check", "--baseline", ""], "--baseline"),
        (["check", ""], "PATH"),
        (["fmt", ""], "PATH"),
        (["stats", ""], "PATH"),
        (["export", "json", "--output", ""], "--output"),
        (["anchors", "", "--source", "news"], "DOCUMENT"),
        (["new", "entity", "--corpus", ""], "--corpus"),
        (["new", "--from-issue", ""], "--from-issue"),
    ],
)
def test_an_empty_path_is_wrong_usage(
    arguments: list[str], shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"claims-check: {shown} is empty; name a file or folder\n"
    assert list(tmp_path.iterdir()) == []
