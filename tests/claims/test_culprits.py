"""Who is said to have done it: owning up, naming, blaming without a verb of blame."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading, Stance

Read = Callable[..., Reading]


def told(reading: Reading) -> set[tuple[str, object, Stance]]:
    return {
        (claim.claimant, claim.value, claim.stance)
        for claim in reading.claims
        if claim.attribute == "attacker"
    }


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "A strike on a school in Raqqa killed ten people on Monday. The Syrian Observatory "
            "for Human Rights said that the raid was the work of the US-led coalition.",
            ("Syrian Observatory for Human Rights", "US-led coalition", Stance.ASSERTS),
        ),
        (
            "A drone hit a fuel station in El Obeid on Monday. The governor said that it was an "
            "RSF drone.",
            ("governor", "RSF", Stance.ASSERTS),
        ),
        (
            "Bombs killed ten people in Ganja on Monday. Yerevan said that Armenia was not "
            "behind the strike.",
            ("Armenia", "Armenia", Stance.DENIES),
        ),
        (
            "Turkey's army said that it was behind Monday's raid. Jets hit Kobani, killing ten.",
            ("Turkish military", "Turkey", Stance.ASSERTS),
        ),
        (
            "A strike on Tripoli killed ten people on Monday. The GNA held Khalifa Haftar "
            "responsible for the attack.",
            ("GNA", "LNA", Stance.ASSERTS),
        ),
        (
            "A strike on a school in Raqqa killed ten people on Monday. Residents blamed the "
            "coalition.",
            ("residents", "US-led coalition", Stance.ASSERTS),
        ),
    ],
)
def test_who_is_said_to_be_behind_it(read: Read, text: str, claim: tuple[str, str, Stance]) -> None:
    assert claim in told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        # a meeting is held, and nobody is held responsible
        "A strike on Tripoli killed ten people on Monday. The GNA held talks with Turkey.",
        # "it was" without a weapon or a deed
        "A strike on Rastan killed ten people on Monday. Doctors said it was a Russian holiday.",
    ],
)
def test_nobody_is_blamed_here(read: Read, text: str) -> None:
    assert not told(read(text))
