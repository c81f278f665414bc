"""Questions to strikes: what lies within R km, what is nearest, which strikes come in pairs.

Every answer is three-valued, as a pin is only as precise as its source. With d the geodesic
distance and u the radius in which the place may lie, a strike is *certainly inside* when
d + u <= R, *possibly inside* when d - u <= R, and otherwise not in the answer. Strikes without
a pin are never in it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.errors import QueryError
from mapper.geodesy import check_point, distances_km, parse_radius, project_ecef
from mapper.model import Candidate, Place, PlaceKind, Resolution

if TYPE_CHECKING:
    import geopandas
    import numpy as np
    import numpy.typing as npt
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from mapper.spatial_index import RadiusIndex

    Ids = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]

__all__ = [
    "CERTAINLY",
    "POSSIBLY",
    "Filters",
    "StrikeIndex",
    "choose_place",
    "looks_like_point",
    "measure",
    "nearest",
    "pairs_within",
    "parse_point",
    "parse_radius",
    "read_area",
    "within_area",
    "within_radius",
]

CERTAINLY = "certainly inside"
POSSIBLY = "possibly inside"
STATUSES = ("claimed", "questioned", "disputed", "corroborated", "unknown")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which strikes a question is about; what is left out filters nothing.

    A strike whose date is a range passes when the range touches `date_from`..`date_to`; one
    without a date does not pass a filter on dates. `attacker` is any that a claim names,
    `status` the control status, `holder` a party that some claim says holds the place, and
    `min_killed` compares with the highest count of dead that anybody gives.
    """

    date_from: dt.date | None = None
    date_to: dt.date | None = None
    attacker: str | None = None
    status: str | None = None
    holder: str | None = None
    min_killed: float | None = None

    def __post_init__(self) -> None:
        if self.status is not None and self.status not in STATUSES:
            raise QueryError(f"unknown status {self.status!r}; use one of {', '.join(STATUSES)}")
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise QueryError(
                f"the period ends ({self.date_to}) before it begins ({self.date_from})"
            )

    def keep(self, strikes: pd.DataFrame) -> Mask:
        """Return which rows pass, as a mask."""
        import numpy as np

        mask = np.ones(len(strikes), dtype=bool)
        if self.date_from or self.date_to:
            mask &= self._in_period(strikes)
        if self.attacker is not None:
            mask &= _names(strikes, ("attacker", "attackers"), self.attacker)
        if self.status is not None:
            mask &= (strikes["control_status"] == self.status).to_numpy(dtype=bool)
        if self.holder is not None:
            mask &= _names(strikes, ("control_claimed", "control_disputed_by"), self.holder)
        if self.min_killed is not None:
            mask &= (strikes["killed_high"] >= self.min_killed).to_numpy(dtype=bool)
        return mask

    def _in_period(self, strikes: pd.DataFrame) -> Mask:
        start, end = strikes["date_start"], strikes["date_end"]
        mask = start.notna() | end.notna()
        if self.date_from:
            # an open end is a range without end, unless nothing else is known
            mask &= end.isna() | (end >= _stamp(self.date_from))
        if self.date_to:
            mask &= start.isna() | (start <= _stamp(self.date_to))
        return mask.to_numpy(dtype=bool)


_LAT_LON = ("lat", "lon")
_SAME_PLACE_KM = 5.0
_CLOSE_SCORE = 0.1
_TIMES_LARGER = 20


_POINT = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*[,;]\s*([+-]?\d+(?:\.\d+)?)\s*")


def looks_like_point(text: str) -> bool:
    """Return whether a text is LAT,LON and not a name."""
    return _POINT.fullmatch(text) is not None


def parse_point(text: str) -> tuple[float, float]:
    """Return latitude and longitude of "LAT,LON" in degrees.

    Raises
    ------
    QueryError
        When it is no such text, or no point on earth.
    """
    match = _POINT.fullmatch(text)
    if not match:
        raise QueryError(f"{text!r} is no point; write LAT,LON in degrees, such as 34.93,36.73")
    lat, lon = float(match[1]), float(match[2])
    check_point(lat, lon)
    return lat, lon


