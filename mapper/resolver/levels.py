"""A town and the province that has its name from it: which of the two a bare name means."""

from __future__ import annotations

import re

from mapper.model import Mention, Place, PlaceKind
from mapper.resolver.evidence import Board

__all__ = ["share_name", "town_first"]

_DIVISION = (
    r"(?:provinces?|governorates?|oblasts?|krais?|states?|regions?|districts?|prefectures?)\b"
)
_MEANT = re.compile(rf"{_DIVISION}", re.I)
# words are taken whole (*+): in a run of capitals each could begin one, which takes for ever
_LISTED = r"(?:,|\s|and|or|[A-Z\u00c0-\u024f][\w'\u2019-]*+)*"
_AFTER = re.compile(rf"{_LISTED}?{_DIVISION}")
_BEFORE = re.compile(rf"{_DIVISION}\s+of\s+{_LISTED}$")
_TOWN = re.compile(r"\b(?:city|town|village)$", re.I)
_NAMED = re.compile(r"(?:^|[\s(])(?:[a-z]{2,3}-)?[A-Z][\w'\u2019-]*\s+$")
_WINDOW = 70
"""Characters after a name in which "X, Y and Z provinces" is looked for."""


def town_first(order: list[int], board: Board, mention: Mention, text: str) -> list[int]:
    """Put a province's own town before it, or behind it where the text means the province.

    Only a town near the middle of its province counts; "New York" far from that of its state
    keeps the order that was weighed.
    """
    best = board.places[order[0]]
    meant = _is_division_meant(mention, text)
    for row in order[1:]:
        other = board.places[row]
        if _is_own_town(best, other) if meant else _is_own_town(other, best):
            return [row, *(each for each in order if each != row)]
    return order


def share_name(one: Place, other: Place) -> bool:
    """Whether one of two places is the province named after the other, which is a town."""
    return _is_own_town(one, other) or _is_own_town(other, one)


def _is_division_meant(mention: Mention, text: str) -> bool:
    if _MEANT.search(mention.text):
        return True
    if _TOWN.search(mention.text):
        return False
    after = text[mention.end : mention.end + _WINDOW]
    before = text[max(0, mention.start - _WINDOW) : mention.start]
    said = _BEFORE.search(before)
    # "the Hamra district of X" is a quarter of the town
    named = said is not None and _NAMED.search(before[: said.start()])
    return bool(_AFTER.match(after) or (said and not named))


def _is_own_town(town: Place, division: Place) -> bool:
    return (
        division.kind == PlaceKind.ADMIN1
        and town.kind == PlaceKind.SETTLEMENT
        and town.country == division.country
        and town.admin1 == division.admin1
        and abs(town.lat - division.lat) < 1.9
        and abs(town.lon - division.lon) < 2.4
    )
