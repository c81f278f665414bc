"""geopy's interface over the gazetteer, so that code written for geopy works offline."""

from __future__ import annotations

from typing import Any

from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from mapper.gazetteer.index import Gazetteer
from mapper.gazetteer.loading import load_gazetteer
from mapper.model import Candidate, Place

__all__ = ["GazetteerGeocoder"]


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]
    """A geopy geocoder that asks the local gazetteer and no server.

    Parameters
    ----------
    gazetteer
        What `load_gazetteer` returned; the default one when left out.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__()
        self.gazetteer = gazetteer or load_gazetteer()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        country: str | None = None,
        admin1: str | None = None,
        limit: int = 10,
        timeout: object = None,
    ) -> Location | list[Location] | None:
        """Return the accepted place of a name as a geopy Location, or None.

        With `exactly_one=False` every accepted candidate, best first. `raw` has the whole
        answer: id, kind, uncertainty_km, score, reasons. `timeout` is taken for geopy's sake.
        """
        found = self.gazetteer.search(query, country=country, admin1=admin1, limit=limit)
        locations = [_locate(candidate) for candidate in found.candidates if candidate.accepted]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        radius_km: float = 25.0,
        limit: int = 10,
        timeout: object = None,
    ) -> Location | list[Location] | None:
        """Return the place nearest to a point (latitude, longitude), or None within the radius."""
        point = Point(query)
        near = self.gazetteer.nearby(
            lat=point.latitude, lon=point.longitude, radius_km=radius_km, limit=limit
        )
        locations = [_show(place, {}) for place in near]
        if not locations:
            return None
        return locations[0] if exactly_one else locations


def _locate(candidate: Candidate) -> Location:
    return _show(candidate.place, {"score": candidate.score, "reasons": list(candidate.reasons)})


def _show(place: Place, extra: dict[str, Any]) -> Location:
    address = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    raw = {
        "id": place.id, "name": place.name, "kind": place.kind.value, "country": place.country,
        "admin1": place.admin1, "population": place.population,
        "uncertainty_km": place.uncertainty_km, "source": place.source, **extra,
    }  # fmt: skip
    return Location(address, Point(place.lat, place.lon), raw)
