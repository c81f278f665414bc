"""What exactly a denial denies: the strike, what it hit, or that anybody armed was there."""

from __future__ import annotations

from typing import Any

import pytest

from mapper.model import Stance

Read = Any


def _told(reading: Any, attribute: str) -> set[tuple[object, Stance]]:
    return {(claim.value, claim.stance) for claim in reading.claims if claim.attribute == attribute}


def test_raids_that_a_denial_takes_for_granted_took_place(read: Read) -> None:
    reading = read(
        "The Saudi-led coalition denied that raids which it carried out on Hodeidah on Tuesday "
        "killed dozens of civilians."
    )
    assert _told(reading, "occurrence") == {(True, Stance.ASSERTS)}
    assert _told(reading, "civilian_harm") == {(True, Stance.DENIES)}


@pytest.mark.parametrize(
    "words",
    [
        "dismissed reports that 16 civilians were killed during an airstrike targeting bandits in "
        "Maradun",
        "denied that an air strike on a bandit camp in Maradun killed civilians",
        "denied claims that 16 civilians had died in an air strike against bandits in Maradun",
    ],
)
def test_who_denies_the_dead_of_a_strike_denies_neither_it_nor_its_aim(
    read: Read, words: str
) -> None:
    reading = read(f"The Nigerian Air Force {words}.")
    assert (True, Stance.DENIES) in _told(reading, "civilian_harm")
    assert _told(reading, "occurrence") == {(True, Stance.ASSERTS)}
    assert _told(reading, "target") == {("militants", Stance.ASSERTS)}
    assert not _told(reading, "sorties")


def test_who_denies_a_strike_on_a_school_denies_it(read: Read) -> None:
    reading = read(
        "Residents of Maradun said a jet bombed a school on Monday. The Nigerian Air Force denied "
        "any air strike on a school in Maradun."
    )
    assert (True, Stance.DENIES) in _told(reading, "occurrence")


def test_what_reports_tell_is_itself_denied(read: Read) -> None:
    reading = read("The Saudi-led coalition denied reports that it bombed Hodeidah on Tuesday.")
    assert (True, Stance.ASSERTS) not in _told(reading, "occurrence")


def test_ground_that_a_denial_takes_for_granted_is_held(read: Read) -> None:
    reading = read(
        "Turkey denied that its jets had struck civilians in Tal Rifaat, a town held by the YPG, "
        "on Monday."
    )
    assert _told(reading, "control") == {("Kurdish forces", Stance.ASSERTS)}


@pytest.mark.parametrize(
    "words",
    [
        '"There were no fighters in that cellar," a nurse said.',
        "None of them was armed, a teacher said.",
        '"There is no military base here," a nurse said.',
        "The driver had never held a gun, his brother said.",
        "A farmer said that they were not militants.",
    ],
)
def test_whoever_saw_nobody_armed_denies_the_target(read: Read, words: str) -> None:
    reading = read(
        "The Turkish military said its jets bombed PKK fighters in Amedi on Monday. "
        f"Five people died there. {words}"
    )
    assert ("militants", Stance.DENIES) in _told(reading, "target")


@pytest.mark.parametrize(
    "words",
    [
        "No fighters were killed, a nurse said.",
        "No armed group claimed responsibility, an official said.",
    ],
)
def test_no_losses_and_no_deed_are_not_absence(read: Read, words: str) -> None:
    reading = read(f"Turkish jets bombed Amedi on Monday. {words}")
    assert ("militants", Stance.DENIES) not in _told(reading, "target")


def test_a_group_that_denies_having_been_there_was_no_target(read: Read) -> None:
    reading = read(
        "Israeli jets hit Kiswah on Monday, destroying a Hezbollah depot, activists said. "
        "Hezbollah denied that any of its men were in the area."
    )
    assert ("Hezbollah", Stance.DENIES) in _told(reading, "target")


def test_disputing_the_number_of_dead_disputes_no_target(read: Read) -> None:
    reading = read(
        "Israel said its jets bombed Hamas militants in Rafah on Monday. Israel's military "
        "disputed the casualty reports."
    )
    assert _told(reading, "target") == {("Hamas", Stance.ASSERTS)}


