"""Airports and air bases of the default gazetteer, by the names that papers use."""

from __future__ import annotations

import csv

import pytest

from mapper.gazetteer import load_gazetteer
from mapper.gazetteer.nearness import measure_km
from mapper.model import PlaceKind
from mapper.shipped import locate_shipped


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Ben Gurion Airport", 32.0114, 34.8867),
        ("Kabul airport", 34.566, 69.212),
        ("Engels air base", 51.467, 46.2),
        ("Engels airbase", 51.467, 46.2),
    ],
)
def test_an_airport_is_found_by_what_it_is_called(name: str, lat: float, lon: float) -> None:
    best = load_gazetteer().search(name).candidates[0]
    assert best.accepted
    assert best.place.kind is PlaceKind.FACILITY
    assert measure_km(best.place.lat, best.place.lon, lat, lon) < 1


def test_every_airport_has_a_word_for_one_in_its_names() -> None:
    with (locate_shipped("gazetteer") / "airports.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) > 7_000
    words = ("airport", "airfield", "aerodrome", "base", "air station")
    for row in rows:
        for name in (row["name"], *filter(None, row["names"].split(";"))):
            assert name.casefold().endswith(words), name
