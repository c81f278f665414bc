"""Leads as they are written: who acts is no place, and who speaks may tell where it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Claim, Reading, Role, Side

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
