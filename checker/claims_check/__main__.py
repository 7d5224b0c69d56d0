"""`python -m claims_check`, the same as `claims-check`."""

from __future__ import annotations

from claims_check.cli import run

if __name__ == "__main__":
    run()
