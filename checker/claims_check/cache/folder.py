"""The user's cache folder: its files are read whole, unharmed and our own, or not at all.

A file has one line (what it is, its length and CRC-32), then its content.  It is written beside its
place and put there in one step, so that two runs at once leave one of the two; a disk that is full
costs the cache and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from zlib import crc32

MAGIC = b"claims-check cache 1"
MOST_FILES = 256
MOST_BYTES = 1 << 30
"""So much is kept; beyond it, those files go that were not used for longest."""


def place() -> str | None:
    """Where the cache is: as the platform has it, or XDG_CACHE_HOME says; None where nothing does.

    Sources: XDG Base Directory Specification 0.8; Apple's File System Programming Guide; Known
    Folders of Windows.
    """
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA", "")
    else:
        home = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(home):  # the specification: a relative one does not count
            caches = "Library/Caches" if sys.platform == "darwin" else ".cache"
            user = os.path.expanduser("~")
            home = os.path.join(user, caches) if os.path.isabs(user) else ""
    return os.path.join(home, "claims-check") if home else None


def name_of(*parts: str) -> str:
    """A file name for what these parts tell; another may have the same, so files hold their key."""
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return f"{crc32(text):08x}{crc32(text[::-1]):08x}"


def read(name: str) -> bytes | None:
    """The content of a file of the cache; None where there is none to be believed."""
    folder = place()
    if folder is None:
        return None
    path = os.path.join(folder, name)
    try:
        with open(path, "rb", opener=_opened) as file:
            if not (_is_ours(os.fstat(file.fileno())) and _is_ours(os.stat(folder))):
                return None
            head, _, content = file.read().partition(b"\n")
    except OSError:
        return None
    if head != _head(content):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # what is of use stays
    return content


def write(name: str, content: bytes) -> None:
    """Keep a content under a name; where that cannot be, it is as if nothing had been kept."""
    folder = place()
    if folder is None:
        return
    beside = os.path.join(folder, f".{name}.{os.getpid()}")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_ours(os.stat(folder)):
            return
        with open(beside, "wb", opener=_private) as file:
            file.write(_head(content) + b"\n")
            file.write(content)
        os.replace(beside, os.path.join(folder, name))
        _make_room(folder, len(content))
    except BaseException as error:  # an interrupt too must leave nothing behind
        with contextlib.suppress(OSError):
            os.unlink(beside)
        if not isinstance(error, OSError):
            raise


def _opened(path: str, flags: int) -> int:
    """A link is not followed, and a pipe that nobody writes to is not waited for."""
    for name in ("O_NOFOLLOW", "O_NONBLOCK"):
        flags |= getattr(os, name, 0)
    return os.open(path, flags)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _head(content: bytes) -> bytes:
    return MAGIC + f" {len(content)} {crc32(content):08x}".encode()


def _is_ours(status: os.stat_result) -> bool:
    """Whether nobody else could have written it: what another user can write is not believed."""
    if not hasattr(os, "getuid"):  # Windows guards the folder by its access lists
        return True
    return status.st_uid == os.getuid() and not stat.S_IMODE(status.st_mode) & 0o022


def _make_room(folder: str, size: int) -> None:
    """Let go what is too much, after so many bytes have come."""
    with os.scandir(folder) as entries:
        kept = list(entries)
    if len(kept) <= MOST_FILES and size <= MOST_BYTES // MOST_FILES:
        return  # so little is not worth a look at every file
    found = []
    for entry in kept:
        with contextlib.suppress(OSError):  # another run was faster
            status = entry.stat(follow_symlinks=False)
            found.append((status.st_mtime_ns, status.st_size, entry.path))
    room = MOST_BYTES
    for number, (_, size, path) in enumerate(sorted(found, reverse=True)):
        room -= size
        if number and (number >= MOST_FILES or room < 0):
            with contextlib.suppress(OSError):
                os.unlink(path)
