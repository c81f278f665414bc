"""Other ways to read a spelling: each finds a place that the commonest reading misses."""

from __future__ import annotations

import pytest

from mapper.likeness import compare_sounds
from mapper.readings import list_readings, spell_known
from mapper.toponyms import spell_sounds


def best_score(asked: str, known: str) -> tuple[float, str]:
    return max(
        (compare_sounds(reading.sounds, sounds, country="SY").score, reading.rule)
        for reading in list_readings(asked)
        for sounds in spell_known(known)
    )


@pytest.mark.parametrize(
    ("asked", "known", "rule"),
    [
        ("byt yafa", "Bayt Yāfā", "read without vowels, t sounded"),
        ("dhb", "Dahab", "read without vowels, h by itself"),
        ("mafuraku", "Mafraq", "read as open syllables"),
        ("ileubideu", "Irbid", "read as Korean syllables"),
        ("zha er ka", "Zarqa", "read as Chinese syllables"),
        ("Sciasciamanna", "Shashamane", "read as Italian"),
        ("Xendi", "Shendi", "x for sh"),
        ("Carkh", "Charkh", "c for ch"),
        ("Jartum", "Khartum", "j for kh"),
    ],
)
def test_a_reading_brings_two_spellings_together(asked: str, known: str, rule: str) -> None:
    plain = compare_sounds(spell_sounds(asked), spell_sounds(known), country="SY").score
    score, by = best_score(asked, known)
    assert by == rule
    assert score > plain
    assert score > 0.7


def test_the_first_reading_is_the_common_one_and_has_no_rule() -> None:
    for name in ("Rastan", "Cairo", "تلبيسة", "Zhytomyr"):
        first, *others = list_readings(name)
        assert (first.sounds, first.rule) == (spell_sounds(name), "")
        assert all(other.rule for other in others)


def test_the_j_of_a_known_name_is_kept_both_ways() -> None:
    assert set(spell_known("Majma")) == {"mEma", "majma"}
    assert spell_known("Rastan") == (spell_sounds("Rastan"),)


@pytest.mark.parametrize("name", ["", "   ", "'", "١٢٣", "x" * 5000, "-", "\u0301"])
def test_what_is_no_name_has_readings_without_failing(name: str) -> None:
    assert all(reading.sounds.strip("~^ ") for reading in list_readings(name))
