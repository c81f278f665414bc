"""Pairs of strikes close in space and time, for "double tap" questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mapper.errors import QueryError
from mapper.geodesy import distances_km
from mapper.query.filters import Filters
from mapper.query.radius import (
    CERTAINLY,
    POSSIBLY,
    StrikeIndex,
    check_question,
    pinned_strikes,
    strike_points,
)

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

__all__ = ["pairs_within"]

_RANGE = ("date_start", "date_end")


def pairs_within(
    strikes_gdf: geopandas.GeoDataFrame,
    *,
    radius_km: float,
    days: int,
    filters: Filters | None = None,
) -> pd.DataFrame:
    """Return pairs of strikes within R km and T days of each other ("double tap" questions).

    Both uncertainties count: a pair is *certainly inside* when its distance plus both radii
    is at most R and its days are at most T apart at most. Strikes without a date, and pairs
    told by the same strike id, are left out.

    Returns
    -------
    DataFrame
        `strike_a`, `strike_b` (in order of day), their places and days, `distance_km`,
        `days_apart` (the fewest possible) and `certainty`.
    """
    import pandas as pd

    check_question(0, 0, radius_km)
    if days < 0:
        raise QueryError(f"days cannot be negative: {days}")
    strikes_gdf = pinned_strikes(strikes_gdf, filters)
    dated = strikes_gdf[strikes_gdf["date_start"].notna() & strikes_gdf["date_end"].notna()]
    dated = dated.sort_values(["date_start", "id"]).reset_index(drop=True)
    pieces = list(_pairs(dated, radius_km, days))
    columns = [
        *("strike_a", "strike_b", "place_a", "place_b", "date_a", "date_b"),
        *("distance_km", "days_apart", "certainty"),
    ]
    if not pieces:
        return pd.DataFrame(columns=columns)
    pairs = pd.concat(pieces, ignore_index=True)[columns]
    return pairs.sort_values(["distance_km", "strike_a", "strike_b"], ignore_index=True)


def _pairs(dated: geopandas.GeoDataFrame, radius_km: float, days: int) -> Iterable[pd.DataFrame]:
    import numpy as np
    import pandas as pd

    lats, lons, uncertainty = strike_points(dated)
    start, end = (dated[name].to_numpy("datetime64[D]").astype("int64") for name in _RANGE)
    index = StrikeIndex(dated) if len(dated) else None
    for row in range(len(dated)):
        reach = radius_km + float(uncertainty[row])
        assert index is not None
        others = index.search(lat=lats[row], lon=lons[row], radius_km=reach)
        others = np.sort(others[others > row])
        fewest = np.maximum(0, np.maximum(start[others] - end[row], start[row] - end[others]))
        most = np.maximum(end[others] - start[row], end[row] - start[others])
        close = fewest <= days
        others, fewest, most = others[close], fewest[close], most[close]
        if not len(others):
            continue
        distance = distances_km(lat=lats[row], lon=lons[row], lats=lats[others], lons=lons[others])
        both = uncertainty[others] + uncertainty[row]
        inside = (distance + both <= radius_km) & (most <= days)
        piece = pd.DataFrame(
            {
                "strike_a": dated["id"].iloc[row],
                "strike_b": dated["id"].to_numpy()[others],
                "place_a": dated["place_name"].iloc[row],
                "place_b": dated["place_name"].to_numpy()[others],
                "date_a": dated["date_start"].iloc[row],
                "date_b": dated["date_start"].to_numpy()[others],
                "distance_km": distance,
                "days_apart": fewest,
                "certainty": np.where(inside, CERTAINLY, POSSIBLY),
            }
        )
        piece = piece[distance - both <= radius_km]
        if len(piece):
            yield piece
