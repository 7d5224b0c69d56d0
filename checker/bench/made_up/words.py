"""Words of made-up corpora: names that nobody bears, phrases, and dates as records and sentences
give them.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from random import Random

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
SYLLABLES = [c + v for c in CONSONANTS for v in VOWELS]
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

VERBS = (
    *("keeps", "publishes", "filters", "compresses", "translates", "measures", "stores", "renders"),
    *("reviews", "sorts", "serves", "rewrites", "traces", "summarises", "labels", "audits"),
)
ADJECTIVES = (
    *("amber", "brief", "coarse", "dense", "early", "faint", "gentle", "hollow", "inner", "joint"),
    *("large", "mild", "narrow", "open", "plain", "quiet", "rough", "shared", "tall", "unusual"),
)
NOUNS = (
    *("answers", "batches", "clusters", "drafts", "errors", "figures", "graphs", "headings"),
    *("images", "journals", "layers", "maps", "notes", "outlines", "prompts", "queries"),
    *("reports", "samples", "tables", "videos", "weights", "tokens", "proofs", "recipes"),
)
PLACES = (
    *("in its own halls", "before each release", "for partners only", "at night", "by hand"),
    *("on rented machines", "with open tools", "without a licence fee", "for schools", "in public"),
    *("at the edge", "for small devices", "under a new plan", "with outside help", "at half cost"),
)


def word(number: int, seed: int) -> str:
    """A made-up word of three syllables, another one for each number below 274 625."""
    size = len(SYLLABLES)
    place = (number * 104_729 + seed * 31) % size**3
    syllables = (place % size, place // size % size, place // size**2)
    return "".join(SYLLABLES[n] for n in syllables)


def name(number: int, seed: int) -> str:
    """A name that begins with a word of its own and says that it is an example."""
    size = len(SYLLABLES) ** 3
    more = "" if number < size else str(number // size)
    return f"{word(number, seed).capitalize()}{more}"


def phrase(dice: Random) -> str:
    """A predicate of our own: `keeps dense figures for partners only`."""
    return f"{dice.choice(VERBS)} {thing(dice)}"


def account(dice: Random) -> str:
    """A longer one: `keeps dense figures and plain notes for partners only`."""
    return f"{dice.choice(VERBS)} {dice.choice(ADJECTIVES)} {dice.choice(NOUNS)} and {thing(dice)}"


def thing(dice: Random) -> str:
    """A noun phrase: `dense figures for partners only`."""
    return f"{dice.choice(ADJECTIVES)} {dice.choice(NOUNS)} {dice.choice(PLACES)}"


@lru_cache(maxsize=1 << 15)
def day_text(day: int) -> str:
    """The ISO text of a day number (days since 1 January of the year 1)."""
    return date.fromordinal(day).isoformat()


def told(dice: Random, day: int) -> str:
    """A day as a source may give it: to the day, month or year, as a set or about; it fits."""
    text = day_text(day)
    luck = dice.random()
    if luck < 0.60:
        return text
    if luck < 0.85:
        return text[:7]
    if luck < 0.95:
        return text[:4]
    if luck < 0.97:
        ends = (day_text(day - dice.randint(0, 20)), day_text(day + dice.randint(1, 20)))
        return f"[{ends[0]}..{ends[1]}]"
    if luck < 0.98:
        return f"[{day_text(day - dice.randint(31, 90))[:7]}..{text[:7]}]"
    if luck < 0.99:
        return f"[..{day_text(day + dice.randint(0, 30))}]"
    return f"{text[:7]}~" if luck < 0.995 else f"{text}~"


_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


@lru_cache(maxsize=1 << 16)
def spoken(text: str) -> str:
    """A date text in words, with its preposition; empty for no date."""
    if not text:
        return ""
    if text.startswith("["):
        first, _, last = text.strip("[]").partition("..")
        return f"between {_part(first)} and {_part(last)}" if first else f"by {_part(last)}"
    if text.endswith("~"):
        return f"around {_part(text[:-1])}"
    return f"{'on' if len(text) == 10 else 'in'} {_part(text)}"


def _part(text: str) -> str:
    found = _PART.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = found.groups()
    words = [str(int(day))] if day else []
    return " ".join([*words, *([MONTHS[int(month) - 1]] if month else []), year])
