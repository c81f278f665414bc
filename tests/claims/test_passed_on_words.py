"""Whose words are passed on, and of which strike, in reports on wars at home."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading, Stance

Read = Callable[..., Reading]


def _tellers(reading: Reading, attribute: str, value: object) -> set[str]:
    return {
        claim.claimant
        for claim in reading.claims
        if claim.attribute == attribute and claim.value == value
    }


@pytest.mark.parametrize(
    ("text", "value", "claimant"),
    [
        (
            "The emergency room of Nyala said in a note on Sunday that “nine people were killed in "
            "an air strike on the Nyala livestock market”, Xinhua news agency reported.",
            9,
            "emergency room of Nyala",
        ),
        (
            "Jets bombed a ferry at Kosti on Monday. The army's air wing struck at dusk, killing "
            "nine, said members of an anti-junta militia.",
            9,
            "members of anti-junta militia",
        ),
        (
            "Jets bombed a school at Shwebo in Myanmar on Monday, residents said. The junta's air "
            "force launched the raid at noon, killing nine people, they said.",
            9,
            "residents",
        ),
        (
            "Jets bombed a mill at Nyala on Monday. The Emergency Lawyers Initiative, a group that "
            "monitors violations in Sudan, reported that nine people were killed.",
            9,
            "Emergency Lawyers",
        ),
        (
            "Jets bombed a mill at Nyala on Monday. The RSF condemned it. Its statement reads: “A "
            "massacre, in which planes of the army killed nine people.”",
            9,
            "RSF",
        ),
    ],
    ids=["passed on by an agency", "against the junta", "they", "an initiative", "reads"],
)
def test_words_belong_to_who_said_them(read: Read, text: str, value: int, claimant: str) -> None:
    assert _tellers(read(text), "killed", value) == {claimant}


def test_a_dateline_with_an_agency_accuses_nobody(read: Read) -> None:
    reading = read(
        "Khartoum, May 5 (DPA): The paramilitary Rapid Support Forces (RSF) accused Sudanese Armed "
        "Forces (SAF) warplanes of bombing a market in Kutum on Monday."
    )
    assert _tellers(reading, "attacker", "Sudanese army") == {"RSF"}


def test_a_name_with_a_dash_is_one_person(read: Read) -> None:
    reading = read(
        "An air strike hit a depot in Misrata on Monday. Tarek al-Hamali blamed the attack on the "
        "GNA, calling it a plot."
    )
    assert _tellers(reading, "attacker", "GNA") == {"Tarek al-Hamali"}


def test_the_jets_that_go_on_with_their_raids_are_not_the_speakers(read: Read) -> None:
    reading = read(
        "The RSF accused the Sudanese army of bombing a market in Kutum on Monday. “The warplanes "
        "went on with their raids, targeting a clinic in Nyala,” the RSF said in a statement."
    )
    struck = {c.attackers for c in reading.claims if c.attribute == "target"}
    assert struck == {("Sudanese army",)}


def test_an_army_that_has_fought_since_spring_answers_for_today(read: Read) -> None:
    reading = read(
        "An air strike by the Sudanese army hit the town of Kutum on Monday, residents said. The "
        "army, which has fought the RSF since April 2019, denied targeting civilians."
    )
    (denial,) = (c for c in reading.claims if c.attribute == "target" and c.stance == Stance.DENIES)
    assert denial.claimant == "Sudanese army"
    assert [located.mention.text for located in denial.places] == ["Kutum"]


def test_hundreds_of_people_are_no_hundreds_of_strikes(read: Read) -> None:
    text = (
        "The Emergency Lawyers accused the army of an air strike on the market of Kutum in Sudan "
        "on Monday. Two residents counted 70 bodies. The shops burned. The wells were cut off.\n\n"
        "The strike came as Sudanese army troops closed in on Nyala.\n\n"
        "The RSF said the attack on Monday killed over 400 and wounded hundreds."
    )
    (toll,) = (claim for claim in read(text).claims if claim.value == 400)
    assert [located.mention.text for located in toll.places] == ["Kutum"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "An airstrike hit a migrant hostel near the Libyan capital on Monday, killing nine "
            "people. Photos taken of the hostel in Janzour showed a crater.",
            "Janzour",
        ),
        (
            "Nine people were killed in an air strike on a holding centre in Libya on Monday. The "
            "UN deplored it.\n\nThe UN had shared the site of the Gharyan centre, it said. The "
            "strike left a hole in the roof.",
            "Gharyan centre",
        ),
    ],
    ids=["the hostel in X", "the X centre"],
)
def test_a_lead_lies_where_the_thing_lies_that_was_hit(read: Read, text: str, place: str) -> None:
    (toll,) = (claim for claim in read(text).claims if claim.value == 9)
    assert [located.mention.text for located in toll.places] == [place]


def test_a_thing_of_another_kind_is_not_where_the_lead_lies(read: Read) -> None:
    reading = read(
        "An airstrike hit a migrant hostel near the Libyan capital on Monday, killing nine people. "
        "Ambulances came from the hospital in Janzour."
    )
    (toll,) = (claim for claim in reading.claims if claim.value == 9)
    assert not toll.places


def test_the_market_of_a_town_that_is_spelled_another_way_is_in_that_town(read: Read) -> None:
    reading = read(
        "Sudanese army jets bombed the town of Kabkabiya in North Darfur on Monday. Nine people "
        "died in the airstrike on the Kabkabiya market, medics said."
    )
    (toll,) = (claim for claim in reading.claims if claim.value == 9)
    places = {c.places[0].place.id for c in reading.claims if c.places and c.places[0].place}
    assert toll.places and len(places) == 1


def test_the_spokesman_s_office_of_an_army_is_the_army(read: Read) -> None:
    reading = read(
        "Sudanese army jets bombed a market in Kutum on Monday, residents said. The army rejected "
        "that, saying it never hit civilians, according to a statement by its spokesman's office."
    )
    assert {c.claimant for c in reading.claims if c.stance == Stance.DENIES} == {"Sudanese army"}


def test_only_fighters_and_not_civilians_were_hit(read: Read) -> None:
    reading = read(
        "Only combatants, not villagers, were hit in an air strike near Mekelle on Monday, an "
        "Ethiopian military spokesman said."
    )
    told = {(c.value, c.stance) for c in reading.claims if c.attribute == "target"}
    assert told == {("militants", Stance.ASSERTS), ("civilians", Stance.DENIES)}


@pytest.mark.parametrize(
    "before",
    [
        "followed an attack on a junta camp carried out by an alliance of fighters",
        "came hours after insurgents attacked an army camp",
    ],
)
def test_what_fighters_attacked_on_foot_before_is_no_target(read: Read, before: str) -> None:
    reading = read(f"The airstrike on a monastery in Indaw, Myanmar, on Monday {before}.")
    aims = {c.value for c in reading.claims if c.attribute == "target"}
    assert not aims & {"government", "military base", "militants"}
