"""Where "it" was: "a plant in X blew up. Jets had bombed it", "in X … Its hospital was hit"."""

from __future__ import annotations

from mapper.claims.events.deeds import is_thing
from mapper.claims.events.event import Event
from mapper.claims.grammar import ACTED_ON
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot, stands_for_state
from mapper.claims.tables import load_lexicon
from mapper.model import PlaceKind, Role

__all__ = ["place_pronouns"]


def place_pronouns(page: Page, spots: list[Spot], events: list[Event]) -> None:
    """Give strikes on "it" the one town that is named before it, in its sentence or the last."""
    placed = {spot.event for spot in spots if spot.role == Role.STRUCK}
    for number, event in enumerate(events):
        if number in placed or event.irrealis or event.negated or event.talk_only:
            continue
        verb = next((token for token in event.triggers if _is_of_it(page, token)), None)
        if verb is None:
            continue
        towns = [spot for spot in spots if _may_be_meant(page, spot, event, verb)]
        latest = max((spot.sentence for spot in towns), default=0)
        meant = [spot for spot in towns if spot.sentence == latest]
        if len({spot.place.id for spot in meant if spot.place}) == 1:
            meant[0].role, meant[0].event = Role.STRUCK, number


def _is_of_it(page: Page, verb: int) -> bool:
    return page.pos[verb] == "VERB" and any(
        (page.dep[child] == "dobj" and page.words[child] == "it")
        or (page.dep[child] in ACTED_ON and _is_its(page, child))
        for child in page.children[verb]
    )


def _is_its(page: Page, thing: int) -> bool:
    """Whether "its hospital" is what was hit: no body has one."""
    return is_thing(page.lemmas[thing], load_lexicon()) and any(
        page.words[child] == "its" for child in page.children[thing]
    )


def _may_be_meant(page: Page, spot: Spot, event: Event, verb: int) -> bool:
    place = spot.place
    return (
        0 <= event.sentence - spot.sentence <= 1
        and spot.root < verb
        and spot.role == Role.OTHER
        and spot.event is None
        and place is not None
        and place.kind in {PlaceKind.SETTLEMENT, PlaceKind.FACILITY}
        and spot.resolution.mention.label == "place"
        and not stands_for_state(page, spot)
    )
