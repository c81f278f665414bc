"""Places that come under fire, denials in a clause of their own, and who only stands by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading, Stance

Read = Callable[..., Reading]


def blamed(reading: Reading) -> set[tuple[str, object, Stance]]:
    return {
        (claim.claimant, claim.value, claim.stance)
        for claim in reading.claims
        if claim.attribute == "attacker"
    }


@pytest.mark.parametrize(
    "text",
    [
        "The town of Douma came under heavy bombardment by Syrian government forces on Friday, "
        "activists said.",
        "Douma came under attack by Syrian government forces on Friday, after shelling, "
        "activists said.",
    ],
)
def test_who_a_town_comes_under_fire_from(read: Read, text: str) -> None:
    told = [claim for claim in read(text).claims if claim.attribute == "occurrence"]
    assert [(claim.claimant, claim.attackers) for claim in told] == [("activists", ("Syria",))]
    assert [located.mention.text for located in told[0].places] == ["Douma"]


def test_a_denial_on_a_name_is_a_denial(read: Read) -> None:
    reading = read(
        "Six people were killed when a rocket slammed into a house in Majdal Shams on Monday. "
        "Israel blamed Hezbollah, which denied it fired the rocket."
    )
    assert ("Hezbollah", "Hezbollah", Stance.DENIES) in blamed(reading)
    assert ("Israel", "Hezbollah", Stance.ASSERTS) in blamed(reading)
    assert not [
        claim
        for claim in reading.claims
        if claim.claimant == "Hezbollah" and claim.stance is Stance.ASSERTS
    ]


def test_who_says_and_who_is_blamed_in_one_breath(read: Read) -> None:
    reading = read(
        "A rocket attack on Wednesday killed a child in Taiz, a medic said, blaming the Houthis."
    )
    assert blamed(reading) == {("medic", "Houthis", Stance.ASSERTS)}


def test_a_patron_is_no_attacker(read: Read) -> None:
    reading = read(
        "A mortar shell fell near a bakery in Donetsk on Monday, killing three people, the "
        "Russian-installed mayor said."
    )
    assert not any("Russia" in claim.attackers for claim in reading.claims)
