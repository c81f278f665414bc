"""What a strike was for, what else somebody is accused of, and who only answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from mapper.model import Claim, Reading, Stance

Read = Callable[..., Reading]


def counts(reading: Reading) -> set[tuple[str, object]]:
    return {
        (claim.attribute, claim.value)
        for claim in reading.claims
        if claim.attribute.endswith(("killed", "wounded"))
    }


def struck(reading: Reading) -> set[str]:
    return {
        located.mention.text
        for claim in reading.claims
        if claim.attribute == "occurrence"
        for located in claim.places
    }


def charges(reading: Reading) -> set[tuple[str, object, Stance]]:
    return {(c.claimant, c.value, c.stance) for c in reading.claims if c.attribute == "attacker"}


@pytest.mark.parametrize(
    "reason",
    [
        "The raids on Homs came after nine soldiers were killed in a militant attack that targeted "
        "a checkpoint in the Daraa district.",
        "Jets struck Homs hours after nine soldiers died in a suicide bombing.",
        "The strike on Homs came a day after insurgents killed nine policemen.",
    ],
)
def test_who_was_killed_before_a_raid_is_none_of_its_dead(read: Read, reason: str) -> None:
    reading = read(reason)
    assert struck(reading) == {"Homs"}
    assert not counts(reading)


def test_who_is_killed_after_jets_came_are_their_dead(read: Read) -> None:
    assert ("killed", 6) in counts(read("Six people were killed after jets struck Homs."))


def test_what_fighters_on_foot_destroyed_is_no_strike(read: Read) -> None:
    reading = read(
        "US jets hit a camp near Jilib on Sunday. Earlier this month al-Shabab fighters killed 19 "
        "civilians and destroyed lorries with food in the region."
    )
    assert ("civilians_killed", 19) not in counts(reading)
    assert all(claim.attackers == ("US",) for claim in reading.claims)


RAID = "Pakistani jets bombed Khost on Saturday, residents said. "


@pytest.mark.parametrize(
    "charge",
    [
        "Islamabad accuses Kabul of sheltering militants who stage attacks in Pakistan. "
        "Kabul denies the charge.",
        "Pakistan has often accused Afghanistan of failing to stop those who bomb its towns, "
        "an allegation that Afghanistan denies.",
    ],
)
def test_an_old_charge_of_sheltering_others_is_no_answer_to_a_raid(read: Read, charge: str) -> None:
    assert charges(read(RAID + charge)) == {("residents", "Pakistan", Stance.ASSERTS)}


def test_a_charge_of_the_raid_itself_and_its_denial_are_read(read: Read) -> None:
    told = charges(
        read("A raid hit a market in Homs. The UN accused Russia of the raid. Russia denied it.")
    )
    assert ("United Nations", "Russia", Stance.ASSERTS) in told
    assert ("Russia", "Russia", Stance.DENIES) in told


def test_who_owns_up_to_what_a_raid_answered_did_not_fly_it(read: Read) -> None:
    reading = read(
        "Jets struck Khost in answer to a suicide attack on a mosque. The TTP claimed "
        "responsibility for that attack."
    )
    assert "TTP" not in {value for _, value, _ in charges(reading)}


def test_answering_strikes_is_not_flying_them(read: Read) -> None:
    reading = read(
        "Pakistan bombed Khost on Monday. The Taliban government has responded angrily to the "
        "strikes, which were seen from afar. At least ten people were killed in Khost."
    )
    assert ("killed", 10) in counts(reading)
    assert "Taliban" not in {value for _, value, _ in charges(reading)}


@pytest.mark.parametrize("verbs", ["confirm or deny", "admit or deny"])
def test_who_does_not_deny_it_denies_nothing(read: Read, verbs: str) -> None:
    reading = read(
        "A raid by the Saudi-led coalition killed nine in Saada on Monday, medics said. "
        f"The coalition did not immediately {verbs} that it was behind the attack."
    )
    assert not [claim for claim in reading.claims if claim.stance == Stance.DENIES]


def test_a_denial_behind_however_answers_what_stands_before_it(read: Read) -> None:
    reading = read(
        "An air strike smashed a hall in Mokha, killing 13 people, however the Saudi-led coalition "
        "denied responsibility."
    )
    told = {(c.attribute, c.stance): c for c in reading.claims}
    assert ("killed", Stance.DENIES) not in told
    assert ("attacker", Stance.DENIES) in told


def speaker_of(reading: Reading, attribute: str) -> Claim:
    return next(claim for claim in reading.claims if claim.attribute == attribute)


def test_an_assessment_is_his_whose_it_is(read: Read) -> None:
    reading = read(
        "A jet bombed a camp near Jilib. AFRICOM's first assessment is that no civilians were "
        "hurt in the air strike."
    )
    assert speaker_of(reading, "civilian_harm").claimant == "US Africa Command"


def test_the_rebels_ministry_is_that_of_the_group_told_of(read: Read) -> None:
    reading = read(
        "DUBAI, United Arab Emirates — The Houthi rebels fired at a ship. The rebels' health "
        "ministry said that an air strike killed four people in Saada."
    )
    assert speaker_of(reading, "killed").claimant == "Houthi Health Ministry"


def test_what_a_strike_was_in_answer_to_is_no_part_of_it(read: Read) -> None:
    reading = read(
        "In retaliation for an attack in Ankara that wounded two policemen, Iran fired missiles at "
        "Erbil on Monday."
    )
    assert struck(reading) == {"Erbil"}
    assert not counts(reading)


@pytest.mark.parametrize(
    ("text", "day", "dead"),
    [
        (
            "Iran fired missiles at Erbil on Monday in response to an Israeli strike that killed "
            "five officers in Damascus.",
            dt.date(2020, 5, 4),
            5,
        ),
        (
            "Iran fired missiles at Erbil on Monday, in revenge for two officers who died last "
            "Friday in an Israeli air strike near Damascus.",
            dt.date(2020, 5, 1),
            2,
        ),
    ],
)
def test_a_strike_that_was_answered_is_a_strike_of_its_own(
    read: Read, text: str, day: dt.date, dead: int
) -> None:
    reading = read(text)
    told = {
        (place.mention.text, claim.attackers, claim.when.start)
        for claim in reading.claims
        if claim.attribute == "occurrence"
        for place in claim.places
    }
    assert told == {
        ("Erbil", ("Iran",), dt.date(2020, 5, 4)),
        ("Damascus", ("Israel",), day),
    }
    toll = [claim for claim in reading.claims if claim.attribute == "soldiers_killed"]
    assert [(c.value, [one.mention.text for one in c.places]) for c in toll] == [
        (dead, ["Damascus"])
    ]


def test_the_raid_that_was_an_answer_is_read(read: Read) -> None:
    reading = read("The response to the attack was an Israeli raid on Tyre that killed two people.")
    assert struck(reading) == {"Tyre"}
    assert ("killed", 2) in counts(reading)


def test_since_the_outbreak_of_a_war_is_no_day_of_a_strike(read: Read) -> None:
    reading = read(
        "The US has often bombed sites in Iraq since the April 7 outbreak of the war. An official "
        "said a strike had hit a depot in Hilla."
    )
    assert dt.date(2020, 4, 7) not in {claim.when.start for claim in reading.claims}


def test_a_base_of_a_state_abroad_is_not_that_state(read: Read) -> None:
    reading = read("A drone hit a US military base near Erbil in Iraq.")
    assert struck(reading) <= {"Erbil"}


def test_who_is_quoted_in_by_what_flew_nothing(read: Read) -> None:
    reading = read(
        "Six men were killed on Monday in Pakistan's North Waziristan by what government officials "
        "are calling a US drone strike."
    )
    assert "Pakistan" not in {name for claim in reading.claims for name in claim.attackers}


def test_another_name_in_brackets_tells_nothing(read: Read) -> None:
    reading = read("An air strike killed 13 people in al-Makha (Mocha).")
    assert {claim.claimant for claim in reading.claims} == {"Test Wire"}


def test_what_was_answered_is_not_by_who_answered(read: Read) -> None:
    reading = read(
        "Iran fired missiles at Israel on Saturday. That was a response to the strike of April 1 "
        "on its consulate in Damascus. Iran blames Israel for that one."
    )
    damascus = {
        (claim.claimant, claim.attackers)
        for claim in reading.claims
        if "Damascus" in {place.mention.text for place in claim.places}
    }
    assert damascus == {("Test Wire", ()), ("Iran", ("Israel",))}


@pytest.mark.parametrize(
    ("silence", "told"),
    [
        ("Turkey has not said it did it.", False),
        ("Turkey has neither said that it carried out the raid nor denied it.", False),
        ("Turkey said it had carried out the raid.", True),
    ],
)
def test_who_does_not_say_he_did_it_says_nothing(read: Read, silence: str, told: bool) -> None:
    reading = read(f"An air raid hit a camp near Soran in Iraq on Monday. {silence}")
    assert ("Turkey" in {claim.claimant for claim in reading.claims}) is told


def test_a_report_goes_on_with_the_strikes_that_answered(read: Read) -> None:
    reading = read(
        "American jets bombed Qaim in Iraq on Friday. The strikes were ordered in retaliation for "
        "the deaths of three soldiers in a drone strike carried out by Iranian forces on a US base "
        "in Jordan last Sunday. Iraq said that five people had died in the strikes."
    )
    dead = [claim for claim in reading.claims if claim.value == 5]
    assert [(one.attackers, [at.mention.text for at in one.places]) for one in dead] == [
        (("US",), ["Qaim"])
    ]
