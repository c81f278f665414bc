"""Names whose only known bearers lie in countries that the document never speaks of.

A village that no gazetteer knows often has a known namesake half a world away. A pin there is
worse than none, so such a place is shown as a suggestion and not accepted.
"""

from __future__ import annotations

from difflib import SequenceMatcher

import numpy as np

from mapper.gazetteer.nearness import measure_km
from mapper.model import Mention, Place, PlaceKind
from mapper.resolver.evidence import FACTS, Board, Floats
from mapper.resolver.naming import Named

__all__ = ["find_strays"]

FAMOUS = 300_000
"""A town of so many people needs nobody to say where it lies."""

CITY = 50_000
"""A town of so many people is no village."""

SAID_TWICE = 1.6
"""Weight of a country that is named at least twice as a place."""

_BELIEVED = 0.5
_WIDE = (PlaceKind.COUNTRY, PlaceKind.SEA)


def find_strays(
    text: str, board: Board, named: list[Named], facts: Floats, belief: Floats
) -> dict[int, list[str]]:
    """Return the groups whose likeliest place lies in a country that nothing else speaks of.

    Each with the countries that the document is at home in, the most spoken of first; with none
    where it is a village of a common name, or of a famous one, that may lie anywhere.

    That needs a document with a home: a country with a town or division of its own in the
    text, or one that is named twice, and once as where something is. Who bombs and who speaks is
    no home: "Russian jets hit X", "Russia said".
    """
    best = _find_best(board, belief)
    homes = _find_homes(text, board, named, facts, best, belief)
    lands = _find_lands(text, board, named, best)
    strays: dict[int, list[str]] = {}
    for number, row in best.items():
        place = board.places[row]
        if place.kind in _WIDE or place.country is None:
            continue
        mentions = [named[i].mention for i in board.names[number]]
        if place.population >= FAMOUS and any(_is_village(text, one) for one in mentions):
            strays[number] = sorted(homes.keys() - {place.country})
            continue
        village = place.population >= CITY and any(_is_called_village(one) for one in mentions)
        here = homes.get(place.country, set()) - {number}
        if village and not (here or _is_mentioned(board, number, row, belief)):
            strays[number] = sorted((homes.keys() | lands) - {place.country})
            continue
        if place.population >= FAMOUS and _is_known_so(named[board.names[number][0]].core, place):
            continue
        said = _is_container_said(facts, row)
        if not said and _is_common_village(board, number, row) and _is_alone(board, best, row):
            strays[number] = []
            continue
        others = {country for country, names in homes.items() if names - {number}}
        mentioned = _is_mentioned(board, number, row, belief)
        if not said and _is_obscure(facts, row, place) and place.country not in others:
            abroad = others or lands
            if abroad - {place.country}:
                strays[number] = sorted(abroad, key=lambda code: (-len(homes.get(code, ())), code))
                continue
        if others and place.country not in others and not (said or mentioned):
            if _is_across_border(board, best, row, others):
                continue
            strays[number] = sorted(others, key=lambda code: (-len(homes[code]), code))
    return strays


def _is_village(text: str, mention: Mention) -> bool:
    """Whether "the village of Baghdad" is told, which is not the famous one."""
    before = text[max(0, mention.start - 14) : mention.start].lower().split()
    return before[-2:] in (["village", "of"], ["hamlet", "of"])


def _is_called_village(mention: Mention) -> bool:
    """Whether "Bukhari village" is told, which is no city of nearly that name abroad."""
    return mention.text.lower().endswith((" village", " hamlet"))


def _is_known_so(core: str, place: Place) -> bool:
    """Whether a city has its fame by this name, and not by what another language makes of it."""
    return SequenceMatcher(None, core.lower(), place.name.lower()).ratio() >= _ALIKE


_ALIKE = 0.7


def _is_obscure(facts: Floats, row: int, place: Place) -> bool:
    """Whether a small place is only called so as well: no reader would think of it."""
    own, variant = FACTS.index("own name"), FACTS.index("variant")
    small = place.kind == PlaceKind.SETTLEMENT and place.population < _SMALL_TOWN
    return bool(small and facts[row, variant] and not facts[row, own])


