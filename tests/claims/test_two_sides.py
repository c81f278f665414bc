"""Wars of two states: whose ground it is, who speaks for whom there, and what each side denies."""

from __future__ import annotations

import pytest

from mapper.model import Claim, Reading, Role, Side, Stance
from tests.claims.conftest import Read


def _struck(reading: Reading) -> set[str]:
    return {one.mention.text for one in reading.located if one.role == Role.STRUCK}


def _denied(reading: Reading) -> set[tuple[str, str]]:
    return {(c.claimant, c.attribute) for c in reading.claims if c.stance is Stance.DENIES}


def _with_value(reading: Reading, value: object) -> list[Claim]:
    return [claim for claim in reading.claims if claim.value == value]


@pytest.mark.parametrize(
    "text",
    [
        "A shop burnt and four people were hurt in Ukrainian army shelling of Makiivka on Monday.",
        "Four people were hurt in Makiivka on Monday by Ukrainian shelling and taken to a clinic.",
        # the governor tells of the other side's drones, not of those of whoever put him there
        "Ukrainian drones hit a depot in Makiivka on Sunday. Oleh Bondar, the Moscow-installed "
        "governor, said drones had burnt a dairy in Makiivka on Monday.",
    ],
)
def test_who_shelled_is_named_before_the_shelling(read: Read, text: str) -> None:
    assert {claim.attackers for claim in read(text).claims} == {("Ukraine",)}


def test_an_army_speaks_of_its_own_jets(read: Read) -> None:
    reading = read("Ukraine's military said on Monday that jets had bombed a depot in Makiivka.")
    assert ("Ukraine",) in {claim.attackers for claim in reading.claims}


def test_an_installed_official_keeps_the_hyphen_of_his_post(read: Read) -> None:
    reading = read("Ukrainian rockets killed nine in Makiivka, Russian-installed officials said.")
    assert {c.claimant for c in _with_value(reading, 9)} == {"Russian-installed officials"}


def test_a_crew_has_members_that_are_no_fighters(read: Read) -> None:
    attributes = {
        claim.attribute
        for claim in read("A strike on Kupiansk killed two members of a road crew.").claims
    }
    assert "killed" in attributes
    assert "militants_killed" not in attributes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "An Israeli strike hit a bakery in Gaza City on Monday.\n\nIn Rafah, on the border, "
            "the health ministry said two nurses were killed by an Israeli strike on a store.",
            "Rafah",
        ),
        (
            "Ukrainian rockets hit Makiivka on Monday. In a separate incident, authorities in the "
            "Russian city of Bryansk reported that a bakery had been hit by a Ukrainian drone.",
            "Bryansk",
        ),
    ],
)
def test_a_strike_is_where_its_sentence_opens_or_who_tells_it_sits(
    read: Read, text: str, name: str
) -> None:
    assert name in _struck(read(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Israeli jets hit a bakery in Gaza City on Monday. In Geneva, the agency said that two "
            "nurses were killed by the strike.",
            "Geneva",
        ),
        (
            "Houthi shells hit Taiz on Monday. The officials in Sanaa denied that they had fired.",
            "Sanaa",
        ),
    ],
)
def test_nothing_fell_where_others_only_talk(read: Read, text: str, name: str) -> None:
    assert name not in _struck(read(text))


def test_who_gives_no_details_denies_nothing(read: Read) -> None:
    reading = read(
        "Israeli jets killed nine people in Rafah, the health ministry said. "
        "The ministry did not provide details on civilian deaths."
    )
    assert not _denied(reading)


def test_a_strike_is_told_by_the_agency_named_at_the_end(read: Read) -> None:
    reading = read(
        "NATO jets bombed the village of Suva Reka on Monday, killing 60 people, "
        "the state news agency Tanjug said."
    )
    assert {claim.claimant for claim in _with_value(reading, 60)} == {"Tanjug"}


@pytest.mark.parametrize(
    "said",
    [
        "Villagers said the hamlet had never housed any fighters.",
        "Its elder said the school was not used by militants.",
    ],
)
def test_no_fighters_lived_there(read: Read, said: str) -> None:
    reading = read(f"Russian planes bombed Shali on Monday, killing nine people. {said}")
    assert "target" in {attribute for _, attribute in _denied(reading)}


