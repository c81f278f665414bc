"""Whose "the army", "the drone" and "X-led" raids are, in sentences on several wars."""

from __future__ import annotations

from typing import Any

import pytest

Read = Any


def _attackers(reading: Any) -> set[str]:
    return {
        name
        for claim in reading.claims
        if claim.attribute == "occurrence"
        for name in claim.attackers
    }


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        pytest.param(
            "An American drone strike killed two men near Wana on Monday. Pakistani officials said "
            "the unmanned aircraft fired three missiles at a farm in Mir Ali.",
            {"US"},
            id="the drone told of before is not the speaker's",
        ),
        pytest.param(
            "Israeli army bulldozers left Gaza on Monday. Overnight the air force targeted a "
            "lorry in Jabaliya.",
            {"Israel"},
            id="the air force of the army that the report names",
        ),
        pytest.param(
            "In a statement the Turkish military said the air force hit caves near Amedi.",
            {"Turkey"},
            id="a military speaks of its own air force",
        ),
        pytest.param(
            "A Saudi-led air strike hit a farm near Hodeidah on Monday.",
            {"Saudi-led coalition"},
            id="led by a member is the coalition's",
        ),
        pytest.param(
            "Jets of the Arab alliance bombed Hodeidah on Monday.",
            {"Saudi-led coalition"},
            id="another name of the coalition",
        ),
        pytest.param(
            "Lebanon's Hezbollah fired rockets at Kiryat Shmona on Monday.",
            {"Hezbollah"},
            id="where a group is from is no second attacker",
        ),
        pytest.param(
            "Drones operated by the CIA fired two missiles at a house in Miran Shah on Monday.",
            {"US"},
            id="an agency acts for its state",
        ),
    ],
)
def test_the_attacker_is_the_one_told_of(read: Read, text: str, whose: set[str]) -> None:
    assert _attackers(read(text)) == whose
