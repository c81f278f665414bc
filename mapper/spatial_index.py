"""An index over points that answers "what lies within R km" exactly and fast.

Points are sorted into rows of latitude that hold about equally many, and by longitude within
a row. For a circle, four searches per row give the run that is surely inside, which is handed
out without a look at its points, and the two short runs at the edges, whose chords are
measured. Poles and the antimeridian need no special case: a row that the circle covers all
round is one run. Only points within millimetres of the circle need the geodesic itself.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from mapper.geodesy import (
    bound_chords,
    check_point,
    distances_km,
    project_ecef,
    project_meridian,
    reach_degrees,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ids = npt.NDArray[np.int64]

__all__ = ["RadiusIndex"]

_STRIDE = 1024.0
"""Row numbers times this plus a longitude make one sortable key; rows never touch."""


class RadiusIndex:
    """Points on WGS84, ready for radius searches.

    Parameters
    ----------
    lats, lons
        Degrees; points that are not finite are never found.
    rows
        Number of rows of latitude; by default it grows with the root of the number of points.

    Notes
    -----
    Memory is about 44 bytes a point beside the two arrays, which are kept.
    """

    def __init__(self, lats: Floats, lons: Floats, *, rows: int | None = None) -> None:
        self._lats = np.ascontiguousarray(lats, dtype=np.float64)
        self._lons = _wrapped(np.asarray(lons, dtype=np.float64))
        known = np.flatnonzero(np.isfinite(self._lats) & np.isfinite(self._lons))
        wanted = rows or max(1, int(0.25 * math.sqrt(len(known))))
        edges = _row_edges(self._lats[known], wanted)
        row = np.searchsorted(edges, self._lats[known], side="right")
        keys = row * _STRIDE + self._lons[known]
        order = np.argsort(keys)
        self._keys = keys[order]
        small = len(self._lats) < 2**31
        self._order = known[order].astype(np.int32 if small else np.int64)
        self._x, self._y, self._z = project_ecef(self._lats[self._order], self._lons[self._order])
        self._find_rows(len(edges) + 1)

    def __len__(self) -> int:
        return len(self._order)

    def _find_rows(self, count: int) -> None:
        """Keep each row's true southern and northern end, for tight bounds."""
        numbers = np.arange(count)
        starts = np.searchsorted(self._keys, numbers * _STRIDE - 512)
        filled = starts < np.append(starts[1:], len(self._keys))
        self._row = numbers[filled].astype(np.float64)
        lats = self._lats[self._order]
        at = starts[filled]
        self._south = np.minimum.reduceat(lats, at) if len(at) else np.empty(0)
        self._north = np.maximum.reduceat(lats, at) if len(at) else np.empty(0)
        self._axial_south, self._z_south = project_meridian(self._south)
        self._axial_north, self._z_north = project_meridian(self._north)

    def search(self, *, lat: float, lon: float, radius_km: float) -> Ids:
        """Return the positions of all points within the radius, in no particular order.

        A point belongs if its geodesic distance on WGS84 is at most `radius_km`.
        """
        check_point(lat, lon)
        if radius_km < 0 or not len(self._order):
            return np.empty(0, dtype=np.int64)
        inner, outer = bound_chords(radius_km)
        if math.isinf(outer):
            return self._order.astype(np.int64)
        sure, edge = self._runs(lat, lon, inner, outer, reach_degrees(radius_km))
        found = [self._order[start:stop] for start, stop in sure]
        if len(edge):
            found.append(self._order[self._test(edge, lat, lon, radius_km, inner, outer)])
        return np.concatenate(found) if found else np.empty(0, dtype=np.int64)

    def _runs(
        self, lat: float, lon: float, inner: float, outer: float, reach: float
    ) -> tuple[list[tuple[int, int]], Ids]:
        """Return runs that are surely inside, and single positions that must be measured."""
        low = int(np.searchsorted(self._north, lat - reach))
        high = int(np.searchsorted(self._south, lat + reach, side="right"))
        if low >= high:
            return [], np.empty(0, dtype=np.int64)
        wide, narrow = self._half_widths(slice(low, high), lat, inner, outer)
        base = self._row[low:high] * _STRIDE
        pieces = [self._cut(base, lon, wide, narrow)]
        # the same circle seen from across the antimeridian; rows found all round are done
        again = np.where(wide >= 180, -512.0, wide)
        for turn in _turns(lon, again):
            pieces.append(self._cut(base, lon + turn, again, narrow))
        first, sure_from, sure_to, last = (
            np.concatenate(ends) for ends in zip(*pieces, strict=True)
        )
        chosen = sure_to > sure_from
        sure = list(zip(sure_from[chosen].tolist(), sure_to[chosen].tolist(), strict=True))
        starts = np.concatenate([first, sure_to])
        stops = np.concatenate([sure_from, last])
        return sure, _spread(starts, stops)

    def _half_widths(
        self, rows: slice, lat: float, inner: float, outer: float
    ) -> tuple[Floats, Floats]:
        """Return half widths in degrees: outside the first none, inside the second all belong.

        Between two points with axial distances p, q that differ by D along the meridian, the
        squared chord is D + 4 p q sin^2(dlon / 2).
        """
        axial, height = (float(part[0]) for part in project_meridian(np.array([lat])))
        south = (self._axial_south[rows] - axial) ** 2 + (self._z_south[rows] - height) ** 2
        north = (self._axial_north[rows] - axial) ** 2 + (self._z_north[rows] - height) ** 2
        holds = (self._south[rows] <= lat) & (lat <= self._north[rows])
        nearest = np.where(holds, 0.0, np.minimum(south, north))
        ends = self._axial_south[rows], self._axial_north[rows]
        thinnest = np.minimum(*ends)
        # a row across the equator is widest in its middle
        across = (self._south[rows] < 0) & (self._north[rows] > 0)
        thickest = np.where(across, 6378.2, np.maximum(*ends))
        wide = _angle(outer * outer - nearest, 4 * axial * thinnest)
        narrow = _angle(inner * inner - np.maximum(south, north), 4 * axial * thickest)
        return wide, narrow

    def _cut(
        self, base: Floats, lon: float, wide: Floats, narrow: Floats
    ) -> tuple[Ids, Ids, Ids, Ids]:
        """Return for each row where its outer and inner runs begin and end."""
        west, east = np.maximum(lon - wide, -181.0), np.minimum(lon + wide, 181.0)
        inner_west = np.minimum(np.maximum(lon - narrow, -181.0), 181.0)
        inner_east = np.maximum(np.minimum(lon + narrow, 181.0), -181.0)
        none = narrow < 0
        inner_west, inner_east = np.where(none, east, inner_west), np.where(none, east, inner_east)
        first = np.searchsorted(self._keys, base + west)
        last = np.maximum(np.searchsorted(self._keys, base + east, side="right"), first)
        sure_from = np.searchsorted(self._keys, base + inner_west)
        sure_to = np.searchsorted(self._keys, base + inner_east, side="right")
        sure_from = np.clip(sure_from, first, last)
        sure_to = np.clip(sure_to, sure_from, last)
        sure_from = np.where(none, last, sure_from)
        return first, sure_from, np.where(none, last, sure_to), last

    def _test(
        self, at: Ids, lat: float, lon: float, radius_km: float, inner: float, outer: float
    ) -> Ids:
        """Return those positions of the sorted points that lie within the radius."""
        x, y, z = (float(part[0]) for part in project_ecef(np.array([lat]), np.array([lon])))
        squared = (self._x[at] - x) ** 2
        squared += (self._y[at] - y) ** 2
        squared += (self._z[at] - z) ** 2
        inside = squared <= inner * inner
        shell = np.flatnonzero(~inside & (squared <= outer * outer))
        if len(shell):
            ids = self._order[at[shell]]
            exact = distances_km(lat=lat, lon=lon, lats=self._lats[ids], lons=self._lons[ids])
            inside[shell] = exact <= radius_km
        return at[inside]