def test_targets_may_be_named_some_sentences_on(read: Read) -> None:
    reading = read(
        "Turkish jets bombed Amedi on Monday. Nine people died. Schools were shut. Roads were "
        "blocked. Shops closed early. The Turkish military named the target as the PKK."
    )
    assert ("PKK", Stance.ASSERTS) in _told(reading, "target")


def test_who_confirms_that_bombs_fell_confirms_the_strike(read: Read) -> None:
    reading = read(
        "India said its jets bombed a training camp near Balakot on Tuesday. Pakistan confirmed "
        "that bombs had fallen."
    )
    told = {claim.claimant for claim in reading.claims if claim.attribute == "occurrence"}
    assert told == {"India", "Pakistan"}


def test_residents_dispute_what_was_said_of_their_own_town(read: Read) -> None:
    reading = read(
        "The US military said an airstrike hit al-Shabaab militants in Jilib on Monday. Another "
        "airstrike near Jamaame killed an al-Shabaab fighter on Tuesday. Residents of Jilib "
        "disputed this account."
    )
    denied = {
        located.mention.text
        for claim in reading.claims
        if claim.attribute == "target" and claim.stance is Stance.DENIES
        for located in claim.places
    }
    assert denied == {"Jilib"}


SHELLS = "Israeli shells hit a clinic in Rafah on Monday, medics said. "


@pytest.mark.parametrize(
    "words",
    [
        "Israel denied the attack.",
        "Israel denied that any attack took place in Rafah.",
        "The Israeli army said it was not behind the strike.",
        "The Israeli military said its forces had not fired in the area.",
        "Israel's foreign ministry called the accusation an absolute lie.",
        "Israel's army denied having struck a clinic.",
        '"News that Israel has shelled a clinic in Rafah is untrue," the Israeli army said.',
    ],
)
def test_an_accused_side_denies_the_deed(read: Read, words: str) -> None:
    assert ("Israel", Stance.DENIES) in _told(read(SHELLS + words), "attacker")


@pytest.mark.parametrize(
    "words",
    [
        "Israel denied hitting civilian targets.",
        "The Israeli army said its forces had not lost any men.",
        "The Israeli army said that no aircraft were damaged.",
        "Hamas denied the attack on a border post.",
    ],
)
def test_other_denials_are_not_of_the_deed(read: Read, words: str) -> None:
    reading = read(SHELLS + words)
    assert ("Israel", Stance.DENIES) not in _told(reading, "attacker")
    assert (True, Stance.DENIES) not in _told(reading, "occurrence")


def test_denies_that_answers_the_killing_told_just_before(read: Read) -> None:
    reading = read(
        "US air strikes in Bakwa district killed at least 30 civilians on Monday, Afghan "
        "officials said. The US military denies that."
    )
    assert (True, Stance.DENIES) in _told(reading, "civilian_harm")
    assert ("US", Stance.DENIES) not in _told(reading, "attacker")


@pytest.mark.parametrize(
    "words",
    [
        "The Israeli military said it had hit Hamas and was not aware of any civilian casualties.",
        "The Israeli military said that there was no evidence that children died.",
        "The Israeli military said it had hit Hamas, and dismissed talk of dead civilians.",
    ],
)
def test_harm_is_denied_in_many_ways(read: Read, words: str) -> None:
    reading = read(
        "An Israeli airstrike hit a house in Rafah on Monday, killing four people, medics said. "
        + words
    )
    assert (True, Stance.DENIES) in _told(reading, "civilian_harm")


def test_no_fewer_than_denies_nothing(read: Read) -> None:
    reading = read(
        "Warplanes bombed a market in Maarat al-Numan in Syria on Monday, killing no fewer than "
        "33 civilians, rescue workers said."
    )
    assert (True, Stance.DENIES) not in _told(reading, "civilian_harm")


def test_they_were_not_that_group_is_one_denial(read: Read) -> None:
    reading = read(
        "A US airstrike near Jilib in Somalia killed one al-Shabaab fighter on Friday, the US "
        'military said. "They were not Shabaab," an elder said.'
    )
    told = {
        (claim.value, claim.stance)
        for claim in reading.claims
        if claim.attribute == "target" and claim.claimant == "elder"
    }
    assert told == {("al-Shabaab", Stance.DENIES)}