def test_a_side_is_its_state(read: Read) -> None:
    reading = read(
        "Azerbaijan accused Armenia of firing missiles at Ganja on Monday. "
        "The Armenian side rejected the accusation."
    )
    assert ("Armenia", "attacker") in _denied(reading)


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("Georgia denied the figure.", True),
        ("Georgia said that the toll was exaggerated.", True),
        ("Georgia said that the toll was high.", False),
        ("Georgia did not deny the figure.", False),
    ],
)
def test_a_count_is_denied(read: Read, said: str, denied: bool) -> None:
    reading = read(
        "Georgian rockets killed 40 people in Tskhinvali on Monday, "
        f"the Russian Defence Ministry said. {said}"
    )
    assert (("Georgia", "killed") in _denied(reading)) is denied


@pytest.mark.parametrize(
    "said",
    [
        "The army would neither confirm nor deny the raid.",
        "NATO said it could not confirm or deny the report of 40 dead.",
        "NATO said it could not confirm reports that civilians were killed in the raid.",
    ],
)
def test_what_is_left_open_is_no_denial(read: Read, said: str) -> None:
    reading = read(f"NATO jets bombed Prizren on Monday, killing 40 people, Tanjug said. {said}")
    assert not _denied(reading)
    assert {claim.claimant for claim in _with_value(reading, 40)} == {"Tanjug"}


def test_a_charge_is_denied_and_not_the_strike(read: Read) -> None:
    reading = read(
        "Israeli jets hit a school in Gaza City on Monday, accusing its guards of hiding rockets, "
        "which Hamas denies."
    )
    assert ("Hamas", "occurrence") not in _denied(reading)


def test_both_sides_deny_whom_they_hit_and_not_that_they_strike(read: Read) -> None:
    reading = read(
        "Ukrainian drones hit a fair in Makiivka on Monday, officials said. "
        "Russia and Ukraine deny targeting civilians."
    )
    assert ("Ukraine", "target") in _denied(reading)
    assert "occurrence" not in {attribute for _, attribute in _denied(reading)}


def test_a_lack_of_casualties_is_no_lack_of_a_strike(read: Read) -> None:
    reading = read(
        "A Russian missile hit Izium on Monday, police said. There were no casualties, they said."
    )
    assert "occurrence" not in {attribute for _, attribute in _denied(reading)}


@pytest.mark.parametrize(
    ("said", "attribute"),
    [
        ("The Ukrainian army, however, denied it had anything to do with the raid.", "attacker"),
        ("The Ukrainian army said it made no rocket or artillery strikes on Makiivka.", "attacker"),
        ("Kyiv, which denies deliberately hitting civilians, did not comment.", "civilian_harm"),
    ],
)
def test_who_is_accused_denies_it(read: Read, said: str, attribute: str) -> None:
    reading = read(f"Ukrainian shells killed 27 people in Makiivka, officials said. {said}")
    assert attribute in {name for _, name in _denied(reading)}


def test_a_clause_that_only_dates_is_the_reports(read: Read) -> None:
    reading = read(
        "The Kremlin said on Monday that its army did not strike homes, two days after a tower in "
        "Dnipro was hit by a Russian missile."
    )
    told = {c.claimant for c in reading.claims if c.attribute == "occurrence"}
    assert told == {"Test Wire"}


def test_an_answer_to_a_raid_did_not_fall_where_the_raid_did(read: Read) -> None:
    reading = read(
        "Israel said its jets hit Tyre on Monday. Hezbollah said it had fired rockets at barracks "
        "near Safed in response to the raid and the killing done in Tyre."
    )
    assert not [
        claim
        for claim in reading.claims
        if claim.attackers == ("Hezbollah",) and "Tyre" in {p.mention.text for p in claim.places}
    ]


def test_a_road_between_two_towns_is_in_neither(read: Read) -> None:
    reading = read(
        "An Israeli drone killed two people in Naqura on Monday. A spokesman said a van was hit by "
        "a strike on the Tyre-Naqura road."
    )
    assert "Tyre" not in _struck(reading)


