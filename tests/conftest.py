"""What holds for every test: none knows of CI, of another's cache, or of an ignored Ctrl-C."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from itertools import count

import pytest

PLATFORM = ("GITHUB_ACTIONS", "GITHUB_EVENT_PATH", "GITHUB_STEP_SUMMARY", "GITLAB_CI")


@pytest.fixture(autouse=True, scope="session")
def _no_platform() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in PLATFORM:
            if name in os.environ:
                patch.delenv(name)
        yield


@pytest.fixture(autouse=True)
def _cache_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path_factory.getbasetemp() / f"cache-{next(_NUMBERS)}"
    monkeypatch.setenv("XDG_CACHE_HOME", str(place))


_NUMBERS = count()

# A shell's background jobs ignore Ctrl-C, and so would every command that a test starts and then
# interrupts: what is ignored stays ignored in a new process, what is handled is as if new.
signal.signal(signal.SIGINT, signal.default_int_handler)
