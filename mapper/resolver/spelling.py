"""Names spelled as no gazetteer spells them, looked up once the document's countries are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mapper.model import Candidate, PlaceKind
from mapper.resolver.evidence import Board, Floats
from mapper.resolver.naming import Named

if TYPE_CHECKING:
    from mapper.gazetteer import Gazetteer

__all__ = ["spell_names"]

MAX_NAMES = 25
"""Misspelt names looked up per document: each costs milliseconds, and lists can be endless."""

HOME_SCORE = 0.85
"""A spelling this near counts when it lies in a country that the document is about."""

_LABELS = ("place", "composite")


def spell_names(
    named: list[Named], board: Board | None, belief: Floats | None, gazetteer: Gazetteer
) -> bool:
    """Give unknown names the places whose spelling is near; return whether any was found.

    A spelling from a country that the document does not mention is left as a doubtful
    suggestion, because short names are like many others.
    """
    homes = _find_homes(board, belief)
    asked: dict[str, tuple[Candidate, ...]] = {}
    for name in named:
        core = name.core
        if name.candidates or name.mention.label not in _LABELS or len(core) < 4:
            continue
        if core not in asked:
            if len(asked) >= MAX_NAMES:
                break
            asked[core] = _look_up(core, homes, gazetteer)
        name.candidates = asked[core]
        if name.candidates:
            name.rule = "; ".join(name.candidates[0].reasons[:2])
            name.is_doubtful = not name.candidates[0].accepted
    return any(asked.values())


def _look_up(core: str, homes: frozenset[str], gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    found = gazetteer.search(core, limit=10).candidates
    if not homes:
        return tuple(c for c in found[:1] if c.accepted)
    return tuple(
        Candidate(c.place, c.score, True, c.reasons)
        for c in found
        if c.place.country in homes and c.score >= HOME_SCORE and c.place.kind != PlaceKind.COUNTRY
    )[:3]


def _find_homes(board: Board | None, belief: Floats | None) -> frozenset[str]:
    """Return the countries of the document's likeliest places."""
    if board is None or belief is None:
        return frozenset()
    likely = np.flatnonzero(belief >= 0.5).tolist()
    return frozenset(c for row in likely if (c := board.places[row].country) is not None)
