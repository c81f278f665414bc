"""The dead of illness, of a stretch of time and of men who blow themselves up are no strike's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    "text",
    [
        "Jets bombed Nyala on Monday. The minister announced that 410 people died of cholera.",
        "Jets bombed Khost on Monday. Earlier in the month 12 people died when a bomber blew "
        "himself up at the gate of a court in Kabul.",
        "Jets hit Qamishli on Monday. A monitor has counted 94 drone attacks since the beginning "
        "of the year. They left 77 people dead.",
        "Jets hit Haifa on Monday. Tehran gives 610 dead in twelve days. A rights group has 1,050.",
        "Jets hit Gaza City on Monday. In Lebanon 4,000 people were killed.",
        "Jets hit Kassala on Monday. The council counts 900 killed in three weeks.",
        "Jets hit Kassala on Monday. In the first month 300 people died in Khartoum.",
        "Jets hit Baalbek on Monday. The ministry has counted over 5,000 violations of the truce "
        "and 321 dead.",
    ],
)
def test_no_toll_of_the_strike(read: Read, text: str) -> None:
    claims = read(text).claims
    assert any(claim.attribute == "occurrence" for claim in claims)
    assert not [claim for claim in claims if claim.attribute.endswith("killed")]


def test_a_bomber_on_foot_is_no_aircraft(read: Read) -> None:
    reading = read(
        "Jets bombed Khost on Monday. A bomber blew himself up at the gate of a court in Kabul."
    )
    struck = {
        located.mention.text
        for claim in reading.claims
        if claim.attribute == "occurrence"
        for located in claim.places
    }
    assert struck == {"Khost"}


@pytest.mark.parametrize(
    "text",
    [
        "An air strike on Monday killed 12 people in Nyala, where dozens have died of hunger.",
        "An air strike, one of many violations of the truce, killed 12 people in Nyala on Monday.",
        "Jets bombed Nyala on Monday. The nurses said that 12 people were killed in the town.",
        "Jets bombed Kilis on Monday. In a hospital in Aleppo 12 people had died by night.",
        "A bomber hit Nyala on Monday, killing 12 people, and a man lost his wife.",
    ],
)
def test_a_strike_keeps_its_own_toll(read: Read, text: str) -> None:
    claims = read(text).claims
    assert {claim.value for claim in claims if claim.attribute == "killed"} >= {12}
    assert any(claim.attribute == "occurrence" for claim in claims)
