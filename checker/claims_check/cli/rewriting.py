"""Files of a corpus that are not written although they could be mended, and why."""

from __future__ import annotations

import os

from claims_check.cli.console import WRITABLE


def reason_to_leave(path: str, root: str) -> str | None:
    """What keeps a file of the corpus at `root` from being written, with the cure; None: nothing.

    A link may lead to what other projects use, and who takes the right to write from a file has a
    reason: replacing the file would pass over both.
    """
    corpus = root if os.path.isdir(root) else os.path.dirname(root)
    real = os.path.realpath(path)
    if not real.startswith(os.path.join(corpus, "")):
        return f"it is a link to {real}, outside the corpus; mend that file"
    try:
        mode = os.stat(real).st_mode
    except OSError:
        return None  # it is gone, which whoever writes it will find
    if not mode & WRITABLE or not os.access(real, os.W_OK):
        return "it is read-only; allow writing (chmod u+w), or mend it yourself"
    if not os.access(os.path.dirname(real), os.W_OK | os.X_OK):
        return "nothing can be written in its folder; allow that, or mend it yourself"
    return None
