"""Namesakes found where the report does not say: "X, in the north of Y" lies in Y.

Where the place that a name was found to mean is far from what it is told to lie in or near, it
is another place of that name, and one that nobody knows is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mapper.claims.tables import word_list
from mapper.gazetteer.nearness import measure_km
from mapper.model import Candidate, Place, PlaceKind, Resolution

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["bring_inside"]

_WORD = re.compile(r"[^\W_]+(?:['’]s)?|[^\s\w]")
_HOLDING = frozenset({"in", "of", "near", "outside", "inside", "from"})
_BESIDE = word_list("beside")
"""What tells that a name lies outside the place told with it: "near", "km", "north of"."""
_FILLING = (
    word_list("kinds of places")
    | word_list("directions")
    | {"the", "a", "an", "small", "large", "market", "border", "main", "remote", "just", "part"}
    | {"km", "kilometres", "kilometers", "miles", "about", "some", "capital", "edge", ",", "(", "-"}
)
_SETTLED = frozenset({"town", "village", "hamlet", "suburb", "settlement"})
_LONGEST = 10
"""Words between a name and what it is told to lie in."""
_FAMOUS = 300_000
"""A city of so many people is meant by its name wherever the sentence goes."""
_SLACK = 1.3
"""A division is no circle: what lies a little outside its radius may well be inside."""
_MARGIN_KM = 40.0
_WIDE_MARGIN_KM = 150.0
"""For what is near a place or in a country."""


def bring_inside(
    text: str, resolutions: Sequence[Resolution], gazetteer: Gazetteer
) -> tuple[Resolution, ...]:
    """Return resolutions without places that lie far from where the text says that they lie.

    A namesake inside takes their place, if one is known; else the name is known no more.
    """
    kept = list(resolutions)
    outer: Resolution | None = None
    beside = surely = False
    for at in range(len(kept) - 2, -1, -1):
        one, following = kept[at], kept[at + 1]
        between = _WORD.findall(text[one.mention.end : following.mention.start].lower())
        if _tells_where(between) or _is_address(text, between, following):
            outer, beside = following, not _BESIDE.isdisjoint(between)
            surely = not _SETTLED.isdisjoint(between)
        elif not (outer and _is_listed(text, between, following, outer)):
            outer = None
        if outer is not None and (
            _is_elsewhere(one.place, outer.place, beside=beside, surely=surely)
            or (not beside and _is_quarter_elsewhere(one, outer))
        ):
            assert outer.place is not None
            kept[at] = _move(one, outer.place, gazetteer, beside=beside)
    return tuple(kept)


def _tells_where(between: Sequence[str]) -> bool:
    """Whether "X, a small town in the north of Y" stands between two names."""
    return (
        0 < len(between) <= _LONGEST
        and not _HOLDING.isdisjoint(between)
        and all(word in _HOLDING or word in _FILLING or word.isdigit() for word in between)
    )


def _is_address(text: str, between: Sequence[str], outer: Resolution) -> bool:
    """Whether "X, Y State" stands there, and no list of equals."""
    return (
        between == [","]
        and outer.place is not None
        and outer.place.kind in {PlaceKind.COUNTRY, PlaceKind.ADMIN1}
        and _DIVISION.search(text[outer.mention.start : outer.mention.end + _DIVISION_LENGTH])
        is not None
    )


_DIVISION = re.compile(rf"\b(?:{'|'.join(sorted(word_list('divisions')))})\b", re.I)
_DIVISION_LENGTH = 12
"""Characters behind a name in which " State" stands."""


def _is_listed(text: str, between: Sequence[str], following: Resolution, outer: Resolution) -> bool:
    """Whether "A and B regions of Y" tells of A as well where B lies."""
    if not between or not {",", "and", "or"}.issuperset(between):
        return False
    told = _WORD.findall(text[following.mention.end : outer.mention.start].lower())
    return bool(told) and told[0].endswith("s") and told[0] in _FILLING


def _is_elsewhere(
    place: Place | None, outer: Place | None, *, beside: bool, surely: bool = False
) -> bool:
    """Whether a place is too far from another to lie in it, or near it.

    A famous city is meant all the same, unless it is `surely` told to lie there: "X, a town in Y".
    """
    if place is None or outer is None or place.id == outer.id:
        return False
    wide = place.kind in {PlaceKind.COUNTRY, PlaceKind.SEA, PlaceKind.ADMIN1}
    if wide or outer.kind == PlaceKind.SEA or (place.population >= _FAMOUS and not surely):
        return False
    is_land = outer.kind in {PlaceKind.COUNTRY, PlaceKind.ADMIN1}
    if is_land and not beside and place.country and outer.country not in {None, place.country}:
        return True  # across a border, however near its middle
    margin = _WIDE_MARGIN_KM if beside or outer.kind == PlaceKind.COUNTRY else _MARGIN_KM
    apart = measure_km(place.lat, place.lon, outer.lat, outer.lon)
    return apart > _SLACK * outer.uncertainty_km + place.uncertainty_km + margin


def _is_quarter_elsewhere(one: Resolution, outer: Resolution) -> bool:
    """Whether "the Dnipro district of Kherson" is a part of another town than Dnipro."""
    town, place = outer.place, one.place
    return (
        town is not None
        and place is not None
        and place.id != town.id
        and town.kind == PlaceKind.SETTLEMENT
        and one.mention.text.lower().endswith((" district", " quarter", " suburb"))
        and measure_km(place.lat, place.lon, town.lat, town.lon) > _WIDE_MARGIN_KM
    )


def _move(one: Resolution, outer: Place, gazetteer: Gazetteer, *, beside: bool) -> Resolution:
    """Return what a name means inside a place, by its namesakes."""
    known = (*one.candidates[1:], *gazetteer.find(one.mention.text))
    inside = [
        candidate
        for candidate in known
        if candidate.place.kind not in {PlaceKind.COUNTRY, PlaceKind.SEA}
        and not _is_elsewhere(candidate.place, outer, beside=beside)
    ]
    if inside:
        reason = f"inside {outer.name}, which is said with it"
        best = replace(inside[0], accepted=True, reasons=(reason, *inside[0].reasons))
        return Resolution(one.mention, (best, *one.candidates))
    reason = f"far from {outer.name}, which is said with it"
    return Resolution(one.mention, tuple(_doubt(each, reason) for each in one.candidates))


def _doubt(candidate: Candidate, reason: str) -> Candidate:
    return replace(candidate, accepted=False, reasons=(reason, *candidate.reasons))
