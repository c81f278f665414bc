"""Choosing from the shipped basemap what one map needs: fine near the strikes, coarse elsewhere."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["Ring", "choose_borders", "find_province"]

_DATA = Path(__file__).resolve().parent / "basemap"
_MOST_POINTS = 60_000
Ring = list[tuple[float, float]]
"""(lon, lat) pairs, as GeoJSON has them."""


@lru_cache(maxsize=2)
def _load(name: str) -> dict[str, Any]:
    with gzip.open(_DATA / f"{name}.json.gz", "rt", encoding="utf-8") as stream:
        content: dict[str, Any] = json.load(stream)
    return content


def choose_borders(codes: Collection[str]) -> dict[str, Any]:
    """Return the topology that the page draws: arcs, countries and provinces.

    Parameters
    ----------
    codes
        ISO 3166-1 alpha-2 codes of the countries with strikes, the most important first. They
        get fine borders and provinces until the point budget is used up.
    """
    world = _load("countries")
    fine_arcs, detailed = _spend_budget(world, codes)
    arcs: list[list[int]] = []
    number: dict[int, int] = {}
    countries = []
    for country in world["countries"]:
        keep_small = country["code"] in detailed
        rings = [
            _renumber(ring, world, fine_arcs, arcs, number)
            for ring, small in zip(country["rings"], country["small"], strict=True)
            if keep_small or not small
        ]
        countries.append([country["name"], country["code"], rings])
    return {
        "scale": world["scale"],
        "arcs": arcs,
        "countries": countries,
        "provinces": [_inner_borders(code) for code in detailed if code in _provinces()],
    }


def _spend_budget(world: dict[str, Any], codes: Iterable[str]) -> tuple[set[int], list[str]]:
    by_code = {country["code"]: country for country in world["countries"] if country["code"]}
    fine: set[int] = set()
    detailed: list[str] = []
    points = 0
    for code in codes:
        if code not in by_code:
            continue
        own = {i if i >= 0 else ~i for ring in by_code[code]["rings"] for i in ring} - fine
        cost = sum(len(world["fine"][i]) // 2 for i in own)
        cost += sum(len(arc) // 2 for arc in _provinces().get(code, {}).get("arcs", []))
        if detailed and points + cost > _MOST_POINTS:
            continue
        points += cost
        fine |= own
        detailed.append(code)
    return fine, detailed


def _renumber(
    ring: list[int],
    world: dict[str, Any],
    fine: set[int],
    arcs: list[list[int]],
    number: dict[int, int],
) -> list[int]:
    renumbered = []
    for index in ring:
        arc = index if index >= 0 else ~index
        if arc not in number:
            number[arc] = len(arcs)
            arcs.append(world["fine" if arc in fine else "coarse"][arc])
        renumbered.append(number[arc] if index >= 0 else ~number[arc])
    return renumbered


def _provinces() -> dict[str, Any]:
    found: dict[str, Any] = _load("admin1")["countries"]
    return found


def _inner_borders(code: str) -> dict[str, Any]:
    """Borders that two provinces share, and each province's name at its middle."""
    country = _provinces()[code]
    uses: dict[int, set[int]] = {}
    for number, province in enumerate(country["provinces"]):
        for index in (i if i >= 0 else ~i for ring in province["rings"] for i in ring):
            uses.setdefault(index, set()).add(number)
    inner = [arc for i, arc in enumerate(country["arcs"]) if len(uses.get(i, ())) > 1]
    names = []
    for province in country["provinces"]:
        ring = max((_ring(country, ring) for ring in province["rings"]), key=len)
        lon, lat = _middle(ring)
        names.append([province["name"], round(lat, 3), round(lon, 3)])
    return {"code": code, "arcs": inner, "names": names}


def _ring(country: dict[str, Any], ring: Iterable[int]) -> Ring:
    scale = _load("admin1")["scale"]
    points: Ring = []
    for index in ring:
        flat = np.array(country["arcs"][index if index >= 0 else ~index]).reshape(-1, 2)
        arc = np.cumsum(flat, axis=0) / scale
        points.extend((float(x), float(y)) for x, y in (arc if index >= 0 else arc[::-1]))
    return points


def _middle(ring: Ring) -> tuple[float, float]:
    """Centroid of a ring as a flat area; the mean of its corners when it has none."""
    x, y = np.array(ring).T
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    area = cross.sum() / 2
    if abs(area) < 1e-9:
        return float(x.mean()), float(y.mean())
    lon = float(((x + np.roll(x, -1)) * cross).sum() / (6 * area))
    lat = float(((y + np.roll(y, -1)) * cross).sum() / (6 * area))
    return lon, lat


def find_province(*, country: str | None, lat: float, lon: float) -> list[Ring] | None:
    """Return the rings of the province that holds a point, or None when none is known."""
    if country not in _provinces():
        return None
    source = _provinces()[country]
    for province in source["provinces"]:
        rings = [_ring(source, ring) for ring in province["rings"]]
        if sum(_inside(ring, lat=lat, lon=lon) for ring in rings) % 2:
            return rings
    return None


def _inside(ring: Ring, *, lat: float, lon: float) -> bool:
    x, y = np.array(ring).T
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    crosses = (y > lat) != (y2 > lat)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = x + (lat - y) / (y2 - y) * (x2 - x)
    return bool(np.count_nonzero(crosses & (lon < at)) % 2)
