"""Where a question is about: a point as written, or the one place that a name means."""

from __future__ import annotations

import re

from mapper.errors import QueryError
from mapper.geodesy import check_point, distances_km
from mapper.model import Candidate, Place, PlaceKind, Resolution

__all__ = ["choose_place", "looks_like_point", "parse_point"]

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
