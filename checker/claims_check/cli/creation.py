"""New files, all of them or none, and none in the place of another."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping


def create(texts: Mapping[str, bytes]) -> None:
    """Make files with these bytes, in this order, and the folders that they need.

    Each appears whole.  Where one cannot be made, or on Ctrl-C, those made before it are removed.
    Raises FileExistsError for a file that is there already, OSError for what else fails.
    """
    files: list[str] = []
    folders: list[str] = []
    try:
        for path, data in texts.items():
            _make_folders(os.path.dirname(path), folders)
            _create(path, data, files)
    except BaseException:
        for path in reversed(files):
            with contextlib.suppress(OSError):
                os.unlink(path)
        for folder in reversed(folders):
            with contextlib.suppress(OSError):  # somebody else has put something there
                os.rmdir(folder)
        raise


def _make_folders(folder: str, made: list[str]) -> None:
    wanted = []
    while folder and not os.path.isdir(folder):
        wanted.append(folder)
        folder = os.path.dirname(folder)
    for each in reversed(wanted):
        os.mkdir(each)
        made.append(each)


def _create(path: str, data: bytes, made: list[str]) -> None:
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        with open(beside, "xb") as file:
            file.write(data)
        _link(beside, path, made)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(beside)


def _link(beside: str, path: str, made: list[str]) -> None:
    """Give a file its name, which nothing may bear yet."""
    if os.path.lexists(path):
        raise FileExistsError(17, "there is such a file already", path)
    made.append(path)
    try:
        os.link(beside, path)
    except FileExistsError:
        made.remove(path)  # another process was faster, and it is not ours to remove
        raise
    except OSError:  # not all file systems have links
        os.replace(beside, path)
