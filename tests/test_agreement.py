"""Cohen's kappa: agreement less what chance would give."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_check.cli.agreement import kappa

LABELS = st.sampled_from(["supported", "refuted", "not-enough-evidence"])
PAIRS = st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=30)


def test_the_example_of_two_readers_of_fifty_proposals() -> None:
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_full_agreement_is_one_and_full_disagreement_of_two_is_minus_one() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == -1


def test_where_only_one_label_is_ever_given_kappa_is_not_defined() -> None:
    assert kappa([("a", "a"), ("a", "a")]) is None
    assert kappa([]) is None


@given(PAIRS)
def test_it_does_not_matter_who_is_first(pairs: list[tuple[str, str]]) -> None:
    one, other = kappa(pairs), kappa([(b, a) for a, b in pairs])
    assert (one is None) == (other is None)
    assert one is None or one == pytest.approx(other)


@given(PAIRS)
def test_it_agrees_with_the_definition_in_exact_fractions(pairs: list[tuple[str, str]]) -> None:
    n = len(pairs)
    labels = {label for pair in pairs for label in pair}
    seen = Fraction(sum(a == b for a, b in pairs), n)
    chance = sum(
        (
            Fraction(sum(a == label for a, _ in pairs), n)
            * Fraction(sum(b == label for _, b in pairs), n)
            for label in labels
        ),
        Fraction(0),
    )
    found = kappa(pairs)
    if chance == 1:
        assert found is None
    else:
        assert found == pytest.approx(float((seen - chance) / (1 - chance)))