def test_the_governor_of_another_region_is_another_man(read: Read) -> None:
    reading = read(
        "Russian missiles hit Kryvyi Rih on Monday, governor Ivan Marchuk said. The governor of "
        "Kursk said nine people were hurt there by Ukrainian drones."
    )
    assert "Ivan Marchuk" not in {claim.claimant for claim in _with_value(reading, 9)}


def test_who_talks_to_reporters_is_none(read: Read) -> None:
    reading = read(
        "During a call with reporters, Kremlin spokesman Ivan Marchuk said jets had bombed a depot "
        "in Dnipro."
    )
    assert {claim.side for claim in reading.claims if claim.claimant == "Ivan Marchuk"} == {
        Side.ATTACKER
    }


@pytest.mark.parametrize(
    "said",
    [
        "Israeli jets killed three in Tyre, it was said, without saying if they were fighters.",
        "Israeli jets hit a market in Tyre on Monday. Lebanon called it a terrorist act.",
    ],
)
def test_no_fighters_are_told_of(read: Read, said: str) -> None:
    assert not _with_value(read(said), "militants")


def test_the_prison_is_where_it_was_told_to_be(read: Read) -> None:
    reading = read(
        "The prison in the city of Olenivka was burnt out. Some of the dead are soldiers who held "
        "the steel plant in Mariupol. Russia claims that Ukraine hit the prison with missiles."
    )
    assert _struck(reading) == {"Olenivka"}


def test_the_target_goes_by_the_name_behind_it(read: Read) -> None:
    reading = read(
        "The Russian army said it had fired four missiles that hit their target, an arms factory "
        "in Kyiv."
    )
    assert _with_value(reading, "weapons factory")


def test_a_barrage_is_of_who_is_said_to_have_fired_it(read: Read) -> None:
    reading = read(
        "Iranian missiles hit Beersheba on Monday. Israeli jets hit Kermanshah. The barrage of "
        "missiles, fired by Iran, was meant for barracks."
    )
    assert not [
        claim
        for claim in reading.claims
        if claim.attackers == ("Iran",) and "Kermanshah" in {p.mention.text for p in claim.places}
    ]


@pytest.mark.parametrize(
    ("said", "claimant"),
    [
        ("Chechen authorities said nine people died there.", "Chechen authorities"),
        ("Russian authorities said nine people died there.", "Russian government"),
        ("Nine people died there, Shali health authorities said.", "Shali health authorities"),
    ],
)
def test_the_authorities_of_a_land_are_not_those_of_its_state(
    read: Read, said: str, claimant: str
) -> None:
    reading = read(f"Russian officials said that rockets hit Shali on Monday. {said}")
    assert {claim.claimant for claim in _with_value(reading, 9)} == {claimant}


@pytest.mark.parametrize(
    "said",
    [
        "The Russian defence ministry said no strikes, rocket or air, were delivered on Shali.",
        "Russia said that the blast was caused by a gas leak, not a rocket attack by its army.",
    ],
)
def test_a_strike_that_was_none_is_denied(read: Read, said: str) -> None:
    reading = read(f"Russian rockets hit a market in Shali on Monday, killing nine people. {said}")
    assert _denied(reading)
    assert not [
        claim
        for claim in reading.claims
        if claim.attribute == "occurrence"
        and claim.stance is Stance.ASSERTS
        and claim.claimant != "Test Wire"
    ]


def test_who_is_ruled_out_is_nobodys_attacker(read: Read) -> None:
    reading = read(
        "The bombing of Albukamal killed nine people on Monday. A spokeswoman for the coalition "
        "confirmed that the attack was not a raid by the US army. The strike hit tankers."
    )
    told = {c.attackers for c in reading.claims if c.stance is Stance.ASSERTS}
    assert told == {()}


