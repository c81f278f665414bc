"""The day of a strike that the sentence which tells it does not give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from mapper.model import Reading

Read = Callable[..., Reading]

MONDAY, SUNDAY = dt.date(2020, 5, 4), dt.date(2020, 5, 3)


def _days(reading: Reading, place: str) -> set[dt.date | None]:
    return {
        claim.when.start
        for claim in reading.claims
        if claim.attribute == "occurrence"
        and place in {located.mention.text for located in claim.places}
    }


@pytest.mark.parametrize(
    "text",
    [
        "Jets bombed a school in Saraqib, nurses said on Tuesday. Monday's raid was the worst yet.",
        "The army stood by its bombing of Saraqib on Tuesday. Planes had dropped six bombs on "
        "Monday, the army said.",
        "Jets bombed a school in Saraqib. The roof collapsed on Monday. In July jets hit Binnish.",
        "Jets bombed a school in Saraqib. On Monday 14 people died. On Saturday a shell hit "
        "Binnish.",
        "Jets bombed a school in Saraqib, a group told reporters on Tuesday. The rebels put the "
        "attack on Monday.",
        "Date: May 4, 2020\n\nJets bombed a school in Saraqib. The army spoke of it on Tuesday.",
    ],
)
def test_the_day_comes_later(read: Read, text: str) -> None:
    assert _days(read(text), "Saraqib") == {MONDAY}


def test_the_night_before_is_counted_from_the_day_beside(read: Read) -> None:
    text = (
        "Reporters were taken on Monday to Saraqib, where jets had bombed a school the night "
        "before."
    )
    assert _days(read(text), "Saraqib") == {SUNDAY}


@pytest.mark.parametrize(
    "text",
    [
        "Jets bombed a school in Saraqib. The port city of Latakia was quiet on Monday.",
        "Jets bombed a school in Saraqib. The envoy, who died on Monday, had warned of it. It is "
        "not known when the planes came, said a nurse.",
    ],
)
def test_what_others_did_on_a_day_dates_no_strike(read: Read, text: str) -> None:
    days = _days(read(text + " On Sunday and on Saturday people queued for bread."), "Saraqib")
    assert days == {None}


def test_the_day_of_a_statement_is_not_the_strikes(read: Read) -> None:
    text = (
        "Turkish jets bombed a school in Saraqib on Sunday, nurses said. In its statement of 5 May "
        "the general staff in Ankara said that Turkish jets had killed thirty fighters."
    )
    assert {claim.when.start for claim in read(text).claims if claim.value == 30} == {SUNDAY}


def test_the_day_at_the_head_of_an_item_is_of_what_the_item_tells(read: Read) -> None:
    text = (
        "Turkish jets bombed a school in Saraqib on Sunday, nurses said. It was not the first "
        "time:\n\n- March 3, 2019: Binnish. Turkish jets bombed a mill in Binnish. Nine were "
        "killed.\n\n- April 4, 2019: Ariha. Turkish jets bombed a farm in Ariha."
    )
    reading = read(text)
    assert _days(reading, "Binnish") == {dt.date(2019, 3, 3)}
    assert _days(reading, "Ariha") == {dt.date(2019, 4, 4)}


def test_what_was_lost_the_day_before_gives_no_day(read: Read) -> None:
    text = (
        "Raids on Saraqib on Sunday killed nine as the army stepped up attacks on Saraqib a day "
        "after losing a ridge."
    )
    assert _days(read(text), "Saraqib") == {SUNDAY}


def test_the_day_of_a_truce_is_no_strikes(read: Read) -> None:
    text = "Israel has bombed Khiam despite the March 27 truce. Jets hit Khiam on Sunday."
    assert dt.date(2020, 3, 27) not in _days(read(text), "Khiam")