def _find_lands(text: str, board: Board, named: list[Named], best: dict[int, int]) -> set[str]:
    """Return the countries in which the document says that something is, if only once."""
    found = set()
    for number, row in best.items():
        place = board.places[row]
        where = any(_is_where(text, named[i].mention) for i in board.names[number])
        if place.kind == PlaceKind.COUNTRY and place.country and where:
            found.add(place.country)
    return found


def _is_common_village(board: Board, number: int, row: int) -> bool:
    """Whether a name is one of many a village, and no gazetteer knows them all."""
    bearers = int((board.group == number).sum())
    place = board.places[row]
    return (
        bearers >= _MANY and place.kind == PlaceKind.SETTLEMENT and place.population < _SMALL_TOWN
    )


_MANY = 5
_SMALL_TOWN = 25_000


def _is_alone(board: Board, best: dict[int, int], row: int) -> bool:
    """Whether no town that the document speaks of lies near a village.

    Other villages do not count: two that were taken for the wrong ones bear each other out.
    """
    place = board.places[row]
    towns = (board.places[other] for other in best.values() if other != row)
    return all(
        town.kind in {*_WIDE, PlaceKind.ADMIN1}
        or town.population < _SMALL_TOWN
        or measure_km(place.lat, place.lon, town.lat, town.lon) > _FAR_KM
        for town in towns
    )


_FAR_KM = 150.0


def _is_across_border(board: Board, best: dict[int, int], row: int, homes: set[str]) -> bool:
    """Whether a place lies so near to one at home that war reaches from one to the other."""
    place = board.places[row]
    if place.kind not in _POINTS:
        return False
    here = (board.places[other] for other in best.values() if other != row)
    return any(
        one.country in homes
        and one.kind in _POINTS
        and measure_km(place.lat, place.lon, one.lat, one.lon) <= _NEXT_DOOR_KM
        for one in here
    )


_NEXT_DOOR_KM = 200.0
_POINTS = (PlaceKind.SETTLEMENT, PlaceKind.FACILITY)


def _find_best(board: Board, belief: Floats) -> dict[int, int]:
    best: dict[int, int] = {}
    for number in range(len(board.names)):
        rows = np.flatnonzero(board.group == number)
        best[number] = int(rows[np.argmax(belief[rows])])
    return best


_LOCATIVE = frozenset(
    {
        "in", "inside", "across", "into", "throughout", "over", "near", "within", "around",
        "northern", "southern", "eastern", "western", "central", "north-eastern", "northeastern",
        "northwestern", "north-western", "southeastern", "south-eastern", "southwestern",
        "south-western", "centre", "center", "north", "south", "east", "west",
    }
)  # fmt: skip


def _is_where(text: str, mention: Mention) -> bool:
    """Whether a mention tells where something is: "in Mali", "northern Syria"."""
    before = text[max(0, mention.start - 20) : mention.start].lower().replace("the ", "").split()
    if before[-1:] == ["of"]:
        before.pop()  # "in the centre of X"
    return bool(before) and before[-1] in _LOCATIVE


def _find_homes(
    text: str, board: Board, named: list[Named], facts: Floats, best: dict[int, int], belief: Floats
) -> dict[str, set[int]]:
    """Return country -> the names that make it a home of the document."""
    capital = FACTS.index("capital")
    homes: dict[str, set[int]] = {}
    for number, row in best.items():
        place = board.places[row]
        if place.country is None or belief[row] < _BELIEVED:
            continue
        members = [i for i in board.names[number] if named[i].mention.label != "demonym"]
        if place.kind == PlaceKind.COUNTRY:
            twice = 1.0 + np.log(max(1, len(members))) > SAID_TWICE
            is_home = twice and any(_is_where(text, named[i].mention) for i in members)
        else:
            is_home = not facts[row, capital] and place.kind != PlaceKind.SEA
        if is_home:
            homes.setdefault(place.country, set()).add(number)
    return homes


def _is_container_said(facts: Floats, row: int) -> bool:
    container, division = FACTS.index("container said"), FACTS.index("division named")
    return bool(facts[row, container] or facts[row, division] > 0.3)


def _is_mentioned(board: Board, number: int, row: int, belief: Floats) -> bool:
    """Whether any other name probably means the same country or a place in it."""
    same = board.same_country[row] & (board.group != number)
    return bool((belief[same] >= _BELIEVED).any())
