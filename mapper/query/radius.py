"""Strikes within a radius, and the nearest ones: in a frame, or with an index over it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mapper.errors import QueryError
from mapper.geodesy import check_point, distances_km, project_ecef
from mapper.query.filters import Filters

if TYPE_CHECKING:
    import geopandas
    import numpy as np
    import numpy.typing as npt

    from mapper.spatial_index import RadiusIndex

    Ids = npt.NDArray[np.int64]

__all__ = [
    "CERTAINLY",
    "POSSIBLY",
    "StrikeIndex",
    "check_question",
    "measure",
    "nearest",
    "pinned_strikes",
    "strike_points",
    "within_radius",
]

CERTAINLY = "certainly inside"
POSSIBLY = "possibly inside"


def within_radius(
    strikes_gdf: geopandas.GeoDataFrame,
    *,
    lat: float,
    lon: float,
    radius_km: float,
    certain: bool = False,
    filters: Filters | None = None,
) -> geopandas.GeoDataFrame:
    """Return the strikes within a radius, nearest first.

    Parameters
    ----------
    strikes_gdf
        Point strikes, as `strikes_frame` or a store gives them, in any stated CRS.
    lat, lon
        The centre in degrees WGS84.
    radius_km
        The radius R in kilometres.
    certain
        Only those that are certainly inside.
    filters
        Dates, attacker, status, holder and casualties.

    Returns
    -------
    GeoDataFrame
        The rows, with `distance_km` (geodesic on WGS84) and `certainty`.

    Raises
    ------
    QueryError
        For a centre that is not on earth, a negative radius, or a frame without CRS.
    """
    check_question(lat, lon, radius_km)
    strikes_gdf = pinned_strikes(strikes_gdf, filters)
    near = _scan(strikes_gdf, lat=lat, lon=lon, radius_km=radius_km)
    return measure(strikes_gdf.iloc[near], lat=lat, lon=lon, radius_km=radius_km, certain=certain)


def measure(
    strikes_gdf: geopandas.GeoDataFrame,
    *,
    lat: float,
    lon: float,
    radius_km: float,
    certain: bool = False,
) -> geopandas.GeoDataFrame:
    """Return the rows that belong to the answer, with exact distances, nearest first.

    Every search, in memory or in a store, ends here, so that all give the same answer.
    """
    import numpy as np

    lats, lons, uncertainty = strike_points(strikes_gdf)
    distance = distances_km(lat=lat, lon=lon, lats=lats, lons=lons)
    inside = distance + uncertainty <= radius_km
    belongs = inside if certain else inside | (distance - uncertainty <= radius_km)
    answer = strikes_gdf.assign(
        distance_km=distance, certainty=np.where(inside, CERTAINLY, POSSIBLY)
    )
    return in_order(answer[belongs])


def nearest(
    strikes_gdf: geopandas.GeoDataFrame,
    *,
    lat: float,
    lon: float,
    count: int = 10,
    filters: Filters | None = None,
) -> geopandas.GeoDataFrame:
    """Return the `count` nearest strikes with `distance_km`, nearest first."""
    import numpy as np

    check_question(lat, lon, 0)
    strikes_gdf = pinned_strikes(strikes_gdf, filters)
    if count < 1 or strikes_gdf.empty:
        return strikes_gdf.iloc[:0].assign(distance_km=np.empty(0))
    lats, lons, _ = strike_points(strikes_gdf)
    chord = _chords(lats, lons, lat, lon)
    kth = np.partition(chord, min(count, len(chord)) - 1)[: min(count, len(chord))].max()
    # chords and geodesics may order neighbours differently by up to half a per cent
    close = np.flatnonzero(chord <= kth * 1.01 + 0.001) if kth < 5000 else np.arange(len(chord))
    answer = strikes_gdf.iloc[close].assign(
        distance_km=distances_km(lat=lat, lon=lon, lats=lats[close], lons=lons[close])
    )
    return in_order(answer).iloc[:count]


class StrikeIndex:
    """An index over a frame of strikes, for many questions to the same strikes.

    It answers exactly as `within_radius` does. The frame is copied once; later changes to it
    are not seen.
    """

    def __init__(self, strikes_gdf: geopandas.GeoDataFrame) -> None:
        self._strikes_gdf = pinned_strikes(strikes_gdf, None)
        self._bands = list(_bands(self._strikes_gdf))

    def within_radius(
        self,
        *,
        lat: float,
        lon: float,
        radius_km: float,
        certain: bool = False,
        filters: Filters | None = None,
    ) -> geopandas.GeoDataFrame:
        """Return what `mapper.query.within_radius` returns."""
        check_question(lat, lon, radius_km)
        rows = self._strikes_gdf.iloc[self.search(lat=lat, lon=lon, radius_km=radius_km)]
        if filters:
            rows = rows[filters.keep(rows)]
        return measure(rows, lat=lat, lon=lon, radius_km=radius_km, certain=certain)

    def search(self, *, lat: float, lon: float, radius_km: float) -> Ids:
        """Return rows that may belong to the answer, before uncertainty is weighed."""
        import numpy as np

        found = [
            rows[index.search(lat=lat, lon=lon, radius_km=radius_km + reach)]
            for rows, reach, index in self._bands
        ]
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def _bands(strikes_gdf: geopandas.GeoDataFrame) -> Iterable[tuple[Ids, float, RadiusIndex]]:
    """One index for each magnitude of uncertainty: few wide circles must not widen all."""
    import numpy as np

    from mapper.spatial_index import RadiusIndex

    lats, lons, uncertainty = strike_points(strikes_gdf)
    steps = np.digitize(uncertainty, [2.0, 10.0, 50.0, 250.0], right=True)
    for step in np.unique(steps):
        rows = np.flatnonzero(steps == step)
        yield rows, float(uncertainty[rows].max()), RadiusIndex(lats[rows], lons[rows])


def check_question(lat: float, lon: float, radius_km: float) -> None:
    """Refuse a centre that is not on earth, and a negative radius."""
    check_point(lat, lon)
    if not radius_km >= 0:
        raise QueryError(f"a radius cannot be negative: {radius_km!r} km")


def pinned_strikes(strikes_gdf: geopandas.GeoDataFrame, filters: Filters | None) -> Any:  # noqa: ANN401
    """Return the rows with a pin that pass the filters, in EPSG:4326."""
    if strikes_gdf.crs is None:
        raise QueryError("the strikes have no CRS; set it with strikes_gdf.set_crs('EPSG:4326')")
    pinned = strikes_gdf[strikes_gdf.geometry.notna() & ~strikes_gdf.geometry.is_empty]
    if filters:
        pinned = pinned[filters.keep(pinned)]
    return pinned if strikes_gdf.crs.to_epsg() == 4326 else pinned.to_crs(4326)


def strike_points(strikes_gdf: geopandas.GeoDataFrame) -> Any:  # noqa: ANN401
    import numpy as np
    import shapely

    geometry = strikes_gdf.geometry.to_numpy()
    lons, lats = shapely.get_x(geometry), shapely.get_y(geometry)
    if "uncertainty_km" not in strikes_gdf:
        return lats, lons, np.zeros(len(lats))
    return lats, lons, strikes_gdf["uncertainty_km"].fillna(0.0).to_numpy(dtype=float)


def _chords(lats: Any, lons: Any, lat: float, lon: float) -> Any:  # noqa: ANN401
    import numpy as np

    x, y, z = project_ecef(lats, lons)
    cx, cy, cz = project_ecef(np.array([lat]), np.array([lon]))
    return np.sqrt((x - cx) ** 2 + (y - cy) ** 2 + (z - cz) ** 2)


def _scan(strikes_gdf: geopandas.GeoDataFrame, *, lat: float, lon: float, radius_km: float) -> Ids:
    """Return rows that may belong: no geodesic is shorter than its chord."""
    import numpy as np

    lats, lons, uncertainty = strike_points(strikes_gdf)
    return np.flatnonzero(_chords(lats, lons, lat, lon) <= radius_km + uncertainty + 1e-6)


def in_order(answer: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    keys = ["distance_km", "id"] if "id" in answer else ["distance_km"]
    ordered: geopandas.GeoDataFrame = answer.sort_values(keys, ignore_index=True)
    return ordered
