"""Whose strike it is where its own sentence does not say so, and where nobody may be guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading

Read = Callable[..., Reading]


def attackers(reading: Reading, place: str) -> set[str]:
    return {
        name
        for claim in reading.claims
        for name in claim.attackers
        if any(located.mention.text == place for located in claim.places)
    }


@pytest.mark.parametrize(
    ("text", "place", "wanted"),
    [
        (
            "Claimed by India at a briefing on Monday, as struck by its jets:\n"
            "• an air base at Rafiqui\n• a radar site at Pasrur\n",
            "Pasrur",
            {"India"},
        ),
        (
            'Pakistan fired missiles on Monday. Conceded by India: "limited damage" at Pathankot '
            "and Bhuj.",
            "Pathankot",
            {"Pakistan"},
        ),
        (
            "Struck by its jets on Monday, according to Turkey's defence ministry:\n\n"
            "- Qandil\n- Metina\n",
            "Metina",
            {"Turkey"},
        ),
        (
            "The separatist government of Abkhazia said its own aircraft and artillery were "
            "shelling Georgian troops in the Kodori Gorge on Monday.",
            "Kodori Gorge",
            {"Abkhazia"},
        ),
        (
            "Military sites around Masyaf were attacked on Monday by aircraft firing from the "
            "direction of Lebanon. Israeli jets had bombed Homs.",
            "Masyaf",
            {"Israel"},
        ),
        (
            "NATO planes bombed Tripoli on Monday. In Misrata, four rebels were killed by shells "
            "that Qaddafi's artillery fired.",
            "Misrata",
            {"Gaddafi forces"},
        ),
        (
            "The U.S. military blew up four boats in the eastern Pacific on Monday in three "
            "strikes that killed 14 people.",
            "eastern Pacific",
            {"US"},
        ),
        (
            "Shells fell on Shusha on Monday. Armenia accused Azerbaijan of hitting its market.",
            "Shusha",
            {"Azerbaijan"},
        ),
        (
            "A mill in Kalogi was hit on Monday. The RSF accused the Sudanese army of a drone "
            "strike on the bridge of Adre.",
            "Kalogi",
            set(),
        ),
        (
            "US jets destroyed a port in Hodeidah on Monday. Israel's army has intercepted a "
            "missile launched from Yemen at Eilat, it says.",
            "Eilat",
            set(),
        ),
        (
            "1010: Abkhaz forces say their jets bombed the Kodori Gorge on Monday.\n\n"
            "0935: An airfield at Marneuli was bombed on Monday, the Georgian foreign ministry "
            "says.\n\n0900: Russian planes bombed Gori on Monday, Tbilisi says.\n",
            "Marneuli",
            {"Russia"},
        ),
        (
            "Rockets hit a clinic in Afrin on Monday. Turkey blamed the Syrian Kurdish YPG.",
            "Afrin",
            {"Kurdish forces"},
        ),
        (
            "A drone hit a petrol station in Zamboanga on Sunday. No group has said it was behind "
            "it. The Philippine army bombed Marawi on Monday.",
            "Zamboanga",
            set(),
        ),
    ],
)
def test_the_attacker_is_the_one_that_the_words_bear_out(
    read: Read, text: str, place: str, wanted: set[str]
) -> None:
    assert attackers(read(text), place) == wanted


def test_a_defence_ministrys_release_is_of_its_own_operations(read: Read) -> None:
    reading = read(
        "On Monday air strikes were carried out on shelters of terrorists in Qandil. Our "
        "struggle goes on.",
        publisher="Turkish Ministry of National Defence",
    )
    assert attackers(reading, "Qandil") == {"Turkey"}
