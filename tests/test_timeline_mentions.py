"""Which names a text uses: whole words, the longest first."""

from __future__ import annotations

from claims_check.timeline.mentions import Names

NAMES = Names(
    [
        ("Acme", "acme"),
        ("Acme Labs", "labs"),
        ("New Acme Labs Group", "group"),
        ("GPT-4", "gpt-4"),
        ("…", "nobody"),
        ("Bolt", "bolt"),
        ("Bolt", "bolt-the-film"),
    ]
)


def test_a_name_is_used_as_whole_words_only() -> None:
    assert NAMES.used_in("Acme's staff met the Acmeans.") == {("Acme",)}
    assert NAMES.used_in("The Acmeans met.") == set()


def test_a_part_of_a_longer_name_is_no_use_of_it() -> None:
    assert NAMES.used_in("Acme Labs opened.") == {("Acme", "Labs")}
    assert NAMES.used_in("The New Acme Labs Group opened.") == {("New", "Acme", "Labs", "Group")}
    assert NAMES.used_in("The New Acme Labs opened.") == {("Acme", "Labs")}
    assert NAMES.used_in("Acme Labs left Acme.") == {("Acme", "Labs"), ("Acme",)}


def test_punctuation_between_the_words_of_a_name_does_not_count() -> None:
    assert NAMES.used_in("It beat GPT 4 and GPT-4.") == {("GPT", "4")}


def test_case_counts() -> None:
    assert NAMES.used_in("The acme of the field.") == set()


def test_one_name_may_have_several_bearers_and_a_name_without_words_none() -> None:
    assert NAMES.bearers("Bolt") == {"bolt", "bolt-the-film"}
    assert NAMES.bearers("…") == set()
    assert NAMES.bearers("Coil") == set()
