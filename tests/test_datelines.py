"""Where a dispatch was written, at the head of its text."""

from __future__ import annotations

import pytest

from mapper.datelines import find_datelines


@pytest.mark.parametrize(
    "text",
    [
        "BEIRUT (Agency) - Jets hit a village.",
        "KYIV, March 5 - Drones hit a depot.",
        "(Geneva) – Shells hit a clinic.",
        "Sana'a, 16 July 2020 – Strikes killed a family.",
        "Afghanistan (Agency) - Jets hit a village.",
        "Herat (Afghanistan) (Agency) – Jets hit a village.",
        "Port Sudan, Sudan, October 5, 2024 — Drones hit a depot.",
        "COLOMBO, August 16\n\nJets hit a compound.",
        "April 3 (Agency) — Jets hit a school.",
        "Nairobi: Jets hit a village in the hills of Adwa on Friday.",
        "Nairobi, Aug 27: Jets hit a village.",
        "CAIRO (Agency) -Jets hit a village.",
    ],
)
def test_a_dateline_ends_before_the_first_sentence(text: str) -> None:
    [(start, end)] = find_datelines(text)
    assert start == 0
    assert text[end:].split(maxsplit=1)[0] in {"Jets", "Drones", "Shells", "Strikes"}


@pytest.mark.parametrize(
    "text",
    [
        "In Sana'a, on 16 July, strikes killed a family.",
        "Jets hit Rastan (Homs) - and left.",
        "Rastan, Talbiseh - both towns were hit.",
        "On Monday, 16 July, jets hit a village - the second time.",
        "Adwa: Jets hit a market on Friday in July.",
        "Orontes Observer: Jets hit a market in Adwa.",
        "Sanaa: Jets hit a farm near Bani Matar.\n\nHodeidah: Jets hit a port.",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    assert find_datelines(text) == []
