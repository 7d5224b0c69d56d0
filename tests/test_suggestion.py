"""What somebody most likely meant: as difflib has it, at a fraction of the comparisons."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_check.suggestion import LEAST, SHORTEST, Known, closest, misspelt

WORDS = st.lists(st.text("abAB-12é", min_size=1, max_size=9), max_size=12, unique=True)
LIKE = st.text("abAB-12éz", max_size=9)


@given(LIKE, WORDS, st.sampled_from([0.0, LEAST, 0.75, 1.0]))
def test_the_closest_is_the_first_of_those_that_are_most_alike(
    word: str, known: list[str], least: float
) -> None:
    likeness = {each: SequenceMatcher(None, each, word.lower()).ratio() for each in known}
    best = max(likeness.values(), default=0.0)
    alike = [each for each in sorted(known) if likeness[each] == best >= least]
    assert closest(word, known, least) == (alike[0] if alike else None)


@given(LIKE, WORDS)
def test_a_slip_is_found_however_the_words_are_prepared(word: str, known: list[str]) -> None:
    word, near = word.lower(), {each for each in known if len(each) >= SHORTEST}
    found = [each for each in near if slips(word, each.lower())]
    assert misspelt(word, known) == (found[0] if len(found) == 1 else None)


def slips(word: str, meant: str) -> bool:
    """Whether one slip leads from one to the other: all that one slip makes are tried."""
    if [sign for sign in word if sign.isdigit()] != [sign for sign in meant if sign.isdigit()]:
        return False
    cuts = range(len(meant))
    letters = set(word)
    made = {meant}
    made |= {meant[:n] + meant[n + 1 :] for n in cuts}
    made |= {meant[:n] + each + meant[n + 1 :] for n in cuts for each in letters}
    made |= {meant[:n] + each + meant[n:] for n in range(len(meant) + 1) for each in letters}
    made |= {meant[:n] + meant[n + 1] + meant[n] + meant[n + 2 :] for n in cuts[:-1]}
    return word in made


def test_thousands_of_words_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    ratio = SequenceMatcher.ratio

    def counted(self: SequenceMatcher[str]) -> float:
        nonlocal compared
        compared += 1
        return ratio(self)

    monkeypatch.setattr(SequenceMatcher, "ratio", counted)
    syllables = [a + b for a in "bdfgklmn" for b in "aeiou"]
    known = Known(f"{a}{b}-works" for a in syllables for b in syllables)
    assert known.closest("badx-works") == "bada-works"
    assert compared <= 100  # of 1,600
