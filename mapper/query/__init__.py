"""Questions to strikes: what lies within R km, what is nearest, which strikes come in pairs.

Every answer is three-valued, as a pin is only as precise as its source. With d the geodesic
distance and u the radius in which the place may lie, a strike is *certainly inside* when
d + u <= R, *possibly inside* when d - u <= R, and otherwise not in the answer. Strikes without
a pin are never in it.
"""

from __future__ import annotations

from mapper.geodesy import parse_radius
from mapper.query.areas import read_area, within_area
from mapper.query.centres import choose_place, looks_like_point, parse_point, passed_over
from mapper.query.filters import STATUSES, Filters
from mapper.query.pairs import pairs_within
from mapper.query.radius import (
    CERTAINLY,
    POSSIBLY,
    StrikeIndex,
    measure,
    nearest,
    within_radius,
)

__all__ = [
    "CERTAINLY",
    "POSSIBLY",
    "STATUSES",
    "Filters",
    "StrikeIndex",
    "choose_place",
    "looks_like_point",
    "measure",
    "nearest",
    "pairs_within",
    "parse_point",
    "parse_radius",
    "passed_over",
    "read_area",
    "within_area",
    "within_radius",
]
