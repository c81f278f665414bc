"""Where a strike was that a report places nowhere: in the land of the local office that tells it.

"17 died in the bombing of the village, said the governor of Kunar" is told of Kunar. Taken only
where no sentence of the report says of any strike where it was.
"""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot, is_inside_name
from mapper.claims.tables import word_list
from mapper.model import PlaceKind, Role

__all__ = ["place_by_posts"]

_POSTS = word_list("posts")
_LINKS = frozenset({"of", "in", "for", "province", "district", "region", "governorate", "county",
                    "state", "city", "town", "oblast", "regional", "provincial", "'s"})  # fmt: skip


def place_by_posts(page: Page, spots: list[Spot], events: list[Event]) -> None:
    """Give a report's strikes the place whose governor, mayor or elder speaks in it."""
    told = [
        number
        for number, event in enumerate(events)
        if not (event.irrealis or event.talk_only or event.negated)
    ]
    if not told or any(spot.role in {Role.STRUCK, Role.CONTAINER} for spot in spots):
        return
    homes = [spot for spot in spots if _is_of_a_post(page, spot)]
    if len({spot.place.id for spot in homes if spot.place}) != 1:
        return
    home = homes[0]
    home.role = Role.STRUCK
    home.event = min(told, key=lambda number: abs(events[number].sentence - home.sentence))


def _is_of_a_post(page: Page, spot: Spot) -> bool:
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
        if page.lemmas[head] in _POSTS:
            return True
        if page.words[head] not in _LINKS:
            return False
        token = head
    return False
