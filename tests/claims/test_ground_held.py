"""Who holds the ground that was struck: taken, held, lost, or held with the speaker's own men."""

from __future__ import annotations

from typing import Any

import pytest

from mapper.model import Stance

Read = Any

BOMBS = "Russian bombs hit Toretsk in Ukraine on Monday, the mayor said. "


def _control(reading: Any) -> set[tuple[object, Stance]]:
    return {(claim.value, claim.stance) for claim in reading.claims if claim.attribute == "control"}


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        ("Russia's Defence Ministry said its forces had captured the town.", "Russian forces"),
        ("The Russian Defence Ministry insists that its troops hold all of it.", "Russian forces"),
        ("The town has been under Russian rule since May.", None),
        ("The town is in separatist hands, a monitor said.", "separatists"),
        ("The town fell to separatists in May.", "separatists"),
        ("Russian troops may take the town, Moscow said.", None),
        ("Russian troops want to seize the town, Moscow said.", None),
        ("Russian troops took pictures, Moscow said.", None),
    ],
)
def test_ground_is_taken_and_held(read: Read, words: str, holder: str | None) -> None:
    told = {value for value, stance in _control(read(BOMBS + words)) if stance is Stance.ASSERTS}
    assert told == ({holder} if holder else set())


def test_they_are_the_side_that_bombs(read: Read) -> None:
    reading = read(BOMBS + '"They do not control the town," a Ukrainian army spokesman said.')
    assert _control(reading) == {("Russian forces", Stance.DENIES)}


def test_ours_is_the_speakers(read: Read) -> None:
    reading = read(
        'NATO jets struck Brega in Libya on Tuesday, rebels said. "Brega is ours," a rebel '
        "spokesman said."
    )
    assert ("rebels", Stance.ASSERTS) in _control(reading)


def test_a_group_named_twice_holds_what_it_is_said_to(read: Read) -> None:
    reading = read(
        "Drones fired on Kidal in northern Mali on Tuesday, residents said. The rebel alliance, "
        "the CSP, which has controlled the town for years, counted the dead."
    )
    assert _control(reading) == {("rebels", Stance.ASSERTS)}
