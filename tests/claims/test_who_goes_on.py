"""Speakers whom the sentence does not name beside their words, or names beside somebody else."""

from __future__ import annotations

from typing import Any

import pytest

Read = Any

_RAID = "An air strike hit Adwa on Monday, residents said."


def _who(reading: Any, attribute: str) -> set[str]:
    return {claim.claimant for claim in reading.claims if claim.attribute == attribute}


def test_a_paragraph_of_quotation_goes_on_with_who_spoke_last(read: Read) -> None:
    reading = read(
        f'{_RAID}\n\n"It was dark," nurse Amina Gebru said.\n\n"We counted 14 bodies."',
        publisher="Desk",
    )
    assert _who(reading, "killed") == {"Amina Gebru"}


def test_a_quotation_left_open_is_taken_up_in_the_next_paragraph(read: Read) -> None:
    reading = read(
        f"{_RAID}\n\nArmy spokesman Musa Bello said: “We take every care.\n\n"
        "“Twelve fighters were killed in it.”",
        publisher="Desk",
    )
    assert _who(reading, "militants_killed") == {"Musa Bello"}


def test_a_quotation_behind_what_nobody_said_is_nobodys(read: Read) -> None:
    reading = read(
        f'{_RAID}\n\nThe town has a big market.\n\n"Nine children were killed."', publisher="Desk"
    )
    assert _who(reading, "children_killed") == {"Desk"}


@pytest.mark.parametrize(
    ("words", "claimant"),
    [
        ('"We buried 16 people," farmer Sani Bello was quoted as saying.', "Sani Bello"),
        ("Sixteen people had died, a local chief was quoted as saying.", "local chief"),
        ("The mayor of Adwa was quoted as saying that 16 people had died.", "mayor of Adwa"),
        ("Local officials gave other figures saying that 16 people had died.", "local officials"),
    ],
)
def test_who_is_quoted_and_who_gives_figures_says_them(
    read: Read, words: str, claimant: str
) -> None:
    assert _who(read(f"{_RAID} {words}", publisher="Desk"), "killed") == {claimant}


def test_two_who_tell_it_are_not_the_body_named_before_them(read: Read) -> None:
    reading = read(
        "Ten people were killed in drone strikes on Kidal on Tuesday, including on a base left by "
        "a United Nations mission, a local official and a rebel group said."
    )
    assert _who(reading, "killed") == {"local official", "rebel group"}


def test_who_does_not_confirm_but_denies_does_deny(read: Read) -> None:
    reading = read(
        "Sudanese warplanes bombed a market in Melit on Monday, residents said. The army did not "
        "confirm the air strike but denied targeting civilians.",
        publisher="Desk",
    )
    assert ("target", "civilians", "denies") in {
        (claim.attribute, claim.value, str(claim.stance))
        for claim in reading.claims
        if claim.claimant != "Desk"
    }


def test_who_will_neither_confirm_nor_deny_denies_nothing(read: Read) -> None:
    reading = read(
        "Sudanese warplanes bombed a market in Melit on Monday, residents said. The army would not "
        "confirm or deny targeting civilians."
    )
    assert not [claim for claim in reading.claims if str(claim.stance) == "denies"]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "A raid hit Tajoura on Tuesday, killing ten people, spokesman for the ministry Fawzi "
            "Anwar said.",
            "Fawzi Anwar",
        ),
        (
            "A raid hit Tajoura on Tuesday. Interior Minister of the GNA Fathi Bashir said ten "
            "people were killed.",
            "Fathi Bashir",
        ),
        (
            "A raid hit Tajoura on Tuesday. Minister of Health Ahmed Omar said ten were killed.",
            "Ahmed Omar",
        ),
        (
            "A raid hit Tajoura on Tuesday. The head of the village of Bani Matar said ten people "
            "were killed.",
            "head",
        ),
    ],
)
def test_a_name_behind_its_body_without_a_comma_is_the_persons(
    read: Read, text: str, claimant: str
) -> None:
    assert _who(read(text), "killed") == {claimant}


def test_the_place_hit_is_not_who_reports_it(read: Read) -> None:
    reading = read(
        "Up to four civilians were killed along with up to five fighters as a US airstrike struck "
        "El Burr, Galmudug, international media reported."
    )
    assert _who(reading, "civilians_killed") == {"international media"}
