"""`python -m claims_check`, the same as `claims-check`."""

from __future__ import annotations

import sys

from claims_check.cli import main

if __name__ == "__main__":
    sys.exit(main())
