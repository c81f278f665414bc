"""What was hit and whose it was: the attacker's story, the neighbours', and who had no part."""

from __future__ import annotations

from typing import Any

import pytest

from mapper.catalog import build_catalog
from mapper.model import Stance, Status, Strike

Read = Any

LEAD = "Turkish jets bombed a house in Kalar in Iraq on Monday, killing five men, police said. "


def _told(reading: Any, attribute: str = "target") -> set[tuple[object, Stance]]:
    return {(claim.value, claim.stance) for claim in reading.claims if claim.attribute == attribute}


def _only(reading: Any) -> Strike:
    (strike,) = build_catalog([reading]).strikes
    return strike


@pytest.mark.parametrize(
    "words",
    [
        "Turkey said the house had been home to a cell of the PKK, and sheltered its commanders.",
        "Turkey said it had fired at a car carrying two PKK commanders.",
        "Turkey said the operation was carried out against a base of the PKK.",
        "Turkey said the target was a workshop where the PKK assembled drones.",
        "Turkey said that PKK fighters were hiding in the village.",
        "Turkey said the depot supplied the PKK.",
        "Turkey described those killed as PKK commanders.",
        "Turkey said that the dead were members of the PKK.",
        "Turkey said the house had become a base of the PKK.",
    ],
)
def test_who_was_hit_is_told_by_what_they_did_with_the_thing(read: Read, words: str) -> None:
    assert ("PKK", Stance.ASSERTS) in _told(read(LEAD + words))


@pytest.mark.parametrize(
    "words",
    [
        "Turkey said the house belonged to a man whom the PKK had driven away.",
        "Turkey said that it would fire at any car carrying commanders of the PKK.",
        "Turkey said the owner of the house had complained of the PKK.",
        "Neither Turkey nor Iraq has said what PKK fighters had to do with the house.",
    ],
)
def test_a_group_only_spoken_of_was_not_hit(read: Read, words: str) -> None:
    assert ("PKK", Stance.ASSERTS) not in _told(read(LEAD + words))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Relatives said that neither of the men had any link to the PKK.", "PKK"),
        ("Relatives said the men did not belong to the PKK.", "PKK"),
        ("Relatives said they had never seen any militants in the house.", "militants"),
        ("Relatives said that no insurgents were in the neighbourhood.", "militants"),
        ("A neighbour said his passengers were students.", "militants"),
    ],
)
def test_who_knew_the_dead_denies_that_they_were_fighters(
    read: Read, words: str, value: str
) -> None:
    reading = read(f"{LEAD}Turkey said it had hit a cell of the PKK. {words}")
    assert (value, Stance.DENIES) in _told(reading)
    assert _only(reading).target.status is Status.DISPUTED


def test_a_state_that_denies_ties_speaks_of_itself(read: Read) -> None:
    reading = read(f"{LEAD}Iraq said it had no ties to the PKK.")
    assert ("PKK", Stance.DENIES) not in _told(reading)


def test_losses_denied_are_no_absence(read: Read) -> None:
    reading = read(f"{LEAD}The PKK said that none of its fighters were killed there.")
    assert ("PKK", Stance.DENIES) not in _told(reading)


def test_none_of_its_men_were_there(read: Read) -> None:
    reading = read(f"{LEAD}The PKK said that none of its fighters had been there.")
    assert ("PKK", Stance.DENIES) in _told(reading)


@pytest.mark.parametrize(
    ("words", "value"),
    [("a wedding party", "wedding"), ("a funeral tent", "funeral"), ("a pagoda", "temple")],
)
def test_a_feast_is_hit_with_its_tent_and_guests(read: Read, words: str, value: str) -> None:
    reading = read(f"Thai jets hit {words} in Samraong on Monday, officials said.")
    assert (value, Stance.ASSERTS) in _told(reading)


def test_soldiers_denied_in_a_war_of_states_are_the_states_own(read: Read) -> None:
    lead = "Russian missiles hit a hotel in Kramatorsk on Monday, killing nine, officials said. "
    reading = read(f"{lead}The governor said that there were no soldiers there.")
    assert ("government", Stance.DENIES) in _told(reading)


def test_the_dead_soldiers_of_a_story_are_the_armys(read: Read) -> None:
    lead = "Russian missiles hit a cafe in Kramatorsk on Monday, killing nine, officials said. "
    reading = read(f"{lead}Russia's envoy said that the people at the cafe were soldiers.")
    assert ("Ukrainian forces", Stance.ASSERTS) in _told(reading)


