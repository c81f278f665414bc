"""Whose a count is where its speaker is described, shortened, or stands in an odd corner."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading

Read = Callable[..., Reading]


def tellers(reading: Reading, value: int) -> set[str]:
    return {
        claim.claimant
        for claim in reading.claims
        if claim.attribute.endswith(("killed", "wounded")) and claim.value == value
    }


@pytest.mark.parametrize(
    ("text", "value", "claimant"),
    [
        (
            "Jets bombed a mill in Saada on 3 May. On 4 May UNICEF said that six children had "
            "been killed.",
            6,
            "Unicef",
        ),
        (
            "Rockets hit a mill in Ganja on Monday. The country's ombudsman reported nine killed.",
            9,
            "Azerbaijani ombudsman",
        ),
        (
            "Shells and rockets fell on Stepanakert on Monday. The enclave's rescue service says "
            "nine people were killed.",
            9,
            "rescue service",
        ),
        (
            "US jets carried out a strike near Jilib on Monday, U.S. Africa Command said. The "
            "command assessed that nine militants were killed.",
            9,
            "US Africa Command",
        ),
        (
            "French jets struck near Gao on Monday. In Paris, the armed forces ministry said nine "
            "jihadists were killed.",
            9,
            "French Ministry of Defence",
        ),
        (
            "Coalition jets bombed Hodeidah on Monday. The defence ministry of the "
            "internationally recognised government said nine Houthi fighters died.",
            9,
            "Yemeni Ministry of Defence",
        ),
        (
            "Rockets hit a mill in Gori on Monday. A nurse at Gori military hospital counts nine "
            "dead.",
            9,
            "nurse",
        ),
        (
            "Jets bombed Zintan on Monday. A spokesman for the rebels, who asked not to be named, "
            "spoke of nine dead.",
            9,
            "spokesman for rebels",
        ),
        (
            "A drone strike killed nine civilians in Tinzaouaten, Mali, a spokesman for an "
            "alliance of herders said on Monday.",
            9,
            "spokesman for alliance of herders",
        ),
        (
            "Jets bombed Saada on Monday. A man who gave his name as Abu Nasim told us by phone "
            "that nine people were killed.",
            9,
            "Abu Nasim",
        ),
        (
            "Indian missiles struck Kotli on Monday. Officials in Pakistani-administered Kashmir "
            "said nine people were killed.",
            9,
            "officials in Pakistani-administered Kashmir",
        ),
        (
            "Jets bombed Gidan Sama on Monday. The chairman of the council, Alhaji Sani Dogo, "
            "said nine people died.",
            9,
            "Sani Dogo",
        ),
        (
            "Jets bombed Saada on Monday. The self-declared Wadi Council said nine people died.",
            9,
            "Wadi Council",
        ),
        (
            "Air raids hit Aleppo on Monday.\n\n- Nine people killed in Sakhour (civil defence)\n",
            9,
            "civil defence",
        ),
        (
            "Jets bombed a mill in Belgorod on Monday, the mayor, Oleg Tusk, said. In Kursk "
            "region, the governor reported nine dead after drones struck Sudzha.",
            9,
            "governor of Kursk",
        ),
        (
            "Jets bombed Dahyan on Monday. The Red Cross, which supports the clinic there, "
            "received nine bodies.",
            9,
            "Red Cross",
        ),
        (
            "Jets bombed Dahyan on Monday. The clinic received nine bodies, the mayor, Salim "
            "Omar, said.",
            9,
            "Salim Omar",
        ),
        (
            "Israeli jets bombed Baalbek on Monday. Lebanon's health ministry reported two dead. "
            "The ministry later raised that to nine.",
            9,
            "Lebanese Health Ministry",
        ),
        (
            "The strike on a mill in Deh Bala killed nine civilians, an Afghan commission that "
            "visited the site has found.",
            9,
            "Afghan commission",
        ),
        ("Afghan media say an air raid killed nine in Kunduz on Monday.", 9, "Afghan media"),
        (
            "Drones struck Kyiv on Monday. The Kyiv city prosecutor confirmed nine dead.",
            9,
            "Kyiv city prosecutor",
        ),
    ],
)
def test_a_count_is_its_speakers(read: Read, text: str, value: int, claimant: str) -> None:
    assert tellers(read(text), value) == {claimant}


def test_what_a_camp_or_a_short_name_tells_is_kept_apart(read: Read) -> None:
    camp = "Shells and rockets hit Zamzam on Monday. The camp's administration reported nine dead."
    assert tellers(read(camp), 9) == {"camp administration"}
    short = "Jets bombed Saada on Monday, killing nine people near the Quiet Skies Network (QSN)."
    assert tellers(read(short), 9) == {"Test Wire"}


def test_its_spokesman_is_of_whoever_spoke_before(read: Read) -> None:
    reading = read(
        "Israel's army said on Monday that its jets had bombed Rafah. Its spokesman, Brigadier "
        "General Dan Okhel, said the raid killed nine militants."
    )
    (claim,) = [c for c in reading.claims if c.value == 9]
    assert (claim.claimant, claim.side) == ("Dan Okhel", "attacker")


@pytest.mark.parametrize(
    ("text", "value", "claimant"),
    [
        (
            "Jets bombed Sokoto on Monday. The Director of Defence Media Operations, Maj-Gen Musa "
            "Bello, said nine militants died.",
            9,
            "Musa Bello",
        ),
        (
            "Jets bombed Baalbek on Monday, killing two, police said. Over the border rockets hit "
            "a depot in Haifa, wounding nine, according to police.",
            9,
            "Israeli police",
        ),
        (
            "Indian missiles hit Muridke on Monday. Pakistan's army said its jets had answered. "
            "The military's media wing said nine people were killed in Muridke.",
            9,
            "Pakistani military",
        ),
        (
            "Drones struck Odesa on Monday. The number of wounded has risen to nine, according to "
            "the prosecutor's office; the governor had reported two.",
            9,
            "prosecutor's office",
        ),
        ("Jets bombed Karbala on Monday. Hospital staff counted nine dead.", 9, "hospital staff"),
        (
            "In Yemen, Saudi-led coalition aircraft killed nine Houthi fighters in Bayda on "
            "Monday, according to the Defense Ministry of the internationally recognized "
            "government. Houthi missiles hit Riyadh and Najran.",
            9,
            "Yemeni Ministry of Defence",
        ),
    ],
)
def test_a_count_is_of_the_office_that_is_meant(
    read: Read, text: str, value: int, claimant: str
) -> None:
    assert tellers(read(text), value) == {claimant}
