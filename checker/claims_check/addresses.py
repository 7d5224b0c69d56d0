"""What an address tells: one page from another, and days: numbers, dated paths, stamps."""

from __future__ import annotations

import re

from claims_check import dates

# Texts, which `re` compiles when they are first used: most corpora need only some of them.
_NUMBER = (
    r"(?i)arxiv(?:\.org/[a-z-]+/|\.)(?:[a-z-]+(?:\.[a-z]{2})?/)?"
    r"([0-9]{2})(0[1-9]|1[0-2])(?:\.[0-9]{4,5}|[0-9]{3})(?![0-9])"
)
"""Year and month of an arXiv number, of the form of 2007 (2302.13971) or the older one."""

_STAMP = (
    r"//(?:web\.archive\.org/web|archive\.(?:today|ph|is|li|vn|fo|md))"
    r"/([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{0,6}(?![0-9])"
)

_PATH = (
    r"/((?:19|20)[0-9]{2})/(?:([01]?[0-9])/([0-3]?[0-9])|([01][0-9]))(?=[/?#]|$)"
    r"|(?<![0-9])((?:19|20)[0-9]{2})-([01][0-9])-([0-3][0-9])(?![0-9])"
)
"""/2023/02/24, /2023/02/ or 2023-02-24 in the path of an address."""

_CODE_HOSTS = (
    r"//(?:[a-z0-9-]+\.)*(?:github\.com|githubusercontent\.com|gitlab\.com|huggingface\.co)/"
)


def without_variants(address: str) -> str:
    """An address without what makes no other page of it.

    That is the scheme, which may be missing, `www.`, capitals in the host, and a slash at the end.
    """
    host, slash, path = (address.partition("://")[2] or address).partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def month_of_number(address: str) -> dates.Date | None:
    """The month in which an arXiv number was given."""
    found = re.search(_NUMBER, address) if "arxiv" in address.lower() else None
    if found is None:
        return None
    century = "19" if found[1] >= "91" else "20"
    return dates.read_or_none(f"{century}{found[1]}-{found[2]}")


def day_of_copy(address: str) -> dates.Date | None:
    """The day on which a web archive made its copy."""
    found = re.search(_STAMP, address) if "archive." in address else None
    return dates.read_or_none("-".join(found.groups())) if found else None


def day_in_path(address: str) -> dates.Date | None:
    """The day or month that papers and logs write into their addresses.

    None on a code host: there a path names a file, and its day is that of the version.
    """
    found = re.search(_PATH, address.partition("?")[0])
    if found is None or re.search(_CODE_HOSTS, address):
        return None
    year, month, day, only_month, *dashed = found.groups()
    if only_month:
        return dates.read_or_none(f"{year}-{only_month}")
    return dates.read_or_none("-".join(dashed) if year is None else f"{year}-{month:0>2}-{day:0>2}")
