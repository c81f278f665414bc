"""Which country's war a report tells of, by the places and the people that it names."""

from __future__ import annotations

from collections import Counter

from mapper.claims.events.weapons import hit_kind
from mapper.claims.grammar import MODIFIERS
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot
from mapper.claims.tables import word_list
from mapper.model import PlaceKind

__all__ = ["find_theatre"]

_LAND = word_list("land")
_ARMIES = word_list("armies")


def find_theatre(page: Page, spots: list[Spot]) -> str | None:
    """Return the country that most of the report's places lie in, below country level if any.

    A capital that stands for its state, and a state that acts, say little of where the war is;
    whose villages and whose people are spoken of says more.
    """
    counts: dict[str, float] = {}
    for spot in spots:
        place = spot.place
        if place is None or not place.country:
            continue
        if spot.resolution.mention.label == "demonym":
            if _is_of_the_land(page, spot):
                counts[place.country] = counts.get(place.country, 0.0) + 0.5
            continue
        hit = page.hit_at[spot.root]
        weight = 0.1 if hit is not None and hit.entry.sense == "metonym" else 1.0
        if place.kind == PlaceKind.COUNTRY and _is_of_an_army(page, spot):
            weight = 0.05
        elif place.kind == PlaceKind.COUNTRY:
            weight = 0.7 if _is_where(page, spot) else 0.3
        counts[place.country] = counts.get(place.country, 0.0) + weight
    if not counts:
        return None
    named = Counter(spot.place.country for spot in spots if spot.place)
    if len(counts) > 1:
        # what is named once may be where a headquarters is, or an agency
        counts = {code: counts[code] * (0.5 if named[code] == 1 else 1.0) for code in counts}
    return max(sorted(counts), key=lambda code: counts[code])


def _is_where(page: Page, spot: Spot) -> bool:
    """Whether "in X", "in the centre of X" tells where something is."""
    above = page.head[spot.root]
    if page.words[above] == "of" and page.lemmas[page.head[above]] in _PARTS:
        above = page.head[page.head[above]]
    return page.words[above] in {"in", "over", "across", "inside", "on"}


_PARTS = word_list("parts")


def _is_of_the_land(page: Page, spot: Spot) -> bool:
    """Whether "Afghan villagers", "a Yemeni province", "Afghans" says where the report is from."""
    if page.tags[spot.root] in {"NNS", "NNPS"}:
        return page.words[spot.root - 1 : spot.root] != ["the"]
    return page.dep[spot.root] in MODIFIERS and page.lemmas[page.head[spot.root]] in _LAND


def _is_of_an_army(page: Page, spot: Spot) -> bool:
    """Whether "US jets", "the U.S. military", "Israel's strike" names who acts."""
    noun = page.head[spot.root]
    return page.dep[spot.root] in MODIFIERS and (
        page.lemmas[noun] in _ARMIES or hit_kind(page, noun) is not None
    )
