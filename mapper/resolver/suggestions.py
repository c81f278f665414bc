"""Where a name that no gazetteer knows probably lies: a suggestion, never an answer."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from mapper.model import Candidate, Place, PlaceKind
from mapper.resolver.evidence import Board, Floats
from mapper.resolver.naming import Named

__all__ = ["Suggester"]

SCORE = 0.2
WIDEN_KM = 25.0
"""Added to the radius of the place that is suggested instead of the unknown one."""


class Suggester:
    """The places that one document is about, once its known names are decided."""

    def __init__(self, board: Board, named: list[Named], belief: Floats) -> None:
        self._known: dict[str, Place] = {}
        best_rows = []
        for number, members in enumerate(board.names):
            rows = np.flatnonzero(board.group == number)
            best = int(rows[np.argmax(belief[rows])])
            best_rows.append(best)
            for i in members:
                self._known.setdefault(named[i].core.lower(), board.places[best])
        self._focus = _find_focus(board, belief, best_rows)

    def suggest(self, name: Named) -> tuple[Candidate, ...]:
        """Return the place around an unknown name: one inside its name, or the text's own."""
        if name.mention.label == "demonym":
            return ()  # a people is nowhere in particular
        inside = self._find_inside(name.core)
        if inside is not None:
            reason = f"{name.core!r} is in no gazetteer; its name holds {inside.name}"
            return (_candidate(inside, reason),)
        if self._focus is None:
            return ()
        reason = f"{name.core!r} is in no gazetteer; the text is mostly about {self._focus.name}"
        return (_candidate(self._focus, reason),)

    def _find_inside(self, core: str) -> Place | None:
        words = re.findall(r"\S+", core.lower())
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length + 1):
                place = self._known.get(" ".join(words[start : start + length]).strip(".,'\u2019"))
                if place is not None:
                    return place
        return None


def _find_focus(board: Board, belief: Floats, best_rows: list[int]) -> Place | None:
    """Return the town with the most weight in and around it, else the likeliest wider place."""
    if not best_rows:
        return None
    share = belief * board.weight[board.group]
    around = board.near[0] @ share
    towns = [row for row in best_rows if _is_local(board.places[row])]
    if towns:
        best = max(towns, key=lambda row: (around[row] + board.weight[board.group[row]], -row))
    else:
        best = max(best_rows, key=lambda row: (board.weight[board.group[row]], -row))
    return board.places[best]


def _is_local(place: Place) -> bool:
    if place.kind in (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.SEA):
        return False
    return place.uncertainty_km < 150


def _candidate(place: Place, reason: str) -> Candidate:
    wider = place.uncertainty_km + WIDEN_KM
    kind = (
        PlaceKind.AREA if place.kind in (PlaceKind.SETTLEMENT, PlaceKind.FACILITY) else place.kind
    )
    return Candidate(replace(place, kind=kind, uncertainty_km=wider), SCORE, False, (reason,))
