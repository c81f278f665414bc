"""Distances on WGS84: exact geodesics, and the cheap bounds that make them fast.

The straight line (chord) between two points in earth-centred coordinates bounds the geodesic
between them. A geodesic's curvature lies between that of the tightest and the flattest place
of the ellipsoid, so by Schur's comparison theorem its chord lies between the chords of two
circular arcs of the same length. At 25 km the two bounds differ by less than a millimetre,
and only points in that thin shell need the exact geodesic (Karney 2013, as in PROJ).
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from mapper.errors import QueryError

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = [
    "Box",
    "bound_chords",
    "check_point",
    "circle_boxes",
    "distances_km",
    "parse_radius",
    "project_ecef",
    "project_meridian",
    "reach_degrees",
]

Box = tuple[float, float, float, float]
"""west, south, east, north in degrees; never across the antimeridian."""

_A_KM = 6378.137
_F = 1 / 298.257223563
_E2 = _F * (2 - _F)
TIGHTEST_KM = _A_KM * (1 - _E2)
"""Smallest radius of curvature: along the meridian at the equator."""
FLATTEST_KM = _A_KM / math.sqrt(1 - _E2)
"""Largest radius of curvature: at the poles."""
HALF_WAY_KM = 20_004.0
"""Rounded up: no two points of the earth are further apart."""
_SLACK_KM = 2e-6
_KM_PER = {"km": 1.0, "m": 0.001, "mi": 1.609344, "nm": 1.852, "nmi": 1.852}
_RADIUS = re.compile(r"\s*([+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+))\s*([a-zA-Z]*)\s*")


def parse_radius(text: str) -> float:
    """Return kilometres from "25km", "10 mi", "500m" or "5 nmi".

    Raises
    ------
    QueryError
        Without a unit (25 of what?), with an unknown unit, or for a negative radius.
    """
    match = _RADIUS.fullmatch(text)
    if not match:
        raise QueryError(f"{text!r} is no radius; write a number and a unit, such as 25km")
    number, unit = float(match[1].replace(",", ".")), match[2].lower()
    if not unit:
        raise QueryError(f"the radius {text!r} has no unit; write {match[1]}km, {match[1]}m or mi")
    if unit not in _KM_PER:
        raise QueryError(f"unknown unit {match[2]!r} in {text!r}; use km, m, mi or nmi")
    if number < 0:
        raise QueryError(f"a radius cannot be negative: {text!r}")
    return number * _KM_PER[unit]


def check_point(lat: float, lon: float) -> None:
    """Refuse what is not a point on earth in degrees WGS84.

    Raises
    ------
    QueryError
        With a hint when latitude and longitude seem to be exchanged.
    """
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise QueryError(f"{lat!r},{lon!r} is no point; give LAT,LON in degrees")
    if not -90 <= lat <= 90:
        hint = " (LAT comes first, then LON)" if abs(lon) <= 90 else ""
        raise QueryError(f"latitude {lat:g} is outside -90..90{hint}")
    if not -180 <= lon <= 180:
        raise QueryError(f"longitude {lon:g} is outside -180..180")


@cache
def _ellipsoid() -> Any:  # noqa: ANN401
    from pyproj import Geod

    return Geod(ellps="WGS84")


def distances_km(*, lat: float, lon: float, lats: Floats, lons: Floats) -> Floats:
    """Return the geodesic distance on WGS84 from one point to each of many, in kilometres."""
    count = len(lats)
    metres = _ellipsoid().inv(np.full(count, lon), np.full(count, lat), lons, lats)[2]
    return np.asarray(metres, dtype=np.float64) / 1000


def project_meridian(lat: Floats) -> tuple[Floats, Floats]:
    """Return distance from the axis and height over the equator's plane, in kilometres."""
    radians = np.radians(lat)
    sine = np.sin(radians)
    normal = _A_KM / np.sqrt(1 - _E2 * sine * sine)
    return normal * np.cos(radians), normal * (1 - _E2) * sine


def project_ecef(lat: Floats, lon: Floats) -> tuple[Floats, Floats, Floats]:
    """Return earth-centred x, y, z in kilometres of points on the ellipsoid."""
    axial, z = project_meridian(lat)
    radians = np.radians(lon)
    return axial * np.cos(radians), axial * np.sin(radians), z


def bound_chords(radius_km: float) -> tuple[float, float]:
    """Return chords in kilometres: up to the first surely inside, over the second surely not.

    Between the two, only the exact geodesic can tell. The slack covers rounding and, for
    radii of continents, the geodesic's torsion, which the theorem leaves out.
    """
    if radius_km >= HALF_WAY_KM:
        return math.inf, math.inf
    inner = 2 * TIGHTEST_KM * math.sin(min(radius_km / (2 * TIGHTEST_KM), math.pi / 2))
    outer = 2 * FLATTEST_KM * math.sin(min(radius_km / (2 * FLATTEST_KM), math.pi / 2))
    wide = 1e-9 if radius_km < 1000 else 1e-6 if radius_km < 5000 else 1e-2
    return max(inner * (1 - wide) - _SLACK_KM, 0.0), outer * (1 + wide) + _SLACK_KM


def reach_degrees(radius_km: float) -> float:
    """Return the degrees of latitude that no geodesic of this length can exceed."""
    return math.degrees(radius_km / TIGHTEST_KM) * (1 + 1e-9) + 1e-9


def circle_boxes(*, lat: float, lon: float, radius_km: float) -> list[Box]:
    """Return one or two boxes that hold every point within the radius, split at 180 degrees."""
    reach = reach_degrees(radius_km)
    south, north = max(lat - reach, -90.0), min(lat + reach, 90.0)
    half_width = _half_width(lat, south, north, radius_km)
    west, east = lon - half_width, lon + half_width
    if half_width >= 180:
        return [(-180.0, south, 180.0, north)]
    if west <= -180:
        return [(-180.0, south, east, north), (west + 360, south, 180.0, north)]
    if east >= 180:
        return [(west, south, 180.0, north), (-180.0, south, east - 360, north)]
    return [(west, south, east, north)]


def _half_width(lat: float, south: float, north: float, radius_km: float) -> float:
    """Degrees of longitude that the circle can reach: its chord laid along the parallel."""
    outer = bound_chords(radius_km)[1]
    axial, _ = project_meridian(np.array([lat, south, north]))
    narrowest = float(min(axial[1], axial[2]))
    if axial[0] <= 0 or narrowest <= 0 or not math.isfinite(outer):
        return 180.0
    squared = outer * outer / (4 * float(axial[0]) * narrowest)
    return 180.0 if squared >= 1 else math.degrees(2 * math.asin(math.sqrt(squared))) + 1e-9