def read_area(path: Path) -> BaseGeometry:
    """Return the union of all polygons of a file that GDAL reads, in EPSG:4326.

    Raises
    ------
    QueryError
        When the file cannot be read, or has no polygon.
    """
    import geopandas
    import shapely
    from pyogrio.errors import DataSourceError

    if not path.is_file():
        raise QueryError(f"there is no file {str(path)!r}")
    try:
        area_gdf = geopandas.read_file(path)
    except (DataSourceError, ValueError) as error:
        raise QueryError(f"cannot read an area from {str(path)!r}: {error}") from error
    if isinstance(area_gdf, geopandas.GeoDataFrame):
        area_gdf = area_gdf[area_gdf.geom_type.isin(_AREAS)]
    if area_gdf.empty or "geometry" not in area_gdf:
        raise QueryError(f"{str(path)!r} has no polygon")
    if area_gdf.crs is not None:
        area_gdf = area_gdf.to_crs(4326)
    union: BaseGeometry = shapely.union_all(area_gdf.geometry.values)
    return union


_AREAS = ("Polygon", "MultiPolygon")


def choose_place(resolution: Resolution) -> Place:
    """Return the one place that a name in a question means.

    Raises
    ------
    QueryError
        When several places are meant as well as the best, with all of them to choose from; or
        none, with names that are spelt alike.
    """
    import numpy as np

    name = resolution.mention.text
    accepted = [one for one in resolution.candidates if one.accepted]
    if not accepted:
        alike = "; ".join(map(_describe, resolution.candidates[:5]))
        hint = f"did you mean: {alike}" if alike else "give LAT,LON or a gazetteer that has it"
        raise QueryError(f"no place is called {name!r}; {hint}")
    best = accepted[0].place
    rivals = [
        one
        for one in accepted[1:]
        if one.score >= accepted[0].score - _CLOSE_SCORE
        and distances_km(
            lat=best.lat,
            lon=best.lon,
            lats=np.array([one.place.lat]),
            lons=np.array([one.place.lon]),
        )[0]
        > _SAME_PLACE_KM
    ]
    if rivals:
        several = "; ".join(map(_describe, [accepted[0], *rivals]))
        raise QueryError(
            f"{name!r} may be any of: {several}. Give the id, LAT,LON, --country or --admin1"
        )
    return best


def _outshines(best: Place, other: Place) -> bool:
    """Whether nobody who means the other would leave it at the bare name.

    A town is meant before the province that is called after it, and a city before its
    namesakes of a twentieth of its people. What was chosen is always said.
    """
    if other.kind is PlaceKind.ADMIN1 and other.name == other.admin1 == best.admin1:
        return True
    return best.population >= _TIMES_LARGER * max(other.population, 5000)


def _describe(candidate: Candidate) -> str:
    place = candidate.place
    where = ", ".join(part for part in (place.admin1, place.country) if part)
    return f"{place.name} ({where}) {place.lat:.4f},{place.lon:.4f} id {place.id}"


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
    _check_question(lat, lon, radius_km)
    strikes_gdf = _chosen(strikes_gdf, filters)
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

    lats, lons, uncertainty = _points(strikes_gdf)
    distance = distances_km(lat=lat, lon=lon, lats=lats, lons=lons)
    inside = distance + uncertainty <= radius_km
    belongs = inside if certain else inside | (distance - uncertainty <= radius_km)
    answer = strikes_gdf.assign(
        distance_km=distance, certainty=np.where(inside, CERTAINLY, POSSIBLY)
    )
    return _in_order(answer[belongs])


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
    strikes_gdf = _chosen(strikes_gdf, filters)
    lats, lons, uncertainty = _points(strikes_gdf)
    shapely.prepare(area)
    within = np.asarray(shapely.intersects_xy(area, lons, lats), dtype=bool)
    crosses = _crosses(area, lats, lons, uncertainty)
    inside = within & ~crosses
    belongs = inside if certain else within | crosses
    answer = strikes_gdf.assign(certainty=np.where(inside, CERTAINLY, POSSIBLY))
    return answer[belongs].reset_index(drop=True)


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

    _check_question(lat, lon, 0)
    strikes_gdf = _chosen(strikes_gdf, filters)
    if count < 1 or strikes_gdf.empty:
        return strikes_gdf.iloc[:0].assign(distance_km=np.empty(0))
    lats, lons, _ = _points(strikes_gdf)
    chord = _chords(lats, lons, lat, lon)
    kth = np.partition(chord, min(count, len(chord)) - 1)[: min(count, len(chord))].max()
    # chords and geodesics may order neighbours differently by up to half a per cent
    close = np.flatnonzero(chord <= kth * 1.01 + 0.001) if kth < 5000 else np.arange(len(chord))
    answer = strikes_gdf.iloc[close].assign(
        distance_km=distances_km(lat=lat, lon=lon, lats=lats[close], lons=lons[close])
    )
    return _in_order(answer).iloc[:count]


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

    _check_question(0, 0, radius_km)
    if days < 0:
        raise QueryError(f"days cannot be negative: {days}")
    strikes_gdf = _chosen(strikes_gdf, filters)
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


