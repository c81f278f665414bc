"""Which of the places of a sentence was struck, where the parse is of little help."""

from __future__ import annotations

import datetime as dt

import pytest

from mapper.model import Reading, Role
from tests.claims.conftest import Read


def _struck(reading: Reading) -> set[str]:
    return {one.mention.text for one in reading.located if one.role == Role.STRUCK}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the parser hangs "killed" on the coalition
        (
            "An air strike by a Saudi-led military coalition killed nine people in the Yemeni "
            "town of Taiz on Monday, medics and residents said, in what they called a crime.",
            "Taiz",
        ),
        ("Russia dropped six bombs on what is left of Bakhmut on Monday, Ukraine said.", "Bakhmut"),
        ("A missile came down on a block of flats in Kharkiv on Monday, police said.", "Kharkiv"),
        ("Two shells went through the roof of a chapel in Kharkiv on Monday.", "Kharkiv"),
        ("Families in Tyre dug in houses that warplanes had turned to rubble on Monday.", "Tyre"),
        ("Two Russian jets seem to have hit positions in the area of Homs.", "area of Homs"),
        (
            "Further north, a drone strike on a pickup truck near Kirkuk killed three, "
            "an official said.",
            "Kirkuk",
        ),
        (
            "Jets bombed eight targets on Monday. Among them, the ministry said, were a bunker "
            "near Raqqa and a depot in Idlib.",
            "Raqqa",
        ),
        ("Jets bombed camps in Derna and, a day later, a base outside Benghazi.", "Benghazi"),
        ("Drones reached as far as Kassala, hitting a fuel store in the town.", "Kassala"),
        ("Bombs shook Kyiv and cities as far west as Lviv as alarms went off.", "Lviv"),
        ("A block of flats in Sloviansk was cut in half by a missile.", "Sloviansk"),
        ("Debris of a downed drone set fire to a warehouse in Ryazan.", "Ryazan"),
        ("Drones were shot down over Lipetsk, and one hit a house in Belgorod.", "Belgorod"),
        ("Missiles fell on Homs on Monday. On Tuesday it was the turn of Hama.", "Hama"),
        ("The wounded from the missile attack on Marib were flown abroad.", "Marib"),
        ("A barracks in Russian-held Makiivka was destroyed by rockets.", "Makiivka"),
        ("SANAA: Jets bombed the port.\n\nSAADA: An air raid hit two houses.", "SAADA"),
        (
            "Iran fired back, Israel said.\n\nHaifa. A missile struck a tower in the town north of "
            "Tel Aviv.\n\nRehovot. The campus was damaged by another missile.",
            "Rehovot",
        ),
        (
            "The town of Khan Younis woke to the sound of jets. Two missiles hit the main market.",
            "Khan Younis",
        ),
    ],
)
def test_a_strike_finds_its_place(read: Read, text: str, name: str) -> None:
    assert name in _struck(read(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shelling went on in Homs on Monday, a day after a truce was agreed in Geneva.", "Geneva"),
        ("The raids on Homs came as envoys left without a deal after talks in Geneva.", "Geneva"),
        ("Amran province, which is north of the capital, Sanaa, was hit by air strikes.", "Sanaa"),
        (
            "Air defences destroyed 27 drones on Monday: 14 over Bryansk, the rest at sea.",
            "Bryansk",
        ),
        ("Russia fired three missiles from launchers in the occupied Donetsk region.", "Donetsk"),
        ("The missiles crossed Iran. After a flight across Iraq they hit Raqqa.", "Iraq"),
        ("Jets bombed Homs on Monday. A suicide bomber killed 40 policemen in Hama.", "Hama"),
        ("Jets bombed Homs on Monday. Nine soldiers were killed in an ambush near Hama.", "Hama"),
        ("Sirens sounded in Lviv and Ternopil, but missiles hit only Kyiv.", "Lviv"),
        ("The Pakistani air strike in Kabul drew protests in Kandahar.", "Kandahar"),
        ("Fifty people hurt in the air strike on Homs were taken to clinics in Hama.", "Hama"),
        ("The drone that struck Kassala was supplied through Amdjarass in Chad.", "Amdjarass"),
        ("The evacuation of Tyre was ordered an hour after a strike on Sidon.", "Tyre"),
        ("A drone hit a car on the road between Ghazni and Kabul, officials said.", "Kabul"),
        ("Shells fell on Bucha, a suburb of Kyiv, on Monday.", "Kyiv"),
        (
            "Rockets hit Stepanakert, the main town of Nagorno-Karabakh, on Monday.",
            "Nagorno-Karabakh",
        ),
        ("Jets bombed Homs on Monday. Gunmen attacked a post near Hama at noon.", "Hama"),
        ("Jets hit Homs on Monday, and no centre linked to Tehran was bombed.", "Tehran"),
        (
            "Jets bombed a village on Monday. A source in Damascus said the shelling went on.",
            "Damascus",
        ),
        ("BEIRUT: Jets bombed the port of Tartus on Monday, a monitor said.", "BEIRUT"),
    ],
)
def test_where_nothing_fell_is_not_struck(read: Read, text: str, name: str) -> None:
    assert not {told for told in _struck(read(text)) if name in told}


