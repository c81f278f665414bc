"""One row of a source, as it was written there, and how precise such a row can be."""

from __future__ import annotations

import math
from dataclasses import dataclass

from mapper.model import PlaceKind

__all__ = ["KINDS", "Entry", "Source", "check_entry", "estimate_uncertainty"]

KINDS: tuple[PlaceKind, ...] = (
    PlaceKind.SETTLEMENT,
    PlaceKind.AREA,
    PlaceKind.FACILITY,
    PlaceKind.ADMIN1,
    PlaceKind.COUNTRY,
    PlaceKind.SEA,
)
"""Kinds in the order of the codes stored in gazetteer files; append, never reorder."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: shown by `gazetteer info` and on the map."""

    name: str
    title: str
    licence: str
    date: str = ""
    file: str = ""
    entries: int = 0
    rejected: int = 0


@dataclass(slots=True)
class Entry:
    """One row of one source. Degrees WGS84; `uncertainty_km` is a radius around lat/lon."""

    id: str
    name: str
    lat: float
    lon: float
    kind: PlaceKind = PlaceKind.SETTLEMENT
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    uncertainty_km: float = 0.0
    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def estimate_uncertainty(kind: PlaceKind, population: int = 0) -> float:
    """Return the radius in km within which a source's point for such a place may be off.

    A village's houses lie within 2 km of its point. A town's radius grows with the square
    root of its people at 4,000 a square kilometre, a usual density of built-up land.
    """
    if kind is PlaceKind.SETTLEMENT:
        return round(max(2.0, min(30.0, math.sqrt(population / 4000 / math.pi) * 1.2)), 1)
    return {
        PlaceKind.FACILITY: 1.5,
        PlaceKind.AREA: 10.0,
        PlaceKind.ADMIN1: 75.0,
        PlaceKind.COUNTRY: 300.0,
        PlaceKind.SEA: 300.0,
    }[kind]


def check_entry(entry: Entry) -> str | None:  # noqa: PLR0911 - one return per reason
    """Return why an entry cannot be taken, or None."""
    if not entry.id:
        return "no id"
    if not entry.name.strip():
        return "no name"
    if len(entry.name) > 300:
        return "name longer than 300 characters"
    if not (math.isfinite(entry.lat) and math.isfinite(entry.lon)):
        return "no coordinates"
    if abs(entry.lat) > 90 and abs(entry.lon) <= 90 and abs(entry.lat) <= 180:
        return "latitude out of range, as if swapped with the longitude"
    if abs(entry.lat) > 90 or abs(entry.lon) > 180:
        return "coordinates out of range"
    if entry.lat == 0 and entry.lon == 0:
        return "coordinates 0, 0"
    return None