def _wrapped(lons: Floats) -> Floats:
    """Return longitudes from -180 to 180, those that lie there already to the last bit.

    Arithmetic on all of them would move some by a rounding, and out of a circle without width.
    """
    around = (lons + 180.0) % 360.0 - 180.0
    return np.where((lons >= -180.0) & (lons <= 180.0), lons, around)


def _row_edges(lats: Floats, rows: int) -> Floats:
    """Return latitudes that part the points into rows of about equal number."""
    if rows < 2 or len(lats) < 2:
        return np.empty(0)
    # a sample is enough: rows need not be equal, only alike
    sample = np.sort(lats[:: max(1, len(lats) // 200_000)])
    return np.unique(sample[np.linspace(0, len(sample) - 1, rows + 1).astype(np.int64)[1:-1]])


def _angle(above: Floats, below: Floats) -> Floats:
    """Return 2 asin(sqrt(above / below)) in degrees: -1 for none, 360 for all round."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(above < 0, -1.0, np.where(below > 0, above / below, 2.0))
    degrees = np.degrees(2 * np.arcsin(np.sqrt(np.clip(ratio, 0.0, 1.0))))
    return np.where(ratio < 0, -1.0, np.where(ratio >= 1, 360.0, degrees))


def _turns(lon: float, wide: Floats) -> list[float]:
    """Return the turns of 360 degrees under which the circle reaches into -180..180 again."""
    widest = float(wide.max())
    return [turn for turn in (360.0, -360.0) if abs(lon + turn) - widest <= 180]


def _spread(starts: Ids, stops: Ids) -> Ids:
    """Return all numbers of the ranges start..stop, one after another."""
    lengths = np.maximum(stops - starts, 0)
    total = int(lengths.sum())
    if not total:
        return np.empty(0, dtype=np.int64)
    begins = np.cumsum(lengths) - lengths
    offsets: Ids = np.repeat(starts - begins, lengths)
    return offsets + np.arange(total, dtype=np.int64)
