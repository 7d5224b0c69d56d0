"""The limit: a process that opens, reads and closes every file of a folder, in Python or in C.

python checker/bench/timed/reading.py FOLDER
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SIZE = 1 << 16

C = r"""
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char buffer[1 << 16];
static long bytes;

static void walk(int folder)
{
    DIR *entries = fdopendir(folder);
    struct dirent *entry;
    while (entries && (entry = readdir(entries))) {
        if (entry->d_name[0] == '.')
            continue;
        int handle = openat(folder, entry->d_name, O_RDONLY);
        if (handle < 0)
            continue;
        if (entry->d_type == DT_DIR) {
            walk(handle);
            continue;
        }
        ssize_t got;
        do {
            got = read(handle, buffer, sizeof buffer);
            bytes += got > 0 ? got : 0;
        } while (got == sizeof buffer);
        close(handle);
    }
    if (entries)
        closedir(entries);
}

int main(int count, char **arguments)
{
    int folder = open(arguments[count - 1], O_RDONLY);
    if (folder < 0)
        return 2;
    walk(folder);
    printf("%ld\n", bytes);
    return 0;
}
"""


def compiled(folder: Path) -> Path | None:
    """The loop in C as a program in a folder; None where there is no compiler for it."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    source, program = folder / "reading.c", folder / "reading"
    source.write_text(C)
    made = subprocess.run(
        [compiler, "-O2", "-o", program, source], capture_output=True, check=False
    )
    return program if made.returncode == 0 else None


def read_all(folder: str) -> int:
    """The bytes of all files below a folder, each opened, read and closed."""
    total = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                total += read_all(entry.path)
                continue
            handle = os.open(entry.path, os.O_RDONLY)
            size = SIZE
            while size == SIZE:  # less is the end of an ordinary file
                size = len(os.read(handle, SIZE))
                total += size
            os.close(handle)
    return total


if __name__ == "__main__":
    print(read_all(sys.argv[1]))
