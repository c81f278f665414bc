"""Where one event names a village and its province: only the village was struck."""

from __future__ import annotations

import re
from itertools import pairwise

from mapper.claims.page import Page
from mapper.claims.roles.paths import first_conjunct
from mapper.claims.roles.spot import Spot
from mapper.claims.roles.words import COARSE
from mapper.claims.tables import word_list
from mapper.model import Place, PlaceKind, Role

__all__ = ["settle_containers", "surrounds"]

_SURROUNDINGS = frozenset(
    {
        "city",
        "province",
        "governorate",
        "district",
        "region",
        "countryside",
        "state",
        "area",
        "oblast",
        "suburb",
    }
)


_COUNTRYSIDE = re.compile(
    r"\b(?:countryside|province|governorate|region|part|parts|north|south|east|west|northern|southern|eastern|western|central)\b",
    re.IGNORECASE,
)


def settle_containers(page: Page, spots: list[Spot]) -> None:
    """Where one event names a village and its province, only the village was struck."""
    _settle_parts(page, spots)
    by_event: dict[int, list[Spot]] = {}
    for spot in spots:
        if spot.event is not None and spot.role == Role.STRUCK and spot.place is not None:
            by_event.setdefault(spot.event, []).append(spot)
    _draw_in(page, spots)
    _settle_unknown(page, spots, by_event)
    for group in by_event.values():
        _settle_group(page, group)
        left = [spot for spot in group if spot.role == Role.STRUCK]
        for spot in left:
            if spot.near_word and any(
                not other.near_word and other.place and other.place.kind not in COARSE
                for other in left
                if other is not spot and not _are_listed(page, spot, other)
            ):
                spot.role = Role.NEAR


def _settle_parts(page: Page, spots: list[Spot]) -> None:
    """Read "the X suburb of Y", "Y, in X's countryside": it was Y that was struck, not X."""
    struck = [spot for spot in spots if spot.event is not None]
    for wide, inner in pairwise(struck):
        if wide.sentence == inner.sentence and _owns(page, wide, inner):
            wide.role, wide.event = Role.CONTAINER, inner.event
        elif wide.sentence == inner.sentence and _is_part_of(page, wide, inner):
            town = wide.place is not None and wide.place.kind not in COARSE
            keeps = town and inner.place is None and page.words[inner.start - 2] in _QUARTERS
            if inner.role in {Role.STRUCK, Role.CONTAINER, Role.OTHER} and not keeps:
                inner.role = wide.role if wide.role == Role.STRUCK else inner.role
                wide.role = Role.CONTAINER if inner.role == Role.STRUCK else wide.role
            elif keeps and wide.role == Role.STRUCK:
                inner.role, inner.event = Role.CONTAINER, wide.event


def _is_part_of(page: Page, wide: Spot, inner: Spot) -> bool:
    """Whether one name tells which suburb or village the other is: "the X suburb of Y"."""
    between = page.words[wide.root : inner.start]
    division = page.words[inner.root + 1 : inner.root + 2] + page.words[inner.root : inner.root + 1]
    return (
        between[-1:] == ["of"]
        and _DIVISIONS.isdisjoint(division)  # "the X village of Y district"
        and "and" not in between
        and len(between) <= _PART_REACH
        and between[-2:-1] != []
        and between[-2] in _QUARTERS | _VILLAGES
        and (wide.place is not None or (inner.place is None and between[-2] in _VILLAGES))
        and (inner.place is None or inner.place.kind not in COARSE)  # "the X district of Syria"
    )


def _owns(page: Page, wide: Spot, inner: Spot) -> bool:
    """Whether "X's Y district" tells with X where Y lies."""
    return (
        wide.place is not None
        and inner.place is not None
        and wide.role == inner.role == Role.STRUCK
        and page.words[wide.root + 1 : inner.start] == ["'s"]
    )


_PART_REACH = 5
_QUARTERS = word_list("quarters")
"""Parts of a town: when the part is unknown, the town is where it was."""
_VILLAGES = frozenset({"village", "town", "hamlet", "camp", "city", "port", "resort"})


def _are_listed(page: Page, spot: Spot, other: Spot) -> bool:
    """Whether "a bunker near X and a depot in Y" lists two things struck, and not one."""
    if spot.sentence != other.sentence:
        return True
    low, high = sorted((spot.root, other.root))
    first = first_conjunct(page, high)  # "in X, near Y and Z"
    return not {"and", "well", "plus"}.isdisjoint(page.words[low : first if low < first else high])