def test_an_inquiry_into_a_strike_of_long_ago_tells_of_it(read: Read) -> None:
    reading = read("On 2 June 2013 two jets dropped bombs on a shed in Hawija. Fifty people died.")
    told = {one.mention.text for c in reading.claims for one in c.places}
    assert told == {"Hawija"}


def test_residents_tell_of_their_own_town(read: Read) -> None:
    reading = read("Residents of Sanaa said on Monday that planes had bombed the airport.")
    told = {one.mention.text for c in reading.claims for one in c.places}
    assert told == {"Sanaa"}


def test_a_village_that_nobody_knows_leaves_its_province_alone(read: Read) -> None:
    reading = read("A drone fired at a school in Qwertzville, in the hills of Helmand, on Monday.")
    assert "Helmand" not in _struck(reading)


def test_a_date_behind_a_lost_verb_still_dates_the_strike(read: Read) -> None:
    reading = read(
        "An air strike by a Saudi-led military coalition killed nine people in the Yemeni "
        "town of Taiz on Monday, medics and residents said, in what they called a crime."
    )
    days = {str(c.when.start) for c in reading.claims if c.attribute == "occurrence"}
    assert days == {"2020-05-04"}


def test_a_release_of_today_tells_of_strikes_of_the_day_it_names(read: Read) -> None:
    reading = read(
        "Strikes by the U.S.-led coalition on Monday hit Mosul, a release issued on Tuesday said."
    )
    days = {str(c.when.start) for c in reading.claims if c.attribute == "occurrence"}
    assert days == {"2020-05-04"}


def test_a_missile_named_after_a_town_strikes_it_not(read: Read) -> None:
    text = "The Houthis struck the city of Najran on Monday with a missile called Badr."
    assert "Badr" not in _struck(read(text))


def test_missiles_that_flew_over_a_town_did_not_strike_it(read: Read) -> None:
    text = (
        "The missiles appear to have been launched from near Tabriz, a source said, and flew over "
        "Soran. They hit Erbil on Monday."
    )
    assert "Soran" not in _struck(read(text))


def test_a_part_of_a_country_is_listed(read: Read) -> None:
    text = "The U.S.-led coalition denies that its raids in a part of eastern Syria killed anybody."
    assert "Syria" in _struck(read(text))


def test_a_plot_to_bomb_a_town_is_no_strike_on_it(read: Read) -> None:
    text = (
        "A drone strike killed a man in Mosul on Monday. He was wanted for a plot to bomb the "
        "subway of Boston."
    )
    assert "Boston" not in _struck(read(text))


