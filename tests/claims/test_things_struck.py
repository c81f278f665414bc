"""What a strike hit, as one side and the other call it: a school, a depot, the dead."""

from __future__ import annotations

from typing import Any

import pytest

from mapper.catalog import build_catalog
from mapper.model import Stance, Status, Strike

Read = Any

LEAD = "A coalition air strike killed 21 people in Bajil in Yemen on Wednesday, residents said. "


def _told(reading: Any, attribute: str) -> set[tuple[object, Stance]]:
    return {(claim.value, claim.stance) for claim in reading.claims if claim.attribute == attribute}


def _only(reading: Any) -> Strike:
    (strike,) = build_catalog([reading]).strikes
    return strike


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a school", "school"),
        ("a weapons depot", "depot"),
        ("a command centre", "command post"),
        ("the school building", "school"),
        ("a camp for displaced people", "displaced camp"),
        ("a militia training camp", "military base"),
    ],
)
def test_things_are_told_from_what_they_are_for(read: Read, words: str, value: str) -> None:
    reading = read(f"Israeli jets hit {words} in Baalbek on Monday, officials said.")
    assert (value, Stance.ASSERTS) in _told(reading, "target")


@pytest.mark.parametrize("words", ["a bus depot", "a shopping centre", "the city centre"])
def test_a_thing_that_may_be_anybodys_is_no_post(read: Read, words: str) -> None:
    reading = read(f"Israeli jets hit {words} in Baalbek on Monday, officials said.")
    assert not {"depot", "command post"} & {value for value, _ in _told(reading, "target")}


@pytest.mark.parametrize(
    "words",
    [
        "The coalition said that the building was a depot.",
        "The coalition said the target had been a shipment of ammunition.",
        "The coalition said the school was being used as a weapons store.",
        "The coalition said it had hit a training camp of the militia.",
    ],
)
def test_a_school_to_one_side_and_a_depot_to_the_other(read: Read, words: str) -> None:
    reading = read(f"{LEAD}The strike hit a school, a nurse said. {words}")
    strike = _only(reading)
    assert strike.target.status is Status.DISPUTED
    assert strike.attack.status is Status.CORROBORATED


def test_a_house_and_a_school_are_no_dispute(read: Read) -> None:
    reading = read(f"{LEAD}The strike hit a school, a nurse said. A farmer said it hit a house.")
    assert _only(reading).target.status is not Status.DISPUTED


@pytest.mark.parametrize(
    ("words", "harm", "target"),
    [
        ("those killed were not civilians", (True, Stance.DENIES), None),
        (
            "the people who died were fighters",
            (True, Stance.DENIES),
            ("militants", Stance.ASSERTS),
        ),
    ],
)
def test_who_the_dead_were_answers_harm(
    read: Read, words: str, harm: object, target: object
) -> None:
    reading = read(f"{LEAD}The coalition said that {words}.")
    assert harm in _told(reading, "civilian_harm")
    assert target is None or target in _told(reading, "target")


def test_dead_who_were_all_civilians_were_no_fighters(read: Read) -> None:
    reading = read(f"{LEAD}A nurse said that all the dead were civilians.")
    assert ("militants", Stance.DENIES) in _told(reading, "target")
    assert (True, Stance.ASSERTS) in _told(reading, "civilian_harm")


def test_fighters_among_the_dead_leave_civilians_possible(read: Read) -> None:
    reading = read(f"{LEAD}The coalition said that most of the dead were fighters.")
    assert (True, Stance.DENIES) not in _told(reading, "civilian_harm")


def test_who_denies_one_thing_and_owns_another_struck(read: Read) -> None:
    reading = read(
        "Saudi-led coalition jets hit a market in Haydan in Yemen on Tuesday, residents said. "
        "The coalition denied that a market had been targeted. Its jets had bombed a weapons "
        "store in Haydan, it said."
    )
    strike = _only(reading)
    assert strike.target.status is Status.DISPUTED
    assert strike.attack.status is Status.CORROBORATED


def test_what_an_army_always_does_is_no_account_of_a_strike(read: Read) -> None:
    reading = read(
        "Ukrainian shells killed four people in Shebekino in Russia on Saturday, officials said. "
        "Ukraine says it strikes only military targets."
    )
    assert _only(reading).attack.status is Status.CLAIMED


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("what the army called a Hezbollah command post", "command post"),
        ("what the army said was a weapons depot", "depot"),
        ("what it described as militant hideouts", "hideout"),
    ],
)
def test_what_a_side_calls_the_thing_it_hit(read: Read, words: str, value: str) -> None:
    reading = read(f"Israeli jets struck {words} in Baalbek in Lebanon on Monday.")
    assert (value, Stance.ASSERTS) in _told(reading, "target")
    assert _only(reading).attack.status is Status.CLAIMED


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("Iraq's government denied that there was any such centre.", True),
        ('"There was no centre here," a resident said.', True),
        ("There was no warning, a resident said.", False),
        ("There was no immediate comment from Iraq's government.", False),
        ('"He had nothing to do with any group," the mayor said.', True),
        ("The mayor said that the town had nothing to do with the quarrel.", False),
    ],
)
def test_the_thing_told_hit_was_not_there(read: Read, words: str, denied: bool) -> None:
    reading = read(
        f"Iranian missiles hit what Iran called a spy centre in Erbil in Iraq on Monday. {words}"
    )
    assert (("militants", Stance.DENIES) in _told(reading, "target")) is denied


def test_no_mosque_was_our_target(read: Read) -> None:
    reading = read(
        "US jets bombed a mosque in Rastan in Syria on Thursday, killing 46 people, activists "
        'said. "No mosque was our target," said a spokesman for the US military.'
    )
    assert ("mosque", Stance.DENIES) in _told(reading, "target")


def test_somebody_who_was_aimed_at_is_no_place(read: Read) -> None:
    reading = read(
        "An Israeli strike outside Khan Younis in Gaza killed 70 people on Saturday, medics said. "
        "The Israeli military said that the strike had targeted Basel Darwazeh, whom it described "
        "as a commander of Hamas."
    )
    strike = _only(reading)
    assert strike.attack.status is Status.CORROBORATED
    assert strike.target.claimed == ("Hamas",)
