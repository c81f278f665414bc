"""Places told in a roundabout way: a state's capital, a country's district, a town's site."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading

Read = Callable[..., Reading]


def struck(reading: Reading) -> set[str]:
    return {
        located.place.name
        for claim in reading.claims
        if claim.attribute == "occurrence"
        for located in claim.places
        if located.place
    }


@pytest.mark.parametrize(
    "text",
    [
        "A raid hit the Libyan capital on Monday, killing five people.",
        "A raid hit Libya's capital on Monday, killing five people.",
        "A raid hit the capital of Libya on Monday, killing five people.",
        "A raid hit the Libyan capital, Tripoli, on Monday, killing five people.",
        "Officials in Tripoli in Libya said that a raid had hit the capital on Monday.",
    ],
)
def test_a_capital_needs_no_name(read: Read, text: str) -> None:
    assert struck(read(text)) == {"Tripoli"}


@pytest.mark.parametrize(
    "text",
    [
        "A raid hit Zuwara in Libya on Monday, officials in the Libyan capital said.",
        "A raid hit Zuwara, a town to the west of the Libyan capital, on Monday.",
        "An air raid near the Libyan capital killed five. Jets had bombed Zuwara in Libya.",
        "A raid hit Zuwara in Libya, Moscow said on Monday. Rockets were fired at the capital.",
        "A raid hit Zuwara in Libya on Monday. The capital of the bank that it burned is lost.",
        "A raid hit Zuwara in Libya on Monday. A prosecutor asked for capital punishment.",
    ],
)
def test_a_capital_that_was_not_struck_gets_no_pin(read: Read, text: str) -> None:
    assert struck(read(text)) == {"Zuwarah"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A drone strike in the Shindand district of Afghanistan killed six people.", "Shīnḏanḏ"),
        ("A drone strike in Khan Sheikhoun district of Syria killed six people.", "Khān Shaykhūn"),
        ("Zuwara hospital in Libya was hit by an air strike on Monday.", "Zuwarah"),
        ("The Zuwara drone strike in Libya killed two people on Monday.", "Zuwarah"),
        ("The Hellfire strike at Zuwara in Libya killed two people on Monday.", "Zuwarah"),
        (
            "A drone strike in Shindand district of Afghanistan killed six people, a member of "
            "Nangarhar's provincial council said on Thursday.",
            "Shīnḏanḏ",
        ),
    ],
)
def test_the_part_told_of_is_struck_and_not_the_country(read: Read, text: str, place: str) -> None:
    assert struck(read(text)) == {place}
