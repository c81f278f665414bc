"""Exports keep every strike, say where places come from, and run nothing."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import time
from pathlib import Path

import defusedxml.ElementTree as ElementTree
import geopandas
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.errors import MapperError, RenderError
from mapper.exports import (
    FORMATS,
    credit_sources,
    export_strikes,
    strike_records,
    to_csv,
    to_geojson,
    to_kml,
)
from mapper.frames import TABLES, strikes_frame
from mapper.model import Catalog, PlaceKind
from tests.builders import make_catalog, make_place, make_strike, make_strikes

KML = "{http://www.opengis.net/kml/2.2}"
STRIKES = strikes_frame(Catalog(strikes=tuple(make_strikes(40, seed=2))))
HOSTILE = (
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@x",
    "\tx",
    "'x",
    "<script>alert(1)</script>",
    "]]>",
    'a"b,c\nd',
    "&amp;",
    "\x00\x0b",
    "\ud7ff\uffff",
)


def _hostile(text: str) -> geopandas.GeoDataFrame:
    place = make_place(text)
    strike = dataclasses.replace(make_strike(place, attacker=text), mentioned_as=(text,))
    return strikes_frame(Catalog(strikes=(strike,)))


@pytest.mark.parametrize("suffix", [".geojson", ".kml", ".gpkg", ".parquet"])
def test_a_round_trip_keeps_ids_points_and_columns(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    export_strikes(STRIKES, path)
    if suffix == ".parquet":
        back = geopandas.read_parquet(path)
    else:
        layer = "strikes" if suffix == ".gpkg" else None
        back = pyogrio.read_dataframe(path, layer=layer)
    assert back.crs.to_epsg() == 4326
    key = "id" if suffix != ".kml" else "Name"
    assert len(back) == len(STRIKES) == back[key].notna().sum()
    if suffix == ".kml":
        return
    assert set(TABLES["strikes"].names) <= set(back.columns)
    back = back.set_index("id").loc[STRIKES["id"]]
    for ours, theirs in zip(STRIKES.geometry, back.geometry, strict=True):
        assert (ours is None) == (theirs is None)
        assert ours is None or ours.equals(theirs)
    assert back["uncertainty_km"].tolist() == pytest.approx(
        STRIKES["uncertainty_km"].tolist(), nan_ok=True
    )


def test_days_stay_days_in_geopackage_and_geoparquet(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    export_strikes(STRIKES, tmp_path / "out.gpkg")
    info = pyogrio.read_info(tmp_path / "out.gpkg", layer="strikes")
    kinds = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert kinds["date_start"] == "datetime64[D]"
    export_strikes(STRIKES, tmp_path / "out.parquet")
    schema = pq.read_schema(tmp_path / "out.parquet")
    assert str(schema.field("date_start").type) == "date32[day]"
    about = json.loads(schema.metadata[b"mapper"])
    assert about["sources"] == [{"source": "synthetic", "licence": "not stated"}]
    assert json.loads(schema.metadata[b"geo"])["version"] == "1.1.0"


def test_geojson_follows_its_standard() -> None:
    collection = json.loads(to_geojson(STRIKES))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    assert collection["sources"]
    for feature, (_, row) in zip(collection["features"], STRIKES.iterrows(), strict=True):
        assert feature["id"] == row["id"]
        if row.geometry is None:
            assert feature["geometry"] is None
        else:
            assert feature["geometry"]["coordinates"] == [row["lon"], row["lat"]]
        assert feature["properties"]["uncertainty_km"] is None or (
            feature["properties"]["uncertainty_km"] == row["uncertainty_km"]
        )


def test_a_catalog_and_its_frame_give_the_same_geojson() -> None:
    catalog = make_catalog(8)
    assert to_geojson(catalog) == to_geojson(strikes_frame(catalog))
    assert [one["id"] for one in strike_records(catalog)] == [one.id for one in catalog.strikes]


def test_csv_numbers_are_plain_and_unknowns_empty() -> None:
    place = make_place("Tiny", lat=0.0000001, lon=-36.7, uncertainty_km=0.00001)
    frame = strikes_frame(Catalog(strikes=(make_strike(place), make_strike(None, day=None))))
    first, second = csv.DictReader(io.StringIO(to_csv(frame)))
    assert (first["lat"], first["lon"]) == ("0.0000001", "-36.7")
    assert first["uncertainty_km"] == "0.00001"
    assert (first["mapped"], first["origins"]) == ("true", "0")
    assert (second["lat"], second["date_start"], second["place_name"]) == ("", "", "")
    assert first["place_licence"] == "not stated"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_everywhere(tmp_path: Path, text: str) -> None:
    frame = _hostile(text)
    (row,) = csv.DictReader(io.StringIO(to_csv(frame), newline=""))
    assert not row["attacker"].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row["attacker"] in {text, "'" + text}
    root = ElementTree.fromstring(to_kml(frame))
    assert root.find(f".//{KML}script") is None
    (feature,) = json.loads(to_geojson(frame))["features"]
    assert feature["properties"]["place_name"] == text
    export_strikes(frame, tmp_path / "out.kml")
    assert len(pyogrio.read_dataframe(tmp_path / "out.kml")) == 1


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_makes_valid_kml_and_csv(text: str) -> None:
    frame = _hostile(text or "x")
    ElementTree.fromstring(to_kml(frame))
    rows = list(csv.reader(io.StringIO(to_csv(frame), newline="")))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in rows[1])


def test_kml_has_a_style_and_a_circle_for_each_pin() -> None:
    root = ElementTree.fromstring(to_kml(STRIKES))
    styles = {style.get("id") for style in root.iter(f"{KML}Style")}
    placemarks = list(root.iter(f"{KML}Placemark"))
    assert len(placemarks) == len(STRIKES)
    for placemark, (_, row) in zip(placemarks, STRIKES.iterrows(), strict=True):
        assert placemark.find(f"{KML}styleUrl").text.removeprefix("#") in styles
        point = placemark.find(f".//{KML}Point/{KML}coordinates")
        assert (point is None) == (row.geometry is None)
        if point is not None:
            lon, lat = map(float, point.text.split(","))
            assert (lat, lon) == (row["lat"], row["lon"])


def test_a_strike_in_a_country_gets_no_pin_in_any_format(tmp_path: Path) -> None:
    country = make_place("Testland", kind=PlaceKind.COUNTRY, uncertainty_km=300)
    frame = strikes_frame(Catalog(strikes=(make_strike(country),)))
    assert json.loads(to_geojson(frame))["features"][0]["geometry"] is None
    assert "<Point>" not in to_kml(frame)
    export_strikes(frame, tmp_path / "out.gpkg")
    back = pyogrio.read_dataframe(tmp_path / "out.gpkg", layer="strikes")
    assert back.geometry.isna().all()
    assert back["place_name"].tolist() == ["Testland"]


def test_the_exported_geopackage_brings_its_style(tmp_path: Path) -> None:
    export_strikes(STRIKES, tmp_path / "out.gpkg")
    styles = pyogrio.read_dataframe(tmp_path / "out.gpkg", layer="layer_styles")
    assert 'attr="control_status"' in styles["styleQML"][0]
    sql = "SELECT HasSpatialIndex('strikes', 'geom')"
    assert pyogrio.read_dataframe(tmp_path / "out.gpkg", sql=sql).iloc[0, 0] == 1


def test_a_store_s_own_licences_win() -> None:
    sources = [{"name": "synthetic", "licence": "CC0"}]
    assert credit_sources(STRIKES, sources) == [{"source": "synthetic", "licence": "CC0"}]
    assert "CC0" in to_kml(STRIKES, sources=sources)
    assert "CC0" in to_csv(STRIKES, sources=sources)


@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_is_overwritten_unasked(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_text("mine")
    with pytest.raises(MapperError, match="--overwrite"):
        export_strikes(STRIKES, path)
    assert path.read_text() == "mine"
    export_strikes(STRIKES, path, overwrite=True)
    assert path.read_bytes() != b"mine"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_strikes_are_a_valid_file_too(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    export_strikes(strikes_frame(Catalog()), path)
    if suffix == ".parquet":
        assert geopandas.read_parquet(path).empty
    elif suffix == ".csv":
        assert path.read_text().count("\n") == 1
    else:
        assert path.stat().st_size > 0


def test_an_unknown_ending_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="geojson, csv, kml"):
        export_strikes(STRIKES, tmp_path / "out.shp")


def test_a_frame_with_answers_exports_its_distances() -> None:
    from mapper.query import within_radius

    answer = within_radius(STRIKES, lat=35.5, lon=38.5, radius_km=500)
    feature = json.loads(to_geojson(answer))["features"][0]
    assert feature["properties"]["certainty"] in {"certainly inside", "possibly inside"}
    assert isinstance(shapely.geometry.shape(feature["geometry"]), shapely.Point)


@pytest.mark.parametrize("suffix", [".geojson", ".csv", ".kml", ".gpkg", ".parquet"])
def test_the_same_strikes_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    """GDAL and SQLite write the time of day into a GeoPackage."""
    written = []
    for name in ("one", "two"):
        export_strikes(STRIKES, tmp_path / f"{name}{suffix}")
        written.append((tmp_path / f"{name}{suffix}").read_bytes())
        time.sleep(0.01)
    assert written[0] == written[1]
