"""Memory, GeoPackage, GeoParquet and PostGIS give the same ids to the same question."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapper.frames import strikes_frame
from mapper.model import Catalog
from mapper.query import Filters, StrikeIndex, within_radius
from mapper.store import Store, open_store
from tests.builders import make_place, make_strike

POINTS = st.tuples(
    st.floats(-90, 90) | st.sampled_from([90.0, -90.0, 0.0, 89.99]),
    st.floats(-180, 180) | st.sampled_from([180.0, -180.0, 179.999]),
)
UNCERTAINTY = st.sampled_from([0.0, 0.5, 2.0, 2.5, 10.0, 49.9, 250.0, 900.0])
PLACES = st.lists(st.tuples(POINTS, UNCERTAINTY, st.integers(0, 800)), min_size=1, max_size=25)
RADII = st.floats(0, 20_100) | st.sampled_from([0.0, 1.0, 25.0, 100.0])
FILTERS = st.none() | st.builds(
    Filters, date_from=st.just(dt.date(2015, 6, 1)), date_to=st.just(dt.date(2016, 3, 1))
)


def _catalog(places: list[tuple[tuple[float, float], float, int]]) -> Catalog:
    strikes = {}
    for number, ((lat, lon), uncertainty, day) in enumerate(places):
        place = make_place(f"P{number}", lat=lat, lon=lon, uncertainty_km=uncertainty)
        strike = make_strike(place, day=dt.date(2015, 1, 1) + dt.timedelta(day))
        strikes[strike.id] = strike
    return Catalog(strikes=tuple(strikes.values()))


def _check(store: Store, places: list, centre: tuple, radius_km: float, filters: object) -> None:
    catalog = _catalog(places)
    with store._writing():
        store._put_derived(catalog)
    frame = strikes_frame(catalog)
    index = StrikeIndex(frame)
    # centres on the points themselves put others exactly on the circle more often
    for lat, lon in (centre, places[0][0]):
        question = {"lat": lat, "lon": lon, "radius_km": radius_km, "filters": filters}
        expected = within_radius(frame, **question)
        for answer in (index.within_radius(**question), store.within_radius(**question)):
            assert answer["id"].tolist() == expected["id"].tolist()
            assert answer["certainty"].tolist() == expected["certainty"].tolist()
            assert answer["distance_km"].tolist() == expected["distance_km"].tolist()


@pytest.fixture(scope="module", params=["a.gpkg", "folder"])
def filed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    path: Path = tmp_path_factory.mktemp("identical") / request.param
    return open_store(path, create=True)


@settings(max_examples=20, deadline=None)
@given(PLACES, POINTS, RADII, FILTERS)
def test_files_answer_as_memory_does(
    filed: Store, places: list, centre: tuple, radius_km: float, filters: Filters | None
) -> None:
    _check(filed, places, centre, radius_km, filters)


@pytest.mark.postgis
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(PLACES, POINTS, RADII, FILTERS)
def test_postgis_answers_as_memory_does(
    postgis_address: str, places: list, centre: tuple, radius_km: float, filters: Filters | None
) -> None:
    with open_store(postgis_address, create=True) as store:
        _check(store, places, centre, radius_km, filters)
