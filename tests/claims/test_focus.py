"""Which strike a sentence is about that names none: the one that the report is about there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mapper.model import Reading

Read = Callable[..., Reading]

BAKERY = "Jets bombed a bakery in Saraqib on Monday, residents said."
FILLING = "Smoke hung over the street. Shops stayed shut. People queued for water. It was cold."


def _tolls(reading: Reading) -> dict[object, set[str]]:
    """Return where each number of people killed or wounded was, by the report."""
    found: dict[object, set[str]] = {}
    for claim in reading.claims:
        if claim.attribute.endswith(("killed", "wounded")):
            places = {located.mention.text for located in claim.places}
            found.setdefault(claim.value, set()).update(places)
    return found


@pytest.mark.parametrize(
    "text",
    [
        f"{BAKERY}\n\n{FILLING}\n\n{FILLING}\n\nThe health office put the dead at 23.",
        f"{BAKERY}\n\n{FILLING}\n\nThe pilots took off at noon, officers said. One bomb had not "
        "exploded. Nurses counted 23 bodies.",
        "On Monday jets bombed Idlib.\n\nElsewhere on Monday a shell hit a shop in Binnish."
        "\n\nNurses in Idlib were tired. Doctors said that 23 people had been killed in the raid.",
        f"{BAKERY} Last month jets bombed a school in Binnish.\n\n{FILLING}\n\nNurses counted 23 "
        "bodies.",
    ],
)
def test_a_toll_belongs_to_what_the_report_is_about(read: Read, text: str) -> None:
    places = _tolls(read(text))[23]
    assert places in ({"Saraqib"}, {"Idlib"})


def test_the_wounded_are_not_where_they_are_treated(read: Read) -> None:
    reading = read(
        f"{BAKERY} The Aleppo office of the group said 40 wounded people had been moved to "
        "clinics in Binnish. In July jets hit Binnish."
    )
    assert _tolls(reading)[40] == {"Saraqib"}


@pytest.mark.parametrize(
    "text",
    [
        f"{BAKERY}\n\nA convoy was attacked at Raqqa, with the loss of 23 lives.",
        f"{BAKERY}\n\nMore than 23 people died last month.",
        f"{BAKERY}\n\nIt was not the first time.\n\n- March 3, 2018: a school. 23 dead.",
    ],
)
def test_the_dead_of_another_town_or_day_are_not_its_own(read: Read, text: str) -> None:
    assert "Saraqib" not in (_tolls(read(text)).get(23) or ())


def test_a_strike_of_another_attacker_has_its_own_dead(read: Read) -> None:
    reading = read(
        "Houthi missiles hit the airport of Abu Dhabi on Monday. Three people died.\n\n"
        "Within hours Saudi jets carried out air strikes of their own.\n\n"
        "Residents said that 14 people had been killed."
    )
    tolls = _tolls(reading)
    assert tolls[3] == {"Abu Dhabi"}
    assert "Abu Dhabi" not in tolls[14]


def test_the_dead_of_a_clause_are_of_the_strike_above_it(read: Read) -> None:
    reading = read(
        "On Monday a plane bombed Saraqib, where three brothers were killed; Binnish was also "
        "bombed, residents said."
    )
    assert _tolls(reading)[3] == {"Saraqib"}


def test_a_lead_without_a_place_is_the_strike_told_just_behind(read: Read) -> None:
    reading = read(
        "An air strike by Mali's army killed 13 people in a village this month, a group said.\n\n"
        "The strike took place on Monday in Binnish, where families had sought refuge."
    )
    assert _tolls(reading)[13] == {"Binnish"}


def test_a_lead_about_many_strikes_is_none_of_them(read: Read) -> None:
    reading = read(
        "Missile strikes by Turkey killed 13 people on Monday, a group said.\n\nMissiles hit "
        "Binnish at noon.\n\nOthers hit Saraqib an hour later."
    )
    assert _tolls(reading)[13] != {"Binnish"}


def test_a_report_comes_back_to_a_place_that_it_names_again(read: Read) -> None:
    reading = read(
        "Jets bombed Saraqib on Monday. A helicopter fired on a car near Binnish on Monday.\n\n"
        "A minister told reporters that people in Saraqib were in shock. He said nine children "
        "had died."
    )
    assert _tolls(reading)[9] == {"Saraqib"}


def test_a_monitoring_mission_flies_no_mission(read: Read) -> None:
    reading = read(
        "Kfir jets bombed a home in Vavuniya on Monday. The head of the Sri Lanka Monitoring "
        "Mission came at noon. His staff saw 19 bodies."
    )
    assert _tolls(reading)[19] == {"Vavuniya"}
