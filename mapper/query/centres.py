"""Where a question is about: a point as written, or the one place that a name means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.errors import QueryError
from mapper.geodesy import check_point, distances_km
from mapper.model import Candidate, Place, PlaceKind, Resolution

__all__ = ["choose_place", "looks_like_point", "parse_point", "passed_over"]

_LAT_LON = ("lat", "lon")
_SAME_PLACE_KM = 5.0
_CLOSE_SCORE = 0.1
_TIMES_LARGER = 20
_TIMES_LARGER_THAN_OTHER_SPELLING = 3
_SMALL_TOWN = 5000
"""People of a place whose count is not known, or too small for anybody to compare."""
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
    name = resolution.mention.text
    accepted = [one for one in resolution.candidates if one.accepted]
    if not accepted:
        alike = "; ".join(map(_describe, resolution.candidates[:5]))
        hint = f"did you mean: {alike}" if alike else "give LAT,LON or a gazetteer that has it"
        raise QueryError(f"no place is called {name!r}; {hint}")
    best = _town_before_province(accepted)
    rivals = [one for one in _namesakes(accepted, best) if not _outshines(best, one)]
    if rivals:
        several = "; ".join(map(_describe, [best, *rivals]))
        raise QueryError(
            f"{name!r} may be any of: {several}. Give the id, LAT,LON, --country or --admin1"
        )
    return best.place


def passed_over(resolution: Resolution, chosen: Place) -> list[str]:
    """Return, to be told, the places that a name may mean as well and that were not chosen."""
    accepted = [one for one in resolution.candidates if one.accepted]
    best = [one for one in accepted if one.place.id == chosen.id]
    return list(map(_describe, _namesakes(accepted, best[0]))) if best else []


def _town_before_province(accepted: Sequence[Candidate]) -> Candidate:
    """Return the best candidate, or the town that the best one, a province, is called after."""
    best = accepted[0]
    close = [one for one in accepted if one.score >= best.score - _CLOSE_SCORE]
    towns = [one for one in close if _is_province_of(best.place, one.place)]
    return max(towns, key=lambda one: one.place.population, default=best)


def _is_province_of(province: Place, town: Place) -> bool:
    return (
        province.kind is PlaceKind.ADMIN1
        and town.kind is PlaceKind.SETTLEMENT
        and (province.country, province.admin1) == (town.country, town.admin1)
    )


def _namesakes(accepted: Sequence[Candidate], best: Candidate) -> list[Candidate]:
    """Return the other places that fit a name about as well, and that are somewhere else."""
    import numpy as np

    here = best.place
    others = [
        one for one in accepted if one is not best and one.score >= accepted[0].score - _CLOSE_SCORE
    ]
    if not others:
        return []
    away = distances_km(
        lat=here.lat,
        lon=here.lon,
        lats=np.array([one.place.lat for one in others]),
        lons=np.array([one.place.lon for one in others]),
    )
    return [one for one, km in zip(others, away, strict=True) if km > _SAME_PLACE_KM]


def _outshines(best: Candidate, other: Candidate) -> bool:
    """Whether nobody who means the other would leave it at the bare name.

    A town is meant before the province that is called after it, and a city before its
    namesakes of a twentieth of its people, or of a third where the name is only another
    spelling of theirs. What was chosen is always said. Nobody counts a province here, so a
    city is never larger than one that it does not lie in.
    """
    if other.place.kind not in {PlaceKind.SETTLEMENT, PlaceKind.FACILITY}:
        return _is_province_of(other.place, best.place)
    times = _TIMES_LARGER if other.score >= best.score else _TIMES_LARGER_THAN_OTHER_SPELLING
    return best.place.population >= times * max(other.place.population, _SMALL_TOWN)


def _describe(candidate: Candidate) -> str:
    place = candidate.place
    within = "province" if place.kind is PlaceKind.ADMIN1 else place.admin1
    where = ", ".join(part for part in (within, place.country) if part)
    return f"{place.name} ({where}) {place.lat:.4f},{place.lon:.4f} id {place.id}"