def _draw_in(page: Page, spots: list[Spot]) -> None:
    """Let a strike on the surroundings be one on the village told with them: "in X, in Y".

    Only for a village that nobody knows and that no other strike has.
    """
    for inner, outer in zip(reversed(spots[:-1]), reversed(spots[1:]), strict=True):
        if (
            inner.place is None
            and inner.event is None
            and inner.role == Role.OTHER
            and inner.resolution.mention.label not in {"demonym", "organization"}
            and page.hit_at[inner.start] is None  # "the Kurdish region"
            and page.hit_at[inner.root] is None  # "the northern Kurdish city"
            and outer.event is not None
            and outer.role in {Role.STRUCK, Role.CONTAINER}
            and surrounds(page, outer, inner)
        ):
            inner.event, inner.role = outer.event, Role.STRUCK


def _settle_unknown(page: Page, spots: list[Spot], by_event: dict[int, list[Spot]]) -> None:
    """Let "X, in the highlands of Y", "X, near Y" leave Y alone though no gazetteer knows X.

    A part of a town is the other way: in "the X quarter of Y" it was Y that was struck.
    """
    standing = _buildings_in_towns(page, spots, by_event)
    for spot in spots:
        if spot.event is None or spot.role != Role.STRUCK or spot.place is not None:
            continue
        if spot.key in standing:
            spot.role = Role.CONTAINER
            continue
        for outer in spots:
            if _holds_unknown(page, outer, spot):
                outer.role = Role.CONTAINER
        for outer in by_event.get(spot.event, []):
            place = outer.place
            if place is None or outer.role != Role.STRUCK:
                continue
            if surrounds(page, outer, spot):
                if _is_quarter(page, spot) and place.kind not in COARSE:
                    spot.role = Role.CONTAINER
                else:
                    outer.role = Role.NEAR if outer.near_word else Role.CONTAINER
            elif _is_wide(place) and not _are_listed(page, spot, outer):
                outer.role = Role.CONTAINER


def _buildings_in_towns(page: Page, spots: list[Spot], by_event: dict[int, list[Spot]]) -> set[str]:
    """Return the unknown buildings that are told to stand in a town: the town is what was struck.

    "The X Hospital in the city of Y" says so once for all that is told of the X Hospital.
    """
    return {
        spot.key
        for spot in spots
        if spot.place is None
        and spot.role == Role.STRUCK
        and spot.event is not None
        and page.words[spot.root] in _BUILDINGS
        for outer in by_event.get(spot.event, [])
        if outer.place is not None and not _is_wide(outer.place) and surrounds(page, outer, spot)
    }


_BUILDINGS = word_list("buildings")


def _is_wide(place: Place) -> bool:
    return place.kind in COARSE or place.uncertainty_km > _NARROW_KM


def _is_quarter(page: Page, spot: Spot) -> bool:
    """Whether "the X neighbourhood", "the X market" is a part of a town; "the market of X" is not.

    The market of X stands in X, and X is what was struck.
    """
    before = page.words[max(0, spot.start - 2) : spot.start]
    after = (*page.words[spot.root + 1 :][:1], spot.resolution.mention.text.casefold().split()[-1])
    quarters = _QUARTERS | _ZONES
    return not (_QUARTERS - _IN_TOWNS).isdisjoint(before) or not quarters.isdisjoint(after)


_ZONES = frozenset({"area", "zone"})
_IN_TOWNS = frozenset({"market", "bazaar", "street", "square"})


def surrounds(page: Page, outer: Spot, spot: Spot) -> bool:
    """Whether "X, in the hills of Y", "X outside Y", "X, 5 km from Y" tells where X lies."""
    if outer.sentence != spot.sentence or not 0 < outer.start - spot.root <= _CLOSE:
        return False
    between = page.words[spot.root + 1 : outer.start]
    joins = _JOINS if _ON_GROUND.isdisjoint(between) else _JOINS - {"on"}
    return not _LYING.isdisjoint(between) and joins.isdisjoint(between)


