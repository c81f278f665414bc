"""Where a line's heading is the place: "X: air strikes leave many wounded"."""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.page import Page
from mapper.claims.roles.spot import Spot
from mapper.claims.roles.words import COARSE
from mapper.model import PlaceKind, Role

__all__ = ["lift_headings"]


def lift_headings(page: Page, spots: list[Spot], events: list[Event]) -> None:
    """Read "X: air strikes leave many wounded": the line's heading is where it struck."""
    placed = {spot.event for spot in spots if spot.role == Role.STRUCK}
    for number, event in enumerate(events):
        if number in placed or event.irrealis or event.talk_only:
            continue
        start, _ = page.sentences[event.sentence]
        mark = next(
            (
                token
                for token in range(start, min(start + 9, len(page)))
                if page.words[token] in {":", "|", "||"}
            ),
            None,
        )
        if mark is None or mark > event.anchor:
            continue
        heads = [
            spot
            for spot in spots
            if spot.sentence == event.sentence
            and spot.root < mark
            and spot.place
            and spot.place.kind != PlaceKind.COUNTRY
            and spot.resolution.mention.label not in {"demonym", "organization"}
            and spot.role == Role.OTHER
        ]
        for spot in heads:
            spot.role, spot.event = Role.CONTAINER, number
        if heads:
            towns = [spot for spot in heads if spot.place and spot.place.kind not in COARSE]
            (towns or heads)[-1].role = Role.STRUCK
