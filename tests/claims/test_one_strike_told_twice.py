"""One strike told in the lead by its country and then by its place, and tolls that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Claim, Reading, Role, Side

Read = Callable[..., Reading]


def places(claim: Claim) -> set[str]:
    return {each.place.name if each.place else each.mention.text for each in claim.places}


def count(reading: Reading, attribute: str) -> list[object]:
    return [claim.value for claim in reading.claims if claim.attribute == attribute]


@pytest.mark.parametrize(
    "text",
    [
        "Turkish jets bombed a village in northern Iraq on Saturday, killing three people, "
        "residents said.\n\nThe jets hit Bamarni at dawn, the mayor said.",
        "A Russian missile hit a clinic in eastern Ukraine on Saturday, killing three people, "
        "officials said.\n\nThe clinic in Druzhkivka caught fire.",
        "A Saudi-led air strike killed three people at a wedding in Yemen, medics said on Monday."
        "\n\nThe strike hit Bani Qais, a district in Hajjah province, late on Sunday.",
    ],
)
def test_the_dead_of_the_lead_died_in_the_place_told_next(read: Read, text: str) -> None:
    [told] = [claim for claim in read(text).claims if claim.attribute == "killed"]
    assert len(places(told)) == 1
    assert places(told) <= {"Bāmarnī", "Druzhkivka", "Bani Qais"}


@pytest.mark.parametrize(
    "text",
    [
        "Israeli air strikes killed 24 people in Lebanon on Monday, medics said.\n\n"
        "A strike on Tyre hit a house.",
        "An Israeli strike killed 24 people in Lebanon on Monday, medics said.\n\n"
        "A second strike hit Tyre.",
    ],
)
def test_the_dead_of_a_country_did_not_all_die_in_one_town(read: Read, text: str) -> None:
    [told] = [claim for claim in read(text).claims if claim.attribute == "killed"]
    assert "Tyre" not in places(told)


@pytest.mark.parametrize(
    "text",
    [
        "The houses in Taiz were shelled for days by the de facto authorities in Sanaa.",
        "Jets sent by the government in Sanaa bombed a market in Taiz.",
        "Rockets fired by the Houthi-run government in Sanaa hit a market in Taiz on Friday.",
    ],
)
def test_where_those_sit_who_struck_was_not_struck(read: Read, text: str) -> None:
    struck = {
        each.place.name for each in read(text).located if each.role == Role.STRUCK and each.place
    }
    assert struck == {"Taiz"}


def test_a_government_run_by_a_group_strikes_for_it(read: Read) -> None:
    text = "Rockets fired by the Houthi-run government in Sanaa hit a market in Marib on Friday."
    assert {claim.attackers for claim in read(text).claims} == {("Houthis",)}


def test_bandits_who_raid_a_village_are_no_air_strike(read: Read) -> None:
    text = "On Saturday bandits raided Malele, and the Air Force answered a call for help."
    assert read(text).claims == ()


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        ("At least 34 dead, eight children among them; 22 injured.", "wounded", [22]),
        ("In one house alone seven people were killed.", "killed", [7]),
        ("The raid killed ten people. One of the ten died in hospital.", "killed", [10]),
        ("The raid killed ten people. Two of the ten were children.", "children_killed", [2]),
    ],
)
def test_a_count_is_of_those_it_counts(
    read: Read, text: str, attribute: str, expected: list[object]
) -> None:
    assert count(read("Jets bombed a mill in Saada on Monday. " + text), attribute) == expected


@pytest.mark.parametrize(
    ("text", "kin"),
    [
        ("She lost two sons.", True),
        ("His two brothers were killed.", True),
        ("The raid killed a miller, his wife and two sons.", False),
        ("The battalion lost two men.", False),
    ],
)
def test_ones_own_dead_are_told_apart(read: Read, text: str, kin: bool) -> None:
    reading = read("Jets bombed a mill in Saada on Monday. " + text)
    found = [c.detail for c in reading.claims if c.attribute.endswith("killed")]
    assert found
    assert all((detail == "kin") == kin for detail in found)


def test_bullets_are_the_words_of_who_lists_them(read: Read) -> None:
    text = (
        "Ann Hale, a doctor, spoke in Sirte. Citing colleagues, she listed the following:\n\n"
        "- 4 May: an air strike on a market in Kufra. Twelve people dead.\n\n"
        "- 5 May: an air strike on a farm in Sabha. Nine people dead.\n"
    )
    told = {
        (claim.claimant, claim.value) for claim in read(text).claims if "killed" in claim.attribute
    }
    assert told == {("Ann Hale", 12), ("Ann Hale", 9)}


@pytest.mark.parametrize(
    ("text", "takes_part"),
    [
        ("The UN coordinator for Yemen, Ann Hale, said jets had bombed Taiz.", False),
        ("Yemen's information minister, Ann Hale, said jets had bombed Taiz.", True),
    ],
)
def test_who_is_sent_to_a_state_does_not_speak_for_it(
    read: Read, text: str, takes_part: bool
) -> None:
    sides = {claim.side for claim in read(text).claims if claim.claimant == "Ann Hale"}
    assert sides
    assert bool(sides & {Side.ATTACKER, Side.DEFENDER, Side.ATTACKER_ALLY}) == takes_part
