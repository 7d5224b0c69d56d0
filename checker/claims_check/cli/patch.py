"""What would change in a file, as a patch that `git apply` takes."""

from __future__ import annotations


def patch(file: str, before: bytes, after: bytes) -> str:
    """The unified difference of two texts of a file; of what is not UTF-8, U+FFFD is shown."""
    from difflib import unified_diff

    old, new = (_lines(data.decode("utf-8", "replace")) for data in (before, after))
    lines = unified_diff(old, new, f"a/{file}", f"b/{file}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    """Lines as git counts them: they end at a line feed and nowhere else."""
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])
