"""Strikes within polygons, with the border as unsure as the places are."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.errors import QueryError
from mapper.query.filters import Filters
from mapper.query.radius import CERTAINLY, POSSIBLY, pinned_strikes, strike_points

if TYPE_CHECKING:
    import geopandas
    import numpy as np
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    Mask = npt.NDArray[np.bool_]

__all__ = ["read_area", "within_area"]

_AREAS = ("Polygon", "MultiPolygon")


def read_area(path: Path) -> BaseGeometry:
    """Return the union of all polygons of a file that GDAL reads, in EPSG:4326.

    Raises
    ------
    QueryError
        When the file cannot be read, or has no polygon.
    """
    import geopandas
    import numpy as np
    import shapely
    from pyogrio.errors import DataSourceError

    if not path.is_file():
        raise QueryError(f"there is no file {str(path)!r}")
    try:
        with warnings.catch_warnings():  # of rings that it closes itself
            warnings.simplefilter("ignore")
            area_gdf = geopandas.read_file(path)
    except (DataSourceError, ValueError, shapely.errors.ShapelyError) as error:
        raise QueryError(f"cannot read an area from {str(path)!r}: {error}") from error
    if isinstance(area_gdf, geopandas.GeoDataFrame):
        area_gdf = area_gdf[area_gdf.geom_type.isin(_AREAS)]
    if area_gdf.empty or "geometry" not in area_gdf:
        raise QueryError(f"{str(path)!r} has no polygon")
    if area_gdf.crs is not None:
        area_gdf = area_gdf.to_crs(4326)
    if not (np.abs(area_gdf.total_bounds) <= (360, 90, 360, 90)).all():
        raise QueryError(f"{str(path)!r} leaves the world: LON and LAT are in degrees")
    try:
        union: BaseGeometry = shapely.union_all(area_gdf.geometry.values)
    except shapely.errors.ShapelyError as error:
        raise QueryError(f"cannot join the polygons of {str(path)!r}: {error}") from error
    return union


def within_area(
    strikes_gdf: geopandas.GeoDataFrame,
    area: BaseGeometry,
    *,
    certain: bool = False,
    filters: Filters | None = None,
) -> geopandas.GeoDataFrame:
    """Return the strikes within a polygon (degrees WGS84), with `certainty`.

    A strike whose circle of uncertainty crosses the border is *possibly inside*, on either
    side of it.
    """
    import numpy as np
    import shapely

    if area.is_empty or not area.geom_type.endswith("Polygon"):
        raise QueryError(f"an area is a polygon, not {area.geom_type!r}")
    strikes_gdf = pinned_strikes(strikes_gdf, filters)
    lats, lons, uncertainty = strike_points(strikes_gdf)
    shapely.prepare(area)
    within = np.asarray(shapely.intersects_xy(area, lons, lats), dtype=bool)
    crosses = _crosses(area, lats, lons, uncertainty)
    inside = within & ~crosses
    belongs = inside if certain else within | crosses
    answer = strikes_gdf.assign(certainty=np.where(inside, CERTAINLY, POSSIBLY))
    return answer[belongs].reset_index(drop=True)


def _crosses(area: BaseGeometry, lats: Any, lons: Any, uncertainty: Any) -> Mask:  # noqa: ANN401
    """Return whose circle of uncertainty touches the area's border."""
    import numpy as np
    import shapely

    points = shapely.points(lons, lats)
    apart = shapely.distance(area.boundary, points)
    # a degree is never shorter than this many kilometres along the parallel it can reach
    shortest = 110.5 * np.cos(np.radians(np.minimum(np.abs(lats) + apart, 90.0)))
    crosses = np.zeros(len(lats), dtype=bool)
    unsure = (apart * shortest <= uncertainty) & (uncertainty > 0)
    for row in np.flatnonzero(unsure):
        crosses[row] = _border_km(area, lats[row], lons[row]) <= uncertainty[row]
    return crosses


def _border_km(area: BaseGeometry, lat: float, lon: float) -> float:
    """Return the distance from a point to the border; exact in a projection centred on it."""
    import pyproj
    import shapely

    # edges are straight in degrees, so they are cut finely before they are bent
    border = shapely.segmentize(area.boundary, 0.02)
    local = pyproj.Transformer.from_crs(
        "EPSG:4326", f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84", always_xy=True
    )
    bent = shapely.transform(border, lambda xy: _stack(local.transform(xy[:, 0], xy[:, 1])))
    return float(shapely.distance(bent, shapely.points(0.0, 0.0))) / 1000


def _stack(columns: Any) -> Any:  # noqa: ANN401
    import numpy as np

    return np.column_stack(columns)