@pytest.mark.parametrize(
    ("text", "struck", "not_struck"),
    [
        (
            "An air strike in Syria's Idlib province killed 33 people on Monday, medics said.\n\n"
            "Jets came back twice and hit a market in Saraqeb on Monday, they said.",
            "Saraqeb",
            "Idlib",
        ),
        ("A missile hit flats in the Tel Aviv suburb of Holon on Monday.", "Holon", "Tel Aviv"),
        ("Jets struck the Bekaa valley town of Baalbek on Monday.", "Baalbek", "Bekaa"),
        ("Jets bombed the Aleppo neighbourhood of Sakhour on Monday.", "Aleppo", "Sakhour"),
        ("Rebels shelled Maharda, in Hama's western countryside, on Monday.", "Maharda", "Hama"),
    ],
)
def test_what_holds_a_struck_place_is_no_place_struck(
    read: Read, text: str, struck: str, not_struck: str
) -> None:
    claimed = {
        located.mention.text
        for claim in read(text).claims
        for located in claim.places
        if claim.attribute == "occurrence"
    }
    assert struck in claimed
    assert not any(name.startswith(not_struck) for name in claimed)


def test_a_province_of_another_day_is_a_strike_of_its_own(read: Read) -> None:
    reading = read(
        "Jets bombed Idlib province on Monday, killing nine, activists said.\n\n"
        "On Sunday jets had bombed Saraqeb, they said."
    )
    assert {"Idlib province", "Saraqeb"} <= _struck(reading)


def test_missiles_fired_in_the_passive_strike(read: Read) -> None:
    assert "Khost" in _struck(read("On Monday two missiles were fired at a car in Khost."))


def test_a_rally_against_strikes_is_no_strike(read: Read) -> None:
    text = "Jets bombed Homs on Monday. A protest rally against air strikes was held in Hama."
    assert "Hama" not in _struck(read(text))


def test_a_name_never_goes_on_into_a_day(read: Read) -> None:
    assert "Homs" in _struck(read("There were air strikes on the city of Homs on Sunday."))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Damascus the foreign ministry called the bombing a massacre.", "Damascus"),
        ("Gunmen staged another attack on a police post in Hama.", "Hama"),
        ("In 1982 jets bombed Hama.", "Hama"),
        ("In April 2012 jets bombed Hama.", "Hama"),
    ],
)
def test_what_is_told_beside_a_strike_is_no_strike(read: Read, text: str, name: str) -> None:
    told = {
        located.mention.text
        for claim in read("Jets struck Homs on Monday. " + text).claims
        for located in claim.places
    }
    assert "Homs" in told
    assert name not in told


def test_an_earlier_strike_with_place_and_date_is_a_strike(read: Read) -> None:
    reading = read(
        "US jets hit a house in Homs on Monday. It admitted harm once, in a strike near Raqqa "
        "in April 2018."
    )
    when = {
        claim.when.start
        for claim in reading.claims
        if any(located.mention.text == "Raqqa" for located in claim.places)
    }
    assert when == {dt.date(2018, 4, 1)}


def test_a_bare_month_dates_an_earlier_strike(read: Read) -> None:
    reading = read(
        "Turkish drones struck a house in Erbil on Monday. In February the office reported a "
        "similar attack on a car in Kirkuk, in which two were hurt."
    )
    when = {
        claim.when.start
        for claim in reading.claims
        if any(located.mention.text == "Kirkuk" for located in claim.places)
    }
    assert when == {dt.date(2020, 2, 1)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Drones hit Kharkiv on Monday. An air raid alert sounded in Lviv.", "Lviv"),
        ("Drones hit Kharkiv on Monday as sirens for a missile strike wailed in Lviv.", "Lviv"),
        ("Drones hit Kharkiv on Monday. The office warned of air strikes on Lviv.", "Lviv"),
        ("A mill burned in Ryazan after a drone attack blamed on Ukraine on Monday.", "Ukraine"),
        ("Kyiv said it downed six drones sent by Russia. Drones hit Kharkiv on Monday.", "Russia"),
    ],
)
def test_nothing_fell_where_sirens_wailed_or_on_whom_it_is_blamed(
    read: Read, text: str, name: str
) -> None:
    assert name not in _struck(read(text))