def _holds_unknown(page: Page, outer: Spot, spot: Spot) -> bool:
    """Whether "X in Y township", "X, Y district" tells where X is, though nobody knows either."""
    if outer.place is not None or outer.role != Role.STRUCK or outer.event != spot.event:
        return False
    between = page.words[spot.root + 1 : outer.start]
    if between[-1:] == ["of"] and not _VILLAGES.isdisjoint(between):
        # "the X village of Y" has Y for the village, and "of Y district" for where it is
        return not _DIVISIONS.isdisjoint(page.words[outer.root : outer.root + 2])
    if "well" in between:
        return False  # "X in Y, as well as Z"
    listed = between == [","] and page.words[outer.root + 1 : outer.root + 2]
    division = bool(listed) and page.words[outer.root + 1] in _DIVISIONS
    return division or (_follows(page, outer, spot) and not {"in", "of"}.isdisjoint(between))


_DIVISIONS = word_list("divisions")
_CLOSE = 10
"""Tokens between a village and the province that is said behind it."""
_NARROW_KM = 40.0


def _follows(page: Page, wide: Spot, spot: Spot) -> bool:
    """Whether one name closely follows another as its surroundings: "X, in the hills of Y"."""
    if wide.sentence != spot.sentence or not 0 < wide.start - spot.root <= _CLOSE:
        return False
    between = page.words[spot.root + 1 : wide.start]
    return bool({",", "in", "of", "("} & set(between)) and not _JOINS & set(between)


_JOINS = frozenset({"and", "or", "then", "hit", "struck", "on"})
_ON_GROUND = word_list("on ground")
"""What a village stands on: "X, on the edge of Y", "X, on an islet off Y"."""
_LYING = frozenset(
    {"off", ",", "in", "of", "(", "near", "outside", "overlooking", "from", "between"}
)


def _settle_group(page: Page, group: list[Spot]) -> None:
    """Tell provinces, tails and surroundings from the places struck in them."""
    fine = [spot for spot in group if spot.place and spot.place.kind not in COARSE]
    for spot in group:
        place = spot.place
        if place is None:
            continue
        stray = _strays(page, spot, fine)
        if stray is not None:
            # "the X market in Y": a namesake of X far from Y was found
            stray.role = Role.OTHER
            continue
        plain = [
            other
            for other in group
            if other is not spot
            and not _COUNTRYSIDE.search(other.resolution.mention.text)
            and not (other.place and _rank(other.place) > _rank(place))
            and not _stands_after(page, other, [spot])  # "the X region of Y"
        ]
        wide = _is_stretch(spot, place)
        if (
            (plain and (wide or _is_tail(page, spot, plain)))
            or (place.kind in COARSE and _holds(page, spot, group))
            or (place.kind == PlaceKind.ADMIN1 and any(_follows(page, spot, o) for o in fine))
            or (place.kind not in COARSE and _stands_after(page, spot, fine))
            or _opens_over(page, spot, fine)
            or (place.kind == PlaceKind.COUNTRY and _lies_off(group))
            or (place.kind == PlaceKind.SEA and _is_shore(page, spot, group))
        ):
            spot.role = Role.CONTAINER


def _lies_off(group: list[Spot]) -> bool:
    """Whether "in the gulf, off the coast of X" tells which sea it was."""
    return any(other.place is not None and other.place.kind == PlaceKind.SEA for other in group)


def _rank(place: Place) -> int:
    """Return how coarse a place is; a settlement is 0."""
    return COARSE.get(place.kind, 0)


def _is_shore(page: Page, spot: Spot, group: list[Spot]) -> bool:
    """Whether "X on the Black Sea" tells with the sea where the town lies."""
    before = page.words[max(0, spot.start - 2) : spot.start]
    return before == ["on", "the"] and any(
        other is not spot and other.sentence == spot.sentence and other.root < spot.start
        for other in group
    )


def _is_stretch(spot: Spot, place: Place) -> bool:
    """Whether "eastern X" is told; "X East" may be a town's own name."""
    told = _COUNTRYSIDE.search(spot.resolution.mention.text)
    own = place.kind == PlaceKind.SETTLEMENT
    return told is not None and not (own and told.group().casefold() in place.name.casefold())


def _opens_over(page: Page, spot: Spot, fine: list[Spot]) -> bool:
    """Whether "in X, jets struck Y" names with X the province of Y that has the same name."""
    place = spot.place
    fronted = page.words[max(0, spot.start - 1)] == "in" and page.words[
        spot.root + 1 : spot.root + 2
    ] == [","]
    return fronted and any(
        other is not spot
        and other.sentence == spot.sentence
        and other.root > spot.root
        and other.place is not None
        and place is not None
        and other.place.admin1 == place.name
        and first_conjunct(page, other.root) != spot.root  # "in X, Y and Z"
        for other in fine
    )


