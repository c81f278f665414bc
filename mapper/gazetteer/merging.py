"""One place from many sources: join rows that mean the same place, tell of the doubtful ones.

Nothing is overwritten: a merge only points a row to the row that leads its place, with the
reason, so that it can be looked at and undone.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from mapper.gazetteer.hints import choose_division
from mapper.gazetteer.nearness import measure_km
from mapper.likeness import compare_sounds
from mapper.model import Place, PlaceKind
from mapper.toponyms import bare_name, fold_name, spell_sounds

__all__ = ["fill_missing", "merge_entries"]

SAME_NAME_KM = 3.0
SAME_CITY_KM = 6.0
ALIKE_KM = 1.5
ALIKE = 0.9
DOUBTFUL_KM = 6.0
MAJORITY = 0.8
_NEIGHBOUR_KM = 40.0
_Point = tuple[int, float, float, str | None, str | None, int]
_Known = tuple[float, float, str, str | None]


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


def fill_missing(database: sqlite3.Connection, after: int) -> None:
    """Give rows numbered after `after` the country and division that they lack.

    A table without a country column is about the country that most of its rows lie in. A
    division named in the source's own way gets the readable name; one that is not named, or
    not known, is taken from the nearest settlement of the country, up to 40 km away.
    """
    sources = database.execute("SELECT DISTINCT source FROM entry WHERE n > ?", (after,)).fetchall()
    for (source,) in sources:
        _fill_source(database, after, source)


def _fill_source(database: sqlite3.Connection, after: int, source: int) -> None:
    known = database.execute(
        "SELECT lat, lon, country, admin1 FROM entry WHERE kind = 0 AND country IS NOT NULL"
        " AND n <= ? AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
        (after, *_bounds(database, after)),
    ).fetchall()
    rows = database.execute(
        "SELECT n, lat, lon, country, admin1, kind FROM entry WHERE n > ? AND source = ?",
        (after, source),
    ).fetchall()
    lacking = [row for row in rows if row[3] is None]
    near = _find_nearest(lacking, known)
    counts = Counter(neighbour[2] for neighbour in near if neighbour)
    common, times = counts.most_common(1)[0] if counts else (None, 0)
    if lacking and len(lacking) == len(rows) and times >= MAJORITY * len(lacking):
        countries = {row[0]: common for row in lacking}
    else:
        countries = {row[0]: n[2] for row, n in zip(lacking, near, strict=True) if n}
    changes = []
    for country in {row[3] or countries.get(row[0]) for row in rows}:
        here = [row for row in rows if (row[3] or countries.get(row[0])) == country]
        names = _name_divisions(
            _read_divisions(database, country), here, [k for k in known if k[2] == country]
        )
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


def _bounds(database: sqlite3.Connection, after: int) -> tuple[float, float, float, float]:
    low, high, west, east = database.execute(
        "SELECT min(lat), max(lat), min(lon), max(lon) FROM entry WHERE n > ?", (after,)
    ).fetchone()
    if low is None:
        return (0.0, 0.0, 0.0, 0.0)
    return (low - 0.5, high + 0.5, west - 0.5, east + 0.5)


def _read_divisions(database: sqlite3.Connection, country: str | None) -> list[Place]:
    rows = database.execute(
        "SELECT id, name, lat, lon, names FROM entry WHERE kind = 3 AND country IS ? AND n = place",
        (country,),
    )
    return [
        Place(i, name, PlaceKind.ADMIN1, lat, lon, names=tuple(names.split("\x1f")))
        for i, name, lat, lon, names in rows
    ]


def merge_entries(database: sqlite3.Connection, after: int) -> tuple[int, int]:
    """Join rows numbered after `after` to earlier places; return (merged, doubtful pairs)."""
    rows = list(_read_rows(database, "n > ? AND place = n", (after,)))
    if not rows:
        return 0, 0
    others = list(
        _read_rows(
            database,
            "place = n AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            _bounds(database, after),
        )
    )
    sources = dict(database.execute("SELECT n, source FROM entry").fetchall())
    tree = shapely.STRtree(shapely.points([(o.lon, o.lat) for o in others]))
    moved: dict[int, int] = {}
    merges, doubts = [], []
    # one degree of longitude is shorter than one of latitude; the true distance is taken below
    pairs = tree.query(
        shapely.points([(r.lon, r.lat) for r in rows]), predicate="dwithin", distance=0.09
    )
    near: dict[int, list[int]] = {}
    for one, two in np.asarray(pairs).T.tolist():
        near.setdefault(one, []).append(two)
    for at, row in enumerate(rows):
        matches = []
        for there in near.get(at, ()):
            other = others[there]
            if other.number >= row.number or sources[other.number] == sources[row.number]:
                continue
            judged = _judge_pair(row, other)
            if judged:
                matches.append(
                    (judged[0], judged[1], moved.get(other.number, other.number), judged[2])
                )
        matches.sort(key=lambda m: (not m[0], m[1], m[2]))
        if matches and matches[0][0]:
            _, km, place, reason = matches[0]
            moved[row.number] = place
            merges.append((row.number, place, reason, round(km, 3)))
            matches = [m for m in matches[1:] if m[0] and m[2] != place]
        doubts += [(row.number, m[2], m[3], round(m[1], 3)) for m in matches[:3]]
    database.executemany(
        "UPDATE entry SET place = ? WHERE n = ?", [(p, n) for n, p in moved.items()]
    )
    database.executemany("INSERT OR REPLACE INTO merge VALUES (?, ?, ?, ?)", merges)
    database.executemany("INSERT INTO doubt VALUES (?, ?, ?, ?)", doubts)
    return len(merges), len(doubts)


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
    shared = _keys(row) & _keys(other)
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


def _keys(row: _Row) -> set[str]:
    folded = {fold_name(name) for name in row.names} - {""}
    return folded | {bare_name(name) for name in folded}
