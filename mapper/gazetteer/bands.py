"""Go through the rows of a source from south to north, so many at a time, in bounded memory."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["BAND_ROWS", "Band", "list_bands", "list_sources"]

BAND_ROWS = 50_000
"""About so many rows of all sources lie in one band."""


@dataclass(frozen=True, slots=True)
class Band:
    """The rows numbered first to last whose latitude is at least `low` and below `high`."""

    first: int
    last: int
    low: float
    high: float

    @property
    def condition(self) -> str:
        """What a row of the table `entry` must fulfil; `values` fill its gaps."""
        # the + keeps to the index on latitudes, of which there are far fewer than of numbers
        return "+n BETWEEN ? AND ? AND lat >= ? AND lat < ?"

    @property
    def values(self) -> tuple[int, int, float, float]:
        """The numbers that `condition` asks for."""
        return self.first, self.last, self.low, self.high


def list_sources(database: sqlite3.Connection, after: int) -> list[tuple[int, int]]:
    """Return the first and last row of each source that was added after a row, in order."""
    return database.execute(
        "SELECT min(n), max(n) FROM entry WHERE n > ? GROUP BY source ORDER BY 1", (after,)
    ).fetchall()


def list_bands(
    database: sqlite3.Connection, first: int, last: int, *, size: int = BAND_ROWS
) -> list[Band]:
    """Cut the rows of one source into bands, by the latitudes of everything that lies there."""
    database.execute("CREATE INDEX IF NOT EXISTS entry_lat ON entry (lat, lon)")
    low, high = database.execute(
        "SELECT min(lat), max(lat) FROM entry WHERE n BETWEEN ? AND ?", (first, last)
    ).fetchone()
    latitudes = database.execute(
        "SELECT lat FROM entry WHERE lat BETWEEN ? AND ? ORDER BY lat", (low, high)
    )
    edges = [lat for at, (lat,) in enumerate(latitudes, 1) if at % size == 0 and lat > low]
    limits = [low, *dict.fromkeys(edges), math.inf]
    return [Band(first, last, south, north) for south, north in pairwise(limits)]
