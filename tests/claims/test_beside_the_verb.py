"""Whose words they are when the parse loses the speaker, on invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading

Read = Callable[..., Reading]


def claimants(reading: Reading, attribute: str) -> set[str]:
    return {claim.claimant for claim in reading.claims if claim.attribute == attribute}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A shell hit a mill in Saada on Monday. Two men died and four people were hurt, the "
            "town's mayor, Hadi Moqbel, told us, and he showed us the crater.",
            {"Hadi Moqbel"},
        ),
        (
            "A drone hit a crowded ferry in Saada on Monday, killing nine people and wounding at "
            "least 14, two medical workers and a local rights group said.",
            {"medical workers", "local rights group"},
        ),
        (
            "A house in Saada was bombed on Monday; nine people were killed and 14 wounded, "
            "according to the Houthis.",
            {"Houthis"},
        ),
        (
            "Jets bombed Saada on Monday. Nine people were killed in the strike, the charity, "
            "Nurses for Peace, has said.",
            {"Nurses for Peace"},
        ),
        (
            "Jets bombed a Houthi camp in Saada on Monday. Nine people were killed, the "
            "Iranian-backed group said.",
            {"Houthis"},
        ),
        (
            "Yemen's government led reporters to a mill in Saada, where it said jets had killed "
            "nine people on Monday.",
            {"Yemeni government"},
        ),
    ],
)
def test_the_dead_are_counted_by_whoever_stands_beside(
    read: Read, text: str, expected: set[str]
) -> None:
    assert claimants(read(text), "killed") == expected
