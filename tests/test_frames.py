"""What analysts get as tables: the contract's columns, EPSG:4326, no pin that would lie."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from mapper.frames import (
    CRS,
    TABLES,
    claims_frame,
    conform,
    places_frame,
    reports_frame,
    strikes_frame,
    table_frame,
)
from mapper.model import Catalog, PlaceKind
from tests.builders import make_catalog, make_place, make_strike


def test_strikes_have_points_in_degrees_and_day_columns() -> None:
    strikes_gdf = strikes_frame(make_catalog(6))
    assert strikes_gdf.crs == CRS
    assert list(strikes_gdf.columns) == [*TABLES["strikes"].names, "geometry"]
    first = strikes_gdf.iloc[0]
    assert (first.geometry.x, first.geometry.y) == (first["lon"], first["lat"])
    assert strikes_gdf["date_start"].dtype == "datetime64[s]"
    assert strikes_gdf["killed_low"].dtype == "float64"


def test_a_strike_somewhere_in_a_country_has_no_geometry_but_keeps_its_place() -> None:
    country = make_place("Testland", kind=PlaceKind.COUNTRY, uncertainty_km=300)
    strikes_gdf = strikes_frame(Catalog(strikes=(make_strike(country),)))
    assert strikes_gdf.geometry.isna().all()
    assert strikes_gdf.loc[0, "place_name"] == "Testland"
    assert not strikes_gdf.loc[0, "mapped"]


def test_an_unknown_date_and_attacker_are_null_not_invented() -> None:
    strikes_gdf = strikes_frame(Catalog(strikes=(make_strike(None, attacker=None, day=None),)))
    row = strikes_gdf.loc[0]
    assert pd.isna(row["date_start"])
    assert pd.isna(row["attacker"])
    assert pd.isna(row["lat"])


def test_a_day_before_1677_survives() -> None:
    strikes_gdf = strikes_frame(Catalog(strikes=(make_strike(day=dt.date(1600, 2, 3)),)))
    assert strikes_gdf.loc[0, "date_start"].date() == dt.date(1600, 2, 3)


@pytest.mark.parametrize("name", list(TABLES))
def test_empty_tables_keep_their_types(name: str) -> None:
    full, empty = table_frame(name, make_catalog(4)), table_frame(name, Catalog())
    assert len(empty) == 0
    assert [str(kind) for kind in empty.dtypes] == [str(kind) for kind in full.dtypes]


def test_links_lead_from_strike_to_claim_to_report() -> None:
    catalog = make_catalog(9)
    links = table_frame("strike_claims", catalog)
    claims = claims_frame(catalog).set_index("id")
    reports = reports_frame(catalog).set_index("sha256")
    assert len(links) == sum(len(strike.claims) for strike in catalog.strikes) > 0
    for link in links.itertuples():
        claim = claims.loc[link.claim_id]
        text = reports.loc[claim["report_sha256"], "text"]
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert link.strike_id in claim["strikes"].split("; ")


def test_places_are_listed_once_with_the_number_of_strikes() -> None:
    catalog = make_catalog(20)
    places_gdf = places_frame(catalog)
    assert places_gdf["id"].is_unique
    assert places_gdf["strikes"].sum() == len(catalog.strikes)


def test_conform_brings_text_read_from_a_file_back_to_its_types() -> None:
    table = TABLES["strikes"]
    strikes_gdf = strikes_frame(make_catalog(5))
    raw = pd.DataFrame(strikes_gdf.drop(columns="geometry")).astype(object)
    raw["date_start"] = [str(day.date()) for day in strikes_gdf["date_start"]]
    raw["mapped"] = raw["mapped"].astype(int)
    pd.testing.assert_frame_equal(conform(raw, table), strikes_gdf)
