"""Names of several parts, and what the numbers beside them count; on invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading, Role

Read = Callable[..., Reading]


def struck(reading: Reading) -> set[str]:
    return {spot.mention.text for spot in reading.located if spot.role == Role.STRUCK}


def counts(reading: Reading) -> set[tuple[str, object]]:
    return {
        (claim.attribute, claim.value)
        for claim in reading.claims
        if claim.attribute.endswith(("killed", "wounded"))
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Afghan jets struck Dasht-i Archi in Kunduz on Monday.", "Dasht-i Archi"),
        ("Jets bombed Pul-i Khumri in Afghanistan.", "Pul-i Khumri"),
        ("Jets bombed Karim-dheer village near Jilib in Somalia.", "Karim-dheer"),
    ],
)
def test_a_name_goes_on_behind_its_hyphen(read: Read, text: str, name: str) -> None:
    assert name in struck(read(text))


def test_a_name_spelled_with_another_link_is_the_same_town(read: Read) -> None:
    reading = read("Afghan jets struck Dasht-i Archi in Kunduz on Monday.")
    places = {
        spot.place.name for spot in reading.located if spot.role == Role.STRUCK and spot.place
    }
    assert places == {"Dasht-e Archī"}


def test_who_rules_a_village_is_no_part_of_its_name(read: Read) -> None:
    assert "Jilib-held" not in struck(read("Jets bombed a Jilib-held village near Afmadow."))


def test_a_district_of_a_province_is_what_was_struck(read: Read) -> None:
    reading = read("Jets bombed the Dasht-e-Archi district of Kunduz province.")
    assert struck(reading) == {"Dasht-e-Archi district"}


def test_areas_located_near_a_town_are_struck_and_no_base(read: Read) -> None:
    reading = read("Jets bombed areas located in the vicinity of Jilib town.")
    assert struck(reading) == {"vicinity of Jilib town"}
    assert struck(read("Jets based in Jilib bombed El Wak, medics said.")) == {"El Wak"}


def test_a_place_where_the_attacks_took_place_was_struck(read: Read) -> None:
    reading = read(
        "Iran fired missiles at bases in Balochistan in Pakistan. Karim-e-Dar, where these attacks "
        "occurred, is a hamlet."
    )
    assert "Karim-e-Dar" in struck(reading)


def test_where_a_country_stands_in_brackets_nothing_fell(read: Read) -> None:
    reading = read("Herat (Afghanistan) (AFP) – A raid on a school in Farah killed three people.")
    assert struck(reading) == {"Farah"}


def test_who_asked_for_a_strike_did_not_fly_it(read: Read) -> None:
    reading = read("There was one air strike requested by Iraqi forces in Mosul, officials said.")
    assert {claim.attackers for claim in reading.claims} == {()}
    reading = read("There was one air strike carried out by Iraqi forces in Mosul, officials said.")
    assert ("Iraq",) in {claim.attackers for claim in reading.claims}


RAID = "A raid on Homs on Monday "


@pytest.mark.parametrize(
    ("tail", "wanted"),
    [
        (
            "caused the death of three people and the injury of 16 others.",
            {("killed", 3), ("wounded", 16)},
        ),
        ("led to the death of one person, and three people are missing.", {("killed", 1)}),
        ("killed 30 fighters, including nine commanders.", {("militants_killed", 30)}),
    ],
)
def test_numbers_count_what_befell_those_beside_them(
    read: Read, tail: str, wanted: set[tuple[str, object]]
) -> None:
    assert counts(read(RAID + tail)) == wanted


def test_members_of_a_crew_are_no_fighters(read: Read) -> None:
    reading = read(RAID + "hit the airport. One crew member was wounded.")
    assert counts(reading) == {("wounded", 1)}


def test_an_armed_group_may_be_counted_by_its_name(read: Read) -> None:
    reading = read("The strike in Kunduz killed 20 Taliban. It destroyed ten Taliban positions.")
    assert counts(reading) == {("militants_killed", 20)}


def test_missiles_that_destroy_are_not_shot_down(read: Read) -> None:
    reading = read("In Homs, four missiles destroyed a mosque.")
    assert ("munitions", 4) in {(claim.attribute, claim.value) for claim in reading.claims}
    reading = read("Rockets hit Homs. Air defences destroyed four missiles over Hama.")
    assert ("munitions", 4) not in {(claim.attribute, claim.value) for claim in reading.claims}


@pytest.mark.parametrize(
    ("tail", "wanted"),
    [
        (
            "killed 13 people, including two girls, seven women and four men.",
            {("killed", 13), ("children_killed", 2), ("women_killed", 7)},
        ),
        ("killed one member of the security forces.", {("soldiers_killed", 1)}),
        ("killed one member of the group.", {("militants_killed", 1)}),
    ],
)
def test_parts_and_members_are_of_their_whole(
    read: Read, tail: str, wanted: set[tuple[str, object]]
) -> None:
    assert counts(read(RAID + tail)) == wanted
