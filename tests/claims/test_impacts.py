"""What a weapon does tells a strike, whatever the verb; what flies past and what lands does not.

All sentences are invented.
"""

from __future__ import annotations

import pytest

from mapper.model import Reading
from tests.claims.conftest import Read


def _struck(reading: Reading) -> set[str]:
    return {
        one.mention.text
        for claim in reading.claims
        if claim.attribute == "occurrence" and claim.stance == "asserts"
        for one in claim.places
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Warplanes unloaded cluster munitions over Idlib on Friday, activists said.", {"Idlib"}),
        ("Russian planes dumped heavy bombs on Mariupol throughout the night.", {"Mariupol"}),
        ("A cruise missile sliced through a tall block in Dnipro.", {"Dnipro"}),
        ("A drone took out a fuel tanker in Nyala on Thursday, residents said.", {"Nyala"}),
        ("The junta's jets sprayed Myitkyina with rockets.", {"Myitkyina"}),
        ("Antonov bombers emptied their loads over Khartoum at noon.", {"Khartoum"}),
        ("Bunker busters punched through the roof of a hall at Natanz.", {"Natanz"}),
        ("A fragment of a missile came down on a kindergarten in Brovary.", {"Brovary"}),
        ("A raid. Russia said it had used precision weapons against a plant in Lviv.", {"Lviv"}),
        ("Drones swarmed Mykolaiv before dawn, setting a silo on fire.", {"Mykolaiv"}),
        ("A salvo struck Latakia.", {"Latakia"}),
        ("Nine drones crossed the river. One came down on a house in Brovary.", {"Brovary"}),
        ("Jets bombed Gori. The port of Poti was attacked too and eight died.", {"Gori", "Poti"}),
        ("Glide bombs gouged craters into the main road in Vovchansk.", {"Vovchansk"}),
        ("A cruise missile flew into a warehouse in Mocha.", {"Mocha"}),
        ("Debris of a downed missile crushed a greenhouse in Brovary.", {"Brovary"}),
        ("A depot in Torez went up in flames after a missile strike.", {"Torez"}),
        ("A rocket fired from the strip landed in a yard in Sderot.", {"Sderot"}),
        ("A missile hit a hall. It took place at noon in Luhansk.", {"Luhansk"}),
        ("Raids were reported on Tyre, where a clinic took in the wounded.", {"Tyre"}),
    ],
)
def test_a_weapon_that_does_something_to_a_place_tells_a_strike(
    read: Read, text: str, names: set[str]
) -> None:
    assert _struck(read(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Drones entered Polish airspace near Lublin and left it again.",
        "Washington will arm Estonia with missiles, officials said.",
        "Sappers defused a bomb in a school in Lviv.",
        "Drones filmed a column on a bridge in Izium.",
        "Rockets were loaded on trucks in Engels, a source said.",
        "Planes dropped water on forest fires near Athens.",
        "A jet landed in Rzeszow with the president on board.",
        "Attacks have fallen by half in Kandahar, the army said.",
        "A barrage of questions hit the minister in London.",
        "Shells were unloaded at the port of Constanta.",
        "The plane carried the body through Bucharest.",
        "A bomb hidden in a bin ripped through a market in Kano.",
        "A drone nearly hit a passenger jet over Frankfurt.",
        "In March the town of Izmit was struck by an earthquake.",
        "The army shelled out a million for a stadium in Lima.",
        "The plant lies 35 km west of Poltava.",
        "Gunmen attacked a checkpoint in Quetta, killing five soldiers.",
    ],
)
def test_what_only_flies_lands_or_is_loaded_strikes_nothing(read: Read, text: str) -> None:
    assert _struck(read(f"A drone hit a plant in Kharkiv. {text}")) == {"Kharkiv"}


def test_the_town_before_a_noun_of_striking_is_where_it_fell(read: Read) -> None:
    assert _struck(read("A missile did it. The Dnipro attack killed 46 people.")) == {"Dnipro"}


def test_its_hospital_is_that_of_the_town_told_before(read: Read) -> None:
    text = (
        "Jets hit Barda on Monday. In Stepanakert sirens wailed from noon. "
        "Its hospital was hit by a rocket on Tuesday."
    )
    assert _struck(read(text)) == {"Barda", "Stepanakert"}


def test_a_people_over_an_item_is_no_place(read: Read) -> None:
    text = (
        "Iraqi Officials: Car Bomb Kills 20. The army said attacks have fallen to old levels. "
        "Kirkuk: a market burns. Mosul: two dead in a shooting."
    )
    assert "Iraqi" not in _struck(read(text))
