"""Who is said to have struck, and who is not, where words join, question or answer several."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading, Role, Stance

Read = Callable[..., Reading]


def _charged(reading: Reading) -> set[object]:
    return {
        claim.value
        for claim in reading.claims
        if claim.attribute == "attacker" and claim.stance is Stance.ASSERTS
    }


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Iran blamed Israel and the United States for the strike on Tabriz.", {"Israel", "US"}),
        (
            "The rebels accused the Malian army and fighters of the Wagner group of bombing a fair "
            "near Kidal.",
            {"Mali", "Wagner"},
        ),
        (
            "The separatists blamed “the army of the Malian junta and Russian mercenaries from the "
            "Wagner group” for the strike at Kidal, near Algeria.",
            {"Mali", "Wagner"},
        ),
    ],
)
def test_everyone_who_is_blamed_is_blamed(read: Read, text: str, actors: set[str]) -> None:
    town = "Tabriz" if "Tabriz" in text else "Kidal"
    assert _charged(read(f"A drone strike hit {town} on Monday, medics said. {text}")) == actors


def test_whose_jets_were_is_left_open(read: Read) -> None:
    reading = read(
        "A jet bombed the town of Saraqib on Monday, medics said. The Observatory said it was not "
        "clear if the jet was Syrian or Russian."
    )
    assert not _charged(reading)


def test_an_air_force_that_is_yet_to_confirm_confirms_nothing(read: Read) -> None:
    reading = read(
        "Villagers were bombed near Maradun in Nigeria on Monday. Although the air force is yet to "
        "confirm the air strike, a herder said that jets had come."
    )
    assert not any("Air Force" in claim.claimant for claim in reading.claims)


def test_no_missions_in_the_state_answers_the_strike_on_its_village(read: Read) -> None:
    reading = read(
        "A jet of the Nigerian Air Force bombed Gidan Rana village in Kaduna State on Monday, "
        "residents said. The spokesman said that the Nigerian Air Force had not carried out any "
        "air operations within Kaduna State on Monday."
    )
    denials = [claim for claim in reading.claims if claim.stance is Stance.DENIES]
    assert denials
    named = {located.mention.text for claim in denials for located in claim.places}
    assert named == {"Gidan Rana"}


def test_it_is_a_lie_to_say_denies(read: Read) -> None:
    reading = read(
        "Jets hit Mullaitivu in Sri Lanka on Monday, the rebels said. “It is a lie to say that "
        "schoolchildren were targeted,” a government spokesman said."
    )
    told = {c.stance for c in reading.claims if c.value == "civilians"}
    assert told == {Stance.DENIES}


def test_who_turned_down_a_deal_denies_nothing(read: Read) -> None:
    reading = read(
        "Colombian jets bombed a camp near Calamar on Monday. It belonged to a group led by a "
        "former FARC commander who rejected the peace accord."
    )
    assert not any(claim.stance is Stance.DENIES for claim in reading.claims)


def test_a_denial_beside_a_group_tells_nothing_of_the_group(read: Read) -> None:
    reading = read(
        "The Observatory said Russia bombed Idlib on Monday, which is held by several insurgent "
        "groups, including a local al-Qaeda affiliate known as the Nusra Front, but Moscow denied "
        "any involvement."
    )
    assert not any(c.attribute == "target" and c.stance is Stance.DENIES for c in reading.claims)


def test_whom_rebels_say_they_killed_are_no_dead_of_the_strike(read: Read) -> None:
    reading = read(
        "Malian army drones hit the town of Kidal on Monday. Tuareg rebels said they had killed 84 "
        "Wagner fighters. An al-Qaeda affiliate said it had killed 50."
    )
    assert not any(claim.value in {84, 50} for claim in reading.claims)


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("said the Britain-based Syrian Observatory for Human Rights", None),
        ("according to a statement made by Tuareg rebels", "Tuareg rebels"),
        ("according to the country's armed forces", "Malian military"),
    ],
)
def test_who_is_described_by_country_or_statement(
    read: Read, text: str, claimant: str | None
) -> None:
    reading = read(f"Nine people were killed in a drone strike near Kidal in Mali, {text}.")
    (toll,) = (claim for claim in reading.claims if claim.value == 9)
    assert toll.claimant == (claimant or "Syrian Observatory for Human Rights")


def test_the_group_is_who_spoke_and_not_whom_it_told_of(read: Read) -> None:
    reading = read(
        "The Emergency Lawyers, a volunteer group, said: “A drone launched by the Rapid Support "
        "Forces struck the hospital of El Obeid on Monday.” The group added that the attack killed "
        "nine people."
    )
    (toll,) = (claim for claim in reading.claims if claim.value == 9)
    assert toll.claimant == "Emergency Lawyers"


def test_paramilitaries_are_not_the_state_they_come_from(read: Read) -> None:
    reading = read(
        "Nine people were killed in a drone attack by Sudanese paramilitaries on El Fasher on "
        "Monday, activists said."
    )
    assert _charged(reading) == {"RSF"}


def test_a_dash_behind_a_dateline_joins_no_name(read: Read) -> None:
    reading = read("DAKAR - At least nine people were killed on Monday by a drone strike on Kidal.")
    struck = {spot.mention.text for spot in reading.located if spot.role is Role.STRUCK}
    assert struck == {"Kidal"}


def test_the_hospital_of_a_town_is_no_place_of_its_own(read: Read) -> None:
    reading = read(
        "A drone strike by the RSF hit the Saudi Hospital in El Fasher on Monday, killing nine "
        "people."
    )
    struck = {spot.mention.text for spot in reading.located if spot.role is Role.STRUCK}
    assert struck == {"El Fasher"}


def test_rockets_that_destroyed_a_hospital_were_not_intercepted(read: Read) -> None:
    reading = read("A hospital in Idlib was destroyed by four Russian rockets on Monday.")
    assert not any(claim.attribute == "intercepted" for claim in reading.claims)


def test_what_rebels_hold_is_no_base_of_theirs(read: Read) -> None:
    reading = read("The air strikes hit rebel-held areas of Aleppo on Monday, the group said.")
    assert not any(claim.value == "military base" for claim in reading.claims)


def test_a_village_is_no_city_of_nearly_its_name_abroad(read: Read) -> None:
    reading = read(
        "Civilians were killed in north-east Nigeria on Monday when a military aircraft fired on a "
        "village. Residents of Buhari village said warplanes had fired missiles, killing nine."
    )
    assert all(one.place is None or one.place.country == "NG" for one in reading.located)