_FAR_DEGREES = 0.6
"""A quarter and its town lie closer than some 60 km."""


def _strays(page: Page, spot: Spot, fine: list[Spot]) -> Spot | None:
    """Return the name that is told to lie in this town but was found far away from it."""
    place = spot.place
    if place is None or place.kind != PlaceKind.SETTLEMENT:
        return None
    for other in fine:
        inner = other.place
        if other is spot or inner is None or inner.id == place.id or other.role != Role.STRUCK:
            continue
        apart = max(abs(inner.lat - place.lat), abs(inner.lon - place.lon))
        away = not _BEARINGS.isdisjoint(page.words[other.root + 1 : spot.start])
        if apart > _FAR_DEGREES and not away and _stands_after(page, spot, [other]):
            return other
    return None


_BEARINGS = word_list("directions")
"""What tells the way to a far town: "X, southeast of Y"."""


def _is_tail(page: Page, spot: Spot, others: list[Spot]) -> bool:
    """Whether a name only closes a line: "raid on X - Y province"."""
    return (
        spot.start > 0
        and page.words[spot.start - 1] in {"-", "–", "—", "|"}
        and page.starts[spot.start] > page.ends[spot.start - 1]
        and all(other.root < spot.start for other in others)
    )


def _holds(page: Page, spot: Spot, group: list[Spot]) -> bool:
    """Whether another struck place lies in this country, sea or province."""
    place = spot.place
    assert place is not None
    rank = COARSE[place.kind]
    for other in group:
        inner = other.place
        if inner is None or other is spot or COARSE.get(inner.kind, 0) >= rank:
            continue
        if place.kind == PlaceKind.SEA:
            continue
        if place.kind == PlaceKind.COUNTRY and place.country == inner.country:
            return True
        if (
            place.kind == PlaceKind.ADMIN1
            and place.country == inner.country
            and (
                not inner.admin1
                or inner.admin1 in {place.name, place.admin1}
                or _stands_after(page, spot, [other])
            )
        ):
            return True
    return False


def _stands_after(page: Page, spot: Spot, group: list[Spot]) -> bool:
    """Whether a name follows another as its surroundings: "X, Y", "X in Y", "X of Y"."""
    for other in group:
        if other is spot or other.sentence != spot.sentence:
            continue
        if page.dep[spot.root] == "pobj" and _hangs_on(page, spot.root, other.root):
            return True
        called = page.words[max(0, other.start - 2) : other.start]  # "the town of X in Y"
        lies = page.words[other.root + 1 : spot.start] == ["in"]
        if lies and called[-1:] == ["of"] and called[0] in _VILLAGES:
            return True
        if _owns_surroundings(page, spot) and _follows(page, spot, other):
            return True
        if (
            page.dep[spot.root] == "appos"
            and page.head[spot.root] == other.root
            and page.words[spot.start - 1] in {",", "(", "a", "the", "an"}
        ):
            return not _in_list(page, spot, group)
    return False


def _owns_surroundings(page: Page, spot: Spot) -> bool:
    """Whether a name stands for what lies around it: "X's western countryside"."""
    return page.dep[spot.root] == "poss" and page.lemmas[page.head[spot.root]] in _SURROUNDINGS


def _hangs_on(page: Page, root: int, other: int) -> bool:
    """Whether "… in Y" hangs on X itself, or on "the district of" X's kind."""
    above = page.head[page.head[root]]
    if above == other or (page.head[other] == above and page.dep[other] == "compound"):
        return True
    if page.lemmas[above] in _SURROUNDINGS:
        return page.head[page.head[above]] == other
    # "X, the main town of Y", "X, a village in the hills of Y"
    for _ in range(_CLOSE):
        if page.dep[above] == "appos":
            return page.head[above] == other
        if page.dep[above] not in {"pobj", "prep"}:
            return False
        above = page.head[above]
    return False


def _in_list(page: Page, spot: Spot, group: list[Spot]) -> bool:
    """Whether commas and "and" join the names: a list of equals."""
    low = min(other.start for other in group)
    high = max(other.root for other in group)
    return "and" in page.words[low:high] and spot.root <= high
