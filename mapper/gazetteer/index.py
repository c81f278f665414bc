"""The gazetteer as everything else sees it: names in, ranked places out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mapper.errors import GazetteerError
from mapper.gazetteer.evidence import Style
from mapper.gazetteer.hints import Hints
from mapper.gazetteer.records import KINDS, Source
from mapper.gazetteer.schema import DAMAGED, open_database
from mapper.model import Candidate, Place, Resolution
from mapper.toponyms import bare_name, fold_name, is_code

__all__ = ["Gazetteer"]

_COLUMNS = (
    "e.n, e.id, e.name, e.kind, e.lat, e.lon, e.country, e.admin1, e.population, e.uncertainty,"
    " e.names, e.ids, e.source"
)
_EXACT = f"SELECT x.how, {_COLUMNS} FROM exact x JOIN entry e ON e.n = x.n WHERE x.key = ?"  # noqa: S608
_HOWS = range(4)
_CACHED = 50_000
_MANY_VARIANTS = 0.4


class Gazetteer:
    """A read-only gazetteer file. Safe to pickle: a copy opens the same file again."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._db = open_database(self.path)
        self._db.execute("PRAGMA mmap_size=1073741824")
        self._places: dict[int, Place] = {}
        self._merged = {row[0] for row in self._db.execute("SELECT DISTINCT place FROM merge")}
        self._source_names = dict(self._db.execute("SELECT n, name FROM source").fetchall())
        self._by_country: dict[str | None, tuple[Place, ...]] = {}
        self.divisions: dict[tuple[str | None, str], Hints] = {}
        self.word_counts: dict[tuple[str, str], int] = {}
        self.styles: dict[str, Style] = {}
        self._variants: dict[str, bool] = {}
        self.version: str = self.meta().get("version", "")

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return Gazetteer, (self.path,)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def database(self) -> sqlite3.Connection:
        """The open database, for the other modules of this package."""
        return self._db

    def meta(self) -> dict[str, str]:
        """Return what `gazetteer info` shows: format, version, counts of places and merges."""
        return dict(self._db.execute("SELECT key, value FROM meta"))

    def sources(self) -> tuple[Source, ...]:
        """Return the sources with their licences, dates and counts."""
        rows = self._db.execute(
            "SELECT name, title, licence, date, file, entries, rejected FROM source ORDER BY n"
        )
        return tuple(Source(*row) for row in rows)

    def rejects(self) -> tuple[tuple[str, str, int], ...]:
        """Return (source, reason, count) of every kind of row that was not taken."""
        rows = self._db.execute(
            "SELECT s.name, r.reason, r.n FROM reject_count r JOIN source s ON s.n = r.source"
            " ORDER BY s.n, r.n DESC"
        )
        return tuple((str(a), str(b), int(c)) for a, b, c in rows)

    def doubtful(self) -> tuple[tuple[str, str, str, float], ...]:
        """Return (id, id, reason, km) of rows that may be one place but were kept apart."""
        rows = self._db.execute(
            "SELECT a.id, b.id, d.reason, d.km FROM doubt d JOIN entry a ON a.n = d.one"
            " JOIN entry b ON b.n = d.two ORDER BY d.one, d.two"
        )
        return tuple((str(a), str(b), str(c), float(d)) for a, b, c, d in rows)

    def merges(self) -> tuple[tuple[str, str, str], ...]:
        """Return (id, id of the place it joined, reason) of every merged row."""
        rows = self._db.execute(
            "SELECT a.id, b.id, m.reason FROM merge m JOIN entry a ON a.n = m.n"
            " JOIN entry b ON b.n = m.place ORDER BY m.n"
        )
        return tuple((str(a), str(b), str(c)) for a, b, c in rows)

    def place(self, place_id: str) -> Place | None:
        """Return the place with this id, or with this among its other sources' ids."""
        row = self._db.execute("SELECT place FROM entry WHERE id = ?", (place_id,)).fetchone()
        return self._place(row[0]) if row else None

    def read_number(self, number: int) -> Place:
        """Return the place led by a row of the file."""
        return self._place(number)

    def _place(self, number: int) -> Place:
        found = self._places.get(number)
        if found is None:
            row = self._db.execute(
                f"SELECT {_COLUMNS} FROM entry e WHERE e.n = ?",  # noqa: S608
                (number,),
            ).fetchone()
            found = self._make_place(row)
        return found

    def _make_place(self, row: tuple[Any, ...]) -> Place:
        """Return the place of a row, which in a damaged file may hold anything or be missing."""
        try:
            place = self._build_place(row)
            sound = abs(place.lat) <= 90 and abs(place.lon) <= 180 and place.uncertainty_km >= 0
            typed = _is_typed(place)
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            raise GazetteerError(DAMAGED.format(error)) from error
        if not sound:
            raise GazetteerError(DAMAGED.format(f"{place.id!r} lies nowhere on earth"))
        if not typed:
            raise GazetteerError(DAMAGED.format(f"a column of {place.id!r} holds what it cannot"))
        if len(self._places) > _CACHED:
            self._places.clear()
        self._places[row[0]] = place
        return place

    def _build_place(self, row: tuple[Any, ...]) -> Place:
        (
            number,
            place_id,
            name,
            kind,
            lat,
            lon,
            country,
            admin1,
            people,
            radius,
            names,
            ids,
            source,
        ) = row
        variants = names.split("\x1f") if names else []
        others = ids.split(" ") if ids else []
        if number in self._merged:
            for member in self._members(number):
                variants += [member[1], *(member[5].split("\x1f") if member[5] else [])]
                others += [member[0], *(member[6].split(" ") if member[6] else [])]
                people = people or member[2]
                admin1 = admin1 or member[3]
                country = country or member[4]
            variants = [n for n in dict.fromkeys(variants) if n != name]
            others = [i for i in dict.fromkeys(others) if i != place_id]
        return Place(
            place_id, name, KINDS[kind], lat, lon, country, admin1, people, radius,
            tuple(variants), self._source_names[source], tuple(others),
        )  # fmt: skip

    def _members(self, number: int) -> Sequence[tuple[str, str, int, str, str, str, str]]:
        return self._db.execute(
            "SELECT id, name, population, admin1, country, names, ids FROM entry"
            " WHERE place = ? AND place <> n ORDER BY n",
            (number,),
        ).fetchall()

    def list_divisions(self, country: str | None) -> tuple[Place, ...]:
        """Return the first-level divisions of a country, or of the world."""
        if country not in self._by_country:
            rows = self._db.execute(
                "SELECT n FROM entry WHERE kind = 3 AND place = n AND (? IS NULL OR country = ?)",
                (country, country),
            ).fetchall()
            self._by_country[country] = tuple(self._place(row[0]) for row in rows)
        return self._by_country[country]

    def has_variants(self, country: str) -> bool:
        """Tell whether most settlements of a country come with other names than their own."""
        known = self._variants.get(country)
        if known is None:
            row = self._db.execute(
                "SELECT avg(names <> '') FROM (SELECT names FROM entry WHERE country = ?"
                " AND kind = 0 LIMIT 5000)",
                (country,),
            ).fetchone()
            known = self._variants[country] = (row[0] or 0.0) > _MANY_VARIANTS
        return known

    def find_exact(self, name: str) -> list[tuple[Place, int]]:
        """Return (place, how its name matched) for an exact look-up.

        How: 0 its own name, 1 a variant, 2 only without article or spaces, 3 an abbreviation.
        """
        folded = fold_name(name)
        if not folded:
            return []
        found: dict[int, tuple[Place, int]] = {}
        self._collect(found, folded, None)
        bare = bare_name(folded)
        if bare != folded and len(bare) > 2:
            self._collect(found, bare, 2)
        code = name.replace(".", "")
        if is_code(code):
            self._collect(found, f"={code}", 3)
        return list(found.values())

    def _collect(self, found: dict[int, tuple[Place, int]], key: str, fixed: int | None) -> None:
        rows = self._db.execute(_EXACT, (key,)).fetchall()
        for row in rows:
            number = row[1]
            if number not in found:
                if row[0] not in _HOWS:
                    raise GazetteerError(DAMAGED.format(f"{key!r} matches in no known way"))
                place = self._places.get(number) or self._make_place(row[1:])
                found[number] = (place, row[0] if fixed is None else fixed)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Return every namesake whose name or variant is exactly this one, folded.

        Fast; for the recognizer and the resolver. All candidates are accepted; the order is
        by how the name matched, then by kind and population.
        """
        from mapper.gazetteer.ranking import rank_exact

        return rank_exact(self, name)

    def search(
        self,
        name: str,
        *,
        country: str | None = None,
        admin1: str | None = None,
        lat: float | None = None,
        lon: float | None = None,
        limit: int = 10,
    ) -> Resolution:
        """Return what a name as written could mean, best first, each with its reasons.

        Parameters
        ----------
        name
            Any spelling in any script, or a composite such as "X, near Y".
        country
            ISO 3166-1 alpha-2 code; places elsewhere are shown but not accepted.
        admin1
            Name of the first-level division in any spelling; places elsewhere rank lower.
        lat, lon
            Degrees; nearer places rank higher.
        limit
            At most this many candidates.
        """
        from mapper.gazetteer.search import search_name

        return search_name(
            self, name, country=country, admin1=admin1, lat=lat, lon=lon, limit=limit
        )

    def nearby(
        self, *, lat: float, lon: float, radius_km: float, limit: int = 50
    ) -> tuple[Place, ...]:
        """Return the places within a radius, the nearest first."""
        from mapper.gazetteer.nearness import find_nearby

        numbers = find_nearby(self._db, lat=lat, lon=lon, radius_km=radius_km, limit=limit)
        return tuple(self._place(number) for number, _ in numbers)


def _is_typed(place: Place) -> bool:
    """Whether words are words and people are counted: SQLite takes anything in any column."""
    words = (place.id, place.name, *place.names, *place.ids)
    known = (word for word in (place.country, place.admin1) if word is not None)
    counted = type(place.population) is int and place.population >= 0
    return counted and all(isinstance(word, str) for word in (*words, *known))
