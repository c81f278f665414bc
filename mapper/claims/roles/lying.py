"""Where a thing struck is told to lie: "the camp, which lies 5 km from X"."""

from __future__ import annotations

from mapper.claims.events.event import Event
from mapper.claims.grammar import SUBJECTS, clause_of
from mapper.claims.page import Page
from mapper.claims.roles.paths import first_conjunct, governor_of, path_of
from mapper.claims.roles.spot import Spot
from mapper.claims.roles.words import COARSE, OUTSKIRTS
from mapper.model import Role

__all__ = ["place_by_lying"]

_LYING = frozenset({"lie", "stand", "sit", "locate", "situate"})


def _is_far(page: Page, spot: Spot) -> bool:
    """Whether "35 kilometres north-west of X" tells a way too long for X to stand for the place."""
    before = range(max(page.sentences[spot.sentence][0], spot.start - _WAY), spot.start)
    return any(
        page.words[at + 1] in _LENGTHS
        and page.words[at].isdigit()
        and int(page.words[at]) > _FARTHEST_KM
        for at in before
    )


_WAY = 8
_LENGTHS = frozenset({"km", "kms", "kilometres", "kilometers", "miles"})
_FARTHEST_KM = 10
_WIDE_KM = 25.0
"""A province or half a country: what "the camp lies at X" makes more exact."""


def place_by_lying(page: Page, spots: list[Spot], events: list[Event]) -> None:
    """Read "The camp lies on the edge of X" after a strike on a camp: X is where it struck."""
    for spot in spots:
        clause = clause_of(page, spot.root)
        place = spot.place
        if (
            spot.role not in {Role.OTHER, Role.BASED_AT}
            or spot.resolution.mention.label in {"demonym", "organization"}
            or page.lemmas[clause] not in _LYING
            or (place is not None and place.kind in COARSE)
        ):
            continue
        path = [*path_of(page, first_conjunct(page, spot.root)), clause]
        if _is_far(page, spot):
            continue
        governor = governor_of(page, path)
        if page.lemmas[governor] not in _LYING | OUTSKIRTS:
            continue
        nouns = {
            page.lemmas[child]
            for child in page.children[clause]
            if page.dep[child] in SUBJECTS
            and any(page.words[other] == "the" for other in page.children[child])
        }
        for number in range(len(events) - 1, -1, -1):
            event = events[number]
            start, end = page.sentences[event.sentence]
            if not 0 < spot.sentence - event.sentence <= 4 or event.irrealis:
                continue
            own = [s for s in spots if s.event == number and s.role == Role.STRUCK]
            wide = all(s.place is not None and s.place.uncertainty_km > _WIDE_KM for s in own)
            if nouns & set(page.lemmas[start:end]) and wide:
                for other in own:
                    if other.sentence == event.sentence:
                        other.role = Role.CONTAINER
                spot.role, spot.event = Role.STRUCK, number
                break
