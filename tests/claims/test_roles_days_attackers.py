"""Who struck, where and when, in sentences on other wars than the seeds'."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from mapper.model import Reading, Role

Read = Any
DAY = dt.date


def _told(reading: Reading) -> dict[str, tuple[tuple[str, ...], dt.date | None]]:
    return {
        located.mention.text: (
            claim.attackers,
            claim.when.start,
        )
        for claim in reading.claims
        if claim.attribute == "occurrence"
        for located in claim.places
    }


def _roles(reading: Reading) -> dict[str, Role]:
    return {located.mention.text: located.role for located in reading.located}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("The minister told deputies in Ankara that Saudi jets had bombed Hodeidah.", "Ankara"),
        (
            "Officials feared that those who were hit by missiles were friends of Ankara's ally.",
            "Ankara",
        ),
        (
            "Air strikes hit Marib on Friday. The bombing started a day after the lower house of "
            "parliament, in Ankara, had voted for it.",
            "Ankara",
        ),
    ],
)
def test_a_capital_that_speaks_votes_or_has_allies_is_not_struck(
    read: Read, text: str, where: str
) -> None:
    reading = read(text)
    assert where not in _told(reading)
    assert _roles(reading).get(where) is not Role.STRUCK


def test_a_capital_that_bombs_fall_on_is_struck(read: Read) -> None:
    assert "Kyiv" in _told(read("Russian missiles hit Kyiv on Tuesday, killing four people."))


def test_ships_fire_from_where_they_are(read: Read) -> None:
    reading = read("American warships in the Red Sea fired missiles at Hodeidah on Monday.")
    assert _roles(reading)["Red Sea"] is Role.LAUNCHED_FROM
    assert "Hodeidah" in {
        located.mention.text for located in reading.located if located.role == Role.STRUCK
    }


def test_the_day_of_a_speech_is_not_the_day_of_the_raids(read: Read) -> None:
    reading = read(
        "Saudi jets bombed Hodeidah on Sunday. The raids also hit Dhamar. "
        "Three days before the raids, on Thursday, the king had given a speech on the war."
    )
    days = {day for _, day in _told(reading).values()}
    assert days == {DAY(2020, 5, 3)}


def test_flown_missions_tell_of_strikes_and_their_day(read: Read) -> None:
    reading = read(
        "Turkish jets flew 14 missions over Syria on Saturday. "
        "Residents said the strikes hit Kobani."
    )
    assert {(c.value, c.when.start) for c in reading.claims if c.attribute == "sorties"} == {
        (14, DAY(2020, 5, 2))
    }


def test_strikes_of_a_known_day_keep_their_attacker(read: Read) -> None:
    reading = read(
        "On Saturday Ethiopian jets bombed Mekelle. The council met. It spoke of aid. "
        "A truce was discussed. Kenya raised concerns that Saturday's air strikes on Gondar "
        "targeted traders."
    )
    assert _told(reading)["Gondar"] == (("Ethiopia",), DAY(2020, 5, 2))


def test_a_warning_got_before_a_bombing_makes_nobody_the_attacker(read: Read) -> None:
    reading = read("Berlin says it got a warning before Monday's bombing of Raqqa.")
    assert all(attackers != ("Germany",) for attackers, _ in _told(reading).values())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Six people died in Shusha, where rockets set houses ablaze on Monday.", "Shusha"),
        ("Rockets rained on the region. Taiz came under fire on Monday.", "Taiz"),
        ("In rebel-held Marib, six people died when missiles rained down on Monday.", "Marib"),
    ],
)
def test_other_ways_to_tell_that_a_place_was_struck(read: Read, text: str, place: str) -> None:
    assert place in _told(read(text))


def test_attacks_that_are_repelled_strike_nobody(read: Read) -> None:
    reading = read(
        "Drones hit Marib on Monday. Units repelled four attacks by Houthi fighters near Dhale."
    )
    assert set(_told(reading)) == {"Marib"} or "Dhale" not in _told(reading)


def test_two_died_on_a_day_when_shells_fell(read: Read) -> None:
    reading = read("On Sunday, two boys were killed when shells fell on a mill in Marib.")
    assert _told(reading)["Marib"][1] == DAY(2020, 5, 3)


def test_the_armed_forces_of_a_state_are_its_own(read: Read) -> None:
    reading = read(
        "On Sunday the Armed Forces of the Russian Federation launched a missile strike on Odesa."
    )
    assert _told(reading)["Odesa"][0] == ("Russia",)


def test_a_dead_mentioned_beside_a_war_is_counted(read: Read) -> None:
    reading = read(
        "Israeli jets bombed Tyre on Monday, killing about 40 civilians, "
        "as the dispute threatened to become a war."
    )
    assert 40 in {c.value for c in reading.claims if c.attribute == "civilians_killed"}


def test_between_two_states_nobody_strikes_his_own_ground(read: Read) -> None:
    reading = read(
        "Indian jets bombed Lahore on Monday. A rocket struck a barn in Amritsar on Monday."
    )
    assert _told(reading)["Amritsar"][0] != ("India",)


def test_killed_by_somebodys_shelling_names_him(read: Read) -> None:
    reading = read(
        "Russian bombs hit Kharkiv on Saturday. "
        "The mayor reported four people killed by Ukrainian shelling of Shebekino on Saturday."
    )
    assert _told(reading)["Shebekino"][0] == ("Ukraine",)


def test_a_toll_of_years_ago_is_not_of_this_strike(read: Read) -> None:
    reading = read(
        "Thai jets bombed Battambang on Monday. "
        "A quarrel over the border led to a week of fighting in 2011, in which 28 people died."
    )
    assert 28 not in {claim.value for claim in reading.claims}


@pytest.mark.parametrize(
    "text",
    [
        "A rocket with three astronauts blasted off from Baikonur on Thursday.",
        "The court in Tunis struck down the law on missiles on Monday.",
    ],
)
def test_phrases_with_a_particle_are_no_strikes(read: Read, text: str) -> None:
    assert not _told(read(text))


def test_a_group_without_aircraft_flies_no_air_strikes(read: Read) -> None:
    reading = read(
        "US jets bombed Jilib on Monday. It was one of many airstrikes near Jilib after "
        "al-Shabaab's assault in January."
    )
    assert "al-Shabaab" not in {name for claim in reading.claims for name in claim.attackers}
