"""What one side answers to what another one told, without repeating it; on invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Claim, Reading, Side, Stance

Read = Callable[..., Reading]
Told = tuple[str, object, Stance]


def told_by(reading: Reading, claimant: str) -> set[Told]:
    return {(c.attribute, c.value, c.stance) for c in _claims_of(reading, claimant)}


def _claims_of(reading: Reading, claimant: str) -> list[Claim]:
    return [claim for claim in reading.claims if claim.claimant == claimant]


DEED: Told = ("attacker", "Russia", Stance.DENIES)
RAID = "Residents of Homs said a Russian jet bombed a market there on Friday. "


@pytest.mark.parametrize(
    "answer",
    [
        "Moscow dismissed the reports as inventions.",
        "Moscow said it had nothing to do with the strike.",
        "Moscow said the pictures were from another war.",
        "Moscow said that stored explosives had blown up the market.",
        "Moscow said that a gas cylinder had exploded.",
        "Moscow said the market had been hit by a stray air-defence missile.",
    ],
)
def test_who_is_accused_denies_the_deed(read: Read, answer: str) -> None:
    told = told_by(read(RAID + answer), "Russia")
    assert DEED in told
    assert ("occurrence", True, Stance.ASSERTS) not in told


@pytest.mark.parametrize(
    "answer",
    [
        "Moscow dismissed reports of a shortage of bread.",
        "Moscow said that its stored explosives were safe.",
        "Moscow said the pictures were clear.",
    ],
)
def test_answers_about_other_things_deny_no_deed(read: Read, answer: str) -> None:
    assert DEED not in told_by(read(RAID + answer), "Russia")


def test_somebody_else_with_another_cause_denies_that_there_was_a_strike(read: Read) -> None:
    reading = read(RAID + "A local council said that a mine had exploded.")
    assert ("occurrence", True, Stance.DENIES) in told_by(reading, "local council")


def test_a_states_army_answers_for_the_state(read: Read) -> None:
    reading = read(
        "Myanmar's air force bombed a monastery in Sagaing on Monday, a rebel group said. "
        "The junta denied it."
    )
    (denial,) = [claim for claim in reading.claims if claim.stance is Stance.DENIES]
    assert (denial.attribute, denial.value, denial.side) == ("attacker", "Myanmar", Side.ATTACKER)


def test_who_denies_and_names_another_aim_denies_the_target_only(read: Read) -> None:
    reading = read(
        "Medics said a NATO plane hit a clinic in Zliten on Tuesday. A NATO spokesman said the "
        "damage was caused by secondary explosions from an ammunition dump it had struck."
    )
    told = told_by(reading, "NATO")
    assert ("target", "depot", Stance.ASSERTS) in told
    assert ("attacker", "NATO", Stance.DENIES) not in told


@pytest.mark.parametrize(
    ("answer", "claimant", "told"),
    [
        ("Villagers said the bombs fell on farmers.", "villagers", "civilians"),
        ("Doctors said that a dormitory was struck.", "doctors", "school"),
    ],
)
def test_an_answer_has_the_place_of_what_it_answers(
    read: Read, answer: str, claimant: str, told: str
) -> None:
    reading = read(
        f"The Nigerian air force said it bombed a bandit camp near Gusau on Sunday. {answer}"
    )
    (target,) = [c for c in _claims_of(reading, claimant) if c.attribute == "target"]
    assert target.value == told
    assert [located.mention.text for located in target.places] == ["Gusau"]


@pytest.mark.parametrize(
    "words",
    [
        "Villagers said a second raid hit a farm.",
        "Villagers said jets had carried out 30 raids since the spring.",
    ],
)
def test_other_strikes_are_no_answer(read: Read, words: str) -> None:
    reading = read(
        f"The Nigerian air force said it bombed a bandit camp near Gusau on Sunday. {words}"
    )
    assert not [c for c in _claims_of(reading, "villagers") if c.places and c.attribute == "target"]


def test_who_struck_denies_the_wedding_that_others_told_of(read: Read) -> None:
    reading = read(
        "Sudanese army jets bombed a wedding in Nyala on Monday, a monitoring group said. The army "
        "said there was no wedding."
    )
    assert ("target", "wedding", Stance.DENIES) in told_by(reading, "Sudanese army")


def test_only_fighters_were_hit_denies_harm_to_civilians(read: Read) -> None:
    reading = read(
        "A US airstrike on Kunduz on Saturday killed 15 civilians, doctors said. The US command "
        "insisted that only fighters were hit."
    )
    told = told_by(reading, "US command")
    assert {("target", "militants", Stance.ASSERTS), ("civilian_harm", True, Stance.DENIES)} <= told


@pytest.mark.parametrize(
    ("words", "doubted"),
    [
        ("The coalition said it was looking into reports of civilian casualties.", True),
        ("The coalition said it was assessing whether civilians had been hurt.", True),
        ("The coalition said it was looking into a fault of the radio.", False),
    ],
)
def test_who_looks_into_harm_leaves_it_open(read: Read, words: str, doubted: bool) -> None:
    reading = read(f"A US-led coalition raid hit Raqqa on Monday, activists said. {words}")
    told = told_by(reading, "US-led coalition")
    assert (("civilian_harm", True, Stance.DOUBTS) in told) is doubted


@pytest.mark.parametrize(
    ("text", "attackers"),
    [
        ("A strike on a camp in Zawiya on Sunday was blamed on the LNA.", {"LNA"}),
        ("An airstrike thought to have been flown by Egypt hit Derna on Sunday.", {"Egypt"}),
        ("A missile hit a dairy in Homs on Sunday. The army accused Israel.", {"Israel"}),
        ("A missile hit a dairy in Homs on Sunday. The army accused Israel of spying.", set()),
    ],
)
def test_whom_a_strike_is_laid_to(read: Read, text: str, attackers: set[str]) -> None:
    claims = read(text).claims
    named = {name for claim in claims for name in claim.attackers}
    assert named == attackers


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("In Riyadh, General Walter Hobbs of the US Central Command said", "Walter Hobbs"),
        ("A spokesman for the Pentagon, Maj. Gen. Walter Hobbs, said", "Walter Hobbs"),
    ],
)
def test_an_officer_speaks_for_his_own_army(read: Read, words: str, name: str) -> None:
    reading = read(
        f"American bombs hit a shelter in Baghdad on Monday, doctors said. {words} that the "
        "building was a command bunker."
    )
    sides = {claim.side for claim in _claims_of(reading, name)}
    assert sides == {Side.ATTACKER}


def test_two_who_report_in_one_sentence_say_each_their_own(read: Read) -> None:
    reading = read(
        "Egyptian jets bombed Derna on Monday. Cairo said that the raid had caused no civilian "
        "losses, but medics in Tobruk reported the deaths of four children."
    )
    assert ("civilian_harm", True, Stance.DENIES) in told_by(reading, "Egypt")
    assert not [c for c in _claims_of(reading, "Egypt") if c.attribute == "children_killed"]


@pytest.mark.parametrize(
    ("words", "charge"),
    [
        ("Turkey denies it.", ("Turkey", Stance.DENIES)),
        ("Ankara said none of its planes had been in the area.", ("Turkey", Stance.DENIES)),
        ("The PKK said it was the Turkish army that had fired.", ("Turkey", Stance.ASSERTS)),
        ("Residents said the planes were thought to be Turkish.", ("Turkey", Stance.ASSERTS)),
    ],
)
def test_an_answer_may_be_the_first_to_name_a_culprit(
    read: Read, words: str, charge: tuple[str, Stance]
) -> None:
    reading = read(f"Bombs hit an orchard near Zakho in Iraq on Monday, killing two men. {words}")
    assert charge in {(c.value, c.stance) for c in reading.claims if c.attribute == "attacker"}


@pytest.mark.parametrize(
    "words", ["Iraq denied it.", "Turkey denies that bread is short there.", "The PKK had fled."]
)
def test_other_answers_name_no_culprit(read: Read, words: str) -> None:
    reading = read(f"Bombs hit an orchard near Zakho in Iraq on Monday, killing two men. {words}")
    assert not [claim for claim in reading.claims if claim.attribute == "attacker"]


def test_rebels_fly_no_aircraft(read: Read) -> None:
    reading = read(
        "Aircraft bombed a school in Idlib on Monday. Rebel rockets crashed into a school in "
        "Aleppo on Tuesday."
    )
    named = {
        (located.mention.text, claim.attackers)
        for claim in reading.claims
        for located in claim.places
        if claim.attribute == "occurrence"
    }
    assert named == {("Idlib", ()), ("Aleppo", ("rebels",))}
