"""Order namesakes: how the name matched, hints, kind and population, never fame alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mapper.model import Candidate, Place, PlaceKind
from mapper.toponyms import fold_name

if TYPE_CHECKING:
    from mapper.gazetteer.index import Gazetteer

__all__ = ["MATCH", "explain_match", "rank_exact", "weigh_prior"]

MATCH = (1.0, 0.99, 0.97, 0.95)
_PEOPLE = {PlaceKind.ADMIN1: 100_000, PlaceKind.SEA: 3_000_000, PlaceKind.AREA: 20_000}


def weigh_prior(place: Place) -> float:
    """Return 0 to 1: how likely a place is meant before anything else is known.

    The logarithm of its people; a division, area or sea counts like a town of some size.
    """
    people = max(place.population, _PEOPLE.get(place.kind, 0))
    if place.kind is PlaceKind.COUNTRY:
        people = max(people, 50_000_000)
    if place.kind is PlaceKind.AREA and place.uncertainty_km >= 300:
        people = 5_000_000
    return min(1.0, math.log10(people + 10) / 8)


def explain_match(place: Place, name: str, how: int) -> str:
    """Return in words how a name matched exactly."""
    if how == 0:
        return f"name: {place.name}"
    if how == 3:
        return f"abbreviation: {name}"
    folded = fold_name(name)
    if how == 2:
        return f"article or spaces: {folded}"
    return f"variant: {folded}"


def rank_exact(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    """Return every exact namesake as an accepted candidate, the likeliest first."""
    found = []
    for number, how in gazetteer.find_numbers(name):
        place = gazetteer.read_number(number)
        score = MATCH[how]
        candidate = Candidate(place, score, True, (explain_match(place, name, how),))
        found.append((-score * 0.3 - weigh_prior(place), place.id, candidate))
    return tuple(candidate for _, _, candidate in sorted(found, key=lambda item: item[:2]))
