"""What else is known about a name: its division, and a point it should lie near."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapper.gazetteer.nearness import measure_km
from mapper.likeness import compare_sounds
from mapper.model import Place, PlaceKind
from mapper.toponyms import bare_name, fold_name, spell_sounds

if TYPE_CHECKING:
    from mapper.gazetteer.index import Gazetteer

__all__ = ["NO_HINTS", "Hints", "choose_division", "find_division", "read_hints"]


@dataclass(frozen=True, slots=True)
class Hints:
    """Where a place should be: a division by name, an area around a point, or both."""

    country: str | None = None
    division: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 0.0
    near: bool = False

    def weigh(  # noqa: PLR0911 - one return per rule
        self, place: Place, gazetteer: Gazetteer
    ) -> tuple[float, str | None]:
        """Return the penalty for a place, 0 to 0.4, and the reason in words."""
        if self.division and place.admin1 == self.division:
            return 0.0, f"in {self.division}"
        if self.lat is None or self.lon is None:
            return 0.0, None
        km = measure_km(self.lat, self.lon, place.lat, place.lon)
        if self.near:
            return min(0.25, km / 800), f"{km:.0f} km from the given point"
        if self.division is None:
            beyond = km - self.radius_km
            if beyond <= 0:
                return 0.0, f"within {self.radius_km:.0f} km"
            return min(0.4, 0.05 + beyond / 150), f"{km:.0f} km away"
        if self.radius_km <= _CITY_KM and km <= _CITY_LAND_KM:
            return 0.03, f"{km:.0f} km from {self.division}, in the land around it"
        if place.admin1 is None and km <= self.radius_km:
            return 0.02, f"{km:.0f} km from the middle of {self.division}"
        if any(
            other.admin1 == self.division
            for other in gazetteer.nearby(
                lat=place.lat, lon=place.lon, radius_km=_BORDER_KM, limit=40
            )
        ):
            return 0.06, f"at the border of {self.division}"
        return min(0.4, 0.25 + km / 1000), f"not in {self.division}"


_CITY_KM = 25.0
_CITY_LAND_KM = 45.0
"""A division that is only a city (a capital district) is also said of the land around it."""

_BORDER_KM = 12.0
"""Reports and registers differ about which side of a border a village this near lies on."""

NO_HINTS = Hints()


def read_hints(
    gazetteer: Gazetteer,
    *,
    country: str | None,
    admin1: str | None,
    lat: float | None,
    lon: float | None,
) -> Hints:
    """Return the hints of one question; an unknown division is no hint."""
    country = country.upper() if country else None
    if lat is not None and lon is not None:
        return Hints(country, None, lat, lon, 0.0, near=True)
    if not admin1:
        return Hints(country)
    key = (country, admin1)
    known = gazetteer.divisions.get(key)
    if known is None:
        known = gazetteer.divisions[key] = _locate_division(gazetteer, admin1, country)
    return known


def _locate_division(gazetteer: Gazetteer, admin1: str, country: str | None) -> Hints:
    place = find_division(gazetteer, admin1, country)
    if place is not None:
        return Hints(country, place.name, place.lat, place.lon, place.uncertainty_km * 1.1)
    from mapper.gazetteer.search import search_name

    found = search_name(gazetteer, admin1, country=country, limit=1).place
    if found is None:
        return Hints(country)
    return Hints(country, None, found.lat, found.lon, max(40.0, found.uncertainty_km))


def find_division(gazetteer: Gazetteer, admin1: str, country: str | None) -> Place | None:
    """Return the first-level division that a name means, in any spelling."""
    return choose_division(gazetteer.list_divisions(country), admin1)


def choose_division(divisions: Iterable[Place], admin1: str) -> Place | None:
    """Return the one of some divisions that a name means, in any spelling."""
    folded = fold_name(admin1.split("(", maxsplit=1)[0])
    words = [w for w in folded.split(" ") if w not in _WORDS]
    bare = bare_name(" ".join(words) or folded)
    sounds = spell_sounds(" ".join(words) or folded)
    best: tuple[float, Place | None] = (0.84, None)
    for place in divisions:
        for name in (place.name, *place.names):
            other = fold_name(name)
            if other in (folded, " ".join(words)) or bare_name(other) == bare:
                return place
            score = compare_sounds(sounds, spell_sounds(name)).score
            if score > best[0]:
                best = (score, place)
    return best[1] if best[1] and best[1].kind is PlaceKind.ADMIN1 else None


_WORDS = frozenset(
    ("governorate", "province", "district", "oblast", "region", "state", "county", "muhafazat")
)
