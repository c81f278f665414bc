"""Give rows the country and the division that their table does not name."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

import shapely

from mapper.gazetteer.bands import Band, list_bands, list_sources
from mapper.gazetteer.hints import choose_division
from mapper.gazetteer.nearness import measure_km
from mapper.model import Place, PlaceKind

__all__ = ["fill_missing"]

MAJORITY = 0.8
_NEIGHBOUR_KM = 40.0
_MARGIN = 0.5
_Point = tuple[int, float, float, str | None, str | None, int]
_Known = tuple[float, float, str, str | None]


def fill_missing(database: sqlite3.Connection, after: int) -> None:
    """Give rows numbered after `after` the country and division that they lack.

    A table without a country column is about the country that most of its rows lie in. A
    division named in the source's own way gets the readable name; one that is not named, or
    not known, is taken from the nearest settlement of the country, up to 40 km away.
    """
    divisions: dict[str | None, list[Place]] = {}
    for first, last in list_sources(database, after):
        bands = list_bands(database, first, last)
        common = _find_common(database, after, bands)
        for band in bands:
            _fill_band(database, after, band, common, divisions)


def _find_common(database: sqlite3.Connection, after: int, bands: Sequence[Band]) -> str | None:
    """Return the country of a table that names none, when nearly all its rows lie there."""
    first, last = bands[0].first, bands[0].last
    if database.execute(
        "SELECT 1 FROM entry WHERE n BETWEEN ? AND ? AND country IS NOT NULL", (first, last)
    ).fetchone():
        return None
    counts: Counter[str | None] = Counter()
    for band in bands:
        rows, known = _read_band(database, after, band)
        counts.update(near[2] if near else None for near in _find_nearest(rows, known))
    country, times = counts.most_common(1)[0]
    return country if times >= MAJORITY * counts.total() else None


def _read_band(
    database: sqlite3.Connection, after: int, band: Band
) -> tuple[list[_Point], list[_Known]]:
    rows = database.execute(
        f"SELECT n, lat, lon, country, admin1, kind FROM entry WHERE {band.condition}",  # noqa: S608
        band.values,
    ).fetchall()
    if not rows:
        return [], []
    south, north = min(row[1] for row in rows), max(row[1] for row in rows)
    west, east = min(row[2] for row in rows), max(row[2] for row in rows)
    known = database.execute(
        "SELECT lat, lon, country, admin1 FROM entry WHERE kind = 0 AND country IS NOT NULL"
        " AND n <= ? AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
        (after, south - _MARGIN, north + _MARGIN, west - _MARGIN, east + _MARGIN),
    ).fetchall()
    return rows, known


def _fill_band(
    database: sqlite3.Connection,
    after: int,
    band: Band,
    common: str | None,
    divisions: dict[str | None, list[Place]],
) -> None:
    rows, known = _read_band(database, after, band)
    lacking = [row for row in rows if row[3] is None]
    countries = {
        row[0]: common or (near[2] if near else None)
        for row, near in zip(lacking, _find_nearest(lacking, known), strict=True)
    }
    by_country: dict[str | None, list[_Point]] = {}
    for row in rows:
        by_country.setdefault(row[3] or countries.get(row[0]), []).append(row)
    changes = []
    for country, here in by_country.items():
        if country not in divisions:
            divisions[country] = _read_divisions(database, country)
        names = _name_divisions(divisions[country], here, [k for k in known if k[2] == country])
        changes += [
            (country, name, row[0])
            for row, name in zip(here, names, strict=True)
            if (row[3], row[4]) != (country, name)
        ]
    database.executemany("UPDATE entry SET country = ?, admin1 = ? WHERE n = ?", changes)
    database.executemany(
        "UPDATE sound_raw SET country = ? WHERE n = ? AND country = ''",
        [(country, number) for country, _, number in changes if country],
    )


def _find_nearest(rows: Sequence[_Point], known: Sequence[_Known]) -> list[_Known | None]:
    if not known or not rows:
        return [None] * len(rows)
    tree = shapely.STRtree(shapely.points([(k[1], k[0]) for k in known]))
    found = tree.nearest(shapely.points([(r[2], r[1]) for r in rows])).tolist()
    return [
        known[at]
        if measure_km(row[1], row[2], known[at][0], known[at][1]) <= _NEIGHBOUR_KM
        else None
        for row, at in zip(rows, found, strict=True)
    ]


def _name_divisions(
    divisions: Sequence[Place], rows: Sequence[_Point], known: Sequence[_Known]
) -> list[str | None]:
    chosen: dict[str, str | None] = {}
    names: list[str | None] = []
    for row, neighbour in zip(rows, _find_nearest(rows, known), strict=True):
        given = row[4]
        if given and given not in chosen:
            match = choose_division(divisions, given)
            chosen[given] = match.name if match else None
        if given and (chosen[given] or not divisions or row[5] >= 3):
            names.append(chosen[given] or given)
        else:
            names.append(neighbour[3] if neighbour and row[5] < 3 else given)
    return names


def _read_divisions(database: sqlite3.Connection, country: str | None) -> list[Place]:
    rows = database.execute(
        "SELECT id, name, lat, lon, names FROM entry WHERE kind = 3 AND country IS ? AND n = place",
        (country,),
    )
    return [
        Place(i, name, PlaceKind.ADMIN1, lat, lon, names=tuple(names.split("\x1f")))
        for i, name, lat, lon, names in rows
    ]
