"""An analyst's word is laid on top, shown with its reason, and can be taken back."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from mapper.catalog import build_catalog
from mapper.corrections import (
    CORRECTIONS,
    Action,
    Correction,
    complete_correction,
    corrected_catalog,
    correction_from_row,
    correction_row,
    undo_correction,
)
from mapper.errors import QueryError
from mapper.model import Catalog, Claim, Reading, Strike
from tests.builders import make_claim, make_place, make_reading, make_report

NOW = "2024-05-01T10:00:00Z"
DAY = dt.date(2015, 9, 30)
NORTH = make_place("Northby", lat=35.0, lon=36.0)
SOUTH = make_place("Southby", lat=34.5, lon=36.1)


def _reading(number: int, place: object, day: dt.date = DAY, attacker: str = "Norland") -> Reading:
    first = f"Planes struck {place.name} in report {number}."  # type: ignore[attr-defined]
    second = f"They hit ISIS, source {number} said."
    report = make_report(f"{first} {second}", name=f"r{number}.txt")
    common = {"place": place, "day": day, "attacker": attacker}
    return make_reading(
        report,
        [
            make_claim(report, first, attribute="occurrence", value=True, **common),  # type: ignore[arg-type]
            make_claim(report, second, claimant=f"Source {number}", **common),  # type: ignore[arg-type]
        ],
    )


READINGS = [_reading(1, NORTH), _reading(2, NORTH), _reading(3, SOUTH)]


def _apply(correction: Correction, readings: list[Reading] | None = None) -> Catalog:
    readings = readings or READINGS
    complete = complete_correction(correction, build_catalog(readings), now=NOW, who="Ada")
    catalog, states = corrected_catalog(readings, [complete])
    assert states[complete.id] == "applied"
    return catalog


def _strike_at(catalog: Catalog, name: str) -> Strike:
    (strike,) = [one for one in catalog.strikes if one.place and one.place.name == name]
    return strike


def _target_claim(number: int) -> Claim:
    return READINGS[number - 1].claims[1]


def test_a_rejected_claim_counts_no_more_and_the_strike_says_so() -> None:
    catalog = _apply(Correction(action=Action.REJECT_CLAIM, target=_target_claim(1).id, why="joke"))
    strike = _strike_at(catalog, "Northby")
    assert _target_claim(1).id not in strike.claims
    assert _target_claim(2).id in strike.claims
    assert strike.notes == ("2024-05-01 Ada rejected a claim: joke",)
    assert _strike_at(catalog, "Southby").notes == ()


def test_the_readings_themselves_stay_as_they_are() -> None:
    before = [dataclasses.replace(reading) for reading in READINGS]
    _apply(Correction(action=Action.REJECT_CLAIM, target=_target_claim(1).id, why="joke"))
    assert before == READINGS


def test_a_moved_place_moves_everywhere_and_names_the_analyst_as_source() -> None:
    catalog = _apply(
        Correction(
            action=Action.MOVE_PLACE,
            target=NORTH.id,
            lat=35.2,
            lon=36.2,
            uncertainty_km=0.5,
            why="village lies beyond the river",
        )
    )
    place = _strike_at(catalog, "Northby").place
    assert place is not None
    assert (place.lat, place.lon, place.uncertainty_km, place.source) == (
        35.2,
        36.2,
        0.5,
        "analyst",
    )
    assert {
        located.place.lat
        for reading in catalog.readings
        for located in reading.located
        if located.place and located.place.id == NORTH.id
    } == {35.2}
    assert "moved the place" in _strike_at(catalog, "Northby").notes[0]


def test_a_strike_without_a_place_can_be_given_one() -> None:
    report = make_report("Planes struck Nowhereville.", name="n.txt")
    claim = make_claim(report, report.text, attribute="occurrence", value=True, place=NORTH)
    mention = dataclasses.replace(claim.places[0].mention, start=14, end=26, text="Nowhereville")
    unknown = dataclasses.replace(claim.places[0], mention=mention, place=None)
    reading = make_reading(report, [dataclasses.replace(claim, places=(unknown,))])
    (strike,) = build_catalog([reading]).strikes
    assert not strike.mapped
    catalog = _apply(
        Correction(
            action=Action.MOVE_PLACE,
            target=strike.id,
            lat=35.0,
            lon=36.5,
            name="Nowhereville",
            why="I was there",
        ),
        [reading],
    )
    (found,) = catalog.strikes
    assert found.mapped
    assert found.place is not None
    assert (found.place.name, found.place.lat) == ("Nowhereville", 35.0)
    assert found.notes


def test_merged_strikes_are_one_with_all_claims() -> None:
    catalog = build_catalog(READINGS)
    south, north = _strike_at(catalog, "Southby"), _strike_at(catalog, "Northby")
    merged = _apply(
        Correction(action=Action.MERGE_STRIKES, target=south.id, into=north.id, why="same raid")
    )
    (strike,) = merged.strikes
    assert strike.id == north.id
    assert set(strike.claims) == {*north.claims, *south.claims}
    assert strike.notes == ("2024-05-01 Ada merged strikes: same raid",)


def test_a_merge_across_days_and_attackers_takes_those_of_the_strike_that_stays() -> None:
    later = _reading(4, SOUTH, day=DAY + dt.timedelta(3), attacker="Sudria")
    readings = [*READINGS[:2], later]
    catalog = build_catalog(readings)
    south, north = _strike_at(catalog, "Southby"), _strike_at(catalog, "Northby")
    correction = Correction(
        action=Action.MERGE_STRIKES, target=south.id, into=north.id, why="misdated"
    )
    (strike,) = _apply(correction, readings).strikes
    assert (strike.id, strike.attacker, strike.when.start) == (north.id, "Norland", DAY)


def test_a_split_gives_some_claims_a_day_of_their_own() -> None:
    strike = _strike_at(build_catalog(READINGS), "Northby")
    leaving = tuple(claim.id for claim in READINGS[1].claims)
    catalog = _apply(
        Correction(
            action=Action.SPLIT_STRIKE,
            target=strike.id,
            claims=leaving,
            date=dt.date(2015, 10, 2),
            why="two raids",
        )
    )
    days = {
        one.when.start: set(one.claims)
        for one in catalog.strikes
        if one.place and one.place.name == "Northby"
    }
    assert days == {
        DAY: {claim.id for claim in READINGS[0].claims},
        dt.date(2015, 10, 2): set(leaving),
    }


def test_a_claim_about_two_towns_leaves_only_the_one_that_is_split_off() -> None:
    report = make_report("Planes struck Northby and Southby.", name="two.txt")
    claim = make_claim(report, report.text, attribute="occurrence", value=True, place=NORTH)
    both = make_claim(report, report.text, attribute="occurrence", value=True, place=SOUTH).places
    joint = dataclasses.replace(claim, places=(*claim.places, *both), joint=True)
    readings = [make_reading(report, [joint])]
    strike = _strike_at(build_catalog(readings), "Northby")
    catalog = _apply(
        Correction(
            action=Action.SPLIT_STRIKE,
            target=strike.id,
            claims=(joint.id,),
            date=dt.date(2015, 10, 2),
            why="the north a day later",
        ),
        readings,
    )
    found = {one.place.name: one.when.start for one in catalog.strikes if one.place}
    assert found == {"Northby": dt.date(2015, 10, 2), "Southby": DAY}


def test_a_note_is_shown_on_its_strike_alone() -> None:
    strike = _strike_at(build_catalog(READINGS), "Southby")
    catalog = _apply(Correction(action=Action.NOTE, target=strike.id[:8], why="see the film"))
    assert _strike_at(catalog, "Southby").notes == ("2024-05-01 Ada noted: see the film",)
    assert _strike_at(catalog, "Northby").notes == ()


def test_an_undone_correction_does_nothing_and_stays_on_record() -> None:
    correction = complete_correction(
        Correction(action=Action.REJECT_CLAIM, target=_target_claim(1).id, why="joke"),
        build_catalog(READINGS),
        now=NOW,
        who="Ada",
    )
    undone = undo_correction(correction, who="Grace", now="2024-05-02T10:00:00Z")
    catalog, states = corrected_catalog(READINGS, [undone])
    assert catalog == build_catalog(READINGS)
    assert states == {correction.id: "undone"}
    with pytest.raises(QueryError, match="was undone"):
        undo_correction(undone, who="Grace", now=NOW)


def test_a_claim_is_found_again_by_its_words_when_its_id_has_changed() -> None:
    correction = complete_correction(
        Correction(action=Action.REJECT_CLAIM, target=_target_claim(1).id, why="joke"),
        build_catalog(READINGS),
        now=NOW,
        who="Ada",
    )
    renamed = dataclasses.replace(_target_claim(1), id="another-rule")
    reading = dataclasses.replace(READINGS[0], claims=(READINGS[0].claims[0], renamed))
    catalog, states = corrected_catalog([reading, *READINGS[1:]], [correction])
    assert states[correction.id] == "applied"
    assert "another-rule" not in _strike_at(catalog, "Northby").claims


def test_a_correction_whose_target_is_gone_says_so() -> None:
    correction = complete_correction(
        Correction(action=Action.REJECT_CLAIM, target=_target_claim(3).id, why="joke"),
        build_catalog(READINGS),
        now=NOW,
        who="Ada",
    )
    _, states = corrected_catalog(READINGS[:2], [correction])
    assert states[correction.id].startswith("not applied: no claim stands")


@pytest.mark.parametrize(
    ("correction", "message"),
    [
        (Correction(action=Action.REJECT_CLAIM, target="nope", why="x"), "no claim 'nope'"),
        (Correction(action=Action.NOTE, target="nope", why="x"), "no strike 'nope'"),
        (Correction(action=Action.NOTE, target="", why="x"), "no strike ''"),
        (Correction(action=Action.NOTE, target="nope", why=" "), "needs a reason"),
        (Correction(action=Action.MOVE_PLACE, target=NORTH.id, why="x"), "latitude"),
        (
            Correction(action=Action.MOVE_PLACE, target=NORTH.id, lat=95.0, lon=1.0, why="x"),
            "95",
        ),
        (
            Correction(
                action=Action.MOVE_PLACE,
                target=NORTH.id,
                lat=5.0,
                lon=1.0,
                uncertainty_km=-1.0,
                why="x",
            ),
            "-1",
        ),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(correction: Correction, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        complete_correction(correction, build_catalog(READINGS), now=NOW, who="Ada")


def test_merges_and_splits_need_what_they_need() -> None:
    catalog = build_catalog(READINGS)
    north = _strike_at(catalog, "Northby")
    cases = [
        (Correction(action=Action.MERGE_STRIKES, target=north.id, why="x"), "stays"),
        (
            Correction(action=Action.MERGE_STRIKES, target=north.id, into=north.id, why="x"),
            "into itself",
        ),
        (Correction(action=Action.SPLIT_STRIKE, target=north.id, why="x"), "name claims"),
        (
            Correction(
                action=Action.SPLIT_STRIKE, target=north.id, claims=(north.claims[0],), why="x"
            ),
            "another date",
        ),
    ]
    for correction, message in cases:
        with pytest.raises(QueryError, match=message):
            complete_correction(correction, catalog, now=NOW, who="Ada")


@pytest.mark.parametrize("action", list(Action))
def test_a_correction_survives_its_table(action: Action) -> None:
    catalog = build_catalog(READINGS)
    north, south = _strike_at(catalog, "Northby"), _strike_at(catalog, "Southby")
    targets = {Action.REJECT_CLAIM: _target_claim(1).id, Action.MOVE_PLACE: NORTH.id}
    correction = complete_correction(
        Correction(
            action=action,
            target=targets.get(action, north.id),
            into=south.id,
            claims=(north.claims[0],),
            lat=35.5,
            lon=36.5,
            uncertainty_km=1.5,
            name="Elsewhere",
            date=dt.date(2015, 10, 1),
            attacker="Sudria",
            why="why not",
        ),
        catalog,
        now=NOW,
        who="Ada",
    )
    row = dict(zip(CORRECTIONS.names, correction_row(correction, "applied"), strict=True))
    assert correction_from_row(row) == correction


@pytest.mark.parametrize(
    "cells", [{"action": "explode"}, {"action": "note", "lat": "north"}, {"action": None}]
)
def test_a_row_that_is_no_correction_is_refused(cells: dict[str, object]) -> None:
    with pytest.raises(QueryError, match="not a correction"):
        correction_from_row(dict.fromkeys(CORRECTIONS.names) | cells)
