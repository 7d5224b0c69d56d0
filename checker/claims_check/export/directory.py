"""An export in its folder: all of it or none, and nothing that is not its own replaced."""

from __future__ import annotations

import json
import os
import shutil
import stat


class OccupiedFolderError(Exception):
    """The folder holds what no export put there; the message says what, and what to do."""


def write_folder(folder: str, files: dict[str, bytes], manifest: str) -> None:
    """Make a folder hold exactly these files; an earlier export in it gives way.

    They are written to a folder beside it, which then takes its place: where anything fails before,
    the old export stays as it was.  Raises OccupiedFolderError and OSError.
    """
    target = os.path.realpath(folder)
    mode = _mode_of_earlier(folder, target, manifest)
    parent, name = os.path.split(target)
    os.makedirs(parent, exist_ok=True)
    new, old = (os.path.join(parent, f".{name}.{os.getpid()}.{what}") for what in ("new", "old"))
    os.mkdir(new)
    try:
        for file, data in files.items():
            with open(os.path.join(new, file), "xb") as out:
                out.write(data)
        if mode is None:
            os.rename(new, target)
            return
        os.chmod(new, mode)
        os.rename(target, old)
        try:
            os.rename(new, target)
        except BaseException:
            os.rename(old, target)
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old)


def is_inside(folder: str, root: str) -> bool:
    """Whether a folder, which need not exist yet, is another one or lies in it."""
    return f"{os.path.realpath(folder)}{os.sep}".startswith(f"{root}{os.sep}")


def _mode_of_earlier(folder: str, target: str, manifest: str) -> int | None:
    """Permissions of the folder as it is, None where there is none; it may hold an export only."""
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISDIR(mode):
        raise OccupiedFolderError(f"{folder} is no folder; name one, or a place for a new one")
    present = set(os.listdir(target))
    foreign = sorted(present - _earlier(os.path.join(target, manifest)) - {manifest})
    if foreign:
        raise OccupiedFolderError(
            f"{folder} holds {foreign[0]}, which is of no earlier export, and an export replaces "
            "its whole folder; name another folder, or move the file away"
        )
    return stat.S_IMODE(mode)


def _earlier(path: str) -> set[str]:
    """The files that an earlier manifest names; none where there is no manifest."""
    try:
        with open(path, encoding="utf-8") as file:
            return {row["path"] for row in json.load(file)["files"]}
    except (OSError, ValueError, TypeError, KeyError):
        return set()
