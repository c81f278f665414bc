"""Names of large towns in other languages: Cairo is Al Qāhirah, Le Caire, Kahire.

The shipped table says which names belong together and where (data/gazetteer/exonyms.csv, from
Unicode's CLDR). While a gazetteer is built, each row looks for its town: the most populous
settlement in its circle that has one of its names. The row then joins that town as a row of
another source does, so that it is shown, counted and can be undone.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mapper.gazetteer.nearness import measure_km
from mapper.gazetteer.records import Entry, Source
from mapper.model import PlaceKind
from mapper.shipped import locate_shipped
from mapper.toponyms import bare_name, fold_name

__all__ = ["EXONYMS", "Exonyms"]

EXONYMS = Source(
    "exonyms", "Names of large towns in other languages: Unicode CLDR", "Unicode-DFS-2016",
    file="exonyms.csv",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    country: str
    lat: float
    lon: float
    radius_km: float
    names: tuple[str, ...]


class Exonyms:
    """The rows of the table, and for each the best town offered so far."""

    def __init__(self) -> None:
        self._rows, self._by_name = _load_table()
        self._best: dict[int, tuple[tuple[int, float], Entry, int]] = {}

    def offer(self, entry: Entry, number: int) -> None:
        """Let a settlement take the rows that name it, if none offered so far is larger."""
        if entry.kind is not PlaceKind.SETTLEMENT or entry.country is None:
            return
        for at in self._by_name.get((entry.country, bare_name(fold_name(entry.name))), ()):
            row = self._rows[at]
            km = measure_km(entry.lat, entry.lon, row.lat, row.lon)
            worth = entry.population, -km
            if km <= row.radius_km and (at not in self._best or worth > self._best[at][0]):
                self._best[at] = worth, entry, number

    def join(self) -> Iterator[tuple[Entry, int]]:
        """Yield an entry with the row's names for each town found, and that town's number."""
        for at, (_, town, number) in sorted(self._best.items()):
            row = self._rows[at]
            yield (
                Entry(
                    id=f"cldr:{row.country}.{bare_name(fold_name(row.names[0]))}",
                    name=row.names[0], lat=town.lat, lon=town.lon, country=row.country,
                    admin1=town.admin1, names=row.names[1:],
                    uncertainty_km=town.uncertainty_km,
                ),
                number,
            )  # fmt: skip


@lru_cache(maxsize=1)
def _load_table() -> tuple[tuple[_Row, ...], Mapping[tuple[str, str], Sequence[int]]]:
    """Return the rows, and by country and name which of them have it; folded once a process."""
    rows = tuple(_read_rows())
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for key in {bare_name(fold_name(name)) for name in row.names}:
            by_name[row.country, key].append(at)
    return rows, dict(by_name)


def _read_rows() -> Iterator[_Row]:
    with (locate_shipped("gazetteer") / "exonyms.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield _Row(
                row["country"], float(row["lat"]), float(row["lon"]), float(row["radius_km"]),
                (row["name"], *row["names"].split(";")),
            )  # fmt: skip