def test_a_count_that_is_not_accepted_is_denied(read: Read) -> None:
    reading = read(
        "NATO jets bombed a convoy near Prizren on Monday. NATO officials do not accept claims "
        "from Belgrade that more than 60 refugees were killed."
    )
    assert ("NATO", "civilians_killed") in _denied(reading)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # where those who tell it have fled to
        (
            "NATO jets bombed a convoy near Prizren on Monday. Refugees who have crossed over into "
            "the town of Kukes said that a plane dropped two bombs on the column.",
            "Kukes",
        ),
        # what only says how far away the village is
        (
            "The raid hit the village of Dolno about 12 miles north of the province's capital, "
            "Pristina, when NATO missiles were fired.",
            "Pristina",
        ),
    ],
)
def test_a_town_told_beside_is_not_struck(read: Read, text: str, name: str) -> None:
    assert name not in _struck(read(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was one of the deadliest strikes yet to hit Rafah, aid workers said.", "Rafah"),
        (
            "Israeli jets bombed Rafah on Monday. The army said it did not strike in the Safe Area "
            "in Al-Mawasi.",
            "Al-Mawasi",
        ),
    ],
)
def test_a_town_named_behind_its_zone_is_struck_or_denied(read: Read, text: str, name: str) -> None:
    places = {place.mention.text for claim in read(text).claims for place in claim.places}
    assert name in places


def test_who_conceded_the_dead_behind_while_said_so(read: Read) -> None:
    reading = read(
        "Israeli strikes killed 62 people in Rafah. The Israeli military said 40 were militants, "
        "while Hamas, which rules Gaza, acknowledged the deaths of nine fighters."
    )
    assert {claim.claimant for claim in _with_value(reading, 9)} == {"Hamas"}


def test_an_inquiry_is_of_who_made_it(read: Read) -> None:
    reading = read(
        "Israeli strikes killed 62 people in Rafah in May. An investigation by Human Rights Watch "
        "found no evidence of military targets nearby."
    )
    assert ("Human Rights Watch", "target") in _denied(reading)


def test_a_dateline_with_a_day_and_an_agency_speaks_for_nobody(read: Read) -> None:
    reading = read(
        "London, 16 April 1999 (RFE/RL) -- A NATO spokesman says that one of its pilots bombed a "
        "truck in Prizren yesterday."
    )
    assert {claim.attackers for claim in reading.claims} == {("NATO",)}


def test_what_was_struck_another_day_takes_back_no_denial(read: Read) -> None:
    reading = read(
        "Russia fired four missiles at Kyiv on Sunday, officials said. The Russian army denied "
        "hitting a nursery in the city. On Saturday its jets had bombed a depot in Kyiv, it said."
    )
    assert ("Russian military", "attacker") in _denied(reading)


def test_whose_forces_are_his_of_whom_a_state_tells(read: Read) -> None:
    reading = read(
        "Russia said on Monday that Ukraine killed nine people when its armed forces struck a "
        "bakery in Makiivka."
    )
    assert {claim.attackers for claim in reading.claims} == {("Ukraine",)}


def test_the_region_behind_a_town_is_not_struck(read: Read) -> None:
    reading = read(
        "Two people were killed by Ukrainian army shelling of the Russian-held town of Volnovakha "
        "in Donetsk, eastern Ukraine, on Monday, police said."
    )
    assert _struck(reading) == {"Volnovakha"}


def test_who_issues_a_denial_denies(read: Read) -> None:
    reading = read(
        "Rockets hit Majdal Shams on Monday, killing nine. Though Hezbollah issued a denial of "
        "involvement in the rocket attack in Majdal Shams, Israel holds the group responsible."
    )
    assert ("Hezbollah", "attacker") in _denied(reading)


def test_what_a_false_claim_was_about_did_happen(read: Read) -> None:
    reading = read(
        'Israeli jets struck Tyre on Monday. "The claims about weapons in the bombed buildings are '
        'completely false," Hezbollah said.'
    )
    assert ("Hezbollah", "occurrence") not in _denied(reading)


def test_who_only_looks_guilty_is_not_said_to_be(read: Read) -> None:
    reading = read(
        "Rockets hit a prison in Olenivka on Monday. The Ukrainian military said that Russian "
        "forces had shelled the prison to make Ukraine look like it was guilty of a crime."
    )
    assert ("Ukraine",) not in {claim.attackers for claim in reading.claims}
