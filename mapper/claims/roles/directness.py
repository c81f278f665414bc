"""Where a strike's own words name a place, other verbs of its sentence name none.

"The raid on X drew protests in Y": Y hangs on the drawing. What a strike does to people and
things is no other verb: "the raid on X killed five and left a school in Y in ruins".
"""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.page import Page
from mapper.claims.roles.paths import first_conjunct
from mapper.claims.roles.spot import Spot
from mapper.claims.roles.surroundings import surrounds
from mapper.claims.tables import load_lexicon, word_list
from mapper.model import PlaceKind, Role

__all__ = ["leave_aside"]

_EFFECTS = word_list("effects")
_FARTHEST = 15
"""Steps from a name up to the verb that it hangs on."""


def leave_aside(page: Page, spots: list[Spot], events: list[Event]) -> None:
    """Take away from a strike the places of other verbs, where its own words name one."""
    of_event: dict[int, list[Spot]] = {}
    for spot in spots:
        if spot.event is not None and spot.role == Role.STRUCK:
            of_event.setdefault(spot.event, []).append(spot)
    for number, struck in of_event.items():
        other = [spot for spot in struck if _hangs_on_another_verb(page, spot, events[number])]
        own = [spot for spot in struck if spot not in other and _is_fine(spot)]
        if any(not any(surrounds(page, spot, inner) for inner in other) for spot in own):
            for spot in other:
                spot.role = Role.OTHER


def _is_fine(spot: Spot) -> bool:
    return spot.place is None or spot.place.kind not in {PlaceKind.COUNTRY, PlaceKind.SEA}


def _hangs_on_another_verb(page: Page, spot: Spot, event: Event) -> bool:
    """Whether the nearest verb above a name is neither the strike nor what it did."""
    verbs = load_lexicon().event_verbs
    token = first_conjunct(page, spot.root)
    for _ in range(_FARTHEST):
        above = page.head[token]
        if above == token:
            return False
        token = above
        if token in event.triggers:
            return False
        if page.pos[token] in {"VERB", "AUX"}:
            lemma = page.lemmas[token]
            return lemma not in _EFFECTS and lemma not in verbs
    return False
