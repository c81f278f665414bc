"""Manners of desks: what a denial takes for granted, who disputes an account only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from mapper.model import Claim, Reading, Role, Stance

Read = Callable[..., Reading]


def find(reading: Reading, attribute: str) -> list[Claim]:
    return [claim for claim in reading.claims if claim.attribute == attribute]


def struck(reading: Reading) -> set[str]:
    return {
        spot.place.name if spot.place else spot.mention.text
        for spot in reading.located
        if spot.role == Role.STRUCK
    }


@pytest.mark.parametrize(
    "text",
    [
        "U.S. officers denied targeting a quarter of Baghdad where missiles struck near a mill, "
        "killing 14 people.",
        "Israel denied bombing the clinic in Rafah where 14 people died on Monday.",
    ],
)
def test_a_denial_takes_its_relative_clause_for_granted(read: Read, text: str) -> None:
    [dead] = find(read(text), "killed")
    assert (dead.claimant, dead.value, dead.stance) == ("Test Wire", 14, Stance.ASSERTS)


def test_who_disputes_an_account_of_a_raid_does_not_dispute_the_raid(read: Read) -> None:
    reading = read("Villagers disputed the army's account of the air raid on Falluja on Monday.")
    assert Stance.DENIES not in {claim.stance for claim in find(reading, "occurrence")}


def test_a_denied_report_of_a_raid_is_a_denied_raid(read: Read) -> None:
    reading = read("The army denied reports of an air raid on Falluja on Monday.")
    assert {claim.stance for claim in find(reading, "occurrence")} == {Stance.DENIES}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Iraqi forces launched a large operation in Mosul in March.", {"Taiz"}),
        ("Iraqi forces launched an air operation in Mosul in March.", {"Taiz", "Mosul"}),
        ("At least 26 people perished in Marib.", {"Taiz", "Ma'rib"}),
        ("Nine of the wounded died in a hospital in Tabqa.", {"Taiz"}),
        ("At least 26 people were killed in Karvel village.", {"Taiz", "Karvel"}),
        ("Officials in Tabqa said that five people had died in the strikes.", {"Taiz"}),
        ("The attack on Marib hospital killed 19 people.", {"Taiz", "Ma'rib"}),
        ("The attack on the hospital killed 19 people.", {"Taiz"}),
    ],
)
def test_where_it_fell(read: Read, text: str, names: set[str]) -> None:
    reading = read("An air strike hit a mill in Taiz on Monday. " + text)
    told = {
        each.place.name if each.place else each.mention.text
        for claim in reading.claims
        for each in claim.places
    }
    assert told == names


def test_corpses_of_all_kinds_are_of_no_kind(read: Read) -> None:
    text = (
        'An air strike hit Taiz. "They brought us 22 corpses - children, women and men," he said.'
    )
    assert not find(read(text), "children_killed")


@pytest.mark.parametrize(
    "text",
    [
        "Hours after the strike a truck packed with explosives blew up next to a clinic in Marib "
        "and killed 20 people.",
        "Before the strike, protesters had gathered in Marib.",
        "Hours after the strike, gunmen killed 20 people in Marib.",
    ],
)
def test_what_is_only_dated_by_a_strike_is_none(read: Read, text: str) -> None:
    reading = read("An air strike hit a mill in Taiz on Monday. " + text)
    assert struck(reading) == {"Taiz"}
    assert not find(reading, "killed")


def test_who_died_after_a_strike_died_where_it_fell(read: Read) -> None:
    assert "Ma'rib" in struck(read("Six people died in Marib after an air strike on Monday."))


def test_a_hyphen_ends_no_count(read: Read) -> None:
    reading = read("An air strike hit Taiz, killing six pro-Iranian fighters.")
    assert [claim.value for claim in find(reading, "militants_killed")] == [6]


@pytest.mark.parametrize(
    "head", ["Baghdad, June 20 (NNN): ", "Baghdad, 20 June 2020 (N.N. N) - ", "Baghdad, June 20: "]
)
def test_the_town_and_day_of_a_dispatch_say_nothing(read: Read, head: str) -> None:
    reading = read(head + "An air strike on Falluja killed 20 people on Monday.")
    assert {claim.claimant for claim in reading.claims} == {"Test Wire"}
    assert struck(reading) == {"Al Fallūjah"}


@pytest.mark.parametrize(
    "text",
    [
        "An army spokesman said he was not aware of such an attack.",
        "The army said it was unaware of any strike there.",
        "The army said that it had no information about a strike in the area.",
    ],
)
def test_who_has_heard_of_no_strike_doubts_it(read: Read, text: str) -> None:
    reading = read("Residents said jets had bombed a mill in Taiz on Monday. " + text)
    told = {claim.stance for claim in find(reading, "occurrence") if "army" in claim.quote}
    assert told == {Stance.DOUBTS}


def test_who_was_aware_of_a_strike_does_not_doubt_it(read: Read) -> None:
    text = "Jets bombed a mill in Taiz on Monday. The army said that it was aware of the strike."
    assert Stance.DOUBTS not in {claim.stance for claim in find(read(text), "occurrence")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "On Tuesday troops shot two men during arrest raids in Marib. One was killed in Aden.",
            set(),
        ),
        (
            "The strike was an answer to a rebel offensive on towns north of the city of Marib.",
            set(),
        ),
        ("Nine were hurt on a road between the port and the northern city of Marib.", set()),
        ("A drone crashed into a house in central Marib, a city in northern Yemen.", {"Ma'rib"}),
    ],
)
def test_what_is_no_strike_beside_one(read: Read, text: str, names: set[str]) -> None:
    reading = read("A missile hit a mill in Taiz on Monday, killing two. " + text)
    assert struck(reading) == {"Taiz"} | names


def test_the_town_of_a_quarter_that_was_hit_was_hit(read: Read) -> None:
    text = "Residents of the Mosul neighborhood hit by a U.S. airstrike said only women were there."
    reading = read(text)
    assert struck(reading) == {"Mosul"}
    assert "US residents" not in {claim.claimant for claim in reading.claims}


def test_a_strike_of_a_month_is_that_of_its_one_day(read: Read) -> None:
    text = (
        "A U.S. airstrike hit a mill in Mosul in March. The army looked into the March 17 strike "
        "and said that it had killed nine people."
    )
    days = {claim.when.start for claim in read(text).claims if claim.places}
    assert days == {dt.date(2020, 3, 17)}


def test_raids_of_a_month_stay_those_of_a_month(read: Read) -> None:
    text = "U.S. raids hit Mosul in March. The raid of March 17 killed nine people."
    assert dt.date(2020, 3, 1) in {claim.when.start for claim in read(text).claims}


@pytest.mark.parametrize(
    "text",
    [
        "Residents interviewed on Sunday said that nobody armed was in the house when it was hit.",
        "The bombing of Taiz shattered the calm that rebels had kept since they took it in March.",
    ],
)
def test_the_day_of_another_deed_is_not_the_strikes(read: Read, text: str) -> None:
    reading = read("Jets bombed a house in Taiz on Monday, killing four people. " + text)
    assert {c.when.start for c in reading.claims if c.places} == {dt.date(2020, 5, 4)}
