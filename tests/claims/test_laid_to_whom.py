"""Whom a strike is laid to: "attributed to X", "drones belonging to X", "blamed the army"."""

from __future__ import annotations

from typing import Any

import pytest

from mapper.model import Role

Read = Any


def _attackers(reading: Any) -> set[str]:
    return {name for claim in reading.claims for name in claim.attackers}


@pytest.mark.parametrize(
    ("text", "attackers"),
    [
        (
            "A drone strike attributed to Congolese government forces hit Goma on Monday.",
            {"Congo"},
        ),
        ("A drone strike blamed on the RSF hit a hospital in El Obeid on Monday.", {"RSF"}),
        ("Jets belonging to Haftar's LNA bombed Gharyan on Monday.", {"LNA"}),
        ("A strike on a convoy belonging to the RSF hit El Obeid on Monday.", set()),
        ("A strike hit Kidal on Tuesday, killing 14 people. Residents blamed the army.", {"Mali"}),
        ("A strike hit Adwa on Tuesday. Residents blamed the air force.", {"Ethiopia"}),
        (
            "A strike hit Kidal on Tuesday, killing 14 people. A mayor blamed the army and Russian "
            "mercenaries.",
            {"Mali", "Russia"},
        ),
        ("A strike hit Tyre on Tuesday. Residents blamed the Israeli army.", {"Israel"}),
        (
            "The compound at Kidal in Mali's north that the air force bombed on Monday was a "
            "school, monitors said.",
            {"Mali"},
        ),
    ],
)
def test_whoever_a_strike_is_laid_to_carried_it_out(
    read: Read, text: str, attackers: set[str]
) -> None:
    assert _attackers(read(text)) == attackers


def test_attacks_that_a_village_is_used_for_are_not_the_strike_on_it(read: Read) -> None:
    reading = read(
        "A US drone strike hit Jilib on Monday. Officials allege the village was being used as a "
        "staging post for al Shabaab attacks. A US spokeswoman denied civilians were killed."
    )
    assert _attackers(reading) == {"US"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A drone hit the airport in Goma, capital of North Kivu province, on Monday.", "Goma"),
        ("A drone struck a Toyota pickup in Adwa on Monday, killing three.", "Adwa"),
        ("A bomb hit Goma on Monday. M23 condemned a massacre by the Kinshasa regime.", "Goma"),
    ],
)
def test_names_of_makes_and_seats_are_no_places_struck(read: Read, text: str, place: str) -> None:
    reading = read(text)
    struck = {one.mention.text for one in reading.located if one.role == Role.STRUCK}
    assert struck == {place}


def test_a_state_named_as_responsible_in_the_lead_is_accused_and_denies_it(read: Read) -> None:
    reading = read(
        "CAIRO (Agency) -Sudan said the United Arab Emirates was responsible for an attack on Port "
        "Sudan this month, accusing the Gulf state of direct military intervention.\n\n"
        "The UAE denied the allegations in a statement and said it condemned the attack.\n\n"
        "Others called for calm.\n\n"
        "An ambassador alleged that the May 4 strike on Port Sudan was carried out by drones "
        "launched from an Emirati base.",
    )
    told = {
        (claim.claimant, claim.value, str(claim.stance))
        for claim in reading.claims
        if claim.attribute == "attacker"
    }
    assert told == {
        ("Sudan", "UAE", "asserts"),
        ("UAE", "UAE", "denies"),
        ("ambassador", "UAE", "asserts"),
    }


@pytest.mark.parametrize(
    ("words", "attackers"),
    [
        ("said it had intercepted a swarm of drones targeting Atbara on Friday.", set()),
        ("announced the interception of a missile fired at Atbara on Friday.", set()),
        ("said its jets intercepted a convoy and bombed it near Nyala.", {"Sudanese army"}),
    ],
)
def test_who_brings_a_weapon_down_has_not_sent_it(
    read: Read, words: str, attackers: set[str]
) -> None:
    assert _attackers(read(f"The Sudanese army {words}")) == attackers


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "US jets hit the port of Ras Isa on Thursday. The strike aimed to degrade the Houthis' "
            "ability to fund and execute attacks on shipping routes in the Red Sea.",
            {"Ras Isa"},
        ),
        (
            "The army showed its ability to strike deep when it bombed Nyala on Monday.",
            {"Nyala"},
        ),
        (
            "The Houthis have launched drones at ships in support of Palestinians in Gaza.",
            set(),
        ),
    ],
)
def test_what_one_is_able_to_hit_or_stands_up_for_was_not_struck(
    read: Read, text: str, places: set[str]
) -> None:
    reading = read(text)
    struck = {one.mention.text for one in reading.located if one.role == Role.STRUCK}
    assert struck == places
