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
            "The council blamed it on the head of the LNA, Khalifa Haftar, who marched on Tripoli.",
            {"LNA"},
        ),
        (
            "The separatists blamed “the army of the Malian junta and Russian mercenaries from the "
            "Wagner group” for the strike at Kidal, near Algeria.",
            {"Mali", "Wagner"},
        ),
    ],
)
def test_everyone_who_is_blamed_is_blamed(read: Read, text: str, actors: set[str]) -> None:
    town = next((name for name in ("Tabriz", "Kidal") if name in text), "Gharyan")
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


def test_what_one_cannot_say_is_not_said(read: Read) -> None:
    reading = read(
        "NATO jets hit the town of Surman on Monday, medics said. A NATO spokesman said he could "
        "not say whether the strike had caused civilian casualties."
    )
    assert not any(claim.attribute == "civilian_harm" for claim in reading.claims)


@pytest.mark.parametrize(
    "text",
    [
        "Libya's government said an airstrike destroyed a family compound at Surman on Monday.",
        "The armed group M23, which holds Goma, claims the attack targeted a house.",
    ],
)
def test_who_tells_of_an_airstrike_did_not_carry_it_out(read: Read, text: str) -> None:
    reading = read(f"A drone strike hit a house in Goma on Monday. {text}")
    assert not any(name in {"Libya", "M23"} for c in reading.claims for name in c.attackers)


def test_a_spokesman_of_the_government_is_not_the_alliances_that_bombs(read: Read) -> None:
    reading = read(
        "NATO warplanes struck the Libyan capital, Tripoli, on Monday. Government spokesman Tarek "
        "Hamali said that nine people were killed in the town."
    )
    (toll,) = (claim for claim in reading.claims if claim.value == 9)
    assert (toll.claimant, str(toll.side)) == ("Tarek Hamali", "defender")


def test_whom_a_town_stands_for_is_not_hit_west_of_it(read: Read) -> None:
    reading = read("An airstrike hit a compound west of Tripoli on Monday, killing nine people.")
    assert not any(claim.value == "GNA" for claim in reading.claims)


def test_community_members_are_no_fighters(read: Read) -> None:
    reading = read(
        "A drone strike hit Dembecha in Ethiopia on Monday. Residents said the victims were "
        "community members who mended a fence."
    )
    told = {(c.value, c.stance) for c in reading.claims if c.attribute == "target"}
    assert ("militants", Stance.ASSERTS) not in told


def test_the_raid_that_answered_an_assault_is_the_army_s(read: Read) -> None:
    reading = read(
        "The Myanmar military responded with air strikes on Monday after the Arakan Army launched "
        "attacks on a training school in Minbya. Bombs landed on Che Taung village, villagers "
        "said. An army spokesman denied that they shot at the village, and said the wounded were "
        "fighters who took part in the attacks on the school."
    )
    assert not any("Arakan Army" in c.attackers for c in reading.claims)
    (denied,) = {
        (c.value, c.places[0].mention.text)
        for c in reading.claims
        if c.attribute == "attacker" and c.stance is Stance.DENIES
    }
    assert denied == ("Myanmar military", "Che Taung")


def test_the_group_is_no_army_and_or_gives_its_short_name(read: Read) -> None:
    reading = read(
        "Myanmar's military has killed 70 people in two airstrikes on Pauktaw, where the Arakan "
        "Army fights junta forces, the group said. The Arakan Army, or AA, has taken many towns. "
        "On Sunday, an airstrike on Maungdaw killed nine people, the AA said."
    )
    tellers = {c.value: c.claimant for c in reading.claims if c.attribute == "killed"}
    assert tellers == {70: "Arakan Army", 9: "Arakan Army"}


def test_a_district_in_the_north_east_is_where_it_hit(read: Read) -> None:
    reading = read(
        "The rebels said that the air strike hit a home in the north-eastern Mullaitivu district "
        "in Sri Lanka on Monday and killed nine."
    )
    struck = {one.place.name for one in reading.located if one.role is Role.STRUCK and one.place}
    assert struck == {"Mullaittivu"}


def test_who_speaks_stands_outside_the_quotation(read: Read) -> None:
    reading = read(
        "“The drones killed nine civilians on Monday at Kidal — among them Sudanese, Nigeriens and "
        "Chadians,” a local official said after the attack."
    )
    assert {claim.claimant for claim in reading.claims if claim.value == 9} == {"local official"}
