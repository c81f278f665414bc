"""A village is not its far namesake: what is told with it, and how common its name is, tells so.

Names are real, what happens is invented.
"""

from __future__ import annotations

import pytest

from mapper.model import Place, Reading
from tests.claims.conftest import Read


def _pins(reading: Reading) -> dict[str, Place | None]:
    return {
        one.mention.text: one.place
        for claim in reading.claims
        if claim.attribute == "occurrence"
        for one in claim.places
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # in another country than the division that is told with it
        ("A man died in a drone attack at Malinovka, a village in Belgorod region.", "Malinovka"),
        ("An army drone killed eight people in a market near Gossi in Mali.", "Gossi"),
        # what another tongue calls a famous city
        ("Sudan's army bombed El Koma in North Darfur. Jets came back to El Koma.", "El Koma"),
        (
            "A jet hit a market on Monday. The strike in Toura, a small town in North Darfur, "
            "killed 54.",
            "Toura",
        ),
        # a village, and no capital
        (
            "Drones struck the village of Baghdad in southern Somalia. Somalia thanked its ally.",
            "Baghdad",
        ),
        # one of many, and none of them near
        (
            "Drones attacked two buses near the village of Berezovka on Monday, the governor said "
            "in Belgorod. On Friday a drone hit a car in Shebekino.",
            "Berezovka",
        ),
        ("- January 17, 2020: Rann, Borno State. A jet bombed a camp, killing nine.\n"
         "- April 11, 2020: Damasak, Borno State. Bombs fell on children.", "Rann"),
    ],
)  # fmt: skip
def test_a_far_namesake_is_not_pinned(read: Read, text: str, name: str) -> None:
    place = _pins(read(text))[name]
    assert place is None or place.country in {"ML", "NG", "SD"}


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("Jets bombed the airport of Baghdad, Iraq said.", "Baghdad", "settlement", "IQ"),
        (
            "KHERSON REGION\nDrones hit a bus in the Dnipro district of Kherson city.",
            "Kherson city",
            "settlement",
            "UA",
        ),
        ("Drones hit houses in Zaporizhzhia region.", "Zaporizhzhia region", "admin1", "UA"),
        ("Raids on Hodeidah's Zabid district killed eight.", "Zabid district", "area", "YE"),
    ],
)
def test_what_is_meant_by_a_known_name(
    read: Read, text: str, name: str, kind: str, country: str
) -> None:
    found = _pins(read(text))
    place = found[name]
    assert len(found) == 1
    assert place is not None and (place.kind, place.country) == (kind, country)


def test_a_village_that_nobody_knows_heads_its_paragraph(read: Read) -> None:
    text = (
        "The air force has hit the wrong people before:\n\n"
        "- 15 September 2021: Kunvara, Yobe State. Bombs fell on nine villagers.\n"
        "- 18 February 2022: Nachavi, across the border in Niger. A jet killed seven children."
    )
    assert {"Kunvara", "Nachavi"} <= _pins(read(text)).keys()


def test_a_list_among_known_towns_is_of_towns(read: Read) -> None:
    text = (
        "Russian planes bombed the region. According to the governor, Tomyna Balka, Mylove, "
        "Kunvarka and Beryslav came under enemy fire and air strikes."
    )
    assert "Kunvarka" in _pins(read(text))


def test_a_long_name_is_not_the_town_in_it(read: Read) -> None:
    text = "Myanmar's junta sent jets. The village of Kyi Pan Varun was hit by a large bomb."
    assert _pins(read(text)) == {"Kyi Pan Varun": None}


def test_the_west_of_a_region_is_not_the_province_of_that_name(read: Read) -> None:
    place = _pins(read("A jet of Sudan's army bombed a market in western Darfur."))[
        "western Darfur"
    ]
    assert place is not None and place.kind != "admin1"
