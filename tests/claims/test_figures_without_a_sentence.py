"""Counts that stand in labels, lists and leads, or share the word that tells what befell them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading

Read = Callable[..., Reading]

LEAD = "Jets bombed a market in Saada on Monday, officials said."


def _counts(reading: Reading) -> set[tuple[str, object]]:
    return {
        (claim.attribute, claim.value)
        for claim in reading.claims
        if claim.attribute.endswith(("killed", "wounded"))
    }


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Civilians reported killed: 12 – 15", {("civilians_killed", 12)}),
        ("Dead: 9", {("killed", 9)}),
        ("Teachers put together a list of 51 names.", {("killed", 51)}),
        ("Two people were gravely hurt and 30 slightly.", {("wounded", 2), ("wounded", 30)}),
        ("A nurse counted 34 admissions.", {("wounded", 34)}),
        ("Fourteen coffins stood in the yard.", {("killed", 14)}),
        ("Of the dead, nine were children.", {("children_killed", 9)}),
        (
            "The mission spoke of 60 children and 15 women killed.",
            {("children_killed", 60), ("women_killed", 15)},
        ),
        (
            "Thirteen people were killed, including two girls aged three, seven women and "
            "four men.",
            {("killed", 13), ("children_killed", 2), ("women_killed", 7), ("killed", 4)},
        ),
        ("Nine members of a wedding party were killed.", {("killed", 9)}),
    ],
)
def test_the_count_is_read(read: Read, text: str, counts: set[tuple[str, object]]) -> None:
    assert _counts(read(f"{LEAD}\n\n{text}")) == counts


@pytest.mark.parametrize(
    "text",
    [
        "The register of the school has 51 pupils.",
        "The sign said: 14",
        "Twelve names were on the door.",
        "Thirty slightly bent lamps stood in the yard.",
    ],
)
def test_no_people_are_counted(read: Read, text: str) -> None:
    assert not _counts(read(f"{LEAD}\n\n{text}"))


def test_a_lead_counts_the_dead_of_what_it_comes_to(read: Read) -> None:
    reading = read(
        "The death toll at Saada stands at 114, the ministry says.\n\nNurses worked all night.\n\n"
        "On Monday jets bombed a market in Saada. In Mokha a shell hit a boat."
    )
    claim = next(claim for claim in reading.claims if claim.value == 114)
    assert [located.mention.text for located in claim.places] == ["Saada"]


def test_a_lead_about_an_earthquake_does_not(read: Read) -> None:
    reading = read(
        "The earthquake killed 114 people in Saada, the ministry says.\n\n"
        "On Monday jets bombed a market in Saada."
    )
    assert not [claim for claim in reading.claims if claim.value == 114]


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Monitors counted eight dead, the rebels 13.", "rebels"),
        ("The ministry put the toll at eight; the Red Crescent at 13.", "Red Crescent"),
    ],
)
def test_a_second_teller_needs_no_verb(read: Read, text: str, teller: str) -> None:
    claims = {claim.value: claim for claim in read(f"{LEAD}\n\n{text}").claims}
    assert claims[8].attribute == claims[13].attribute == "killed"
    assert teller in claims[13].claimant
    assert teller not in claims[8].claimant


def test_a_number_behind_a_name_is_no_toll(read: Read) -> None:
    claims = read(f"{LEAD}\n\nEight people died, and Route 13 was closed.").claims
    assert 13 not in {claim.value for claim in claims}
