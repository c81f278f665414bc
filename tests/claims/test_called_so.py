"""What a thing struck is called, by whom: the strike is the report's, the name is who calls it."""

from __future__ import annotations

import pytest

from mapper.model import Role, Stance
from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "place", "claimant", "target"),
    [
        (
            "Overnight Israeli jets hit what the military called weapons stores in Baalbek.",
            "Baalbek",
            "Israeli military",
            "depot",
        ),
        (
            "American planes bombed what residents described as a wedding party in Raqqa.",
            "Raqqa",
            "residents",
            "wedding",
        ),
        (
            "A missile hit what Ukraine called a command post near Melitopol on Tuesday.",
            "Melitopol",
            "Ukraine",
            "command post",
        ),
        (
            "The air force bombed what it called a militant hideout in Maiduguri.",
            "Maiduguri",
            "Nigerian Air Force",
            "hideout",
        ),
    ],
)
def test_who_calls_the_thing_struck_says_no_more_than_that(
    read: Read, text: str, place: str, claimant: str, target: str
) -> None:
    reading = read(text, publisher="Desk")
    struck = {one.mention.text for one in reading.located if one.role == Role.STRUCK}
    assert struck == {place}
    told = {(claim.claimant, claim.attribute, claim.value) for claim in reading.claims}
    assert (claimant, "target", target) in told
    assert ("Desk", "occurrence", True) in told
    assert (claimant, "occurrence", True) not in told


def test_the_capital_that_calls_it_so_is_not_struck(read: Read) -> None:
    reading = read("Pakistani jets struck what Islamabad called hideouts near Saravan on Monday.")
    struck = {one.mention.text for one in reading.located if one.role == Role.STRUCK}
    assert "Islamabad" not in struck


@pytest.mark.parametrize(
    ("text", "claimant", "attribute", "value"),
    [
        (
            "A missile hit Sumy. One died and five were hurt in it, said its mayor, Anna Koval.",
            "Anna Koval",
            "wounded",
            5,
        ),
        (
            "Jets bombed Idlib. Some 90 were hurt, according to the head of the British-based "
            "monitor, Karim Haddad.",
            "Karim Haddad",
            "wounded",
            90,
        ),
        (
            "Israeli strikes hit Masyaf. The Syrian Observatory for Human Rights had a different "
            "breakdown. Of 26 dead that it counted, five were civilians.",
            "Syrian Observatory for Human Rights",
            "killed",
            26,
        ),
        (
            "The army said its jets bombed a camp in Maiduguri.",
            "Nigerian military",
            "occurrence",
            True,
        ),
    ],
)
def test_who_tells_is_found_behind_its_words(
    read: Read, text: str, claimant: str, attribute: str, value: object
) -> None:
    told = {(claim.claimant, claim.attribute, claim.value) for claim in read(text).claims}
    assert (claimant, attribute, value) in told


def test_who_neither_confirms_nor_denies_says_nothing(read: Read) -> None:
    reading = read(
        "Jets bombed Bushehr on Monday, residents said. A military spokesman could neither "
        "confirm nor deny the strike."
    )
    assert {claim.claimant for claim in reading.claims} == {"residents"}


@pytest.mark.parametrize("place", ["Gaza City", "Baalbek"])
def test_the_army_of_a_land_where_others_fight_is_left_open(read: Read, place: str) -> None:
    reading = read(f"The army said its jets bombed a house in {place}.")
    assert {claim.attackers for claim in reading.claims} <= {(), ("Israel",)}


def test_what_a_missile_was_meant_for_is_its_target(read: Read) -> None:
    reading = read(
        "A drone strike killed 15 people near Rada on Thursday. The missile was meant for an "
        "al Qaeda convoy, security officials said. A gift was meant for the rebels, they added."
    )
    told = [(one.claimant, one.value) for one in reading.claims if one.attribute == "target"]
    assert told == [("security officials", "al-Qaeda")]


def test_who_denies_goes_on_to_say_what_was_hit(read: Read) -> None:
    reading = read(
        "Ethiopian state media denied reports that the air force had bombed a school in Mekele, "
        "saying only military sites were targeted."
    )
    assert {claim.claimant for claim in reading.claims} == {"Ethiopian state media"}


@pytest.mark.parametrize("blamer", ["the UN-backed government", "the government in Tripoli"])
def test_who_denied_is_whom_others_blame(read: Read, blamer: str) -> None:
    reading = read(
        "Haftar's forces denied being behind the strike on the migrant centre in Tajoura, "
        f"which {blamer} blamed on them."
    )
    blamed = [one for one in reading.claims if one.attribute == "attacker"]
    assert {(one.stance, one.value) for one in blamed} == {
        (Stance.ASSERTS, "LNA"),
        (Stance.DENIES, "LNA"),
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "A drone struck Khogyani on Wednesday, killing ten. Relatives laid coffins across the "
            "highway outside Jalalabad. Hours after the strike a truck blew up next to the "
            "hospital in Qalat.",
            "Jalalabad",
        ),
        (
            "Jets hit a market in Hodeidah. It adds that the villages had been cut off and "
            "shelled by the de facto authorities in Sanaa, who sent fighters there.",
            "Sanaa",
        ),
    ],
)
def test_neither_mourners_nor_those_who_shell_stand_where_it_fell(
    read: Read, text: str, place: str
) -> None:
    struck = {one.mention.text for one in read(text).located if one.role == Role.STRUCK}
    assert struck
    assert place not in struck
