"""One place from many sources: join rows that mean the same place, tell of the doubtful ones.

Nothing is overwritten: a merge only points a row to the row that leads its place, with the
reason, so that it can be looked at and undone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

from mapper.gazetteer.bands import Band, list_bands, list_sources
from mapper.gazetteer.nearness import measure_km
from mapper.likeness import compare_sounds
from mapper.toponyms import bare_name, fold_name, spell_sounds

__all__ = ["merge_entries"]

SAME_NAME_KM = 3.0
SAME_CITY_KM = 6.0
ALIKE_KM = 1.5
ALIKE = 0.9
DOUBTFUL_KM = 6.0
_NEAR = 0.09
"""In degrees, of which one of longitude is the shorter; the true distance is taken below."""

_Match = tuple[bool, float, int, str]


@dataclass(slots=True)
class _Row:
    number: int
    place: int
    kind: int
    lat: float
    lon: float
    country: str | None
    population: int
    names: tuple[str, ...]
    _keys: set[str] = field(default_factory=set)

    def list_keys(self) -> set[str]:
        """Return the names as they are compared; from memory the second time."""
        if not self._keys:
            folded = {fold_name(name) for name in self.names} - {""}
            self._keys = folded | {bare_name(name) for name in folded}
        return self._keys


def merge_entries(database: sqlite3.Connection, after: int) -> tuple[int, int]:
    """Join rows numbered after `after` to earlier places; return (merged, doubtful pairs).

    Source by source in their order, so that a row only joins a place of a source before it.
    """
    merged = doubtful = 0
    for first, last in list_sources(database, after):
        for band in list_bands(database, first, last):
            merges, doubts = _match_band(database, after, band)
            merged, doubtful = merged + len(merges), doubtful + len(doubts)
            database.executemany("INSERT OR REPLACE INTO merge VALUES (?, ?, ?, ?)", merges)
            database.executemany("INSERT INTO doubt VALUES (?, ?, ?, ?)", doubts)
        # a row that shares an id with one that now joined another follows it there
        database.execute(
            "UPDATE merge SET place = (SELECT m.place FROM merge m WHERE m.n = merge.place)"
            " WHERE n > ? AND place IN (SELECT n FROM merge)",
            (after,),
        )
        database.execute(
            "UPDATE entry SET place = (SELECT place FROM merge WHERE merge.n = entry.n)"
            " WHERE n > ? AND n IN (SELECT n FROM merge)",
            (after,),
        )
    return merged, doubtful


def _match_band(
    database: sqlite3.Connection, after: int, band: Band
) -> tuple[list[tuple[int, int, str, float]], list[tuple[int, int, str, float]]]:
    """Return what the rows of a band join, and what they may be: (row, place, reason, km)."""
    rows = list(_read_rows(database, f"place = n AND {band.condition}", band.values))
    rows.sort(key=lambda row: row.number)
    others = list(_read_around(database, after, band.first, rows)) if rows else []
    merges, doubts = [], []
    for row, near in _pair(rows, others):
        matches: list[_Match] = []
        for other in near:
            judged = _judge_pair(row, other)
            if judged:
                matches.append((judged[0], judged[1], other.place, judged[2]))
        matches.sort(key=lambda m: (not m[0], m[1], m[2]))
        if matches and matches[0][0]:
            _, km, place, reason = matches[0]
            merges.append((row.number, place, reason, round(km, 3)))
            matches = [m for m in matches[1:] if m[0] and m[2] != place]
        doubts += [(row.number, m[2], m[3], round(m[1], 3)) for m in matches[:3]]
    return merges, doubts


def _pair(rows: Sequence[_Row], others: Sequence[_Row]) -> Iterator[tuple[_Row, list[_Row]]]:
    """Yield each row that has others near it, with these."""
    if not others:
        return
    tree = shapely.STRtree(shapely.points([(o.lon, o.lat) for o in others]))
    pairs = tree.query(
        shapely.points([(r.lon, r.lat) for r in rows]), predicate="dwithin", distance=_NEAR
    )
    near: dict[int, list[int]] = {}
    for one, two in np.asarray(pairs).T.tolist():
        near.setdefault(one, []).append(two)
    for at in sorted(near):
        yield rows[at], [others[there] for there in near[at]]


def _read_around(
    database: sqlite3.Connection, after: int, first: int, rows: Sequence[_Row]
) -> Iterator[_Row]:
    """Read the rows of earlier sources that lie around; of the base, those that lead places."""
    lats, lons = [row.lat for row in rows], [row.lon for row in rows]
    return _read_rows(
        database,
        "n < ? AND (place = n OR n > ?) AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
        (
            first, after, min(lats) - _NEAR, max(lats) + _NEAR, min(lons) - _NEAR,
            max(lons) + _NEAR,
        ),
    )  # fmt: skip


def _read_rows(database: sqlite3.Connection, where: str, values: Sequence[float]) -> Iterator[_Row]:
    rows = database.execute(
        "SELECT n, place, kind, lat, lon, country, population, name, names FROM entry"  # noqa: S608
        f" WHERE kind < 3 AND {where}",
        values,
    )
    for number, place, kind, lat, lon, country, people, name, names in rows:
        variants = (name, *names.split("\x1f")) if names else (name,)
        yield _Row(number, place, kind, lat, lon, country, people, variants)


def _judge_pair(  # noqa: PLR0911 - one return per rule
    row: _Row, other: _Row
) -> tuple[bool, float, str] | None:
    """Return (same place?, km, reason) of two rows, None when nothing speaks for it."""
    if row.kind != other.kind or (row.country and other.country and row.country != other.country):
        return None
    km = measure_km(row.lat, row.lon, other.lat, other.lon)
    if km > DOUBTFUL_KM:
        return None
    shared = row.list_keys() & other.list_keys()
    if shared:
        limit = SAME_CITY_KM if max(row.population, other.population) > 50_000 else SAME_NAME_KM
        name = max(shared, key=len)
        if km <= limit:
            return True, km, f"same name {name!r}, {km:.1f} km apart"
        return False, km, f"same name {name!r}, but {km:.1f} km apart"
    if km > ALIKE_KM:
        return None
    best = max(
        (
            compare_sounds(one, two).score
            for one in {spell_sounds(n) for n in row.names[:12]}
            for two in {spell_sounds(n) for n in other.names[:12]}
            if one and two and abs(len(one) - len(two)) < 6
        ),
        default=0.0,
    )
    if best >= ALIKE:
        return True, km, f"names alike ({best:.2f}), {km:.1f} km apart"
    return None