def test_civilians_among_the_dead_are_harm(read: Read) -> None:
    reading = read(
        "Denmark acknowledged on Monday that its strike in Hawija had killed about 70 people, "
        "including civilians."
    )
    assert (True, Stance.ASSERTS) in _told(reading, "civilian_harm")


def test_reports_called_rumours_are_denied(read: Read) -> None:
    reading = read(
        "Myanmar's air force bombed a concert in Hpakant on Sunday, residents said. "
        "The junta called reports of civilian deaths rumours."
    )
    assert (True, Stance.DENIES) in _told(reading, "civilian_harm")


def test_a_strike_is_nothing_that_a_house_held(read: Read) -> None:
    reading = read(f'{LEAD}"Nobody here can say it was anything but an air strike," a nurse said.')
    assert ("militants", Stance.DENIES) not in _told(reading)


def test_an_answer_in_the_past_progressive_is_about_the_strike_just_told(read: Read) -> None:
    reading = read(
        "The mayor of Gori accused Russia of bombing homes on Saturday. "
        "Russian generals said that they were aiming at an artillery depot."
    )
    assert ("depot", Stance.ASSERTS) in _told(reading)
    assert _only(reading).target.status is Status.DISPUTED


def test_not_before_a_name_denies_it_once(read: Read) -> None:
    reading = read(f"{LEAD}Neighbours said that the jets hit refugees, not PKK fighters.")
    assert ("PKK", Stance.DENIES) in _told(reading)
    assert ("PKK", Stance.ASSERTS) not in _told(reading)


def test_nothing_but_military_targets_denies_harm_also_of_a_raid_laid_to_nobody(read: Read) -> None:
    reading = read(
        "All those who died in the raid on Alamata on Friday were civilians, doctors said. "
        "Ethiopia maintains that it hit nothing but military targets."
    )
    assert _only(reading).civilian_harm.status is Status.DISPUTED


def test_civilians_killed_are_harm_also_where_nobody_counts_them(read: Read) -> None:
    lead = "Congo said its drone hit rebel trenches near Mushaki on Sunday. "
    reading = read(f"{lead}Traders said the drone killed farmers on their way to market.")
    assert (True, Stance.ASSERTS) in _told(reading, "civilian_harm")
    assert _only(reading).target.status is Status.DISPUTED


@pytest.mark.parametrize("words", ["no farmers", "fighters"])
def test_who_was_not_killed_is_no_harm(read: Read, words: str) -> None:
    lead = "Congo said its drone hit rebel trenches near Mushaki on Sunday. "
    reading = read(f"{lead}Officers said the drone killed {words}.")
    assert (True, Stance.ASSERTS) not in _told(reading, "civilian_harm")


def test_a_place_named_again_is_answered_from_far_below(read: Read) -> None:
    padding = "Talks went on in the capital. Prices of bread rose again. " * 8
    reading = read(
        f"{LEAD}Turkey said it had hit a cell of the PKK.\n\n{padding}\n\n"
        "The mayor said that there was not one soldier in Kalar."
    )
    assert _only(reading).target.status is Status.DISPUTED


def test_a_place_that_was_struck_is_told_to_be_a_post(read: Read) -> None:
    reading = read(
        "Jets bombed Kalar in Iraq on Monday. Turkey identified Kalar as a base of the PKK."
    )
    assert ("PKK", Stance.ASSERTS) in _told(reading)


def test_a_group_that_has_no_camp_there_speaks_of_its_own(read: Read) -> None:
    reading = read(f"{LEAD}A bishop said that the PKK had no camp in the town.")
    assert {("PKK", Stance.DENIES)} & (_told(reading) | _told(reading, "control"))


@pytest.mark.parametrize(
    "words",
    [
        "Turkey said the house that it bombed in Kalar contained a PKK office.",
        "Turkey confirmed a strike on the house in Kalar and said a PKK commander lived there.",
        "Turkey said that armed men of the PKK were staying at the house.",
    ],
)
def test_who_was_inside_is_told_beside_the_strike_itself(read: Read, words: str) -> None:
    assert ("PKK", Stance.ASSERTS) in _told(read(LEAD + words))


def test_nobody_from_a_group_was_let_in(read: Read) -> None:
    reading = read(f"{LEAD}The owner said nobody from the PKK had ever been let into the house.")
    assert ("PKK", Stance.DENIES) in _told(reading)


def test_what_is_not_accepted_is_said_by_nobody(read: Read) -> None:
    reading = read(f"{LEAD}Turkey did not accept that those killed were civilians.")
    assert ("militants", Stance.DENIES) not in _told(reading)
