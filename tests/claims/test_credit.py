"""Who is said to have done a strike that an earlier sentence told, on invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading, Stance

Read = Callable[..., Reading]
TOLD = "Air strikes hit the town of Saraqib on Wednesday. "


def credits(reading: Reading) -> set[tuple[str, object, Stance]]:
    return {
        (claim.claimant, claim.value, claim.stance)
        for claim in reading.claims
        if claim.attribute == "attacker"
    }


@pytest.mark.parametrize(
    ("text", "claimant", "actor"),
    [
        ("Activists said they were carried out by Russian warplanes.", "activists", "Russia"),
        ("Activists said the raids were by Russia.", "activists", "Russia"),
        ("Activists said Russia had carried out the raids.", "activists", "Russia"),
        ("Residents said the planes were Turkish.", "residents", "Turkey"),
        ("Residents said the planes belonged to Turkey.", "residents", "Turkey"),
    ],
)
def test_pointing_words_give_the_strike_to_an_actor(
    read: Read, text: str, claimant: str, actor: str
) -> None:
    assert credits(read(TOLD + text)) == {(claimant, actor, Stance.ASSERTS)}


@pytest.mark.parametrize(
    "text",
    [
        "Russia's defence ministry said Russia had nothing to do with the attack.",
        "Russia's defence ministry said Russia had played no part in the strikes.",
        "Russia's defence ministry said the planes were not Russian.",
    ],
)
def test_a_share_in_it_can_be_denied(read: Read, text: str) -> None:
    assert credits(read(TOLD + text)) == {("Russian Ministry of Defence", "Russia", Stance.DENIES)}


@pytest.mark.parametrize(
    "text",
    [
        "Activists said an inquiry was carried out by Russian police.",
        "Markets fell. Prices rose. Officials said they were made by Russian firms.",
        "Activists said the trucks belonged to Turkey.",
    ],
)
def test_words_that_point_elsewhere_accuse_nobody(read: Read, text: str) -> None:
    assert credits(read(TOLD + text)) == set()
