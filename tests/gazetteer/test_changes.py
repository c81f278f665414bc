"""What differs between two spellings is listed change by change, and weighed by what was learnt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.gazetteer.changes import (
    ODDS,
    list_changes,
    load_weights,
    lower_name,
    weigh_changes,
)
from mapper.gazetteer.evidence import Hit
from mapper.likeness import compare_sounds, compare_words
from mapper.toponyms import spell_sounds


def changes_between(asked: str, written: str) -> list[str]:
    one, two = spell_sounds(asked), spell_sounds(written)
    hit = Hit(1, two, compare_sounds(one, two, country="SY"))
    return list_changes(lower_name(asked), lower_name(written), one, hit)


def test_letters_are_told_with_where_they_stand() -> None:
    assert changes_between("Cheikhoun", "Cheikhun") == ["L:o>", "L:c[o>]v"]
    assert changes_between("Sheikhun", "Cheikhun")[:3] == ["L:s>c", "L:^s>c", "L: [s>c]c"]
    assert "L:$e>a" in changes_between("Talbise", "Talbisa")


def test_long_differences_are_not_spelt_out() -> None:
    letters = [c for c in changes_between("Talbisa", "Xqzwvyxqzwvy") if c[0] == "L"]
    assert letters
    assert all(len(change) < 24 for change in letters)


def test_a_word_that_only_one_has_is_told() -> None:
    one, two = spell_sounds("Haroonabad Municipality"), spell_sounds("Harunabad")
    hit = Hit(1, two, compare_words(one, two, country="PK"))
    told = list_changes("haroonabad municipality", "harunabad", one, hit)
    assert any(change.startswith("W:a") for change in told)


@given(st.text("abdehiklmnorstuz'ā ", min_size=1, max_size=20))
def test_a_name_differs_in_nothing_from_itself(name: str) -> None:
    lower = lower_name(name)
    sounds = spell_sounds(name)
    hit = Hit(1, sounds, compare_sounds(sounds, sounds)) if sounds else None
    if hit:
        assert list_changes(lower, lower, sounds, hit) == []


def test_the_odds_ahead_are_those_to_the_best_other() -> None:
    rows = weigh_changes([["L:a>e"], ["S:a>u", "L:zz>q"], []], {"L:a>e": 1.5, "L:other": -2.0})
    told = [dict(zip(ODDS, row, strict=True)) for row in rows]
    assert [row["odds"] for row in told] == [1.5, -2.0, 0.0]
    assert [row["odds ahead"] for row in told] == [1.5, -3.5, -1.5]
    assert told[1]["worst letter"] == -2.0


def test_shipped_weights_know_usual_changes_from_unusual_ones() -> None:
    weights = load_weights()
    assert len(weights) > 1000
    assert weights["L:other"] < 0
    assert weights["S:o>u"] > weights["S:m>b"]


@pytest.mark.parametrize("asked", ["", "~", "^"])
def test_empty_names_are_no_error(asked: str) -> None:
    hit = Hit(1, "rastan", compare_sounds("rastan", "rastan"))
    assert list_changes(asked, asked, "rastan", hit) == []
