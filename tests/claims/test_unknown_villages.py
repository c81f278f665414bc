"""Struck places that no gazetteer knows are listed by name, and nothing is pinned beside them.

All villages here are invented.
"""

from __future__ import annotations

import pytest

from mapper.model import Reading, Role
from tests.claims.conftest import Read


def _struck(reading: Reading) -> set[str]:
    return {
        located.mention.text
        for claim in reading.claims
        for located in claim.places
        if claim.attribute == "occurrence"
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jets hit a wedding in the village of Qurveh, in Helmand province.", {"Qurveh"}),
        ("Warplanes pounded Hatvaliya overnight, a monitor said.", {"Hatvaliya"}),
        ("Jets bombed the market of Torvabeh, a town in North Darfur, on Monday.", {"Torvabeh"}),
        ("A missile slammed into Prewojnik, a village close to the border.", {"Prewojnik"}),
        ("Planes struck the Vashgiani air base outside Tbilisi on Friday.", {"Vashgiani air base"}),
        ("Planes attacked rebels in the Kadvari Gorge on Sunday.", {"Kadvari Gorge"}),
        (
            "Helicopters fired rockets into Um Gunvya, Tavila Sharq and Deribat Vani on Monday.",
            {"Um Gunvya", "Tavila Sharq", "Deribat Vani"},
        ),
        (
            "Air strikes on Nvaung Kone and Kvarsi villages, in the Sagaing region, killed ten.",
            {"Nvaung Kone", "Kvarsi"},
        ),
        (
            "The areas shelled by the air force include Al Varagil, Salvara and Hay Al Vir.",
            {"Al Varagil", "Salvara", "Hay Al Vir"},
        ),
        ("Jets bombed a gathering at Dasht-i-Varchin in Kunduz on Monday.", {"Dasht-i-Varchin"}),
        ("Drones have hit Nyervetti three times this week.", {"Nyervetti"}),
        ("Almost at once a helicopter fired on Kvarsi, also in Pale.", {"Kvarsi"}),
        # a piece of the name is a place in the Faroe Islands
        ("Its drone strike near Kuno Varrow, Somalia, killed three on Monday.", {"Kuno Varrow"}),
        ("Ninety people died in Azvabadi, in the Shindand district, when jets bombed it.",
         {"Azvabadi"}),
    ],
)  # fmt: skip
def test_a_village_that_nobody_knows_is_listed_alone(
    read: Read, text: str, names: set[str]
) -> None:
    assert _struck(read(text)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A drone strike targeted Qasim al-Rivawi, a leader of the group, in Marib.", "Rivawi"),
        ("Air strikes targeted Ansar al-Varq near Deir al-Zor on Monday.", "Varq"),
        ("Rockets hit the base of the Vahrar Brigade in Saraqeb on Monday.", "Vahrar"),
        ("The raid that flattened the Vasque town of Rastan killed ninety people.", "Vasque"),
        ("A missile hit their Lond Cruiser in Bakhmut on Monday.", "Cruiser"),
        ("The Houthis fired two Quds missiles at Riyadh on Monday.", "Quds"),
        ("A drone fired a missile at a Toyota in Rastan on Monday.", "Toyota"),
        ("A drone hit the Varlin Luanva, a frigate, in the Gulf of Aden on Monday.", "Luanva"),
        ("Saturday's bomb in a Hazara neighbourhood of Quetta was no air strike.", "Hazara"),
        ("Jets bombed Homs as part of Operation Ivon Lance.", "Lance"),
    ],
)
def test_people_weapons_and_things_are_no_villages(read: Read, text: str, name: str) -> None:
    assert not {told for told in _struck(read(text)) if name in told}


def test_a_village_called_so_once_is_one_wherever_it_is_named(read: Read) -> None:
    reading = read(
        "Jets bombed Torvabeh, a market town, on Monday. Officials denied that there had been "
        "fighters in Torvabeh. Torvabeh is held by the rebels."
    )
    held = [claim for claim in reading.claims if claim.attribute == "control"]
    assert {place.mention.text for claim in held for place in claim.places} == {"Torvabeh"}


def test_the_quarter_of_a_town_is_pinned_at_the_town(read: Read) -> None:
    assert _struck(read("Jets bombed the Al-Vurji neighbourhood of Aleppo on Monday.")) == {
        "Aleppo"
    }


def test_a_namesake_far_from_where_it_is_told_to_lie_is_not_struck(read: Read) -> None:
    reading = read("Warplanes destroyed depots in the Gara region of northern Iraq on Sunday.")
    struck = [one.place for one in reading.located if one.role == Role.STRUCK and one.place]
    assert not [place.name for place in struck if place.country == "HU"]


def test_the_pacific_is_no_town(read: Read) -> None:
    reading = read("The US military struck a boat in the eastern Pacific on Monday, it said.")
    kinds = {one.place.kind for one in reading.located if one.role == Role.STRUCK and one.place}
    assert kinds == {"sea"}


def test_who_struck_a_village_is_told_by_the_land_around_it(read: Read) -> None:
    reading = read(
        "Israel and Hezbollah traded fire on Monday. The strike was the first on Aivtou, a "
        "village of stone houses above Tyre, in Lebanon."
    )
    told = {name for claim in reading.claims for name in claim.attackers}
    assert "Hezbollah" not in told


def test_the_european_union_calls_nobody_out_on_strike(read: Read) -> None:
    reading = read(
        "The army conceded that its aircraft hit Torvabeh, a market town, on Monday. Workers of "
        "clinics were turned back, and the European Union condemned it."
    )
    assert "Torvabeh" in _struck(reading)