class StrikeIndex:
    """An index over a frame of strikes, for many questions to the same strikes.

    It answers exactly as `within_radius` does. The frame is copied once; later changes to it
    are not seen.
    """

    def __init__(self, strikes_gdf: geopandas.GeoDataFrame) -> None:
        self._strikes_gdf = _chosen(strikes_gdf, None)
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
        _check_question(lat, lon, radius_km)
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

    lats, lons, uncertainty = _points(strikes_gdf)
    steps = np.digitize(uncertainty, [2.0, 10.0, 50.0, 250.0], right=True)
    for step in np.unique(steps):
        rows = np.flatnonzero(steps == step)
        yield rows, float(uncertainty[rows].max()), RadiusIndex(lats[rows], lons[rows])


def _check_question(lat: float, lon: float, radius_km: float) -> None:
    check_point(lat, lon)
    if not radius_km >= 0:
        raise QueryError(f"a radius cannot be negative: {radius_km!r} km")


def _chosen(strikes_gdf: geopandas.GeoDataFrame, filters: Filters | None) -> Any:  # noqa: ANN401
    """Return the rows with a pin that pass the filters, in EPSG:4326."""
    if strikes_gdf.crs is None:
        raise QueryError("the strikes have no CRS; set it with strikes_gdf.set_crs('EPSG:4326')")
    pinned = strikes_gdf[strikes_gdf.geometry.notna() & ~strikes_gdf.geometry.is_empty]
    if filters:
        pinned = pinned[filters.keep(pinned)]
    return pinned if strikes_gdf.crs.to_epsg() == 4326 else pinned.to_crs(4326)


def _points(strikes_gdf: geopandas.GeoDataFrame) -> Any:  # noqa: ANN401
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

    lats, lons, uncertainty = _points(strikes_gdf)
    return np.flatnonzero(_chords(lats, lons, lat, lon) <= radius_km + uncertainty + 1e-6)


def _in_order(answer: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    keys = ["distance_km", "id"] if "id" in answer else ["distance_km"]
    ordered: geopandas.GeoDataFrame = answer.sort_values(keys, ignore_index=True)
    return ordered


def _pairs(dated: geopandas.GeoDataFrame, radius_km: float, days: int) -> Iterable[pd.DataFrame]:
    import numpy as np
    import pandas as pd

    lats, lons, uncertainty = _points(dated)
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


_RANGE = ("date_start", "date_end")


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


def _names(strikes: pd.DataFrame, columns: tuple[str, ...], name: str) -> Mask:
    """Return the rows where one of the "; " lists holds this name, whatever its case."""
    import numpy as np

    wanted = f"; {name.strip().casefold()}; "
    mask = np.zeros(len(strikes), dtype=bool)
    for column in columns:
        padded = "; " + strikes[column].fillna("").astype(str).str.casefold() + "; "
        mask |= padded.str.contains(wanted, regex=False).to_numpy(dtype=bool)
    return mask


def _stamp(day: dt.date) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(day).as_unit("s")