def test_a_lead_owns_up_to_the_strike_told_after_it(read: Read) -> None:
    reading = read(
        "Myanmar's military said on Wednesday that it was behind the lethal attack on a village "
        "gathering. Fifty people were killed in Tuesday's air strike on Sagaing, a witness said."
    )
    told = _told(reading, "attacker")
    assert any(stance is Stance.ASSERTS and "Myanmar" in str(value) for value, stance in told)


def test_a_denial_may_come_before_what_it_denies(read: Read) -> None:
    reading = read(
        "The Saudi-led coalition denied carrying out any strikes in the area. Houthi officials "
        "said its warplanes had hit a school bus in Hodeidah in Yemen on Monday."
    )
    assert ("Saudi-led coalition", Stance.DENIES) in _told(reading, "attacker")


@pytest.mark.parametrize(
    ("words", "owned"),
    [
        ("NATO confirmed the raid on the refinery.", True),
        ("Serbia confirmed the raid on the refinery.", False),
    ],
)
def test_who_confirms_a_raid_abroad_owns_up_to_it(read: Read, words: str, owned: bool) -> None:
    reading = read(
        "Five missiles ripped through an oil refinery in Novi Sad in Serbia on Monday, the "
        f"Tanjug news agency said. {words}"
    )
    assert (("NATO", Stance.ASSERTS) in _told(reading, "attacker")) is owned


def test_no_strikes_were_made_denies_strike_and_deed(read: Read) -> None:
    reading = read(
        "Reuters said the Russian Air Force hit a hospital in Sarmin in Syria on Monday. "
        '"In that area no strikes were made," a spokesman for the Russian defence ministry said.'
    )
    assert (True, Stance.DENIES) in _told(reading, "occurrence")
    assert ("Russia", Stance.DENIES) in _told(reading, "attacker")


def test_no_raid_with_a_higher_toll_denies_no_raid(read: Read) -> None:
    reading = read(
        "No raid with a higher toll has been carried out in Tajoura in Libya this year than the "
        "air strike on Monday, officials said."
    )
    assert (True, Stance.DENIES) not in _told(reading, "occurrence")


def test_a_denial_is_of_the_strike_that_it_calls_by_its_day(read: Read) -> None:
    reading = read(
        "Israeli jets hit a bus in Tyre on Sunday, medics said. On Monday Israeli jets hit a mill "
        "in Sidon, they said. An Israeli spokesman said Sunday's raid was not the work of Israel."
    )
    denied = {
        (claim.attribute, located.mention.text)
        for claim in reading.claims
        if claim.stance is Stance.DENIES
        for located in claim.places
    }
    assert denied == {("attacker", "Tyre")}


def test_what_is_not_ours_took_place(read: Read) -> None:
    reading = read(
        "A raid hit Tyre on Sunday. Lebanon blamed Israel. An Israeli spokesman said the raid was "
        "not Israel's."
    )
    assert ("Israel", Stance.DENIES) in _told(reading, "attacker")
    assert (True, Stance.DENIES) not in _told(reading, "occurrence")


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("said: “We assess no civilians were killed in this strike.”", Stance.DENIES),
        ("said it currently assesses that the strike injured no civilians.", Stance.DENIES),
        ("said it was assessing whether civilians had been killed.", Stance.DOUBTS),
    ],
)
def test_who_assesses_that_none_died_denies_it_and_who_assesses_whether_does_not(
    read: Read, words: str, stance: Stance
) -> None:
    reading = read(f"A US air strike near Janaale killed six people. US Africa Command {words}")
    assert (True, stance) in _told(reading, "civilian_harm")


@pytest.mark.parametrize(
    ("words", "harm"),
    [
        ("villagers who were chasing bandits", Stance.ASSERTS),
        (
            "members of local groups and civilians defending themselves from bandits",
            Stance.ASSERTS,
        ),
        ("men who belonged to Boko Haram", Stance.DENIES),
        ("bandits planning an attack", Stance.DENIES),
    ],
)
def test_the_dead_are_not_those_whom_they_fought(read: Read, words: str, harm: Stance) -> None:
    reading = read(
        f"An air strike in Zurmi killed 16 people on Monday. Officials said the dead were {words}."
    )
    assert (True, harm) in _told(reading, "civilian_harm")
