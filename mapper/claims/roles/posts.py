"""Where a strike was that a report places nowhere: in the land of the local office that tells it.

"17 died in the bombing of the village, said the governor of Kunar" is told of Kunar. Taken only
where no sentence of the report says of any strike where it was.
"""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot, is_inside_name
from mapper.claims.speech.frame import Frames
from mapper.claims.tables import word_list
from mapper.model import PlaceKind, Role

__all__ = ["place_by_posts"]

_POSTS = word_list("posts")
_LINKS = frozenset({"of", "in", "for", "province", "district", "region", "governorate", "county",
                    "state", "city", "town", "oblast", "regional", "provincial", "'s"})  # fmt: skip


def place_by_posts(page: Page, spots: list[Spot], events: list[Event], frames: Frames) -> None:
    """Give a report's strikes the place whose governor, mayor or elder speaks in it."""
    told = [
        number
        for number, event in enumerate(events)
        if not (event.irrealis or event.talk_only or event.negated)
    ]
    struck = [spot for spot in spots if spot.role in {Role.STRUCK, Role.CONTAINER}]
    if struck:
        telling = [
            number
            for number in told
            for frame in frames.around(events[number].sentence, events[number].anchor)[:1]
            if frame.mode == "assert"
        ]
        _place_elsewhere(page, spots, struck, {number: events[number] for number in telling})
    if not told or struck:
        return
    homes = [spot for spot in spots if _is_of_a_post(page, spot)]
    homes = homes or [
        spot
        for spot in spots
        if _is_of_authorities(page, spot)
        and any(events[number].sentence == spot.sentence for number in told)
    ]
    if len({spot.place.id for spot in homes if spot.place}) != 1:
        return
    home = homes[0]
    home.role = Role.STRUCK
    home.event = min(told, key=lambda number: abs(events[number].sentence - home.sentence))


def _place_elsewhere(
    page: Page, spots: list[Spot], struck: list[Spot], told: dict[int, Event]
) -> None:
    """Place "authorities in X said a house was hit" in X, where no other strike was near.

    The governor of a struck town's own province tells of that town, or of nowhere in particular.
    """
    placed = {spot.event for spot in struck}
    lands = {_land(spot) for spot in struck if spot.place}
    for number, event in told.items():
        if number in placed:
            continue
        homes = [
            spot
            for spot in spots
            if spot.sentence == event.sentence
            and spot.event is None
            and not any(page.dep[at] == "agent" for at in page.ancestors(spot.root, 6))
            and (_is_of_a_post(page, spot) or _is_of_authorities(page, spot))
        ]
        if len(homes) == 1 and _land(homes[0]) not in lands:
            homes[0].role, homes[0].event = Role.STRUCK, number


def _land(spot: Spot) -> tuple[str | None, str | None]:
    place = spot.place
    if place is None:
        return None, None
    return place.country, place.name if place.kind == PlaceKind.ADMIN1 else place.admin1


def _is_of_authorities(page: Page, spot: Spot) -> bool:
    """Whether "authorities in X", "officials in the city of X" names a town that is no capital."""
    hit = page.hit_at[spot.root]
    if hit is not None and hit.entry.sense == "metonym":
        return False
    return _is_of_a_post(page, spot, _AUTHORITIES)


_AUTHORITIES = frozenset({"authority", "administration", "official"})


def _is_of_a_post(page: Page, spot: Spot, posts: frozenset[str] = _POSTS) -> bool:
    """Whether "Kunar governor", "the mayor of the town of X", "X's police chief" names it."""
    place = spot.place
    if place is None or place.kind == PlaceKind.COUNTRY or is_inside_name(page, spot):
        return False
    if spot.resolution.mention.label in {"demonym", "organization"}:
        return False
    token = spot.root
    for _ in range(5):
        head = page.head[token]
        if head == token:
            return False
        if page.lemmas[head] in posts:
            return True
        if page.words[head] not in _LINKS:
            return False
        token = head
    return False
