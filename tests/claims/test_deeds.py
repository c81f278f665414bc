"""A strike told by who did it and to what alone, without a word of the air."""

from __future__ import annotations

import pytest

from mapper.model import Role
from tests.claims.conftest import Read


def _struck(read: Read, text: str) -> set[str]:
    reading = read(text)
    if not reading.claims:
        return set()
    return {one.mention.text for one in reading.located if one.role == Role.STRUCK}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russia struck a dormitory in Kharkiv on Monday, the governor said.", "Kharkiv"),
        ("The military said it had hit a Hamas workshop in Gaza City.", "Gaza City"),
        ("The IDF confirmed striking a school in Khan Younis, where gunmen hid.", "Khan Younis"),
        ("A tower in Tyre was targeted by Israeli forces on Monday.", "Tyre"),
        ("Turkish forces pounded rebel targets near Kobani for a third day.", "Kobani"),
        ("The Houthis hit a camp of government troops in Marib, killing nine.", "Marib"),
        ("Army pounds paramilitary positions in Khartoum", "Khartoum"),
    ],
)
def test_an_armed_power_that_hits_a_thing_strikes(read: Read, text: str, name: str) -> None:
    assert name in _struck(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Police in Rafah struck a deal with traders on Monday, the council said.",
        "The United States hit a bank in Beirut with sanctions on Monday.",
        "Russia hit the port of Odessa, Texas, with a tariff on grain.",
        "Israel's top court struck down the law on Monday in Jerusalem.",
        "US troops attacked a village near Kandahar, going from house to house.",
        "Government forces hit rebel positions near Aleppo with tanks and infantry.",
        "Boko Haram struck a village near Maiduguri on Monday and burned houses.",
        "A suicide bomber struck a mosque in Kabul on Monday, killing twelve.",
        "A car bomb hit a restaurant in Mogadishu on Monday. Al-Shabaab claimed it.",
        "Ethiopia targets coffee houses in Rome with a new brand.",
        "A lorry hit a bus near Lahore on Monday, killing 11, the army said.",
    ],
)
def test_what_is_done_in_peace_or_on_foot_is_no_strike(read: Read, text: str) -> None:
    assert _struck(read, text) == set()