def test_a_strike_that_is_warned_of_once_it_came_is_one(read: Read) -> None:
    reading = read("The office warned of the air strikes on Lviv, which killed four on Monday.")
    assert _struck(reading) == {"Lviv"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A boat off the coast of Libya was hit by US jets on Monday.", {"Libya"}),
        ("US jets hit a boat in the Red Sea off the coast of Yemen on Monday.", {"Red Sea"}),
        ("US jets flying off the coast of Libya bombed a camp in Sirte on Monday.", {"Sirte"}),
    ],
)
def test_a_boat_off_a_coast_was_hit_there(read: Read, text: str, names: set[str]) -> None:
    assert _struck(read(text)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the parser takes the town for a second subject
        ("A Russian raid on the Ukrainian capital Kyiv wounded two on Monday.", "Kyiv"),
        ("The army said a strike on a suburb of the capital Damascus killed two.", "Damascus"),
        ("Jets bombed the Jabal Zawiya region of Idlib on Monday.", "Jabal Zawiya region"),
        (
            "Two died in a raid on the Blue Lily Hospital on Monday. Shells hit tents in the yard "
            "of the Blue Lily Hospital in the city of Izium.",
            "Izium",
        ),
    ],
)
def test_the_town_beside_is_struck(read: Read, text: str, name: str) -> None:
    assert _struck(read(text)) == {name}


def test_who_struck_names_no_land_that_he_flew_from(read: Read) -> None:
    reading = read("Israeli jets from inside the Lebanese territories hit a depot in Homs.")
    assert {claim.attackers for claim in reading.claims} == {("Israel",)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Russian jets hit a mill in Odesa on the Black Sea on Monday.", {"Odesa"}),
        ("Drones hit a mill in Ryazan, southeast of Moscow, on Monday.", {"Ryazan"}),
        (
            "Jets struck Homs on Monday. The strikes came amid a crisis, following a militant "
            "attack in Hama.",
            {"Homs"},
        ),
        ("The attack took place in Homs on Monday. A drone hit a bus.", {"Homs"}),
    ],
)
def test_a_name_beside_the_place_struck_is_left_out(read: Read, text: str, names: set[str]) -> None:
    assert _struck(read(text)) == names


def test_an_incident_without_a_strike_before_it_is_none(read: Read) -> None:
    assert not _struck(read("The incident took place in Homs, where a lorry hit a drone pilot."))


def test_a_reckoning_of_months_does_not_place_the_strike_of_the_lead(read: Read) -> None:
    reading = read(
        "Jets hit a school in Rakhine State on Monday, killing nine. The school is in Kyauktaw, "
        "where it was hit. Since January air strikes on Mrauk U and Ramree have killed 106."
    )
    nine = {
        located.mention.text
        for claim in reading.claims
        if claim.value == 9
        for located in claim.places
    }
    assert nine
    assert nine.isdisjoint({"Mrauk U", "Ramree"})


def test_what_neighbours_shot_down_fell_on_nobody_told_of_before(read: Read) -> None:
    reading = read(
        "Two women died in shelling of Belgorod on Monday, its governor said. Ukrainian officials "
        "said air defences had shot down 30 drones fired by Russia."
    )
    told = {attacker for claim in reading.claims for attacker in claim.attackers if claim.places}
    assert "Russia" not in told


def test_bombings_of_an_army_are_air_strikes_and_others_need_not_be(read: Read) -> None:
    reading = read(
        "Six boys died in army bombings of a camp in Guaviare on Monday, a monitor said."
    )
    assert {claim.value for claim in reading.claims if claim.attribute == "children_killed"} == {6}
    assert not read("Two bombings in Kabul killed six on Monday, police said.").claims


def test_the_first_of_a_list_is_no_province_of_the_others(read: Read) -> None:
    text = "Missiles struck several areas in Kharkiv, Chuhuiv, and Izium."
    assert _struck(read(text)) == {"Kharkiv", "Chuhuiv", "Izium"}


def test_a_people_before_a_town_is_no_village(read: Read) -> None:
    text = "Iran took credit for a missile attack on Iraq's northern Kurdish city of Erbil."
    assert _struck(read(text)) == {"Erbil"}
