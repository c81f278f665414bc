"""Leads as they are written: who acts is no place, and who speaks may tell where it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from mapper.model import Claim, Reading, Role, Side, Stance

Read = Callable[..., Reading]


def find(reading: Reading, attribute: str) -> list[Claim]:
    return [claim for claim in reading.claims if claim.attribute == attribute]


def struck(reading: Reading) -> set[str]:
    return {spot.place.name for spot in reading.located if spot.role == Role.STRUCK and spot.place}


@pytest.mark.parametrize(
    "text",
    [
        "Elders say nine civilians died in the US bombing of the village.",
        "Nine herders were killed in a U.S. air strike, rescuers said.",
    ],
)
def test_who_bombs_is_not_where_it_bombed(read: Read, text: str) -> None:
    reading = read(text)
    assert not [claim for claim in reading.claims if claim.places]
    assert {claim.attackers for claim in reading.claims} == {("US",)}


def test_the_town_at_the_head_of_a_line_says_nothing(read: Read) -> None:
    text = "Kabul: The US military denied on Monday that its jets had bombed Sangin."
    assert {claim.claimant for claim in read(text).claims} == {"US military"}


def test_a_surname_is_no_agency(read: Read) -> None:
    text = "Jets bombed a village near Asadabad, governor Hamid Wafa told reporters."
    assert {claim.claimant for claim in find(read(text), "occurrence")} == {"Hamid Wafa"}


def test_a_people_is_not_its_state(read: Read) -> None:
    text = "Afghans say 17 civilians were killed in a US air strike on Asadabad."
    [claim] = find(read(text), "civilians_killed")
    assert (claim.claimant, claim.side) == ("Afghans", Side.LOCAL)


def test_what_did_not_fly_is_not_counted(read: Read) -> None:
    text = '"There was not an air strike in Sangin last night," a British spokeswoman said.'
    assert not find(read(text), "sorties")


def test_a_governor_without_any_place_told_speaks_of_his_province(read: Read) -> None:
    text = (
        "Seventeen civilians died in the US bombing of the village, Kunar governor Nasir Gul told "
        "an agency."
    )
    assert struck(read(text)) == {"Kunar"}


def test_a_governor_of_elsewhere_changes_nothing_where_a_place_is_told(read: Read) -> None:
    text = "Jets bombed Asadabad on Monday. The governor of Helmand called it a mistake."
    assert "Helmand" not in struck(read(text))


def test_a_toll_without_a_place_is_of_the_one_place_told(read: Read) -> None:
    text = (
        "US jets bombed Asadabad on Monday. A vehicle was destroyed by the strike, said a "
        "spokesman for the US military in Afghanistan. The raid killed 16 civilians, a doctor said."
    )
    [claim] = find(read(text), "civilians_killed")
    assert [spot.place.name for spot in claim.places if spot.place] == ["Asadābād"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Five Palestinians were killed in an Israeli air strike on Rafah, medics said.", 5),
        ("Three Syrians died when a drone hit a lorry near Tripoli, officials said.", 3),
    ],
)
def test_people_counted_by_their_nation_are_counted(read: Read, text: str, number: int) -> None:
    assert {claim.value for claim in find(read(text), "killed")} == {number}


def test_a_party_is_no_place(read: Read) -> None:
    reading = read(
        "Turkish jets bombed Kurdish targets near Soran, in Iraq's Kurdish region, the army said."
    )
    told = {spot.place for claim in reading.claims for spot in claim.places}
    assert {place.name if place else None for place in told} == {"Soran"}


def test_what_is_left_open_is_not_claimed(read: Read) -> None:
    reading = read(
        "A strike hit Soran in Iraq on Monday, killing six people. A medic did not say whether the "
        "dead were members of the Kurdistan Workers' Party."
    )
    assert not find(reading, "civilian_harm")


def test_a_shooting_told_apart_is_no_strike(read: Read) -> None:
    reading = read(
        "Turkish jets bombed Sidakan in Iraq on Monday, a mayor said. Separately, two PKK fighters "
        "were killed in the province of Van after they refused to surrender."
    )
    assert "Van" not in struck(reading)
    assert not find(reading, "militants_killed")


def test_a_running_total_is_no_toll_of_the_last_strike(read: Read) -> None:
    reading = read(
        "An Israeli strike on Aitaroun killed one person on Monday, medics said. More than 120 "
        "civilians have been killed, most of them on the Lebanese side."
    )
    assert not find(reading, "civilians_killed")


def test_a_toll_told_anew_is_kept(read: Read) -> None:
    reading = read(
        "A strike on Aitaroun killed nine people on Monday, medics said. Twelve people have been "
        "killed, the ministry said later."
    )
    assert {claim.value for claim in find(reading, "killed")} == {9, 12}


def test_what_an_attack_answers_is_not_what_it_hit(read: Read) -> None:
    reading = read(
        "Hezbollah fired rockets at an army base in response to an Israeli attack on Aitaroun."
    )
    fired = [c for c in find(reading, "occurrence") if c.attackers == ("Hezbollah",)]
    assert not [c for c in fired if c.places]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "A drone hit a house in Houla, Lebanon, on Sunday. It came a day after four people "
            "were killed in a strike on Aitaroun.",
            dt.date(2020, 5, 2),
        ),
        (
            "A drone hit a house in Houla, Lebanon, on Sunday. A day later jets bombed Aitaroun.",
            dt.date(2020, 5, 4),
        ),
    ],
)
def test_the_day_after_is_counted_from_the_right_side(read: Read, text: str, day: dt.date) -> None:
    [claim] = [
        claim
        for claim in find(read(text), "occurrence")
        if any(spot.place and spot.place.name == "Aitaroun" for spot in claim.places)
    ]
    assert claim.when.start == day


def test_the_day_of_the_accusation_gives_way_to_the_day_that_is_told(read: Read) -> None:
    reading = read(
        "A monitor accused the army on Tuesday of killing hundreds in an air strike on a market in "
        "Nyala, Sudan. The rebels claimed that it had carried out the massacre on Monday."
    )
    assert {claim.when.start for claim in find(reading, "occurrence")} == {dt.date(2020, 5, 4)}


def test_a_group_of_lawyers_keeps_its_apostrophe(read: Read) -> None:
    text = "Jets bombed Nyala on Monday, a pro-democracy lawyers' group said."
    assert {c.claimant for c in find(read(text), "occurrence")} == {"pro-democracy lawyers' group"}


def test_a_part_told_behind_a_comma_is_not_added(read: Read) -> None:
    text = (
        'A drone hit homes in Belgorod. "Most importantly, three people were killed, one of '
        'them a small child," the governor said.'
    )
    assert {claim.value for claim in find(read(text), "killed")} == {3}


def test_a_question_counts_nobody(read: Read) -> None:
    reading = read("A strike hit homes in Talbiseh. How many have died?")
    assert not find(reading, "killed")


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("The Sudanese army bombed the town of Nyala.", "Sudanese army"),
        ("The Syrian army bombed the city of Rastan.", "Syria"),
        ("Israel struck the port of Latakia with missiles.", "Israel"),
    ],
)
def test_who_bombed_the_town_is_named(read: Read, text: str, attacker: str) -> None:
    assert {claim.attackers for claim in find(read(text), "occurrence")} == {(attacker,)}


def test_an_adjective_of_a_town_names_no_attacker(read: Read) -> None:
    reading = read("The Syrian town of Rastan was bombed on Monday.")
    assert {claim.attackers for claim in find(reading, "occurrence")} == {()}


@pytest.mark.parametrize(
    "text",
    [
        "The air force bombed the village of Kharoo in North Darfur, Sudan, on Monday.",
        "A jet bombed the village of Kharoo in Waleh township, Sagaing region of Myanmar.",
        "A strike in Mali's Mopti region killed 19 people. Jets had bombed the village of Kharoo.",
    ],
)
def test_a_village_that_nobody_knows_is_not_pinned_on_its_province(read: Read, text: str) -> None:
    claims = find(read(text), "occurrence")
    assert {spot.mention.text for claim in claims for spot in claim.places} == {"Kharoo"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "An F-16 attack on a column near Prizren killed 73 people, by Belgrade's count.",
            {"Prizren"},
        ),
        (
            "Jets missed the Baku-Tbilisi-Ceyhan pipeline and bombed Gori, Georgia.",
            {"Gori"},
        ),
        (
            "A drone strike hit Datta Khel. The strike came a day after a contractor was released "
            "from a prison in Lahore.",
            {"Datta Khel"},
        ),
        (
            "Missiles tore through a shelter in Baghdad before dawn, Iraqi officials said.",
            {"Baghdad"},
        ),
    ],
)
def test_what_is_only_named_is_not_struck(read: Read, text: str, places: set[str]) -> None:
    assert struck(read(text)) == places


def test_medics_of_a_town_tell_of_it(read: Read) -> None:
    reading = read("Medics in Rafah said 12 civilians had been killed by an Israeli airstrike.")
    [claim] = find(reading, "civilians_killed")
    assert claim.claimant == "medics in Rafah"
    assert [spot.mention.text for spot in claim.places] == ["Rafah"]


STRUCK = "Residents said an Israeli air strike killed 12 civilians in Rafah on Monday. "


@pytest.mark.parametrize(
    ("text", "attribute", "stance"),
    [
        (
            STRUCK + "The Israeli military said it was looking into the reports.",
            "civilian_harm",
            Stance.DOUBTS,
        ),
        (
            "Residents said jets had bombed Rafah on Monday. The Israeli army said no air strike "
            "had taken place in the city.",
            "occurrence",
            Stance.DENIES,
        ),
        (
            "Israeli jets bombed Rafah on Monday. The Israeli army said it had struck fighters. "
            "Residents said only civilians lived there.",
            "target",
            Stance.DENIES,
        ),
    ],
)
def test_an_answer_is_read(read: Read, text: str, attribute: str, stance: Stance) -> None:
    assert stance in {claim.stance for claim in find(read(text), attribute)}


def test_who_asks_about_something_else_doubts_no_harm(read: Read) -> None:
    reading = read(STRUCK + "The Israeli military said it was looking into the purchase of jets.")
    assert Stance.DOUBTS not in {claim.stance for claim in find(reading, "civilian_harm")}


def test_the_raid_told_again_is_that_of_a_lead_that_names_a_country(read: Read) -> None:
    text = (
        "A Saudi-led coalition air strike killed 29 people at a market in northern Yemen on "
        "Monday. Photographers saw stalls that smouldered. The market was full. Many shoppers "
        "were there. A doctor wept. Saba accused the coalition of carrying out the raid in the "
        "Sahar district."
    )
    assert {spot.mention.text for spot in read(text).located if spot.role == Role.STRUCK} == {
        "Sahar district"
    }


def test_the_market_that_was_hit_is_where_the_lead_was(read: Read) -> None:
    text = (
        "At least 24 people were killed in an air strike on a market in northern Yemen on Monday. "
        "Most of the dead worked in the Khamis market in Saada province, a nurse said."
    )
    assert struck(read(text)) == {"Saada"}


def test_a_market_elsewhere_moves_no_lead(read: Read) -> None:
    text = (
        "At least 24 people were killed in an air strike on a school in northern Yemen on Monday. "
        "Prices rose in the Khamis market in Saada province, a trader said."
    )
    assert struck(read(text)) == {"Yemen"}
