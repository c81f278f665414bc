"""Distances between places, and places around a point."""

from __future__ import annotations

import math
import sqlite3

__all__ = ["find_nearby", "measure_km"]

_EARTH_KM = 6371.0088
_KM_PER_DEGREE = 111.195


def measure_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in km (haversine formula, mean Earth radius)."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((p2 - p1) / 2) ** 2
        + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def find_nearby(
    database: sqlite3.Connection, *, lat: float, lon: float, radius_km: float, limit: int
) -> list[tuple[int, float]]:
    """Return (place number, km) within a radius of a point, the nearest first."""
    high = radius_km / _KM_PER_DEGREE
    wide = min(180.0, high / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + high)))))
    boxes = [(lon - wide, lon + wide)]
    if lon - wide < -180:
        boxes.append((lon - wide + 360, 180.0))
    if lon + wide > 180:
        boxes.append((-180.0, lon + wide - 360))
    found: dict[int, float] = {}
    for west, east in boxes:
        rows = database.execute(
            "SELECT n, lat, lon FROM entry WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"
            " AND place = n",
            (lat - high, lat + high, west, east),
        )
        for number, there_lat, there_lon in rows:
            km = measure_km(lat, lon, there_lat, there_lon)
            if km <= radius_km:
                found[number] = km
    return sorted(found.items(), key=lambda item: (item[1], item[0]))[:limit]
