"""Radius questions give exactly what the geodesic says, everywhere on earth."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapper.errors import QueryError
from mapper.frames import strikes_frame
from mapper.geodesy import bound_chords, circle_boxes, distances_km, project_ecef
from mapper.model import Candidate, Catalog, Mention, Place, PlaceKind, Resolution, Status
from mapper.query import (
    CERTAINLY,
    POSSIBLY,
    Filters,
    StrikeIndex,
    choose_place,
    nearest,
    pairs_within,
    parse_radius,
    passed_over,
    within_area,
    within_radius,
)
from mapper.spatial_index import RadiusIndex
from tests.builders import make_place, make_strike, make_strikes

LATITUDES = st.floats(-90, 90) | st.sampled_from([90.0, -90.0, 89.999, 0.0])
LONGITUDES = st.floats(-180, 180) | st.sampled_from([180.0, -180.0, 179.9999, 0.0])
RADII = st.sampled_from([0.0, 0.001, 0.5, 25.0, 300.0, 2500.0, 7000.0, 15000.0, 20003.9, 20010.0])


def _globe(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    lats = np.degrees(np.arcsin(rng.uniform(-1, 1, count)))
    lons = rng.uniform(-180, 180, count)
    lats[:6], lons[:6] = [90, -90, 0, 0, 90, 12.5], [0, 50, 180, -180, 180, 179.99999]
    return lats, lons


@settings(max_examples=150, deadline=None)
@given(LATITUDES, LONGITUDES, RADII, st.integers(0, 5))
def test_the_index_finds_what_the_geodesic_says(
    lat: float, lon: float, radius_km: float, seed: int
) -> None:
    lats, lons = _globe(1500, seed)
    found = np.sort(RadiusIndex(lats, lons).search(lat=lat, lon=lon, radius_km=radius_km))
    exact = distances_km(lat=lat, lon=lon, lats=lats, lons=lons) <= radius_km
    assert found.tolist() == np.flatnonzero(exact).tolist()


@pytest.mark.parametrize("rows", [1, 2, 7, 400])
def test_the_index_is_right_with_any_number_of_rows(rows: int) -> None:
    lats, lons = _globe(3000, 9)
    index = RadiusIndex(lats, lons, rows=rows)
    for lat, lon in [(90, 0), (-90, 7), (0, 180), (45, -179.99), (89.7, 100), (0, 0)]:
        exact = distances_km(lat=lat, lon=lon, lats=lats, lons=lons) <= 800
        found = index.search(lat=lat, lon=lon, radius_km=800)
        assert sorted(found.tolist()) == np.flatnonzero(exact).tolist()


@given(LATITUDES, LONGITUDES, st.floats(0.01, 3000), st.floats(0, 359.9))
def test_a_point_on_the_circle_has_its_chord_between_the_bounds(
    lat: float, lon: float, radius_km: float, azimuth: float
) -> None:
    from pyproj import Geod

    lon2, lat2, _ = Geod(ellps="WGS84").fwd(lon, lat, azimuth, radius_km * 1000)
    here, there = (
        project_ecef(np.array([a]), np.array([b])) for a, b in ((lat, lon), (lat2, lon2))
    )
    chord = float(np.sqrt(sum((a - b) ** 2 for a, b in zip(here, there, strict=True)))[0])
    inner, outer = bound_chords(radius_km)
    assert inner <= chord <= outer


@settings(deadline=None)
@given(LATITUDES, LONGITUDES, st.floats(0, 6000))
def test_boxes_hold_the_whole_circle(lat: float, lon: float, radius_km: float) -> None:
    lats, lons = _globe(800, 3)
    inside = distances_km(lat=lat, lon=lon, lats=lats, lons=lons) <= radius_km
    boxes = circle_boxes(lat=lat, lon=lon, radius_km=radius_km)
    held = np.zeros(len(lats), dtype=bool)
    for west, south, east, north in boxes:
        assert -180 <= west <= east <= 180
        held |= (lons >= west) & (lons <= east) & (lats >= south) & (lats <= north)
    # 180 and -180 are one meridian
    held |= np.isin(lons, [180.0, -180.0]) & any(-180 in box or 180 in box for box in boxes)
    assert not (inside & ~held).any()


def test_points_that_are_not_finite_are_never_found() -> None:
    index = RadiusIndex(np.array([np.nan, 1.0]), np.array([0.0, 1.0]))
    assert index.search(lat=0, lon=0, radius_km=21000).tolist() == [1]
    assert len(RadiusIndex(np.empty(0), np.empty(0)).search(lat=0, lon=0, radius_km=9)) == 0


@pytest.fixture(scope="module")
def strikes_gdf() -> geopandas.GeoDataFrame:
    return strikes_frame(Catalog(strikes=tuple(make_strikes(300, seed=4))))


def test_certainty_weighs_the_place_s_own_uncertainty() -> None:
    places = [
        make_place("Inner", lat=35.0, lon=36.0, uncertainty_km=2.0),
        make_place("Rim", lat=35.0, lon=36.27, uncertainty_km=2.0),
        make_place("Wide", lat=35.0, lon=37.0, uncertainty_km=80.0),
        make_place("Far", lat=35.0, lon=37.0, uncertainty_km=2.0),
    ]
    frame = strikes_frame(Catalog(strikes=tuple(make_strike(place) for place in places)))
    answer = within_radius(frame, lat=35.0, lon=36.0, radius_km=25)
    assert dict(zip(answer["place_name"], answer["certainty"], strict=True)) == {
        "Inner": CERTAINLY,
        "Rim": POSSIBLY,
        "Wide": POSSIBLY,
    }
    assert answer["distance_km"].tolist() == sorted(answer["distance_km"])
    assert answer.loc[1, "distance_km"] == pytest.approx(24.64, abs=0.01)
    sure = within_radius(frame, lat=35.0, lon=36.0, radius_km=25, certain=True)
    assert sure["place_name"].tolist() == ["Inner"]


def test_a_strike_without_a_pin_is_in_no_radius() -> None:
    country = make_place("Testland", kind=PlaceKind.COUNTRY, uncertainty_km=300)
    frame = strikes_frame(Catalog(strikes=(make_strike(country), make_strike(None))))
    assert within_radius(frame, lat=country.lat, lon=country.lon, radius_km=9000).empty


@settings(max_examples=60, deadline=None)
@given(lat=LATITUDES, lon=LONGITUDES, radius_km=RADII)
def test_index_and_scan_give_the_same_answer(
    strikes_gdf: geopandas.GeoDataFrame, lat: float, lon: float, radius_km: float
) -> None:
    scanned = within_radius(strikes_gdf, lat=lat, lon=lon, radius_km=radius_km)
    indexed = StrikeIndex(strikes_gdf).within_radius(lat=lat, lon=lon, radius_km=radius_km)
    assert scanned.equals(indexed)


@given(LATITUDES, LONGITUDES)
@example(0.0, 100.1)
@example(0.0, 179.9)
def test_a_point_lies_in_a_circle_without_width_around_it(lat: float, lon: float) -> None:
    index = RadiusIndex(np.array([lat]), np.array([lon]))
    assert list(index.search(lat=lat, lon=lon, radius_km=0.0)) == [0]


def test_filters_combine(strikes_gdf: geopandas.GeoDataFrame) -> None:
    filters = Filters(
        date_from=dt.date(2015, 3, 1),
        date_to=dt.date(2016, 3, 1),
        attacker="norland",
        status="disputed",
        holder="isis",
        min_killed=5,
    )
    kept = strikes_gdf[filters.keep(strikes_gdf)]
    assert 0 < len(kept) < 60
    assert set(kept["attacker"]) == {"Norland"}
    assert set(kept["control_status"]) == {"disputed"}
    assert kept["killed_high"].min() >= 5
    assert kept["date_start"].min() >= np.datetime64("2015-03-01")
    everywhere = within_radius(strikes_gdf, lat=0, lon=0, radius_km=20010, filters=filters)
    assert set(everywhere["id"]) == set(kept.loc[kept["mapped"], "id"])


def test_a_strike_without_a_date_passes_no_filter_on_dates() -> None:
    frame = strikes_frame(Catalog(strikes=(make_strike(make_place(), day=None),)))
    assert not Filters(date_from=dt.date(1900, 1, 1)).keep(frame).any()
    assert Filters().keep(frame).all()


def test_an_attacker_among_alternatives_is_found_by_whole_name() -> None:
    import dataclasses

    strike = dataclasses.replace(
        make_strike(make_place(), attacker=None), attackers=("Norland", "Sudria")
    )
    frame = strikes_frame(Catalog(strikes=(strike,)))
    assert Filters(attacker="Sudria").keep(frame).all()
    assert not Filters(attacker="Sud").keep(frame).any()


def test_nearest_are_in_order_of_the_geodesic(strikes_gdf: geopandas.GeoDataFrame) -> None:
    answer = nearest(strikes_gdf, lat=35.5, lon=38.0, count=25)
    pinned = strikes_gdf[strikes_gdf.geometry.notna()]
    exact = distances_km(
        lat=35.5, lon=38.0, lats=pinned.geometry.y.to_numpy(), lons=pinned.geometry.x.to_numpy()
    )
    assert answer["distance_km"].to_numpy() == pytest.approx(np.sort(exact)[:25])
    assert len(nearest(strikes_gdf, lat=0, lon=0, count=9999)) == len(pinned)


def test_an_area_tells_possibly_on_both_sides_of_its_border() -> None:
    places = {
        "deep": make_place("deep", lat=35.5, lon=36.5),
        "just in": make_place("just in", lat=35.01, lon=36.5),
        "just out": make_place("just out", lat=34.99, lon=36.5),
        "out": make_place("out", lat=34.9, lon=36.5),
    }
    frame = strikes_frame(Catalog(strikes=tuple(make_strike(one) for one in places.values())))
    answer = within_area(frame, shapely.box(36, 35, 37, 36))
    assert dict(zip(answer["place_name"], answer["certainty"], strict=True)) == {
        "deep": CERTAINLY,
        "just in": POSSIBLY,
        "just out": POSSIBLY,
    }
    assert len(within_area(frame, shapely.box(36, 35, 37, 36), certain=True)) == 1


def test_an_area_is_a_polygon(strikes_gdf: geopandas.GeoDataFrame) -> None:
    with pytest.raises(QueryError, match="LineString"):
        within_area(strikes_gdf, shapely.LineString([(0, 0), (1, 1)]))


def test_pairs_of_strikes_close_in_space_and_time() -> None:
    here = make_place("Here", lat=35.0, lon=36.0, uncertainty_km=0.5)
    near = make_place("Near", lat=35.0, lon=36.05, uncertainty_km=0.5)
    day = dt.date(2015, 9, 30)
    strikes = [
        make_strike(here, day=day),
        make_strike(near, day=day + dt.timedelta(1)),
        make_strike(near, day=day + dt.timedelta(9)),
        make_strike(near, day=None),
    ]
    frame = strikes_frame(Catalog(strikes=tuple(strikes)))
    pairs = pairs_within(frame, radius_km=10, days=2)
    assert [(row.strike_a, row.strike_b) for row in pairs.itertuples()] == [
        (strikes[0].id, strikes[1].id)
    ]
    assert pairs.loc[0, "certainty"] == CERTAINLY
    assert pairs.loc[0, "days_apart"] == 1
    assert pairs_within(frame, radius_km=5, days=2).loc[0, "certainty"] == POSSIBLY
    assert len(pairs_within(frame, radius_km=10, days=30)) == 3


def test_pairs_agree_with_looking_at_every_pair(strikes_gdf: geopandas.GeoDataFrame) -> None:
    pairs = pairs_within(strikes_gdf, radius_km=40, days=60)
    dated = strikes_gdf[strikes_gdf.geometry.notna() & strikes_gdf["date_start"].notna()]
    expected = set()
    for _, a in dated.iterrows():
        distance = distances_km(
            lat=a["lat"], lon=a["lon"], lats=dated["lat"].to_numpy(), lons=dated["lon"].to_numpy()
        )
        slack = dated["uncertainty_km"].to_numpy() + a["uncertainty_km"]
        days = (dated["date_start"] - a["date_start"]).dt.days.abs().to_numpy()
        for other in dated["id"][(distance - slack <= 40) & (days <= 60)]:
            expected.add(frozenset((a["id"], other)))
    expected = {pair for pair in expected if len(pair) == 2}
    assert len(expected) > 50
    assert {frozenset(row) for row in pairs[["strike_a", "strike_b"]].to_numpy()} == expected


@pytest.mark.parametrize(
    ("text", "km"), [("25km", 25), ("10 mi", 16.09344), ("500m", 0.5), ("1,5 km", 1.5), ("0km", 0)]
)
def test_a_radius_has_a_unit(text: str, km: float) -> None:
    assert parse_radius(text) == pytest.approx(km)


@pytest.mark.parametrize(
    ("text", "hint"),
    [("25", "no unit"), ("-3km", "negative"), ("5 parsec", "parsec"), ("", "25km"), ("km", "25km")],
)
def test_a_bad_radius_is_refused_with_the_way_out(text: str, hint: str) -> None:
    with pytest.raises(QueryError, match=hint):
        parse_radius(text)


@given(st.text(max_size=20))
def test_any_text_is_a_radius_or_a_clear_refusal(text: str) -> None:
    try:
        assert parse_radius(text) >= 0
    except QueryError as error:
        assert text in str(error) or repr(text) in str(error)


def test_questions_that_make_no_sense_are_refused(strikes_gdf: geopandas.GeoDataFrame) -> None:
    with pytest.raises(QueryError, match="LAT comes first"):
        within_radius(strikes_gdf, lat=136.7, lon=34.9, radius_km=5)
    with pytest.raises(QueryError, match="negative"):
        within_radius(strikes_gdf, lat=36.7, lon=34.9, radius_km=-5)
    with pytest.raises(QueryError, match="set_crs"):
        within_radius(strikes_gdf.set_crs(None, allow_override=True), lat=1, lon=1, radius_km=5)
    with pytest.raises(QueryError, match="disputed"):
        Filters(status="contested")
    with pytest.raises(QueryError, match="before it begins"):
        Filters(date_from=dt.date(2016, 1, 2), date_to=dt.date(2016, 1, 1))


def test_a_frame_in_another_crs_gives_the_same_ids(strikes_gdf: geopandas.GeoDataFrame) -> None:
    middle = strikes_gdf[strikes_gdf["lat"].abs() < 80]
    mercator = middle.to_crs(3857)
    ids = within_radius(mercator, lat=35.5, lon=38, radius_km=100)["id"]
    assert set(ids) == set(within_radius(middle, lat=35.5, lon=38, radius_km=100)["id"])


def test_status_enum_and_filter_agree() -> None:
    from mapper.query import STATUSES

    assert set(STATUSES) == {str(status) for status in Status}


def _resolved(*places: Place, scores: tuple[float, ...] = ()) -> Resolution:
    every = zip(places, scores or (1.0,) * len(places), strict=True)
    found = tuple(Candidate(place, score, True, ("synthetic",)) for place, score in every)
    return Resolution(Mention(0, 8, "Kalmirat"), found)


def test_a_province_gives_way_to_the_town_that_it_is_called_after() -> None:
    town = replace(make_place("Kalmirat", lat=35, lon=38), admin1="Kalmirat", population=900)
    province = replace(
        make_place("Kalmirat", lat=35.9, lon=39.5, place_id="p"),
        kind=PlaceKind.ADMIN1,
        admin1="Kalmirat",
    )
    for order in ((town, province), (province, town)):
        resolution = _resolved(*order)
        assert choose_place(resolution) == town
        assert passed_over(resolution, town)[0].endswith("id p")


def test_a_city_is_no_larger_than_a_province_elsewhere() -> None:
    city = replace(make_place("Kalmirat", lat=35, lon=38), admin1="Sud", population=9_000_000)
    state = replace(
        make_place("Kalmirat", lat=45, lon=9, place_id="p"), kind=PlaceKind.ADMIN1, admin1="Kalm"
    )
    with pytest.raises(QueryError, match="may be any of"):
        choose_place(_resolved(city, state))


@pytest.mark.parametrize(
    ("people", "score", "asks"),
    [(45_000, 1.0, False), (60_000, 1.0, True), (300_000, 0.995, False), (400_000, 0.995, True)],
)
def test_a_namesake_counts_by_its_people(people: int, score: float, asks: bool) -> None:
    city = replace(make_place("Kalmirat", lat=35, lon=38), population=1_000_000)
    other = replace(make_place("Kalmirad", lat=5, lon=8, place_id="o"), population=people)
    resolution = _resolved(city, other, scores=(1.0, score))
    if asks:
        with pytest.raises(QueryError, match="may be any of"):
            choose_place(resolution)
    else:
        assert choose_place(resolution) == city
