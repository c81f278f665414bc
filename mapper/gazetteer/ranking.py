"""Order namesakes: how the name matched, hints, kind and population, never fame alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mapper.model import Candidate, Place, PlaceKind
from mapper.toponyms import fold_name

if TYPE_CHECKING:
    from mapper.gazetteer.index import Gazetteer

__all__ = ["MATCH", "explain_match", "rank_exact", "weigh_prior"]

MATCH = (1.0, 0.995, 0.985, 0.97)
_PEOPLE = {
    PlaceKind.ADMIN1: 100_000, PlaceKind.SEA: 3_000_000, PlaceKind.AREA: 30,
    PlaceKind.FACILITY: 1_000, PlaceKind.COUNTRY: 50_000_000,
}  # fmt: skip


def weigh_prior(place: Place) -> float:
    """Return 0 to 1: how likely a place is meant before anything else is known.

    The logarithm of its people. A division or district counts like a town of some size,
    whoever lives in it: of a district and its town of one name, the town is meant.
    """
    people = _PEOPLE.get(place.kind, max(place.population, 300))
    if place.kind is PlaceKind.AREA and place.uncertainty_km >= 300:
        people = 5_000_000
    if place.kind is PlaceKind.AREA and place.source == "curated":
        people = max(people, 50_000)
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
    for place, how in gazetteer.find_exact(name):
        score = MATCH[how]
        candidate = Candidate(place, score, True, (explain_match(place, name, how),))
        found.append((-score * 0.3 - weigh_prior(place), place.id, candidate))
    return tuple(candidate for _, _, candidate in sorted(found, key=lambda item: item[:2]))
