"""What holds for every test: none knows that it runs in CI, so that formats are those asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

PLATFORM = ("GITHUB_ACTIONS", "GITHUB_EVENT_PATH", "GITHUB_STEP_SUMMARY", "GITLAB_CI")


@pytest.fixture(autouse=True, scope="session")
def _no_platform() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in PLATFORM:
            if name in os.environ:
                patch.delenv(name)
        yield
